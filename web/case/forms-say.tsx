// Forms for what the customer says and asks, and for striking a note: claim, verdict, question and its end.
import { useState } from 'react'
import { verdicts } from '#core/case/event.ts'
import type { ClaimId, QuestionId } from '#core/kit/id.ts'
import { Choices } from '#web/kit/check.tsx'
import { TextArea, TextField } from '#web/kit/field.tsx'
import { Said } from '#web/kit/voices.tsx'
import { AskedBefore } from './asked-before.tsx'
import { useCase } from './case-context.ts'
import { DeedDialog, type SheetProps } from './deed-dialog.tsx'
import { AnswersFact } from './forms-wanted.tsx'

/** q: what the customer says, in his words. `choice` is what was marked or written. */
export function ClaimForm({ choice = '', onClose }: SheetProps) {
  const { say, act, data, customerFirst } = useCase()
  const [text, setText] = useState(choice.trim())
  const [fact, setFact] = useState('')
  return (
    <DeedDialog
      moment="telling"
      title={say('deeds.claim_title', { name: customerFirst })}
      doText={say('deeds.claim_do')}
      missing={text.trim() === '' ? say('deeds.write_what_was_said') : ''}
      onDo={() => void act('claim.make', { text: text.trim(), ...(fact !== '' && { fact }) })}
      onClose={onClose}
      aside={say('deeds.claim_aside')}
    >
      <TextArea
        said
        label={say('deeds.claim_text')}
        hint={say('deeds.claim_hint')}
        lang={data.card.language}
        needed={text.trim() === ''}
        autoFocus
        value={text}
        onChange={event => setText(event.currentTarget.value)}
      />
      <AnswersFact value={fact} onChange={setFact} />
      <AskedBefore text={text} write={setText} />
    </DeedDialog>
  )
}

/** y and Shift+Y: what the records say to a claim. */
export function JudgeForm({ id, choice, onClose }: SheetProps) {
  const { say, act, state, text, data } = useCase()
  const [verdict, setVerdict] = useState(verdicts.find(one => one === choice) ?? 'confirmed')
  const [because, setBecause] = useState('')
  const claim = state.claims[id as ClaimId]
  return (
    <DeedDialog
      moment="telling"
      title={say('deeds.judge_title')}
      doText={say('deeds.judge_do')}
      missing={because.trim() === '' ? say('deeds.judge_needs') : ''}
      onDo={() => void act('claim.judge', { claim: id, verdict, because: because.trim() })}
      onClose={onClose}
    >
      <Said small lang={data.card.language}>
        {say('case.quoted', { text: text(claim?.text) })}
      </Said>
      <Choices
        label={say('deeds.judge_verdict')}
        labelHidden
        inline
        value={verdict}
        onChange={setVerdict}
        choices={verdicts.map(one => ({ value: one, text: say(`kinds.verdict_${one}`) }))}
      />
      <TextField
        label={say('deeds.judge_because')}
        hint={say('deeds.judge_hint')}
        needed={because.trim() === ''}
        autoFocus
        value={because}
        onChange={event => setBecause(event.currentTarget.value)}
      />
    </DeedDialog>
  )
}

/** A question of the customer, to be answered before the case is solved. */
export function QuestionForm({ onClose }: SheetProps) {
  const { say, act, data, customerFirst } = useCase()
  const [text, setText] = useState('')
  return (
    <DeedDialog
      moment="telling"
      title={say('deeds.question_title', { name: customerFirst })}
      doText={say('deeds.question_do')}
      missing={text.trim() === '' ? say('deeds.question_needs') : ''}
      onDo={() => void act('question.add', { text: text.trim() })}
      onClose={onClose}
    >
      <TextField
        label={say('deeds.question_text')}
        lang={data.card.language}
        needed={text.trim() === ''}
        autoFocus
        value={text}
        onChange={event => setText(event.currentTarget.value)}
      />
      <AskedBefore text={text} write={setText} />
    </DeedDialog>
  )
}

type Settle = 'answer' | 'decline' | 'split'
const settles: readonly Settle[] = ['answer', 'decline', 'split']

/** The end of a question: answered, declined with a reason, or a case of its own. */
export function SettleForm({ id, onClose }: SheetProps) {
  const { say, act, state, text, data } = useCase()
  const [how, setHow] = useState<Settle>('answer')
  const [words, setWords] = useState('')
  const question = state.questions[id as QuestionId]
  const body = {
    answer: { question: id, text: words.trim() },
    decline: { question: id, because: words.trim() },
    split: { question: id, ...(words.trim() !== '' && { subject: words.trim() }) },
  }
  return (
    <DeedDialog
      moment="telling"
      title={say('deeds.settle_title')}
      doText={say(`deeds.settle_${how}_do`)}
      missing={how !== 'split' && words.trim() === '' ? say(`deeds.settle_${how}_needs`) : ''}
      onDo={() => act(`question.${how}`, body[how])}
      onClose={onClose}
    >
      <Said small lang={data.card.language}>
        {say('case.quoted', { text: text(question?.text) })}
      </Said>
      <Choices
        label={say('deeds.settle_how')}
        labelHidden
        inline
        value={how}
        onChange={setHow}
        choices={settles.map(one => ({ value: one, text: say(`deeds.settle_${one}`) }))}
      />
      <TextArea
        label={say(`deeds.settle_${how}_text`)}
        needed={how !== 'split' && words.trim() === ''}
        autoFocus
        value={words}
        onChange={event => setWords(event.currentTarget.value)}
      />
    </DeedDialog>
  )
}

/** A mistaken note is struck, with the reason; it stays readable. */
export function StrikeForm({ id, onClose }: SheetProps) {
  const { say, act } = useCase()
  const [because, setBecause] = useState('')
  return (
    <DeedDialog
      moment="telling"
      title={say('deeds.strike_title')}
      doText={say('deeds.strike_do')}
      missing={because.trim() === '' ? say('deeds.needs_reason') : ''}
      onDo={() => void act('note.strike', { note: id, because: because.trim() })}
      onClose={onClose}
      aside={say('deeds.strike_aside')}
    >
      <TextField
        label={say('deeds.because')}
        needed={because.trim() === ''}
        autoFocus
        value={because}
        onChange={event => setBecause(event.currentTarget.value)}
      />
    </DeedDialog>
  )
}
