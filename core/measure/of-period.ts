// The measures of a period, each with its definition, from the courses of its cases alone: whoever asks again
// in years gets the same. Not: which cases are read for it (store/desk/measured.ts), nor how it is told.
// Definitions: docs/measures.md.
import { lowScore } from '#core/case/satisfaction-fact.ts'
import type { CaseCourse } from '#core/measure/case-course.ts'
import type { Period } from '#core/measure/period.ts'
import { isWithin, type Scope, scopeText } from '#core/measure/scope.ts'
import { shareOf as wilsonOf } from '#core/measure/walk-tally.ts'
import { dayMs, instant, type Instant } from '#core/kit/time.ts'

/**
 * One measure: its value (a count, a share from 0 to 1, or seconds; null: nothing to measure), of how many,
 * and the numbers of the cases behind it.
 */
export type Measure = {
  readonly measure: string
  readonly scope: string
  readonly value: number | null
  readonly n: number
  /** of a share: where it lies with 95 % certainty, by Wilson; few cases make it wide */
  readonly range: readonly [from: number, to: number] | null
  readonly list: readonly number[]
}

/** So long after a fix it is seen whether the customer comes again. */
export const outlookDays = [7, 30] as const
/** The longest of them: facts until then are read beside those of the period. */
export const outlookMs = 30 * dayMs

type Told = Omit<Measure, 'scope'>
type Asked = Period & {
  /** outlooks that are over by then are counted */
  readonly now: Instant
  /** only what happened while a case was within it; absent: all */
  readonly scope?: Scope
}

/**
 * The measures of a period.
 * @param atEnd the courses as they stood when the period ended
 * @param after the same cases and those that came in the outlook, as they stood when that ended or now
 */
export function measuresOf(
  atEnd: readonly CaseCourse[],
  after: readonly CaseCourse[],
  asked: Asked,
): readonly Measure[] {
  const within = withinOf(asked)
  const told = [
    ...counts(atEnd, within),
    ...backlog(atEnd, asked),
    ...times(atEnd, within),
    ...levels(atEnd, within),
    ...outlookDays.flatMap(days => lasting(after, { ...asked, days })),
    ...owing(atEnd, within),
    ...content(atEnd, within),
  ].map(one => ({ ...one, scope: scopeText(asked.scope) }))
  return [...told, ...attained(atEnd, within, asked.scope)]
}

/** Whether a case was within what is asked for at an instant of the period. */
type Within = (one: CaseCourse) => (at: Instant) => boolean
const withinOf =
  ({ from, until, scope }: Asked): Within =>
  one =>
  at =>
    at >= from && at < until && (scope === undefined || isWithin(scope, one, at))

function counts(courses: readonly CaseCourse[], within: Within): Told[] {
  const opened = courses.filter(one => within(one)(one.openedAt))
  const turned = courses
    .map(one => ({ one, n: one.contacts.filter(within(one)).length }))
    .filter(({ n }) => n > 0)
  const contacts = turned.reduce((sum, { n }) => sum + n, 0)
  return [
    count('cases_opened', opened),
    {
      ...{ measure: 'contacts', value: contacts, n: contacts, range: null },
      list: numbersOf(turned.map(({ one }) => one)),
    },
  ]
}

/** What was neither solved nor ended when the period ended (or now, if it has not), and how old it was. */
function backlog(courses: readonly CaseCourse[], { until, now, scope }: Asked): Told[] {
  const at = instant(Math.min(until - 1, now))
  const open = courses.filter(one => isOpen(one) && (scope === undefined || isWithin(scope, one, at)))
  const aged = open.map(one => ({ one, ms: Math.min(until, now) - one.openedAt }))
  return [count('backlog', open), ...middles('backlog_age', aged)]
}

/** Neither ended nor solved: the last solving was followed by an opening again. */
const isOpen = ({ endedAt, solved, reopened }: CaseCourse): boolean =>
  endedAt === null && (solved.length === 0 || (reopened.at(-1) ?? 0) >= solved.at(-1)!.at)

function times(courses: readonly CaseCourse[], within: Within): Told[] {
  const first = courses.flatMap(one => {
    const at = one.replies[0]
    return one.isWritten && at !== undefined && within(one)(at) ? [{ one, ms: at - one.openedAt }] : []
  })
  const solved = solvedFirst(courses, within).map(one => ({ one, ms: one.solved[0]!.at - one.openedAt }))
  const next = courses.flatMap(one =>
    one.answers.filter(({ at }) => within(one)(at)).map(({ waitedMs }) => ({ one, ms: waitedMs })),
  )
  return [
    ...middles('first_reply', first),
    ...middles('next_reply', next),
    ...middles('time_to_solve', solved),
  ]
}

/** Those solved for the first time within the period. */
const solvedFirst = (courses: readonly CaseCourse[], within: Within): CaseCourse[] =>
  courses.filter(one => one.solved[0] !== undefined && within(one)(one.solved[0].at))

/** The goal is 70 to 80 %; a case that was worked on above counts there, whoever solved it in the end. */
const levels = (courses: readonly CaseCourse[], within: Within): Told[] => [
  share('level_1_share', solvedFirst(courses, within), one => one.highest <= 1),
]

