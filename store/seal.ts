// Personal text on its way into the store: cleaned, salted, pinned by an HMAC. Not: where it lies afterwards.
import { timingSafeEqual } from 'node:crypto'
import type { NewId } from '#core/kit/id.ts'
import { freshBytes } from './chance.ts'
import { hmacHexOf } from './hmac.ts'
import type { SealedText } from './store.ts'

const saltBytes = 16

/**
 * Seals a text under a fresh 16-byte salt. NUL and broken surrogates, which no database text can hold, become
 * U+FFFD.
 * @param newId gives the text its id
 */
export function seal(words: string, newId: NewId): SealedText {
  const clean = words.toWellFormed().replaceAll('\0', '\ufffd')
  const salt = freshBytes(saltBytes)
  return { id: newId('txt'), salt, mac: hmacHexOf(salt, clean), words: clean }
}

/** Whether a sealed text still says what was sealed. */
export function verify(sealed: Pick<SealedText, 'salt' | 'mac' | 'words'>): boolean {
  const mac = Buffer.from(hmacHexOf(sealed.salt, sealed.words), 'hex')
  const given = Buffer.from(sealed.mac, 'hex')
  return mac.length === given.length && timingSafeEqual(mac, given)
}
