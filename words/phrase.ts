// What a phrase is, and how an area of the product declares its phrases. Not: the phrases
// (phrases/<area>.ts).
//
// English is the source. A text is an ICU message ({name}, {count, plural, one {…} other {…}}, {x, select,
// …}).
// `for` tells translators where it stands; `max` is the greatest width in characters where space is tight.
// Keys are `area.name` with underscores; an area's file exports `export default phrases({...})` and is listed
// in
// phrases/index.ts. Plural forms: en/sv/de one other; it/ca one many other; ru one few many other.
import type { Language } from '#core/people/language.ts'

export type Phrase = Readonly<Record<Language, string>> & { readonly for?: string; readonly max?: number }

/** Declares an area's phrases; a missing language does not compile. */
export const phrases = <K extends string>(all: Readonly<Record<K, Phrase>>): Readonly<Record<K, Phrase>> =>
  all
