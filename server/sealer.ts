// Collects the texts of one deed: gives a reference for each, and hands all of them to the append.
import type { NewId } from '#core/kit/id.ts'
import type { TextRef } from '#core/kit/text-ref.ts'
import { seal } from '#store/seal.ts'
import type { SealedText } from '#store/store.ts'

export type Sealer = { text(words: string): TextRef; readonly texts: SealedText[] }

/** A fresh collector; empty words are a fault of the door, which has to refuse them. */
export function sealer(newId: NewId): Sealer {
  const texts: SealedText[] = []
  return {
    texts,
    text(words) {
      if (words.trim() === '') throw new Error('an empty text has no place in a ledger')
      const sealed = seal(words, newId)
      texts.push(sealed)
      return { text: sealed.id, mac: sealed.mac }
    },
  }
}
