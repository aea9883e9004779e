// Points in time as a customer reads them: his language, the desk's time zone, today and tomorrow by their
// names.
import { dayMs, type Instant, instant } from '#core/kit/time.ts'
import type { Language } from '#core/people/language.ts'

export type Day = 'yesterday' | 'today' | 'tomorrow' | 'other'
/**
 * What a phrase needs to say a point in time: `day` chooses, `date` says the others, `hour` the small
 * words before.
 */
export type When = {
  readonly time: string
  readonly day: Day
  readonly date: string
  readonly longDate: string
  /** the day without its weekday */
  readonly dayMonth: string
  readonly hour: number
  readonly iso: string
}
/** A window as a phrase says it: the day of its beginning, and each end by the clock. */
export type Span = When & {
  readonly from: string
  readonly fromIso: string
  /** the day on which it ends, where that is another; else empty */
  readonly untilDate: string
}
export type Times = {
  readonly now: Instant
  when(at: Instant): When
  span(from: Instant, until: Instant): Span
  /** a day for a heading, with its weekday */
  heading(at: Instant): string
  /** tells days apart in the reader's zone */
  dayKey(at: Instant): string
}

const formats = new Map<string, Intl.DateTimeFormat>()

function formatOf(language: Language, timeZone: string, name: string, options: Intl.DateTimeFormatOptions) {
  const key = `${language} ${timeZone} ${name}`
  let format = formats.get(key)
  if (!format) {
    format = new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : language, { ...options, timeZone })
    formats.set(key, format)
  }
  return format
}

const clock = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const
const short = { weekday: 'short', day: 'numeric', month: 'short' } as const
const plain = { day: 'numeric', month: 'long' } as const
const long = { weekday: 'long', day: 'numeric', month: 'long' } as const

/** The day of an end as `portal.short_when` writes that of the beginning. */
const endDate: Readonly<Record<Language, (ends: When) => string>> = {
  en: ({ date }) => date,
  sv: ({ date }) => date,
  it: ({ date }) => `${date},`,
  de: ({ date }) => date,
  ca: ({ dayMonth }) => `${dayMonth},`,
  ru: ({ date }) => `${date},`,
}

/** The reader of points in time for one page. */
export function timesFor(language: Language, timeZone: string, now: Instant): Times {
  const say = (name: string, options: Intl.DateTimeFormatOptions, at: Instant) =>
    formatOf(language, timeZone, name, options).format(at)
  const dayKey = (at: Instant) =>
    formatOf('sv', timeZone, 'key', { year: 'numeric', month: '2-digit', day: '2-digit' }).format(at)
  const year = (at: Instant) => dayKey(at).slice(0, 4)
  const withYear = (options: Intl.DateTimeFormatOptions, at: Instant) =>
    year(at) === year(now) ? options : { ...options, year: 'numeric' as const }
  const date = (name: string, options: Intl.DateTimeFormatOptions, at: Instant) => {
    const full = withYear(options, at)
    const text = say('year' in full ? `${name} year` : name, full, at)
    // English and Swedish write the weekday without a comma here: it is part of a sentence.
    return language === 'en' || language === 'sv' ? text.replace(/,/g, '') : text
  }
  const dayOf = (at: Instant): Day => {
    const key = dayKey(at)
    if (key === dayKey(now)) return 'today'
    if (key === dayKey(instant(now + dayMs))) return 'tomorrow'
    return key === dayKey(instant(now - dayMs)) ? 'yesterday' : 'other'
  }
  const when = (at: Instant): When => {
    const time = say('clock', clock, at)
    return {
      time,
      day: dayOf(at),
      date: date('short', short, at),
      longDate: date('long', long, at),
      dayMonth: date('plain', plain, at),
      hour: Number(time.slice(0, 2)),
      iso: new Date(at).toISOString(),
    }
  }
  const span = (from: Instant, until: Instant): Span => {
    const [begins, ends] = [when(from), when(until)]
    const isOneDay = dayKey(from) === dayKey(until)
    return {
      ...begins,
      // Across midnight two names of days would have to stand in one sentence: both are said by their dates.
      ...(!isOneDay && { day: 'other' }),
      ...{ from: begins.time, fromIso: begins.iso, time: ends.time, iso: ends.iso },
      untilDate: isOneDay ? '' : endDate[language](ends),
    }
  }
  return { now, dayKey, heading: at => date('long', long, at), when, span }
}

/** Minutes as a phrase says them: whole hours where they are, else minutes. */
export const lengthOf = (minutes: number): { unit: 'hours' | 'minutes'; n: number } =>
  minutes >= 60 && minutes % 60 === 0 ? { unit: 'hours', n: minutes / 60 } : { unit: 'minutes', n: minutes }

/** A date as a script asks for one (2027-01-31), in words. */
export const dateWords = (language: Language, date: string): string =>
  formatOf(language, 'UTC', 'date words', { dateStyle: 'long' }).format(new Date(`${date}T00:00:00Z`))
