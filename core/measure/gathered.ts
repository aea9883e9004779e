// What was gathered of marks: values with the cases behind them, in columns that grow, because two years of a
// large desk are millions. Not: which marks (of-period.ts).

/** Cases behind a figure, each once; `list` makes their numbers, in order, when somebody wants them. */
export type Behind = { readonly cases: number; readonly list: () => readonly number[] }

export type Gathered = {
  /** a value with the number of its case behind it; answers its place */
  add(number: number, value: number): number
  /** many at once, column by column */
  addAll(numbers: Uint32Array, values: Int32Array): void
  /** another value at a place, as somebody changed his word */
  change(place: number, value: number): void
  /** the newest place of a case that is so; null: none */
  findLast(number: number, is: (place: number) => boolean): number | null
  n(): number
  count(is: (value: number) => boolean): number
  sum(): number
  /** of several parts the least value that so many do not exceed; null: there is none */
  parts(parts: readonly number[]): readonly (number | null)[]
  behind(): Behind
}

const usual = 1_024

/** Begins to gather. */
export function gathering(): Gathered {
  let [numbers, values, n] = [new Uint32Array(usual), new Int32Array(usual), 0]
  let kept: Behind | null = null
  const own = () => values.subarray(0, n)
  const makeRoom = (more: number) => {
    if (n + more <= numbers.length) return
    const [shortNumbers, shortValues] = [numbers, values]
    numbers = new Uint32Array(2 * (n + more))
    values = new Int32Array(2 * (n + more))
    numbers.set(shortNumbers)
    values.set(shortValues)
  }
  return {
    add(number, value) {
      makeRoom(1)
      numbers[n] = number
      values[n] = value
      n += 1
      return n - 1
    },
    addAll(moreNumbers, moreValues) {
      makeRoom(moreNumbers.length)
      numbers.set(moreNumbers, n)
      values.set(moreValues, n)
      n += moreNumbers.length
    },
    change(place, value) {
      values[place] = value
    },
    findLast(number, is) {
      for (let place = n - 1; place >= 0; place--) if (numbers[place] === number && is(place)) return place
      return null
    },
    n: () => n,
    count(is) {
      let times = 0
      for (const value of own()) if (is(value)) times += 1
      return times
    },
    sum() {
      let sum = 0
      for (const value of own()) sum += value
      return sum
    },
    parts: parts => parts.map(part => (n === 0 ? null : leastOf(own(), Math.ceil(part * n)))),
    behind() {
      kept ??= behindOf(numbers.slice(0, n))
      return kept
    },
  }
}

/**
 * The least value that so many do not exceed, of values that are not below 0. Two rounds of counting, by the
 * upper half of the bits and by the lower one of those that remain: sorting a million takes ten times as
 * long.
 */
function leastOf(values: Int32Array, many: number): number {
  const upper = new Uint32Array(1 << 15)
  for (const value of values) upper[value >>> 16]! += 1
  const half = reach(upper, many)
  const lower = new Uint32Array(1 << 16)
  for (const value of values) if (value >>> 16 === half.at) lower[value & 0xffff]! += 1
  return half.at * 65_536 + reach(lower, half.left).at
}

/** At which place so many are reached, and how many of that place it takes. */
function reach(counts: Uint32Array, many: number): { at: number; left: number } {
  let [at, left] = [0, many]
  while (counts[at]! < left) {
    left -= counts[at]!
    at += 1
  }
  return { at, left }
}

/** A bit for each number tells how many there are without a list of a million. */
function behindOf(numbers: Uint32Array): Behind {
  let most = 0
  for (const number of numbers) if (number > most) most = number
  const seen = new Uint32Array((most >>> 5) + 1)
  let cases = 0
  for (const number of numbers) {
    const bit = 1 << (number & 31)
    if ((seen[number >>> 5]! & bit) !== 0) continue
    seen[number >>> 5]! |= bit
    cases += 1
  }
  return { cases, list: () => [...new Set(numbers.slice().sort())] }
}
