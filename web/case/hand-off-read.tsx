// The sheet of a hand-off as its receiver reads it: what is wanted, what the customer says, what is known
// and was tried, what was promised. Not: writing it (hand-off-rows.tsx), nor what becomes of it (hand-off-
// view.tsx).
import type { ReactNode } from 'react'
import type { HandOffEntry } from '#core/case/hand-off-entry.ts'
import type { HandOffSummary } from '#core/case/hand-off-facts.ts'
import type { TextRef } from '#core/kit/text-ref.ts'
import { ClockCell } from '#web/kit/clock.tsx'
import { ClaimTag } from '#web/kit/tag.tsx'
import { TimeText } from '#web/kit/time-text.tsx'
import { Said } from '#web/kit/voices.tsx'
import { useCase } from './case-context.ts'
import s from './case.module.css'
import { FoundRead } from './finding-rows.tsx'
import { windowOf } from './promise-view.tsx'
import { WalkedRead } from './walked-rows.tsx'
import { WantedRead } from './wanted-rows.tsx'
import { StepTable } from './step-table.tsx'

export function HandOffRead({ entry }: { entry: HandOffEntry }) {
  const { say, text, data } = useCase()
  const { summary } = entry
  const words = (name: string, ref: TextRef | undefined) =>
    ref && <Row name={say(`hand_off.${name}`)}>{text(ref)}</Row>
  return (
    <dl className={s.answer}>
      <Row name={summary.ask ? say(`hand_off.ask_${summary.ask}`) : say('case.wanted')}>
        <b>{text(entry.question)}</b>
        <Wanted summary={summary} />
      </Row>
      <Row name={say('deeds.hand_off_problem')}>
        <Said lang={data.card.language}>{say('case.quoted', { text: text(summary.problem) })}</Said>
      </Row>
      <ClaimsRead summary={summary} />
      <StepsRead entry={entry} />
      <FoundRead summary={summary} />
      <WalkedRead summary={summary} />
      <WantedRead summary={summary} />
      {summary.guess && (
        <Row name={say('hand_off.guess')}>
          {text(summary.guess)}
          {summary.guessConfidence && (
            <span className="soft"> · {say(`hand_off.confidence_${summary.guessConfidence}`)}</span>
          )}
        </Row>
      )}
      {words('ruled_out', summary.ruledOut)}
      {words('if_then', summary.ifThen)}
      {words('do_not', summary.doNot)}
      <PromisesRead summary={summary} />
      {words('access', summary.access)}
      {words('may_tell', summary.mayTell)}
    </dl>
  )
}

function Row({ name, children }: { name: ReactNode; children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  )
}

function Wanted({ summary: { wantedBy, wantedBecause } }: { summary: HandOffSummary }) {
  const { say, text } = useCase()
  if (wantedBy === undefined) return null
  return (
    <p>
      {say('hand_off.wanted_by')} <TimeText at={wantedBy} />
      {wantedBecause && <span className="soft"> · {text(wantedBecause)}</span>}
    </p>
  )
}

function ClaimsRead({ summary }: { summary: HandOffSummary }) {
  const { say, text, entries } = useCase()
  const claims = entries.flatMap(one =>
    one.kind === 'claim' && summary.claims.includes(one.claim) ? [one] : [],
  )
  if (claims.length === 0) return null
  return (
    <Row name={say('deeds.hand_off_known')}>
      {claims.map(one => (
        <p key={one.seq}>
          <ClaimTag verdict={one.judged?.verdict ?? 'unchecked'} />{' '}
          {say('case.quoted', { text: text(one.text) })}
          {one.judged && <> · {text(one.judged.because)}</>}
        </p>
      ))}
    </Row>
  )
}

/** What was tried and why; what a script would have had tried and was skipped; or why nothing was. */
function StepsRead({ entry }: { entry: HandOffEntry }) {
  const { say, text, entries } = useCase()
  const { summary } = entry
  const reason = summary.noSteps ?? (summary.noStepsBecause ? 'other' : null)
  const wish = entries.find(
    one =>
      summary.wishedIn !== undefined &&
      ((one.kind === 'claim' && one.claim === summary.wishedIn) ||
        (one.kind === 'message' && one.message === summary.wishedIn)),
  )
  return (
    <Row name={say('deeds.hand_off_tried')}>
      <StepTable only={summary.steps} until={entry.seq} />
      {summary.steps.length === 0 && (
        <p>{reason ? say(`hand_off.no_steps_${reason}`) : say('deeds.hand_off_nothing_tried')}</p>
      )}
      {summary.noStepsBecause && <p>{text(summary.noStepsBecause)}</p>}
      {summary.skill && <p>{text(summary.skill)}</p>}
      {wish && 'text' in wish && <Said>{say('case.quoted', { text: text(wish.text) })}</Said>}
    </Row>
  )
}

/** All that go along. Until it is accepted, and after, each is kept by who gave his word. */
function PromisesRead({ summary }: { summary: HandOffSummary }) {
  const { say, text, who, entries, state } = useCase()
  const along: readonly string[] = summary.promises ?? (summary.promise ? [summary.promise] : [])
  const promises = entries.flatMap(one =>
    one.kind === 'promise' && along.includes(one.promise) ? [one] : [],
  )
  if (promises.length === 0) return null
  return (
    <Row name={say('deeds.hand_off_promise')}>
      {promises.map(one => (
        <p key={one.seq}>
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
    </Row>
  )
}
