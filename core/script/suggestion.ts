// What somebody suggests who does not change a script himself: another sentence, or a note on a step.
// Not: who may (access/set-up.ts), nor where it is kept.
import type { Language } from '#core/people/language.ts'
import type { Json } from '#core/script/merge-drafts.ts'

/** A sentence of a script: of a step, or (`step` null) of the whole; `at` as in `choices.red.words`. */
export type SentencePlace = { readonly step: string | null; readonly at: string; readonly language: Language }

/** What stands there, null where it is not said yet; `gone`: no such step or place any more. */
export type SentenceFound = { readonly text: string | null } | 'gone'

type Fields = { readonly [key: string]: Json }
const isFields = (one: Json | undefined): one is Fields =>
  typeof one === 'object' && one !== null && !Array.isArray(one)

/** The sentence a form has at a place. */
export function sentenceAt(form: Json, { step, at, language }: SentencePlace): SentenceFound {
  let here: Json | undefined = rootOf(form, step)
  for (const key of at.split('.')) here = inside(here, key)
  if (!isFields(here)) return 'gone'
  const text = Object.hasOwn(here, language) ? here[language] : null
  return typeof text === 'string' ? { text } : { text: null }
}

/** The form with another sentence there; null: there is no such place. */
export function withSentenceAt(form: Json, place: SentencePlace, text: string): Json | null {
  if (sentenceAt(form, place) === 'gone') return null
  const { step, at, language } = place
  const root = step === null ? [] : ['steps', step]
  return put(form, [...root, ...at.split('.'), language], text)
}

const rootOf = (form: Json, step: string | null): Json | undefined =>
  step === null ? form : inside(inside(form, 'steps'), step)

/** A field of an object, or of a list the item of that name: the first, as a walk goes by. */
function inside(one: Json | undefined, key: string): Json | undefined {
  if (Array.isArray(one)) return (one as readonly Json[]).find(item => isFields(item) && item.name === key)
  return isFields(one) && Object.hasOwn(one, key) ? one[key] : undefined
}

function put(into: Json, [key = '', ...rest]: readonly string[], text: string): Json {
  if (Array.isArray(into)) {
    const all = into as readonly Json[]
    const index = all.findIndex(item => isFields(item) && item.name === key)
    return all.map((item, i) => (i === index ? put(item, rest, text) : item))
  }
  const fields = into as Fields
  return { ...fields, [key]: rest.length === 0 ? text : put(fields[key] as Json, rest, text) }
}
