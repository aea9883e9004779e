// Wakes the clocks of what stands beside cases. Not: those of cases (ring.ts).
import { kindOfMatter } from '#core/matter/matter.ts'
import type { Actor } from '#core/people/actor.ts'
import { handleMatter, type MatterWorld } from '#server/matters.ts'
import type { Store } from '#store/store.ts'

const clock: Actor = { kind: 'system', part: 'clock' }
const batch = 50
const leaseMs = 15_000
/** How long such a clock may be late at worst. */
const restMs = 1_000

/**
 * Rings each that is due now. Answers how long to rest, in milliseconds. What time it is says the keeper of
 * the
 * ledger, as for cases.
 */
export async function ringMatters(world: MatterWorld, { now }: Pick<Store, 'now'>): Promise<number> {
  const at = await now()
  const due = await world.matters.leaseRings(at, batch, leaseMs)
  // Whom a policy binds is asked of people as they are now: it may ring because somebody has just come.
  if (due.some(id => kindOfMatter(id) === 'house_policy')) await world.changed?.()
  const faults: unknown[] = []
  for (const id of due) {
    const ring = { id, by: clock, commands: [{ type: 'clock.ring' }], texts: [], at }
    await handleMatter(world, ring).catch(fault => faults.push(fault))
  }
  // Told only now: one that cannot be rung must not hold up those behind it.
  if (faults.length > 0) throw faults[0]
  return due.length === batch ? 0 : restMs
}
