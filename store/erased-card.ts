// What a card shows after words of its case were erased: a card repeats the subject and the reason it is
// where it is.
import type { Card } from '#core/case/card.ts'

/** The card without the erased words; the same object when it never showed them. */
export function withoutWords(card: Card, words: string): Card {
  const { text, ...why } = card.why
  const shown = text?.replace(/(…|\.\.\.)$/u, '').trim()
  const isSubject = card.subject === words
  // A card is one line: words of several stand on it with their breaks made blanks.
  const isWhy = shown !== undefined && shown !== '' && words.replace(/\s+/g, ' ').includes(shown)
  if (!isSubject && !isWhy) return card
  return { ...card, subject: isSubject ? '' : card.subject, why: isWhy ? why : card.why }
}
