// Sending the customer a script: a new one, or the walk that is on, from where it stands. He gets a letter
// with the way there; his answers come into the case as he gives them. Not: going through it here
// (walk-sheet.tsx).
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { SelectField, TextArea } from '#web/kit/field.tsx'
import { useWords } from '#web/words.ts'
import { useCase } from './case-context.ts'
import { DeedDialog, type SheetProps } from './deed-dialog.tsx'
import { inLanguage, scriptsQuery, walksQuery } from './walk-data.ts'

export function WalkSendForm({ onClose }: SheetProps) {
  const { data, act } = useCase()
  const { say, language } = useWords()
  const [sent, setSent] = useState('')
  const [text, setText] = useState('')
  const scripts = useQuery(scriptsQuery).data?.items ?? []
  const walks = useQuery(walksQuery(data.id)).data?.items ?? []
  const begun = walks.filter(one => one.standing !== 'ended' && one.standing !== 'given_up')
  const options = [
    { value: '', text: say('walk.send_choose') },
    ...begun.map(one => ({
      value: one.walk,
      text: say('walk.send_begun', { title: inLanguage(one.title, language), n: one.passed + 1 }),
    })),
    ...scripts.map(one => ({ value: one.slug, text: inLanguage(one.title, language) })),
  ]
  const isBegun = begun.some(one => one.walk === sent)
  const words = text.trim()
  const body = { ...(isBegun ? { walk: sent } : { script: sent }), ...(words !== '' && { text: words }) }
  return (
    <DeedDialog
      title={say('walk.send')}
      doText={say('walk.send_do')}
      missing={sent === '' ? say('walk.send_needs') : ''}
      onDo={() => act('walk.send', body)}
      onClose={onClose}
    >
      <SelectField
        label={say('walk.send_script')}
        needed
        value={sent}
        options={options}
        onChange={event => setSent(event.currentTarget.value)}
      />
      <TextArea
        label={say('walk.send_text')}
        hint={say('walk.send_hint')}
        value={text}
        onChange={event => setText(event.currentTarget.value)}
      />
    </DeedDialog>
  )
}
