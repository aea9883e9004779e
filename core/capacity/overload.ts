// When more comes for a team than its people can do, and by when it can honestly answer. Not: who looks at it
// and says so (server/react/overload.ts), nor how many people hours need (needed.ts).
import { dueAt, isOpen } from '#core/clock/working-time.ts'
import type { Calendar } from '#core/clock/calendar.ts'
import { peopleThere, plannedIn } from '#core/capacity/planned.ts'
import type { TeamId } from '#core/kit/id.ts'
import { after, type Instant, instant, minuteMs } from '#core/kit/time.ts'
import type { Severity } from '#core/case/event.ts'
import type { DeskFacts } from '#core/people/desk-facts.ts'

/** What lies before a team at an instant, and who is there for it. */
export type TeamLoad = {
  /** cases in its queue that nobody has begun, and whose turn is ours */
  readonly waiting: number
  /** so many came in the last hour: as many are awaited in the next */
  readonly came: number
  /** people on duty; who works in two teams is half of one */
  readonly people: number
  /** so long a contact takes */
  readonly handleS: number
  /** people work on cases for so much of their time, in hundredths */
  readonly busyPercent: number
  /** within so many minutes customers usually hear from us */
  readonly usualMinutes: number
}

/** It ends below so much of what can be done, so that it does not come and go with each case. */
const endsBelow = 0.7

/**
 * Whether a team is overloaded: what waits, and what comes in the next hour if it goes on as in the last, is
 * more than the people on duty can begin within the time customers are usually promised. It goes on until
 * only seven tenths of that are left. Where nobody is on duty it stays as it was: of an empty house nobody
 * can say how fast it works, and that nobody is there is told elsewhere (core/notice/unattended.ts).
 */
export function isOverloaded(load: TeamLoad, was: boolean): boolean {
  if (load.people === 0) return was
  const part = loadOf(load) / canDo(load)
  return was ? part > endsBelow : part > 1
}

const loadOf = ({ waiting, came }: TeamLoad): number => waiting + came

/** How many contacts the people on duty can do within the usual time. */
const canDo = (load: TeamLoad): number => (load.usualMinutes * 60) / secondsEach(load)

const secondsEach = ({ handleS, people, busyPercent }: TeamLoad): number =>
  handleS / ((people * busyPercent) / 100)

const stepMs = 15 * minuteMs
/** Nobody is told of a time further away: by then something else will have been decided. */
const minutesMost = 14 * 24 * 60

type Place = {
  /** so many cases are taken before it */
  readonly before: number
  readonly now: Instant
  /** the hours of the team; null: around the clock */
  readonly calendar: Calendar | null
}

/** When a case is begun on average, by how many are taken before it. */
export const begunAt = (load: TeamLoad, place: Place): Instant => workedAt(load, place, place.before + 1)

/**
 * By when it is begun in nineteen of twenty times, at the next quarter of an hour: what can be promised.
 * Contacts take as different times as chance makes them: many of them are as uncertain as the root of their
 * number.
 */
export function surelyBegunAt(load: TeamLoad, place: Place): Instant {
  const contacts = place.before + 1
  const at = workedAt(load, place, contacts + 1.645 * Math.sqrt(contacts))
  return instant(Math.ceil(at / stepMs) * stepMs)
}

function workedAt(load: TeamLoad, { now, calendar }: Place, contacts: number): Instant {
  const workMs = Math.min(minutesMost * minuteMs, contacts * secondsEach(load) * 1_000)
  return calendar === null ? after(now, workMs) : dueAt(calendar, now, workMs)
}

/** Within how many minutes somebody who comes now is answered, by all that waits before him. */
export function honestMinutes(load: TeamLoad, { now, calendar }: Omit<Place, 'before'>): number {
  const at = surelyBegunAt(load, { before: load.waiting, now, calendar })
  return Math.min(minutesMost, Math.ceil((at - now) / minuteMs))
}

/** How many people of a team are on duty now. */
export const onDutyIn = (desk: DeskFacts, team: TeamId, now: Instant): number =>
  peopleThere(plannedIn(desk, { by: 'team', is: team })!, now)

/** The hours of a team; null: it works around the clock, or its calendar is gone. */
export const hoursOfTeam = (desk: DeskFacts, team: TeamId): Calendar | null => {
  const hours = desk.teams[team]?.duty?.hours
  return (hours && desk.calendars[hours]) || null
}

/** Whether a team works now. */
export const worksNow = (desk: DeskFacts, team: TeamId, now: Instant): boolean => {
  const calendar = hoursOfTeam(desk, team)
  return calendar === null || isOpen(calendar, now)
}

/** What is graver is taken first: it waits for nobody. */
const mildest: Severity = 3

type Whose = { readonly team: TeamId; readonly severity: Severity }
type Minutes = Pick<DeskFacts, 'answerMinutes' | 'overloads'>

/** The minutes an overloaded team can keep; 0: it is not, or the case is graver and waits for nobody. */
export const overloadMinutesIn = ({ overloads }: Minutes, { team, severity }: Whose): number =>
  (severity < mildest ? undefined : overloads?.[team]?.minutes) ?? 0

/**
 * Within how many minutes a customer whose case waits for a team hears from us: the usual ones, or more while
 * the team is overloaded.
 */
export const answerMinutesIn = (desk: Minutes, whose: Whose): number =>
  Math.max(desk.answerMinutes[whose.severity - 1] as number, overloadMinutesIn(desk, whose))
