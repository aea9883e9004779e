// A calendar in a sheet: its name, its zone, its dated versions, and what a change would move. Not: one
// version (calendar-version.tsx), nor how its form is read and written (calendar-form.ts).
import { useId, useState } from 'react'
import { Button } from '../kit/button.tsx'
import { SelectField, TextField } from '../kit/field.tsx'
import { nowMs } from '../kit/now.ts'
import { Sheet } from '../kit/sheet.tsx'
import { useSay } from '../words.ts'
import { type Calendar, useDeskZone } from './agreements-api.ts'
import { useFirstWrong } from './use-first-wrong.ts'
import a from './agreements.module.css'
import {
  type CalendarForm,
  calendarFaults,
  calendarForm,
  dayAfter,
  formPath,
  fromDay,
  hoursOf,
  inForce,
  versionAt,
  withNext,
  withoutVersion,
  withVersion,
} from './calendar-form.ts'
import { VersionFields } from './calendar-version.tsx'
import { dayOf, dayStart } from './days.ts'
import { type Fault, faultAt, faultsIn, faultText } from './field-faults.ts'
import { Line, Send, useDay, useDone, Wrong } from './parts.tsx'
import { PreviewPart } from './preview-part.tsx'
import s from './set-up.module.css'
import { useChange } from './set-up-api.ts'

type Props = { calendar: Calendar | null; onClose: () => void }

export function CalendarSheet({ calendar, onClose }: Props) {
  const say = useSay()
  const zone = useDeskZone()
  const kept = calendar?.hours ?? null
  const [form, setForm] = useState(() => calendarForm(calendar, zone))
  const [shown, setShown] = useState(() => inForce(form, dayOf(nowMs(), zone)))
  const { go, errors, faults, thrown, isSending } = useSend(calendar, setShown, onClose)
  const goWith = (next: CalendarForm) => {
    setForm(next)
    setShown(next.versions.findIndex(one => !form.versions.includes(one)))
    go(next)
  }
  const isSame = JSON.stringify(form) === JSON.stringify(calendarForm(calendar, zone))
  const isFine = !isSame && calendarFaults(form).length === 0
  return (
    <Sheet
      open
      onClose={onClose}
      title={calendar?.name ?? say('set_up.calendar_add')}
      onSubmit={() => go(form)}
      foot={
        <>
          {calendar && faults.some(one => one.code === 'past_counted') && (
            <FromTomorrow {...{ calendar, form, isSending }} onGo={goWith} />
          )}
          <Send isSending={isSending}>{say(calendar ? 'kit.save' : 'set_up.add')}</Send>
        </>
      }
    >
      <div className={a.form}>
        <Above {...{ errors, faults, thrown }} />
        <div className={s.two}>
          <Line label={say('set_up.name')} value={form.name} onChange={name => setForm({ ...form, name })} />
          <ZoneField
            zone={form.zone}
            error={faultAt(faults, 'zone', say)}
            onChange={zone => setForm({ ...form, zone })}
          />
        </div>
        <Versions {...{ form, shown, faults, zone }} onShow={setShown} onChange={setForm} />
        {calendar && (
          <PreviewPart
            path={`/calendars/${calendar.id}/preview`}
            change={isFine ? { hours: hoursOf(form, kept) } : null}
            of="calendar"
          />
        )}
      </div>
    </Sheet>
  )
}

/** Sends the form; what is wrong, here or there, shows the version it is in. */
function useSend(calendar: Calendar | null, onShow: (version: number) => void, onClose: () => void) {
  const say = useSay()
  const close = useDone(onClose)
  const [found, setFound] = useState<readonly Fault[]>([])
  const [errors, setErrors] = useState<readonly string[]>([])
  const done = useChange(close(calendar ? 'set_up.saved' : 'set_up.added'))
  // What the server said to the last one is no word on a form that did not get that far.
  const thrown = found.length + errors.length > 0 ? null : done.error
  useFirstWrong(found, thrown)
  const [sent, setSent] = useState<CalendarForm | null>(null)
  const toldBy = (thrown: unknown, form: CalendarForm | null) =>
    form ? faultsIn(thrown).map(one => ({ ...one, path: formPath(one.path, form) })) : []
  const show = (faults: readonly Fault[]) => {
    const [first] = faults.flatMap(one => versionAt(one.path) ?? [])
    if (first !== undefined) onShow(first)
  }
  const go = (form: CalendarForm) => {
    const missing = form.name.trim() ? [] : [say('set_up.name_needed')]
    const wrong = calendarFaults(form)
    setErrors(missing)
    setFound(wrong)
    show(wrong)
    if (missing.length + wrong.length > 0 || done.isPending) return
    const body = { name: form.name, hours: hoursOf(form, calendar?.hours ?? null) }
    const wish = calendar
      ? {
          path: `/calendars/${calendar.id}`,
          method: 'PATCH' as const,
          body: { version: calendar.version, ...body },
        }
      : { path: '/calendars', body }
    setSent(form)
    done.mutate(wish, { onError: thrown => show(toldBy(thrown, form)) })
  }
  const faults = [...found, ...toldBy(thrown, sent)]
  return { go, errors, faults, thrown, isSending: done.isPending }
}

