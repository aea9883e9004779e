// How times and spans are written for people. Not: elements (time-text.tsx), nor what is owed (clock.ts).
// Under two hours minutes are exact; under a day the span leads, beyond it the date does. 24 hours
// everywhere.
import { dayMs, minuteMs } from '#core/kit/time.ts'
import type { Language } from '#core/people/language.ts'
import type { Say } from '#words/say.ts'

/** What writing a time needs: the speaker, its language, and whose wall clock is meant. */
export type Words = { readonly language: Language; readonly say: Say; readonly zone?: string | undefined }

/** British dates where one reads English: the day before the month. */
export const localeOf = (language: Language) => (language === 'en' ? 'en-GB' : language)
const formats = new Map<string, Intl.DateTimeFormat>()

function formatOf(words: Words, name: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${name} ${words.language} ${words.zone ?? ''}`
  let format = formats.get(key)
  if (!format) {
    const zoned = words.zone ? { ...options, timeZone: words.zone } : options
    format = new Intl.DateTimeFormat(localeOf(words.language), zoned)
    formats.set(key, format)
  }
  return format
}

const plain = (format: Intl.DateTimeFormat, at: number) => format.format(at).replaceAll(', ', ' ')

/** The wall clock, `14:30`. */
export const timeOf = (at: number, words: Words): string =>
  formatOf(words, 'time', { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(at)

/** The number of the calendar day there, so that two instants can be told to share a day. */
function dayNumber(at: number, words: Words): number {
  const parts = formatOf(words, 'day number', {
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
  }).formatToParts(at)
  const part = (type: string) => Number(parts.find(one => one.type === type)?.value)
  return Date.UTC(part('year'), part('month') - 1, part('day')) / dayMs
}

/** How many calendar days lie from `now` to `at`; 0 today, 1 tomorrow, -1 yesterday. */
export const daysBetween = (now: number, at: number, words: Words): number =>
  dayNumber(at, words) - dayNumber(now, words)

const yearOf = (at: number, words: Words) => formatOf(words, 'year', { year: 'numeric' }).format(at)

/**
 * The day without the time: a short weekday within six days, else the date, with the year when it is another.
 */
export function dayOf(at: number, now: number, words: Words): string {
  if (Math.abs(daysBetween(now, at, words)) <= 6)
    return plain(formatOf(words, 'weekday', { weekday: 'short' }), at)
  const sameYear = yearOf(at, words) === yearOf(now, words)
  const date = { day: 'numeric', month: 'short' } as const
  return sameYear
    ? plain(formatOf(words, 'date', date), at)
    : plain(formatOf(words, 'date and year', { ...date, year: 'numeric' }), at)
}

/** The instant as a clock on the wall says it: `14:30` today, `Fri 08:40`, `4 Jan 08:10`. */
export const wallTime = (at: number, now: number, words: Words): string =>
  daysBetween(now, at, words) === 0 ? timeOf(at, words) : `${dayOf(at, now, words)} ${timeOf(at, words)}`

/**
 * A window as a clock on the wall says it, `Thu 14:00–16:00`; across midnight each end has its day. Without a
 * beginning, the time by which.
 */
export function windowTime(
  { from, dueAt }: { from?: number | null | undefined; dueAt: number },
  now: number,
  words: Words,
): string {
  if (from === null || from === undefined) return wallTime(dueAt, now, words)
  return daysBetween(from, dueAt, words) === 0
    ? `${wallTime(from, now, words)}–${timeOf(dueAt, words)}`
    : `${wallTime(from, now, words)} – ${wallTime(dueAt, now, words)}`
}

/** The same to the second: `Fri 08:40:07`, always with its day. */
export function exactTime(at: number, now: number, words: Words): string {
  const time = { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' } as const
  return `${dayOf(at, now, words)} ${formatOf(words, 'seconds', time).format(at)}`
}

/** A day as a heading: `Thursday 19 November`, with today and yesterday named. */
export function dayTitle(at: number, now: number, words: Words): string {
  const title = plain(formatOf(words, 'title', { weekday: 'long', day: 'numeric', month: 'long' }), at)
  const away = daysBetween(now, at, words)
  const cased = title.charAt(0).toLocaleUpperCase(words.language) + title.slice(1)
  if (away === 0) return words.say('kit.day_today', { day: title })
  if (away === -1) return words.say('kit.day_yesterday', { day: title })
  if (yearOf(at, words) === yearOf(now, words)) return cased
  return `${cased} ${yearOf(at, words).replace(/\D+$/, '')}`
}

/** A length of time: `94 min`, `2 h 20 min`, `3 days`; `tight` leaves out the second unit: `2 h 20`. */
export function spanText(minutes: number, words: Words, tight = false): string {
  const { say } = words
  if (minutes < 120) return say('kit.span_minutes', { n: minutes })
  if (minutes < 24 * 60) {
    const rest = minutes % 60
    const hours = Math.floor(minutes / 60)
    if (rest === 0) return say('kit.span_hours', { h: hours })
    if (tight) return say('kit.span_hours_tight', { h: hours, m: String(rest).padStart(2, '0') })
    return say('kit.span_hours_minutes', { h: hours, m: rest })
  }
  return say('kit.span_days', { n: Math.round(minutes / (24 * 60)) })
}

/** A length of time that is reckoned with, so never rounded to days: `26 h 12 min`. */
export function spanExact(minutes: number, { say }: Pick<Words, 'say'>): string {
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60]
  if (hours === 0) return say('kit.span_minutes', { n: minutes })
  return rest === 0
    ? say('kit.span_hours', { h: hours })
    : say('kit.span_hours_minutes', { h: hours, m: rest })
}

/** A length of time in full words, for ears: `12 minutes`, `2 hours 20 minutes`. */
export function spanSpoken(minutes: number, words: Words): string {
  if (minutes >= 24 * 60) return words.say('kit.span_days', { n: Math.round(minutes / (24 * 60)) })
  return spanSpokenExact(minutes, words)
}

/** The same of what is reckoned with, so never rounded to days: `40 hours`. */
export function spanSpokenExact(minutes: number, words: Words): string {
  const { say } = words
  if (minutes < 120) return say('kit.spoken_minutes', { n: minutes })
  const hours = say('kit.spoken_hours', { n: Math.floor(minutes / 60) })
  const rest = minutes % 60
  return rest === 0 ? hours : `${hours} ${say('kit.spoken_minutes', { n: rest })}`
}

/** How far an instant is from now: `in 12 min`, `8 min ago`, `now` within the minute. */
export function distance(at: number, now: number, words: Words): string {
  const ahead = at > now
  const minutes = ahead ? Math.ceil((at - now) / minuteMs) : Math.floor((now - at) / minuteMs)
  if (minutes === 0) return words.say('kit.now')
  return words.say(ahead ? 'kit.in_span' : 'kit.span_ago', { span: spanText(minutes, words) })
}

/** An instant in full: under a day `in 12 min · 14:30`, beyond it `Mon 4 Jan 08:10 · in 3 days`. */
export function momentText(at: number, now: number, words: Words): string {
  const far = distance(at, now, words)
  if (Math.abs(at - now) < dayMs) return `${far} · ${wallTime(at, now, words)}`
  const date = plain(formatOf(words, 'full', { weekday: 'short', day: 'numeric', month: 'short' }), at)
  const year = yearOf(at, words) === yearOf(now, words) ? '' : ` ${yearOf(at, words).replace(/\D+$/, '')}`
  return `${date}${year} ${timeOf(at, words)} · ${far}`
}
