// The signs by which a case is stuck, and what is recorded of one: a closed list of what happened or stayed
// away. Nothing here reads a mood. Not: when a sign is there (stuck.ts).
import type { Instant } from '#core/kit/time.ts'

/** The gravest first: the first of several is the one that is told. */
export const stuckSigns = [
  'help_asked',
  'unanswered',
  'severity_wished',
  'no_news',
  'promise_moved',
  'returned',
  'led_nowhere',
  'step_again',
  'held',
] as const
export type StuckSign = (typeof stuckSigns)[number]

/** What the worker says he does about it: he passes it on, goes on until a time, or has asked a colleague. */
export const stuckAnswers = ['pass_on', 'carry_on', 'help'] as const
export type StuckAnswer = (typeof stuckAnswers)[number]

/** A sign, since when it stands, and what of the ledger shows it: messages, steps, promises by their id. */
export type ShownSign = {
  readonly sign: StuckSign
  readonly since: Instant
  readonly evidence: readonly string[]
}
