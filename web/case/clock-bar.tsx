// The time of a clock as a bar: each stretch by its cause, where it fell due, and the same to the second in
// words. Not: the clock's rule and standing (clocks-sheet.tsx).
import type { Stretch } from '#core/clock/explain.ts'
import { minuteMs } from '#core/kit/time.ts'
import { cx } from '#web/kit/cx.ts'
import { nowMs } from '#web/kit/now.ts'
import { TimeText } from '#web/kit/time-text.tsx'
import { exactTime, spanExact, wallTime } from '#web/kit/times.ts'
import { useWords } from '#web/words.ts'
import { useCase } from './case-context.ts'
import s from './clocks.module.css'
import { causeText, holderText, placeOf, sharesOf, type Shown, shownOf } from './clocks-data.ts'

/** `dueAt`: null where nothing falls due. */
type Props = { stretches: readonly Stretch[]; dueAt: number | null; isOver: boolean }

/** One stretch beside the other, as long as it lasted; the legend says the same in words. */
export function ClockBar({ stretches, dueAt, isOver }: Props) {
  const { say } = useCase()
  const words = useWords()
  const [first, last] = [stretches[0], stretches.at(-1)]
  if (!first || !last) return null
  const due = dueAt === null ? null : placeOf(dueAt, stretches)
  const { parts, whole } = sharesOf(stretches)
  return (
    <>
      <div className={s.bar} aria-hidden="true">
        {stretches.map(one => (
          <i key={one.from} className={classOf(shownOf(one))} style={{ flexGrow: one.to - one.from }} />
        ))}
        {due !== null && <b className={s.due} style={{ left: `${due * 100}%` }} />}
      </div>
      <div className={s.ends} aria-hidden="true">
        <TimeText at={first.from} as="wall" />
        <span>
          {isOver
            ? wallTime(last.to, nowMs(), words)
            : say('clocks.now', { at: wallTime(last.to, nowMs(), words) })}
        </span>
      </div>
      <ul className={s.legend}>
        {parts.map(({ holder, minutes }) => (
          <li key={holder}>
            <i className={classOf(holder)} aria-hidden="true" />
            {say('clocks.share', { who: holderText(holder, words), span: spanExact(minutes, words) })}
          </li>
        ))}
        {parts.length > 1 && <li>{say('clocks.whole', { span: spanExact(whole, words) })}</li>}
        {dueAt !== null && due !== null && (
          <li>
            <b className={s.dueSign} aria-hidden="true" />
            {say('clocks.due_at', { at: wallTime(dueAt, nowMs(), words) })}
          </li>
        )}
      </ul>
      {stretches.length > 1 ? (
        <details className={s.each}>
          <summary>{say('clocks.each', { n: stretches.length })}</summary>
          <EachStretch stretches={stretches} />
        </details>
      ) : (
        first.cause && (
          <div className={s.each}>
            <EachStretch stretches={stretches} />
          </div>
        )
      )}
    </>
  )
}

/** From when to when, to the second: who had it and why, and whether it counts. */
function EachStretch({ stretches }: Pick<Props, 'stretches'>) {
  const { say, who } = useCase()
  const words = useWords()
  const at = (instant: number) => exactTime(instant, nowMs(), words)
  return (
    <ol>
      {stretches.map(one => (
        <li key={one.from}>
          <span className="num">
            {at(one.from)} – {at(one.to)}
          </span>
          <span>
            <i className={classOf(shownOf(one))} aria-hidden="true" />
            <span>
              {holderText(shownOf(one), words)}
              {one.cause && <span className={s.cause}>{causeText(one, who, words)}</span>}
            </span>
          </span>
          <span className="num">{spanExact(Math.round((one.to - one.from) / minuteMs), words)}</span>
          <span className={one.counts ? undefined : 'faint'}>
            {say(one.counts ? 'clocks.counts' : 'clocks.counts_not')}
          </span>
        </li>
      ))}
    </ol>
  )
}

function classOf(shown: Shown): string | undefined {
  if (typeof shown === 'number') return s[`level${shown}`]
  return shown.startsWith('offered_') ? cx(s[`level${shown.at(-1)}`], s.offered) : s[shown]
}
