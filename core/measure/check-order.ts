// For each group of independent checks of a script the order its walks propose, with the reason for each
// check and the effect expected. Proposed to its owner; nothing applies it. Not: the reckoning
// (script/best-order.ts).
import { middleWalk, type Saving, savingOf } from '#core/measure/order-saving.ts'
import { type Counted, isDone, type Range, shareOf, solverOf, type Tally } from '#core/measure/walk-tally.ts'
import { type Chance, chancesOf, groupMax, proposal, timesMin, type Walked } from '#core/script/best-order.ts'
import { chainOf } from '#core/script/group.ts'
import { type Script, type StepName, stepOf } from '#core/script/script.ts'

/** What is known of a check: "solves 31 % in 2 minutes", and how sure that is. */
export type CheckChance = Chance & { readonly range: Range | null }

/**
 * `better`: an order is proposed; `best`: none is worth speaking of; `too_few`: some check was not done often
 * enough to say; `no_chain`: the checks do not follow each other, so that no order of them can be changed.
 */
export type OrderFound =
  | { readonly group: string; readonly verdict: 'no_chain'; readonly checks: readonly [] }
  | {
      readonly group: string
      readonly verdict: 'best' | 'too_few'
      /** in the order of today */
      readonly checks: readonly CheckChance[]
    }
  | {
      readonly group: string
      readonly verdict: 'better'
      readonly checks: readonly CheckChance[]
      readonly order: readonly StepName[]
      /** minutes somebody who comes to the group spends in it, on average */
      readonly minutesNow: number
      readonly minutesThen: number
      readonly saves: Saving
      /** minutes of the middle walk that came to the group, from its beginning to its end */
      readonly middleNow: number | null
      readonly middleThen: number | null
    }

/**
 * What walks of this version say of its groups.
 * @param tally of the same walks: it knows what each step takes
 */
export function ordersFound(script: Script, counted: readonly Counted[], tally: Tally): OrderFound[] {
  const groups = new Set(script.steps.flatMap(({ group }) => (group === undefined ? [] : [group])))
  return [...groups].map(group => orderFound(script, group, { counted, tally }))
}

function orderFound(
  script: Script,
  group: string,
  { counted, tally }: { readonly counted: readonly Counted[]; readonly tally: Tally },
): OrderFound {
  const chain = chainOf(script, group)
  if (!chain || chain.members.length > groupMax) return { group, verdict: 'no_chain', checks: [] }
  const { members } = chain
  // Walks know steps of other versions, too.
  const expected = (step: StepName) => stepOf(script, step)?.minutes ?? 0
  const taken = (step: StepName) => {
    const known = tally.steps.get(step)
    return known && known.timed > 0 ? known.seconds / known.timed / 60 : expected(step)
  }
  const chances = chancesOf(members, walkedIn(members, counted, taken), expected)
  const checks = chances.map(one => ({ ...one, range: shareOf(one.solves * one.times, one.times).range }))
  const better = proposal(chances)
  if (better) {
    const { minutesNow, minutesThen } = better
    const order = better.order.map(one => one.step)
    return {
      group,
      verdict: 'better',
      checks,
      order,
      minutesNow,
      minutesThen,
      saves: savingOf(chances, better.order),
      middleNow: middleWalk(members, counted, taken),
      middleThen: middleWalk(order, counted, taken),
    }
  }
  const isUnsure = checks.length > 1 && checks.some(one => one.times < timesMin)
  return { group, verdict: isUnsure ? 'too_few' : 'best', checks }
}

/** What each way through the script tells of a group: its checks that were done, each once. */
function walkedIn(
  members: readonly StepName[],
  counted: readonly Counted[],
  minutes: (step: StepName) => number,
): Walked[] {
  return counted.flatMap(({ course, times }) => {
    const done = new Set(
      course.passed.filter(one => members.includes(one.step) && isDone(one)).map(one => one.step),
    )
    const solver = solverOf(course)
    const solvedBy = solver !== null && done.has(solver) ? solver : null
    return done.size === 0
      ? []
      : [{ done: [...done].map(step => ({ step, minutes: minutes(step) })), solvedBy, alike: times }]
  })
}