/** Whether a fix held, by what the customer did next; judged once so many days are over. */
function lasting(courses: readonly CaseCourse[], asked: Asked & { readonly days: number }): Told[] {
  const { days, now } = asked
  const solved = solvedFirst(courses, withinOf(asked)).filter(one => one.solved[0]!.at + days * dayMs <= now)
  const byCustomer = Map.groupBy(courses, one => one.customer)
  const cameAgain = (one: CaseCourse): boolean => {
    const from = one.solved[0]!.at
    const isAfter = (at: Instant) => at > from && at <= from + days * dayMs
    const others = byCustomer.get(one.customer)!
    return (
      one.contacts.some(isAfter) ||
      one.reopened.some(isAfter) ||
      others.some(other => other.id !== one.id && other.kind === one.kind && isAfter(other.openedAt))
    )
  }
  const inOne = (one: CaseCourse) => one.contacts.filter(at => at <= one.solved[0]!.at).length === 1
  return [
    share(`first_contact_resolution_${days}d`, solved, one => inOne(one) && !cameAgain(one)),
    share(`repeat_contact_${days}d`, solved, cameAgain),
    share(`reopened_${days}d`, solved, one =>
      one.reopened.some(at => at <= one.solved[0]!.at + days * dayMs),
    ),
  ]
}

function owing(courses: readonly CaseCourse[], within: Within): Told[] {
  const promises = courses.flatMap(one =>
    one.promises.filter(end => within(one)(end.at)).map(end => ({ one, end })),
  )
  const taken = courses.flatMap(one =>
    one.takenUp.filter(end => within(one)(end.at)).map(end => ({ one, end })),
  )
  const accepted = taken.filter(({ end }) => end.how === 'accepted')
  const promised = (['kept', 'late', 'missed'] as const).map(how =>
    shareOf(`promises_${how}`, promises, ({ end }) => end.how === how),
  )
  return [
    ...promised,
    shareOf('hand_offs_returned', taken, ({ end }) => end.how === 'returned'),
    ...middles(
      'hand_off_accepted',
      accepted.map(({ one, end }) => ({ one, ms: end.waitedMs })),
    ),
  ]
}

/** How customers say we did: asked, answered, low ones, and the quarters of what was said. */
function content(courses: readonly CaseCourse[], within: Within): Told[] {
  const all = courses.flatMap(one => one.satisfaction.map(asked => ({ one, ...asked })))
  const asked = all.filter(({ one, at }) => within(one)(at))
  const answered = all.flatMap(({ one, answeredAt, score }) =>
    answeredAt !== null && score !== null && within(one)(answeredAt) ? [{ one, score }] : [],
  )
  const sorted = answered.map(({ score }) => score).toSorted((a, b) => a - b)
  const n = sorted.length
  const list = numbersOf(answered.map(({ one }) => one))
  const at = (part: number) => sorted[Math.ceil(part * n) - 1] ?? null
  return [
    {
      measure: 'satisfaction_asked',
      value: asked.length,
      n: asked.length,
      range: null,
      list: numbersOf(asked.map(({ one }) => one)),
    },
    { measure: 'satisfaction_answered', value: n, n, range: null, list },
    shareOf('satisfaction_low', answered, ({ score }) => score <= lowScore),
    { measure: 'satisfaction_p25', value: at(0.25), n, range: null, list },
    { measure: 'satisfaction_median', value: at(0.5), n, range: null, list },
    { measure: 'satisfaction_p75', value: at(0.75), n, range: null, list },
  ]
}

/** Targets met, by the version of the policy they were owed by; shares of groups are never averaged. */
function attained(courses: readonly CaseCourse[], within: Within, scope: Scope | undefined): Measure[] {
  const owed = courses.flatMap(one => one.owed.filter(({ at }) => within(one)(at)).map(end => ({ one, end })))
  const also = scope === undefined ? '' : ` ${scopeText(scope)}`
  const groups = Map.groupBy(owed, ({ end }) => `policy:${end.policy} target:${end.kind}${also}`)
  return [...groups.keys()]
    .toSorted()
    .map(scope => ({ ...shareOf('targets_met', groups.get(scope)!, ({ end }) => end.met), scope }))
}

type Behind = { readonly one: CaseCourse }

const numbersOf = (courses: readonly CaseCourse[]): readonly number[] =>
  [...new Set(courses.map(one => one.number))].toSorted((a, b) => a - b)

const count = (measure: string, courses: readonly CaseCourse[]): Told => ({
  ...{ measure, value: courses.length, n: courses.length, range: null, list: numbersOf(courses) },
})

const share = (measure: string, courses: readonly CaseCourse[], is: (one: CaseCourse) => boolean): Told =>
  shareOf(
    measure,
    courses.map(one => ({ one })),
    ({ one }) => is(one),
  )

function shareOf<T extends Behind>(measure: string, all: readonly T[], is: (one: T) => boolean): Told {
  const n = all.length
  const held = all.filter(is).length
  const { range } = wilsonOf(held, n)
  const around = range && ([range.from, range.to] as const)
  return {
    measure,
    value: n === 0 ? null : held / n,
    n,
    range: around,
    list: numbersOf(all.map(({ one }) => one)),
  }
}

/** The middle and the ninth tenth, in whole seconds: the least value that so many do not exceed. */
function middles(measure: string, all: readonly (Behind & { readonly ms: number })[]): Told[] {
  const sorted = all.map(({ ms }) => ms).toSorted((a, b) => a - b)
  const list = numbersOf(all.map(({ one }) => one))
  return (
    [
      ['median', 0.5],
      ['p90', 0.9],
    ] as const
  ).map(([name, part]) => {
    const ms = sorted[Math.ceil(part * sorted.length) - 1]
    const value = ms === undefined ? null : Math.floor(ms / 1_000)
    return { measure: `${measure}_${name}_s`, value, n: sorted.length, range: null, list }
  })
}
