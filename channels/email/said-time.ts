// How mails say when something is due: by the clock of whoever reads it, with its day where that is needed.
// Not: the sentences around it (mail-kinds.ts).
import type { Language } from '#core/people/language.ts'
import { sayIn } from '#words/say-in.ts'

/** So many formats are kept; zones come from settings, which are few. */
const keptMax = 200

/**
 * A promise to the customer: due, seen from now, in his time zone; `from` where it has a window. Instants are
 * epoch milliseconds.
 */
export type Due = {
  readonly from?: number | null
  readonly at: number
  readonly now: number
  readonly zone: string
  /** his clocks differ from the desk's: the zone is said */
  readonly isOther?: boolean
}

/** Makes each thing once and keeps it by its name: formats of dates are costly to make, and few. */
function once<Name extends string, Made>(make: (name: Name) => Made): (name: Name) => Made {
  const kept = new Map<Name, Made>()
  return name => {
    const made = kept.get(name) ?? make(name)
    if (kept.size < keptMax) kept.set(name, made)
    return made
  }
}

/** It was promised for a time between two, not by one. */
export const isWindow = ({ from }: Due): boolean => typeof from === 'number'

/** Its ends are of two dates. */
export function isOverMidnight(language: Language, { from, ...due }: Due): boolean {
  return typeof from === 'number' && dateOf(language, { ...due, at: from }) !== dateOf(language, due)
}

/** The time by which, or the window, as subjects say it: with its day, where it is not today. */
export const saidTime = (language: Language, due: Due): string =>
  isToday(due) || isOverMidnight(language, due)
    ? windowOf(language, due)
    : `${dateOf(language, beginning(due))} ${windowOf(language, due)}`

/** The time by which, or the window; over midnight each end has its day. */
export function windowOf(language: Language, due: Due): string {
  const ends = timeOf(language, due)
  if (typeof due.from !== 'number') return ends
  const begins = { ...due, at: due.from }
  if (!isOverMidnight(language, due)) return `${timeOf(language, begins)}–${ends}`
  const [first, last] = [begins, due].map(one => dateOf(language, one))
  return `${first} ${timeOf(language, begins)} – ${last} ${ends}`
}

// Named by language and zone, with a space between.
const named = (name: string): [language: string, zone: string] => name.split(' ') as [string, string]
const times = once((name: string) => {
  const [language, timeZone] = named(name)
  return new Intl.DateTimeFormat(language, { hour: '2-digit', minute: '2-digit', hour12: false, timeZone })
})
const dates = once((name: string) => {
  const [language, timeZone] = named(name)
  const locale = language === 'en' ? 'en-GB' : language
  const day = { day: 'numeric', month: 'long', timeZone } as const
  // A Russian weekday would have to be declined in the sentence around it; the date alone is right in all.
  return new Intl.DateTimeFormat(locale, language === 'ru' ? day : { ...day, weekday: 'long' })
})
const days = once((timeZone: string) => new Intl.DateTimeFormat('sv', { dateStyle: 'short', timeZone }))

/** `14:30` */
export const timeOf = (language: Language, { at, zone }: Due): string =>
  times(`${language} ${zone}`).format(at)

/** `Friday 27 November` */
export const dateOf = (language: Language, { at, zone }: Due): string =>
  dates(`${language} ${zone}`)
    .format(at)
    .replace(',', language === 'de' ? ',' : '')

/** A window by its beginning. */
export const beginning = (due: Due): Due => ({ ...due, at: due.from ?? due.at })

/** How many days from now, by the clocks of whoever reads it. */
function daysAhead({ at, now, zone }: Due): number {
  const [then, today] = [at, now].map(one => Date.parse(days(zone).format(one))) as [number, number]
  return Math.round((then - today) / 86_400_000)
}
/** It begins today. */
export const isToday = (due: Due): boolean => daysAhead(beginning(due)) === 0

/** `today`, `tomorrow` or `on Friday 27 November`, as it stands in a sentence. */
export function dayOf(language: Language, due: Due): string {
  const say = sayIn(language)
  const ahead = daysAhead(due)
  if (ahead === 0) return say('mail.day_today')
  if (ahead === 1) return say('mail.day_tomorrow')
  return say('mail.day_date', { date: dateOf(language, due) })
}
