// Cases found by the server for a few words, as short lines. Not: the search screen.
import type { Card } from '#core/case/card.ts'
import { get } from '../api/client.ts'
import type { Recent } from './recent.ts'

/** At most six lines. */
export async function searchCases(text: string, signal?: AbortSignal): Promise<readonly Recent[]> {
  const { items } = await get<{ readonly items: readonly Card[] }>('/search', { q: text, limit: 6 }, signal)
  return items.map(({ number, subject, customerName }) => ({ number, subject, customerName }))
}
