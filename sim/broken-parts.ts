// Parts that are broken as a whole, for the planted bugs. Not: the bank of them (planted.ts).
import type { Parts } from '#sim/parts.ts'
import type { Store } from '#store/store.ts'

/** The outbox forgets which lease is whose: the newest of a key always counts. */
export function withoutFence(own: Store): Store {
  const newest = new Map<string, string>()
  return {
    ...own,
    async leaseEffects(limit, leaseMs) {
      const leased = await own.leaseEffects(limit, leaseMs)
      for (const { key, lease } of leased) newest.set(key, lease)
      return leased
    },
    endEffect: (key, lease, end) => own.endEffect(key, newest.get(key) ?? lease, end),
  }
}

/** Now and then a node ends what it did only when another holds it already. */
export function endingLate(own: Store): Store {
  type End = Parameters<Store['endEffect']>
  const late = new Map<string, End>()
  let count = 0
  return {
    ...own,
    async leaseEffects(limit, leaseMs, kind) {
      const leased = await own.leaseEffects(limit, leaseMs, kind)
      for (const { key } of leased) {
        const end = late.get(key)
        late.delete(key)
        if (end) await own.endEffect(...end)
      }
      return leased
    },
    async endEffect(...end) {
      if (count++ % 10 !== 9) return own.endEffect(...end)
      late.set(end[0], end)
      return false
    },
  }
}

/** The last reply address given out is taken for any other. */
export function withGuessableTokens(own: Parameters<Parts['desk']>[0]): ReturnType<Parts['desk']> {
  let last: Parameters<typeof own.replyTokens.add>[0] | null = null
  return {
    ...own,
    replyTokens: {
      async add(token) {
        last = token
        await own.replyTokens.add(token)
      },
      find: async secret => (await own.replyTokens.find(secret)) ?? last,
    },
  }
}
