// Who is on call for a team, and when the team itself works. Not: what a team may do (team-sheet.tsx).
import { useState } from 'react'
import type { AgentId } from '#core/kit/id.ts'
import { Button } from '../kit/button.tsx'
import { SelectField, TextField } from '../kit/field.tsx'
import { nowMs } from '../kit/now.ts'
import { Sheet } from '../kit/sheet.tsx'
import { useSay } from '../words.ts'
import { type Calendar, useDeskZone } from './agreements-api.ts'
import { type TypedTurn, turnsOf, typedTurns } from './on-call.ts'
import { Send, useDone, Wrong } from './parts.tsx'
import s from './set-up.module.css'
import { type Person, type Team, useChange, useSetUpList } from './set-up-api.ts'

const fresh: TypedTurn = { agent: '', from: '', until: '' }

/** Changes both for one team. */
export function OnCallSheet({ team, onClose }: { team: Team; onClose: () => void }) {
  const say = useSay()
  const zone = useDeskZone()
  const close = useDone(onClose)
  const { data: calendars = [] } = useSetUpList<Calendar>('/calendars')
  const [hours, setHours] = useState<string>(team.hours ?? '')
  const [typed, setTyped] = useState(() => typedTurns(team.turns, nowMs(), zone))
  const [errors, setErrors] = useState<readonly string[]>([])
  const done = useChange(close('set_up.saved'))
  const go = () => {
    const meant = turnsOf(typed, zone)
    const wrong = [
      ...('wrongAt' in meant ? [say('set_up.on_call_wrong', { n: meant.wrongAt + 1 })] : []),
      ...(hours === '' && typed.length > 0 ? [say('set_up.on_call_hours_needed')] : []),
    ]
    setErrors(wrong)
    if ('wrongAt' in meant || wrong.length > 0 || done.isPending) return
    const body = { version: team.version, hours: hours || null, turns: meant.turns }
    done.mutate({ path: `/teams/${team.id}/on-call`, method: 'PUT', body })
  }
  return (
    <Sheet
      open
      onClose={onClose}
      title={say('set_up.on_call')}
      note={team.name}
      onSubmit={go}
      foot={<Send isSending={done.isPending}>{say('kit.save')}</Send>}
    >
      <div className={s.form}>
        <Wrong errors={errors} thrown={done.error} />
        <p className="sm soft">{say('set_up.on_call_why', { zone: zone.replaceAll('_', ' ') })}</p>
        <SelectField
          label={say('set_up.on_call_hours')}
          value={hours}
          options={[
            { value: '', text: say('set_up.on_call_always') },
            ...calendars.map(one => ({ value: one.id, text: one.name })),
          ]}
          onChange={event => setHours(event.currentTarget.value)}
        />
        {typed.map((turn, index) => (
          <OneTurn
            // biome-ignore lint/suspicious/noArrayIndexKey: a turn has nothing else to be told by
            key={index}
            no={index + 1}
            turn={turn}
            onChange={next => setTyped(all => all.with(index, next))}
            onRemove={() => setTyped(all => all.filter((_, at) => at !== index))}
          />
        ))}
        <div className="row">
          <Button onClick={() => setTyped(all => [...all, fresh])}>{say('set_up.on_call_add')}</Button>
        </div>
      </div>
    </Sheet>
  )
}

type TurnProps = {
  no: number
  turn: TypedTurn
  onChange: (turn: TypedTurn) => void
  onRemove: () => void
}

function OneTurn({ no, turn, onChange, onRemove }: TurnProps) {
  const say = useSay()
  // Not the session's agents: the persons behind API tokens are among those.
  const { data: people = [] } = useSetUpList<Person>('/agents')
  return (
    <fieldset className={s.form}>
      <legend className={s.legend}>{say('set_up.on_call_turn', { n: no })}</legend>
      <SelectField
        label={say('set_up.on_call_who')}
        value={turn.agent}
        options={[
          { value: '', text: '–' },
          ...people.filter(one => one.active).map(one => ({ value: one.id, text: one.name })),
        ]}
        onChange={event => onChange({ ...turn, agent: event.currentTarget.value as AgentId | '' })}
      />
      <div className={s.two}>
        <TextField
          label={say('me.quiet_from')}
          type="datetime-local"
          value={turn.from}
          onChange={event => onChange({ ...turn, from: event.currentTarget.value })}
        />
        <TextField
          label={say('me.quiet_until')}
          type="datetime-local"
          value={turn.until}
          onChange={event => onChange({ ...turn, until: event.currentTarget.value })}
        />
      </div>
      <div className="row">
        <Button kind="quiet" aria-label={say('set_up.on_call_remove', { n: no })} onClick={onRemove}>
          {say('me.quiet_remove')}
        </Button>
      </div>
    </fieldset>
  )
}
