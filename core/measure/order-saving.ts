// What another order of independent checks saves: on average and for the middle walk, and how sure that is.
// Not: which order is best (script/best-order.ts), nor whether it is proposed (check-order.ts).
import { type Counted, isDone, isEnd, solverOf } from '#core/measure/walk-tally.ts'
import type { Chance } from '#core/script/best-order.ts'
import type { StepName } from '#core/script/script.ts'

/** Minutes for each who comes to the group, and between what they lie with 95 % certainty. */
export type Saving = {
  readonly minutes: number
  readonly from: number
  readonly to: number
  /** how sure it is that anything is saved, 0 to 1 */
  readonly sure: number
}

/**
 * What the second order saves against the first. A check that solves spares those behind it: the saving is
 * the sum of that over the checks, and as unsure as their chances are.
 */
export function savingOf(now: readonly Chance[], then: readonly Chance[]): Saving {
  const [sparedNow, sparedThen] = [sparedBy(now), sparedBy(then)]
  let minutes = 0
  let variance = 0
  for (const { step, solves, times } of now) {
    const spared = sparedThen.get(step)! - sparedNow.get(step)!
    minutes += solves * spared
    variance += (spared ** 2 * solves * (1 - solves)) / (times + now.length + 1)
  }
  const spread = Math.sqrt(variance)
  const [from, to] = [minutes - 1.96 * spread, minutes + 1.96 * spread]
  return { minutes, from, to, sure: spread === 0 ? Number(minutes > 0) : normalBelow(minutes / spread) }
}

/** The minutes of the checks behind each one, which nobody spends whom it helps. */
function sparedBy(order: readonly Chance[]): ReadonlyMap<StepName, number> {
  let behind = 0
  const spared = order.toReversed().map(({ step, minutes }): [StepName, number] => {
    const own = behind
    behind += minutes
    return [step, own]
  })
  return new Map(spared)
}

/** The part of a normal distribution below so many standard deviations (Abramowitz and Stegun 7.1.26). */
function normalBelow(z: number): number {
  const t = 1 / (1 + (0.3275911 * Math.abs(z)) / Math.SQRT2)
  const terms = [0.254829592, -0.284496736, 1.421413741, -1.453152027, 1.061405429]
  const sum = terms.reduceRight((rest, one) => t * (one + rest), 0)
  const within = 1 - sum * Math.exp(-(z ** 2) / 2)
  return z < 0 ? (1 - within) / 2 : (1 + within) / 2
}

/**
 * Minutes the middle one of these walks takes by an order of the group: each is gone through once more as if
 * it had been asked in that order, up to the check that solved it. What it left out is left out again.
 * null: no walk that came to an end did any of them.
 * @param minutes what a step takes
 */
export function middleWalk(
  order: readonly StepName[],
  counted: readonly Counted[],
  minutes: (step: StepName) => number,
): number | null {
  const members = new Set(order)
  const took: { readonly minutes: number; readonly times: number }[] = []
  for (const { course, times } of counted) {
    const done = new Set(course.passed.filter(isDone).map(one => one.step))
    if (!isEnd(course.end) || !order.some(one => done.has(one))) continue
    const leftOut = new Set(course.passed.map(one => one.step).filter(one => !done.has(one)))
    const outside = course.passed.filter(one => isDone(one) && !members.has(one.step)).map(one => one.step)
    const last = order.indexOf(solverOf(course) ?? '')
    const inside = last < 0 ? order.filter(one => done.has(one)) : order.slice(0, last + 1)
    const all = [...outside, ...inside.filter(one => !leftOut.has(one))]
    took.push({ minutes: all.reduce((sum, one) => sum + minutes(one), 0), times })
  }
  let left = took.reduce((sum, one) => sum + one.times, 0) / 2
  for (const one of took.sort((a, b) => a.minutes - b.minutes)) {
    left -= one.times
    if (left <= 0) return one.minutes
  }
  return null
}
