// What the customer reads of a case: one of six words, since when, and whose turn it is. Not: the portal's
// page of it.
import { evolve } from '#core/case/case.ts'
import type { Recorded } from '#core/case/event.ts'
import { type Case, type OpenedCase, unopened } from '#core/case/state.ts'
import type { Instant } from '#core/kit/time.ts'

export type StatusWord = 'received' | 'working' | 'waiting_customer' | 'waiting_supplier' | 'visit' | 'solved'
export type Turn = 'ours' | 'customer' | 'supplier' | 'nobody'
export type Status = { readonly word: StatusWord; readonly turn: Turn; readonly since: Instant }

/** The word for a case as it is now. A merged case goes on elsewhere, so somebody works on it. */
export function statusWord(state: OpenedCase): StatusWord {
  if (state.phase === 'solved' || state.phase === 'closed') return 'solved'
  if (state.phase === 'merged') return 'working'
  if (state.wait?.turn === 'customer') return 'waiting_customer'
  if (state.wait?.turn === 'supplier') return 'waiting_supplier'
  if (state.wait?.reason === 'visit') return 'visit'
  return state.worker !== null || state.hadBy.length > 0 || state.firstAnsweredAt !== null
    ? 'working'
    : 'received'
}

const turns: Readonly<Record<StatusWord, Turn>> = {
  received: 'ours',
  working: 'ours',
  waiting_customer: 'customer',
  waiting_supplier: 'supplier',
  visit: 'ours',
  solved: 'nobody',
}

/** The word with the instant from which it has stood; null for a ledger that opens no case. */
export function statusOf(ledger: readonly Recorded[]): Status | null {
  let state: Case = unopened
  let status = null as Status | null
  for (const event of ledger) {
    state = evolve(state, event)
    if (state.phase === 'unopened') continue
    const word = statusWord(state)
    if (status?.word !== word) status = { word, turn: turns[word], since: event.at }
  }
  return status
}
