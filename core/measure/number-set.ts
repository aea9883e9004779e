// Numbers of cases, each once, a bit for each: of a million cases some hundred kilobytes. Not: what they are
// behind (gathered.ts), nor how they are kept (kept-run.ts).
import type { Runs } from '#core/measure/kept-run.ts'

export type NumberSet = {
  add(number: number): void
  /** many, each with those that follow it in a row */
  addRuns(runs: Runs): void
  size(): number
  /** in order */
  list(): readonly number[]
}

/** Where few numbers lie, few bits are kept. */
const chunkBits = 13
const wordsInChunk = 1 << (chunkBits - 5)
const within = (1 << chunkBits) - 1

/** An empty one. */
export function numberSet(): NumberSet {
  const chunks: Uint32Array[] = []
  const single = { length: 1, first: Uint32Array.of(0), many: once }
  const chunkAt = (place: number): Uint32Array => {
    while (chunks.length <= place) chunks.push(none)
    if (chunks[place] === none) chunks[place] = new Uint32Array(wordsInChunk)
    return chunks[place]!
  }
  const addRuns = ({ length, first, many }: Runs) => {
    let place = -1
    let chunk: Uint32Array = none
    for (let i = 0; i < length; i++)
      for (let number = first[i]!, left = many[i]!; left > 0; number++, left--) {
        // Most lie where the one before them does.
        if (number >>> chunkBits !== place) {
          place = number >>> chunkBits
          chunk = chunkAt(place)
        }
        chunk[(number & within) >>> 5]! |= 1 << (number & 31)
      }
  }
  return {
    add(number) {
      single.first[0] = number
      addRuns(single)
    },
    addRuns,
    // Counted when somebody asks: to look at each bit before it is set takes longer than setting it.
    size: () => chunks.reduce((sum, chunk) => sum + chunk.reduce((own, bits) => own + bitsIn(bits), 0), 0),
    list: () => chunks.flatMap((chunk, place) => numbersIn(chunk, place << chunkBits)),
  }
}

/** How many bits of a word are set: of each two, of each four, and of all its bytes by one multiplication. */
function bitsIn(word: number): number {
  const twos = word - ((word >>> 1) & 0x55555555)
  const fours = (twos & 0x33333333) + ((twos >>> 2) & 0x33333333)
  return Math.imul((fours + (fours >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24
}

const none = new Uint32Array(0)
const once = Uint32Array.of(1)

function numbersIn(chunk: Uint32Array, first: number): number[] {
  const numbers: number[] = []
  for (const [i, bits] of chunk.entries())
    for (let bit = 0; bit < 32; bit++) if ((bits & (1 << bit)) !== 0) numbers.push(first + 32 * i + bit)
  return numbers
}
