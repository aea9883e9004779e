// Wakes the clocks: cases whose next instant has come are looked at, and the verdicts due are written.
import type { CaseId } from '#core/kit/id.ts'
import type { Actor } from '#core/people/actor.ts'
import type { Deed, Handled } from '#server/deed.ts'
import { handle, type World } from '#server/handle.ts'

const clock: Actor = { kind: 'system', part: 'clock' }
const batch = 50
/** Rung together: what they record travels in one statement, and waits for the disk once. */
const atOnce = 8
const leaseMs = 15_000
/** How long a clock may be late at worst while nothing else happens. */
const restMs = 500

/**
 * Rings every case that is due now. Answers how long to rest, in milliseconds.
 * A node that dies leaves its leases; another takes them after fifteen seconds.
 * What time it is says the keeper of the ledger, not this node: with a clock that is ahead it would write
 * verdicts before their time, and no later fact takes them back.
 */
export async function ringDue(
  world: World,
  record: (deed: Deed) => Promise<Handled> = deed => handle(world, deed),
): Promise<number> {
  const due = await world.store.leaseRings(batch, leaseMs)
  const ring = async (caseId: CaseId) => {
    const at = await world.store.now()
    await record({ caseId, by: clock, commands: [{ type: 'clock.ring' }], texts: [], at })
  }
  const faults: unknown[] = []
  for (let i = 0; i < due.length; i += atOnce)
    for (const one of await Promise.allSettled(due.slice(i, i + atOnce).map(ring)))
      if (one.status === 'rejected') faults.push(one.reason)
  // Told only now: a case that cannot be rung must not hold up those that stand behind it.
  if (faults.length > 0) throw faults[0]
  return due.length === batch ? 0 : restMs
}
