// In which order cards are listed, and which belong to a list. The plain rule; postgres/ says the same in
// SQL.
import type { Card } from '#core/case/card.ts'
import type { AgentId, TeamId } from '#core/kit/id.ts'
import type { Instant } from '#core/kit/time.ts'
import type { Covered } from '#core/people/cover.ts'
import type { Key } from './cursor.ts'
import type { CardQuery } from './store.ts'

export type Filter = Omit<CardQuery, 'sort' | 'limit' | 'cursor'>

// Beyond every calendar (year 6429) and small enough that a key stays an exact number.
const neverMs = 2 ** 47 - 1

/**
 * One number that sorts by: open severity 1 first, then what is due first (nothing due: last), then severity.
 */
export function clockKey(card: Pick<Card, 'severity' | 'phase' | 'clock'>): number {
  const dueMs = Math.max(0, Math.min(card.clock?.dueAt ?? neverMs, neverMs))
  return (card.severity === 1 && card.phase === 'open' ? 0 : 2 ** 50) + dueMs * 4 + card.severity - 1
}

/** The types of a sort's key, for the cursor. */
export const keyTypes = {
  clock: ['number', 'number', 'string'],
  newest: ['number', 'string'],
  age: ['number', 'string'],
  harm: ['number', 'number', 'string'],
  told: ['number', 'string'],
  check: ['number', 'string'],
  checked: ['number', 'string'],
} as const satisfies Record<CardQuery['sort'], readonly ('number' | 'string')[]>

/** The sort key of a card; `newest` and `checked` list it from the greatest, the others from the least. */
export function sortKey(sort: CardQuery['sort'], card: Card): Key {
  if (sort === 'clock') return [clockKey(card), card.openedAt, card.id]
  if (sort === 'harm') return [card.severity, card.need?.at ?? neverMs, card.id]
  if (sort === 'told') return [card.untold?.dueAt ?? neverMs, card.id]
  if (sort === 'check') return [card.checks?.next?.dueAt ?? neverMs, card.id]
  if (sort === 'checked') return [card.checks?.done?.at ?? 0, card.id]
  return [card.openedAt, card.id]
}

/** Compares two keys of one sort: below zero when `a` is listed before `b`. */
export function compareKeys(sort: CardQuery['sort'], a: Key, b: Key): number {
  const sign = sort === 'newest' || sort === 'checked' ? -1 : 1
  for (let i = 0; i < a.length; i++) {
    const [x, y] = [a[i]!, b[i]!]
    if (x !== y) return x < y ? -sign : sign
  }
  return 0
}

/** Whether a card belongs to the list. Late: what it owes is due at or before that instant. */
export function belongs(card: Card, query: Filter): boolean {
  if (query.phase && !query.phase.includes(card.phase)) return false
  if (query.level !== undefined && card.level !== query.level) return false
  if (query.team !== undefined && card.team !== query.team) return false
  if (query.worker !== undefined && (card.worker ?? 'none') !== query.worker) return false
  if (query.mine !== undefined && !isMine(card, query.mine, query)) return false
  if (query.contact !== undefined && card.contact !== query.contact) return false
  if (query.customer !== undefined && card.customer !== query.customer) return false
  if (query.organisation !== undefined && card.organisation !== query.organisation) return false
  if (query.late !== undefined && !(card.clock && card.clock.dueAt <= query.late)) return false
  if (query.waiting !== undefined && (card.wait !== null) !== query.waiting) return false
  if (query.stuck !== undefined && (card.stuck !== undefined) !== query.stuck) return false
  if (query.held && card.held === undefined) return false
  if (query.matter !== undefined && !card.matters?.includes(query.matter)) return false
  if (query.severity !== undefined && card.severity !== query.severity) return false
  if (query.openedSince !== undefined && card.openedAt < query.openedSince) return false
  if (query.solvedSince !== undefined && !(card.solvedAt !== null && card.solvedAt >= query.solvedSince))
    return false
  if (query.solvedLevel !== undefined && card.solvedLevel !== query.solvedLevel) return false
  if (query.needsPerson !== undefined && !(card.need && card.need.at <= query.needsPerson)) return false
  if (query.untoldTo !== undefined && !isUntold(card, query.untoldTo)) return false
  if (query.checks !== undefined && !isChecked(card, query.checks)) return false
  if (query.checker !== undefined && card.checks?.next?.agent !== query.checker) return false
  if (query.offeredByName && (card.offer?.agent ?? null) === null) return false
  return query.offeredTo === undefined || isOffered(card, query.offeredTo)
}

/** What is still owed is his while it is open, and as the contact's until the customer was asked back. */
function isMine(card: Card, agent: string, { live, covers = [] }: Filter): boolean {
  if (covers.some(one => isCovered(card, one))) return true
  if (live && card.phase !== 'open')
    return card.phase === 'solved' && card.clock !== null && card.contact === agent
  return card.worker === agent || card.contact === agent || card.offer?.agent === agent
}

function isChecked({ checks }: Card, { view, at }: NonNullable<Filter['checks']>): boolean {
  if (view === 'done') return checks?.done !== undefined
  const dueAt = checks?.next?.dueAt
  return dueAt !== undefined && dueAt <= at === (view === 'due')
}

function isUntold({ untold, contact, team }: Card, to: NonNullable<Filter['untoldTo']>): boolean {
  if (untold === undefined || contact === null) return false
  return to.agent === contact || to.covers.some(one => isOfCovered(one, { agent: contact, ...untold, team }))
}

const isOfCovered = (
  { keepers, before, teams }: Covered,
  { agent, dueAt, team }: { agent: AgentId; dueAt: Instant; team: TeamId },
): boolean =>
  keepers.includes(agent) && (before === null || dueAt < before) && (teams === null || teams.includes(team))

const isCovered = ({ keeper, team }: Card, covered: Covered): boolean =>
  keeper !== null && isOfCovered(covered, { ...keeper, team })

const isOffered = ({ offer }: Card, to: { readonly team: string; readonly agent: string }): boolean =>
  offer !== null &&
  (offer.raised === to.agent || (offer.agent === null ? offer.team === to.team : offer.agent === to.agent))
