// The wanted facts of the open case in the reader's words. Not: what is wanted and known (core/wanted).
import { instant } from '#core/kit/time.ts'
import type { Language } from '#core/people/language.ts'
import { type Known, type Wanted, wantedFacts } from '#core/wanted/known.ts'
import { inLanguage, type WantedFact, wantedOf } from '#core/wanted/wanted-list.ts'
import { nowMs } from '#web/kit/now.ts'
import type { OpenCaseView } from './case-context.ts'

type View = Pick<OpenCaseView, 'state' | 'desk' | 'text'>

/** What is wanted of this case, each with what is known. */
export const wantedIn = ({ state, desk }: Pick<View, 'state' | 'desk'>): readonly Wanted[] =>
  wantedFacts(state, wantedOf(desk.facts, state), instant(nowMs()))

/** What a fact is called, by its name; one that is on no list any more keeps its name. */
export function factName({ desk }: Pick<View, 'desk'>, name: string, language: Language): string {
  const fact = factOf(desk, name)
  return fact ? inLanguage(fact.words, language) : name
}
const factOf = (desk: View['desk'], name: string): WantedFact | undefined =>
  desk.facts.wanted?.flatMap(({ facts }) => facts).find(one => one.name === name)

/** One of its answers, as it is called. */
export function choiceText(
  { desk }: Pick<View, 'desk'>,
  { fact, choice }: { fact: string; choice: string },
  language: Language,
): string {
  const found = factOf(desk, fact)?.choices.find(one => one.name === choice)
  return found ? inLanguage(found.words, language) : choice
}

/** What is known, in words. */
export function knownText(
  view: View,
  { name }: WantedFact,
  { value, text }: Known,
  language: Language,
): string {
  if (text) return view.text(text)
  if (name === 'case.product') return view.desk.products.find(one => one.id === value)?.name ?? '–'
  return choiceText(view, { fact: name, choice: String(value) }, language)
}
