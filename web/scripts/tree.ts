// The outline as a tree: a step that is reached only from one above it stands below that one, in the order of
// the form. What is folded, what fits the words typed, and the numbers a reader of the screen needs.
// Not: drawing it (outline-tree.tsx).
import type { Language } from '#core/people/language.ts'
import type { Outline, OutlineStep } from './outline.ts'
import { inWords } from './scripts-list.ts'

export type TreeRow = {
  readonly step: OutlineStep
  /** 1: not below any other */
  readonly level: number
  /** the index of the step it stands below; null: of none */
  readonly parent: number | null
  /** how many stand directly below it */
  readonly below: number
  /** its place among those of the same parent, from 1, and how many these are */
  readonly place: number
  readonly of: number
}

/** Deeper than this nothing is pushed further in: a long way, one step after another, stays readable. */
const levelMax = 4

/** Every step with its place in the tree, in the order of the form. */
export function treeOf({ steps, start }: Pick<Outline, 'steps' | 'start'>): readonly TreeRow[] {
  const reached = parentsOf(steps)
  const open: { readonly index: number; readonly name: string }[] = []
  const placed = steps.map(step => {
    const from = step.name === start ? undefined : reached.get(step.name)
    const at = from === undefined ? -1 : open.findIndex(one => one.name === from)
    open.length = Math.min(at + 1, levelMax - 1)
    const parent = open.at(-1)?.index ?? null
    open.push({ index: step.index, name: step.name })
    return { step, parent, level: open.length }
  })
  const families = Map.groupBy(placed, one => one.parent)
  const places = new Map([...families.values()].flatMap(all => all.map((one, i) => [one, i + 1] as const)))
  return placed.map(one => ({
    ...one,
    below: families.get(one.step.index)?.length ?? 0,
    place: places.get(one)!,
    of: families.get(one.parent)!.length,
  }))
}

/** For each name the one step that leads to it; none where several do, or none. */
function parentsOf(steps: readonly OutlineStep[]): ReadonlyMap<string, string> {
  const found = new Map<string, string>()
  const several = new Set<string>()
  for (const { name, ways } of steps)
    for (const { to } of ways) {
      if (to === null || to === name) continue
      if ((found.get(to) ?? name) !== name) several.add(to)
      found.set(to, name)
    }
  for (const name of several) found.delete(name)
  return found
}

/** The rows that are seen while some are folded. */
export function unfolded(rows: readonly TreeRow[], folded: ReadonlySet<string>): readonly TreeRow[] {
  if (folded.size === 0) return rows
  const hidden = new Set<number>()
  return rows.filter(({ step, parent }) => {
    const above = parent === null ? undefined : rows[parent]
    const isHidden = above !== undefined && (hidden.has(above.step.index) || folded.has(above.step.name))
    if (isHidden) hidden.add(step.index)
    return !isHidden
  })
}

/** Those in which every word typed occurs: in a sentence, in whichever language, or in the name. */
export function found(rows: readonly TreeRow[], typed: string): readonly TreeRow[] {
  const wanted = typed.toLowerCase().split(/\s+/).filter(Boolean)
  if (wanted.length === 0) return rows
  return rows.filter(({ step }) => {
    const text = textOf(step)
    return wanted.every(one => text.includes(one))
  })
}

const texts = new WeakMap<OutlineStep, string>()

function textOf(step: OutlineStep): string {
  const known = texts.get(step)
  if (known !== undefined) return known
  const wordings = [...step.sentences.map(one => one.wording), ...step.ways.map(one => one.words)]
  const said = wordings.flatMap(one => (typeof one === 'object' && one !== null ? Object.values(one) : []))
  const text = [step.name, ...said].join('\n').toLowerCase()
  texts.set(step, text)
  return text
}

/** What all steps are folded to when a script is too long to be seen at once. */
export const foldedFirst = (rows: readonly TreeRow[]): ReadonlySet<string> =>
  new Set(rows.length > 300 ? rows.flatMap(({ step, below }) => (below > 0 ? [step.name] : [])) : [])

/** So many steps one goes on by in the index of a long script. */
const stride = 100

/** The steps one may jump to in a script that is too long to walk: the 1st, 101st, 201st … */
export const indexOf = (count: number): readonly number[] =>
  count <= stride ? [] : Array.from({ length: Math.ceil(count / stride) }, (_, i) => i * stride)

/** What stands for a step in a list, a sentence or a choice of steps: the first line of what it says. */
export const headOf = (step: OutlineStep, language: Language): string =>
  inWords(step.head, language)?.text.split('\n')[0] ?? step.name
