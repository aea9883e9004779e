// Who is on call for a team, and when the team itself works: the rota of its weeks, turns by date, and what
// both come to. Not: what a team may do (team-sheet.tsx).
import { useState } from 'react'
import type { AgentId } from '#core/kit/id.ts'
import { Button } from '../kit/button.tsx'
import { SelectField, TextField } from '../kit/field.tsx'
import { nowMs } from '../kit/now.ts'
import { Sheet } from '../kit/sheet.tsx'
import { useSay } from '../words.ts'
import { type Calendar, useDeskZone } from './agreements-api.ts'
import { dayOf } from './days.ts'
import { rotaOf, type TypedTurn, turnsOf, typedRota, typedTurns } from './on-call.ts'
import { AheadPart } from './on-call-ahead-part.tsx'
import { PersonField, RotaFields } from './on-call-rota.tsx'
import { Send, useDone, Wrong } from './parts.tsx'
import s from './set-up.module.css'
import { type Team, useChange, useSetUpList } from './set-up-api.ts'

const fresh: TypedTurn = { agent: '', from: '', until: '' }

/** Changes all of it for one team. */
export function OnCallSheet({ team, onClose }: { team: Team; onClose: () => void }) {
  const say = useSay()
  const form = useOnCall(team, onClose)
  const { hours, rota, typed, deskZone, ruleZone } = form
  return (
    <Sheet
      open
      onClose={onClose}
      title={say('set_up.on_call')}
      note={team.name}
      onSubmit={form.go}
      foot={<Send isSending={form.isSending}>{say('kit.save')}</Send>}
    >
      <div className={s.form}>
        <Wrong errors={form.errors} thrown={form.thrown} />
        <p className="sm soft">{say('set_up.on_call_why')}</p>
        <SelectField
          label={say('set_up.on_call_hours')}
          value={hours}
          options={[
            { value: '', text: say('set_up.on_call_always') },
            ...form.calendars.map(one => ({ value: one.id, text: one.name })),
          ]}
          onChange={event => form.setHours(event.currentTarget.value)}
        />
        <RotaFields rota={rota} zone={ruleZone} onChange={form.setRota} />
        <section className={s.danger} aria-labelledby="dated">
          <h3 id="dated">{say('set_up.rota_dates')}</h3>
          <p className="sm soft">{say('set_up.rota_dates_why', { zone: deskZone.replaceAll('_', ' ') })}</p>
          {typed.map((turn, index) => (
            <OneTurn
              // biome-ignore lint/suspicious/noArrayIndexKey: a turn has nothing else to be told by
              key={index}
              no={index + 1}
              turn={turn}
              onChange={next => form.setTyped(all => all.with(index, next))}
              onRemove={() => form.setTyped(all => all.filter((_, at) => at !== index))}
            />
          ))}
          <div className="row">
            <Button onClick={() => form.setTyped(all => [...all, fresh])}>{say('set_up.on_call_add')}</Button>
          </div>
        </section>
        {hours !== '' && <AheadPart team={team.id} zone={ruleZone ?? deskZone} body={form.body} />}
      </div>
    </Sheet>
  )
}

/** What is typed, what it comes to, and how it is sent. */
function useOnCall(team: Team, onClose: () => void) {
  const say = useSay()
  const deskZone = useDeskZone()
  const close = useDone(onClose)
  const { data: calendars = [] } = useSetUpList<Calendar>('/calendars')
  const [hours, setHours] = useState<string>(team.hours ?? '')
  const [rota, setRota] = useState(() => typedRota(team.rota, dayOf(nowMs(), deskZone)))
  const [typed, setTyped] = useState(() => typedTurns(team.turns, nowMs(), deskZone))
  const [errors, setErrors] = useState<readonly string[]>([])
  const done = useChange(close('set_up.saved'))
  const meant = turnsOf(typed, deskZone)
  const planned = rotaOf(rota)
  const isAny = typed.length > 0 || rota.form !== ''
  const body =
    'wrongAt' in meant || 'wrong' in planned
      ? null
      : { hours: hours || null, turns: meant.turns, rota: planned.rota }
  const go = () => {
    const wrong = [
      ...('wrong' in planned ? [say(`set_up.rota_wrong_${planned.wrong.code}`, planned.wrong)] : []),
      ...('wrongAt' in meant ? [say('set_up.on_call_wrong', { n: meant.wrongAt + 1 })] : []),
      ...(hours === '' && isAny ? [say('set_up.on_call_hours_needed')] : []),
    ]
    setErrors(wrong)
    if (body === null || wrong.length > 0 || done.isPending) return
    done.mutate({
      path: `/teams/${team.id}/on-call`,
      method: 'PUT',
      body: { version: team.version, ...body },
    })
  }
  const ruleZone = calendars.find(one => one.id === hours)?.hours.zone
  const sending = { errors, thrown: done.error, isSending: done.isPending, go, body }
  return { hours, setHours, rota, setRota, typed, setTyped, calendars, deskZone, ruleZone, ...sending }
}

type TurnProps = {
  no: number
  turn: TypedTurn
  onChange: (turn: TypedTurn) => void
  onRemove: () => void
}

function OneTurn({ no, turn, onChange, onRemove }: TurnProps) {
  const say = useSay()
  return (
    <fieldset className={s.form}>
      <legend className={s.legend}>{say('set_up.on_call_turn', { n: no })}</legend>
      <PersonField
        label={say('set_up.on_call_who')}
        value={turn.agent}
        onChange={(agent: AgentId | '') => onChange({ ...turn, agent })}
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
