// The database as nodes reach it: a primary, and a standby that has all the primary acknowledged. When the
// primary dies connections break, for a while nothing is read or written, then the standby goes on. Not:
// when that happens (weather.ts), nor running out of room (shell-stage.ts).
import type { Act } from '#sim/act.ts'
import type { Store } from '#store/store.ts'
import { OutcomeUnknown } from '#store/outcome-unknown.ts'

/** For so long after its death nodes still believe in their connections, and commits are in the air. */
const inTheAirMs = 2_000

class Away extends Error {
  override readonly name = 'Away'
}

export type Database = {
  readonly store: Store
  /** how far the clock of whoever is the primary now is from the true one */
  readonly clockMs: number
  readonly isAway: boolean
  die(): void
  promote(clockMs: number): void
}

/**
 * Whose commit was in the air cannot know: an even act's had reached the standby, an odd one's had not. It
 * goes by the act's own number, so that leaving others out changes nothing. Nobody has seen either: a
 * commit shows only when the standby has it.
 */
export function database(own: Store, now: () => number, actNow: () => Act): Database {
  let [isDying, clockMs] = [false, 0]
  let diedAt: number | null = null
  const asks = <T>(call: () => Promise<T>): Promise<T> =>
    diedAt === null ? call() : Promise.reject(new Away())
  const commits = <T>(call: () => Promise<T>): Promise<T> => (isDying ? inTheAir(call) : call())
  const inTheAir = async <T>(call: () => Promise<T>): Promise<T> => {
    // It dies where it hurts: under the next commit.
    diedAt ??= now()
    if (now() > diedAt + inTheAirMs) throw new Away()
    if (actNow().no % 2 === 0) await call()
    throw new OutcomeUnknown()
  }
  return {
    store: {
      ...own,
      append: append => commits(() => own.append(append)),
      leaseEffects: (limit, leaseMs) => commits(() => own.leaseEffects(limit, leaseMs)),
      endEffect: (key, lease, end) => commits(() => own.endEffect(key, lease, end)),
      leaseRings: (limit, leaseMs) => commits(() => own.leaseRings(limit, leaseMs)),
      leaseNext: (asked, leaseMs) => commits(() => own.leaseNext(asked, leaseMs)),
      moveRing: (caseId, seq, ring) => commits(() => own.moveRing(caseId, seq, ring)),
      erase: texts => commits(() => own.erase(texts)),
      read: which => asks(() => own.read(which)),
      card: which => asks(() => own.card(which)),
      answered: (actor, key) => asks(() => own.answered(actor, key)),
      now: () => asks(() => own.now()),
    },
    get clockMs() {
      return clockMs
    },
    get isAway() {
      return isDying
    },
    die() {
      isDying = true
    },
    promote(ms) {
      if (isDying) clockMs = ms
      isDying = false
      diedAt = null
    },
  }
}
