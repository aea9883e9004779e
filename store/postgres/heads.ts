// The heads of the hash chains this node has seen: read with the ledger, so that an append needs no look-up
// of its own.
// A head that is out of date does no harm: the append's claim compares it and fails.
import { LRUCache } from 'lru-cache'
import type { CaseId } from '#core/kit/id.ts'
import type { Head } from './append-sql.ts'
import { ask, type Pool } from './pool.ts'

const keptMax = 20_000

export type Heads = {
  keep(caseId: CaseId, head: Head): void
  forget(caseId: CaseId): void
  /** The heads of cases, each at least at the given seq if the database has it. */
  of(expected: ReadonlyMap<CaseId, number>): Promise<Map<CaseId, Head>>
}

// As letters: the bytes of a hash lie in a piece of 64 kB with others that are soon forgotten, and would keep
// all of it.
type Kept = { readonly seq: number; readonly h: string }

/** A node's memory of heads; the longest unused are forgotten. */
export function headsOf(pool: Pool): Heads {
  const kept = new LRUCache<CaseId, Kept>({ max: keptMax })
  const keep = (caseId: CaseId, { seq, h }: Head) => void kept.set(caseId, { seq, h: h.toString('latin1') })
  return {
    keep,
    forget: caseId => void kept.delete(caseId),
    async of(expected) {
      const known = new Map<CaseId, Head>()
      const missing: CaseId[] = []
      for (const [caseId, seq] of expected) {
        const head = kept.get(caseId)
        // A head behind what the caller has read was moved by another node.
        if (head && head.seq >= seq) known.set(caseId, { seq: head.seq, h: Buffer.from(head.h, 'latin1') })
        else missing.push(caseId)
      }
      if (missing.length > 0) {
        const rows = await ask<{ case_id: CaseId; seq: number; head: Buffer }>(pool, {
          name: 'heads',
          text: 'select case_id, seq, head from case_card where case_id = any($1)',
          values: [missing],
        })
        for (const row of rows) {
          keep(row.case_id, { seq: row.seq, h: row.head })
          known.set(row.case_id, { seq: row.seq, h: row.head })
        }
      }
      return known
    },
  }
}
