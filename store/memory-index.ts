// Sets by a key, by which the memory store finds what it holds. Not: what it holds (memory.ts).

/** Puts one under a key. */
export function addTo<K, V>(index: Map<K, Set<V>>, key: K, one: V): void {
  const known = index.get(key)
  if (known) known.add(one)
  else index.set(key, new Set([one]))
}

/** One lies under other keys now than before. */
export function moveIn<K, V>(
  index: Map<K, Set<V>>,
  one: V,
  { from = [], to = [] }: { from: readonly K[] | undefined; to: readonly K[] | undefined },
): void {
  for (const key of from) if (!to.includes(key)) index.get(key)?.delete(one)
  for (const key of to) addTo(index, key, one)
}
