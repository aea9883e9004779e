// Chance for secrets and salts, fetched from the system for many at a time. Not: what is made of it.
import { randomFillSync } from 'node:crypto'

const pool = new Uint8Array(4_096)
let used = pool.length

/** So many bytes nobody can foresee, handed out once: what left the pool is wiped in it. */
export function freshBytes(count: number): Uint8Array {
  if (used + count > pool.length) {
    randomFillSync(pool)
    used = 0
  }
  const bytes = pool.slice(used, used + count)
  pool.fill(0, used, used + count)
  used += count
  return bytes
}
