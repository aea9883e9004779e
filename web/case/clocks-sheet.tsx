// Every clock of a case explained: its rule, its times, each stretch with who held it; and how it was decided
// who is covered. Not: the panel beside the case (clocks-part.tsx).
import { useQuery } from '@tanstack/react-query'
import type { Holder, Stretch } from '#core/clock/explain.ts'
import type { Entitled } from '#core/entitlement/entitle.ts'
import { Button } from '#web/kit/button.tsx'
import { cx } from '#web/kit/cx.ts'
import { nowMs } from '#web/kit/now.ts'
import { ScreenState } from '#web/kit/screen-state.tsx'
import { Sheet } from '#web/kit/sheet.tsx'
import { TimeText } from '#web/kit/time-text.tsx'
import { spanText, wallTime } from '#web/kit/times.ts'
import { useWords } from '#web/words.ts'
import { useCase } from './case-context.ts'
import s from './clocks.module.css'
import {
  clocksQuery,
  coveredText,
  type ExplainedClock,
  holderText,
  inOrder,
  resultText,
  ruleText,
  sharesOf,
  standingText,
} from './clocks-data.ts'
import { ClockNow } from './clocks-part.tsx'
import type { SheetProps } from './deed-dialog.tsx'

export function ClocksSheet({ onClose }: SheetProps) {
  const { say, data, act, offWhy } = useCase()
  const query = useQuery(clocksQuery(String(data.number), data.seq))
  const judge = () => {
    void act('entitlement.decide', {})
    onClose()
  }
  return (
    <Sheet
      open
      onClose={onClose}
      title={say('clocks.title')}
      foot={
        <>
          <span />
          <Button kind="plain" offWhy={offWhy('entitlement.decide')} onClick={judge}>
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
            <HowPart decided={clocks.entitlements.at(-1)} />
            <HeldPart stretches={clocks.held.stretches} />
            {clocks.clocks.length === 0 && <p className="soft">{say('clocks.none')}</p>}
            {inOrder(clocks.clocks).map(one => (
              <ClockPart key={one.target} one={one} />
            ))}
          </section>
        )}
      </ScreenState>
    </Sheet>
  )
}

type Decided = Parameters<typeof coveredText>[0] & Pick<Entitled, 'steps'>

/** The rules in their order, each with why it gave nothing or that it applies. */
function HowPart({ decided }: { decided: Decided | undefined }) {
  const { say, desk } = useCase()
  const words = useWords()
  if (!decided) return null
  return (
    <section className={s.how} aria-labelledby="clocks-how">
      <h3 id="clocks-how">{say('clocks.how')}</h3>
      <p>{coveredText(decided, desk.facts.policies, say)}</p>
      <ol className={s.rules}>
        {decided.steps.map((step, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the steps of one decision never change
          <li key={i} className={cx(step.result === 'matched' && s.matched)}>
            <span>{say(`clocks.rule_${step.rule}`)}</span>
            <span>{resultText(step, words)}</span>
          </li>
        ))}
      </ol>
    </section>
  )
}

/** The whole case: each of its minutes with who had it. */
function HeldPart({ stretches }: { stretches: readonly Stretch[] }) {
  const { say } = useCase()
  return (
    <section className={s.clock} aria-labelledby="clocks-held">
      <h3 id="clocks-held">{say('clocks.who_had')}</h3>
      <Bar stretches={stretches} />
    </section>
  )
}

function ClockPart({ one }: { one: ExplainedClock }) {
  const { say, state } = useCase()
  const words = useWords()
  const rule = ruleText(one.rule, state.severity, words)
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
      </p>
      <Bar stretches={one.stretches} />
    </section>
  )
}

/** One stretch beside the other, as long as it lasted; the legend says the same in words. */
function Bar({ stretches }: { stretches: readonly Stretch[] }) {
  const { say } = useCase()
  const words = useWords()
  const [first, last] = [stretches[0], stretches.at(-1)]
  if (!first || !last) return null
  const { parts, whole } = sharesOf(stretches)
  return (
    <>
      <div className={s.bar} aria-hidden="true">
        {stretches.map(one => (
          <i key={one.from} className={s[classOf(one.holder)]} style={{ flexGrow: one.to - one.from }} />
        ))}
      </div>
      <div className={s.ends} aria-hidden="true">
        <TimeText at={first.from} as="wall" />
        <TimeText at={last.to} as="wall" />
      </div>
      <ul className={s.legend}>
        {parts.map(({ holder, minutes }) => (
          <li key={holder}>
            <i className={s[classOf(holder)]} aria-hidden="true" />
            {say('clocks.share', { who: holderText(holder, words), span: spanText(minutes, words) })}
          </li>
        ))}
        {parts.length > 1 && <li>{say('clocks.whole', { span: spanText(whole, words) })}</li>}
      </ul>
    </>
  )
}

const classOf = (holder: Holder): string => (typeof holder === 'number' ? `level${holder}` : holder)
