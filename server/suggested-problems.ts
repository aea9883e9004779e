// Which open cases of the last days look as if one cause were behind them, as far as whoever asks may read
// them. Not: what makes them alike (core/problem/suggest.ts).
import { mayRead } from '#core/access/may.ts'
import type { Card } from '#core/case/card.ts'
import { dayMs, instant } from '#core/kit/time.ts'
import type { AgentFacts } from '#core/people/desk-facts.ts'
import { termsOf } from '#core/problem/alike.ts'
import { type Suggested, suggested } from '#core/problem/suggest.ts'
import type { Shell } from '#server/shell.ts'

/** So long two cases are of one time; dismissals older than that cover nothing any more. */
const windowMs = 3 * dayMs
/** The newest so many are compared with each other. */
const comparedMost = 400
const page = 100
const suggestedMost = 10

export type SuggestedCards = Omit<Suggested, 'cases'> & { readonly cards: readonly Card[] }

/** The largest first. A case that belongs to a problem already is explained. */
export async function suggestedProblems(shell: Shell, reader: AgentFacts): Promise<SuggestedCards[]> {
  const since = instant(shell.now() - windowMs)
  const cards = await openCards(shell, since, reader)
  const [devices, dismissed] = await Promise.all([
    shell.desk.problems.devices(cards.map(({ id }) => id)),
    shell.desk.problems.dismissed(since),
  ])
  const seen = cards.map(({ id, subject, product, organisation }) => ({
    ...{ id, terms: termsOf(subject), product, organisation, device: devices.get(id) ?? null },
  }))
  return suggested(seen, dismissed, suggestedMost).map(({ cases, ...one }) => ({
    ...one,
    cards: cases.flatMap(id => cards.find(card => card.id === id) ?? []),
  }))
}

async function openCards({ store, facts }: Shell, openedSince: Card['openedAt'], reader: AgentFacts) {
  const found: Card[] = []
  for (let cursor: string | undefined; found.length < comparedMost; ) {
    const query = { phase: ['open'], openedSince, sort: 'newest', limit: page } as const
    const { items, next } = await store.cards(cursor === undefined ? query : { ...query, cursor })
    for (const card of items) {
      const isExplained = card.matters?.some(id => id.startsWith('prb_')) ?? false
      if (!isExplained && mayRead(reader, card, false, facts())) found.push(card)
    }
    if (next === null) break
    cursor = next
  }
  return found
}
