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
  const chunks: (Uint32Array | undefined)[] = []
  let size = 0
  const chunkOf = (number: number): Uint32Array => {
    chunks[number >>> chunkBits] ??= new Uint32Array(wordsInChunk)
    return chunks[number >>> chunkBits]!
  }
  const addRow = (first: number, many: number) => {
    for (let number = first; number < first + many; number++) {
      const chunk = chunkOf(number)
      const word = (number & within) >>> 5
      const bit = 1 << (number & 31)
      if ((chunk[word]! & bit) !== 0) continue
      chunk[word]! |= bit
      size += 1
    }
  }
  return {
    add: number => addRow(number, 1),
    addRuns({ length, first, many }) {
      for (let i = 0; i < length; i++) addRow(first[i]!, many[i]!)
    },
    size: () => size,
    list: () => chunks.flatMap((chunk, at) => numbersIn(chunk!, at << chunkBits)),
  }
}

function numbersIn(chunk: Uint32Array, first: number): number[] {
  const numbers: number[] = []
  for (let i = 0; i <= within; i++) if ((chunk[i >>> 5]! & (1 << (i & 31))) !== 0) numbers.push(first + i)
  return numbers
}
