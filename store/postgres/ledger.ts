// Reads of the ledger: one case whole, or everything after a position. Not: cards (card-list.ts).
import type { Card } from '#core/case/card.ts'
import type { Recorded } from '#core/case/event.ts'
import type { CaseId, TextId } from '#core/kit/id.ts'
import { firstBroken, type Link } from '../chain.ts'
import type { Followed, Ledger } from '../store.ts'
import type { Heads } from './heads.ts'
import { cardOf } from './card-row.ts'
import { ask, type Pool } from './pool.ts'

/** The condition that finds a case by its id or its number. */
export const which = (one: CaseId | number): 'number' | 'case_id' =>
  typeof one === 'number' ? 'number' : 'case_id'

// `data` is JSON text that begins with a brace: what the fact holds beside its columns is spliced in, not
// parsed.
const factJson = `'{"seq":' || seq || ',"type":"' || type || '","at":' || at || ',' || substr(data, 2)`

type LedgerRow = {
  case_id: CaseId
  number: number
  seq: number
  head: Buffer
  card: Card
  erasures: number
  events: string
  texts: Record<TextId, string> | null
}

/** The whole ledger of a case with its card, in one statement: nothing comes between. Index: primary keys. */
export async function readLedger(pool: Pool, heads: Heads, one: CaseId | number): Promise<Ledger | null> {
  const [row] = await ask<LedgerRow>(pool, {
    name: `ledger_by_${which(one)}`,
    text: `select c.case_id, c.number, c.seq, c.head, c.card, c.erasures,
      (select '[' || string_agg(${factJson}, ',' order by seq) || ']' from event where case_id = c.case_id) as events,
      (select json_object_agg(id, words) from text where case_id = c.case_id and words is not null) as texts
      from case_card c where c.${which(one)} = $1`,
    values: [one],
  })
  if (!row) return null
  heads.keep(row.case_id, { seq: row.seq, h: row.head })
  return {
    caseId: row.case_id,
    number: row.number,
    card: cardOf(row),
    erasures: row.erasures,
    events: JSON.parse(row.events) as Recorded[],
    texts: new Map(Object.entries(row.texts ?? {}) as [TextId, string][]),
  }
}

/**
 * Facts after a position. Reads only transactions older than every one still running, so that none is stepped
 * over.
 * Index: event_position.
 */
export async function readSince(
  pool: Pool,
  position: string | null,
  limit: number,
): Promise<{ events: Followed[]; position: string }> {
  const [tx, n] = partsOf(position)
  const rows = await ask<{ case_id: CaseId; number: number; tx: string; n: number; fact: string }>(pool, {
    name: 'since',
    text: `select e.case_id, c.number, e.tx::text as tx, e.n, ${factJson.replace('|| seq', '|| e.seq')} as fact
      from (
        select * from event where (tx, n) > ($1::xid8, $2::int) and tx < pg_snapshot_xmin(pg_current_snapshot())
        order by tx, n limit $3) e
      join case_card c on c.case_id = e.case_id order by e.tx, e.n`,
    values: [tx, n, limit],
  })
  const last = rows.at(-1)
  return {
    events: rows.map(row => ({
      caseId: row.case_id,
      number: row.number,
      event: JSON.parse(row.fact) as Recorded,
    })),
    position: last ? `${last.tx}.${last.n}` : `${tx}.${n}`,
  }
}

function partsOf(position: string | null): [string, number] {
  if (position === null) return ['0', 0]
  const parts = /^(\d{1,20})\.(\d{1,9})$/.exec(position)
  if (!parts) throw new Error(`not a position of this store: ${position}`)
  return [parts[1]!, Number(parts[2])]
}

/** The newest position that every reader may follow from. Index: event_position. */
export async function newestPosition(pool: Pool): Promise<string> {
  const [row] = await ask<{ tx: string; n: number }>(pool, {
    name: 'position',
    text: `select tx::text as tx, n from event e where e.tx < pg_snapshot_xmin(pg_current_snapshot())
      order by e.tx desc, e.n desc limit 1`,
    values: [],
  })
  return row ? `${row.tx}.${row.n}` : '0.0'
}

/** Checks a case's chain, from a fact on, against what lies in the tables. */
export async function firstBrokenOf(pool: Pool, caseId: CaseId, from = 0): Promise<number | null> {
  const rows = await ask<{ seq: number; type: string; at: number; data: string; h: Buffer }>(pool, {
    name: 'chain',
    text: 'select seq, type, at, data, h from event where case_id = $1 and seq >= $2 order by seq',
    values: [caseId, from],
  })
  const links = rows.map(row => ({ ...row, caseId }) satisfies Link)
  const broken = from === 0 ? firstBroken(links) : firstBroken(links.slice(1), links[0])
  if (broken !== null) return broken
  const [head] = await ask<{ seq: number; head: Buffer }>(pool, {
    name: 'chain_head',
    text: 'select seq, head from case_card where case_id = $1',
    values: [caseId],
  })
  // Facts cut off at the end leave a sound but shorter chain: the head tells.
  const isWhole = head
    ? head.seq === (rows.at(-1)?.seq ?? 0) && (rows.at(-1)?.h.equals(head.head) ?? false)
    : rows.length === 0
  return isWhole ? null : (rows.at(-1)?.seq ?? 0) + 1
}
