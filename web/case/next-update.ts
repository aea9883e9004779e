// By when the customer hears from us next: the five quick choices and the one that is offered first.
// Not: whether a promise may be made (core/case/deed/promise.ts).
import { hourMs, type Instant, instant, minuteMs } from '#core/kit/time.ts'
import { instantOf, type Wall, wallAt, weekdayOf } from './wall-clock.ts'

export type ChoiceName = 'in_1_hour' | 'in_3_hours' | 'today' | 'tomorrow' | 'monday' | 'in_a_week'
export type Choice = { readonly name: ChoiceName; readonly at: Instant }

/** Five minutes: nobody promises to the minute. */
const roundMs = 5 * minuteMs
const rounded = (at: number): Instant => instant(Math.ceil(at / roundMs) * roundMs)

/** The end of the working day and the beginning of the next, until the desk's calendars say otherwise. */
const eveningHour = 17
const morningHour = 10

const dayAhead = (wall: Wall, days: number, hour: number): Wall => ({
  ...wall,
  day: wall.day + days,
  hour,
  minute: 0,
})

/**
 * The quick choices in the order of their keys 1 to 4; 5 is a time of one's own.
 * @param zone the desk's time zone
 */
export function nextUpdateChoices(now: number, zone?: string): readonly Choice[] {
  const wall = wallAt(now, zone)
  const weekday = weekdayOf(wall)
  const evening = instantOf(dayAhead(wall, 0, eveningHour), zone)
  const today: Choice =
    evening - now >= hourMs && weekday !== 0 && weekday !== 6
      ? { name: 'today', at: evening }
      : { name: 'in_3_hours', at: rounded(now + 3 * hourMs) }
  const toMonday = (8 - weekday) % 7 || 7
  const monday: Choice =
    toMonday === 1
      ? { name: 'in_a_week', at: instantOf(dayAhead(wall, 7, morningHour), zone) }
      : { name: 'monday', at: instantOf(dayAhead(wall, toMonday, morningHour), zone) }
  return [
    { name: 'in_1_hour', at: rounded(now + hourMs) },
    today,
    { name: 'tomorrow', at: instantOf(dayAhead(wall, 1, morningHour), zone) },
    monday,
  ]
}

/**
 * What is offered first when the customer gets a message: today where there is time, else the next working
 * day.
 */
export function firstChoice(now: number, zone?: string): Choice {
  const [, today, tomorrow, monday] = nextUpdateChoices(now, zone) as [Choice, Choice, Choice, Choice]
  if (today.name === 'today') return today
  const ahead = weekdayOf(wallAt(tomorrow.at, zone))
  return ahead === 0 || ahead === 6 ? monday : tomorrow
}
