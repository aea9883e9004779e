// What a case brings along into the one it goes on in: since when it is owed, by which policies, whether it
// was answered, and when it was legitimately not our turn. Not: what that changes there (deed/target.ts).
import { fold } from '#core/case/case.ts'
import { mattersBrought } from '#core/case/deed/matter.ts'
import { questionsBrought, untoldBrought } from '#core/case/deed/brought-along.ts'
import { regressionsBrought } from '#core/case/deed/regression.ts'
import type { Awaited } from '#core/case/awaited.ts'
import type { CostBrought } from '#core/case/cost-fact.ts'
import type { NewsBrought } from '#core/case/deed/missed-news.ts'
import type { Recorded } from '#core/case/event.ts'
import type { NewsKind } from '#core/case/roles-fact.ts'
import type { Belonging, OpenedCase } from '#core/case/state.ts'
import { caseStretches } from '#core/clock/explain.ts'
import type { DeskCosts } from '#core/cost/desk-costs.ts'
import { costOf } from '#core/measure/spent.ts'
import type {
  AgentId,
  CustomerId,
  MatterId,
  NewsId,
  PolicyId,
  QuestionId,
  RegressionId,
} from '#core/kit/id.ts'
import type { TextRef } from '#core/kit/text-ref.ts'
import { earliest, type Instant } from '#core/kit/time.ts'

/** What a case brings along when it goes on in another one; the policies are those it was judged by. */
export type Brought = {
  readonly since: Instant
  readonly answeredAt?: Instant
  /** since when its customer waits for a word of ours; absent: he has had it */
  readonly awaitedSince?: Instant
  /** by when the house had promised its customer a word, when it was merged; absent: it had not */
  readonly promisedBy?: Instant
  readonly policies: readonly { readonly policy: PolicyId; readonly version: number }[]
  /** when it was legitimately not our turn, in order */
  readonly waited: readonly (readonly [from: Instant, to: Instant])[]
  /** whose case it was; his words count where it goes on */
  readonly customer?: CustomerId
  /** problems, supplier cases and change requests it belonged to, and up to where it was told of each */
  readonly matters?: readonly {
    readonly matter: MatterId
    readonly told: number
    readonly fix?: NonNullable<Belonging['fix']>
    /** what its customer has not heard, in words of the case that takes it over */
    readonly untold?: readonly NewsBrought[]
  }[]
  /** what it had cost; counted there, and with what the other one costs */
  readonly costs?: CostBrought
  /** what is still to be checked again, in words of the case that takes it over */
  readonly regressions?: readonly {
    readonly regression: RegressionId
    readonly what: TextRef
    readonly dueAt: Instant
    readonly checker: AgentId
  }[]
  /** what else its customer has not heard, in words of the case that takes it over */
  readonly untold?: readonly {
    readonly news: NewsId
    readonly what: NewsKind
    readonly about: string
    readonly tell: TextRef | null
    readonly dueAt: Instant
  }[]
  /** his questions nobody has settled, in words of the case that takes them over */
  readonly questions?: readonly { readonly question: QuestionId; readonly text: TextRef }[]
}

/** Of a case with its ledger; null: it was never opened. */
export function broughtBy(
  ledger: readonly Recorded[],
  now: Instant,
  desk: { readonly costs?: DeskCosts | null } = {},
): Brought | null {
  const state = fold(ledger)
  if (state.phase === 'unopened') return null
  const held = caseStretches(ledger, null, now)
  const endedAt = held.at(-1)?.to ?? state.openedAt
  const waited = [
    ...state.brought.flatMap(one => one.waited),
    ...held.filter(one => !one.counts).map(({ from, to }): readonly [Instant, Instant] => [from, to]),
    // Since it was solved nobody waited for us, either.
    ...(endedAt < now ? [[endedAt, now] as const] : []),
  ].sort(([one], [other]) => one - other)
  const own = state.entitled?.policy
    ? [{ policy: state.entitled.policy, version: state.entitled.version }]
    : []
  const policies = [...own, ...state.brought.flatMap(one => one.policies)]
  const regressions = regressionsBrought(state)
  const matters = mattersBrought(state, ledger)
  const [untold, questions] = [untoldBrought(state), questionsBrought(state)]
  const costs = costOf(ledger, desk.costs ?? null)
  const isAnswered = state.firstAnsweredAt !== null
  // Whatever ended here was ended with a word; only what went on waits.
  const wasOpen = state.phase === 'open' || (state.phase === 'merged' && state.solved === null)
  const isAwaited = state.awaited !== null && wasOpen
  const promisedBy = promisedWhenMerged(state, ledger)
  return {
    since: state.owedFrom,
    ...(isAnswered && { answeredAt: state.firstAnsweredAt as Instant }),
    ...(isAwaited && { awaitedSince: (state.awaited as Awaited).since }),
    ...(promisedBy !== null && { promisedBy }),
    policies,
    waited,
    customer: state.customer,
    ...(costs && { costs }),
    ...(matters.length > 0 && { matters }),
    ...(regressions.length > 0 && { regressions }),
    ...(untold.length > 0 && { untold }),
    ...(questions.length > 0 && { questions }),
  }
}

/** The earliest time by which the house owed a word that it took back because the case was merged now. */
function promisedWhenMerged({ promises }: OpenedCase, ledger: readonly Recorded[]): Instant | null {
  const merged = ledger.findLast(one => one.type === 'case.merged')
  return earliest(
    ledger.map(one =>
      one.type === 'promise.withdrawn' && one.end === 'merged' && one.at === merged?.at
        ? promises[one.promise]!.dueAt
        : null,
    ),
  )
}
