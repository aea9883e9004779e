// When the people of the demo company are there, and the record of it for the weeks before it begins. Not:
// what they do in that time (ordinary-days.ts).
import { day, weekdayOf, weekdays } from '#core/clock/date.ts'
import { localMsOf, zoneStretch } from '#core/clock/zone.ts'
import type { AgentId } from '#core/kit/id.ts'
import { dayMs, hourMs, type Instant } from '#core/kit/time.ts'
import { staffedOn } from '#core/measure/staffed.ts'
import type { DeskFacts, WorkingWeek } from '#core/people/desk-facts.ts'
import type { Desk } from '#store/desk/desk.ts'

export const timeZone = 'Europe/Stockholm'
/** So many days before it begins are told of. */
export const daysBefore = 14
export const workdays = ['mon', 'tue', 'wed', 'thu', 'fri'] as const

type Stretch = readonly [from: number, until: number]
/** Whole hours of each working day. */
const shifts: Readonly<Record<string, Stretch>> = {
  ...{ bo: [8, 11], chiara: [8, 10], mikhail: [13, 16], karin: [8, 10], admin: [16, 17] },
  ...{ marta: [8, 11], lena: [10, 12], ivan: [13, 16], jordi: [10, 12] },
}
/** Who is printed with a sign-in is there when it begins, and so many hours more, whatever the time. */
const welcoming = ['bo', 'marta', 'jordi', 'karin', 'admin']
const welcomeHours = 8

/** The week somebody works; of who welcomes visitors at an instant with the hours that takes. */
export function weekAt(key: string, now: Instant | null): WorkingWeek | null {
  const own = shifts[key]
  if (!own) return null
  const hours = new Set<number>()
  for (const [at] of workdays.entries())
    for (let hour = own[0]; hour < own[1]; hour++) hours.add(24 * at + hour)
  if (now !== null && welcoming.includes(key)) {
    const local = localMsOf(zoneStretch(timeZone, now, now + dayMs), now)
    const first = 24 * weekdayOf(day(Math.floor(local / dayMs))) + Math.floor((local % dayMs) / hourMs)
    for (let more = 0; more <= welcomeHours; more++) hours.add((first + more) % (7 * 24))
  }
  return { zone: timeZone, hours: spelledOut(hours), cover: null }
}

/** Hours of the week, Monday from 0 to 1 is 0, as stretches of each day. */
function spelledOut(hours: ReadonlySet<number>): WorkingWeek['hours'] {
  const text = (hour: number) => `${String(hour).padStart(2, '0')}:00`
  const ofDay = (at: number) =>
    Array.from({ length: 24 }, (_, from) => from).flatMap(from => {
      const is = (hour: number) => hour >= 0 && hour < 24 && hours.has(24 * at + hour)
      if (!is(from) || is(from - 1)) return []
      let until = from
      while (is(until)) until++
      return [[text(from), text(until)] as const]
    })
  const all = weekdays.map((one, at) => [one, ofDay(at)] as const)
  return Object.fromEntries(all.filter(([, stretches]) => stretches.length > 0))
}

/** Records who was there on the days before, by the weeks they have without visitors. */
export async function recordShifts(
  { staffed }: Pick<Desk, 'staffed'>,
  { facts, agents, now }: { facts: DeskFacts; agents: ReadonlyMap<string, AgentId>; now: Instant },
): Promise<void> {
  const plain = Object.fromEntries(
    [...agents].map(([key, id]) => [id, { ...facts.agents[id]!, week: weekAt(key, null) }]),
  )
  const today = Math.floor(now / dayMs)
  for (let at = today - daysBefore; at < today; at++)
    await staffed.record(staffedOn({ ...facts, agents: plain }, at, {}))
}
