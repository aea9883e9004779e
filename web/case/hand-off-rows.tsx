// The rows of a hand-off as its receiver will read them: problem, what is checked, what was tried, the
// question,
// the promise; and the word to the customer. Not: what is written in them (use-hand-off.ts).
import { type ReactNode, useState } from 'react'
import { Button } from '#web/kit/button.tsx'
import { Check } from '#web/kit/check.tsx'
import { ClockCell } from '#web/kit/clock.tsx'
import { Composer } from '#web/kit/composer.tsx'
import { TextArea, TextField } from '#web/kit/field.tsx'
import { Glyph } from '#web/kit/glyph.tsx'
import { SheetRow } from '#web/kit/sheet.tsx'
import { ClaimTag } from '#web/kit/tag.tsx'
import { timeOf } from '#web/kit/times.ts'
import { Said } from '#web/kit/voices.tsx'
import { useWords } from '#web/words.ts'
import { useCase } from './case-context.ts'
import { windowOf } from './promise-view.tsx'
import s from './case.module.css'
import type { HandOffForm } from './use-hand-off.ts'

const done = <Glyph name="kept" />
const open = <Glyph name="open" />
const needed: ReactNode = (
  <span className={s.needs}>
    <Glyph name="warn" />
  </span>
)

/** The problem in the customer's words; what is wrong in it can be changed. */
export function ProblemRow({ form }: { form: HandOffForm }) {
  const { say, data } = useCase()
  const [editing, setEditing] = useState(false)
  const change = (
    <Button kind="quiet" onClick={() => setEditing(!editing)}>
      {say(editing ? 'deeds.done' : 'case.change')}
    </Button>
  )
  return (
    <SheetRow mark={done} name={say('deeds.hand_off_problem')} end={change}>
      {editing ? (
        <TextArea
          said
          label={say('deeds.hand_off_problem')}
          labelHidden
          lang={data.card.language}
          value={form.problem}
          onChange={event => form.setProblem(event.currentTarget.value)}
        />
      ) : (
        <Said lang={data.card.language}>{say('case.quoted', { text: form.problem })}</Said>
      )}
    </SheetRow>
  )
}

/** The claims that were checked, with what the records say. */
export function KnownRow() {
  const { say, text, entries } = useCase()
  const claims = entries.flatMap(one => (one.kind === 'claim' && one.judged !== null ? [one] : []))
  return (
    <SheetRow mark={claims.length > 0 ? done : open} name={say('deeds.hand_off_known')}>
      {claims.length === 0 && <p className="soft">{say('deeds.hand_off_nothing_checked')}</p>}
      {claims.map(one => (
        <p key={one.seq}>
          <ClaimTag verdict={one.judged?.verdict ?? 'unchecked'} />{' '}
          {say('case.quoted', { text: text(one.text) })} · {text(one.judged?.because)}
        </p>
      ))}
    </SheetRow>
  )
}

/** What was tried and why; where nothing was, why not. */
export function TriedRow({ form }: { form: HandOffForm }) {
  const { say, entries } = useCase()
  const steps = entries.filter(one => one.kind === 'step').length
  const count = steps > 0 ? say('deeds.hand_off_steps', { n: steps }) : undefined
  return (
    <SheetRow mark={steps > 0 ? done : needed} name={say('deeds.hand_off_tried')} end={count}>
      {steps > 0 ? (
        <StepTable />
      ) : form.mustSteps ? (
        <TextField
          label={say('deeds.hand_off_no_steps')}
          hint={say('deeds.hand_off_no_steps_hint')}
          needed={form.noSteps.trim() === ''}
          value={form.noSteps}
          onChange={event => form.setNoSteps(event.currentTarget.value)}
        />
      ) : (
        <p className="soft">{say('deeds.hand_off_nothing_tried')}</p>
      )}
    </SheetRow>
  )
}

function StepTable() {
  const { say, text, entries } = useCase()
  const words = useWords()
  const steps = entries.flatMap(one => (one.kind === 'step' ? [one] : []))
  return (
    <table className={s.steps}>
      <tbody>
        {steps.map(one => (
          <tr key={one.seq}>
            <td>{timeOf(one.at, words)}</td>
            <td>{text(one.what)}</td>
            <td className="soft">{text(one.why)}</td>
            <td>{say(`kinds.outcome_${one.outcome}`)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** The one thing asked of the giver: a question the receiver can answer. */
export function QuestionRow({ form }: { form: HandOffForm }) {
  const { say } = useCase()
  const empty = form.question.trim() === ''
  return (
    <SheetRow
      mark={empty ? needed : done}
      name={say('deeds.hand_off_question')}
      end={say('deeds.hand_off_question_hint')}
    >
      <TextArea
        label={say('deeds.hand_off_question')}
        labelHidden
        needed={empty}
        autoFocus
        value={form.question}
        onChange={event => form.setQuestion(event.currentTarget.value)}
      />
    </SheetRow>
  )
}

/** The promise that goes with it. */
export function PromiseRow({ form }: { form: HandOffForm }) {
  const { say, text } = useCase()
  const { promise } = form.tell
  return (
    <SheetRow mark={done} name={say('deeds.hand_off_promise')}>
      {promise ? (
        <>
          <ClockCell owed={{ ...windowOf(promise[1]), kind: 'promise' }} under />{' '}
          {promise[1].topic ? text(promise[1].topic) : say('case.house_promise')}
          <p className="soft sm">{say('deeds.hand_off_promise_note')}</p>
        </>
      ) : (
        <p className="soft">{say('case.none_owed')}</p>
      )}
    </SheetRow>
  )
}

/** What the customer is told, in his language; sent with the hand-off. */
export function TellCustomer({ form }: { form: HandOffForm }) {
  const { say, data, customerFirst } = useCase()
  const { tell } = form
  const label = say('deeds.hand_off_tell', { name: customerFirst })
  return (
    <div className={s.tell}>
      <Check
        checked={tell.tells}
        disabled={tell.mute}
        onChange={event => tell.setTells(event.currentTarget.checked)}
      >
        {label}
      </Check>
      {tell.tells && (
        <Composer
          audience="customer"
          label={label}
          to={say('case.reply_to', {
            name: customerFirst,
            channel: say(`kinds.channel_${data.reached === 'email' ? 'email' : 'portal'}`),
            language: say(`kinds.language_${data.card.language}`),
          })}
          language={data.card.language}
          value={tell.text}
          onChange={tell.setText}
        />
      )}
    </div>
  )
}
