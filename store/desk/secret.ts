// What grants something: purely random, shown once, kept as a hash. A fast hash is enough for 256 random
// bits.
import { createHash, randomBytes } from 'node:crypto'

/** A fresh secret of 256 bits, safe in a URL. */
export const newSecret = (): string => randomBytes(32).toString('base64url')

/** A fresh secret in letters that survive a mail address: lower case and digits, 130 bits. */
export function newAddressSecret(): string {
  const letters = '0123456789abcdefghjkmnpqrstvwxyz'
  return [...randomBytes(26)].map(byte => letters[byte & 31]).join('')
}

/** How a secret is kept and looked up. */
export const hashOfSecret = (secret: string): Buffer => createHash('sha256').update(secret).digest()
