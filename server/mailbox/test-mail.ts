// The mail by which a mailbox is tried: it says in its Message-ID that it is ours, signed, so that nobody
// makes the desk pass over a mail by pretending so. Not: the trying itself (try-mailbox.ts).
import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'

const shape = /<try-([0-9a-f]{32})\.([0-9a-f]{32})@/

const mark = (secret: Uint8Array, chance: string): string =>
  createHmac('sha256', secret).update(`try a mailbox ${chance}`).digest('hex').slice(0, 32)

/** A fresh Message-ID for a mail that tries a mailbox. */
export function tryingId(secret: Uint8Array, domain: string): string {
  const chance = randomBytes(16).toString('hex')
  return `<try-${chance}.${mark(secret, chance)}@${domain}>`
}

/** Whether a Message-ID is one of those. */
export function isTrying(secret: Uint8Array, messageId: string): boolean {
  const [, chance, signed] = shape.exec(messageId) ?? []
  if (!chance || !signed) return false
  return timingSafeEqual(Buffer.from(signed), Buffer.from(mark(secret, chance)))
}
