// What was gathered: how often each value came, and the cases behind them, because two years of a large desk
// are millions. Not: of what (of-period.ts).
import { type Reading, readRuns } from '#core/measure/kept-run.ts'
import { type NumberSet, numberSet } from '#core/measure/number-set.ts'

/** Cases behind a figure, each once; `list` makes their numbers, in order, when somebody wants them. */
export type Behind = { readonly cases: number; readonly list: () => readonly number[] }

export type Gathered = {
  /** a value with the number of its case behind it */
  add(number: number, value: number): void
  /** what a day keeps under one name; afterwards the reading stands behind it */
  addKept(from: Reading): void
  /** so many changed their word */
  change(was: number, is: number, many?: number): void
  n(): number
  count(is: (value: number) => boolean): number
  /** of the values as they are read; absent: as they are */
  sum(as?: (value: number) => number): number
  /** the values at places in order, the least at 1: more of them at once take no longer than one */
  inOrder(places: readonly number[]): readonly number[]
  behind(): Behind
}

/** What a share is told of. */
export type Shared = Pick<Gathered, 'n' | 'count' | 'behind'>

/** All but some of them; of a case that is among both no value is left. */
export const allBut = (all: Shared, some: Shared): Shared => ({
  n: () => all.n() - some.n(),
  count: is => all.count(is) - some.count(is),
  behind() {
    const [whole, part] = [all.behind(), some.behind()]
    const list = () => {
      const left = new Set(part.list())
      return whole.list().filter(number => !left.has(number))
    }
    return { cases: whole.cases - part.cases, list }
  },
})

const usual = 64
/** Smaller values are counted one by one, greater ones so many side by side, and lie in a row besides. */
const bits = 10
const small = 1 << bits

/** Begins to gather values that are not below 0. */
export function gathering(): Gathered {
  let [counts, row, times, length, n] = [new Int32Array(small), empty, empty, 0, 0]
  const numbers = numberSet()
  const put = (value: number, many: number) => {
    n += many
    const bucket = bucketOf(value)
    if (bucket >= counts.length) counts = longer(counts, bucket)
    counts[bucket]! += many
    if (value < small) return
    if (length === row.length) [row, times] = [longer(row, length), longer(times, length)]
    row[length] = value
    times[length] = many
    length += 1
  }
  const great = () => ({ row: row.subarray(0, length), times })
  return {
    add(number, value) {
      put(value, 1)
      numbers.add(number)
    },
    addKept(from) {
      const { length, first, many } = readRuns(from)
      for (let i = 0; i < length; i++) put(first[i]!, many[i]!)
      numbers.addRuns(readRuns(from))
    },
    change(was, is, many = 1) {
      put(was, -many)
      put(is, many)
    },
    n: () => n,
    count(is) {
      let sum = 0
      for (let value = 0; value < small; value++) if (counts[value] !== 0 && is(value)) sum += counts[value]!
      for (let i = 0; i < length; i++) if (is(row[i]!)) sum += times[i]!
      return sum
    },
    sum(as = value => value) {
      let sum = 0
      for (let value = 0; value < small; value++) if (counts[value] !== 0) sum += counts[value]! * as(value)
      for (let i = 0; i < length; i++) sum += times[i]! * as(row[i]!)
      return sum
    },
    inOrder: places => valuesAt(counts, great(), places),
    behind: () => behindOf(numbers),
  }
}

const empty = new Int32Array(0)

/** Those of the small values are behind one another, each of one value; then come those of many. */
const bucketOf = (value: number): number => (value < small ? value : small + (value >>> bits) - 1)

function longer(short: Int32Array<ArrayBuffer>, place: number): Int32Array<ArrayBuffer> {
  let length = Math.max(usual, short.length)
  while (length <= place) length *= 2
  const long = new Int32Array(length)
  long.set(short)
  return long
}

/** Apart from the values, which nobody needs any more once they were told. */
const behindOf = (numbers: NumberSet): Behind => ({ cases: numbers.size(), list: numbers.list })

type Great = { readonly row: Int32Array; readonly times: Int32Array }

/**
 * The bucket of each first, then within them, all in one pass: sorting takes ten times as long, a pass for
 * each as many times as there are places.
 */
function valuesAt(counts: Int32Array, { row, times }: Great, places: readonly number[]): number[] {
  const reached = places.map(place => reach(counts, place))
  const within = new Map<number, Int32Array>()
  for (const { at } of reached) if (at >= small) within.set(at, new Int32Array(small))
  if (within.size > 0) {
    const slots = new Int32Array(counts.length)
    for (const [slot, bucket] of [...within.keys()].entries()) slots[bucket] = slot + 1
    const lists = [...within.values()]
    for (let i = 0; i < row.length; i++) {
      const slot = slots[bucketOf(row[i]!)]!
      if (slot > 0) lists[slot - 1]![row[i]! & (small - 1)]! += times[i]!
    }
  }
  return reached.map(({ at, left }) =>
    at < small ? at : (at - small + 1) * small + reach(within.get(at)!, left).at,
  )
}

/** At which place so many are reached, and how many of that place it takes. */
function reach(counts: Int32Array, many: number): { at: number; left: number } {
  let [at, left] = [0, many]
  while (counts[at]! < left) {
    left -= counts[at]!
    at += 1
  }
  return { at, left }
}
