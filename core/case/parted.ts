// What a merge that is taken back leaves on each side: what happened meanwhile to the case that went on in
// another one, and what that one gives up with it. Not: what it brought along when it came (brought.ts), nor
// what that changes for the clocks (deed/target-joined.ts).
import { fold } from '#core/case/case.ts'
import { type CutWait, cutWait, spokeSince } from '#core/case/cut-wait.ts'
import type { Event, Recorded } from '#core/case/event.ts'
import { findingsOf } from '#core/case/findings.ts'
import { isParticipant } from '#core/case/sender-check.ts'
import type { OpenedCase } from '#core/case/state.ts'
import { present } from '#core/case/deed/deed.ts'
import type { Question } from '#core/case/deed/question.ts'
import type { RegressionResult } from '#core/case/verification-fact.ts'
import { caseStretches } from '#core/clock/explain.ts'
import type { CaseId, CustomerId, MatterId, NewsId, QuestionId, RegressionId } from '#core/kit/id.ts'
import { earliest, type Instant, latest } from '#core/kit/time.ts'

/** What was done for it in the case it was merged into; it is not done, nor asked, twice. */
export type Meanwhile = {
  /** when it was legitimately not our turn there, in order */
  readonly waited: readonly (readonly [from: Instant, to: Instant])[]
  /** the first and the last word its customer had there; absent: none */
  readonly answeredAt?: Instant
  readonly spokenAt?: Instant
  readonly questions?: readonly {
    readonly question: QuestionId
    readonly standing: Exclude<Question['standing'], 'open'>
  }[]
  readonly regressions?: readonly {
    readonly regression: RegressionId
    readonly result: RegressionResult
    readonly at: Instant
  }[]
  /** what it had waited for, and still waits for: nobody has said anything since */
  readonly wait?: CutWait
  /** what its customer has heard there of what waited to be passed on */
  readonly news?: readonly NewsId[]
  /** up to where it was told there of what it belongs to */
  readonly matters?: readonly { readonly matter: MatterId; readonly told: number }[]
}

/** What the other case gives up: it owes again what it would owe if they had never been one. */
export type GivenBack = {
  readonly since: Instant
  /** its own first answer; absent: its own customer has had none */
  readonly answeredAt?: Instant
  /** since when its own customer waits for a word of ours; absent: he has had it */
  readonly awaitedSince?: Instant
  /** what it had waited for until the other case came, and still waits for */
  readonly wait?: CutWait
  /** whose words counted only because of the merge */
  readonly writer?: CustomerId
  readonly questions?: readonly QuestionId[]
  readonly regressions?: readonly RegressionId[]
  readonly news?: readonly NewsId[]
  readonly matters?: readonly MatterId[]
}

type Taken = {
  readonly id: CaseId
  readonly customer: CustomerId
  readonly own?: readonly Recorded[]
}
/** Both sides; null: that case does not go on in this one (any more). */
export type Parted = { readonly meanwhile: Meanwhile; readonly back: GivenBack }

/**
 * @param ledger of the case in which the other one went on
 * @param id the case that is taken out of it, of that customer; `own`: its ledger, of one that is merged
 */
export function partedFrom(
  ledger: readonly Recorded[],
  { id, customer, own = [] }: Taken,
  now: Instant,
): Parted | null {
  const state = fold(ledger)
  if (state.phase === 'unopened' || !state.brought.some(one => one.from === id)) return null
  const at = ledger.findLastIndex(one => isJoining(one, id))
  const link = ledger[at] as Extract<Recorded, { type: 'case.linked' }>
  const along = broughtIds(ledger.slice(at), id)
  const isSame = state.customer === customer
  const hasSpoken = spokeSince(ledger.slice(at + 1))
  const merged = own.findLastIndex(one => one.type === 'case.merged')
  const wait = merged < 0 || hasSpoken ? undefined : cutWait(own, merged, now)
  const ownWait = state.phase !== 'open' || state.wait || hasSpoken ? undefined : cutWait(ledger, at, now)
  return {
    meanwhile: {
      waited: isSame ? waitedSince(ledger, link.at, now) : [],
      ...(isSame && wordsSince(state, ledger.slice(at))),
      ...settled(state, along),
      ...(isSame && some({ matters: toldOf(state) })),
      ...present({ wait }),
    },
    back: { ...withoutIt(ledger, link), ...unsettled(state, along), ...present({ wait: ownWait }) },
  }
}

/** Whether by this fact that case came to go on here. */
const isJoining = (event: Event, id: CaseId): boolean =>
  event.type === 'case.linked' && event.to === id && event.brings !== undefined

