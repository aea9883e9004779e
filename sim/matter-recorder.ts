// Sits on the table of what stands beside cases and tells the bystander everything that is really kept.
// Not: what strikes a node's calls to it (node-shell.ts).
import type { MatterId } from '#core/kit/id.ts'
import type { Act } from '#sim/act.ts'
import type { Due } from '#sim/recorder.ts'
import type { Watch } from '#sim/watch.ts'
import type { MatterTable } from '#store/desk/matter.ts'

export type MatterRecorder = {
  readonly matters: MatterTable
  /** when it wants to be looked at: to ring, or at once to tell its cases; null: not at all */
  dueAt(id: MatterId): number | null
}

export function matterRecorder(
  own: MatterTable,
  watch: () => Watch,
  { actNow, due }: { actNow: () => Act | null; due: (what: Due, at: number) => void },
): MatterRecorder {
  const rings = new Map<MatterId, number>()
  const untold = new Map<MatterId, Set<number>>()
  const ring = (id: MatterId, at: number | null) => {
    const before = rings.get(id)
    if (at === null) rings.delete(id)
    else rings.set(id, at)
    if (at !== null && at !== before) due({ kind: 'matters', id }, at)
  }
  return {
    dueAt: id => ((untold.get(id)?.size ?? 0) > 0 ? 0 : (rings.get(id) ?? null)),
    matters: {
      ...own,
      async append(append) {
        const appended = await own.append(append)
        if (appended.outcome !== 'appended') return appended
        const { id, facts, news, ringAt, expectedSeq } = append
        const placed = facts.map((fact, i) => ({ ...fact, seq: expectedSeq + i + 1 }))
        watch().matterRecorded({ id, number: appended.number, facts: placed, act: actNow() })
        ring(id, ringAt)
        if (news.length === 0) return appended
        const words = untold.get(id) ?? new Set()
        for (const { seq } of news) words.add(seq)
        untold.set(id, words)
        due({ kind: 'matters', id }, watch().now())
        return appended
      },
      async moveRing(id, seq, at) {
        await own.moveRing(id, seq, at)
        const [row] = await own.rows([id])
        if (row?.seq === seq) ring(id, at)
      },
      async keepTold(one, afterCase, told, done) {
        await own.keepTold(one, afterCase, told, done)
        if (done) untold.get(one.matter)?.delete(one.seq)
      },
    },
  }
}
