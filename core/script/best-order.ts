// Which order of independent checks solves soonest, learnt from walks. Proposed to the owner of a script with
// its reason and its effect; nothing applies it by itself. Not: changing a script (group.ts).
import type { StepName } from '#core/script/script.ts'

/** What one walk tells of a group: the checks that were done, in their order, with the time each took. */
export type Walked = {
  readonly done: readonly { readonly step: StepName; readonly minutes: number }[]
  /** the check that solved it: the last one done; null: none of the group did */
  readonly solvedBy: StepName | null
  /** so many walks told the same; left out: one */
  readonly alike?: number
}

/** What is known of one check: the chance that it is the one that solves, and what it costs. */
export type Chance = {
  readonly step: StepName
  /** of all who come to the group, 0 to 1 */
  readonly solves: number
  readonly minutes: number
  /** in how many walks it was done */
  readonly times: number
}

/**
 * What walks tell of each check. A check that comes late is reached only by those whom the earlier ones did
 * not
 * help, and so seems better than it is: each time it was done counts for as many as would have come to it
 * had it
 * been the first. Smoothed as if every check, and none, had solved one walk before (a Beta prior): one lucky
 * walk moves nothing to the front.
 * @param members at most `groupMax`
 * @param expected minutes the author gives a check; they count as one walk
 */
export function chancesOf(
  members: readonly StepName[],
  walks: Iterable<Walked>,
  expected: (step: StepName) => number,
): Chance[] {
  const place = new Map(members.map((step, i) => [step, i]))
  const solved = members.map(() => 1)
  const minutes = members.map(expected)
  const times = members.map(() => 0)
  // Who was asked what after which checks: walks alike are one line, told by a bit for each check before.
  const reached = new Map<number, Reached>()
  for (const { done, solvedBy, alike = 1 } of walks) {
    if (solvedBy !== null) solved[place.get(solvedBy)!]! += alike
    let before = 0
    for (const { step, minutes: took } of done) {
      const at = place.get(step)!
      minutes[at]! += took * alike
      times[at]! += alike
      const key = before * groupMax + at
      const known = reached.get(key)
      if (known) known.times += alike
      else
        reached.set(key, {
          at,
          before: members.flatMap((_, i) => (before & (1 << i) ? [i] : [])),
          times: alike,
        })
      before |= 1 << at
    }
  }
  const solves = exclusive(solved, [...reached.values()])
  return members.map((step, i) => ({
    step,
    solves: solves[i]!,
    minutes: minutes[i]! / (times[i]! + 1),
    times: times[i]!,
  }))
}

/** How often a check, by its place, was done right after these others. */
type Reached = { readonly at: number; readonly before: readonly number[]; times: number }

/** Checks of one group at most: each is a bit of a number. */
export const groupMax = 30
const roundsMax = 200
const enough = 1e-9

/**
 * Chances of causes of which a case has one at most. A check done after others meets its cause with its
 * chance
 * out of what they left over: solved = sum over walks of chance / left over, solved for the chance in rounds.
 */
function exclusive(solved: readonly number[], reached: readonly Reached[]): number[] {
  let chances = solved.map(() => 1 / (solved.length + 1))
  for (let round = 0; round < roundsMax; round++) {
    // The prior's walks: each check done as the first of all.
    const asked = solved.map(() => solved.length + 1)
    for (const { at, before, times } of reached) {
      const left = 1 - before.reduce((sum, one) => sum + chances[one]!, 0)
      asked[at]! += times / Math.max(left, 1e-6)
    }
    const next = solved.map((times, i) => times / asked[i]!)
    const moved = Math.max(...next.map((one, i) => Math.abs(one - chances[i]!)))
    chances = next
    if (moved < enough) break
  }
  return chances
}

/** Minutes somebody who comes to the group spends in it on average, by an order of its checks. */
export function minutesOf(order: readonly Chance[]): number {
  let left = 1
  let minutes = 0
  for (const one of order) {
    minutes += left * one.minutes
    left -= one.solves
  }
  return minutes
}

/** The highest chance of solving for a minute first: no order takes less time (W. E. Smith, 1956). */
export const bestOrder = (chances: readonly Chance[]): Chance[] =>
  chances.toSorted((one, other) => other.solves / other.minutes - one.solves / one.minutes)

/**
 * A proposal to the owner: the order, and the minutes it is expected to take instead of those it takes now.
 */
export type Proposal = {
  readonly order: readonly Chance[]
  readonly minutesNow: number
  readonly minutesThen: number
}

/** So many walks must have done every check, and so much must be gained, before anybody is bothered. */
export const timesMin = 30
const gainMin = 0.05

/**
 * The better order; null: there is none worth speaking of, or too little is known.
 * @param chances in the order of today
 */
export function proposal(chances: readonly Chance[]): Proposal | null {
  if (chances.length < 2 || chances.some(one => one.times < timesMin)) return null
  const order = bestOrder(chances)
  const [minutesNow, minutesThen] = [minutesOf(chances), minutesOf(order)]
  return minutesThen <= minutesNow * (1 - gainMin) ? { order, minutesNow, minutesThen } : null
}
