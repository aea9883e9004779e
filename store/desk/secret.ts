// What grants something: purely random, shown once, kept as a hash. A fast hash is enough for 256 random
// bits.
import { hash } from 'node:crypto'
import { freshBytes } from '../chance.ts'

/** A fresh secret of 256 bits, safe in a URL. */
export const newSecret = (): string => Buffer.from(freshBytes(32)).toString('base64url')

/** A fresh secret in letters that survive a mail address: lower case and digits, 130 bits. */
export function newAddressSecret(): string {
  const letters = '0123456789abcdefghjkmnpqrstvwxyz'
  let secret = ''
  for (const byte of freshBytes(26)) secret += letters[byte & 31]
  return secret
}

/** How a secret is kept and looked up. */
export const hashOfSecret = (secret: string): Buffer => hash('sha256', secret, 'buffer')
