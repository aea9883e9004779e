// Secrets of other systems that the desk has to know in clear (a mailbox's password, a signing key), as they
// lie in the database: each sealed under the newest key of this node, and bound to what it is for. Not: what
// people sign in with, which is only ever kept as a hash.
import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto'

/** Keys by their number, 1 to 255; the highest seals, all of them open. */
export type SecretKeys = ReadonlyMap<number, Uint8Array>

export type SecretBox = {
  /** @param use what the secret is for, as `mailbox/mbx_…/password`: sealed for one it opens for no other */
  seal(words: string, use: string): Buffer
  /** The words, or null when none of this node's keys opens them. */
  open(sealed: Uint8Array, use: string): string | null
  /** Whether it lies under an older key than the newest, and should be sealed again. */
  isOld(sealed: Uint8Array): boolean
}

const [cipher, keyBytes, saltBytes, nonceBytes, tagBytes] = ['aes-256-gcm', 32, 16, 12, 16] as const
/** The first byte says how the rest lies, so that a later way can be told from this one. */
const layout = 1
const headBytes = 2 + saltBytes + nonceBytes

/** A box over these keys; there is at least one. */
export function secretBox(keys: SecretKeys): SecretBox {
  const newest = Math.max(...keys.keys())
  const ownKey = (number: number, salt: Uint8Array): Buffer | null => {
    const key = keys.get(number)
    // A key of its own for each secret: none ever seals twice, so a nonce can never meet itself.
    return key ? Buffer.from(hkdfSync('sha256', key, salt, 'tierline secret', keyBytes)) : null
  }
  return {
    seal(words, use) {
      const salt = randomBytes(saltBytes)
      const nonce = randomBytes(nonceBytes)
      const sealing = createCipheriv(cipher, ownKey(newest, salt)!, nonce).setAAD(Buffer.from(use))
      const sealed = [sealing.update(words, 'utf8'), sealing.final()]
      return Buffer.concat([Buffer.of(layout, newest), salt, nonce, ...sealed, sealing.getAuthTag()])
    },
    open(sealed, use) {
      const bytes = Buffer.from(sealed)
      if (bytes.length < headBytes + tagBytes || bytes[0] !== layout) return null
      const key = ownKey(bytes[1]!, bytes.subarray(2, 2 + saltBytes))
      if (!key) return null
      const opening = createDecipheriv(cipher, key, bytes.subarray(2 + saltBytes, headBytes))
        .setAAD(Buffer.from(use))
        .setAuthTag(bytes.subarray(-tagBytes))
      try {
        return opening.update(bytes.subarray(headBytes, -tagBytes), undefined, 'utf8') + opening.final('utf8')
      } catch {
        return null
      }
    },
    isOld: sealed => sealed[1] !== newest,
  }
}

/**
 * Reads keys as they stand in the key file and in TIERLINE_KEYS: `number:base64`, one a line or parted by
 * commas. Null: they cannot be read so.
 */
export function keysOf(text: string): SecretKeys | null {
  const keys = new Map<number, Uint8Array>()
  for (const line of text.split(/[\n,]/).map(one => one.trim())) {
    if (line === '' || line.startsWith('#')) continue
    const [, digits, base64] = /^(\d{1,3}):([A-Za-z0-9+/]{43}=)$/.exec(line) ?? []
    const number = Number(digits)
    if (!base64 || number < 1 || number > 255 || keys.has(number)) return null
    keys.set(number, Buffer.from(base64, 'base64'))
  }
  return keys.size > 0 ? keys : null
}

/** A fresh key as a line of the key file. */
export const newKeyLine = (number: number): string =>
  `${number}:${randomBytes(keyBytes).toString('base64')}\n`
