// What has to be known of a case: short lists of wanted facts that a manager keeps, per kind and product.
// Settings, not events. Not: which of them are known in a case (known.ts).
import type { Kind } from '#core/case/event.ts'
import type { ProductId, WantedListId } from '#core/kit/id.ts'
import type { DeskFacts } from '#core/people/desk-facts.ts'
import type { Language } from '#core/people/language.ts'
import type { Wording } from '#core/script/script.ts'

/** What may be answered, where the answers are a closed list; scripts call it by the same name. */
export type WantedChoice = { readonly name: string; readonly words: Wording }
export type WantedFact = {
  /** under which an answer is known, in scripts as well: `router.light` */
  readonly name: string
  /** what it is called among us */
  readonly words: Wording
  /** how the customer is asked */
  readonly ask: Wording
  /** empty: any words */
  readonly choices: readonly WantedChoice[]
  /** who hands a case up while it is open says why */
  readonly required: boolean
}
export type WantedList = {
  readonly id: WantedListId
  /** left empty: of every kind, of every product */
  readonly kinds: readonly Kind[]
  readonly products: readonly ProductId[]
  readonly facts: readonly WantedFact[]
  readonly active: boolean
}

/** Few: a list nobody can hold in mind is a form, and forms are skipped. */
export const wantedMax = 12
export const wantedChoicesMax = 12
export const wantedNameForm = /^[a-z][a-z0-9]*(?:[._][a-z0-9]+)*$/

/** What the case itself says under these names; it is changed there. */
export const caseFields = ['case.product', 'case.serial', 'case.site'] as const
export type CaseField = (typeof caseFields)[number]
export const isCaseField = (name: string): name is CaseField => caseFields.some(one => one === name)

/** A sentence in this language, else in English, else in whichever it was written. */
export const inLanguage = (wording: Wording, language: Language): string =>
  wording[language] ?? wording.en ?? Object.values(wording)[0] ?? ''

export type WantedOf = { readonly kind: Kind; readonly product: ProductId | null }

/** What is wanted of such a case: of every list that is meant for it, each name once, the first counts. */
export function wantedOf({ wanted = [] }: Pick<DeskFacts, 'wanted'>, about: WantedOf): readonly WantedFact[] {
  const lists = wanted.filter(one => one.active && isFor(one, about))
  const facts = new Map<string, WantedFact>()
  for (const one of lists.flatMap(list => list.facts)) if (!facts.has(one.name)) facts.set(one.name, one)
  return [...facts.values()]
}

const isFor = ({ kinds, products }: WantedList, { kind, product }: WantedOf): boolean =>
  (kinds.length === 0 || kinds.includes(kind)) &&
  (products.length === 0 || (product !== null && products.includes(product)))
