// A stretch of hours of one day as it is typed: `8` or `8.30`, from and until. Not: weeks and dates
// (calendar-form.ts, date-lines.ts).

/** From, until; `24:00` ends a day. Both empty: not entered. */
export type Part = readonly [string, string]

/** `8`, `8:30`, `0830` and `8.30` as they are written; anything else as it is. */
export function time(typed: string): string {
  const found = /^(\d{1,2})(?:[:.]?(\d{2}))?$/.exec(typed.trim())
  if (!found) return typed.trim()
  return `${(found[1] ?? '').padStart(2, '0')}:${found[2] ?? '00'}`
}

/** What is wrong with one, as the server would say it. */
export function partFault([from, until]: Part): string | null {
  const isTime = (one: string) => /^(([01]\d|2[0-3]):[0-5]\d(:[0-5]\d)?|24:00)$/.test(one)
  if (!isTime(from) || !isTime(until)) return 'interval_unreadable'
  if (from === until) return 'interval_empty'
  return from > until ? 'interval_reversed' : null
}

/** `09:00-12:00, 13:00-17:00` */
export const partsText = (parts: readonly Part[]): string =>
  parts.map(part => part.map(one => one.replace(/^(\d\d:\d\d):00$/, '$1')).join('-')).join(', ')

/** What was typed of hours, a comma between two; what cannot be read stays in its place. */
export const partsIn = (text: string): Part[] =>
  text
    .split(',')
    .map(one => one.trim())
    .filter(one => one !== '')
    .map(one => {
      const [from = '', until = ''] = one.split(/\s*[-–]\s*/)
      return [time(from), time(until)]
    })
