// The marks of cases in a stretch of time: the one place that says what measures count, and of when. Each
// mark follows from what was recorded until its instant, so that a stretch that is over keeps its marks for
// ever. Not: what is counted of them (of-period.ts), nor how they are kept (mark-page.ts).
import type { DeskCosts } from '#core/cost/desk-costs.ts'
import type { CustomerId } from '#core/kit/id.ts'
import { dayMs, type Instant, instant } from '#core/kit/time.ts'
import type { CaseCourse } from '#core/measure/case-course.ts'
import { isArticle } from '#core/measure/helped-by.ts'
import {
  anewValue,
  cameAgain,
  costValue,
  couldHave,
  inOneContact,
  type Mark,
  type MarkKind,
  type Place,
  promiseEnds,
  saidSo,
  wasReopened,
} from '#core/measure/mark.ts'
import type { Period } from '#core/measure/period.ts'
import { type Spent, spentOn } from '#core/measure/spent.ts'

/** So long after a fix it is seen whether the customer comes again. */
export const outlookDays = [7, 30] as const
/** So long after somebody was asked how we did it is seen whether he answers: one of them. */
export const answerDays = 7
/** The longest of them. */
const longestOutlook = 30
export const outlookMs = longestOutlook * dayMs

/** Courses of cases, by whose they are. */
export type ByCustomer = ReadonlyMap<CustomerId, readonly CaseCourse[]>

/**
 * The marks a case left within a stretch, in an order that never changes.
 * @param near the courses of the same customer that opened in the outlook of a fix, among others
 * @param costs what an hour cost since when; null: nothing is known
 */
export function marksOf(
  one: CaseCourse,
  stretch: Period,
  near: ByCustomer,
  costs: DeskCosts | null = null,
): Mark[] {
  const isIn = (at: Instant) => at >= stretch.from && at < stretch.until
  const marks: Mark[] = []
  const leave: Leave = (mark, at, value, { of, as = at } = {}) => {
    if (!isIn(at)) return
    const place = placeAt(one, as)
    marks.push({ mark, at, number: one.number, value, place, ...(of !== undefined && { of }) })
  }
  leave('opened', one.openedAt, 0)
  for (const at of one.contacts) leave('contact', at, 0)
  for (const { at, seconds } of one.calls) leave('call', at, seconds)
  for (const { at, seconds } of one.worked) leave('worked', at, seconds)
  const spent = spentOn(one, costs)
  leaveCost(spent, leave)
  const [reply] = one.replies
  if (one.isWritten && reply !== undefined) {
    leave('first_reply', reply, secondsOf(reply - one.openedAt))
    if (one.firstWorkingMs !== null) leave('first_reply_working', reply, secondsOf(one.firstWorkingMs))
  }
  for (const { at, waitedMs, workingMs } of one.answers) {
    leave('next_reply', at, secondsOf(waitedMs))
    if (workingMs !== null) leave('next_reply_working', at, secondsOf(workingMs))
  }
  const [solved] = one.solved
  if (solved) {
    leave('solved', solved.at, secondsOf(solved.at - one.openedAt))
    leave('solved_level', solved.at, one.highest)
    if (solved.workingMs !== null) leave('solved_working', solved.at, secondsOf(solved.workingMs))
    if (solved.cause !== null) leave('solved_cause', solved.at, 0, { of: `cause:${solved.cause}` })
    for (const of of one.helpedBy) leave('helped', solved.at, 0, { of })
    if (one.helpedBy.some(isArticle)) leave('helped_article', solved.at, 0)
    for (const days of outlookDays) {
      const over = instant(solved.at + days * dayMs)
      if (!isIn(over)) continue
      const held = lasted(one, { from: solved.at, over }, near)
      // It counts where it was solved.
      leave(`lasted_${days}`, over, held, { as: solved.at })
      leave(`cost_lasted_${days}`, over, costUntil(spent, over), { as: solved.at })
      for (const of of one.helpedBy) leave(`helped_lasted_${days}`, over, held, { as: solved.at, of })
    }
  }
  for (const at of one.referred) leave('referred', at, 0)
  leaveOwed(one, leave)
  return marks
}

