// How many steps are about to come: "step 4 of about 9". A guess that costs little, no promise.
import { type Scripts, stepNow } from '#core/script/step-on.ts'
import { type Script, type Step, type StepName, stepOf, waysOut } from '#core/script/script.ts'
import type { Walk } from '#core/script/walk.ts'

/** Steps looked at in all, whatever the script. */
const looksMax = 20_000

/** The median of the steps still to come, the present one included, if every way out were as likely. */
export function about(walk: Walk, scripts: Scripts): number {
  if (walk.end !== null) return 0
  const guess = guesser(walk.pins, scripts)
  const now = stepNow(walk, scripts)
  if (!now) return 0
  // Each script around this one goes on behind its own step, by either way.
  return walk.stack.slice(0, -1).reduce(
    (sum, place) => {
      const around = scripts(place.slug, place.version)
      const step = around && stepOf(around, place.step)
      return sum + (step ? guess(around, [...new Set(waysOf(step))]) : 0)
    },
    guess(now.script, [now.step.name]),
  )
}

/** Ways as they are usually taken: hardly anybody comes to a step too often. */
const waysOf = (step: Step): StepName[] =>
  waysOut(step).flatMap(({ to, at }) => (at === 'tries.spent' ? [] : [to]))

type Guess = (script: Script, from: readonly StepName[]) => number

function guesser(pins: Walk['pins'], scripts: Scripts): Guess {
  const known = new Map<string, number>()
  let looks = 0

  const subLength = (slug: string): number => {
    const before = known.get(slug)
    if (before !== undefined) return before
    // Stands for itself where a ring comes back to it.
    known.set(slug, 1)
    const sub = Object.hasOwn(pins, slug) ? scripts(slug, pins[slug]!) : null
    const length = sub ? Math.max(1, guess(sub, [sub.start])) : 1
    known.set(slug, length)
    return length
  }

  /** All of the weight starts at `from` and spreads evenly; half of it has ended after the median. */
  function guess(script: Script, from: readonly StepName[]): number {
    const rounds: Map<StepName, number>[] = [new Map(from.map(name => [name, 1 / from.length]))]
    let ended = 0
    let round = 0
    // No weight is lost: half of it has ended before the rounds run out.
    for (; ended < 0.5 && looks <= looksMax; round++)
      for (const [name, weight] of rounds[round]!) {
        const step = stepOf(script, name)
        const ways = step ? waysOf(step) : []
        looks += ways.length + 1
        if (ways.length === 0) ended += weight
        const length = step?.kind === 'script' ? subLength(step.script) : 1
        for (const to of ways) put(rounds, round + length, to, weight / ways.length)
      }
    return Math.max(0, round - 1)
  }
  return guess
}

function put(rounds: Map<StepName, number>[], round: number, name: StepName, weight: number): void {
  while (rounds.length <= round) rounds.push(new Map())
  const at = rounds[round]!
  at.set(name, (at.get(name) ?? 0) + weight)
}
