// The order of what a search found. Not: the finding (the server).
import type { Card } from '#core/case/card.ts'

/** The case number a text names: `4821`, `#4821`; null when it names none. */
export const numberIn = (text: string): number | null => {
  const digits = /^\s*#?(\d{1,9})\s*$/.exec(text)?.[1]
  return digits ? Number(digits) : null
}

/** The exact number first, then open cases in the server's order, then those that have ended; each once. */
export function hitsInOrder(cards: readonly Card[], text: string): readonly Card[] {
  const number = numberIn(text)
  const once = [...new Map(cards.map(card => [card.id, card])).values()]
  const rank = (card: Card) => (card.number === number ? 0 : card.phase === 'open' ? 1 : 2)
  return once.toSorted((a, b) => rank(a) - rank(b))
}
