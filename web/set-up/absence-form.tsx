// An absence: from the first to the last day, and who covers. Also used on one's own settings.
import { useState } from 'react'
import type { AgentId } from '#core/kit/id.ts'
import { mayHandOver } from '#core/people/hand-over.ts'
import { useDesk } from '../case/desk.ts'
import { Button, LinkButton } from '../kit/button.tsx'
import { SelectField, TextField } from '../kit/field.tsx'
import { nowMs } from '../kit/now.ts'
import { toast } from '../kit/toast.ts'
import { useSay, useWords } from '../words.ts'
import { dayEnd, dayOf, dayStart } from './days.ts'
import { Wrong } from './parts.tsx'
import s from './set-up.module.css'
import { type Person, useChange } from './set-up-api.ts'

type Props = { person: Person; people: readonly Person[]; isTitled?: boolean }

/** Enters, changes or ends the absence of a person. */
export function AbsenceForm({ person, people, isTitled = false }: Props) {
  const say = useSay()
  const { zone: own } = useWords()
  const zone = own ?? Intl.DateTimeFormat().resolvedOptions().timeZone
  const { absence } = person
  const { facts, me } = useDesk()
  const [from, setFrom] = useState(dayOf(absence?.from ?? nowMs(), zone))
  const [until, setUntil] = useState(absence ? dayOf(absence.until - 1, zone) : '')
  const [cover, setCover] = useState<AgentId | ''>(absence?.cover ?? '')
  const [errors, setErrors] = useState<readonly string[]>([])
  const save = useChange(() => toast({ text: say('set_up.saved') }))
  const path = `/absences/${person.id}`
  const enter = () => {
    const [start, end] = [dayStart(from, zone), dayEnd(until, zone)]
    const isRight = start !== null && end !== null && start < end
    setErrors(isRight ? [] : [say('set_up.absence_order')])
    if (!isRight || save.isPending) return
    const body = { version: person.version, from: start, until: end, ...(cover && { cover }) }
    save.mutate({ path, method: 'PUT', body })
  }
  const others = people.filter(one => one.active && one.id !== person.id)
  return (
    <>
      <Wrong errors={errors} thrown={save.error} />
      {isTitled && <h3>{say('set_up.absence')}</h3>}
      <p className="sm soft">{say('set_up.absence_why')}</p>
      <AbsenceFields {...{ from, setFrom, until, setUntil, cover, setCover, others }} />
      <div className="row">
        <Button onClick={enter}>{say('set_up.absence_enter')}</Button>
        {absence && (
          <Button
            kind="quiet"
            onClick={() => save.mutate({ path: `${path}?version=${person.version}`, method: 'DELETE' })}
          >
            {say('set_up.absence_end')}
          </Button>
        )}
        {absence && mayHandOver(facts, me.id, person.id) && (
          <LinkButton to="/hand-over" search={{ agent: person.id, reason: 'absence' } as never}>
            {say('hand_over.open_absence')}
          </LinkButton>
        )}
      </div>
    </>
  )
}

type FieldsProps = {
  from: string
  setFrom: (day: string) => void
  until: string
  setUntil: (day: string) => void
  cover: AgentId | ''
  setCover: (agent: AgentId | '') => void
  others: readonly Person[]
}

function AbsenceFields({ from, setFrom, until, setUntil, cover, setCover, others }: FieldsProps) {
  const say = useSay()
  return (
    <div className={s.two}>
      <TextField
        label={say('set_up.absence_from')}
        type="date"
        value={from}
        onChange={event => setFrom(event.currentTarget.value)}
      />
      <TextField
        label={say('set_up.absence_until')}
        type="date"
        value={until}
        onChange={event => setUntil(event.currentTarget.value)}
      />
      <SelectField
        label={say('set_up.absence_cover')}
        value={cover}
        options={[
          { value: '', text: say('set_up.none') },
          ...others.map(one => ({ value: one.id, text: one.name })),
        ]}
        onChange={event => setCover(event.currentTarget.value as AgentId)}
      />
    </div>
  )
}
