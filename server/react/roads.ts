// How many mails are under way at once from this node, and which destinations keep one waiting: who is slow
// holds up his own mails and nobody else's. Not: the sending (deliver.ts), nor how many a minute a domain is
// handed by all nodes (store/desk/mail-destination.ts).
import { smtpConnections } from '#channels/email/relay.ts'
import { secondMs } from '#core/kit/time.ts'

export type Roads = {
  /** Begins some work as soon as there is room, and answers then, not when it is over. Never rejects. */
  begin(work: () => Promise<void>): Promise<void>
  /** A mail is on its way to a domain; call the answer when it is not any more. */
  enter(domain: string): () => void
  /** Whether this domain gets no more: one is on its way for long already, or as many as there are places. */
  isFull(domain: string): boolean
  /** Resolves when nothing is under way any more; rejects with the first fault since it was asked last. */
  over(): Promise<void>
  /** Throws what went wrong since it was asked last. */
  check(): void
}

/** Few at a time: while mail pours in, taking it in goes before confirming it. */
const atOnce = 2
/** So long a mail keeps its place; then the next begins beside it: it is waited for, which costs nothing. */
const slowMs = 3 * secondMs

/** Tells once when something has taken long, unless it is told before that it is over. */
export type Patience = (tooLong: () => void) => () => void

const patient: Patience = tooLong => {
  const timer = setTimeout(tooLong, slowMs).unref()
  return () => clearTimeout(timer)
}

/**
 * Roads of one node. At most `most` mails are under way, however slow they are; `patience` tells when one has
 * taken long.
 */
export function openRoads({ patience = patient, most = smtpConnections } = {}): Roads {
  const underWay = new Set<Promise<void>>()
  /** those that hold a place, each until it is over or slow */
  const places = new Set<Promise<void>>()
  const entered = new Set<{ readonly domain: string; isSlow: boolean }>()
  const faults: unknown[] = []
  const check = () => {
    const [first] = faults.splice(0)
    if (first !== undefined) throw first
  }
  return {
    check,
    async begin(work) {
      while (places.size >= atOnce || underWay.size >= most)
        await Promise.race(underWay.size >= most ? underWay : places)
      const going = work()
        .catch(fault => void faults.push(fault))
        .finally(() => underWay.delete(going))
      underWay.add(going)
      const { promise: long, resolve } = Promise.withResolvers<void>()
      const isOver = patience(resolve)
      const placed = Promise.race([going, long]).then(() => {
        isOver()
        places.delete(placed)
      })
      places.add(placed)
    },
    enter(domain) {
      const one = { domain, isSlow: false }
      entered.add(one)
      const isOver = patience(() => {
        one.isSlow = true
      })
      return () => {
        isOver()
        entered.delete(one)
      }
    },
    isFull(domain) {
      const its = [...entered].filter(one => one.domain === domain)
      return its.length >= atOnce || its.some(one => one.isSlow)
    },
    async over() {
      while (underWay.size > 0) await Promise.all(underWay)
      check()
    },
  }
}
