// The days of a calendar as lines of text, one a day: holidays with the years they are kept and the hours
// worked all the same, and dates with hours of their own. What is not touched is stored as it was.
// Not: the form around it (calendar-form.ts).
import { type Part, partsIn, partsText } from './day-part.ts'

export type Holiday = {
  readonly on: string
  readonly name?: string
  readonly hours?: readonly Part[]
  readonly since?: number
  readonly until?: number
}
export type Dates = Readonly<Record<string, readonly Part[]>>

/** `*-12-24 Christmas Eve (2027-2030) 09:00-12:00` */
export function holidayLine({ on, name, hours = [], since, until }: Holiday): string {
  const years = since !== undefined && since === until ? `${since}` : `${since ?? ''}-${until ?? ''}`
  return [
    on,
    name !== on && name,
    (since !== undefined || until !== undefined) && `(${years})`,
    partsText(hours),
  ]
    .filter(Boolean)
    .join(' ')
}

/** A day that is no day of work, in each form it can have; a name, years and hours may follow. */
const dayForm =
  /^((?:[a-z]{3} on or (?:after|before) \S+)|(?:[a-z]+ [a-z]{3} of \d{2})|\S+(?: [a-z]{3}\+\d)*)(?:\s+(.*))?$/
const hoursForm = /(?:^|\s)(\d{1,2}[:.]\d{2}\s*[-–]\s*\d{1,2}[:.]\d{2}(?:\s*,\s*\d[\d:.\s–-]*)*)$/
const yearsForm = /(?:^|\s)\((?=.*\d)(\d{4})?(?:\s*([-–])\s*(\d{4})?)?\)$/

/** The holidays of a text; a line that says what one of the stored says is that one. */
export function holidaysIn(text: string, kept: readonly Holiday[]): Holiday[] {
  const left = [...kept]
  return linesIn(text).map(({ line }) => {
    const at = left.findIndex(one => holidayLine(one) === line)
    const [known] = at >= 0 ? left.splice(at, 1) : []
    if (known) return { ...known, name: known.name || known.on }
    return holidayIn(line)
  })
}

function holidayIn(line: string): Holiday {
  const [, on = line, more = ''] = dayForm.exec(line) ?? []
  const [, hours] = hoursForm.exec(more) ?? []
  const named = more.replace(hoursForm, '').trim()
  const [, since, range, until] = yearsForm.exec(named) ?? []
  const last = range ? until : since
  return {
    on,
    name: named.replace(yearsForm, '').trim() || on,
    ...(hours && { hours: partsIn(hours) }),
    ...(since && { since: Number(since) }),
    ...(last && { until: Number(last) }),
  }
}

const dateLine = (date: string, parts: readonly Part[]) => `${date} ${partsText(parts)}`.trim()

/** `2027-12-24 12:00-18:00`, one a line, in their order. */
export const dateLines = (dates: Dates = {}): string =>
  Object.entries(dates)
    .toSorted(([one], [other]) => (one < other ? -1 : 1))
    .map(([date, parts]) => dateLine(date, parts))
    .join('\n')

/** The dates of a text with their hours; those of one date stand together. */
export function datesIn(text: string, kept: Dates = {}): Dates {
  const found: Record<string, readonly Part[]> = {}
  for (const { line } of linesIn(text)) {
    const [, date = '', hours = ''] = /^(\S+)\s*(.*)$/.exec(line) ?? []
    const stored = kept[date]
    const parts = stored && dateLine(date, stored) === line ? stored : partsIn(hours)
    found[date] = [...(found[date] ?? []), ...parts]
  }
  return found
}

/** Dates with the hours in which we are closed, and below them what is closed every year. */
export const closingLines = (dates: Dates = {}, yearly: readonly Holiday[] = []): string =>
  [dateLines(dates), ...yearly.map(holidayLine)].filter(line => line !== '').join('\n')

const isDated = (line: string): boolean => /^\d/.test(line)
const some = (text: string, isMeant: (line: string) => boolean): string =>
  linesIn(text)
    .filter(({ line }) => isMeant(line))
    .map(({ line }) => line)
    .join('\n')

/** Both again, as they are stored. */
export const closingsIn = (text: string, dates: Dates = {}, yearly: readonly Holiday[] = []) => ({
  breaks: datesIn(some(text, isDated), dates),
  yearlyBreaks: holidaysIn(
    some(text, line => !isDated(line)),
    yearly,
  ),
})

/** The lines with words on them, each with its number as one counts. */
const linesIn = (text: string) =>
  text
    .split('\n')
    .map((line, index) => ({ line: line.trim(), number: index + 1 }))
    .filter(({ line }) => line !== '')

/** The number, as one counts, of the line a holiday stands on. */
export const lineOfHoliday = (text: string, index: number): number =>
  linesIn(text)[index]?.number ?? index + 1

/** The same of what is closed every year, among dates. */
export const lineOfYearly = (text: string, index: number): number =>
  linesIn(text).filter(({ line }) => !isDated(line))[index]?.number ?? 1

/** The number of the line a date stands on; `at` is the date, and which of its hours. */
export const lineOfDate = (text: string, at: string): number =>
  linesIn(text).find(({ line }) => {
    const [date] = line.split(/\s/)
    return at === date || at.replace(/\.\d+$/, '') === date
  })?.number ?? 1
