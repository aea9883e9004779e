// A few of many, fair over people: who did much is drawn no oftener than who did little, and nothing is
// ranked. The same seed draws the same. Not: what is drawn from (store/desk/coach.ts).

type Drawing<T> = {
  readonly seed: string
  readonly count: number
  readonly personOf: (one: T) => string
  readonly keyOf: (one: T) => string
}

/** Everybody once before anybody twice; whose turn is first, and which of his, the seed says. */
export function fairSample<T>(all: readonly T[], { seed, count, personOf, keyOf }: Drawing<T>): T[] {
  const own = new Map<string, T[]>()
  for (const one of mixed(all, one => `${seed} ${keyOf(one)}`)) {
    const person = personOf(one)
    own.set(person, [...(own.get(person) ?? []), one])
  }
  const people = mixed([...own.keys()], person => `${seed} ${person}`)
  const drawn: T[] = []
  for (let turn = 0; drawn.length < Math.min(count, all.length); turn++)
    for (const person of people) {
      const one = own.get(person)?.[turn]
      if (one !== undefined && drawn.length < count) drawn.push(one)
    }
  // In an order that says nothing about who was drawn first.
  return mixed(drawn, one => `shown ${seed} ${keyOf(one)}`)
}

const mixed = <T>(all: readonly T[], wordOf: (one: T) => string): T[] =>
  all
    .map(one => ({ one, place: placeOf(wordOf(one)) }))
    .sort((a, b) => a.place - b.place)
    .map(({ one }) => one)

/** A number of 32 bits that looks like chance (FNV-1a, its bits stirred once more). */
function placeOf(word: string): number {
  let hash = 0x811c9dc5
  for (let i = 0; i < word.length; i++) hash = Math.imul(hash ^ word.charCodeAt(i), 0x01000193)
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return (hash ^ (hash >>> 16)) >>> 0
}
