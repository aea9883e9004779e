// Dates as counted days, so that moving among them is addition. Not: times of day, nor zones (zone.ts).

/** Days since 1970-01-01, in nobody's zone. */
export type Day = number & { readonly day: unique symbol }

/** Takes a plain count of days at its word. */
export const day = (count: number): Day => count as Day

export const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const
export type Weekday = (typeof weekdays)[number]

/** Which of the seven a date is; Monday is 0. */
export const weekdayOf = (one: Day): number => (((one + 3) % 7) + 7) % 7

/** The years a date can be written in: YYYY has four digits. */
export const yearMin = 1
export const yearMax = 9999

// Years are counted from 1 March here, so that the leap day is the last of its year. 719468 days lie between
// 0000-03-01 and 1970-01-01; 400 years have 146097.
const days400 = 146_097
const beforeEpoch = 719_468

/** The date of a year, a month (1–12) and a day of the month. */
export function dayOf(year: number, month: number, dayOfMonth: number): Day {
  const marchYear = month > 2 ? year : year - 1
  const era = Math.floor(marchYear / 400)
  const ofEra = marchYear - era * 400
  const ofYear = Math.floor((153 * ((month + 9) % 12) + 2) / 5) + dayOfMonth - 1
  return day(
    era * days400 + (ofEra * 365 + Math.floor(ofEra / 4) - Math.floor(ofEra / 100) + ofYear) - beforeEpoch,
  )
}

type Parts = { readonly year: number; readonly month: number; readonly dayOfMonth: number }

/** Year, month (1–12) and day of the month of a date. */
export function partsOf(one: Day): Parts {
  const shifted = one + beforeEpoch
  const era = Math.floor(shifted / days400)
  const ofEra = shifted - era * days400
  const leapDays = Math.floor(ofEra / 1460) - Math.floor(ofEra / 36_524) + Math.floor(ofEra / 146_096)
  const yearOfEra = Math.floor((ofEra - leapDays) / 365)
  const ofYear = ofEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100))
  const marchMonth = Math.floor((5 * ofYear + 2) / 153)
  const month = ((marchMonth + 2) % 12) + 1
  return {
    year: yearOfEra + era * 400 + (month > 2 ? 0 : 1),
    month,
    dayOfMonth: ofYear - Math.floor((153 * marchMonth + 2) / 5) + 1,
  }
}

const monthDays = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const

/** Whether a year has a 29 February. */
export const isLeap = (year: number): boolean => year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)

/** How many days a month (1–12) has. */
export const daysIn = (year: number, month: number): number =>
  month === 2 && isLeap(year) ? 29 : (monthDays[month - 1] as number)

/** A date written YYYY-MM-DD; null for anything else, and for a date that is not there (2023-02-29). */
export function readDate(text: string): Day | null {
  const [, year, month, dayOfMonth] = (text.match(/^(\d{4})-(\d{2})-(\d{2})$/) ?? []).map(Number)
  if (!year || !month || !dayOfMonth || month > 12 || dayOfMonth > daysIn(year, month)) return null
  return dayOf(year, month, dayOfMonth)
}

/** YYYY-MM-DD. */
export function dateText(one: Day): string {
  const { year, month, dayOfMonth } = partsOf(one)
  const digits = (number: number, width: number) => String(number).padStart(width, '0')
  return `${digits(year, 4)}-${digits(month, 2)}-${digits(dayOfMonth, 2)}`
}
