// What the worker of a stuck case says: that he carries on until a time, or that he asks a colleague by name.
// Not: passing it on, which is the hand-off sheet.
import { useState } from 'react'
import { hourMs } from '#core/kit/time.ts'
import { worksAt } from '#core/people/desk-facts.ts'
import { SelectField, TextField } from '#web/kit/field.tsx'
import { nowMs } from '#web/kit/now.ts'
import { useCase } from './case-context.ts'
import { DeedDialog, type SheetProps } from './deed-dialog.tsx'
import { fieldOf, instantOfField } from './wall-clock.ts'

/** An hour from now: long enough to try something, short enough to be asked again today. */
const firstMs = hourMs

export function CarryOnForm({ onClose }: SheetProps) {
  const { say, act, desk } = useCase()
  const [until, setUntil] = useState(() => fieldOf(nowMs() + firstMs, desk.zone))
  const [because, setBecause] = useState('')
  const at = instantOfField(until, desk.zone)
  const isPast = at === null || at <= nowMs()
  const missing = isPast ? say('deeds.in_the_past') : because.trim() === '' ? say('stuck.because') : ''
  return (
    <DeedDialog
      moment="handing_on"
      title={say('stuck.carry_on')}
      note={say('stuck.until_hint')}
      doText={say('stuck.carry_on_do')}
      missing={missing}
      onDo={() => void act('stuck.answer', { how: 'carry_on', until: at, because: because.trim() })}
      onClose={onClose}
    >
      <TextField
        label={say('stuck.because')}
        value={because}
        autoFocus
        onChange={event => setBecause(event.currentTarget.value)}
      />
      <TextField
        label={say('stuck.until')}
        type="datetime-local"
        value={until}
        error={isPast ? say('deeds.in_the_past') : undefined}
        onChange={event => setUntil(event.currentTarget.value)}
      />
    </DeedDialog>
  )
}

export function AskColleagueForm({ onClose }: SheetProps) {
  const { say, act, state, desk } = useCase()
  const [agent, setAgent] = useState('')
  const [because, setBecause] = useState('')
  const people = Object.values(desk.facts.agents).filter(
    one =>
      one.active &&
      one.reach !== undefined &&
      one.id !== state.worker &&
      (worksAt(one, state.level) || one.teams.includes(state.team)),
  )
  const missing = agent === '' ? say('stuck.whom') : because.trim() === '' ? say('stuck.what') : ''
  return (
    <DeedDialog
      moment="handing_on"
      title={say('stuck.ask')}
      note={people.length === 0 ? say('stuck.nobody') : undefined}
      doText={say('stuck.ask_do')}
      missing={missing}
      onDo={() => void act('stuck.answer', { how: 'help', agent, because: because.trim() })}
      onClose={onClose}
    >
      <SelectField
        label={say('stuck.whom')}
        value={agent}
        autoFocus
        options={[
          ...(agent === '' ? [{ value: '', text: say('deeds.give_choose') }] : []),
          ...people.map(one => ({
            value: one.id as string,
            text: one.absent ? say('queue.give_absent', { name: one.name }) : one.name,
          })),
        ]}
        onChange={event => setAgent(event.currentTarget.value)}
      />
      <TextField
        label={say('stuck.what')}
        value={because}
        onChange={event => setBecause(event.currentTarget.value)}
      />
    </DeedDialog>
  )
}
