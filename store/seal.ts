// Personal text on its way into the store: cleaned, salted, pinned by an HMAC. Not: where it lies afterwards.
import { createHmac, randomFillSync, timingSafeEqual } from 'node:crypto'
import type { NewId } from '#core/kit/id.ts'
import type { SealedText } from './store.ts'

const macOf = (salt: Uint8Array, words: string): string =>
  createHmac('sha256', salt).update(words).digest('hex')

const saltBytes = 16
const chance = Buffer.allocUnsafeSlow(saltBytes * 256)
let used = chance.length

/** A salt of its own, cut from chance fetched for many; what was handed out is wiped here. */
function freshSalt(): Uint8Array {
  if (used === chance.length) {
    randomFillSync(chance)
    used = 0
  }
  const salt = Uint8Array.from(chance.subarray(used, used + saltBytes))
  chance.fill(0, used, used + saltBytes)
  used += saltBytes
  return salt
}

/**
 * Seals a text under a fresh 16-byte salt. NUL and broken surrogates, which no database text can hold, become
 * U+FFFD.
 * @param newId gives the text its id
 */
export function seal(words: string, newId: NewId): SealedText {
  const clean = words.toWellFormed().replaceAll('\0', '\ufffd')
  const salt = freshSalt()
  return { id: newId('txt'), salt, mac: macOf(salt, clean), words: clean }
}

/** Whether a sealed text still says what was sealed. */
export function verify(sealed: Pick<SealedText, 'salt' | 'mac' | 'words'>): boolean {
  const mac = Buffer.from(macOf(sealed.salt, sealed.words), 'hex')
  const given = Buffer.from(sealed.mac, 'hex')
  return mac.length === given.length && timingSafeEqual(mac, given)
}
