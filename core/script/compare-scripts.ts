// What changed between two forms of one script: steps that came, went, moved or say something else, sentences
// word by word, arrows, other values. Forms may be unfinished. Not: putting two together (merge-drafts.ts).
import { isLanguage, type Language } from '#core/people/language.ts'
import type { Json } from '#core/script/merge-drafts.ts'

/** A stretch of a sentence: in both, only in the later one, or only in the earlier. */
export type Stretch = { readonly kind: 'kept' | 'added' | 'removed'; readonly text: string }

export type SentenceChange = {
  /** where within its step: `why`, `choices.red.words` */
  readonly at: string
  readonly language: Language
  readonly before: string | null
  readonly after: string | null
  readonly words: readonly Stretch[]
}
/** `when`: the condition of an arrow that has one */
export type ArrowChange = {
  readonly at: string
  readonly when: Json
  readonly before: string | null
  readonly after: string | null
}
export type ValueChange = { readonly at: string; readonly before: Json; readonly after: Json }

export type Changes = {
  readonly sentences: readonly SentenceChange[]
  readonly arrows: readonly ArrowChange[]
  readonly values: readonly ValueChange[]
}
export type StepChange = Changes & {
  readonly name: string
  readonly what: 'added' | 'removed' | 'changed' | 'same'
  /** it stands elsewhere among the steps that are in both */
  readonly moved: boolean
  /** its place, from 0; null: it was, or is, not there */
  readonly before: number | null
  readonly after: number | null
}
/** `steps`: those of which there is something to tell, in order; a removed one after its neighbour. */
export type Comparison = { readonly whole: Changes; readonly steps: readonly StepChange[] }

type Fields = Readonly<Record<string, Json>>
type Leaf =
  | { readonly kind: 'sentence'; readonly at: string; readonly language: Language; readonly text: string }
  | { readonly kind: 'arrow'; readonly at: string; readonly when: Json; readonly to: string }
  | { readonly kind: 'value'; readonly at: string; readonly value: Json }

const targets = new Set(['to', 'worked', 'failed', 'otherwise', 'solved', 'unsolved', 'spent'])

/** Two forms, the earlier first. */
export function compareScripts(earlier: Json, later: Json): Comparison {
  const budget = { cells: cellsMax }
  const [before, after] = [stepsOf(earlier), stepsOf(later)]
  const places = { before: placesOf(before), after: placesOf(after) }
  const moved = movedAmong([...before.keys()], [...after.keys()])
  const steps = orderOf([...before.keys()], [...after.keys()]).map((key): StepChange => {
    const [was, is] = [before.get(key), after.get(key)]
    const changes = changesOf(was ?? null, is ?? null, budget)
    const isSame = changes.sentences.length + changes.arrows.length + changes.values.length === 0
    return {
      name: key,
      what: was === undefined ? 'added' : is === undefined ? 'removed' : isSame ? 'same' : 'changed',
      moved: moved.has(key),
      before: places.before.get(key) ?? null,
      after: places.after.get(key) ?? null,
      ...changes,
    }
  })
  return {
    whole: changesOf(withoutSteps(earlier), withoutSteps(later), budget),
    steps: steps.filter(one => one.what !== 'same' || one.moved),
  }
}

const fields = (one: Json): Fields => (isFields(one) ? one : {})
const isFields = (one: Json | undefined): one is Fields =>
  typeof one === 'object' && one !== null && !Array.isArray(one)

function withoutSteps(form: Json): Json {
  const { steps: _, ...others } = fields(form)
  return others
}

/** Steps by name; one that has none, or that of another, by its place. */
function stepsOf(form: Json): ReadonlyMap<string, Json> {
  const { steps } = fields(form)
  const found = new Map<string, Json>()
  for (const [index, step] of (Array.isArray(steps) ? (steps as readonly Json[]) : []).entries()) {
    const { name } = fields(step)
    found.set(typeof name === 'string' && name !== '' && !found.has(name) ? name : `#${index + 1}`, step)
  }
  return found
}

