// The one queue of a simulated world: what happens next. Things of the same instant come in the order of a
// tie that the seed draws.

type Entry<T> = { readonly at: number; readonly tie: number; readonly what: T }

export type Heap<T> = {
  readonly size: number
  /** when the next thing happens; none: Infinity */
  readonly nextAt: number
  put(at: number, tie: number, what: T): void
  take(): T | undefined
}

export function heap<T>(): Heap<T> {
  const entries: Entry<T>[] = []
  return {
    get size() {
      return entries.length
    },
    get nextAt() {
      return entries[0]?.at ?? Number.POSITIVE_INFINITY
    },
    put(at, tie, what) {
      entries.push({ at, tie, what })
      rise(entries)
    },
    take() {
      const first = entries[0]
      const last = entries.pop()
      if (first === undefined || last === undefined) return undefined
      if (entries.length > 0) {
        entries[0] = last
        sink(entries)
      }
      return first.what
    },
  }
}

const isBefore = (a: Entry<unknown>, b: Entry<unknown>): boolean =>
  a.at < b.at || (a.at === b.at && a.tie < b.tie)

function rise(entries: Entry<unknown>[]): void {
  let i = entries.length - 1
  const own = entries[i]!
  while (i > 0) {
    const above = (i - 1) >> 1
    if (!isBefore(own, entries[above]!)) break
    entries[i] = entries[above]!
    i = above
  }
  entries[i] = own
}

function sink(entries: Entry<unknown>[]): void {
  const own = entries[0]!
  let i = 0
  for (;;) {
    let below = 2 * i + 1
    if (below >= entries.length) break
    if (below + 1 < entries.length && isBefore(entries[below + 1]!, entries[below]!)) below += 1
    if (!isBefore(entries[below]!, own)) break
    entries[i] = entries[below]!
    i = below
  }
  entries[i] = own
}
