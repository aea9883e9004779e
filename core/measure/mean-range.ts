// Between which values a mean lies with 95 % certainty, as far as its values say it: one dear case makes it
// wide. Not: what is averaged (of-period.ts).

/** Of fewer nothing is said: one more could be anything. */
const least = 10
const sure = 1.96

export type Summed = {
  readonly n: number
  readonly sum: number
  /** of the values multiplied by themselves */
  readonly squares: number
}
type Range = readonly [from: number, to: number]

/** Of values each of which is one of what they are divided by. Null: too few. */
export function meanRange({ n, sum, squares }: Summed): Range | null {
  if (n < least) return null
  const variance = Math.max(0, squares - (sum * sum) / n) / (n - 1)
  return around(sum / n, studentOf(n - 1) * Math.sqrt(variance / n))
}

/** Of values as many of which come as chance wills, divided by a count that came so too. Null: too few. */
export function rateRange({ n, sum, squares }: Summed, of: number): Range | null {
  if (n < least || of < least) return null
  return around(sum / of, (sure / of) * Math.sqrt(squares + (sum * sum) / of))
}

/** What was spent is not below nothing. */
const around = (value: number, half: number): Range => [
  Math.max(Math.min(0, value), Math.round(value - half)),
  Math.round(value + half),
]

/** How much wider few make it: Student's 95 % by its expansion, to a hundredth from four on. */
const studentOf = (free: number): number => sure + 2.3724 / free + 2.8227 / free ** 2 + 2.5558 / free ** 3
