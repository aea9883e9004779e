// The places in a ready-made reply that are filled in when it is used: {customer}, {case}, … Not: the
// replies (store/desk).

/** Every place a reply may have. The same names in every language, so that translations can be compared. */
export const placeholders = [
  'customer',
  'case',
  'subject',
  'agent',
  'team',
  'desk',
  'promise',
  'phone',
] as const
export type Placeholder = (typeof placeholders)[number]

const place = /\{([^{}\n]{0,40})\}/g

/** The names between braces; an empty pair names nothing. */
const namesIn = (text: string): string[] =>
  [...text.matchAll(place)].map(([whole]) => whole.slice(1, -1).trim())

/** Places in a text that nothing will ever fill, in order, each once: usually a slip of the pen. */
export function unknownPlaceholders(text: string): string[] {
  const names = namesIn(text)
  return [...new Set(names.filter(name => !placeholders.includes(name as Placeholder)))]
}

/**
 * The text with its places filled; a place without a value stays as it is, so that a reader sees what is
 * missing.
 */
export const filled = (text: string, values: Readonly<Partial<Record<Placeholder, string>>>): string =>
  text.replace(place, (whole, name: string) => values[name.trim() as Placeholder] ?? whole)

/** Places a text has that its values do not fill: asked before a reply is sent. */
export function unfilled(text: string, values: Readonly<Partial<Record<Placeholder, string>>>): string[] {
  const names = namesIn(text)
  return [...new Set(names.filter(name => !values[name as Placeholder]))]
}
