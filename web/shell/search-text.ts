// The query string as plain texts: every value is what stands there. Not: what a screen makes of it.

/** `?f=level:2&sort=clock` → `{ f: 'level:2', sort: 'clock' }`. */
export const readSearch = (text: string): Record<string, string> =>
  Object.fromEntries(new URLSearchParams(text))

/** The way back; empty and absent values are left out. */
export function writeSearch(search: Record<string, unknown>): string {
  const params = new URLSearchParams()
  for (const [name, value] of Object.entries(search))
    if (value !== undefined && value !== null && value !== '') params.set(name, String(value))
  const text = params.toString()
  return text === '' ? '' : `?${text}`
}
