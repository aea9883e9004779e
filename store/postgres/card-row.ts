// Rows of case_card read as cards, and the cards this node has read before. Not: which rows (card-list.ts).
import type { Card } from '#core/case/card.ts'
import type { CaseId } from '#core/kit/id.ts'
import { ask, type Pool } from './pool.ts'

/** A card's row: the number lies beside the card, because the database gives it. */
export type CardRow = { number: number; seq: number; card: Card }
export const cardOf = ({ number, seq, card }: CardRow): Card => ({ ...card, number, seq })

/** Which state of which row: another version, another card. */
export type Mark = { case_id: CaseId; version: string }

// A few screens full for everybody who has a queue open.
const keptMax = 4_000

/**
 * Gives the cards of marked rows, in their order; only what this node has not read in that version is asked
 * for. Null: a row has moved on since it was marked.
 */
export function seenCards(pool: Pool): (marks: readonly Mark[]) => Promise<Card[] | null> {
  const kept = new Map<CaseId, { readonly version: string; readonly card: Card }>()
  const read = async (missing: readonly CaseId[]) => {
    const rows = await ask<CardRow & Mark>(pool, {
      name: 'cards_by_id',
      text: 'select case_id, xmin::text as version, number, seq, card from case_card where case_id = any($1)',
      values: [missing],
    })
    for (const row of rows) {
      kept.delete(row.case_id)
      kept.set(row.case_id, { version: row.version, card: cardOf(row) })
    }
  }
  const forgetOldest = () => {
    for (const caseId of kept.keys()) {
      if (kept.size <= keptMax) return
      kept.delete(caseId)
    }
  }
  const known = ({ case_id, version }: Mark): Card | null => {
    const one = kept.get(case_id)
    return one?.version === version ? one.card : null
  }
  return async marks => {
    const missing = marks.filter(mark => known(mark) === null).map(mark => mark.case_id)
    if (missing.length > 0) await read(missing)
    const cards = marks.map(known)
    forgetOldest()
    return cards.every(card => card !== null) ? (cards as Card[]) : null
  }
}
