// Where a list goes on: an opaque text for the outside, the last row's sort key inside.

/** The cursor was not made by us, or belongs to another list. */
export class BadCursor extends Error {
  override readonly name = 'BadCursor'

  constructor() {
    super('this cursor does not belong to this list')
  }
}

export type Key = readonly (number | string)[]

/** Writes a cursor: the list it belongs to and the sort key of the last row shown. */
export const cursorOf = (list: string, key: Key): string =>
  Buffer.from(JSON.stringify([list, ...key])).toString('base64url')

/** Reads a cursor of this list, whose key has `types` in this order. Throws BadCursor for anything else. */
export function keyOf(list: string, cursor: string, types: readonly ('number' | 'string')[]): Key {
  let parts: unknown
  try {
    parts = JSON.parse(Buffer.from(cursor, 'base64url').toString())
  } catch {
    throw new BadCursor()
  }
  if (!Array.isArray(parts) || parts[0] !== list || parts.length !== types.length + 1) throw new BadCursor()
  const key = parts.slice(1)
  if (
    !types.every((type, i) => typeof key[i] === type && (type === 'string' || Number.isSafeInteger(key[i])))
  ) {
    throw new BadCursor()
  }
  return key
}
