// What was gathered of marks: values with the cases behind them, in columns that grow, because two years of a
// large desk are millions. Not: which marks (of-period.ts).

/** Cases behind a figure, each once; `list` makes their numbers, in order, when somebody wants them. */
export type Behind = { readonly cases: number; readonly list: () => readonly number[] }

export type Gathered = {
  /** a value with the number of its case behind it; answers its place */
  add(number: number, value: number): number
  /** another value at a place, as somebody changed his word */
  change(place: number, value: number): void
  n(): number
  count(is: (value: number) => boolean): number
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
  const grow = () => {
    const [shortNumbers, shortValues] = [numbers, values]
    numbers = new Uint32Array(2 * n)
    values = new Int32Array(2 * n)
    numbers.set(shortNumbers)
    values.set(shortValues)
  }
  return {
    add(number, value) {
      if (n === numbers.length) grow()
      numbers[n] = number
      values[n] = value
      n += 1
      return n - 1
    },
    change(place, value) {
      values[place] = value
    },
    n: () => n,
    count(is) {
      let times = 0
      for (const value of own()) if (is(value)) times += 1
      return times
    },
    parts(parts) {
      const sorted = own().slice().sort()
      return parts.map(part => sorted[Math.ceil(part * n) - 1] ?? null)
    },
    behind() {
      kept ??= behindOf(numbers.slice(0, n))
      return kept
    },
  }
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
