// HMAC-SHA-256 as RFC 2104 writes it, over two whole hashes: an Hmac object holds memory outside the heap,
// and by a profile making and sweeping them was costly under load. Not: what is signed with it.
import { hash } from 'node:crypto'

const blockBytes = 64
const hashBytes = 32
const inner = Buffer.allocUnsafeSlow(64 * 1024)
const outer = Buffer.alloc(blockBytes + hashBytes)

/** The signature of some words under a key. */
export const hmacOf = (key: Uint8Array, words: string): Buffer =>
  // As letters: a buffer made by the hash itself costs half as much again (chain.ts).
  Buffer.from(hash('sha256', outerOf(key, words), 'latin1'), 'latin1')

/** The same in hexadecimal: a text is made sooner than a buffer. */
export const hmacHexOf = (key: Uint8Array, words: string): string => hash('sha256', outerOf(key, words))

/** What the second hash is over: good until the next one is asked for. */
function outerOf(key: Uint8Array, words: string): Buffer {
  const own = key.length > blockBytes ? hash('sha256', key, 'buffer') : key
  const room = blockBytes + 3 * words.length
  const bytes = room <= inner.length ? inner : Buffer.allocUnsafe(room)
  padded(bytes, own, 0x36)
  padded(outer, own, 0x5c)
  const end = blockBytes + bytes.write(words, blockBytes)
  outer.write(hash('sha256', bytes.subarray(0, end), 'latin1'), blockBytes, 'latin1')
  return outer
}

/** The key's block. */
function padded(bytes: Buffer, key: Uint8Array, pad: number): void {
  bytes.fill(pad, 0, blockBytes)
  for (let i = 0; i < key.length; i++) bytes[i]! ^= key[i]!
}
