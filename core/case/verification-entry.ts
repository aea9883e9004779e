// The entries of making sure: a fix checked in a test environment, and a check for later with what became of
// it. Part of timeline.ts.
import type { EventOf, Recorded } from '#core/case/event.ts'
import type { At, Entry } from '#core/case/timeline.ts'
import type { RegressionResult, VerificationResult } from '#core/case/verification-fact.ts'
import type { AgentId, CaseId, RegressionId, VerificationId } from '#core/kit/id.ts'
import type { TextRef } from '#core/kit/text-ref.ts'
import type { Instant } from '#core/kit/time.ts'
import type { Actor } from '#core/people/actor.ts'

export type VerificationEntry = At & {
  kind: 'verification'
  verification: VerificationId
  environment: TextRef
  /** null: the fault could not be made to happen there */
  recreated: TextRef | null
  fix: TextRef
  result: VerificationResult
  because: TextRef
  /** entered by mistake, and why */
  struck: { because: TextRef; at: Instant; by: Actor } | null
}
export type RegressionEntry = At & {
  kind: 'regression'
  regression: RegressionId
  what: TextRef
  dueAt: Instant
  checker: AgentId
  /** the merged case that brought it along */
  from: CaseId | null
  standing: 'planned' | 'due' | RegressionResult
  /** each time it was put off, or given to somebody else */
  moves: readonly { because: TextRef; at: Instant; by: Actor }[]
  done: { seen: TextRef; next: TextRef | null; followUp: CaseId | null; at: Instant; by: Actor } | null
}

type Of<T extends Recorded['type']> = Extract<Recorded, { type: T }>
const at = ({ seq, at: when, by }: Recorded): At => ({ seq, at: when, by })

export const verificationBegins = {
  'verification.made': (e: Of<'verification.made'>): VerificationEntry => ({
    ...at(e),
    kind: 'verification',
    verification: e.verification,
    environment: e.environment,
    recreated: e.recreated ?? null,
    fix: e.fix,
    result: e.result,
    because: e.because,
    struck: null,
  }),
  'regression.planned': (e: Of<'regression.planned'>): RegressionEntry => ({
    ...at(e),
    kind: 'regression',
    regression: e.regression,
    what: e.what,
    dueAt: e.dueAt,
    checker: e.checker,
    from: e.from ?? null,
    standing: 'planned',
    moves: [],
    done: null,
  }),
}

export const verificationChanges = {
  'verification.struck': (e: EventOf<'verification.struck'>) => [
    e.verification,
    { struck: { because: e.because, at: e.at, by: e.by } },
  ],
  'regression.due': (e: EventOf<'regression.due'>) => [e.regression, { standing: 'due' }],
  'regression.moved': (e: EventOf<'regression.moved'>) => [
    e.regression,
    (entry: Entry) => ({
      standing: 'planned',
      dueAt: e.dueAt,
      checker: e.checker,
      moves: [...(entry as RegressionEntry).moves, { because: e.because, at: e.at, by: e.by }],
    }),
  ],
  'regression.checked': (e: EventOf<'regression.checked'>) => [
    e.regression,
    {
      standing: e.result,
      done: { seen: e.seen, next: e.next ?? null, followUp: e.followUp ?? null, at: e.at, by: e.by },
    },
  ],
} satisfies Record<string, (event: never) => [string, object | ((entry: Entry) => object)]>
