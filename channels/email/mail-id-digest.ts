// What is kept of a Message-ID so that later mails find the one that bore it: a digest, for the id itself may
// name a person or his machine.
import { hash } from 'node:crypto'

const digestLetters = 32

/** The digest of a Message-ID, with or without its brackets; null: there is none. */
export function mailIdDigest(messageId: string): string | null {
  const plain = messageId.trim().replace(/^<|>$/g, '').toLowerCase()
  return plain === '' ? null : hash('sha256', plain).slice(0, digestLetters)
}
