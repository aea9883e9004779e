// Fresh ids from the node's clock and its source of chance.
import { randomFillSync } from 'node:crypto'
import { idOf, type NewId } from '#core/kit/id.ts'

// Chance is fetched for four hundred ids at once: the call to the system costs more than the bytes.
const chanceBytes = 10
const pool = Buffer.allocUnsafe(chanceBytes * 400)
let used = pool.length

export const newId: NewId = prefix => {
  if (used === pool.length) {
    randomFillSync(pool)
    used = 0
  }
  used += chanceBytes
  return idOf(prefix, Date.now(), pool.subarray(used - chanceBytes, used))
}
