// The list of scripts as it is shown: what is live and what is being written in one, and what fits the words
// typed. Not: the page.
import { type Language, languages } from '#core/people/language.ts'
import type { Wording } from '#core/script/script.ts'
import type { Lists } from './scripts-api.ts'

export type Row = {
  readonly slug: string
  readonly title: Wording
  readonly says: Wording
  readonly steps: number
  /** it is complete in these; a draft alone has not said so yet */
  readonly languages: readonly Language[]
  /** the live version; null: it was never published, or withdrawn */
  readonly version: number | null
  readonly hasDraft: boolean
}

/** One row a script, in the order of their names. */
export function rowsOf({ published, drafts }: Lists): Row[] {
  const rows = new Map<string, Row>()
  for (const { slug, title, says, steps } of drafts)
    rows.set(slug, { slug, title, says, steps, languages: [], version: null, hasDraft: true })
  for (const one of published) rows.set(one.slug, { ...one, hasDraft: rows.has(one.slug) })
  return [...rows.values()].sort((one, other) => (one.slug < other.slug ? -1 : 1))
}

/** Those in which every word typed occurs, in whichever language somebody says it. */
export function fitting(rows: readonly Row[], typed: string): Row[] {
  const wanted = typed.toLowerCase().split(/\s+/).filter(Boolean)
  return rows.filter(({ slug, title, says }) => {
    const text = [slug, ...Object.values(title), ...Object.values(says)].join('\n').toLowerCase()
    return wanted.every(word => text.includes(word))
  })
}

/** A sentence in the reader's language, else in English, else in whichever there is; and in which. */
export function inWords(
  wording: unknown,
  language: Language,
): { readonly text: string; readonly language: Language } | null {
  if (typeof wording !== 'object' || wording === null) return null
  const said = wording as Readonly<Record<string, unknown>>
  for (const one of [language, 'en' as const, ...languages]) {
    const text = Object.hasOwn(said, one) ? said[one] : undefined
    if (typeof text === 'string' && text.trim() !== '') return { text, language: one }
  }
  return null
}
