// Marks side by side, as they are kept: a million cases are counted through in a second. Not: what is counted
// (of-period.ts), nor where pages lie (store/desk/measured.ts).
import { type Instant, instant } from '#core/kit/time.ts'
import { type Mark, type MarkKind, markKinds, type Place } from '#core/measure/mark.ts'

/** Where marks of a page lay, and what each is of; each once. */
export type PageKey = Place & { readonly of: string | null }

/**
 * Marks of one stretch: of each kind those of its number in `counts`, in order of time; column behind column.
 */
export type MarkPage = {
  readonly from: Instant
  readonly counts: readonly number[]
  readonly keys: readonly PageKey[]
  /** milliseconds since `from` */
  readonly at: Uint32Array
  readonly number: Uint32Array
  readonly value: Int32Array
  readonly key: Uint32Array
}

/** The same marks make the same page, byte for byte, in whatever order the cases were read. */
export function pageOf(from: Instant, marks: readonly Mark[]): MarkPage {
  const sorted = marks.toSorted(
    (a, b) => kindAt.get(a.mark)! - kindAt.get(b.mark)! || a.at - b.at || a.number - b.number,
  )
  const page = {
    counts: markKinds.map(() => 0),
    keys: [] as PageKey[],
    ...{ at: new Uint32Array(sorted.length), number: new Uint32Array(sorted.length) },
    ...{ value: new Int32Array(sorted.length), key: new Uint32Array(sorted.length) },
  }
  const known = new Map<string, number>()
  for (const [i, { mark, at, number, value, place, of = null }] of sorted.entries()) {
    page.counts[kindAt.get(mark)!]! += 1
    page.at[i] = at - from
    page.number[i] = number
    page.value[i] = value
    const { team, level, product, kind, channel } = place
    const name = [team, level, product, kind, channel, of].join('\n')
    if (!known.has(name)) known.set(name, page.keys.push({ team, level, product, kind, channel, of }) - 1)
    page.key[i] = known.get(name)!
  }
  return { from, ...page }
}
const kindAt: ReadonlyMap<MarkKind, number> = new Map(markKinds.map((kind, i) => [kind, i]))

/** The columns as bytes, and what is beside them. */
export type KeptPage = {
  readonly counts: readonly number[]
  /** JSON: each word that occurs in keys once, and key by key which of them it is of */
  readonly keys: string
  readonly bytes: Uint8Array
}

/** As a page is kept. */
export function packed({ counts, keys, at, number, value, key }: MarkPage): KeptPage {
  const bytes = new Uint8Array(16 * at.length)
  for (const [column, { buffer }] of [at, number, value, key].entries())
    bytes.set(new Uint8Array(buffer, 0, 4 * at.length), 4 * at.length * column)
  return { counts, keys: textOf(keys), bytes }
}

type Word = PageKey[keyof PageKey]
const wordsOfKey = 6

/** Of a large desk a day has a thousand keys made of fifty words: read as they are, they take longest. */
function textOf(keys: readonly PageKey[]): string {
  const known = new Map<Word, number>()
  const place = (word: Word) => {
    if (!known.has(word)) known.set(word, known.size)
    return known.get(word)!
  }
  const places = keys.flatMap(({ team, level, product, kind, channel, of }) =>
    [team, level, product, kind, channel, of].map(place),
  )
  return JSON.stringify([[...known.keys()], places])
}

function keysOf(text: string): PageKey[] {
  const [words, places] = JSON.parse(text) as [Word[], number[]]
  const word = <T>(i: number) => words[places[i]!] as T
  const keys: PageKey[] = []
  for (let i = 0; i < places.length; i += wordsOfKey)
    keys.push({
      team: word(i),
      level: word(i + 1),
      product: word(i + 2),
      kind: word(i + 3),
      channel: word(i + 4),
      of: word(i + 5),
    })
  return keys
}

/** As it was before it was kept. */
export function unpacked(from: Instant, { counts, keys, bytes }: KeptPage): MarkPage {
  const length = bytes.length / 16
  // Columns lie on borders of four bytes, wherever the bytes were read to.
  const { buffer, byteOffset } = bytes.byteOffset % 4 === 0 ? bytes : new Uint8Array(bytes)
  const column = (place: number) => new Uint32Array(buffer, byteOffset + 4 * length * place, length)
  return {
    ...{ from, counts, keys: keysOf(keys), at: column(0), number: column(1) },
    ...{ value: new Int32Array(buffer, byteOffset + 8 * length, length), key: column(3) },
  }
}

/** Kinds from one to another, in the order in which they lie in a page. */
export type KindRun = readonly [first: MarkKind, last: MarkKind]

/** Their places among all kinds. */
export const placesOf = ([first, last]: KindRun): readonly [first: number, last: number] => [
  kindAt.get(first)!,
  kindAt.get(last)!,
]

/** From where to where the marks of a kind lie in a page. */
export function rangeOf({ counts }: MarkPage, mark: MarkKind): readonly [from: number, to: number] {
  const place = kindAt.get(mark)!
  let from = 0
  for (let i = 0; i < place; i++) from += counts[i]!
  return [from, from + counts[place]!]
}

/** The same of those of a stretch: a page lies in order of time. */
export function rangeWithin(
  page: MarkPage,
  mark: MarkKind,
  stretch: { readonly from: number; readonly until: number },
): readonly [from: number, to: number] {
  const [from, to] = rangeOf(page, mark)
  return [placeOf(page, { from, to }, stretch.from), placeOf(page, { from, to }, stretch.until)]
}

/** The first place of some that is not before an instant. */
function placeOf(page: MarkPage, { from, to }: { from: number; to: number }, at: number): number {
  let [low, high] = [from, to]
  while (low < high) {
    const middle = (low + high) >>> 1
    if (page.from + page.at[middle]! < at) low = middle + 1
    else high = middle
  }
  return low
}

/** The marks of a page of one kind, one by one. */
export function* marksIn(page: MarkPage, mark: MarkKind): Generator<Mark> {
  const [from, to] = rangeOf(page, mark)
  for (let i = from; i < to; i++) {
    const { of, ...place } = page.keys[page.key[i]!]!
    yield {
      ...{ mark, at: instant(page.from + page.at[i]!), number: page.number[i]!, value: page.value[i]! },
      ...{ place, ...(of !== null && { of }) },
    }
  }
}
