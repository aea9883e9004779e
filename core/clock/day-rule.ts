// On which date a holiday falls: once, every year, around Easter, on a weekday near a date, or in place of a
// date that fell on a weekend. Not: what it is called and how long one works on it (calendar.ts).
import { type Day, day, dayOf, daysIn, readDate, weekdayOf, weekdays } from '#core/clock/date.ts'

/** A month (1–12) and a day of it, in whatever year. */
type MonthDay = { readonly month: number; readonly dayOfMonth: number }

export type DayRule =
  /** `2024-12-25` */
  | { readonly kind: 'once'; readonly day: Day }
  /** `*-12-25`; `*-02-29` comes in leap years only */
  | ({ readonly kind: 'yearly' } & MonthDay)
  /** `easter`, `easter-2`, `easter+39`: days from Easter Sunday of the western churches */
  | { readonly kind: 'easter'; readonly offsetDays: number }
  /** `sat on or after 06-20`, `mon on or before 05-31`; also `first mon of 05` … `last mon of 05` */
  | ({ readonly kind: 'weekday'; readonly weekday: number; readonly side: 'after' | 'before' } & MonthDay)
  /** `*-12-26 sat+2 sun+2`: only in years in which the date falls on one of these, so many days later */
  | ({ readonly kind: 'substitute'; readonly moves: ReadonlyMap<number, number> } & MonthDay)

export type YearlyRule = Exclude<DayRule, { kind: 'once' }>

/** Easter days and moves farther away than this are a slip of the pen. */
const offsetDaysMax = 200
const moveDaysMax = 7

const numberOf = (weekday: string): number => (weekdays as readonly string[]).indexOf(weekday)
const weekdayPattern = weekdays.join('|')
const ordinals = ['first', 'second', 'third', 'fourth'] as const

/** What each form of a rule looks like, and how it is read; null when it names a day that is not there. */
const forms: readonly (readonly [RegExp, (parts: readonly string[]) => DayRule | null])[] = [
  [
    /^(\d{4}-\d{2}-\d{2})$/,
    ([date = '']) => {
      const one = readDate(date)
      return one === null ? null : { kind: 'once', day: one }
    },
  ],
  [/^\*-(\d{2}-\d{2})$/, ([date = '']) => withMonthDay(date, at => ({ kind: 'yearly', ...at }))],
  [
    /^easter([+-]\d{1,3})?$/,
    ([offset = '0']) =>
      Math.abs(Number(offset)) > offsetDaysMax ? null : { kind: 'easter', offsetDays: Number(offset) },
  ],
  [
    new RegExp(`^(${weekdayPattern}) on or (after|before) (\\d{2}-\\d{2})$`),
    ([weekday = '', side = '', date = '']) =>
      withMonthDay(date, at => ({
        kind: 'weekday',
        weekday: numberOf(weekday),
        side: side === 'after' ? 'after' : 'before',
        ...at,
      })),
  ],
  [
    new RegExp(`^(${ordinals.join('|')}) (${weekdayPattern}) of (\\d{2})$`),
    ([ordinal = '', weekday = '', month = '']) =>
      withMonthDay(`${month}-01`, at => ({
        kind: 'weekday',
        weekday: numberOf(weekday),
        side: 'after',
        ...at,
        dayOfMonth: 1 + 7 * (ordinals as readonly string[]).indexOf(ordinal),
      })),
  ],
  [
    new RegExp(`^last (${weekdayPattern}) of (\\d{2})$`),
    ([weekday = '', month = '']) =>
      withMonthDay(`${month}-01`, at => ({
        kind: 'weekday',
        weekday: numberOf(weekday),
        side: 'before',
        ...at,
        dayOfMonth: 31,
      })),
  ],
  [
    new RegExp(`^\\*-(\\d{2}-\\d{2})((?: (?:${weekdayPattern})\\+\\d)+)$`),
    ([date = '', moves = '']) =>
      withMonthDay(date, at => {
        const each = [...moves.matchAll(/(\w{3})\+(\d)/g)].map(
          ([, weekday = '', days]) => [numberOf(weekday), Number(days)] as const,
        )
        const fits = each.every(([, days]) => days > 0 && days <= moveDaysMax)
        return fits ? { kind: 'substitute', ...at, moves: new Map(each) } : null
      }),
  ],
]

/** Examples of every form, for whoever typed something else. */
export const dayRuleExample =
  '2027-12-24, *-12-25, easter-2, sat on or after 06-20, last mon of 08, *-12-26 sat+2 sun+2'

/** Reads a rule; null for anything that is none, or names a day that is not there. */
export function readDayRule(text: string): DayRule | null {
  for (const [form, read] of forms) {
    const found = text.match(form)
    if (found) return read(found.slice(1))
  }
  return null
}

/** Reads MM-DD; a leap year has every day that any year has. */
function withMonthDay(text: string, rule: (at: MonthDay) => DayRule | null): DayRule | null {
  const [month = 0, dayOfMonth = 0] = text.split('-').map(Number)
  const isThere = month >= 1 && month <= 12 && dayOfMonth >= 1 && dayOfMonth <= daysIn(2000, month)
  return isThere ? rule({ month, dayOfMonth }) : null
}

const daysOf = {
  yearly: ({ month, dayOfMonth }, year) =>
    dayOfMonth > daysIn(year, month) ? null : dayOf(year, month, dayOfMonth),
  easter: ({ offsetDays }, year) => day(easterSunday(year) + offsetDays),
  weekday: ({ month, dayOfMonth, weekday, side }, year) => {
    // A month that ends sooner ends the search sooner: the last Monday of February starts at its last day.
    const near = dayOf(year, month, Math.min(dayOfMonth, daysIn(year, month)))
    const aheadDays = (weekday - weekdayOf(near) + 7) % 7
    return day(side === 'after' || aheadDays === 0 ? near + aheadDays : near + aheadDays - 7)
  },
  substitute: ({ month, dayOfMonth, moves }, year) => {
    if (dayOfMonth > daysIn(year, month)) return null
    const date = dayOf(year, month, dayOfMonth)
    const moveDays = moves.get(weekdayOf(date))
    return moveDays === undefined ? null : day(date + moveDays)
  },
} satisfies {
  [K in YearlyRule['kind']]: (rule: Extract<YearlyRule, { kind: K }>, year: number) => Day | null
}

/**
 * The one date a rule has for a year (it may lie in the year before or after: the Monday on or after 12-28);
 * null in a year in which it does not come.
 */
export const dayInYear = (rule: YearlyRule, year: number): Day | null =>
  (daysOf[rule.kind] as (rule: YearlyRule, year: number) => Day | null)(rule, year)

/** Easter Sunday of the western churches (the anonymous Gregorian computus). */
export function easterSunday(year: number): Day {
  const golden = year % 19
  const century = Math.floor(year / 100)
  const ofCentury = year % 100
  const skipped = Math.floor((8 * century + 13) / 25)
  const epact = (19 * golden + century - Math.floor(century / 4) - skipped + 15) % 30
  const toSunday = (32 + 2 * (century % 4) + 2 * Math.floor(ofCentury / 4) - epact - (ofCentury % 4)) % 7
  const correction = Math.floor((golden + 11 * epact + 22 * toSunday) / 451)
  const fromMarch = epact + toSunday - 7 * correction + 114
  return dayOf(year, Math.floor(fromMarch / 31), (fromMarch % 31) + 1)
}
