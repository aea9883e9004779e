// Where a customer's link leads. The secret stands in the query; the portal exchanges it for a cookie at
// once.
import type { Language } from '#core/people/language.ts'

/** The page of a case; `part` is one of its pages (more-help, solved …). */
export function followUrl({
  publicUrl,
  language,
  number,
  secret,
  part,
}: {
  publicUrl: URL
  language: Language
  number: number
  secret: string
  part?: string
}): string {
  const path = `/${language}/help/cases/${number}${part ? `/${part}` : ''}`
  return `${publicUrl.origin}${path}?k=${encodeURIComponent(secret)}`
}
