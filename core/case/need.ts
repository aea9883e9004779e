// From when on a case needs a person, and why: kept on the card, so that a lead's list is one walk along an
// index. Not: the order of that list, nor who helps (measure/board.ts).
import type { Clock } from '#core/case/card.ts'
import { offerOf } from '#core/case/deed/hand-off-state.ts'
import { openHelp } from '#core/case/deed/help-facts.ts'
import { openPromises } from '#core/case/deed/promise.ts'
import { openFollowUp } from '#core/case/deed/satisfaction.ts'
import { openTargets } from '#core/case/deed/target-clock.ts'
import { waitOf, waitRing } from '#core/case/deed/wait.ts'
import type { Event } from '#core/case/event.ts'
import type { OpenedCase } from '#core/case/state.ts'
import type { TargetKind } from '#core/clock/policy.ts'
import { dayMs, type Instant, instant } from '#core/kit/time.ts'

/** Why a person is needed; the worst first. */
export const needCodes = [
  'severity_1',
  'late',
  'missed',
  'help',
  'dissatisfied',
  'no_news',
  'expired',
  'nobody',
  'stuck',
  'unsaid',
  'soon',
] as const
export type NeedCode = (typeof needCodes)[number]

/** `at`: since when, or from when on if nothing happens until then; `kind`: what is late or soon. */
export type CardNeed = { readonly code: NeedCode; readonly at: Instant; readonly kind?: Clock['kind'] }

/** What keeps the customer informed: one of these, or a promise, is his next word. */
const words: readonly TargetKind[] = ['first_response', 'next_response', 'periodic_update']

/** What is known of the case beside its state: the next thing owed, and since when it lacks a word. */
export type Lacking = {
  readonly clock: Clock | null
  readonly missedAt: Instant | null
  readonly unsaidAt: Instant | null
}

/**
 * Why the case needs a person at an instant: the worst of what holds already, else what comes first if
 * nothing happens; null: nothing will by the clock alone.
 */
export function needAfter(
  state: OpenedCase,
  at: Instant,
  { clock, missedAt, unsaidAt }: Lacking,
): CardNeed | null {
  if (state.phase !== 'open') return first(ended(state), at)
  const all: CardNeed[] = [...owed(state), ...left(state, clock), ...notContent(state)]
  if (missedAt !== null) all.push({ code: 'missed', at: missedAt })
  const help = openHelp(state)
  if (help) all.push({ code: 'help', at: help.at }, { code: 'late', at: help.answerBy, kind: 'help' })
  const { missingSince } = state.news
  if (missingSince !== null) all.push({ code: 'no_news', at: missingSince })
  const { noticed } = state.stuck
  // Its worker was asked first; whoever has said what he does is left alone until then.
  if (noticed?.until === null) all.push({ code: 'stuck', at: noticed.leadAt })
  if (unsaidAt !== null) all.push({ code: 'unsaid', at: instant(Math.max(unsaidAt, saidNoneUntil(state))) })
  return first(all, at)
}

/** The worst of what holds already, else what comes first; null: there is none. */
function first(all: readonly CardNeed[], at: Instant): CardNeed | null {
  let now: CardNeed | null = null
  let next: CardNeed | null = null
  for (const one of all)
    if (one.at <= at) now = now && worse(now, one) <= 0 ? now : one
    else next = next && sooner(next, one) <= 0 ? next : one
  return now ?? next
}
const ranks = Object.fromEntries(needCodes.map((code, i) => [code, i])) as Record<NeedCode, number>
const rank = (one: CardNeed): number => ranks[one.code]
const worse = (a: CardNeed, b: CardNeed): number => rank(a) - rank(b) || a.at - b.at
const sooner = (a: CardNeed, b: CardNeed): number => a.at - b.at || rank(a) - rank(b)

/** What is left to do once it is solved: ask whether it holds, and hear whoever was not content. */
const ended = (state: OpenedCase): CardNeed[] =>
  state.phase === 'solved' && state.checkBack
    ? [{ code: 'late', at: state.checkBack.dueAt, kind: 'check_back' }, ...notContent(state)]
    : notContent(state)

