// Asking the customer, some days after solving, whether the fix holds: planned with the solving, ended once.
// Not: what his answer makes of the case (check-back-end.ts), nor what was promised before (promise.ts).
import { deskFact, type Evolver, fact, present, type Wish } from '#core/case/deed/deed.ts'
import type { CheckBackEnd, Event } from '#core/case/event.ts'
import type { CheckBack, OpenedCase } from '#core/case/state.ts'
import { dueInDays } from '#core/clock/business-day.ts'
import { type Day, day, weekdayOf } from '#core/clock/date.ts'
import { newestVersion, versionOf } from '#core/clock/policy.ts'
import { instantOf, localMsOf, type ZoneStretch, zoneStretch } from '#core/clock/zone.ts'
import type { ContactId, MessageId } from '#core/kit/id.ts'
import { after, dayMs, type Instant } from '#core/kit/time.ts'
import { keeperNow } from '#core/people/cover.ts'
import type { Delay, DeskFacts } from '#core/people/desk-facts.ts'

/** So often somebody is tried before he counts as not reached. */
export const triesMax = 2
/** When he is tried again. */
const againAfter: Delay = { count: 1, unit: 'business_days' }

type Asked = Pick<OpenedCase, 'kind' | 'severity' | 'entitled'>

/** After how long a customer is asked whether the fix of such a case holds; null: he is not asked. */
export function checkBackAfter({ checkBacks }: DeskFacts, { kind, severity }: Asked): Delay | null {
  return checkBacks.notFor.includes(kind) ? null : (checkBacks.after[severity - 1] as Delay | null)
}

/** When so much time has passed: by the days of the calendar the case is served by, else Monday to Friday. */
export function delayed(desk: DeskFacts, { entitled }: Asked, from: Instant, delay: Delay): Instant {
  if (delay.unit === 'days') return after(from, delay.count * dayMs)
  const version = entitled?.policy
    ? versionOf(desk.policies[entitled.policy], entitled.version)
    : desk.housePolicy && desk.policies[desk.housePolicy] && newestVersion(desk.policies[desk.housePolicy]!)
  const calendar = version && desk.calendars[version.calendar]
  return calendar ? dueInDays(calendar, from, delay.count) : onWeekday(desk, from, delay.count)
}

/** The same time of day when so many of Monday to Friday have come, by the clocks of the desk. */
function onWeekday({ zone }: DeskFacts, from: Instant, count: number): Instant {
  const clocks = zone ? zoneStretch(zone, from, from + (count + 1) * weekMs) : utc
  const localMs = localMsOf(clocks, from)
  const today = day(Math.floor(localMs / dayMs))
  let days = 0
  for (let left = count; left > 0; ) {
    days++
    if (weekdayOf((today + days) as Day) < 5) left--
  }
  return instantOf(clocks, localMs + days * dayMs)
}
const weekMs = 7 * dayMs
const utc: ZoneStretch = { firstOffsetMs: 0, changes: [] }

/** The question that is planned with the solving. */
export function checkBackPlanned(state: OpenedCase, wish: Wish): Event[] {
  const { desk } = wish.setting
  const delay = checkBackAfter(desk, state)
  if (!delay) return []
  const dueAt = delayed(desk, state, wish.at, delay)
  return [deskFact(wish, 'check_back.planned', { checkBack: wish.setting.newId('chb'), dueAt, ...delay })]
}

/** The end of what is still to be asked, by whoever made it end; nothing where nothing is to be asked. */
export const checkBackEnded = (
  { checkBack }: OpenedCase,
  wish: Wish,
  how: CheckBackEnd,
  evidence?: ContactId | MessageId,
): Event[] =>
  checkBack ? [fact(wish, 'check_back.ended', present({ checkBack: checkBack.id, how, evidence }))] : []

/**
 * He was tried: once more tomorrow. A second call nobody answers ends it, a second mail waits for its answer.
 */
export function checkBackTried(
  state: OpenedCase,
  wish: Wish,
  evidence: ContactId | MessageId,
  by: 'call' | 'mail',
): Event[] {
  const { checkBack } = state
  if (!checkBack || state.phase !== 'solved') return []
  if (by === 'call' && checkBack.tries + 1 >= triesMax)
    return checkBackEnded(state, wish, 'not_reached', evidence)
  const again = delayed(wish.setting.desk, state, wish.at, againAfter)
  return [fact(wish, 'check_back.tried', { checkBack: checkBack.id, evidence, again })]
}

/** The verdict that is due: late, or, when two mails were left without an answer, not reached. */
export function checkBackVerdicts(state: OpenedCase, wish: Wish): Event[] {
  const one = runningCheckBack(state)
  if (!one || wish.setting.now < one.dueAt) return []
  if (one.tries >= triesMax) return checkBackEnded(state, wish, 'not_reached')
  const { contact: keeper, team } = state
  const kept = keeperNow(wish.setting.desk, { keeper, dueAt: one.dueAt, team })
  const who = kept.as === 'team' ? undefined : kept.agent
  return [fact(wish, 'check_back.late', present({ checkBack: one.id, keeper: who }))]
}

/** When the clock has to look at it. An open case is spoken about anyway: nothing falls due meanwhile. */
export const checkBackRing = (state: OpenedCase): Instant | null => runningCheckBack(state)?.dueAt ?? null

const runningCheckBack = ({ phase, checkBack }: OpenedCase): CheckBack | null =>
  phase === 'solved' && checkBack?.standing === 'running' ? checkBack : null

const changed = (state: OpenedCase, change: (one: CheckBack) => Partial<CheckBack>): OpenedCase => {
  const { checkBack } = state
  return checkBack ? { ...state, checkBack: { ...checkBack, ...change(checkBack) } } : state
}

export const checkBackPlans: Evolver<'check_back.planned'> = (state, { checkBack, at, dueAt }) => ({
  ...state,
  checkBack: { id: checkBack, standing: 'running', plannedAt: at, dueAt, tries: 0 },
})
export const checkBackTries: Evolver<'check_back.tried'> = (state, { again }) =>
  changed(state, ({ tries }) => ({ standing: 'running', dueAt: again, tries: tries + 1 }))
/** A mail that came back asked nobody: that he was tried with it counts no more. */
export const checkBackUntried: Evolver<'message.bounced'> = (state, { message }) => {
  const one = state.messages[message]
  const isTry = one?.standing === 'sent' && one.checkBack !== null && one.checkBack === state.checkBack?.id
  return isTry ? changed(state, ({ tries }) => ({ tries: Math.max(0, tries - 1) })) : state
}
export const checkBackLate: Evolver<'check_back.late'> = state => changed(state, () => ({ standing: 'late' }))
export const checkBackEnds: Evolver<'check_back.ended'> = state => ({ ...state, checkBack: null })
