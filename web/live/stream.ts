// What the live stream says, and what follows for the kept answers. Not: the connection (connection.ts).
import type { Card } from '#core/case/card.ts'
import type { Here } from '../kit/presence.tsx'

export type Position = number | string
/** The events of `GET /api/v1/live`, each with the position after it. */
export type LiveEvent =
  | { readonly type: 'hello'; readonly position: Position }
  | {
      readonly type: 'case'
      readonly id: string
      readonly number: number
      readonly seq: number
      readonly card: Card
    }
  | { readonly type: 'presence'; readonly caseId: string; readonly who: readonly Here[] }
  /** how many of my notices are new */
  | { readonly type: 'notices'; readonly unread: number }
  /** not as they were; who may see them asks again */
  | { readonly type: 'shifts' | 'escalations' | 'matters' }
  /** the case may not be seen any more */
  | { readonly type: 'gone'; readonly id: string }
  /** we were too far behind to be told each change: everything kept may be old */
  | { readonly type: 'reset'; readonly position: Position }

const types = [
  'hello',
  'case',
  'presence',
  'notices',
  'shifts',
  'escalations',
  'matters',
  'gone',
  'reset',
] as const
export const liveTypes: readonly LiveEvent['type'][] = types

/** Reads one event; undefined when it is none of ours or not readable. */
export function readEvent(type: string, data: string): LiveEvent | undefined {
  if (!liveTypes.includes(type as LiveEvent['type'])) return undefined
  try {
    const body: unknown = data === '' ? {} : JSON.parse(data)
    if (typeof body !== 'object' || body === null) return undefined
    return { ...body, type } as LiveEvent
  } catch {
    return undefined
  }
}

/**
 * Puts a case's new card into a list that holds it; the same list when it does not, so that nothing is
 * redrawn.
 */
export function withCard<T extends { readonly cards: readonly Card[] }>(list: T, card: Card): T {
  const at = list.cards.findIndex(one => one.id === card.id)
  const was = list.cards[at]
  if (was === undefined || was.seq >= card.seq) return list
  return { ...list, cards: list.cards.with(at, card) }
}

/** Takes a case out of a list; the same list when it is not in it. */
export function withoutCard<T extends { readonly cards: readonly Card[] }>(list: T, caseId: string): T {
  return list.cards.some(one => one.id === caseId)
    ? { ...list, cards: list.cards.filter(one => one.id !== caseId) }
    : list
}
