// Rules of what was promised.
import { dayMs } from '#core/kit/time.ts'
import type { PromiseId } from '#core/kit/id.ts'
import type { Rules } from '#sim/rule.ts'
import type { SeenCase } from '#sim/seen-case.ts'
import type { SeenPromise } from '#sim/seen-parts.ts'

const ended = (seen: SeenCase, { promise, type }: { promise: PromiseId; type: string }) => {
  const one = seen.promises.get(promise)
  if (!one) return `${type} of a promise nobody made`
  return one.end !== null && `${type} after ${one.end}`
}

/** Whether a reply that keeps it was clicked in time and is on its way: it counts from its click. */
export function isBeingKept(seen: SeenCase, id: PromiseId, { house, madeAt, dueAt }: SeenPromise): boolean {
  for (const { automatic, at, keeps } of seen.underWay)
    if (!automatic && at <= dueAt && (house ? at >= madeAt : keeps.includes(id))) return true
  return false
}

export const promiseRules: Rules = {
  'promise.ends_once': {
    says: 'Each promise ends once: kept, missed, moved or withdrawn.',
    facts: {
      'promise.made': (seen, { promise }) => seen.promises.has(promise) && `${promise} was made twice`,
      'promise.kept': ended,
      'promise.missed': ended,
      'promise.moved': ended,
      'promise.withdrawn': ended,
    },
  },
  'promise.kept_by_deed': {
    says: 'A promise counts as kept by a call or a message that is in the ledger, late if that came late; an attempt before its window keeps nothing.',
    facts: {
      'promise.kept': (seen, { promise, how, late, evidence, at }) => {
        const { from, dueAt } = seen.promises.get(promise) ?? { from: null, dueAt: 0 }
        if (how === 'by_hand') return late !== at > dueAt && `late is ${late}`
        const heldAt = seen.contacts.get(evidence ?? '')
        if (how !== 'message' && heldAt === undefined) return `no contact ${evidence} is in the ledger`
        if (how === 'attempt' && from !== null && (heldAt ?? 0) < from)
          return 'he was tried before its window'
        if (how !== 'message') return false
        const message = seen.messages.get((evidence ?? '') as `msg_${string}`)
        if (message?.standing !== 'sent') return `message ${evidence} has not left`
        return late !== message.at > dueAt && `late is ${late}, written ${message.at - dueAt} ms after it`
      },
    },
  },
  'promise.late_once': {
    says: 'A promise is marked late once, never before its time, nor while a reply that keeps it and was clicked in time is on its way.',
    facts: {
      'promise.late': (seen, { promise, at }, _batch, watched) => {
        const one = seen.promises.get(promise)
        if (!one || one.end !== null) return `late after ${one?.end ?? 'nothing'}`
        if (one.isLate) return 'late twice'
        if (isBeingKept(seen, promise, one)) return 'a reply that keeps it is on its way'
        const early = one.dueAt - Math.min(at, watched.keeperNow())
        return early > 0 && `${early} ms before its time`
      },
    },
  },
  'promise.late_soon': {
    says: 'While a node is alive no promise stays unmarked for longer than a lease and 30 seconds.',
  },
  'promise.missed_late': {
    says: 'A promise is missed only once it is late; by the clock alone only a day after its time.',
    facts: {
      'promise.missed': (seen, { promise, by, at }) => {
        const one = seen.promises.get(promise)
        if (!one?.isLate) return 'it was not late'
        if (by.kind !== 'system') return null
        return (one.house || at < one.dueAt + dayMs) && 'the clock gave it up too early'
      },
    },
  },
  'promise.moved_before': {
    says: 'A promise is moved before its time only, and to one that is there.',
    facts: {
      'promise.moved': (seen, { promise, at }) => {
        const dueAt = seen.promises.get(promise)?.dueAt ?? 0
        return at > dueAt && `it was moved ${at - dueAt} ms after its time`
      },
    },
    batch: ({ seen, events }) => {
      for (const event of events)
        if (event.type === 'promise.moved' && !seen.promises.has(event.to))
          return `it was moved to ${event.to}, which nobody made`
      return null
    },
  },
}
