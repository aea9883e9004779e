// What came of speaking with a customer who was not content. Not: its entry (satisfaction-view.tsx).
import { useState } from 'react'
import { type FollowUpEnd, followUpEnds } from '#core/case/satisfaction-fact.ts'
import { Choices } from '#web/kit/check.tsx'
import { TextArea } from '#web/kit/field.tsx'
import { useCase } from './case-context.ts'
import { DeedDialog, type SheetProps } from './deed-dialog.tsx'

export function FollowUpForm({ id, onClose }: SheetProps) {
  const { say, act, state, text } = useCase()
  const [how, setHow] = useState<FollowUpEnd>('mended')
  const [words, setWords] = useState('')
  const isBlank = words.trim() === ''
  const satisfaction = id ?? state.satisfaction?.id
  return (
    <DeedDialog
      title={say('satisfaction.follow_up')}
      note={state.satisfaction?.text ? text(state.satisfaction.text) : ''}
      doText={say('satisfaction.follow_up_do')}
      missing={isBlank ? say('satisfaction.needs_words') : ''}
      onDo={() => act('satisfaction.follow_up', { satisfaction, how, text: words.trim() })}
      onClose={onClose}
    >
      <Choices
        label={say('satisfaction.outcome')}
        value={how}
        onChange={setHow}
        choices={followUpEnds.map(value => ({ value, text: say(`satisfaction.end_${value}`) }))}
      />
      <TextArea
        label={say('satisfaction.how')}
        needed={isBlank}
        autoFocus
        value={words}
        onChange={event => setWords(event.currentTarget.value)}
      />
    </DeedDialog>
  )
}
