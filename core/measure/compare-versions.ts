// Two versions of a script side by side: what differs, by how much, and whether that can be told at all
// from so many walks. Not: the figures of one (walk-tally.ts).
import {
  endedOf,
  type Lengths,
  lengthAt,
  lengthsCount,
  medianOf,
  type Range,
  type Share,
  shareOf,
  type Tally,
} from '#core/measure/walk-tally.ts'

/** How much more the one has than the other, and between what that lies with 95 % certainty. */
export type Difference = { readonly by: number; readonly from: number; readonly to: number }
/** `no_telling`: there may be no difference, or one either way. */
export type Verdict = 'more' | 'less' | 'no_telling'
export type Compared<T> = {
  readonly own: T
  readonly other: T
  /** null: one of them has too few walks for any */
  readonly difference: Difference | null
  readonly verdict: Verdict
}
/** A middle time in seconds, as it was seen and between what it lies. */
export type Middle = {
  readonly timed: number
  readonly range: { readonly seconds: number; readonly from: number; readonly to: number } | null
}
export type Comparison = {
  /** of the walks that ended */
  readonly solved: Compared<Share>
  /** nobody went on with them, or they were given up */
  readonly abandoned: Compared<Share>
  readonly reopened: Compared<Share>
  readonly time: Compared<Middle>
}

/** What one version has that the other has not. */
export function compared(own: Tally, other: Tally): Comparison {
  return {
    solved: shares(own, other, ({ ends }) => ends.solved ?? 0),
    abandoned: shares(own, other, ({ ends }) => (ends.abandoned ?? 0) + (ends.given_up ?? 0)),
    reopened: shares(own, other, ({ reopened }) => reopened),
    time: times(middleOf(own.lengths), middleOf(other.lengths)),
  }
}

function shares(own: Tally, other: Tally, times: (tally: Tally) => number): Compared<Share> {
  const [a, b] = [own, other].map(one => shareOf(times(one), endedOf(one))) as [Share, Share]
  return told(a, b, a.range && asBounds(a.range), b.range && asBounds(b.range))
}

const asBounds = ({ share, from, to }: Range): Bounds => ({ at: share, from, to })

/** So few walks bound no middle. */
const middleMin = 6

/**
 * The middle, between the lengths so far to either side of it that it lies between them (order statistics).
 */
function middleOf(lengths: Lengths): Middle {
  const timed = lengthsCount(lengths)
  if (timed < middleMin) return { timed, range: null }
  const half = 0.98 * Math.sqrt(timed)
  const lower = Math.max(1, Math.floor(timed / 2 - half))
  const upper = Math.min(timed, Math.ceil(timed / 2 + half) + 1)
  const [seconds, from, to] = [medianOf(lengths)!, lengthAt(lengths, lower)!, lengthAt(lengths, upper)!]
  return { timed, range: { seconds, from, to } }
}

const times = (a: Middle, b: Middle): Compared<Middle> =>
  told(a, b, a.range && { ...a.range, at: a.range.seconds }, b.range && { ...b.range, at: b.range.seconds })

type Bounds = { readonly at: number; readonly from: number; readonly to: number }

/** The bounds of a difference out of those of both (Newcombe's way). */
function told<T>(own: T, other: T, a: Bounds | null, b: Bounds | null): Compared<T> {
  if (!a || !b) return { own, other, difference: null, verdict: 'no_telling' }
  const by = a.at - b.at
  const from = by - Math.hypot(a.at - a.from, b.to - b.at)
  const to = by + Math.hypot(a.to - a.at, b.at - b.from)
  return {
    own,
    other,
    difference: { by, from, to },
    verdict: from > 0 ? 'more' : to < 0 ? 'less' : 'no_telling',
  }
}
