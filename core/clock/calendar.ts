// When we work: a zone and, version by version, the hours of a week with its holidays, shifts and breaks.
// The form a calendar is kept and sent in is here too; it becomes a calendar in parse-calendar.ts only.
import type { Day, Weekday } from '#core/clock/date.ts'
import type { DayRule, YearlyRule } from '#core/clock/day-rule.ts'

/** A half-open stretch of one date, in milliseconds of the clock on the wall; 24:00 is its end. */
export type Interval = { readonly fromMs: number; readonly untilMs: number }

/** The intervals of one date: in order, and none into another. */
export type Hours = readonly Interval[]

export type Holiday = {
  readonly rule: DayRule
  readonly name: string
  /** what is worked all the same; nothing, mostly. Of a yearly break what is cut out */
  readonly hours: Hours
  /** the first and the last year it is kept, of a yearly one */
  readonly since: number
  readonly until: number
}

/** Hours of a date that are closed every year, whatever is worked on its weekday. */
export type YearlyBreak = Holiday & { readonly rule: YearlyRule }

export type Version = {
  /** the local date from which this version is in force; the first always was */
  readonly validFrom: Day | null
  /** seven, Monday first */
  readonly week: readonly Hours[]
  readonly holidays: readonly Holiday[]
  /** hours of a date instead of its weekday's; a holiday goes before them */
  readonly shifts: ReadonlyMap<Day, Hours>
  /** cut out of whatever hours a date has */
  readonly breaks: ReadonlyMap<Day, Hours>
  /** the same, every year */
  readonly yearlyBreaks: readonly YearlyBreak[]
}

/**
 * A calendar as it is used. A version that is added changes nothing before its date, because each date is
 * worked by the one version in force on it. Made by parseCalendar only, which proves that it has hours.
 */
export type Calendar = {
  /** IANA */
  readonly zone: string
  /** in the order of their dates */
  readonly versions: readonly [Version, ...Version[]]
}

/** `["09:00", "17:00"]`; seconds may follow, and the end may be 24:00 */
export type IntervalForm = readonly [from: string, until: string]

export type HolidayForm = {
  /** see DayRule */
  readonly on: string
  readonly name: string
  readonly hours?: readonly IntervalForm[]
  readonly since?: number
  readonly until?: number
}

export type VersionForm = {
  /** YYYY-MM-DD; the first version has none */
  readonly validFrom?: string
  readonly week: Readonly<Partial<Record<Weekday, readonly IntervalForm[]>>>
  readonly holidays?: readonly HolidayForm[]
  /** by date, YYYY-MM-DD */
  readonly shifts?: Readonly<Record<string, readonly IntervalForm[]>>
  readonly breaks?: Readonly<Record<string, readonly IntervalForm[]>>
  /** what comes every year; `hours` are those that are closed */
  readonly yearlyBreaks?: readonly HolidayForm[]
}

/** A calendar as it is kept and sent. */
export type CalendarForm = { readonly zone: string; readonly versions: readonly VersionForm[] }
