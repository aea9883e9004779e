// Forms of finding out: a try to make the fault happen again, what may be the cause, ruling it out, the cause
// itself and taking it back. Not: its entries (finding-view.tsx).
import { useState } from 'react'
import { type CauseHow, causeHows } from '#core/case/finding-fact.ts'
import { idOf } from '#core/case/entry-id.ts'
import { findingsOf, type Hypothesis } from '#core/case/findings.ts'
import { type Confidence, confidences } from '#core/case/hand-off-facts.ts'
import type { HypothesisId } from '#core/kit/id.ts'
import { Check, Choices } from '#web/kit/check.tsx'
import { SelectField, TextArea, TextField } from '#web/kit/field.tsx'
import { useCase } from './case-context.ts'
import c from './case.module.css'
import { DeedDialog, type SheetProps } from './deed-dialog.tsx'
import s from './finding.module.css'
import { shortOf } from './finding-view.tsx'

const parts = ['environment', 'steps', 'expected', 'actual'] as const
const often = /^\d{1,5}$/

/** m r: where, by which steps, what came, how often. `id`: a try whose steps are gone through elsewhere. */
export function ReproductionForm({ id, onClose }: SheetProps) {
  const { say, act, text, entries } = useCase()
  const before = entries.find(one => one.kind === 'reproduction' && one.reproduction === id)
  const again = before?.kind === 'reproduction' ? before : null
  const [words, setWords] = useState<Readonly<Record<(typeof parts)[number], string>>>({
    environment: '',
    steps: text(again?.steps),
    expected: text(again?.expected),
    actual: text(again?.actual),
  })
  const [times, setTimes] = useState('1')
  const [seen, setSeen] = useState('1')
  const empty = parts.find(part => words[part].trim() === '')
  const missing = (): string => {
    if (empty) return say('finding.needs', { what: say(`finding.${empty}`) })
    if (!often.test(times) || Number(times) === 0) return say('finding.needs', { what: say('finding.times') })
    if (!often.test(seen)) return say('finding.needs', { what: say('finding.seen_label') })
    return Number(seen) > Number(times) ? say('refusal.reproduction_seen_too_often') : ''
  }
  const body = () => ({
    ...Object.fromEntries(parts.map(part => [part, words[part].trim()])),
    times: Number(times),
    seen: Number(seen),
  })
  const Field = { environment: TextField, steps: TextArea, expected: TextField, actual: TextField }
  return (
    <DeedDialog
      moment="cause"
      title={say('finding.reproduction_title')}
      doText={say('finding.reproduction_do')}
      missing={missing()}
      onDo={() => void act('reproduction.try', body())}
      onClose={onClose}
    >
      {parts.map((part, i) => {
        const One = Field[part] as typeof TextField
        return (
          <One
            key={part}
            label={say(`finding.${part}`)}
            {...(part === 'environment' && { hint: say('finding.environment_hint') })}
            needed={words[part].trim() === ''}
            autoFocus={i === 0}
            value={words[part]}
            onChange={event => setWords({ ...words, [part]: event.currentTarget.value })}
          />
        )
      })}
      <div className={c.pair}>
        <TextField
          label={say('finding.times')}
          inputMode="numeric"
          value={times}
          onChange={event => setTimes(event.currentTarget.value.trim())}
        />
        <TextField
          label={say('finding.seen_label')}
          hint={say('finding.seen_hint')}
          inputMode="numeric"
          value={seen}
          onChange={event => setSeen(event.currentTarget.value.trim())}
        />
      </div>
    </DeedDialog>
  )
}

/** A form of one reason: a try or a check struck, a cause taken back. */
function BecauseForm({
  title,
  doText,
  label,
  onDo,
  onClose,
}: {
  title: string
  doText: string
  label: string
  onDo: (because: string) => void
  onClose: () => void
}) {
  const { say } = useCase()
  const [because, setBecause] = useState('')
  return (
    <DeedDialog
      moment="cause"
      title={title}
      doText={doText}
      missing={because.trim() === '' ? say('deeds.needs_reason') : ''}
      onDo={() => onDo(because.trim())}
      onClose={onClose}
    >
      <TextField
        label={label}
        needed={because.trim() === ''}
        autoFocus
        value={because}
        onChange={event => setBecause(event.currentTarget.value)}
      />
    </DeedDialog>
  )
}

export function ReproductionStrikeForm({ id, onClose }: SheetProps) {
  const { say, act } = useCase()
  return (
    <BecauseForm
      title={say('finding.strike_title')}
      doText={say('deeds.strike_do')}
      label={say('deeds.because')}
      onDo={because => void act('reproduction.strike', { reproduction: id, because })}
      onClose={onClose}
    />
  )
}

export function VerificationStrikeForm({ id, onClose }: SheetProps) {
  const { say, act } = useCase()
  return (
    <BecauseForm
      title={say('verification.strike_title')}
      doText={say('deeds.strike_do')}
      label={say('deeds.because')}
      onDo={because => void act('verification.strike', { verification: id, because })}
      onClose={onClose}
    />
  )
}

export function RuleOutForm({ id, onClose }: SheetProps) {
  const { say, act } = useCase()
  return (
    <BecauseForm
      title={say('finding.rule_out_title')}
      doText={say('finding.rule_out')}
      label={say('finding.rule_out_how')}
      onDo={how => void act('hypothesis.rule_out', { hypothesis: id, how })}
      onClose={onClose}
    />
  )
}

export function TakeUpForm({ id, onClose }: SheetProps) {
  const { say, act } = useCase()
  return (
    <BecauseForm
      title={say('finding.take_up_title')}
      doText={say('finding.take_up')}
      label={say('deeds.because')}
      onDo={because => void act('hypothesis.take_up', { hypothesis: id, because })}
      onClose={onClose}
    />
  )
}

