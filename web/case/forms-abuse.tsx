// Marking a hard contact, warning the customer in calm words, and ending the contact. Not: its entry
// (abuse-view.tsx).
import { useState } from 'react'
import { type AbuseKind, abuseKinds } from '#core/case/abuse-fact.ts'
import { post } from '#web/api/client.ts'
import { refused } from '#web/api/refusal-text.ts'
import { Check, Choices } from '#web/kit/check.tsx'
import { TextArea, TextField } from '#web/kit/field.tsx'
import { timeOf } from '#web/kit/times.ts'
import { toast } from '#web/kit/toast.ts'
import { useWords } from '#web/words.ts'
import { useCase } from './case-context.ts'
import { DeedDialog, type SheetProps } from './deed-dialog.tsx'
import { useWordsIn } from './say-in.ts'

/** m x: what was said, and five minutes for whoever had to hear it. */
export function AbuseForm({ fill, onClose }: SheetProps) {
  const { say, act } = useCase()
  const words = useWords()
  const [kind, setKind] = useState<AbuseKind>('insult')
  const [said, setSaid] = useState(fill?.said ?? '')
  const [isPausing, setPausing] = useState(true)
  const isBlank = said.trim() === ''
  const pause = async () => {
    try {
      const { pausedUntil } = await post<{ pausedUntil: number }>('/live-line/hard-contact', {})
      toast({ text: say('pause.begun', { time: timeOf(pausedUntil, words) }) })
    } catch (thrown) {
      toast(refused(thrown, say))
    }
  }
  return (
    <DeedDialog
      moment="conduct"
      title={say('abuse.mark')}
      note={say('abuse.mark_note')}
      doText={say('abuse.mark')}
      missing={isBlank ? say('abuse.needs_words') : ''}
      onDo={() => {
        if (isPausing) void pause()
        return act('abuse.mark', { kind, said: said.trim() })
      }}
      onClose={onClose}
    >
      <Choices
        label={say('abuse.what_label')}
        value={kind}
        onChange={setKind}
        choices={abuseKinds.map(what => ({ value: what, text: say('abuse.what', { what }) }))}
      />
      <TextArea
        label={say('abuse.said_label')}
        needed={isBlank}
        value={said}
        onChange={event => setSaid(event.currentTarget.value)}
      />
      <Check checked={isPausing} onChange={event => setPausing(event.currentTarget.checked)}>
        {say('abuse.pause_too')}
      </Check>
    </DeedDialog>
  )
}

type LetterProps = SheetProps & { kind: 'warning' | 'end' }

/** A letter in calm words, ready in the customer's language. */
function LetterForm({ kind, id, onClose }: LetterProps) {
  const { say, act, data } = useCase()
  const theirs = useWordsIn(data.card.language)
  const [own, setOwn] = useState<string | null>(null)
  const usual = theirs.say(`abuse.letter_${kind}`)
  const letter = own ?? usual
  const title = say(kind === 'warning' ? 'abuse.warn' : 'abuse.grant')
  const isBlank = letter.trim() === ''
  const body = { abuse: id, ...(letter !== usual && { text: letter.trim() }) }
  return (
    <DeedDialog
      moment="conduct"
      title={title}
      doText={title}
      missing={isBlank ? say('abuse.needs_words') : ''}
      onDo={() => act(kind === 'warning' ? 'abuse.warn' : 'contact_end.grant', body)}
      onClose={onClose}
    >
      <TextArea
        label={say('abuse.letter_label')}
        lang={data.card.language}
        rows={10}
        needed={isBlank}
        autoFocus
        value={letter}
        onChange={event => setOwn(event.currentTarget.value)}
      />
    </DeedDialog>
  )
}
export const AbuseWarnForm = (props: SheetProps) => <LetterForm {...props} kind="warning" />
export const ContactEndGrantForm = (props: SheetProps) => <LetterForm {...props} kind="end" />

type WhyProps = SheetProps & { deed: 'contact_end.ask' | 'contact_end.refuse' | 'contact_end.lift' }
const titles = {
  'contact_end.ask': 'abuse.ask_end',
  'contact_end.refuse': 'abuse.refuse',
  'contact_end.lift': 'abuse.lift',
} as const

/** A step with its reason. */
function WhyForm({ deed, id, onClose }: WhyProps) {
  const { say, act } = useCase()
  const [because, setBecause] = useState('')
  const isBlank = because.trim() === ''
  return (
    <DeedDialog
      moment="conduct"
      title={say(titles[deed])}
      doText={say(titles[deed])}
      missing={isBlank ? say('abuse.needs_words') : ''}
      onDo={() => act(deed, { abuse: id, because: because.trim() })}
      onClose={onClose}
    >
      <TextField
        label={say('abuse.because')}
        needed={isBlank}
        autoFocus
        value={because}
        onChange={event => setBecause(event.currentTarget.value)}
      />
    </DeedDialog>
  )
}
export const ContactEndAskForm = (props: SheetProps) => <WhyForm {...props} deed="contact_end.ask" />
export const ContactEndRefuseForm = (props: SheetProps) => <WhyForm {...props} deed="contact_end.refuse" />
export const ContactEndLiftForm = (props: SheetProps) => <WhyForm {...props} deed="contact_end.lift" />
