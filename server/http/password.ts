// Passwords: made into an Argon2id text in PHC form, and checked against one. Not: who tries how often (sign-
// in-limits.ts).
import { argon2, randomBytes, timingSafeEqual } from 'node:crypto'
import { promisify } from 'node:util'

const derive = promisify(argon2)
const memoryKiB = 19 * 1024
const passes = 2
const lanes = 1
const tagBytes = 32

/** Longer ones are refused before any work is done. */
export const passwordLengthMax = 256
/** Signing in has no second factor yet, so the password alone has to carry it. */
export const passwordLengthMin = 15

const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64').replace(/=+$/, '')

type Cost = { readonly memory: number; readonly passes: number; readonly parallelism: number }

const tagOf = (password: string, nonce: Uint8Array, cost: Cost, tagLength: number): Promise<Buffer> =>
  derive('argon2id', { message: Buffer.from(password.normalize('NFKC')), nonce, tagLength, ...cost })

/** The text kept instead of a password: `$argon2id$v=19$m=19456,t=2,p=1$salt$tag`. */
export async function passwordHash(password: string): Promise<string> {
  const nonce = randomBytes(16)
  const tag = await tagOf(password, nonce, { memory: memoryKiB, passes, parallelism: lanes }, tagBytes)
  return `$argon2id$v=19$m=${memoryKiB},t=${passes},p=${lanes}$${base64(nonce)}$${base64(tag)}`
}

const form = /^\$argon2id\$v=19\$m=(\d{1,7}),t=(\d{1,3}),p=(\d{1,2})\$([\w+/]{11,86})\$([\w+/]{22,86})$/

// Compared with when there is nothing to compare with, so that an unknown address costs the same work as a
// known one.
const nobody = `$argon2id$v=19$m=${memoryKiB},t=${passes},p=${lanes}$${'A'.repeat(22)}$${'A'.repeat(43)}`

/**
 * Whether the password belongs to the hash. Without a hash (nobody has that address) the same work is done
 * and the answer is no.
 * Throws when the kept text is none of ours.
 */
export async function isPassword(password: string, hash: string | null): Promise<boolean> {
  const [, memory, turns, parallelism, salt, tag] = form.exec(hash ?? nobody) ?? []
  if (!memory || !turns || !parallelism || !salt || !tag)
    throw new Error('a kept password hash is not in PHC form')
  const kept = Buffer.from(tag, 'base64')
  const cost = { memory: Number(memory), passes: Number(turns), parallelism: Number(parallelism) }
  const given = await tagOf(password, Buffer.from(salt, 'base64'), cost, kept.length)
  return timingSafeEqual(kept, given) && hash !== null
}

// The ones people reach for when fifteen characters are asked for; words of the house come on top.
const common = [
  '123456789012345',
  '1234567890123456',
  'passwordpassword',
  'password12345678',
  'qwertyuiopasdfgh',
  'qwertyuiopasdfghjkl',
  'letmeinletmeinletmein',
  'iloveyouiloveyou',
  'administrator123',
  'correcthorsebatterystaple',
]

/** What is wrong with a new password, or null. `about` are words of its owner that must not be all of it. */
export function passwordFault(
  password: string,
  about: readonly string[],
): 'password.too_short' | 'password.too_common' | null {
  if ([...password].length < passwordLengthMin) return 'password.too_short'
  const plain = password.normalize('NFKC').toLowerCase()
  const rest = about.filter(Boolean).reduce((left, word) => left.replaceAll(word.toLowerCase(), ''), plain)
  const isRepeated = new Set(plain).size < 5
  return common.includes(plain) || isRepeated || rest.length < 6 ? 'password.too_common' : null
}
