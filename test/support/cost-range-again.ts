// Between which values a cost lies with 95 % certainty, once more: what plain SQL says of its values, and
// Student's t by its integral. Shares nothing with core/measure/mean-range.ts.

/** What SQL says of the values of a part. */
export type Spread = {
  readonly many: number
  readonly mean: number
  /** of a sample */
  readonly deviation: number
  /** the sum of each multiplied by itself */
  readonly squares: number
}
type Range = readonly [low: number, high: number]

const least = 10

/** Of a cost of so many contacts, each part of what was spent as much by chance as the contacts. */
export function rateAgain({ many, mean, squares }: Spread, contacts: number): Range | null {
  if (many < least || contacts < least) return null
  const rate = (many * mean) / contacts
  // Both vary by chance alone: what was spent by the sum of squares, the count by itself.
  return within(rate, 1.96 * Math.hypot(Math.sqrt(squares) / contacts, rate / Math.sqrt(contacts)))
}

/** Of a mean of solved cases. */
export const meanAgain = ({ many, mean, deviation }: Spread): Range | null =>
  many < least ? null : within(mean, (studentAgain(many - 1) * deviation) / Math.sqrt(many))

const within = (value: number, half: number): Range => [
  Math.max(Math.min(0, value), value - half),
  value + half,
]

const known = new Map<number, number>()
/** How many deviations hold 95 % of Student's curve: by halving, on the angle whose tangent it is. */
function studentAgain(free: number): number {
  if (known.has(free)) return known.get(free)!
  const all = area(free, Math.PI / 2)
  let [low, high] = [0, Math.PI / 2]
  for (let i = 0; i < 40; i++) {
    const angle = (low + high) / 2
    if (area(free, angle) < 0.95 * all) low = angle
    else high = angle
  }
  known.set(free, Math.sqrt(free) * Math.tan(low))
  return known.get(free)!
}

/** Of the cosine raised to one less, by Simpson. */
function area(free: number, until: number): number {
  const [steps, width] = [2_000, until / 2_000]
  let sum = 0
  for (let i = 0; i <= steps; i++) {
    const weight = i === 0 || i === steps ? 1 : i % 2 === 1 ? 4 : 2
    sum += weight * Math.cos(i * width) ** (free - 1)
  }
  return (sum * width) / 3
}
