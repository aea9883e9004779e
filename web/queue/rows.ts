// The rows of a queue: their order, what is folded away, and which newcomers wait so that nothing jumps.
// Not: fetching (queue-data.ts) nor drawing (queue-table.tsx).
import type { Card } from '#core/case/card.ts'
import type { CaseId } from '#core/kit/id.ts'
import type { Filters, Sort, View } from './view.ts'

const never = Number.MAX_SAFE_INTEGER

/** Severity 1 above all; then what the reader chose; number last, so that the order is total. */
export function inOrder(cards: readonly Card[], sort: Sort): Card[] {
  const rank = (card: Card): number => {
    if (sort === 'newest') return -card.openedAt
    if (sort === 'age') return card.openedAt
    return card.clock?.dueAt ?? never
  }
  const critical = (card: Card) => (card.severity === 1 && card.phase === 'open' ? 0 : 1)
  return cards.toSorted(
    (a, b) =>
      critical(a) - critical(b) ||
      rank(a) - rank(b) ||
      a.severity - b.severity ||
      a.openedAt - b.openedAt ||
      a.number - b.number,
  )
}

/** Whether it waits for somebody else, so that it is folded under the line. */
export const isFolded = (card: Card): boolean =>
  card.phase === 'open' && card.wait !== null && card.why.code !== 'customer_wrote' && card.severity !== 1

export type Parts = {
  /** severity 1, above the ink rule */
  readonly critical: readonly Card[]
  readonly rows: readonly Card[]
  /** waiting for somebody else */
  readonly folded: readonly Card[]
}

/** The three parts of a list; one of waiting cases folds nothing, nor does news, which waits for nobody. */
export function partsOf(cards: readonly Card[], view: View): Parts {
  const fold = !['waiting', 'news', 'followed'].includes(view.list) && view.filters.waiting !== '1'
  const critical = cards.filter(card => card.severity === 1 && card.phase === 'open')
  const rest = cards.filter(card => !critical.includes(card))
  return {
    critical,
    rows: fold ? rest.filter(card => !isFolded(card)) : rest,
    folded: fold && view.filters.waiting !== '0' ? rest.filter(isFolded) : [],
  }
}

/** Filters the server does not know are applied to what it gave; the others hold already. */
export const inFilters = (card: Card, filters: Filters): boolean =>
  (filters.severity === undefined || String(card.severity) === filters.severity) &&
  (filters.kind === undefined || card.kind === filters.kind) &&
  (filters.channel === undefined || card.channel === filters.channel) &&
  (filters.language === undefined || card.language === filters.language) &&
  (filters.waiting === undefined || (card.wait !== null) === (filters.waiting === '1'))

/** A list as it stands on the screen, and the newcomers that wait until the reader calls them. */
export type Shown = { readonly cards: readonly Card[]; readonly held: readonly Card[] }

/**
 * The list after the server told it anew. The order on the screen stays; what changed changes in place;
 * what left
 * goes, unless it has the focus; newcomers below the last row are added, those above are held back.
 * @param before null for the first time, and when the reader called the newcomers
 */
export function settled(
  before: Shown | null,
  cards: readonly Card[],
  sort: Sort,
  focused: CaseId | null,
): Shown {
  const ordered = inOrder(cards, sort)
  if (before === null || before.cards.length === 0) return { cards: ordered, held: [] }
  const fresh = new Map(ordered.map(card => [card.id, card]))
  const known = new Set(before.cards.map(card => card.id))
  const stay = before.cards.flatMap(card => fresh.get(card.id) ?? (card.id === focused ? [card] : []))
  const last = ordered.findLastIndex(card => known.has(card.id))
  const newcomers = ordered.filter(card => !known.has(card.id))
  const below = newcomers.filter(card => ordered.indexOf(card) > last)
  return { cards: [...stay, ...below], held: newcomers.filter(card => !below.includes(card)) }
}

/** The case to focus after one left: the next in the order, else the one before; null in an empty list. */
export function nextAfter(order: readonly CaseId[], gone: CaseId): CaseId | null {
  const at = order.indexOf(gone)
  if (at < 0) return order[0] ?? null
  return order[at + 1] ?? order[at - 1] ?? null
}
