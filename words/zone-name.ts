// A time zone as people read it, and whether two zones show the same clock. Not: reckoning with them
// (core/clock).
import type { Language } from '#core/people/language.ts'

const formats = new Map<string, Intl.DateTimeFormat>()
/** So many are kept: zones come from customers, and nobody knows how many. */
const keptMax = 1_000

function formatOf(locale: string, timeZone: string, timeZoneName: 'longGeneric' | 'longOffset') {
  const key = `${locale} ${timeZone} ${timeZoneName}`
  const known = formats.get(key)
  if (known) return known
  const format = new Intl.DateTimeFormat(locale, { timeZone, timeZoneName })
  if (formats.size < keptMax) formats.set(key, format)
  return format
}

const part = (format: Intl.DateTimeFormat, at: number): string =>
  format.formatToParts(at).find(one => one.type === 'timeZoneName')?.value ?? ''

/** Its name in a language with the place it is named after: `Eastern Time (New York)`. */
export function zoneName(zone: string, language: Language, at: number): string {
  const place = zone.split('/').at(-1)!.replaceAll('_', ' ')
  const name = part(formatOf(language === 'en' ? 'en-GB' : language, zone, 'longGeneric'), at)
  return `${name} (${place})`
}

/** Whether clocks in both show the same at an instant. */
export const isSameClock = (one: string, other: string, at: number): boolean =>
  one === other ||
  part(formatOf('en', one, 'longOffset'), at) === part(formatOf('en', other, 'longOffset'), at)
