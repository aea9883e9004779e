// From what a clock on the wall says in a time zone to an instant, and back. Not: writing times
// (kit/times.ts).
import { type Instant, instant } from '#core/kit/time.ts'

/**
 * A date and time as read off a wall; `month` is 1 to 12, a day beyond the month's end runs into the next.
 */
export type Wall = {
  readonly year: number
  readonly month: number
  readonly day: number
  readonly hour: number
  readonly minute: number
}

const formats = new Map<string, Intl.DateTimeFormat>()
function formatOf(zone: string | undefined): Intl.DateTimeFormat {
  const known = formats.get(zone ?? '')
  if (known) return known
  const format = new Intl.DateTimeFormat('en-GB', {
    ...(zone && { timeZone: zone }),
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    hourCycle: 'h23',
  })
  formats.set(zone ?? '', format)
  return format
}

/** What the wall says there at an instant; without a zone, the wall here. */
export function wallAt(at: number, zone?: string): Wall {
  const parts = formatOf(zone).formatToParts(at)
  const part = (type: string) => Number(parts.find(one => one.type === type)?.value)
  return {
    year: part('year'),
    month: part('month'),
    day: part('day'),
    hour: part('hour'),
    minute: part('minute'),
  }
}

const asUtc = (wall: Wall) => Date.UTC(wall.year, wall.month - 1, wall.day, wall.hour, wall.minute)

/**
 * The instant at which the wall there says so; a time that a change of clocks leaves out moves on with it.
 */
export function instantOf(wall: Wall, zone?: string): Instant {
  const wished = asUtc(wall)
  let guess = wished
  // Twice is enough: the first step lands within a change of clocks, the second beyond it.
  for (let i = 0; i < 2; i++) guess += wished - asUtc(wallAt(guess, zone))
  return instant(guess)
}

/** The weekday there, 0 Sunday to 6 Saturday. */
export const weekdayOf = (wall: Wall): number =>
  new Date(Date.UTC(wall.year, wall.month - 1, wall.day)).getUTCDay()

/** What an `<input type="datetime-local">` holds for an instant. */
export function fieldOf(at: number, zone?: string): string {
  const wall = wallAt(at, zone)
  const two = (n: number) => String(n).padStart(2, '0')
  return `${wall.year}-${two(wall.month)}-${two(wall.day)}T${two(wall.hour)}:${two(wall.minute)}`
}

/** What an `<input type="time">` holds for an instant. */
export const timeFieldOf = (at: number, zone?: string): string => fieldOf(at, zone).slice(11)

/** The instant such an input means on the day of another one; null while it is not complete. */
export const instantOfTime = (text: string, dayOf: number, zone?: string): Instant | null =>
  instantOfField(`${fieldOf(dayOf, zone).slice(0, 10)}T${text}`, zone)

/** The instant such an input means; null while it is not complete. */
export function instantOfField(text: string, zone?: string): Instant | null {
  const parts = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d)/.exec(text)
  if (!parts) return null
  const [year, month, day, hour, minute] = parts.slice(1).map(Number) as [
    number,
    number,
    number,
    number,
    number,
  ]
  return instantOf({ year, month, day, hour, minute }, zone)
}