/** Whoever told us that he was not content waits for somebody who leads, however the case stands. */
function notContent(state: OpenedCase): CardNeed[] {
  const one = openFollowUp(state)
  if (!one) return []
  return [
    { code: 'dissatisfied', at: one.since },
    { code: 'late', at: one.dueAt, kind: 'follow_up' },
  ]
}

/** What is owed by an instant: late from then on, and soon from its warning on. */
function owed(state: OpenedCase): CardNeed[] {
  const found: CardNeed[] = openPromises(state).map(([, one]) => ({
    code: 'late',
    at: one.dueAt,
    kind: one.topic ? 'promise' : 'first_answer',
  }))
  for (const [, { kind, standing, dueAt, warnAt }] of openTargets(state)) {
    if (standing !== 'running') continue
    found.push({ code: 'late', at: dueAt, kind })
    if (warnAt !== null) found.push({ code: 'soon', at: warnAt, kind })
  }
  const until = waitRing(state)
  if (until !== null) found.push({ code: 'late', at: until, kind: 'wait' })
  return found
}

/** What lies with nobody: an offer nobody accepts, a case nobody takes. */
function left(state: OpenedCase, clock: Clock | null): CardNeed[] {
  const offer = offerOf(state)
  const found: CardNeed[] = offer ? [{ code: 'expired', at: offer.acceptBy }] : []
  if (state.worker !== null) return found
  if (state.severity === 1) found.push({ code: 'severity_1', at: state.openedAt })
  // A queue is where a case may lie for a while: it is left lying when half of the time for it is gone.
  const half = clock?.fromAt === undefined ? null : instant(Math.ceil((clock.fromAt + clock.dueAt) / 2))
  if (half !== null && waitOf(state)?.turn !== 'customer') found.push({ code: 'nobody', at: half })
  return found
}

/**
 * Whoever writes that no next update is needed has said it on purpose, with a reason: no lead has to
 * look at once. But a case that is open and of which nobody hears is looked at in the end.
 */
const silenceDays = 7

/** Until when it holds that no next update is needed: it was said in our last message; 0: it was not. */
function saidNoneUntil({ messages }: OpenedCase): number {
  const ours = Object.values(messages).filter(
    one => one.way === 'out' && !one.automatic && one.standing !== 'withdrawn' && one.standing !== 'failed',
  )
  const last = ours.at(-1)
  return last?.noPromise ? last.at + silenceDays * dayMs : 0
}

/** A fact with the case as it is after it. */
type Step = { readonly state: OpenedCase; readonly event: Event }

/** Whether the customer has no time by which he hears from us, though it is not his turn. */
const isUnsaid = (state: OpenedCase): boolean =>
  state.phase === 'open' &&
  waitOf(state)?.turn !== 'customer' &&
  openPromises(state).length === 0 &&
  !openTargets(state).some(([, one]) => words.includes(one.kind))

/**
 * Since when the customer has no time by which he hears from us; null: he has.
 * @param before what held before these steps
 */
export function unsaidAfter(before: Instant | null, steps: readonly Step[]): Instant | null {
  let since: Instant | null = null
  for (let i = steps.length - 1; i >= 0; i--) {
    if (!isUnsaid(steps[i]!.state)) return since
    since = steps[i]!.event.at
  }
  return before ?? since
}

/**
 * Since when a promise is missed and nobody has spoken with the customer; null: none is, or somebody has. A
 * person who promises a new time has.
 * @param before what held before these steps
 */
export const missedAfter = (before: Instant | null, steps: readonly Step[]): Instant | null =>
  steps.reduce(missedNow, before)

function missedNow(since: Instant | null, { state, event }: Step): Instant | null {
  if (state.phase !== 'open') return null
  switch (event.type) {
    case 'promise.missed':
      return event.at
    case 'promise.made':
      return event.topic ? null : since
    case 'contact.held':
      return event.reach === 'reached' ? null : since
    case 'message.sent':
      return state.messages[event.message]?.automatic ? since : null
    default:
      return since
  }
}
