// Whether a figure moved from one period to another by more than chance does, and which way. Not: what is
// measured (of-period.ts), nor how it is said (words/measure-text.ts).

/** A measure's value, of how many, and its 95 % range where it has one. */
export type Figure = {
  readonly value: number | null
  readonly n: number
  readonly range: readonly number[] | null
}

/**
 * How a value is read: so many, a part of all, a part of the hours people were there, a length of time, a
 * mark from 1 to 5, money in its smallest coin, a plain number.
 */
export type FigureKind = 'count' | 'share' | 'time_share' | 'seconds' | 'mark' | 'money' | 'number'

/** `same`: chance alone makes such a difference; `unknown`: there is too little to compare. */
export type Move = 'more' | 'less' | 'same' | 'unknown'

/** Middles of fewer are not compared: one slow case would be a trend. */
export const comparedFrom = 20
/** A middle that moved by less than this part of what it was has not moved. */
const moveMin = 0.2
/** So many deviations lie between what chance does in 19 of 20 times and what it does not. */
const sure = 1.96

/** How a figure stands against another of the same measure. */
export function movedFrom(kind: FigureKind, own: Figure, before: Figure): Move {
  if (own.value === null || before.value === null) return 'unknown'
  const by = own.value - before.value
  const least = leastOf(kind, { ...own, value: own.value }, { ...before, value: before.value })
  if (least === null) return 'unknown'
  if (by === 0 || Math.abs(by) <= least) return 'same'
  return by > 0 ? 'more' : 'less'
}

type Known = Figure & { readonly value: number }

/** What a difference has to pass to be one; null: too few to say. */
function leastOf(kind: FigureKind, own: Known, before: Known): number | null {
  // As many come by chance as the root of how many come (Poisson).
  if (kind === 'count') return sure * Math.sqrt(own.value + before.value)
  const isRanged = own.range !== null && before.range !== null
  if (kind === 'share' && isRanged) return leastByRanges(own, before)
  if (own.n < comparedFrom || before.n < comparedFrom) return null
  return Math.max(Math.abs(before.value) * moveMin, isRanged ? leastByRanges(own, before) : 0)
}

/** Newcombe's range of a difference, made of the two ranges of their own. */
function leastByRanges(own: Known, before: Known): number {
  const [up, down] = own.value > before.value ? [own, before] : [before, own]
  return Math.hypot(up.value - up.range![0]!, down.range![1]! - down.value)
}
