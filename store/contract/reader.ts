// A reader of the ledger in tests, with the patience every reader must have.
import { setTimeout } from 'node:timers/promises'
import type { CaseId } from '#core/kit/id.ts'
import type { Followed, Store } from '../store.ts'

const patienceMs = 20_000

/**
 * What a reader meets of some cases after a position (null: from the beginning), once there are so many facts
 * of them, or after twenty seconds what there was until then. A reader waits for every transaction of the
 * cluster that began before it looked, and other tests have databases in the same one: what is committed is
 * not always there at once.
 */
export async function readerMeets(
  store: Store,
  { after = null, of, atLeast }: { after?: string | null; of: readonly CaseId[]; atLeast: number },
): Promise<Followed[]> {
  const own = new Set(of)
  const found: Followed[] = []
  const giveUpAt = performance.now() + patienceMs
  for (let position = after; found.length < atLeast && performance.now() < giveUpAt; ) {
    const page = await store.since(position, 7)
    found.push(...page.events.filter(one => own.has(one.caseId)))
    position = page.position
    if (page.events.length === 0) await setTimeout(5)
  }
  return found
}
