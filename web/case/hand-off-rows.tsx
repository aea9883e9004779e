// The rows of a hand-off as its receiver will read them: problem, what is checked, what was tried, the
// question,
// the promise; and the word to the customer. Not: what is written in them (use-hand-off.ts).
import { type ReactNode, type RefObject, useState } from 'react'
import { openPromises } from '#core/case/deed/promise.ts'
import { askKinds } from '#core/case/hand-off-facts.ts'
import { Button } from '#web/kit/button.tsx'
import { Check } from '#web/kit/check.tsx'
import { ClockCell } from '#web/kit/clock.tsx'
import { Composer } from '#web/kit/composer.tsx'
import { TextArea } from '#web/kit/field.tsx'
import { Glyph } from '#web/kit/glyph.tsx'
import { SheetRow } from '#web/kit/sheet.tsx'
import { Slot } from '#web/kit/slot.tsx'
import { ClaimTag } from '#web/kit/tag.tsx'
import { Said } from '#web/kit/voices.tsx'
import { AskedBefore } from './asked-before.tsx'
import { useCase } from './case-context.ts'
import { windowOf } from './promise-view.tsx'
import { NoSteps, WantedBy } from './hand-off-more.tsx'
import { StepTable } from './step-table.tsx'
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

/** What the customer says, each with what the records say to it. */
export function KnownRow() {
  const { say, text, entries } = useCase()
  const claims = entries.flatMap(one => (one.kind === 'claim' ? [one] : []))
  const isChecked = claims.some(one => one.judged !== null)
  return (
    <SheetRow mark={isChecked ? done : open} name={say('deeds.hand_off_known')}>
      {!isChecked && <p className="soft">{say('deeds.hand_off_nothing_checked')}</p>}
      {claims.map(one => (
        <p key={one.seq}>
          <ClaimTag verdict={one.judged?.verdict ?? 'unchecked'} />{' '}
          {say('case.quoted', { text: text(one.text) })}
          {one.judged && <> · {text(one.judged.because)}</>}
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
  const isOpen = form.gate.isNeeded && form.written.noSteps === ''
  return (
    <SheetRow mark={isOpen ? needed : steps > 0 ? done : open} name={say('deeds.hand_off_tried')} end={count}>
      <StepTable />
      {steps === 0 && !form.gate.isNeeded && <p className="soft">{say('deeds.hand_off_nothing_tried')}</p>}
      {form.gate.isNeeded && <NoSteps form={form} />}
    </SheetRow>
  )
}

/** The one thing asked of the giver: a question the receiver can answer, and what is meant by it. */
type QuestionProps = { form: HandOffForm; field: RefObject<HTMLTextAreaElement | null> }
export function QuestionRow({ form, field }: QuestionProps) {
  const { say } = useCase()
  const { written, write } = form
  const empty = written.question.trim() === ''
  return (
    <SheetRow
      mark={empty ? needed : done}
      name={say('deeds.hand_off_question')}
      end={say('deeds.hand_off_question_hint')}
    >
      <p className={s.next}>
        <Slot
          label={say('hand_off.ask')}
          value={written.ask}
          options={askKinds.map(value => ({ value, text: say(`hand_off.ask_${value}`) }))}
          onChange={ask => write({ ask })}
        />
      </p>
      <TextArea
        label={say('deeds.hand_off_question')}
        labelHidden
        needed={empty}
        ref={field}
        value={written.question}
        onChange={event => write({ question: event.currentTarget.value })}
      />
      <WantedBy form={form} />
    </SheetRow>
  )
}

/** All promises that go with it, and who keeps each. */
export function PromiseRow() {
  const { say, text, state, who } = useCase()
  const promises = openPromises(state).toSorted(([, a], [, b]) => a.dueAt - b.dueAt)
  return (
    <SheetRow mark={done} name={say('deeds.hand_off_promise')}>
      {promises.length === 0 && <p className="soft">{say('case.none_owed')}</p>}
      {promises.map(([id, one]) => (
        <p key={id}>
          <ClockCell owed={{ ...windowOf(state, one), kind: 'promise' }} />{' '}
          {one.topic ? text(one.topic) : say('case.house_promise')}
          <span className="soft">
            {' · '}
            {say('hand_off.kept_by', {
              name: one.keeper ? who({ kind: 'agent', id: one.keeper }).name : say('case.the_desk'),
            })}
          </span>
        </p>
      ))}
      {promises.length > 0 && <p className="soft sm">{say('deeds.hand_off_promise_note')}</p>}
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
          parts={<AskedBefore text={tell.text} write={tell.setText} />}
        />
      )}
    </div>
  )
}
