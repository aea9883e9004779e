// Who of ours answers for a case that a partner has: shown, and handed on with a reason. Not: who that is by
// rule (core/case/deed/accountable.ts).
import { useState } from 'react'
import { isOurs } from '#core/case/deed/accountable.ts'
import type { AgentId } from '#core/kit/id.ts'
import { Button } from '#web/kit/button.tsx'
import { SelectField, TextField } from '#web/kit/field.tsx'
import { PanelPart } from '#web/kit/layout.tsx'
import { useCase } from './case-context.ts'
import { DeedDialog, type SheetProps } from './deed-dialog.tsx'

export function AccountablePart() {
  const { say, state, desk, who, open, offWhy } = useCase()
  if (!state.accountable) return null
  const { agent, team } = state.accountable
  const house = desk.facts.teams[team]?.partner?.house ?? desk.teamName(team)
  return (
    <PanelPart title={say('partner.at', { house })}>
      <p className="sm">{say('partner.answers', { agent: who({ kind: 'agent', id: agent }).name })}</p>
      {offWhy('accountable.assign') === '' && (
        <Button kind="quiet" onClick={() => open({ name: 'accountable' })}>
          {say('partner.change')}
        </Button>
      )}
    </PanelPart>
  )
}

export function AccountableForm({ onClose }: SheetProps) {
  const { say, act, state, desk } = useCase()
  const [agent, setAgent] = useState('')
  const [because, setBecause] = useState('')
  const ours = Object.values(desk.facts.agents).filter(
    one => one.reach && isOurs(one, desk.facts) && one.id !== state.accountable?.agent,
  )
  const reason = because.trim()
  return (
    <DeedDialog
      moment="suppliers"
      title={say('partner.change')}
      note={say('partner.change_note')}
      doText={say('kit.save')}
      missing={agent === '' || reason === '' ? say('partner.who_needed') : ''}
      onDo={() => void act('accountable.assign', { agent: agent as AgentId, because: reason })}
      onClose={onClose}
    >
      <SelectField
        label={say('partner.who')}
        options={[
          { value: '', text: '–' },
          ...ours.map(one => ({ value: one.id as string, text: one.name })),
        ]}
        value={agent}
        autoFocus
        onChange={event => setAgent(event.currentTarget.value)}
      />
      <TextField
        label={say('deeds.because')}
        value={because}
        onChange={event => setBecause(event.currentTarget.value)}
      />
    </DeedDialog>
  )
}
