// The one queue of a simulated world: what happens next. Things of the same instant come in the order of a
// tie that the seed draws.

export type Heap<T> = {
  readonly size: number
  /** when the next thing happens; none: Infinity */
  readonly nextAt: number
  put(at: number, tie: number, what: T): void
  take(): T | undefined
}

/** Its numbers lie in lists of their own: whoever compares them follows no pointer. */
type Entries<T> = { readonly at: number[]; readonly tie: number[]; readonly what: T[] }

export function heap<T>(): Heap<T> {
  const entries: Entries<T> = { at: [], tie: [], what: [] }
  return {
    get size() {
      return entries.what.length
    },
    get nextAt() {
      return entries.at.length === 0 ? Number.POSITIVE_INFINITY : entries.at[0]!
    },
    put(at, tie, what) {
      entries.at.push(at)
      entries.tie.push(tie)
      entries.what.push(what)
      rise(entries, at, tie, what)
    },
    take() {
      if (entries.what.length === 0) return undefined
      const first = entries.what[0]!
      const [at, tie, last] = [entries.at.pop()!, entries.tie.pop()!, entries.what.pop()!]
      if (entries.what.length > 0) sink(entries, at, tie, last)
      return first
    },
  }
}

/** Finds the place of what was put at the end. */
function rise<T>({ at, tie, what }: Entries<T>, ownAt: number, ownTie: number, own: T): void {
  let i = what.length - 1
  while (i > 0) {
    const above = (i - 1) >> 1
    const aboveAt = at[above]!
    if (ownAt > aboveAt || (ownAt === aboveAt && ownTie >= tie[above]!)) break
    at[i] = aboveAt
    tie[i] = tie[above]!
    what[i] = what[above]!
    i = above
  }
  at[i] = ownAt
  tie[i] = ownTie
  what[i] = own
}

/** Finds the place of what was last, now that the first is gone. */
function sink<T>({ at, tie, what }: Entries<T>, ownAt: number, ownTie: number, own: T): void {
  const size = what.length
  let i = 0
  for (;;) {
    let below = 2 * i + 1
    if (below >= size) break
    const other = below + 1
    if (other < size && (at[other]! < at[below]! || (at[other] === at[below] && tie[other]! < tie[below]!)))
      below = other
    const belowAt = at[below]!
    if (belowAt > ownAt || (belowAt === ownAt && tie[below]! >= ownTie)) break
    at[i] = belowAt
    tie[i] = tie[below]!
    what[i] = what[below]!
    i = below
  }
  at[i] = ownAt
  tie[i] = ownTie
  what[i] = own
}
