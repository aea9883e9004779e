// Makes few questions to the database out of many small ones: what is asked while one is under way goes
// together in
// the next. Adds no wait beyond the turn in which a question arrives. Not: a cache; every answer is fresh.

const togetherMax = 64

type Waiting<Key, Found> = {
  readonly key: Key
  readonly resolve: (found: Found | null) => void
  readonly reject: (error: unknown) => void
}

/**
 * Wraps a look-up of many keys into one of a single key.
 * @param find answers in the order of the keys, null for what is not there; when it throws, all who asked
 * hear of it
 */
export function gather<Key, Found>(
  find: (keys: readonly Key[]) => Promise<readonly (Found | null)[]>,
): (key: Key) => Promise<Found | null> {
  const queue: Waiting<Key, Found>[] = []
  let isUnderWay = false

  const start = async () => {
    if (isUnderWay) return
    isUnderWay = true
    while (queue.length > 0) {
      const asked = queue.splice(0, togetherMax)
      try {
        const found = await find(asked.map(one => one.key))
        asked.forEach((one, i) => {
          one.resolve(found[i] ?? null)
        })
      } catch (error) {
        for (const one of asked) one.reject(error)
      }
    }
    isUnderWay = false
  }

  return key =>
    new Promise((resolve, reject) => {
      queue.push({ key, resolve, reject })
      // One turn of the event loop lets what arrived in it travel together.
      setImmediate(() => void start())
    })
}
