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
  /** how many are under way, and how many of them hold a place: each until it is over or slow */
  let [underWay, held] = [0, 0]
  const entered = new Set<{ readonly domain: string; isSlow: boolean }>()
  const faults: unknown[] = []
  const waiting: (() => void)[] = []
  const moved = () => {
    for (const goOn of waiting.splice(0)) goOn()
  }
  const untilMoved = () => new Promise<void>(goOn => waiting.push(goOn))
  const check = () => {
    const [first] = faults.splice(0)
    if (first !== undefined) throw first
  }
  const travel = async (work: () => Promise<void>): Promise<void> => {
    const place = { isHeld: true }
    const free = () => {
      if (place.isHeld) held -= 1
      place.isHeld = false
      moved()
    }
    underWay += 1
    held += 1
    const isOver = patience(free)
    try {
      await work()
    } catch (fault) {
      faults.push(fault)
    }
    isOver()
    underWay -= 1
    free()
  }
  return {
    check,
    async begin(work) {
      while (held >= atOnce || underWay >= most) await untilMoved()
      void travel(work)
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
      let count = 0
      for (const one of entered) {
        if (one.domain !== domain) continue
        if (one.isSlow) return true
        count += 1
      }
      return count >= atOnce
    },
    async over() {
      while (underWay > 0) await untilMoved()
      check()
    },
  }
}