export function CauseWithdrawForm({ onClose }: SheetProps) {
  const { say, act } = useCase()
  return (
    <BecauseForm
      title={say('finding.take_back_title')}
      doText={say('finding.take_back')}
      label={say('deeds.because')}
      onDo={because => void act('cause.withdraw', { because })}
      onClose={onClose}
    />
  )
}

/** m h: what may be the cause, and how sure one is. */
export function HypothesisForm({ choice = '', onClose }: SheetProps) {
  const { say, act } = useCase()
  const [text, setText] = useState(choice)
  const [confidence, setConfidence] = useState<Confidence>('medium')
  return (
    <DeedDialog
      moment="cause"
      title={say('finding.hypothesis_title')}
      doText={say('finding.hypothesis_do')}
      missing={text.trim() === '' ? say('finding.needs', { what: say('finding.hypothesis_text') }) : ''}
      onDo={() => void act('hypothesis.raise', { text: text.trim(), confidence })}
      onClose={onClose}
    >
      <TextField
        label={say('finding.hypothesis_text')}
        needed={text.trim() === ''}
        autoFocus
        value={text}
        onChange={event => setText(event.currentTarget.value)}
      />
      <Choices
        label={say('hand_off.confidence')}
        inline
        value={confidence}
        onChange={setConfidence}
        choices={confidences.map(one => ({ value: one, text: say(`hand_off.confidence_${one}`) }))}
      />
    </DeedDialog>
  )
}

/** The cause being written; which of what was suspected, or a new one. */
function useCause(id: string | undefined) {
  const { say, state } = useCase()
  const suspected = Object.entries(findingsOf(state).hypotheses) as [HypothesisId, Hypothesis][]
  const [which, choose] = useState<string>(id ?? suspected[0]?.[0] ?? '')
  const [words, setWords] = useState('')
  const [how, setHow] = useState<CauseHow>('test')
  const [because, setBecause] = useState('')
  const [evidence, setEvidence] = useState<readonly string[]>([])
  const isNew = which === ''
  const lacks = (value: string, field: string) =>
    value.trim() === '' ? say('finding.needs', { what: say(field) }) : ''
  const missing = (isNew ? lacks(words, 'finding.cause_text') : '') || lacks(because, 'finding.cause_because')
  const of = isNew ? { text: words.trim() } : { hypothesis: which }
  const set = { choose, setWords, setHow, setBecause, setEvidence }
  const body = { ...of, how, because: because.trim(), evidence }
  return { suspected, which, words, how, because, evidence, isNew, missing, body, ...set }
}

/** m c: which of what was suspected it is, how that is known, and which entries show it. */
export function CauseForm({ id, onClose }: SheetProps) {
  const { say, act } = useCase()
  const form = useCause(id)
  return (
    <DeedDialog
      moment="cause"
      title={say('finding.cause_title')}
      doText={say('finding.cause_do')}
      missing={form.missing}
      onDo={() => void act('cause.find', form.body)}
      onClose={onClose}
    >
      <WhichCause form={form} />
      <SelectField
        label={say('finding.cause_how')}
        value={form.how}
        options={causeHows.map(one => ({ value: one, text: say(`finding.how_${one}`) }))}
        onChange={event => form.setHow(event.currentTarget.value as CauseHow)}
      />
      <TextArea
        label={say('finding.cause_because')}
        needed={form.because.trim() === ''}
        autoFocus={!form.isNew}
        value={form.because}
        onChange={event => form.setBecause(event.currentTarget.value)}
      />
      <EvidenceChoice chosen={form.evidence} choose={form.setEvidence} />
    </DeedDialog>
  )
}

function WhichCause({ form }: { form: ReturnType<typeof useCause> }) {
  const { say, text } = useCase()
  const known = form.suspected.map(([value, one]) => ({ value: value as string, text: text(one.text) }))
  return (
    <>
      {known.length > 0 && (
        <SelectField
          label={say('finding.cause_which')}
          value={form.which}
          options={[...known, { value: '', text: say('finding.cause_new') }]}
          onChange={event => form.choose(event.currentTarget.value)}
        />
      )}
      {form.isNew && (
        <TextField
          label={say('finding.cause_text')}
          needed={form.words.trim() === ''}
          autoFocus
          value={form.words}
          onChange={event => form.setWords(event.currentTarget.value)}
        />
      )}
    </>
  )
}

const canShow = ['reproduction', 'step', 'claim', 'note', 'walk', 'message'] as const
const shownMax = 12

/** The newest entries that can show it, to be ticked. */
function EvidenceChoice(props: { chosen: readonly string[]; choose: (ids: readonly string[]) => void }) {
  const { chosen, choose } = props
  const view = useCase()
  const { say, entries, own } = view
  const found = entries
    .filter(one => canShow.some(kind => kind === one.kind) && !own.has(one.seq))
    .flatMap(one => {
      const [id, short] = [idOf(one), shortOf(view, one)]
      return id && short !== '' ? [{ id, short }] : []
    })
    .slice(-shownMax)
    .reverse()
  if (found.length === 0) return null
  return (
    <fieldset className={s.choose}>
      <legend>{say('finding.cause_evidence')}</legend>
      {found.map(one => (
        <Check
          key={one.id}
          checked={chosen.includes(one.id)}
          onChange={event =>
            choose(event.currentTarget.checked ? [...chosen, one.id] : chosen.filter(each => each !== one.id))
          }
        >
          {one.short}
        </Check>
      ))}
    </fieldset>
  )
}
