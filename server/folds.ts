// Cases as they were folded last, so that a deed folds only what came since. Facts are never changed, so what
// a case was after so many of them holds for ever. Not: what a fact does to a case (core/case/case.ts).
import { LRUCache } from 'lru-cache'
import { type Case, unopened } from '#core/case/state.ts'
import type { Event, Recorded } from '#core/case/event.ts'
import type { CaseId } from '#core/kit/id.ts'
import type { Ledger } from '#store/store.ts'

type Evolve = (state: Case, event: Event) => Case
type Head = Pick<Recorded, 'seq' | 'type' | 'at'>
type Kept = { readonly last: Head; readonly state: Case; readonly by: Evolve }

/** So many cases are kept, those asked for last. */
const casesMax = 1_000

export type Folds = {
  /** what the case is by this ledger */
  of(ledger: Pick<Ledger, 'caseId' | 'events'>, evolve: Evolve): Case
  /** what a case became by facts that were just appended: read back, they are the same (laws.test.ts) */
  became(caseId: CaseId, last: Head, state: Case, evolve: Evolve): void
}

export function folds(most = casesMax): Folds {
  const kept = new LRUCache<CaseId, Kept>({ max: most })
  return {
    of({ caseId, events }, evolve) {
      const known = kept.get(caseId)
      const isOurs = known !== undefined && known.by === evolve && isIn(events, known.last)
      let state = isOurs ? known.state : unopened
      for (let i = isOurs ? known.last.seq : 0; i < events.length; i++) state = evolve(state, events[i]!)
      const last = events.at(-1)
      if (last) kept.set(caseId, { last, state, by: evolve })
      return state
    },
    became(caseId, { seq, type, at }, state, evolve) {
      kept.set(caseId, { last: { seq, type, at }, state, by: evolve })
    },
  }
}

/** Whether a ledger holds the fact a case was folded to: an older reading of it may not go so far. */
function isIn(events: readonly Recorded[], { seq, type, at }: Head): boolean {
  const there = events[seq - 1]
  return there !== undefined && there.seq === seq && there.type === type && there.at === at
}
