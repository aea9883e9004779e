// A calendar in a sheet: its name, its zone, the week, the holidays. Not: how its form is read and written
// (calendar-form.ts).
import { useId, useState } from 'react'
import { TextArea, TextField } from '../kit/field.tsx'
import { Sheet } from '../kit/sheet.tsx'
import { useSay } from '../words.ts'
import { type Calendar, useDeskZone } from './agreements-api.ts'
import { useFirstWrong } from './use-first-wrong.ts'
import a from './agreements.module.css'
import {
  type CalendarForm,
  calendarFaults,
  calendarForm,
  countsOf,
  formPath,
  hoursOf,
  lineOfHoliday,
  type Part,
  time,
  type Weekday,
  weekdays,
  withTime,
} from './calendar-form.ts'
import { type Fault, faultAt, faultsIn, faultText } from './field-faults.ts'
import { Line, Send, useDone, Wrong } from './parts.tsx'
import s from './set-up.module.css'
import { useChange } from './set-up-api.ts'
import { useWeekday } from './weekday.ts'

type Props = { calendar: Calendar | null; onClose: () => void }

export function CalendarSheet({ calendar, onClose }: Props) {
  const say = useSay()
  const close = useDone(onClose)
  const zone = useDeskZone()
  const [form, setForm] = useState(() => calendarForm(calendar, zone))
  const [found, setFound] = useState<readonly Fault[]>([])
  const [errors, setErrors] = useState<readonly string[]>([])
  const done = useChange(close(calendar ? 'set_up.saved' : 'set_up.added'))
  useFirstWrong(found, done.error)
  const set = (change: Partial<CalendarForm>) => setForm({ ...form, ...change })
  const kept = calendar?.hours ?? null
  const told = faultsIn(done.error).map(one => ({ ...one, path: formPath(one.path, form, kept) }))
  const faults = [...found, ...told]
  const go = () => {
    const missing = form.name.trim() ? [] : [say('set_up.name_needed')]
    const wrong = calendarFaults(form)
    setErrors(missing)
    setFound(wrong)
    if (missing.length + wrong.length > 0 || done.isPending) return
    const body = { name: form.name, hours: hoursOf(form, kept) }
    if (!calendar) return done.mutate({ path: '/calendars', body })
    const version = calendar.version
    done.mutate({ path: `/calendars/${calendar.id}`, method: 'PATCH', body: { version, ...body } })
  }
  const earlier = kept ? countsOf(kept).earlier : 0
  return (
    <Sheet
      open
      onClose={onClose}
      title={calendar?.name ?? say('set_up.calendar_add')}
      note={earlier > 0 && say('set_up.cal_earlier', { n: earlier })}
      onSubmit={go}
      foot={<Send isSending={done.isPending}>{say(calendar ? 'kit.save' : 'set_up.add')}</Send>}
    >
      <div className={s.form}>
        <Above {...{ errors, faults, thrown: done.error }} />
        <div className={s.two}>
          <Line label={say('set_up.name')} value={form.name} onChange={name => set({ name })} />
          <ZoneField zone={form.zone} error={faultAt(faults, 'zone', say)} onChange={zone => set({ zone })} />
        </div>
        <WeekFields form={form} faults={faults} onChange={week => set({ week })} />
        <HolidayField form={form} faults={faults} onChange={holidays => set({ holidays })} />
      </div>
    </Sheet>
  )
}

const atFields = /^(zone$|week\.|holidays)/

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

type FormProps<K extends keyof CalendarForm> = {
  form: CalendarForm
  faults: readonly Fault[]
  onChange: (value: CalendarForm[K]) => void
}

function WeekFields({ form: { week }, faults, onChange }: FormProps<'week'>) {
  const say = useSay()
  const whole = faultAt(faults, 'week', say)
  return (
    <fieldset>
      <legend className={s.legend}>{say('set_up.cal_hours')}</legend>
      <p className="sm soft">{say('set_up.cal_week_hint')}</p>
      {whole && (
        <p className={a.error} role="alert">
          {whole}
        </p>
      )}
      <div className={a.week}>
        {weekdays.map(day => (
          <DayFields
            key={day}
            day={day}
            parts={week[day]}
            faults={faults}
            onChange={(part, end, typed) => onChange(withTime(week, { day, part, end }, typed))}
          />
        ))}
      </div>
    </fieldset>
  )
}

type DayProps = {
  day: Weekday
  parts: readonly Part[]
  faults: readonly Fault[]
  onChange: (part: number, end: 0 | 1, typed: string) => void
}

function DayFields({ day, parts, faults, onChange }: DayProps) {
  const say = useSay()
  const id = useId()
  const name = useWeekday('long')(weekdays.indexOf(day))
  const wrong = parts.map((_, index) => faultAt(faults, `week.${day}.${index}`, say))
  const first = wrong.find(Boolean)
  return (
    <div className={a.day}>
      <span>{name}</span>
      <div className={a.parts}>
        {parts.map((part, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a day keep their places
          <div className={a.span} key={index}>
            {([0, 1] as const).map(end => (
              <TextField
                key={end}
                label={say(end === 0 ? 'set_up.cal_from' : 'set_up.cal_until', { day: name, n: index + 1 })}
                labelHidden
                value={part[end]}
                inputMode="numeric"
                maxLength={5}
                aria-invalid={wrong[index] ? true : undefined}
                aria-describedby={wrong[index] ? id : undefined}
                onChange={event => onChange(index, end, event.currentTarget.value)}
                onBlur={event => onChange(index, end, time(event.currentTarget.value))}
              />
            ))}
          </div>
        ))}
      </div>
      {first && (
        <p className={a.error} id={id} role="alert">
          {first}
        </p>
      )}
    </div>
  )
}

function HolidayField({ form, faults, onChange }: FormProps<'holidays'>) {
  const say = useSay()
  const errors = faults.flatMap(one => {
    const [, index] = /^holidays(?:\.(\d+))?/.exec(one.path) ?? [null, null]
    if (index === null) return []
    const what = faultText(one, say)
    if (index === undefined) return [what]
    return [say('set_up.fault_in_line', { n: lineOfHoliday(form.holidays, Number(index)), what })]
  })
  return (
    <TextArea
      label={say('set_up.cal_holidays')}
      hint={say('set_up.cal_holidays_hint')}
      rows={5}
      spellCheck={false}
      value={form.holidays}
      error={errors.length > 0 ? [...new Set(errors)].join(' ') : undefined}
      onChange={event => onChange(event.currentTarget.value)}
    />
  )
}
