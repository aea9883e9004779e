// Who is on call for a team at an instant: dated turns go before the rota of the week. Not: whether he is
// told (core/notice/who.ts), nor how the turns of the next weeks are shown (on-call-ahead.ts).
import { type Day, day, readDate, weekdayOf, weekdays } from '#core/clock/date.ts'
import { isOpen } from '#core/clock/working-time.ts'
import { instantOf, localMsOf, type ZoneStretch, zoneStretch } from '#core/clock/zone.ts'
import type { AgentId, TeamId } from '#core/kit/id.ts'
import { dayMs, hourMs, type Instant, minuteMs } from '#core/kit/time.ts'
import type { AgentFacts, DeskFacts, Duty, OnCall, Rota, Turn } from '#core/people/desk-facts.ts'

const weekDays = 7

/** Whether somebody can be told at all: a program cannot, nor who has left or is away now. */
export const isThere = (agent: AgentFacts | undefined): boolean =>
  Boolean(agent?.active && !agent.absent && agent.reach)

/** Who is on call for a team at an instant; null: the team works then, or nobody is. */
export function onCallAt(desk: DeskFacts, team: TeamId, at: Instant): OnCall | null {
  const facts = desk.teams[team]
  const hours = facts?.duty?.hours && desk.calendars[facts.duty.hours]
  // Without the hours, as in the browser, it is what held at the instant of these facts.
  if (!hours) return facts?.onCall && at < facts.onCall.until ? facts.onCall : null
  return isOpen(hours, at) ? null : turnAt(desk, team, at)
}

/** Whose turn it is at an instant, whether or not the team works then; null: nobody's. */
export function turnAt(desk: DeskFacts, team: TeamId, at: Instant): OnCall | null {
  const duty = desk.teams[team]?.duty
  const hours = duty?.hours && desk.calendars[duty.hours]
  if (!hours) return null
  const turns = turnsBetween(duty, hours.zone, { from: at, until: at + 1 })
  const turn = turns.find(one => isThere(desk.agents[one.agent]))
  return turn ? { agent: turn.agent, until: turn.until } : null
}

const aheadDays = 14

/** Who has a turn next after somebody, within two weeks; null: nobody else. */
export function nextOnCall(desk: DeskFacts, team: TeamId, { agent, at }: { agent: AgentId; at: Instant }) {
  const duty = desk.teams[team]?.duty
  const hours = duty?.hours && desk.calendars[duty.hours]
  if (!hours) return null
  const next = turnsBetween(duty, hours.zone, { from: at, until: at + aheadDays * dayMs })
    .filter(one => one.agent !== agent && isThere(desk.agents[one.agent]))
    .sort((a, b) => a.from - b.from)[0]
  return next ? next.agent : null
}

/** A stretch for which turns are asked, in epoch milliseconds. */
export type Asked = { readonly from: number; readonly until: number }
export type Due = Turn & { readonly by: 'date' | 'rota' }

/**
 * The turns that reach into a stretch, as they go before each other: those by date, then those of the
 * rota.
 */
export function turnsBetween(duty: Duty, zone: string, asked: Asked): Due[] {
  const meets = (turn: Turn) => turn.from < asked.until && turn.until > asked.from
  const dated = duty.turns.filter(meets).map(turn => ({ ...turn, by: 'date' as const }))
  const rota = duty.rota ? rotaTurns(duty.rota, zone, asked).filter(meets) : []
  return [...dated, ...rota.map(turn => ({ ...turn, by: 'rota' as const }))]
}

function rotaTurns(rota: Rota, zone: string, { from, until }: Asked): Turn[] {
  // A turn of a week may have begun a week before; the clocks of a zone are at most a day from UTC.
  const stretch = zoneStretch(zone, from - (weekDays + 2) * dayMs, until + (weekDays + 2) * dayMs)
  const first = dayAt(stretch, from)
  const last = dayAt(stretch, until)
  return rota.form === 'weekly'
    ? weeklyTurns(rota, stretch, day(first - 1), last)
    : turnsInTurn(rota, stretch, day(first - weekDays), last)
}

const dayAt = (stretch: ZoneStretch, at: number): Day =>
  day(Math.floor(localMsOf(stretch, at as Instant) / dayMs))
const msOf = (time: string): number => Number(time.slice(0, 2)) * hourMs + Number(time.slice(3)) * minuteMs

/** In the order of their rows: of two at once the first is told. */
function weeklyTurns(
  { rows }: Extract<Rota, { form: 'weekly' }>,
  stretch: ZoneStretch,
  first: Day,
  last: Day,
): Turn[] {
  const turns: Turn[] = []
  for (const { agent, days, ...times } of rows) {
    const [fromMs, untilMs] = [msOf(times.from), msOf(times.until)]
    for (let one = first; one <= last; one = day(one + 1)) {
      if (!days.some(name => weekdays.indexOf(name) === weekdayOf(one))) continue
      const from = instantOf(stretch, one * dayMs + fromMs)
      const until = instantOf(stretch, (one + (untilMs <= fromMs ? 1 : 0)) * dayMs + untilMs)
      turns.push({ agent, from, until })
    }
  }
  return turns
}

/** One week each, from one handing over to the next, by the clocks on the wall. */
function turnsInTurn(
  rota: Extract<Rota, { form: 'in_turn' }>,
  stretch: ZoneStretch,
  first: Day,
  last: Day,
): Turn[] {
  const began = firstHandOver(rota)
  if (began === null || rota.people.length === 0) return []
  const turns: Turn[] = []
  const weeksBefore = Math.max(0, Math.floor((first - began) / weekDays))
  for (let week = weeksBefore; began + week * weekDays <= last; week++) {
    const at = (days: number) => instantOf(stretch, days * dayMs + msOf(rota.at))
    const from = at(began + week * weekDays)
    const agent = rota.people[week % rota.people.length] as AgentId
    turns.push({ agent, from, until: at(began + (week + 1) * weekDays) })
  }
  return turns
}

function firstHandOver({ day: name, since }: Extract<Rota, { form: 'in_turn' }>): Day | null {
  const from = readDate(since)
  if (from === null) return null
  return day(from + ((weekdays.indexOf(name) - weekdayOf(from) + weekDays) % weekDays))
}
