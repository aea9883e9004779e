// Rules of what was erased: it is gone wherever somebody could still read it. Not: its facts, which stay
// (chain.sound).
import type { Audited, Rules } from '#sim/rule.ts'
import type { Ledger, Store } from '#store/store.ts'

const plain = (text: string): string[] =>
  text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .match(/[\p{L}\p{N}]+/gu) ?? []

/** Erased words of a case by which it is found still, though no text it keeps says them. */
export async function foundStill(
  store: Store,
  { caseId, texts }: Ledger,
  erased: ReadonlyMap<string, string>,
): Promise<string[]> {
  if (erased.size === 0) return []
  const card = await store.card(caseId)
  const kept = [...texts.values(), card?.subject, card?.customerName, card?.organisationName]
  const left = new Set(plain(kept.filter(Boolean).join(' ')))
  // A number finds the case of that number, whatever anybody wrote.
  const isTelling = (word: string) => word.length > 3 && !/^\d+$/.test(word) && !left.has(word)
  const gone = new Set([...erased.values()].flatMap(plain).filter(isTelling))
  const found: string[] = []
  for (const word of [...gone].slice(0, 3)) {
    // With a space behind it a word is whole, and no beginning.
    const { items } = await store.search(`${word} `, 100)
    if (items.some(({ id }) => id === caseId)) found.push(word)
  }
  return found
}

function stillThere({ ledger, card, erased, found }: Audited): string | null {
  for (const [id, words] of erased) {
    if (ledger.texts.has(id as `txt_${string}`)) return `${id} is beside the facts`
    const isOnCard = card.subject === words || (card.why.text !== undefined && card.why.text === words)
    // Words that another text says as well are not erased with this one.
    if (isOnCard && ![...ledger.texts.values()].includes(words)) return `${id} is on the card`
  }
  return found.length > 0 ? `it is found by ${found.join(', ')}` : null
}

export const erasedRules: Rules = {
  'text.erased_gone': {
    says: 'Words that were erased are nowhere any more: not beside the facts, on the card or in the search.',
    audit: stillThere,
  },
}
