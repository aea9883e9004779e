// The team's own room: a note only colleagues see. It shares nothing with the reply to the customer.
import { type Ref, useState } from 'react'
import type { AgentId } from '#core/kit/id.ts'
import { Button } from '#web/kit/button.tsx'
import { Check } from '#web/kit/check.tsx'
import { Composer } from '#web/kit/composer.tsx'
import { timeOf } from '#web/kit/times.ts'
import { useWords } from '#web/words.ts'
import { useCase } from './case-context.ts'
import s from './case.module.css'
import { mentioned } from './mentions.ts'
import { useDraft } from './use-draft.ts'

export function TeamNote({ field, onClose }: { field: Ref<HTMLTextAreaElement>; onClose: () => void }) {
  const { say, data, desk, act, offWhy, customerFirst, state } = useCase()
  const words = useWords()
  const draft = useDraft(data, desk.me.id, 'team')
  const [asked, setAsked] = useState(false)
  const [worked, setWorked] = useState('')
  const [tell, setTell] = useState(false)
  const empty = draft.text.trim() === ''
  const off = offWhy('note.add')
  const save = () => {
    if (empty) {
      setAsked(true)
      return
    }
    const mentions = mentioned(draft.text, Object.values(desk.facts.agents)) as AgentId[]
    const minutes = Math.min(Math.round(Number(worked.replace(',', '.')) || 0), 24 * 60)
    void act('note.add', {
      text: draft.text.trim(),
      ...(mentions.length > 0 && { mentions }),
      ...(minutes > 0 && { minutes }),
      ...(tell && { tell }),
    })
    draft.clear()
    onClose()
  }
  return (
    <Composer
      audience="team"
      label={say('case.note_label')}
      to={say('case.note_hidden', { name: customerFirst })}
      head={
        <span className="soft">
          {draft.savedAt !== null &&
            draft.text !== '' &&
            say('case.saved', { at: timeOf(draft.savedAt, words) })}
        </span>
      }
      value={draft.text}
      onChange={text => draft.write(text)}
      field={field}
      placeholder={say('case.note_placeholder')}
      notice={asked && empty ? say('case.write_first') : undefined}
      onKeyDown={event => {
        if (event.key === 'Escape') {
          event.preventDefault()
          onClose()
        }
      }}
      acts={
        <>
          <TellHim value={tell} onChange={setTell} />
          {/* Only where something is owed by an agreement can the time of work be counted. */}
          {state.entitled !== null && <Minutes value={worked} onChange={setWorked} />}
        </>
      }
      buttons={
        <>
          <Button kind="quiet" keys="escape" onClick={onClose}>
            {say('kit.close')}
          </Button>
          <Button kind="main" keys="mod+enter" offWhy={off} onClick={save}>
            {say('case.save_team')}
          </Button>
        </>
      }
    />
  )
}

/** The customer should hear it: where somebody else is his contact, it waits for that one to pass on. */
function TellHim({ value, onChange }: { value: boolean; onChange: (value: boolean) => void }) {
  const { say, state, desk, customerFirst } = useCase()
  if (state.contact === null || state.contact === desk.me.id || state.phase !== 'open') return null
  return (
    <Check checked={value} onChange={event => onChange(event.currentTarget.checked)}>
      {say('roles.note_tell', { name: customerFirst })}
    </Check>
  )
}

function Minutes({ value, onChange }: { value: string; onChange: (value: string) => void }) {
  const { say } = useCase()
  return (
    <label className={s.minutes}>
      {say('case.note_minutes')}
      <input
        inputMode="numeric"
        maxLength={4}
        value={value}
        onChange={event => onChange(event.currentTarget.value)}
      />
    </label>
  )
}
