// The entries of finding out: a try to make the fault happen again, and something suspected, from its first
// word to what became of it. Part of timeline.ts.
import type { EventOf, Recorded } from '#core/case/event.ts'
import type { CauseHow } from '#core/case/finding-fact.ts'
import type { Confidence } from '#core/case/hand-off-facts.ts'
import type { At, Entry } from '#core/case/timeline.ts'
import { type WantedFactEntry, wantedFactBegins } from '#core/case/wanted-fact-entry.ts'
import {
  type RegressionEntry,
  type VerificationEntry,
  verificationBegins,
  verificationChanges,
} from '#core/case/verification-entry.ts'
import type { HypothesisId, ReproductionId } from '#core/kit/id.ts'
import type { TextRef } from '#core/kit/text-ref.ts'
import type { Instant } from '#core/kit/time.ts'
import type { Actor } from '#core/people/actor.ts'

type Done = { because: TextRef; by: Actor; at: Instant }
export type ReproductionEntry = At & {
  kind: 'reproduction'
  reproduction: ReproductionId
  environment: TextRef
  steps: TextRef
  expected: TextRef
  actual: TextRef
  times: number
  seen: number
  struck: Done | null
}
export type HypothesisEntry = At & {
  kind: 'hypothesis'
  hypothesis: HypothesisId
  text: TextRef
  confidence: Confidence
  standing: 'open' | 'ruled_out' | 'cause'
  /** what became of it, and how that is known */
  done: Done | null
  how: CauseHow | null
  /** the entries it rests on */
  evidence: readonly string[]
  /** why it does not count as the cause any more */
  withdrawn: Done | null
  /** suspected again after it was ruled out, and by what it was */
  takenUp: (Done & { was: Done | null }) | null
}

/** Every entry of finding out. */
export type FindingEntry =
  | ReproductionEntry
  | HypothesisEntry
  | VerificationEntry
  | RegressionEntry
  | WantedFactEntry

type Of<T extends Recorded['type']> = Extract<Recorded, { type: T }>
const at = ({ seq, at: when, by }: Recorded): At => ({ seq, at: when, by })

export const findingBegins = {
  'reproduction.tried': (e: Of<'reproduction.tried'>): ReproductionEntry => ({
    ...at(e),
    kind: 'reproduction',
    reproduction: e.reproduction,
    environment: e.environment,
    steps: e.steps,
    expected: e.expected,
    actual: e.actual,
    times: e.times,
    seen: e.seen,
    struck: null,
  }),
  'hypothesis.raised': (e: Of<'hypothesis.raised'>): HypothesisEntry => ({
    ...at(e),
    kind: 'hypothesis',
    hypothesis: e.hypothesis,
    text: e.text,
    confidence: e.confidence,
    standing: 'open',
    done: null,
    how: null,
    evidence: [],
    withdrawn: null,
    takenUp: null,
  }),
  ...verificationBegins,
  ...wantedFactBegins,
}

const done = (because: TextRef, { by, at: when }: { by: Actor; at: Instant }): Done => ({
  because,
  by,
  at: when,
})

export const findingChanges = {
  'reproduction.struck': (e: EventOf<'reproduction.struck'>) => [
    e.reproduction,
    { struck: done(e.because, e) },
  ],
  'hypothesis.ruled_out': (e: EventOf<'hypothesis.ruled_out'>) => [
    e.hypothesis,
    { standing: 'ruled_out', done: done(e.how, e), takenUp: null },
  ],
  'hypothesis.taken_up': (e: EventOf<'hypothesis.taken_up'>) => [
    e.hypothesis,
    (entry: Entry) => ({
      standing: 'open',
      done: null,
      takenUp: { ...done(e.because, e), was: (entry as HypothesisEntry).done },
    }),
  ],
  'cause.found': (e: EventOf<'cause.found'>) => [
    e.hypothesis,
    { standing: 'cause', done: done(e.because, e), how: e.how, evidence: e.evidence, withdrawn: null },
  ],
  'cause.withdrawn': (e: EventOf<'cause.withdrawn'>) => [
    e.hypothesis,
    { standing: 'open', done: null, how: null, evidence: [], withdrawn: done(e.because, e) },
  ],
  ...verificationChanges,
} satisfies Record<string, (event: never) => [string, object | ((entry: Entry) => object)]>
