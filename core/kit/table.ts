// Tables by id within a case: one entry set, some picked, some found again.
// Not: lists in an order of their own.

type Table<K extends string, V> = Readonly<Record<K, V>>

/**
 * The table with one entry set. Spreading one would have the engine plan a shape for every set of ids it
 * ever meets; a dictionary is copied in a third of the time.
 */
export function withOne<K extends string, V>(table: Table<K, V>, id: K, one: V): Table<K, V> {
  const copy = Object.create(null) as Record<K, V>
  const ids = idsOf(table)
  for (let i = 0; i < ids.length; i++) copy[ids[i]!] = table[ids[i]!]
  copy[id] = one
  const isNew = !Object.hasOwn(table, id)
  madeLately[nextMade] = { table: copy, from: table, id, isNew, ids: isNew ? [...ids, id] : ids }
  nextMade = (nextMade + 1) % madeMost
  return copy
}

/** A table that was made of another by setting one entry, with its ids in the order they came in. */
type Made = {
  readonly table: object
  readonly from: object
  readonly id: string
  readonly isNew: boolean
  readonly ids: readonly string[]
}
// A memory, no state: a table that was just made is looked through at once, and the engine puts the ids of a
// dictionary in order each time it is asked for them.
const madeMost = 16
const madeLately: Made[] = []
let nextMade = 0

function madeAs(table: object): Made | null {
  for (let i = 0; i < madeLately.length; i++) if (madeLately[i]!.table === table) return madeLately[i]!
  return null
}

const idsOf = <K extends string>(table: Table<K, unknown>): readonly K[] =>
  (madeAs(table)?.ids ?? Object.keys(table)) as readonly K[]

/** The entries that are meant, in the order they came in. */
export function those<K extends string, V>(table: Table<K, V>, isMeant: (one: V) => boolean): [K, V][] {
  const found: [K, V][] = []
  const ids = idsOf(table)
  for (let i = 0; i < ids.length; i++) {
    const one = table[ids[i]!]
    if (isMeant(one)) found.push([ids[i]!, one])
  }
  return found
}

type Found<K extends string, V> = readonly [K, V][]

/**
 * Finds the entries that are meant, and remembers what it found in the tables it was asked of last: one deed
 * asks the same tables a dozen times, and most are another with one entry set. A table is never changed once
 * it is made: it holds the same ones.
 */
export function finder<K extends string, V>(
  isMeant: (one: V) => boolean,
): (table: Table<K, V>) => Found<K, V> {
  const known: { readonly table: Table<K, V>; readonly found: Found<K, V> }[] = []
  let oldest = 0
  const knownOf = (table: object) => {
    for (let i = 0; i < known.length; i++) if (known[i]!.table === table) return known[i]!.found
    return null
  }
  return table => {
    const before = knownOf(table)
    if (before) return before
    const made = madeAs(table)
    const base = made && knownOf(made.from)
    const found = (base && foundOn(base, table, made, isMeant)) ?? those(table, isMeant)
    known[oldest] = { table, found }
    oldest = (oldest + 1) % knownMost
    return found
  }
}
const knownMost = 4

/** What is meant where one entry was set; null: where it stands among the others only a walk can tell. */
function foundOn<K extends string, V>(
  before: Found<K, V>,
  table: Table<K, V>,
  { id, isNew }: Made,
  isMeant: (one: V) => boolean,
): Found<K, V> | null {
  const one = table[id as K]
  const place = before.findIndex(([known]) => known === id)
  if (!isMeant(one)) return place < 0 ? before : before.toSpliced(place, 1)
  if (place >= 0) return before.with(place, [id as K, one])
  return isNew ? [...before, [id as K, one]] : null
}

/** The same answer again to whoever asks of the same table as was asked of last. `find` must be pure. */
export function remembering<T extends object, R>(find: (table: T) => R): (table: T) => R {
  let last: { readonly table: T; readonly found: R } | null = null
  return table => {
    if (last?.table === table) return last.found
    const found = find(table)
    last = { table, found }
    return found
  }
}
