// A centre of callers who all walk one script: what its walks teach about the order of its checks, and what
// the
// order they propose does to the next callers. Causes are planted, so that the truth is known. Not: a desk
// (run.ts).
import { isRefusal } from '#core/kit/refusal.ts'
import type { Answer } from '#core/script/answer.ts'
import { type Chance as Known, chancesOf, proposal, type Walked } from '#core/script/best-order.ts'
import { chainOf, reordered } from '#core/script/group.ts'
import { type Script, type Step, stepOf } from '#core/script/script.ts'
import { begin, given, type Scripts, stepNow } from '#core/script/step-on.ts'
import { placeOf, walkBegun, walkOn } from '#core/script/walk.ts'
import { chance, type Chance } from '#sim/chance.ts'

/**
 * How often each cause is behind a call, by the name of the check that finds it; what is left over has none.
 */
export type Causes = Readonly<Record<string, number>>

export type Outcome = {
  /** the author's order, and the one proposed; the same where nothing better was found */
  readonly before: readonly string[]
  readonly after: readonly string[]
  /** the chances learnt, in the author's order */
  readonly learnt: readonly Known[]
  /** minutes of the middle walk, by the author's order and by the one proposed */
  readonly minutesBefore: number
  readonly minutesAfter: number
}

/**
 * Lets callers walk a script, learns, and lets as many others walk the proposed order.
 * @param group the checks of which the author says that none depends on another
 */
export function learnOrder(
  script: Script,
  group: string,
  { causes, callers, seed }: { causes: Causes; callers: number; seed: number },
): Outcome {
  const chain = chainOf(script, group)
  if (!chain) throw new Error(`${script.slug} has no chain ${group}`)
  const before = walksOf(script, group, { causes, callers, seed })
  const expected = (name: string) => stepOf(script, name)!.minutes
  const learnt = chancesOf(chain.members, before.walked, expected)
  const better = proposal(learnt)
  const after = better ? better.order.map(one => one.step) : chain.members
  const then = walksOf(reordered(script, chain, after), group, { causes, callers, seed: seed + 1 })
  return {
    before: chain.members,
    after,
    learnt,
    minutesBefore: median(before.minutes),
    minutesAfter: median(then.minutes),
  }
}

type Walks = { readonly walked: readonly Walked[]; readonly minutes: readonly number[] }

function walksOf(
  script: Script,
  group: string,
  { causes, callers, seed }: { causes: Causes; callers: number; seed: number },
): Walks {
  const luck = chance(seed)
  const walks = Array.from({ length: callers }, () => walkOf(script, group, causeOf(causes, luck), luck))
  return { walked: walks.map(one => one.walked), minutes: walks.map(one => one.minutes) }
}

function causeOf(causes: Causes, luck: Chance): string | null {
  let left = luck.roll()
  for (const [name, share] of Object.entries(causes)) {
    left -= share
    if (left < 0) return name
  }
  return null
}

// People are not machines: one in twenty will not or cannot do a step, and one in fifty says that it works
// when it
// was something else.
const leavesOut = 0.05
const isMistaken = 0.02

/** One call: through the real walk, step by step, with the time each took. */
function walkOf(script: Script, group: string, cause: string | null, luck: Chance) {
  const scripts: Scripts = slug => (slug === script.slug ? script : null)
  const begun = begin(script, scripts)
  if (isRefusal(begun)) throw new Error(begun.refused)
  let walk = walkBegun(begun)
  const done: { step: string; minutes: number }[] = []
  let minutes = 0
  let solvedBy: string | null = null
  while (walk.end === null) {
    const { step } = stepNow(walk, scripts)!
    const answer = answerAt(step, cause, luck)
    // Half of its time at least, now and then many times that.
    const took = answer.kind === 'skipped' ? 0 : step.minutes / 2 + luck.wait(step.minutes * 30_000) / 60_000
    minutes += took
    if (step.group === group && answer.kind !== 'skipped') {
      done.push({ step: step.name, minutes: took })
      if (answer.kind === 'worked') solvedBy = step.name
    }
    const fact = given(walk, { step: placeOf(walk.stack).step, answer }, scripts)
    if (isRefusal(fact)) throw new Error(`${fact.refused} at ${step.name}`)
    walk = walkOn(walk, fact)
  }
  return { walked: { done, solvedBy } satisfies Walked, minutes }
}

function answerAt(step: Step, cause: string | null, luck: Chance): Answer {
  if (step.kind === 'tell') return { kind: 'told' }
  if (step.kind !== 'do') throw new Error(`callers of this centre know no ${step.kind}`)
  if (luck.happens(leavesOut)) return { kind: 'skipped' }
  return { kind: step.name === cause || luck.happens(isMistaken) ? 'worked' : 'failed' }
}

const median = (figures: readonly number[]): number => figures.toSorted((a, b) => a - b)[figures.length >> 1]!
