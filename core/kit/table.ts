// Tables by id within a case: one entry set, some picked, some found again.
// Not: lists in an order of their own.

/**
 * The table with one entry set. Spreading one would have the engine plan a shape for every set of ids it
 * ever meets; a dictionary is copied in a third of the time.
 */
export function withOne<K extends string, V>(
  table: Readonly<Record<K, V>>,
  id: K,
  one: V,
): Readonly<Record<K, V>> {
  const copy = Object.create(null) as Record<K, V>
  const ids = Object.keys(table) as K[]
  for (let i = 0; i < ids.length; i++) copy[ids[i]!] = table[ids[i]!]
  copy[id] = one
  return copy
}

/** The entries that are meant, in the order they came in. */
export function those<K extends string, V>(
  table: Readonly<Record<K, V>>,
  isMeant: (one: V) => boolean,
): [K, V][] {
  const found: [K, V][] = []
  const ids = Object.keys(table) as K[]
  for (let i = 0; i < ids.length; i++) {
    const one = table[ids[i]!]
    if (isMeant(one)) found.push([ids[i]!, one])
  }
  return found
}

/**
 * Finds the entries that are meant, and remembers what it found in the table it was asked of last: one deed
 * asks the same table a dozen times. A table is never changed once it is made: it holds the same ones.
 */
export const finder = <K extends string, V>(
  isMeant: (one: V) => boolean,
): ((table: Readonly<Record<K, V>>) => readonly [K, V][]) => remembering(table => those<K, V>(table, isMeant))

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
