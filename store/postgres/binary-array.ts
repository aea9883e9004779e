// Arrays in PostgreSQL's binary form: a column of many rows as one parameter. Neither side escapes, quotes or
// parses a value. Not: which columns there are (append-sql.ts).

/** The element types there are, with their object ids (pg_type, the same in every version). */
const oids = { text: 25, int: 23, bigint: 20, bytea: 17 } as const
export type CellType = keyof typeof oids
export type Cell = string | number | Uint8Array | null

const usualBytes = 256 * 1024
// One large attachment must not hold its memory for ever.
const keptBytes = 4 * 1024 * 1024
let room = Buffer.allocUnsafeSlow(usualBytes)
let end = 0

/**
 * A one-dimensional array as a binary parameter.
 * @param cells strings for text, safe integers for int and bigint, bytes for bytea; null for NULL
 */
export function binaryArray(type: CellType, cells: readonly Cell[]): Buffer {
  end = 0
  need(20)
  int(cells.length === 0 ? 0 : 1)
  int(1)
  int(oids[type])
  // An array without elements has no dimensions, so that its header ends here.
  if (cells.length > 0) {
    int(cells.length)
    int(1)
    if (type !== 'text' || !plainTexts(cells as readonly (string | null)[])) each(type, cells)
  }
  const array = Buffer.from(room.subarray(0, end))
  if (room.length > keptBytes) room = Buffer.allocUnsafeSlow(usualBytes)
  return array
}

function each(type: CellType, cells: readonly Cell[]): void {
  const write = writers[type]
  for (const cell of cells) {
    if (cell === null) {
      need(4)
      int(-1)
    } else write(cell as never)
  }
}

// Room for a length of four bytes.
const gap = '\0\0\0\0'

/** Writes texts of plain letters in one go, which costs less than a call for each; false: nothing written. */
function plainTexts(cells: readonly (string | null)[]): boolean {
  const together = gap + cells.join(gap)
  need(3 * together.length)
  const begin = end
  // As many bytes as letters: each is one byte, so the places of the lengths are known.
  if (room.write(together, begin) !== together.length) return false
  for (const cell of cells) {
    int(cell === null ? -1 : cell.length)
    end += cell === null ? 0 : cell.length
  }
  return true
}

const writers: Record<CellType, (cell: never) => void> = {
  text(words: string) {
    need(4 + 3 * words.length)
    const length = room.write(words, end + 4)
    int(length)
    end += length
  },
  int(number: number) {
    need(8)
    int(4)
    int(number)
  },
  bigint(number: number) {
    need(12)
    int(8)
    int(Math.floor(number / 2 ** 32))
    int(number | 0)
  },
  bytea(bytes: Uint8Array) {
    need(4 + bytes.length)
    int(bytes.length)
    room.set(bytes, end)
    end += bytes.length
  },
}

function int(number: number): void {
  room.writeInt32BE(number, end)
  end += 4
}

/** Makes room for so many bytes more. */
function need(bytes: number): void {
  if (end + bytes <= room.length) return
  const larger = Buffer.allocUnsafeSlow(Math.max(2 * room.length, end + bytes))
  room.copy(larger, 0, 0, end)
  room = larger
}
