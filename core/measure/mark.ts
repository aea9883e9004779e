// What measures are counted from: marks, each one thing that happened to a case at an instant, with where the
// case lay then. Not: which marks a case leaves (marks-of.ts), nor what is counted (of-period.ts).
import type { Channel } from '#core/case/event.ts'
import type { Instant } from '#core/kit/time.ts'
import type { Standing } from '#core/measure/case-course.ts'

/**
 * What happened, and what `value` says of it; times are whole seconds.
 * `first_reply_working`, `next_reply_working`: in the hours the word was owed in, as it says itself.
 * `call`: how long somebody was spoken with. `solved`: since it came.
 * `solved_level`: the highest that had worked. `solved_working`: since it came, in the hours it was owed in.
 * `solved_cause`: the cause was found by then; `of` is how.
 * `lay`: from here on it lies open, and when it came (whole seconds of the epoch); 0: it lies open no more.
 * `answered`: the score; `answered_anew`: another one with the one it takes the place of (`anewValue`), where
 * and, as `of`, when the first one was given.
 * `asked_lasted_7`: so long after he was asked, 1: he had answered, 0: he had not.
 * `lasted_7`, `lasted_30`: so long after the first fix, by `cameAgain`, `wasReopened`, `inOneContact`.
 * `helped`: what helped to the first fix, as `of` says; `helped_article`: an article was among it.
 * `helped_lasted_7`, `helped_lasted_30`: how what it helped to lasted so long after it.
 * `taken_up`: 1: a hand-off was returned, 0: accepted; `accepted`: how long it had waited.
 * `answered_above`: 1: whoever answered a hand-off to a higher level says level 1 could have.
 * `checked_above`: a lead checked that: `couldHave`, and `saidSo` where the answer says the same; who cannot
 * say leaves none.
 * `referred`: it was closed because ours does not serve it.
 * `cost`: so much was spent in the smallest coin, below 0 taken back (`costValue`); `of` is on what.
 * `cost_lasted_7`, `cost_lasted_30`: what it had cost in all so long after the first fix (`costValue`).
 * `worked`: so long was worked, as somebody noted it with a note or a contact.
 * `owed`: 1 met, 0 breached; `of` is by which version of a policy, and what.
 */
export const markKinds = [
  ...(['opened', 'contact', 'call', 'first_reply', 'next_reply', 'solved'] as const),
  ...(['first_reply_working', 'next_reply_working'] as const),
  ...(['solved_level', 'solved_working', 'solved_cause', 'helped', 'helped_article'] as const),
  // These are looked for so many days later, so they lie together.
  ...(['cost_lasted_7', 'lasted_7', 'helped_lasted_7', 'asked_lasted_7', 'lasted_30'] as const),
  ...(['helped_lasted_30', 'cost_lasted_30'] as const),
  ...(['promise', 'taken_up', 'accepted', 'answered_above', 'checked_above'] as const),
  // What lies open is the last one, so that the others lie together where it is not wanted.
  ...(['owed', 'asked', 'answered', 'answered_anew', 'referred', 'cost', 'worked', 'lay'] as const),
] as const
export type MarkKind = (typeof markKinds)[number]

/** Where a case lay, and what it was taken for. */
export type Place = Omit<Standing, 'at'> & { readonly channel: Channel }

export type Mark = {
  readonly mark: MarkKind
  readonly at: Instant
  /** of the case */
  readonly number: number
  readonly value: number
  readonly place: Place
  readonly of?: string
}

/** How a promise ended, as `value` says it. */
export const promiseEnds = ['kept', 'late', 'missed'] as const

/** The bits of `lasted`. */
export const inOneContact = 1
export const cameAgain = 2
export const wasReopened = 4

const scores = 16
/** Another answer and the one before it in one number. */
export const anewValue = (was: number, is: number): number => was * scores + is
/** What `anewValue` says. */
export const anewRead = (value: number): { readonly was: number; readonly is: number } => ({
  was: Math.floor(value / scores),
  is: value % scores,
})

/** The bits of `checked_above`. */
export const couldHave = 1
export const saidSo = 2

/** What a mark of cost can hold, to either side; only what was worth millions passes it. */
const costMax = 2 ** 30 - 1
/** So much more or, below 0, less in one number that is not below 0. */
export function costValue(minor: number): number {
  const fitting = Math.max(-costMax, Math.min(costMax, minor))
  return fitting < 0 ? -2 * fitting - 1 : 2 * fitting
}
/** What `costValue` says. */
export const costRead = (value: number): number => (value % 2 === 0 ? value / 2 : -(value + 1) / 2)

/** Raised whenever marks mean something else or lie otherwise: days kept in another form are read anew. */
export const markForm = 10
