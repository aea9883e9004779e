// Names that sentences leave open: whether somebody will fill each, and whether every language leaves the
// same open. Part of check-script.ts. Not: filling them (filled.ts).
import { openNames } from '#core/script/filled.ts'
import type { Wording } from '#core/script/script.ts'
import type { ScriptFault } from '#core/script/script-fault.ts'
import type { Language } from '#core/people/language.ts'

const place = /\{([^{}\n]{0,40})\}/gu
const known: readonly string[] = openNames

/** Each once, in the order of the alphabet, so that they can be compared. */
const namesIn = (text: string): readonly string[] =>
  [...new Set([...text.matchAll(place)].map(([, name]) => name!))].toSorted()

const inBraces = (names: readonly string[]): string => names.map(name => `{${name}}`).join(' ')

/** What is wrong with the names one sentence leaves open, by language. */
export function checkNames(
  { at, wording }: { readonly at: string; readonly wording: Wording },
  step: string | null,
): ScriptFault[] {
  // Most sentences leave nothing open, and there are tens of thousands.
  if (!Object.values(wording).some(text => text.includes('{'))) return []
  const all = (Object.entries(wording) as [Language, string][]).map(([language, text]) => {
    const names = namesIn(text)
    return { language, names, unknown: names.filter(name => !known.includes(name)) }
  })
  const fault = (code: ScriptFault['code'], language: Language, names: readonly string[]): ScriptFault => ({
    path: `${at}.${language}`,
    code,
    step,
    details: { language, names: inBraces(names) },
  })
  // A slip of the pen is one fault, not one in each language.
  const first = all.find(one => one.unknown.length === 0)
  return all.flatMap(({ language, names, unknown }) => {
    if (!first || unknown.length > 0) return [fault('open_name_unknown', language, unknown)]
    const others = differing(first.names, names)
    return others.length > 0 ? [fault('open_names_differ', language, others)] : []
  })
}

/** Known names that are in one of the two only. */
const differing = (one: readonly string[], other: readonly string[]): readonly string[] =>
  known.filter(name => one.includes(name) !== other.includes(name))
