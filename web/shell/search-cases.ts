// Cases found by the server for a few words, as short lines. Not: the search screen.
import type { Card } from '#core/case/card.ts'
import { get } from '../api/client.ts'
import type { Recent } from './recent.ts'

type Found = { readonly cases?: readonly Card[]; readonly cards?: readonly Card[] }

/** At most six lines. */
export async function searchCases(text: string, signal?: AbortSignal): Promise<readonly Recent[]> {
  const found = await get<Found>('/search', { q: text, limit: 6 }, signal)
  const cards = found.cases ?? found.cards ?? []
  return cards.slice(0, 6).map(({ number, subject, customerName }) => ({ number, subject, customerName }))
}
