// The working hours of a simulated world, in a zone whose clocks change while it runs; and the same hours as
// the second, independent clock counts them. Not: what is owed in them (world.ts).
import type { CalendarForm } from '#core/clock/calendar.ts'
import { parseCalendar } from '#core/clock/parse-calendar.ts'
import { pieces } from '#core/testing/second-clock.ts'
import { dayMs } from '#core/kit/time.ts'

/** A Monday in the week before the clocks of a zone change, and a holiday within. */
type Season = { readonly zone: string; readonly monday: string; readonly holiday: string }

const seasons: readonly Season[] = [
  { zone: 'Europe/Stockholm', monday: '2026-10-19', holiday: '2026-10-21' },
  { zone: 'America/New_York', monday: '2026-10-26', holiday: '2026-10-28' },
  { zone: 'Europe/Madrid', monday: '2027-03-22', holiday: '2027-03-24' },
  { zone: 'America/Los_Angeles', monday: '2027-03-08', holiday: '2027-03-10' },
  // Half an hour only.
  { zone: 'Australia/Lord_Howe', monday: '2027-03-29', holiday: '2027-03-31' },
]

/** The season of a seed; the world begins at seven in the morning, UTC. */
export const seasonOf = (seed: number): Season => seasons[(seed + seasons.length - 1) % seasons.length]!
export const startOf = ({ monday }: Season): number => Date.parse(`${monday}T07:00:00Z`)

const office = [
  ['08:00', '12:00'],
  ['13:00', '17:00'],
] as const

/** The night of the change is worked as well, through the hour that comes twice or not at all. */
export const hoursIn = ({ zone, holiday }: Season): CalendarForm => ({
  zone,
  versions: [
    {
      week: { mon: office, tue: office, wed: office, thu: office, fri: office, sun: [['00:00', '05:00']] },
      holidays: [{ on: holiday, name: 'A day off' }],
    },
  ],
})

export function calendarOf(form: CalendarForm) {
  const parsed = parseCalendar(form)
  if ('faults' in parsed) throw new Error(`the simulated calendar: ${parsed.faults[0]?.code}`)
  return parsed.calendar
}

export type Worked = ReturnType<typeof pieces>

const aheadMs = 90 * dayMs
const known = new Map<string, Worked>()

/** What is worked from a world's beginning on, piece by piece, by the second clock. */
export function workedFrom(season: Season): Worked {
  const { zone, monday } = season
  const start = Date.parse(monday)
  const found = known.get(zone) ?? pieces(hoursIn(season), start, start + aheadMs)
  known.set(zone, found)
  return found
}
