// A case that had closed and goes on: what its problem, supplier case or change request said meanwhile is
// told to it. A node that dies is followed by another; what was told once is not told again. Not: what waits
// for whoever is its contact then (core/case/deed/missed-news.ts), nor the telling of all cases (matter-
// news.ts).
import { openedCase } from '#core/case/case.ts'
import type { MatterId } from '#core/kit/id.ts'
import { moveAll, tellMissed } from '#server/react/matter-news.ts'
import type { Shell } from '#server/shell.ts'
import type { Effect } from '#store/store.ts'

type CatchingUp = Parameters<typeof tellMissed>[0] & Pick<Shell, 'folded'>

const batch = 50
const leaseMs = 15_000
const restMs = 500

/** Tells those that go on. Answers how long to rest, in milliseconds. */
export async function catchUp(shell: CatchingUp): Promise<number> {
  const due = await shell.store.leaseEffects(batch, leaseMs, 'beside')
  const faults: unknown[] = []
  for (const one of due)
    await tellOne(shell, one).then(
      () => shell.store.endEffect(one.key, one.lease, { done: true }),
      fault => faults.push(fault),
    )
  if (faults.length > 0) throw faults[0]
  return due.length === batch ? 0 : restMs
}

/** A case that goes on is told what it missed, and belongs to what its problem became meanwhile. */
export async function tellOne(shell: CatchingUp, { caseId }: Pick<Effect, 'caseId'>): Promise<void> {
  const ledger = await shell.store.read(caseId)
  const state = ledger && openedCase(shell.folded(ledger))
  for (const [matter, one] of Object.entries(state?.matters ?? {}))
    await tellMissed(shell, caseId, [matter as MatterId, one])
  // Of a case that was part of another one nobody knew that it belongs there.
  for (const matter of Object.keys(state?.matters ?? {})) await moveAll(shell, matter as MatterId, [caseId])
}
