// What a clock on the screen says: its state, its number, its sentence. Not: the cell (clock.tsx), nor what
// is owed.
import type { TargetKind } from '#core/clock/policy.ts'
import { dayMs, minuteMs } from '#core/kit/time.ts'
import { spanSpoken, spanText, timeOf, type Words, windowTime } from './times.ts'

export type ClockState = 'ok' | 'soon' | 'late' | 'paused' | 'kept' | 'missed'
export type ClockKind =
  | 'promise'
  | 'first_answer'
  | 'accept'
  | 'wait'
  | 'check_back'
  | 'follow_up'
  | 'help'
  | 'manager'
  | TargetKind

/** Something owed by an instant; `fromAt` is when it began to be owed, `ended` what became of it. */
export type Owed = {
  readonly dueAt: number
  readonly fromAt?: number | undefined
  /** where a window was promised, its beginning */
  readonly windowFrom?: number | undefined
  /** when its policy warns: it is soon from then on; absent: in its last quarter */
  readonly warnAt?: number | null | undefined
  readonly kind?: ClockKind | undefined
  readonly ended?: 'paused' | 'kept' | 'missed' | undefined
}

/** State and whole minutes: those left, rounded up, or those late, rounded down. */
export type Face = { readonly state: ClockState; readonly minutes: number }

/** From when on it is soon: its warning; where none was agreed the last quarter, at least 15 minutes. */
const soonAt = ({ warnAt, fromAt, dueAt }: Owed): number =>
  warnAt ?? dueAt - Math.max(15 * minuteMs, fromAt === undefined ? 0 : (dueAt - fromAt) / 4)

/** What a clock shows at an instant. */
export function faceAt(owed: Owed, now: number): Face {
  const left = owed.dueAt - now
  const minutes = left > 0 ? Math.ceil(left / minuteMs) : Math.floor((now - owed.dueAt) / minuteMs)
  if (owed.ended) return { state: owed.ended, minutes }
  if (left <= 0) return { state: 'late', minutes }
  return { state: now >= soonAt(owed) ? 'soon' : 'ok', minutes }
}

const onWall = ({ windowFrom, dueAt }: Owed, now: number, words: Words): string =>
  windowTime({ from: windowFrom, dueAt }, now, words)

const dayMinutes = 24 * 60
/** `+8 min`, `+3 days`: days stand alone here, so German has no dative. */
const lateNumber = (minutes: number, words: Words): string =>
  minutes >= dayMinutes
    ? words.say('kit.clock_over_days', { n: Math.round(minutes / dayMinutes) })
    : words.say('kit.clock_over', { span: spanText(minutes, words, true) })

/**
 * The number in the cell: `12 min`, `2 h 20 min`, `+8 min`, beyond a day the wall time. `tight` for narrow
 * lists.
 */
export function clockNumber(owed: Owed, now: number, words: Words, tight = false): string {
  const { state, minutes } = faceAt(owed, now)
  if (state === 'late') return lateNumber(minutes, words)
  const isSpan = state !== 'kept' && state !== 'missed' && state !== 'paused' && owed.dueAt - now < dayMs
  if (isSpan) return spanText(minutes, words, tight)
  const wall = onWall(owed, now, words)
  // A narrow list breaks a window between its ends, nowhere else.
  return tight ? wall.replace('–', '–\u200b') : wall
}

/** The quiet second line under the number: the wall time where the number is a span, else how far it is. */
export function clockUnder(owed: Owed, now: number, words: Words): string {
  const { state } = faceAt(owed, now)
  if (state === 'paused' || state === 'kept' || state === 'missed') return ''
  if (owed.dueAt - now < dayMs) return onWall(owed, now, words)
  return words.say('kit.clock_in', { span: spanText(Math.round((owed.dueAt - now) / minuteMs), words) })
}

/** The clock as a sentence, for ears. */
export function clockSentence(owed: Owed, now: number, words: Words): string {
  const { state, minutes } = faceAt(owed, now)
  const what = words.say(`kit.clock_what_${owed.kind ?? 'promise'}`)
  const isNear = owed.dueAt - now < dayMs && owed.dueAt - now > -dayMs
  const at = isNear && owed.windowFrom === undefined ? timeOf(owed.dueAt, words) : onWall(owed, now, words)
  return words.say(`kit.clock_is_${state}`, { what, at, span: spanSpoken(minutes, words) })
}