type FromTomorrowProps = {
  calendar: Calendar
  form: CalendarForm
  isSending: boolean
  onGo: (form: CalendarForm) => void
}

/** What was counted stays as it was: what was entered is saved from tomorrow on instead. */
function FromTomorrow({ calendar, form, isSending, onGo }: FromTomorrowProps) {
  const say = useSay()
  const { zone } = calendar.hours
  const dayText = useDay(zone)
  const tomorrow = dayAfter(dayOf(nowMs(), zone))
  const next = fromDay(form, calendarForm(calendar, zone), tomorrow)
  const start = dayStart(tomorrow, zone)
  if (!next || start === null) return null
  return (
    <Button aria-busy={isSending} onClick={() => onGo(next)}>
      {say('set_up.cal_save_from', { day: dayText(start) })}
    </Button>
  )
}

type VersionsProps = {
  form: CalendarForm
  shown: number
  faults: readonly Fault[]
  zone: string
  onShow: (version: number) => void
  onChange: (form: CalendarForm) => void
}

/** One version at a time: which one, another from a date, and its fields. */
function Versions({ form, shown, faults, zone, onShow, onChange }: VersionsProps) {
  const say = useSay()
  const dayText = useDay(zone)
  const { versions } = form
  const at = Math.min(shown, versions.length - 1)
  const version = versions[at]
  const today = dayOf(nowMs(), zone)
  const now = inForce(form, today)
  const nameOf = (from: string, index: number) => {
    const start = index === 0 ? null : dayStart(from, zone)
    const name = start === null ? say('set_up.cal_always') : say('set_up.cal_since', { day: dayText(start) })
    return index === now ? say('set_up.cal_in_force', { version: name }) : name
  }
  const add = () => {
    onChange(withNext(form, dayOf(nowMs() + 24 * 3_600_000, zone)))
    onShow(versions.length)
  }
  const remove = () => {
    onChange(withoutVersion(form, at))
    onShow(at - 1)
  }
  if (!version) return null
  const own = faults.flatMap(one =>
    versionAt(one.path) === at ? [{ ...one, path: one.path.replace(/^versions\.\d+\./, '') }] : [],
  )
  return (
    <>
      <div className={a.version}>
        {versions.length > 1 && (
          <SelectField
            label={say('set_up.cal_version')}
            value={String(at)}
            options={versions.map((one, index) => ({
              value: String(index),
              text: nameOf(one.validFrom, index),
            }))}
            onChange={event => onShow(Number(event.currentTarget.value))}
          />
        )}
        <Button onClick={add}>{say('set_up.cal_version_add')}</Button>
        {at > 0 && (
          <Button kind="quiet" onClick={remove}>
            {say('set_up.cal_version_remove')}
          </Button>
        )}
      </div>
      {at === now && <p className="sm soft">{say('set_up.cal_version_hint')}</p>}
      <VersionFields
        key={version.key}
        version={version}
        isFirst={at === 0}
        faults={own}
        onChange={change => onChange(withVersion(form, at, change))}
      />
    </>
  )
}

const atFields = /^(zone$|versions\.\d+\.(validFrom$|week($|\.)|holidays|shifts|breaks|yearlyBreaks))/

/** What stands at no field of its own; the refusal itself only when it is about nothing else. */
function Above({
  errors,
  faults,
  thrown,
}: {
  errors: readonly string[]
  faults: readonly Fault[]
  thrown: unknown
}) {
  const say = useSay()
  const loose = faults.filter(one => !atFields.test(one.path)).map(one => faultText(one, say))
  const isToldBelow = faults.length > loose.length
  return (
    <Wrong errors={[...errors, ...loose]} thrown={isToldBelow || loose.length > 0 ? undefined : thrown} />
  )
}

type ZoneProps = { zone: string; error: string | undefined; onChange: (zone: string) => void }

function ZoneField({ zone, error, onChange }: ZoneProps) {
  const say = useSay()
  const id = useId()
  return (
    <>
      <TextField
        label={say('set_up.desk_zone')}
        value={zone}
        error={error}
        list={id}
        autoComplete="off"
        spellCheck={false}
        onChange={event => onChange(event.currentTarget.value)}
      />
      <datalist id={id}>
        {Intl.supportedValuesOf('timeZone').map(one => (
          <option key={one} value={one} />
        ))}
      </datalist>
    </>
  )
}
