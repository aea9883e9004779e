// Every clock of a case explained: its rule, its times, and how it was decided who is covered. Not: its
// stretches (clock-bar.tsx), nor the panel beside the case (clocks-part.tsx).
import { useQuery } from '@tanstack/react-query'
import type { Stretch } from '#core/clock/explain.ts'
import { Button } from '#web/kit/button.tsx'
import { cx } from '#web/kit/cx.ts'
import { nowMs } from '#web/kit/now.ts'
import { ScreenState } from '#web/kit/screen-state.tsx'
import { Sheet } from '#web/kit/sheet.tsx'
import { TimeText } from '#web/kit/time-text.tsx'
import { spanExact, wallTime } from '#web/kit/times.ts'
import { useWords } from '#web/words.ts'
import { useCase } from './case-context.ts'
import s from './clocks.module.css'
import { ClockBar } from './clock-bar.tsx'
import {
  type CaseClocks,
  clocksQuery,
  countedMinutes,
  coveredText,
  type DecidedOnce,
  type ExplainedClock,
  inOrder,
  judgedByText,
  moveText,
  resultText,
  ruleText,
  severityAtEnd,
  standingText,
} from './clocks-data.ts'
import { ClockNow } from './clocks-part.tsx'
import type { SheetProps } from './deed-dialog.tsx'

export function ClocksSheet({ onClose }: SheetProps) {
  const { say, data, open, offWhy } = useCase()
  const query = useQuery(clocksQuery(String(data.number), data.seq))
  return (
    <Sheet
      open
      onClose={onClose}
      title={say('clocks.title')}
      foot={
        <>
          <span />
          <Button
            kind="plain"
            offWhy={offWhy('entitlement.decide')}
            onClick={() => open({ name: 'judge-again' })}
          >
            {say('clocks.judge')}
          </Button>
        </>
      }
    >
      <ScreenState query={query}>
        {clocks => (
          // What can be scrolled can be reached by keys.
          // biome-ignore lint/a11y/noNoninteractiveTabindex: there is nothing else in it to stand on
          <section className={s.explained} tabIndex={0} aria-label={say('clocks.title')}>
            <HowPart decisions={clocks.entitlements} names={clocks.names} />
            <HeldPart stretches={clocks.held.stretches} />
            {clocks.clocks.length === 0 && <p className="soft">{say('clocks.none')}</p>}
            {inOrder(clocks.clocks).map(one => (
              <ClockPart key={one.target} one={one} names={clocks.names} />
            ))}
          </section>
        )}
      </ScreenState>
    </Sheet>
  )
}

type Names = CaseClocks['names']

/** How it was decided last, and under it each time it was decided before. */
function HowPart({ decisions, names }: { decisions: CaseClocks['entitlements']; names: Names }) {
  const { say } = useCase()
  const last = decisions.at(-1)
  if (!last) return null
  const before = decisions.slice(0, -1).reverse()
  return (
    <section className={s.how} aria-labelledby="clocks-how">
      <h3 id="clocks-how">{say('clocks.how')}</h3>
      <Decision one={last} names={names} />
      {before.length > 0 && (
        <details className={s.earlier}>
          <summary>{say('clocks.earlier', { n: before.length })}</summary>
          {before.map(one => (
            <Decision key={one.at} one={one} names={names} />
          ))}
        </details>
      )}
    </section>
  )
}

/** When, by whom and why it was decided; the rules in their order, each with what came of it. */
function Decision({ one, names }: { one: DecidedOnce; names: Names }) {
  const { say, desk, who } = useCase()
  const words = useWords()
  const contract = one.contract && names[one.contract]
  return (
    <div className={s.decision}>
      <p>
        {coveredText(one, desk.facts.policies, say)}
        {contract && <span className="soft"> · {say('clocks.contract', { name: contract })}</span>}
      </p>
      <p className="sm soft">
        <TimeText at={one.at} as="wall" /> · {say('clocks.by_whom', { name: who(one.by).name })}
        {one.because && ` · ${one.because}`}
      </p>
      <ol className={s.rules}>
        {one.steps.map((step, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the steps of one decision never change
          <li key={i} className={cx(step.result === 'matched' && s.matched)}>
            <span>{say(`clocks.rule_${step.rule}`)}</span>
            <span>{resultText(step, words)}</span>
          </li>
        ))}
      </ol>
    </div>
  )
}

/** The whole case: each of its minutes with who had it. */
function HeldPart({ stretches }: { stretches: readonly Stretch[] }) {
  const { say, state } = useCase()
  return (
    <section className={s.clock} aria-labelledby="clocks-held">
      <h3 id="clocks-held">{say('clocks.who_had')}</h3>
      <ClockBar stretches={stretches} dueAt={null} isOver={state.phase !== 'open'} />
    </section>
  )
}

function ClockPart({ one, names }: { one: ExplainedClock; names: Names }) {
  const { say, state, desk, data } = useCase()
  const words = useWords()
  const rule = ruleText(one.rule, severityAtEnd(data.ledger, one.target) ?? state.severity, words)
  const isOver = one.standing === 'met' || one.standing === 'cancelled'
  return (
    <section className={s.clock} aria-labelledby={one.target}>
      <h3 id={one.target}>
        {say(`kit.clock_what_${one.kind}`)}
        <ClockNow one={one} />
      </h3>
      <p className="sm soft">
        {[rule, say('clocks.due_at', { at: wallTime(one.dueAt, nowMs(), words) })]
          .filter(Boolean)
          .join(' · ')}
        {isOver ? '' : ` · ${standingText(one, nowMs(), words)}`}
        {' · '}
        {say('clocks.counted', { span: spanExact(countedMinutes(one.stretches), words) })}
      </p>
      {one.moves.map(move => (
        <p key={move.at} className="sm soft">
          {moveText(move, desk.facts.policies, nowMs(), words)}
        </p>
      ))}
      <p className="sm faint">{judgedByText(one, { policies: desk.facts.policies, names }, say)}</p>
      <ClockBar stretches={one.stretches} dueAt={one.dueAt} isOver={isOver} />
    </section>
  )
}
