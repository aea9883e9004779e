// What a customer knows of such things himself, as agents recorded it: it lets him through to the
// specialists.
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { post } from '#web/api/client.ts'
import { keys } from '#web/api/query.ts'
import { refused } from '#web/api/refusal-text.ts'
import { Button } from '#web/kit/button.tsx'
import { TextField } from '#web/kit/field.tsx'
import { TimeText } from '#web/kit/time-text.tsx'
import { toast } from '#web/kit/toast.ts'
import { useCase } from './case-context.ts'
import { DeedDialog, type SheetProps } from './deed-dialog.tsx'

export function SkillForm({ onClose }: SheetProps) {
  const { say, data, customerFirst } = useCase()
  const client = useQueryClient()
  const { customer } = data
  const [skill, setSkill] = useState(customer.skill?.text ?? '')
  const go = async () => {
    try {
      await post(`/customers/${customer.id}`, { skill: skill.trim() || null }, { method: 'PATCH' })
      toast({ text: say('set_up.saved') })
    } catch (thrown) {
      toast(refused(thrown, say))
    }
    await client.invalidateQueries({ queryKey: keys.case(String(data.number)) })
  }
  return (
    <DeedDialog
      title={say('hand_off.skill_title', { name: customerFirst })}
      note={say('hand_off.skill_note')}
      doText={say('kit.save')}
      missing=""
      onDo={() => void go()}
      onClose={onClose}
    >
      <TextField
        label={say('hand_off.skill_set')}
        hint={say('hand_off.skill_hint')}
        autoFocus
        maxLength={500}
        value={skill}
        onChange={event => setSkill(event.currentTarget.value)}
      />
    </DeedDialog>
  )
}

/** What is recorded, by whom and when, and the way to record it. */
export function SkillLine() {
  const { say, data, open, who } = useCase()
  const { skill } = data.customer
  return (
    <>
      {skill && (
        <p className="sm">
          {say('hand_off.skill', { text: skill.text })}{' '}
          <span className="soft">
            {say('hand_off.skill_by', { name: who({ kind: 'agent', id: skill.by }).name })}{' '}
            <TimeText at={skill.at} />
          </span>
        </p>
      )}
      <Button kind="quiet" onClick={() => open({ name: 'skill' })}>
        {say('hand_off.skill_set')}
      </Button>
    </>
  )
}
