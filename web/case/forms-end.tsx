// Forms for the end of a case and its return: what fixed it, why it is closed, why it opens again.
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { spokenPromises } from '#core/case/deed/promise.ts'
import { type CloseReason, closeReasons } from '#core/case/event.ts'
import type { OpenedCase } from '#core/case/state.ts'
import type { StepId } from '#core/kit/id.ts'
import { Button } from '#web/kit/button.tsx'
import { SelectField, TextArea } from '#web/kit/field.tsx'
import { nowMs } from '#web/kit/now.ts'
import { wallTime } from '#web/kit/times.ts'
import { useWords } from '#web/words.ts'
import { articleBody, ArticleField, nothingHelped } from '../articles/article-field.tsx'
import { useCase } from './case-context.ts'
import s from './case.module.css'
import { clocksQuery } from './clocks-data.ts'
import { DeedDialog, type SheetProps } from './deed-dialog.tsx'

/**
 * d: what fixed it, with what a script or the last step that worked says written in; what is still open
 * stands above.
 */
export function SolveForm({ fill, onClose }: SheetProps) {
  const { say, act, state, text, entries } = useCase()
  const worked = entries.filter(one => one.kind === 'step').findLast(one => one.outcome === 'worked')
  const [fix, setFix] = useState(fill?.fix ?? (worked ? text(worked.what) : ''))
  const [step, setStep] = useState<StepId | ''>(worked?.step ?? '')
  const [helped, setHelped] = useState(nothingHelped)
  const blocked = useBlocked()
  const steps = Object.entries(state.steps)
  const asked = useAskedBack()
  return (
    <DeedDialog
      moment="solving"
      title={say('deeds.solve_title')}
      doText={say('deeds.solve_do')}
      missing={blocked || (fix.trim() === '' ? say('deeds.solve_needs') : '')}
      onDo={() =>
        void act(
          'case.solve',
          { fix: fix.trim(), ...(step !== '' && { step }), ...articleBody(helped) },
          say('deeds.solve_done'),
        )
      }
      onClose={onClose}
      aside={say('deeds.solve_aside')}
      note={asked}
    >
      {blocked !== '' && <StillOpen why={blocked} />}
      <TextArea
        label={say('deeds.solve_fix')}
        hint={say('deeds.solve_hint')}
        needed={fix.trim() === ''}
        autoFocus
        value={fix}
        onChange={event => setFix(event.currentTarget.value)}
      />
      {steps.length > 0 && (
        <SelectField
          label={say('deeds.solve_step')}
          value={step}
          options={[
            { value: '', text: say('deeds.solve_no_step') },
            ...steps.map(([id, one]) => ({ value: id, text: text(one.what) })),
          ]}
          onChange={event => setStep(event.currentTarget.value as StepId | '')}
        />
      )}
      <ArticleField value={helped} onChange={setHelped} />
    </DeedDialog>
  )
}

/** When the customer will be asked whether it holds; nothing where he is not asked. */
function useAskedBack(): string | undefined {
  const { say, data, customerFirst } = useCase()
  const words = useWords()
  const { data: clocks } = useQuery(clocksQuery(String(data.number), data.seq))
  if (clocks?.askedBackAt == null) return undefined
  return say('deeds.solve_asked_back', {
    name: customerFirst,
    at: wallTime(clocks.askedBackAt, nowMs(), words),
  })
}

const openQuestions = (state: OpenedCase) =>
  Object.entries(state.questions).filter(([, one]) => one.standing === 'open')

/** Why the case cannot be solved yet; empty when it can. */
function useBlocked(): string {
  const { say, state } = useCase()
  const questions = openQuestions(state).length
  const promises = spokenPromises(state).length
  if (questions > 0) return say('deeds.solve_questions', { n: questions })
  if (promises > 0) return say('deeds.solve_promises', { n: promises })
  return state.offered ? say('deeds.solve_offered') : ''
}

/** What is still open, each with the way to settle it. */
function StillOpen({ why }: { why: string }) {
  const { say, state, text, open } = useCase()
  return (
    <div className={s.warn} role="status">
      <p>
        <b>{why}</b>
      </p>
      <ul>
        {openQuestions(state).map(([id, one]) => (
          <li key={id}>
            {text(one.text)}{' '}
            <Button kind="quiet" onClick={() => open({ name: 'settle', id })}>
              {say('case.question_settle')}
            </Button>
          </li>
        ))}
        {spokenPromises(state).map(([id, one]) => (
          <li key={id}>
            {text(one.topic)}{' '}
            <Button kind="quiet" onClick={() => open({ name: 'drop', id })}>
              {say('case.promise_drop')}
            </Button>
          </li>
        ))}
      </ul>
    </div>
  )
}

const openReasons: readonly CloseReason[] = ['withdrawn', 'referred', 'spam']
const solvedReasons = closeReasons.filter(one => one !== 'referred')

/** Closed for good: after it was solved, because it never was a need for help, or honestly sent elsewhere. */
export function CloseForm({ onClose }: SheetProps) {
  const { say, act, state, data } = useCase()
  const reasons = state.phase === 'open' ? openReasons : solvedReasons
  const [reason, setReason] = useState<CloseReason>(reasons[0] ?? 'confirmed')
  const [words, setWords] = useState({ because: '', instead: '' })
  const isReferral = reason === 'referred'
  const isWhole = !isReferral || Object.values(words).every(one => one.trim() !== '')
  return (
    <DeedDialog
      moment={isReferral ? 'referral' : 'solving'}
      title={say('deeds.close_title', { number: String(data.number) })}
      doText={say('deeds.close_do')}
      missing={isWhole ? '' : say('refusal.case_referral_words')}
      onDo={() => void act('case.close', { reason, ...(isReferral && words) })}
      onClose={onClose}
    >
      <SelectField
        label={say('deeds.close_why')}
        value={reason}
        autoFocus
        options={reasons.map(one => ({ value: one, text: say(`kinds.close_${one}`) }))}
        onChange={event => setReason(event.currentTarget.value as CloseReason)}
      />
      {isReferral &&
        (['because', 'instead'] as const).map(one => (
          <TextArea
            key={one}
            label={say(`deeds.close_${one}`)}
            value={words[one]}
            needed={words[one].trim() === ''}
            onChange={event => setWords({ ...words, [one]: event.currentTarget.value })}
          />
        ))}
    </DeedDialog>
  )
}

/** Open again, because it was not fixed or there is more to do. */
export function ReopenForm({ onClose }: SheetProps) {
  const { say, act, data } = useCase()
  const [reason, setReason] = useState('not_fixed')
  const [text, setText] = useState('')
  return (
    <DeedDialog
      moment="solving"
      title={say('deeds.reopen_title', { number: String(data.number) })}
      doText={say('deeds.reopen_do')}
      missing=""
      onDo={() => void act('case.reopen', { reason, ...(text.trim() !== '' && { text: text.trim() }) })}
      onClose={onClose}
    >
      <SelectField
        label={say('deeds.reopen_why')}
        value={reason}
        autoFocus
        options={['not_fixed', 'by_agent'].map(one => ({ value: one, text: say(`kinds.reopen_${one}`) }))}
        onChange={event => setReason(event.currentTarget.value)}
      />
      <TextArea
        label={say('deeds.because')}
        value={text}
        onChange={event => setText(event.currentTarget.value)}
      />
    </DeedDialog>
  )
}