const placesOf = (steps: ReadonlyMap<string, Json>): ReadonlyMap<string, number> =>
  new Map([...steps.keys()].map((key, index) => [key, index]))

/** The later order, with what is gone from it after the step it stood after. */
function orderOf(before: readonly string[], after: readonly string[]): readonly string[] {
  const left = new Set(after)
  const gone = new Map<string | null, string[]>()
  let neighbour: string | null = null
  for (const key of before) {
    if (left.has(key)) neighbour = key
    else gone.set(neighbour, [...(gone.get(neighbour) ?? []), key])
  }
  return [...(gone.get(null) ?? []), ...after.flatMap(key => [key, ...(gone.get(key) ?? [])])]
}

/** Those that moved: the fewest without which the others stand in their old order. */
function movedAmong(before: readonly string[], after: readonly string[]): ReadonlySet<string> {
  const place = new Map(before.map((key, index) => [key, index]))
  const common = after.filter(key => place.has(key))
  // Longest rising row: the last of each length, and for each key the one before it.
  const tails: string[] = []
  const previous = new Map<string, string | undefined>()
  for (const key of common) {
    let [low, high] = [0, tails.length]
    while (low < high) {
      const middle = (low + high) >> 1
      if (place.get(tails[middle]!)! < place.get(key)!) low = middle + 1
      else high = middle
    }
    previous.set(key, tails[low - 1])
    tails[low] = key
  }
  const moved = new Set(common)
  for (let key = tails.at(-1); key !== undefined; key = previous.get(key)) moved.delete(key)
  return moved
}

type Budget = { cells: number }

function changesOf(was: Json, is: Json, budget: Budget): Changes {
  const [before, after] = [leavesOf(was), leavesOf(is)]
  const keys = [...new Set([...after.keys(), ...before.keys()])]
  const sentences: SentenceChange[] = []
  const arrows: ArrowChange[] = []
  const values: ValueChange[] = []
  for (const key of keys) {
    const [one, other] = [before.get(key), after.get(key)]
    if (JSON.stringify(one) === JSON.stringify(other)) continue
    const known = (other ?? one) as Leaf
    const { at } = known
    if (known.kind === 'sentence') {
      const texts = { before: textOf(one), after: textOf(other) }
      sentences.push({ at, language: known.language, ...texts, words: stretches(texts, budget) })
    } else if (known.kind === 'arrow')
      arrows.push({ at, when: known.when, before: targetOf(one), after: targetOf(other) })
    else values.push({ at, before: valueIn(one), after: valueIn(other) })
  }
  return { sentences, arrows, values }
}

const textOf = (leaf: Leaf | undefined): string | null => (leaf?.kind === 'sentence' ? leaf.text : null)
const targetOf = (leaf: Leaf | undefined): string | null => (leaf?.kind === 'arrow' ? leaf.to : null)
const valueIn = (leaf: Leaf | undefined): Json => (leaf?.kind === 'value' ? leaf.value : null)

/** Everything a part of a form says, each by a key of its own. */
function leavesOf(part: Json): ReadonlyMap<string, Leaf> {
  const found = new Map<string, Leaf>()
  const add = (leaf: Leaf, key: string) => void found.set(found.has(key) ? `${key} ${found.size}` : key, leaf)
  read(part, '')
  return found

  function read(one: Json, at: string): void {
    if (isWording(one)) {
      for (const [language, text] of Object.entries(one))
        add(
          { kind: 'sentence', at, language: language as Language, text: text as string },
          `s ${at} ${language}`,
        )
    } else if (isFields(one)) {
      for (const [key, inner] of Object.entries(one)) readField(key, inner, at, one)
    } else if (one !== null) add({ kind: 'value', at, value: one }, `v ${at}`)
  }

  function readField(key: string, inner: Json, at: string, { when = null }: Fields): void {
    const place = below(at, key)
    if (targets.has(key) && typeof inner === 'string')
      add({ kind: 'arrow', at: place, when, to: inner }, `a ${place} ${JSON.stringify(when)}`)
    else if (key === 'next' && Array.isArray(inner)) readArrows(inner as readonly Json[], place)
    else if (Array.isArray(inner) && inner.every(item => typeof fields(item as Json).name === 'string'))
      for (const item of inner as readonly Fields[]) read(item, below(place, String(item.name)))
    else read(inner, place)
  }

  /** Arrows go by their conditions; that they are asked in another order is a change, too. */
  function readArrows(arrows: readonly Json[], at: string): void {
    const conditions = arrows.map(one => fields(one).when ?? null)
    for (const one of arrows) {
      const { to, when = null } = fields(one)
      if (typeof to === 'string') add({ kind: 'arrow', at, when, to }, `a ${at} ${JSON.stringify(when)}`)
    }
    if (conditions.length > 1) add({ kind: 'value', at, value: conditions }, `v ${at}`)
  }
}

