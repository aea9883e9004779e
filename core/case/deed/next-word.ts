// The next word a customer is owed, promised to him when all of a deed is decided: while his case is open and
// it is not his turn, he has a time by which he hears from us. Not: what a policy owes (deed/target.ts).
import type { Brought } from '#core/case/brought.ts'
import { unansweredSince } from '#core/case/deed/brought-word.ts'
import type { Setting, Wish } from '#core/case/deed/deed.ts'
import { housePromise, openPromises, usualTime } from '#core/case/deed/promise.ts'
import { openTargets } from '#core/case/deed/target-clock.ts'
import { waitOf } from '#core/case/deed/wait.ts'
import type { Event } from '#core/case/event.ts'
import { isWord } from '#core/case/sender-check.ts'
import type { Case, OpenCase } from '#core/case/state.ts'
import { overloadMinutesIn } from '#core/capacity/overload.ts'
import type { TargetKind } from '#core/clock/policy.ts'
import { dayMs, earliest, type Instant, instant, minuteMs } from '#core/kit/time.ts'

const words: readonly TargetKind[] = ['first_response', 'next_response', 'periodic_update']

/**
 * What the desk adds when all wishes of a deed are decided: the promise of the next word, where none is open.
 * What a policy owes gives its time. Where it owes no word, or its times have all passed, the desk's usual
 * minutes rule: for whoever waits for a word, and where the deed took the time that he had. A reply that
 * names no time is somebody's choice: a lead hears of it (case/need.ts).
 */
export function nextWord(state: Case, decided: readonly Event[], setting: Setting): Event[] {
  if (state.phase !== 'open') return []
  const wish: Wish = {
    by: { kind: 'system', part: 'desk' },
    at: instant(Math.max(setting.now, state.lastAt)),
    setting,
  }
  if (isBroken(decided)) return inItsPlace(state, wish)
  if (openPromises(state).length > 0) return []
  const promised = broughtWord(decided, wish)
  const isHis = waitOf(state)?.turn === 'customer'
  const owed = isHis ? null : owedWord(state, wish)
  const isOwed = !isHis && decided.some(one => waits(one, state))
  const dueAt = earliest([promised, owed]) ?? (isOwed ? usualTime(state, wish) : null)
  return dueAt === null ? [] : [wordBy(state, wish, dueAt)]
}

/** The time he was told in a case that goes on here stands, whosever turn it is; null: none ahead. */
function broughtWord(decided: readonly Event[], { at }: Wish): Instant | null {
  const told = decided.map(one => (one.type === 'case.linked' && one.brings?.promisedBy) || null)
  return earliest(told.filter(one => one !== null && one > at))
}

/** A promise was missed, and nobody gave another time for it. */
const isBroken = (decided: readonly Event[]): boolean =>
  decided.some(({ type }) => type === 'promise.missed') &&
  !decided.some(({ type }) => type === 'promise.made')

/** Something else that we promised him is new time enough when it comes so soon. */
const soonMs = dayMs

/** He is told of a new time, whosever turn it is. */
function inItsPlace(state: OpenCase, wish: Wish): Event[] {
  const dueAt = owedWord(state, wish) ?? usualTime(state, wish)
  const until = Math.max(dueAt, wish.at + soonMs)
  const isEnough = openPromises(state).some(([, one]) => one.dueAt > wish.at && one.dueAt <= until)
  return isEnough ? [] : [wordBy(state, wish, dueAt)]
}

/** When the policy owes him the next word; null: it owes none, or all of its times have passed. */
function owedWord(state: OpenCase, wish: Wish): Instant | null {
  const owed = openTargets(state).filter(([, one]) => words.includes(one.kind) && one.dueAt > wish.at)
  const dueAt = earliest(owed.map(([, one]) => one.dueAt))
  return dueAt === null ? null : tellable(state, wish, dueAt)
}

const wordBy = ({ customer: to, severity, team }: OpenCase, wish: Wish, dueAt: Instant): Event =>
  housePromise(wish, { to, severity, team, means: 'email', dueAt })

/** After it he waits for a word of ours: he said something, or what he waited for came to nothing. */
function waits(event: Event, state: OpenCase): boolean {
  switch (event.type) {
    case 'case.opened':
    case 'case.reopened':
    case 'case.parted':
    case 'message.sender_confirmed':
    // It is our turn again, whatever he was told before.
    case 'wait.ended':
    // Of a case that goes on: the time he had is taken back.
    case 'promise.withdrawn':
      return true
    // Nobody has answered him in the case that goes on here, or he had a time there.
    case 'case.linked':
      return event.brings !== undefined && isWaitBrought(state, event.brings)
    case 'message.received':
      return isWord(event)
    case 'contact.held':
      return event.direction === 'in' && event.reach !== 'reached'
    // We tried him and did not reach him: he has no word yet.
    case 'promise.kept':
      return event.how === 'attempt'
    default:
      return false
  }
}

const isWaitBrought = (state: OpenCase, brings: Brought): boolean =>
  brings.promisedBy !== undefined || unansweredSince(state, brings) !== null

/**
 * What a contract owes is told as it is owed. What the house owes everybody is told as the time that can be
 * kept while more comes than can be done; the target stays, and is missed where it is.
 */
function tellable({ entitled, severity, team }: OpenCase, { at, setting }: Wish, dueAt: Instant): Instant {
  if (entitled?.outcome !== 'house') return dueAt
  const minutes = overloadMinutesIn(setting.desk, { team, severity })
  return instant(Math.max(dueAt, at + minutes * minuteMs))
}
