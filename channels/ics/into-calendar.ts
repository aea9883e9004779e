// What an iCalendar file holds, taken into a calendar: each day into the version that is in force on it.
// What a person entered stays, and days that were counted already are left out. Not: how a file is read
// (holidays.ts).
import type { IcsFault } from '#channels/ics/content-lines.ts'
import { type IcsHolidays, readIcs, united } from '#channels/ics/holidays.ts'
import type { CalendarForm, HolidayForm, VersionForm } from '#core/clock/calendar.ts'
import { type Day, dateText, partsOf, readDate, yearMax, yearMin } from '#core/clock/date.ts'
import { dayInYear, readDayRule } from '#core/clock/day-rule.ts'

export type Taken = {
  readonly form: CalendarForm
  /** how many holidays and breaks came to it */
  readonly added: number
  /** days with hours that somebody entered; the file says that they are closed */
  readonly kept: readonly string[]
  /** how many lie before the first day that may be changed */
  readonly past: number
}
export type TakingFrom = {
  /** what comes every year goes into the versions in force from this day on */
  readonly today: Day
  /** days before it stay as they are; null: nothing was counted yet, all may change */
  readonly from: Day | null
}

/** A calendar with what a file holds added. What was imported before is there once. */
export function withIcs(
  form: CalendarForm,
  bytes: Uint8Array,
  days: TakingFrom,
): Taken | { readonly fault: IcsFault } {
  const read = readIcs(bytes, form.zone)
  if ('fault' in read) return read
  const { left, past } = leftOf(read, days.from)
  const versions = form.versions.map((one, at) => {
    const [begins, ends] = [one.validFrom, form.versions[at + 1]?.validFrom]
    const isIn = (date: string) => date >= (begins ?? '') && (ends === undefined || date < ends)
    const isAhead = ends === undefined || ends > dateText(days.today)
    const forIt = {
      holidays: left.holidays.filter(({ on }) => (readDate(on) === null ? isAhead : isIn(on))),
      breaks: Object.fromEntries(Object.entries(left.breaks).filter(([date]) => isIn(date))),
      yearlyBreaks: isAhead ? left.yearlyBreaks : [],
    }
    return added(one, forIt, isIn)
  })
  return {
    form: { ...form, versions: versions.map(({ version }) => version) },
    added: versions.reduce((sum, one) => sum + one.added, 0),
    kept: [...new Set(versions.flatMap(one => one.kept))],
    past,
  }
}

/** Without the days before the first that may be changed; what comes every year begins after them. */
function leftOf(read: IcsHolidays, from: Day | null): { left: IcsHolidays; past: number } {
  if (from === null) return { left: read, past: 0 }
  const first = dateText(from)
  const holidays = read.holidays.flatMap(one => ahead(one, from) ?? [])
  const breaks = Object.entries(read.breaks).filter(([date]) => date >= first)
  const yearlyBreaks = read.yearlyBreaks.flatMap(one => ahead(one, from) ?? [])
  const past =
    read.holidays.length -
    holidays.length +
    Object.keys(read.breaks).length -
    breaks.length +
    read.yearlyBreaks.length -
    yearlyBreaks.length
  return { left: { holidays, breaks: Object.fromEntries(breaks), yearlyBreaks }, past }
}

function ahead(one: HolidayForm, from: Day): HolidayForm | null {
  const rule = readDayRule(one.on)
  if (rule?.kind === 'once' || !rule) return one.on >= dateText(from) ? one : null
  const { year } = partsOf(from)
  const own = dayInYear(rule, year)
  const since = Math.max(one.since ?? yearMin, own === null || own >= from ? year : year + 1)
  return since > (one.until ?? yearMax) ? null : { ...one, since }
}

type IsIn = (date: string) => boolean

function added(version: VersionForm, { holidays, breaks, yearlyBreaks }: IcsHolidays, isIn: IsIn) {
  const all = [...(version.holidays ?? [])]
  const kept: string[] = []
  let staying = 0
  for (const one of holidays) {
    const known = all.find(other => isSame(other, one))
    const isWorked = known ? (known.hours ?? []).length > 0 : worksOn(version, one.on)
    if (isWorked) {
      kept.push(one.on)
      continue
    }
    // A holiday goes before a shift and a date before a rule: as a date, what the shift says is still worked.
    const shifts = known ? [] : shiftsOn(one, version, all).filter(({ on }) => isIn(on))
    all.push(...shifts, ...(known ? [] : [one]))
    staying += shifts.length
    const worked = all.filter(({ on, hours = [] }) => hours.length > 0 && isIn(on) && comesOn(one, on))
    kept.push(...worked.map(({ on }) => on))
  }
  const cut = { ...version.breaks }
  for (const [date, hours] of Object.entries(breaks)) cut[date] = united([...(cut[date] ?? []), ...hours])
  const news = Object.keys(breaks).filter(
    date => JSON.stringify(cut[date]) !== JSON.stringify(version.breaks?.[date]),
  )
  const known = version.yearlyBreaks ?? []
  const closings = yearlyBreaks.filter(
    one => !known.some(other => isSame(other, one) && isClosedBy(other, one)),
  )
  const added = all.length - staying - (version.holidays ?? []).length + news.length + closings.length
  const more = closings.length > 0 && { yearlyBreaks: [...known, ...closings] }
  return { version: added > 0 ? { ...version, holidays: all, breaks: cut, ...more } : version, added, kept }
}

/** Whether a holiday that is there is the same as one of a file, in all years of it or from the same on. */
function isSame(there: HolidayForm, one: HolidayForm): boolean {
  if (there.on !== one.on) return false
  const [since, until] = [there.since ?? yearMin, there.until ?? yearMax]
  const own = one.since ?? yearMin
  return since === own || (since < own && until >= (one.until ?? yearMax))
}

/** Whether all hours of one are hours of another. */
const isClosedBy = ({ hours: closed = [] }: HolidayForm, { hours = [] }: HolidayForm): boolean =>
  JSON.stringify(united([...closed, ...hours])) === JSON.stringify(united(closed))

/** Whether somebody entered hours for a date: as a shift, or as a holiday on which some are worked. */
const worksOn = ({ shifts, holidays = [] }: VersionForm, date: string): boolean =>
  (shifts?.[date] ?? []).length > 0 ||
  holidays.some(one => (one.hours ?? []).length > 0 && comesOn(one, date))

/** The shifts on dates of a rule, as holidays of their dates; not those another holiday goes before. */
const shiftsOn = (one: HolidayForm, { shifts = {} }: VersionForm, all: readonly HolidayForm[]) =>
  Object.entries(shifts)
    .filter(([on, hours]) => hours.length > 0 && comesOn(one, on))
    .filter(([on]) => !all.some(other => other.on === on || comesOn(other, on)))
    .map(([on, hours]): HolidayForm => ({ on, name: one.name, hours }))

/** Whether a holiday that has a rule comes on a date. */
function comesOn({ on, since = yearMin, until = yearMax }: HolidayForm, date: string): boolean {
  const [one, rule] = [readDate(date), readDayRule(on)]
  if (one === null || !rule || rule.kind === 'once') return false
  const { year } = partsOf(one)
  return [year - 1, year, year + 1].some(own => since <= own && own <= until && dayInYear(rule, own) === one)
}
