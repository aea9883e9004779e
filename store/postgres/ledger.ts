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

type ChainRow = { seq: number; type: string; at: number; data: string; h: Buffer }
type HeadRow = { headSeq: number | null; head: Buffer | null }

/**
 * Checks a case's chain, from a fact on, against what lies in the tables. Facts and head in one statement: a
 * fact that comes meanwhile is in both or in neither.
 */
export async function firstBrokenOf(pool: Pool, caseId: CaseId, from = 0): Promise<number | null> {
  const found = await ask<HeadRow & { [Key in keyof ChainRow]: ChainRow[Key] | null }>(pool, {
    name: 'chain',
    text: `select e.seq, e.type, e.at, e.data, e.h, c.seq as "headSeq", c.head
      from (select $1::text as case_id) one
      left join case_card c on c.case_id = one.case_id
      left join event e on e.case_id = one.case_id and e.seq >= $2 order by e.seq`,
    values: [caseId, from],
  })
  const rows = found.filter((row): row is HeadRow & ChainRow => row.seq !== null)
  const links = rows.map(({ seq, type, at, data, h }) => ({ seq, type, at, data, h, caseId }) satisfies Link)
  const broken = from === 0 ? firstBroken(links) : firstBroken(links.slice(1), links[0])
  if (broken !== null) return broken
  const { headSeq, head } = found[0]!
  // Facts cut off at the end leave a sound but shorter chain: the head tells.
  const last = rows.at(-1)
  const isWhole = head === null ? !last : headSeq === (last?.seq ?? 0) && (last?.h.equals(head) ?? false)
  return isWhole ? null : (last?.seq ?? 0) + 1
}
