// How often somebody may try: buckets that refill, and a back-off after wrong passwords. Kept per node, in
// memory.
// Not: who may do what (core/access).

const entriesMax = 20_000

/**
 * Drops the oldest entries of a map that grew beyond its limit; an attacker must not fill our memory with
 * keys.
 */
function trim(map: Map<string, unknown>): void {
  for (const key of map.keys()) {
    if (map.size <= entriesMax) return
    map.delete(key)
  }
}

/**
 * A bucket per key: `most` at once, refilled at `perMinute`.
 * take() answers 0 when there was one left, else the seconds to wait.
 */
export function buckets({ most, perMinute }: { most: number; perMinute: number }, now: () => number) {
  const levels = new Map<string, { left: number; at: number }>()
  return {
    take(key: string): number {
      const at = now()
      const level = levels.get(key) ?? { left: most, at }
      const left = Math.min(most, level.left + ((at - level.at) / 60_000) * perMinute)
      levels.delete(key)
      levels.set(key, { left: left >= 1 ? left - 1 : left, at })
      trim(levels)
      return left >= 1 ? 0 : Math.ceil(((1 - left) / perMinute) * 60)
    },
  }
}

const freeFails = 5
const waitMsMax = 15 * 60_000

/**
 * Wrong passwords: after five in a row each further try of the same account from the same place waits twice
 * as long,
 * up to a quarter of an hour. Another place is not held up by it, so nobody can lock a colleague out.
 */
export function backOff(now: () => number) {
  const fails = new Map<string, { count: number; until: number }>()
  return {
    /** Seconds to wait before the next try; 0: go ahead. */
    waitSeconds: (key: string): number =>
      Math.max(0, Math.ceil(((fails.get(key)?.until ?? 0) - now()) / 1000)),
    failed(key: string): void {
      const count = (fails.get(key)?.count ?? 0) + 1
      const waitMs = count < freeFails ? 0 : Math.min(waitMsMax, 1000 * 2 ** (count - freeFails))
      fails.delete(key)
      fails.set(key, { count, until: now() + waitMs })
      trim(fails)
    },
    succeeded: (key: string): boolean => fails.delete(key),
  }
}

/** Lets at most `most` pieces of work run at once and `waiting` wait; more are turned away with null. */
export function turnstile(most: number, waiting: number) {
  let running = 0
  const queue: (() => void)[] = []
  const leave = () => {
    running -= 1
    queue.shift()?.()
  }
  return async <T>(work: () => Promise<T>): Promise<T | null> => {
    if (running >= most) {
      if (queue.length >= waiting) return null
      await new Promise<void>(resolve => queue.push(resolve))
    }
    running += 1
    try {
      return await work()
    } finally {
      leave()
    }
  }
}
