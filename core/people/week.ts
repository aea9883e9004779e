// The week a person works: whether he is there at an instant, and when he is back. It is a calendar like any
// other. Not: who stands in for him meanwhile (cover.ts).
import type { Calendar } from '#core/clock/calendar.ts'
import { type ParsedCalendar, parseCalendar } from '#core/clock/parse-calendar.ts'
import { isOpen, nextOpen } from '#core/clock/working-time.ts'
import type { Instant } from '#core/kit/time.ts'
import type { AgentFacts, WorkingWeek } from '#core/people/desk-facts.ts'

/** Reads a week as it was typed or sent; faults are told at `versions.0.week.…`, as of any calendar. */
export const readWeek = ({ zone, hours }: Pick<WorkingWeek, 'zone' | 'hours'>): ParsedCalendar =>
  parseCalendar({ zone, versions: [{ week: hours }] })

// A memory, no state: people of a shift share a calendar, and its spans are laid out once.
const laidOutMax = 500
const laidOut = new Map<string, Calendar | null>()

// To spell a week out costs more than all that is asked of it.
const ofWeek = new WeakMap<WorkingWeek, Calendar | null>()

/** A week as a calendar; null where what is kept is none. */
export function calendarOf(week: WorkingWeek): Calendar | null {
  const known = ofWeek.get(week)
  if (known !== undefined) return known
  const calendar = laidOutOf(week)
  ofWeek.set(week, calendar)
  return calendar
}

function laidOutOf(week: WorkingWeek): Calendar | null {
  const key = JSON.stringify([week.zone, week.hours])
  const known = laidOut.get(key)
  if (known !== undefined) return known
  const read = readWeek(week)
  const calendar = 'calendar' in read ? read.calendar : null
  if (laidOut.size >= laidOutMax) laidOut.clear()
  laidOut.set(key, calendar)
  return calendar
}

/** When somebody who is outside his week at an instant is back in it; null: he is in it, or has none. */
export function backAt({ week, off }: AgentFacts, at: Instant): Instant | null {
  // The browser is told what holds now, not the hours it follows from.
  if (!week) return off && at < off.until ? off.until : null
  const calendar = calendarOf(week)
  return calendar && !isOpen(calendar, at) ? nextOpen(calendar, at) : null
}

/** Whether somebody is outside his week at an instant. Whoever has none set never is. */
export const isOff = (agent: AgentFacts, at: Instant): boolean => backAt(agent, at) !== null

/** Whether somebody is known to work at an instant: a week is set, and it says so. */
export const isOnDuty = (agent: AgentFacts, at: Instant): boolean =>
  (agent.week ? calendarOf(agent.week) !== null : agent.off !== undefined) && !isOff(agent, at)
