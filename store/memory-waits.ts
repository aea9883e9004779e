// Cases that wait for somebody to take them, by team, in the order in which they are taken: looked through
// far oftener than they change. Not: who takes one (memory.ts).
import type { Card } from '#core/case/card.ts'
import type { TeamId } from '#core/kit/id.ts'
import { isToTake, takeKey } from '#core/people/routing.ts'

type Kept = { readonly card: Card }
type Waiting<K> = { readonly kept: K; readonly key: number }
/** `inOrder`: null since one came or went. */
type Queue<K> = { readonly all: Map<K, Waiting<K>>; inOrder: readonly Waiting<K>[] | null }

export type Waits<K extends Kept> = {
  /** looks again whether one waits, and where; asked whenever something was recorded of it */
  place(kept: K): void
  /** those that wait in any of these queues, in the order in which they are taken */
  of(teams: readonly TeamId[]): Card[]
}

export function memoryWaits<K extends Kept>(): Waits<K> {
  const queues = new Map<TeamId, Queue<K>>()
  const places = new Map<K, Queue<K>>()
  const inOrder = (queue: Queue<K>) => {
    queue.inOrder ??= [...queue.all.values()].sort(firstTaken)
    return queue.inOrder
  }
  return {
    place(kept) {
      const before = places.get(kept)
      if (before?.all.delete(kept)) before.inOrder = null
      if (!isToTake(kept.card)) {
        if (before) places.delete(kept)
        return
      }
      const { team } = kept.card
      const queue = queues.get(team) ?? { all: new Map(), inOrder: null }
      queues.set(team, queue)
      queue.all.set(kept, { kept, key: takeKey(kept.card) })
      queue.inOrder = null
      places.set(kept, queue)
    },
    of(teams) {
      const asked = [...new Set(teams)].flatMap(team => queues.get(team) ?? [])
      const only = asked.length === 1 ? inOrder(asked[0]!) : asked.flatMap(inOrder).sort(firstTaken)
      return only.map(({ kept }) => kept.card)
    },
  }
}

const firstTaken = (a: Waiting<Kept>, b: Waiting<Kept>): number => {
  const [one, other] = [a.kept.card, b.kept.card]
  return a.key - b.key || one.openedAt - other.openedAt || (one.id < other.id ? -1 : 1)
}
