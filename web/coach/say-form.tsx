// A private word to whoever wrote it.
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { post } from '../api/client.ts'
import { keys } from '../api/query.ts'
import { refusalText } from '../api/refusal-text.ts'
import { PoliciesOf } from '../policies/policies-about.tsx'
import { useAgentName } from '../api/session.ts'
import { Button } from '../kit/button.tsx'
import { ErrorSummary, TextArea } from '../kit/field.tsx'
import { Dialog } from '../kit/sheet.tsx'
import { toast } from '../kit/toast.ts'
import { useSay } from '../words.ts'
import type { CoachItem } from './coach-data.ts'

export function SayForm({ item, onClose }: { item: CoachItem; onClose: () => void }) {
  const say = useSay()
  const name = useAgentName()(item.author)
  return (
    <WordForm
      title={say('coach.say_title', { name })}
      label={say('coach.says')}
      quote={item.words}
      path="/coach/words"
      bodyOf={says => ({ case: item.caseId, about: item.about, says })}
      onClose={onClose}
    />
  )
}

type Props = {
  title: string
  label: string
  quote: string
  path: string
  bodyOf: (words: string) => object
  onClose: () => void
}

/** A few words between two people, sent once; the form stays until they have arrived. */
export function WordForm({ title, label, quote, path, bodyOf, onClose }: Props) {
  const say = useSay()
  const client = useQueryClient()
  const [words, setWords] = useState('')
  const [tried, setTried] = useState(false)
  const send = useMutation({
    mutationFn: () => post(path, bodyOf(words.trim())),
    onSuccess: () => {
      toast({ text: say('coach.said') })
      onClose()
    },
    onSettled: () => client.invalidateQueries({ queryKey: keys.coach }),
  })
  const isEmpty = words.trim() === ''
  const go = () => {
    setTried(true)
    if (!isEmpty && !send.isPending) send.mutate()
  }
  return (
    <Dialog
      open
      onClose={onClose}
      title={title}
      onSubmit={go}
      foot={
        <>
          <span className="soft sm">
            {tried && isEmpty ? <b role="alert">{say('coach.says_needed')}</b> : say('coach.private')}
          </span>
          <Button kind="main" type="submit" keys="mod+enter">
            {say('coach.send')}
          </Button>
        </>
      }
    >
      {send.error && <ErrorSummary errors={[refusalText(send.error, say)]} title={say('kit.not_done')} />}
      <PoliciesOf thrown={send.error} />
      <p className="soft">{quote}</p>
      <TextArea
        label={label}
        needed={isEmpty}
        autoFocus
        maxLength={4000}
        value={words}
        onChange={event => setWords(event.currentTarget.value)}
      />
    </Dialog>
  )
}
