// Personal text on its way into the store: cleaned, salted, pinned by an HMAC. Not: where it lies afterwards.
import { hash, timingSafeEqual } from 'node:crypto'
import type { NewId } from '#core/kit/id.ts'
import { freshBytes } from './chance.ts'
import type { SealedText } from './store.ts'

// HMAC-SHA-256 as RFC 2104 writes it, over two whole hashes: an Hmac object holds memory outside the heap,
// and by a profile making and sweeping them was costly under load. seal.test.ts holds it against
// the library's own.
const blockBytes = 64
const hashBytes = 32
const inner = Buffer.allocUnsafeSlow(64 * 1024)
const outer = Buffer.alloc(blockBytes + hashBytes)

function macOf(salt: Uint8Array, words: string): string {
  const room = blockBytes + 3 * words.length
  const bytes = room <= inner.length ? inner : Buffer.allocUnsafe(room)
  padded(bytes, salt, 0x36)
  padded(outer, salt, 0x5c)
  const end = blockBytes + bytes.write(words, blockBytes)
  outer.set(hash('sha256', bytes.subarray(0, end), 'buffer'), blockBytes)
  return hash('sha256', outer, 'hex')
}

/** The key's block: a salt is shorter than one, so that it need not be hashed first. */
function padded(bytes: Buffer, salt: Uint8Array, pad: number): void {
  bytes.fill(pad, 0, blockBytes)
  for (let i = 0; i < salt.length; i++) bytes[i]! ^= salt[i]!
}

const saltBytes = 16

/**
 * Seals a text under a fresh 16-byte salt. NUL and broken surrogates, which no database text can hold, become
 * U+FFFD.
 * @param newId gives the text its id
 */
export function seal(words: string, newId: NewId): SealedText {
  const clean = words.toWellFormed().replaceAll('\0', '\ufffd')
  const salt = freshBytes(saltBytes)
  return { id: newId('txt'), salt, mac: macOf(salt, clean), words: clean }
}

/** Whether a sealed text still says what was sealed. */
export function verify(sealed: Pick<SealedText, 'salt' | 'mac' | 'words'>): boolean {
  const mac = Buffer.from(macOf(sealed.salt, sealed.words), 'hex')
  const given = Buffer.from(sealed.mac, 'hex')
  return mac.length === given.length && timingSafeEqual(mac, given)
}