/** `as`: where it lay then is where it counts; absent: at the instant of the mark */
type More = { readonly of?: string; readonly as?: Instant }
type Leave = (mark: MarkKind, at: Instant, value: number, more?: More) => void

/** What was brought along was counted in the case it came with. */
function leaveCost(spent: readonly Spent[], leave: Leave): void {
  for (const { at, sort, minor, isBrought } of spent)
    if (!isBrought) leave('cost', at, costValue(minor), { of: `cost:${sort}` })
}

const costUntil = (spent: readonly Spent[], over: Instant): number =>
  costValue(spent.reduce((sum, { at, minor }) => (at <= over ? sum + minor : sum), 0))

/** How what was owed ended, how customers say we did, and when it lay open. */
function leaveOwed(one: CaseCourse, leave: Leave): void {
  for (const { at, how } of one.promises) leave('promise', at, promiseEnds.indexOf(how))
  for (const { at, how, waitedMs } of one.takenUp) {
    leave('taken_up', at, how === 'returned' ? 1 : 0)
    if (how === 'accepted') leave('accepted', at, secondsOf(waitedMs))
  }
  for (const answered of one.answeredAbove) leave('answered_above', answered.at, answered.couldHave ? 1 : 0)
  for (const { at, could, agrees } of one.checkedAbove)
    leave('checked_above', at, (could ? couldHave : 0) | (agrees ? saidSo : 0))
  for (const { at, policy, kind, met } of one.owed)
    leave('owed', at, met ? 1 : 0, { of: `policy:${policy} target:${kind}` })
  for (const { at, answers } of one.satisfaction) {
    leave('asked', at, 0)
    const [first, ...anew] = answers
    const over = instant(at + answerDays * dayMs)
    // It counts where he was asked.
    leave('asked_lasted_7', over, first && first.at <= over ? 1 : 0, { as: at })
    if (first) leave('answered', first.at, first.score)
    for (const [i, { at, score }] of anew.entries())
      leave('answered_anew', at, anewValue(answers[i]!.score, score), {
        ...{ of: String(first!.at), as: first!.at },
      })
  }
  for (const { at, isOpen } of laid(one)) leave('lay', at, isOpen ? secondsOf(one.openedAt) : 0)
}

const secondsOf = (ms: number): number => Math.floor(ms / 1_000)

/** Where a case lay at an instant it was there. */
export function placeAt({ stood, channel }: CaseCourse, at: Instant): Place {
  const { team, level, product, kind } = stood.findLast(one => one.at <= at)!
  return { team, level, product, kind, channel }
}

type Outlook = { readonly from: Instant; readonly over: Instant }

/** Whether a fix held for so many days, by what the customer did until they were over. */
function lasted(one: CaseCourse, { from, over }: Outlook, near: ByCustomer): number {
  const isAfter = (at: Instant) => at > from && at <= over
  const { kind } = placeAt(one, over)
  const isOther = (other: CaseCourse) =>
    other.id !== one.id && !other.isSplitOff && isAfter(other.openedAt) && placeAt(other, over).kind === kind
  const others = near.get(one.customer) ?? []
  const came = one.contacts.some(isAfter) || one.reopened.some(isAfter) || others.some(isOther)
  return (
    (one.contacts.filter(at => at <= from).length <= 1 ? inOneContact : 0) |
    (came ? cameAgain : 0) |
    (one.reopened.some(at => at <= over) ? wasReopened : 0)
  )
}

/** When it came to lie open, open in another place, or open no more. */
function* laid({ lay, stood }: CaseCourse): Generator<{ at: Instant; isOpen: boolean }> {
  const [, ...moves] = stood
  const turns = [...lay, ...moves.map(({ at }) => ({ at, isOpen: null }))].toSorted((a, b) => a.at - b.at)
  let isOpen = false
  for (const turn of turns) {
    if (turn.isOpen === null && !isOpen) continue
    isOpen = turn.isOpen ?? isOpen
    yield { at: turn.at, isOpen }
  }
}
