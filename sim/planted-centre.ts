// Centres for learning from walks: a script of six checks whose author did not know which cause is frequent
// and
// which check takes long. Not: what is learnt (script-order.ts).
import type { Script, Step } from '#core/script/script.ts'
import { doing, passOn, scriptOf, solved } from '#core/testing/script-world.ts'
import { chance } from '#sim/chance.ts'
import { type Causes, learnOrder } from '#sim/script-order.ts'

const checks = ['outage-known', 'cable', 'power', 'filter', 'address', 'name-server'] as const
type CheckName = (typeof checks)[number]

/** The group the six checks are in. */
export const group = 'checks'

/** Six checks in the author's order, each so many minutes long; nothing else on the way. */
export function sixChecks(minutes: Readonly<Record<CheckName, number>>): Script {
  const steps = checks.map((name, i): Step => {
    const next = checks[i + 1] ?? 'bad'
    return doing(name, { worked: 'good', failed: next }, { group, minutes: minutes[name] })
  })
  return scriptOf([...steps, solved('good'), passOn('bad')])
}

/** Every check so long. */
export const alike = (minutes: number): Record<CheckName, number> =>
  Object.fromEntries(checks.map(name => [name, minutes])) as Record<CheckName, number>

/** What is frequent and what takes long, at random; in 15 calls of a hundred it is none of these. */
export function plantedCentre(seed: number): { causes: Causes; script: Script } {
  const luck = chance(seed)
  const weights = checks.map(() => luck.roll() ** 3)
  const sum = weights.reduce((all, one) => all + one, 0)
  const causes = Object.fromEntries(checks.map((name, i) => [name, (0.85 * weights[i]!) / sum]))
  const minutes = Object.fromEntries(checks.map(name => [name, luck.between(1, 8)]))
  return { causes, script: sixChecks(minutes as Record<CheckName, number>) }
}

/**
 * The middle walk by the order learnt from 2,000 walks, over that by the author's, in each centre that got
 * one.
 */
export function shortened(centres: number): number[] {
  return Array.from({ length: centres }, (_, i) => i + 1).flatMap(seed => {
    const { causes, script } = plantedCentre(seed)
    const outcome = learnOrder(script, group, { causes, callers: 2_000, seed })
    return outcome.after.join() === outcome.before.join()
      ? []
      : [outcome.minutesAfter / outcome.minutesBefore]
  })
}
