// Numbers in order as bytes: each by how much it is greater than the one before, with how often it comes or
// how many follow in a row where that is not once. Most take one byte. Not: what they are of (day-sum.ts).

/** Bytes that grow. */
export type Written = { readonly bytes: () => Uint8Array; readonly put: (value: number) => void }

const usual = 256
const least = 0x80
const inOneByte = 0x7f

/** Begins to write whole numbers that are not below 0, seven bits a byte. */
export function writing(): Written {
  let [all, length] = [new Uint8Array(usual), 0]
  const byte = (value: number) => {
    if (length === all.length) {
      const short = all
      all = new Uint8Array(2 * length)
      all.set(short)
    }
    all[length] = value
    length += 1
  }
  return {
    bytes: () => all.slice(0, length),
    put(value) {
      let left = value
      for (; left >= least; left = Math.floor(left / least)) byte((left % least) | least)
      byte(left)
    },
  }
}

/** Writes values in order, each with how often it comes. */
export const putValues = (to: Written, sorted: Uint32Array): void =>
  putRuns(to, sorted, (values, from) => {
    let next = from + 1
    while (next < values.length && values[next] === values[from]) next += 1
    return { next, many: next - from }
  })

/** Writes numbers in order, each once, however often it comes; those in a row together. */
export const putNumbers = (to: Written, sorted: Uint32Array): void =>
  putRuns(to, sorted, (numbers, from) => {
    let next = from + 1
    while (next < numbers.length && numbers[next]! - numbers[next - 1]! <= 1) next += 1
    return { next, many: numbers[next - 1]! - numbers[from]! + 1 }
  })

type RunAt = (sorted: Uint32Array, from: number) => { readonly next: number; readonly many: number }

function putRuns(to: Written, sorted: Uint32Array, runAt: RunAt): void {
  let runs = 0
  for (let at = 0; at < sorted.length; at = runAt(sorted, at).next) runs += 1
  to.put(runs)
  let before = 0
  for (let at = 0; at < sorted.length; ) {
    const { next, many } = runAt(sorted, at)
    const step = 2 * (sorted[at]! - before)
    before = sorted[at]!
    at = next
    if (many === 1) to.put(step)
    else {
      to.put(step + 1)
      to.put(many - 2)
    }
  }
}

/** Values each with how often it came, or numbers each with how many there are in a row. */
export type Runs = { length: number; first: Uint32Array; many: Uint32Array }

/** What is read from, from `at` on, and where what was read lies until something else is read. */
export type Reading = { bytes: Uint8Array; at: number; readonly runs: Runs }

/** Begins to read bytes. */
export const reading = (bytes: Uint8Array): Reading => ({
  ...{ bytes, at: 0 },
  runs: { length: 0, first: new Uint32Array(usual), many: new Uint32Array(usual) },
})

/** Reads what putValues or putNumbers wrote. */
export function readRuns(from: Reading): Runs {
  const { runs } = from
  runs.length = readNext(from)
  if (runs.length > runs.first.length) {
    runs.first = new Uint32Array(2 * runs.length)
    runs.many = new Uint32Array(2 * runs.length)
  }
  const { first, many, length } = runs
  const { bytes } = from
  let before = 0
  for (let i = 0; i < length; i++) {
    // Most steps are one byte: read here they take half as long.
    const step = bytes[from.at]! < least ? bytes[from.at++]! : readNext(from)
    const isOne = step % 2 === 0
    before += (isOne ? step : step - 1) / 2
    first[i] = before
    many[i] = isOne ? 1 : readNext(from) + 2
  }
  return runs
}

function readNext(from: Reading): number {
  const { bytes } = from
  let [value, times] = [0, 1]
  for (;;) {
    const byte = bytes[from.at++]!
    value += (byte & inOneByte) * times
    if (byte < least) return value
    times *= least
  }
}