const below = (path: string, key: string): string => (path === '' ? key : `${path}.${key}`)

const isWording = (one: Json): one is Fields => {
  const entries = isFields(one) ? Object.entries(one) : []
  return entries.length > 0 && entries.every(([key, text]) => isLanguage(key) && typeof text === 'string')
}

/** So many pairs of words are looked at in all; what is longer is told as one for the other. */
const cellsMax = 4_000_000
const cellsOfOneMax = 250_000

type Texts = { readonly before: string | null; readonly after: string | null }

/** One sentence turned into another, word by word. */
function stretches({ before, after }: Texts, budget: Budget): readonly Stretch[] {
  const [was, is] = [wordsOf(before), wordsOf(after)]
  let head = 0
  while (head < was.length && was[head] === is[head]) head++
  let tail = 0
  while (tail < Math.min(was.length, is.length) - head && was.at(-1 - tail) === is.at(-1 - tail)) tail++
  const kept = (words: readonly string[]): Stretch[] => words.map(text => ({ kind: 'kept', text }))
  const [old, fresh] = [was.slice(head, was.length - tail), is.slice(head, is.length - tail)]
  return joined([
    ...kept(was.slice(0, head)),
    ...between(old, fresh, budget),
    ...kept(was.slice(was.length - tail)),
  ])
}

/** Words with the room before them, so that what is kept reads on. */
const wordsOf = (text: string | null): readonly string[] => text?.match(/\s*\S+|\s+$/g) ?? []

function between(old: readonly string[], fresh: readonly string[], budget: Budget): readonly Stretch[] {
  const gone = (text: string): Stretch => ({ kind: 'removed', text })
  const come = (text: string): Stretch => ({ kind: 'added', text })
  const cells = old.length * fresh.length
  budget.cells -= cells
  if (cells > cellsOfOneMax || budget.cells < 0) return [...old.map(gone), ...fresh.map(come)]
  const found: Stretch[] = []
  const length = commonLengths(old, fresh)
  let [i, k] = [0, 0]
  while (i < old.length && k < fresh.length) {
    if (old[i] === fresh[k]) {
      found.push({ kind: 'kept', text: old[i]! })
      i++
      k++
    } else if (length(i + 1, k) >= length(i, k + 1)) found.push(gone(old[i++]!))
    else found.push(come(fresh[k++]!))
  }
  return [...found, ...old.slice(i).map(gone), ...fresh.slice(k).map(come)]
}

/** How many words what follows from two places on has in common, in order. */
function commonLengths(old: readonly string[], fresh: readonly string[]) {
  const width = fresh.length + 1
  const table = new Uint16Array((old.length + 1) * width)
  for (let i = old.length - 1; i >= 0; i--)
    for (let k = fresh.length - 1; k >= 0; k--)
      table[i * width + k] =
        old[i] === fresh[k]
          ? table[(i + 1) * width + k + 1]! + 1
          : Math.max(table[(i + 1) * width + k]!, table[i * width + k + 1]!)
  return (i: number, k: number): number => table[i * width + k]!
}

function joined(all: readonly Stretch[]): readonly Stretch[] {
  const found: Stretch[] = []
  for (const one of all) {
    const last = found.at(-1)
    if (last?.kind === one.kind) found[found.length - 1] = { ...last, text: last.text + one.text }
    else found.push(one)
  }
  return found
}
