// What the bystander hears of nodes and of what they all stand on: the room of the store, the database.
import type { CaseId } from '#core/kit/id.ts'
import { complain, type Known } from '#sim/known.ts'
import type { SeenNode } from '#sim/rule.ts'

/** So many of the cases changed last are looked for when a standby has become the primary. */
const lookedForMax = 40

export const nodeWatch = (known: Known) => ({
  node: (at: number, change: Partial<SeenNode>) => nodeChanged(known, at, change),
  room(isFull: boolean) {
    known.isFull = isFull
    allChanged(known)
  },
  jumped(of: readonly string[]) {
    for (const one of of) known.jumps.set(one, (known.jumps.get(one) ?? 0) + 1)
  },
  away() {
    known.isAway = true
    allChanged(known)
  },
  /** a standby has become the primary; its clock is so far from the true one */
  async promoted(clockMs: number) {
    known.isAway = false
    known.keeperMs = clockMs
    // A database that is ahead lets a mail leave while a node still lets people undo it.
    known.aheadMs = Math.max(known.aheadMs, clockMs)
    known.behindMs = Math.max(known.behindMs, Math.abs(clockMs))
    allChanged(known)
    await keptAll(known)
  },
})

/** Every fact that was acknowledged is there, and every one of those nobody knew of that was seen kept. */
async function keptAll(known: Known): Promise<void> {
  const { store, factCount, changed, cases } = known
  if (!store) return
  const lost = (what: string, caseId: CaseId | null) =>
    complain(known, 'ledger.acknowledged', `${what} were acknowledged, and are gone`, caseId)
  const position = Number(await store.position())
  if (position < factCount) lost(`${factCount - position} of ${factCount} facts`, null)
  for (const caseId of [...changed].slice(-lookedForMax)) {
    const ledger = await store.read(caseId)
    const [there, seq] = [ledger?.events.length ?? 0, cases.get(caseId)!.seq]
    if (there < seq) lost(`${seq - there} facts`, caseId)
  }
}

function nodeChanged(known: Known, at: number, change: Partial<SeenNode>): void {
  const node = known.nodes[at]!
  Object.assign(node, change)
  known.aheadMs = Math.max(known.aheadMs, node.skewMs)
  known.behindMs = Math.max(known.behindMs, -node.skewMs)
  const isHere = !known.isFull && !known.isAway
  const isSound = isHere && node.isAlive && !node.isFrozen && Math.abs(node.skewMs) <= 1_000
  node.soundSince = isSound ? known.now : null
}

function allChanged(known: Known): void {
  for (let node = 0; node < known.nodes.length; node++) nodeChanged(known, node, {})
}