/** What of a list is empty is left out. */
const some = <T extends Record<string, readonly unknown[]>>(lists: T): Partial<T> =>
  Object.fromEntries(Object.entries(lists).filter(([, list]) => list.length > 0)) as Partial<T>

type Along = ReturnType<typeof broughtIds>
/** What came along and stands in facts of its own. */
const broughtIds = (since: readonly Recorded[], id: CaseId) => ({
  questions: since.flatMap(one => (one.type === 'question.added' && one.from === id ? [one.question] : [])),
  regressions: since.flatMap(one =>
    one.type === 'regression.planned' && one.from === id ? [one.regression] : [],
  ),
  news: since.flatMap(one => (one.type === 'news.arose' && one.from === id ? [one.news] : [])),
  matters: since.flatMap(one => (one.type === 'matter.joined' && one.from === id ? [one.matter] : [])),
})

/** When it was not our turn there since they were one. */
function waitedSince(ledger: readonly Recorded[], since: Instant, now: Instant): Meanwhile['waited'] {
  const held = caseStretches(ledger, null, now)
  const endedAt = held.reduce((last, one) => latest(last, one.to), since)
  return [
    ...held.flatMap(({ counts, from, to }) =>
      counts || to <= since ? [] : ([[latest(from, since), to]] as const),
    ),
    ...(endedAt < now ? [[latest(endedAt, since), now] as const] : []),
  ]
}

/** The words of ours that reached him since. */
function wordsSince({ messages }: OpenedCase, since: readonly Recorded[]) {
  const said = since.flatMap(event => {
    if (event.type === 'contact.held') return event.reach === 'reached' ? [event.startedAt] : []
    // It went on in a third one itself, and what he heard there came back with it.
    if (event.type === 'case.parted')
      return [event.meanwhile.answeredAt, event.meanwhile.spokenAt].flatMap(at => at ?? [])
    const one = event.type === 'message.sent' ? messages[event.message] : undefined
    return one && !one.automatic ? [one.at] : []
  })
  const [answeredAt, spokenAt] = [earliest(said), said.length === 0 ? null : (Math.max(...said) as Instant)]
  return present({ answeredAt: answeredAt ?? undefined, spokenAt: spokenAt ?? undefined })
}

function settled(state: OpenedCase, { questions, regressions, news }: Along) {
  const looked = findingsOf(state).regressions ?? {}
  return some({
    questions: questions.flatMap(question => {
      const { standing } = state.questions[question]!
      return standing === 'open' ? [] : [{ question, standing }]
    }),
    regressions: regressions.flatMap(regression => {
      const { checkedAt: at, standing } = looked[regression]!
      return at === null ? [] : [{ regression, result: standing as RegressionResult, at }]
    }),
    news: news.filter(one => state.untold[one] === undefined),
  })
}

function unsettled(state: OpenedCase, { questions, regressions, news, matters }: Along) {
  const looked = findingsOf(state).regressions ?? {}
  return some({
    questions: questions.filter(one => state.questions[one]!.standing === 'open'),
    regressions: regressions.filter(one => looked[one]!.checkedAt === null),
    news: news.filter(one => state.untold[one] !== undefined),
    matters: matters.filter(one => state.matters?.[one] !== undefined),
  })
}

const toldOf = ({ matters = {} }: OpenedCase) =>
  (Object.entries(matters) as [MatterId, { told: number }][]).map(([matter, { told }]) => ({ matter, told }))

/** Without those that came and left before: what they brought was given back, as it stood then. */
function withoutParted(ledger: readonly Recorded[]): Recorded[] {
  const isHere = (at: number, id: CaseId) =>
    !ledger.some((one, i) => i > at && one.type === 'case.unlinked' && one.to === id)
  return ledger.filter(
    (one, i) =>
      one.type !== 'case.unlinked' &&
      (one.type !== 'case.linked' || one.brings === undefined || isHere(i, one.to)),
  )
}

/** The case as it would be, had the other one never come. */
function withoutIt(ledger: readonly Recorded[], link: Extract<Recorded, { type: 'case.linked' }>): GivenBack {
  const state = fold(withoutParted(ledger).filter(one => one !== link)) as OpenedCase
  const customer = link.brings?.customer
  return {
    since: state.owedFrom,
    ...present({
      answeredAt: state.firstAnsweredAt ?? undefined,
      awaitedSince: state.awaited?.since,
      writer: customer && !isParticipant(state, customer) ? customer : undefined,
    }),
  }
}
