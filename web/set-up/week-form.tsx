// When a person works, and who covers outside it: entered, changed and removed by a lead or an administrator.
// Not: absences (absence-form.tsx), nor what follows from it (core/people/cover.ts).
import { useState } from 'react'
import type { AgentId } from '#core/kit/id.ts'
import { Button } from '../kit/button.tsx'
import { SelectField } from '../kit/field.tsx'
import { toast } from '../kit/toast.ts'
import { zonesWith } from '../kit/zones.ts'
import { useSay } from '../words.ts'
import { useDeskZone } from './agreements-api.ts'
import { calendarFaults, calendarForm, formPath, hoursOf, withVersion } from './calendar-form.ts'
import { WeekFields } from './calendar-version.tsx'
import { type Fault, faultsIn } from './field-faults.ts'
import { Wrong } from './parts.tsx'
import s from './set-up.module.css'
import { type Person, useChange } from './set-up-api.ts'
import { useFirstWrong } from './use-first-wrong.ts'

type Props = { person: Person; people: readonly Person[] }

/** Closed until somebody wants to say it: most desks never do. */
export function WeekForm({ person, people }: Props) {
  const say = useSay()
  const [isOpen, setOpen] = useState(person.week !== null)
  return (
    <>
      <h3>{say('set_up.week')}</h3>
      <p className="sm soft">{say('set_up.week_why')}</p>
      {isOpen ? (
        <Fields person={person} people={people} />
      ) : (
        <>
          <p>{say('set_up.week_none')}</p>
          <div className="row">
            <Button onClick={() => setOpen(true)}>{say('set_up.week_set')}</Button>
          </div>
        </>
      )}
    </>
  )
}

/** A week is a calendar with one version and no holidays, so its form is that of one. */
function Fields({ person, people }: Props) {
  const say = useSay()
  const { form, setForm, cover, setCover, faults, thrown, save, remove } = useWeek(person)
  const others = people.filter(one => one.active && one.id !== person.id)
  return (
    <>
      <Wrong thrown={thrown} />
      <WeekFields
        week={form.versions[0]!.week}
        faults={faults}
        onChange={week => setForm(withVersion(form, 0, { week }))}
      />
      <div className={s.two}>
        <SelectField
          label={say('set_up.desk_zone')}
          value={form.zone}
          options={zonesWith(form.zone).map(value => ({ value, text: value.replaceAll('_', ' ') }))}
          onChange={event => setForm({ ...form, zone: event.currentTarget.value })}
        />
        <SelectField
          label={say('set_up.week_cover')}
          value={cover}
          options={[
            { value: '', text: say('set_up.week_cover_any') },
            ...others.map(one => ({ value: one.id, text: one.name })),
          ]}
          onChange={event => setCover(event.currentTarget.value as AgentId | '')}
        />
      </div>
      <div className="row">
        <Button onClick={save}>{say('set_up.week_save')}</Button>
        {person.week && (
          <Button kind="quiet" onClick={remove}>
            {say('set_up.week_remove')}
          </Button>
        )}
      </div>
    </>
  )
}

/** What is typed, what is wrong with it here or there, and the two ways to send it. */
function useWeek({ id, week, version }: Person) {
  const say = useSay()
  const deskZone = useDeskZone()
  const [form, setForm] = useState(() => {
    const kept = week && { name: '-', hours: { zone: week.zone, versions: [{ week: week.hours }] } }
    return { ...calendarForm(kept, deskZone), name: '-' }
  })
  const [cover, setCover] = useState<AgentId | ''>(week?.cover ?? '')
  const [found, setFound] = useState<readonly Fault[]>([])
  const change = useChange(() => toast({ text: say('set_up.saved') }))
  useFirstWrong(found, change.error)
  const told = faultsIn(change.error).map(one => ({
    ...one,
    path: formPath(one.path.replace(/^hours\b/, 'versions.0.week'), form),
  }))
  const path = `/working-weeks/${id}`
  const save = () => {
    const wrong = calendarFaults(form)
    setFound(wrong)
    if (wrong.length > 0 || change.isPending) return
    const { zone, versions } = hoursOf(form, null)
    const body = { version, zone, hours: versions?.[0]?.week ?? {}, cover: cover || null }
    change.mutate({ path, method: 'PUT', body })
  }
  const remove = () => change.mutate({ path: `${path}?version=${version}`, method: 'DELETE' })
  const faults = [...found, ...told].map(one => ({ ...one, path: one.path.replace(/^versions\.0\./, '') }))
  const thrown = told.length > 0 ? null : change.error
  return { form, setForm, cover, setCover, faults, thrown, save, remove }
}
