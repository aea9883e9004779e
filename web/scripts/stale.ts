// Translations that are older than what they translate: the sentence was changed since the version that is
// live, and the one in this language was not. Not: what is missing (outline.ts).
import type { Language } from '#core/people/language.ts'
import { type Outline, type OutlineStep, saidIn } from './outline.ts'

/** The wordings of which a language is stale, each as the object it is in the form. */
export type Stale = ReadonlyMap<unknown, ReadonlySet<Language>>

const nothing: Stale = new Map()

/** The language a script is written in first: the first it names. */
const sourceOf = ({ languages }: Outline): Language | undefined => languages[0]

/** What of a draft is stale beside what is live. */
export function staleIn(draft: Outline, live: Outline | null): Stale {
  const source = sourceOf(draft)
  if (!live || source === undefined) return nothing
  const before = new Map(live.steps.map(step => [step.name, step]))
  const stale = new Map<unknown, ReadonlySet<Language>>()
  const look = (wording: unknown, was: unknown) => {
    const found = staleOf(wording, was, source, draft.languages)
    if (found.size > 0) stale.set(wording, found)
  }
  look(draft.title, live.title)
  look(draft.says, live.says)
  for (const step of draft.steps) {
    const was = before.get(step.name)
    if (!was) continue
    const wordings = wordingsOf(was)
    for (const [key, wording] of wordingsOf(step)) look(wording, wordings.get(key))
  }
  return stale
}

function staleOf(
  wording: unknown,
  was: unknown,
  source: Language,
  languages: readonly Language[],
): ReadonlySet<Language> {
  const told = saidIn(was, source)
  if (told === null || told === saidIn(wording, source)) return new Set()
  return new Set(
    languages.filter(one => {
      const said = saidIn(wording, one)
      return one !== source && said !== null && said === saidIn(was, one)
    }),
  )
}

const known = new WeakMap<OutlineStep, ReadonlyMap<string, unknown>>()

/** What a step says, by what each sentence is of it: a choice by its name. */
function wordingsOf(step: OutlineStep): ReadonlyMap<string, unknown> {
  const had = known.get(step)
  if (had) return had
  const all = new Map<string, unknown>([
    ...step.sentences.map(one => [one.what, one.wording] as const),
    ...step.ways.flatMap(one => (one.by === 'choice' ? [[`choice ${one.name}`, one.words] as const] : [])),
  ])
  known.set(step, all)
  return all
}

/** How many sentences of each language are stale. */
export function staleCounts(stale: Stale): ReadonlyMap<Language, number> {
  const counts = new Map<Language, number>()
  for (const of of stale.values()) for (const one of of) counts.set(one, (counts.get(one) ?? 0) + 1)
  return counts
}

/**
 * The next step after one that lacks a sentence in one of these languages or has a stale one, going round;
 * null: there is none.
 */
export function nextToWrite(
  { steps }: Pick<Outline, 'steps'>,
  after: number,
  { languages, stale }: { readonly languages: readonly Language[]; readonly stale: Stale },
): number | null {
  const wants = (step: OutlineStep) =>
    [...wordingsOf(step).values()].some(wording =>
      languages.some(one => saidIn(wording, one) === null || stale.get(wording)?.has(one) === true),
    )
  const order = [...steps.slice(after + 1), ...steps.slice(0, after + 1)]
  return order.find(wants)?.index ?? null
}
