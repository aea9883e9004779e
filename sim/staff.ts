// Who else works in the simulated centre: a second team of level 2, a partner's team, people at night; and
// the weeks of all of them. Drawn apart from the rest. Not: what they do (agents.ts, givers.ts).
import { type Weekday, weekdays } from '#core/clock/date.ts'
import type { IntervalForm } from '#core/clock/calendar.ts'
import type { AgentFacts, TeamFacts, WorkingWeek } from '#core/people/desk-facts.ts'
import type { AgentId } from '#core/kit/id.ts'
import type { HouseLevel } from '#core/people/level.ts'
import { secondMs } from '#core/kit/time.ts'
import type { Chance } from '#sim/chance.ts'
import type { SimAgent } from '#sim/world.ts'

const team = (name: string, level: HouseLevel): TeamFacts => ({
  id: `tea_${name}`,
  name,
  level,
  setting: {},
  active: true,
})
const readDays = 2
/** The partner's people see their share alone, and one of ours answers for it. */
export const moreTeams = (accountable: AgentId): readonly TeamFacts[] => [
  team('tools', 2),
  {
    ...team('partner', 2),
    partner: { house: 'Fjord Field', accountable, endsAt: null, readDays, namesPeople: false },
  },
]

type Post = { team: string; level: HouseLevel; count: number; from: number; roles: AgentFacts['roles'] }
const posts: readonly Post[] = [
  { team: 'tools', level: 2, count: 2, from: 8, roles: ['agent'] },
  { team: 'partner', level: 2, count: 2, from: 9, roles: ['partner'] },
  { team: 'third', level: 3, count: 1, from: 10, roles: ['agent'] },
  { team: 'first', level: 1, count: 2, from: 22, roles: ['agent'] },
  { team: 'second', level: 2, count: 1, from: 22, roles: ['agent'] },
  { team: 'third', level: 3, count: 1, from: 22, roles: ['agent'] },
]
const shiftHours = 8

export const moreAgents = (draw: Chance): SimAgent[] =>
  posts.flatMap(({ team: name, level, count, from, roles }) =>
    Array.from({ length: count }, (_, i) => {
      const id = `agt_${name}_${from}_${i}` as const
      const day = draw.between(0, 6)
      const facts = { id, name: id, roles, levels: [level], teams: [`tea_${name}`] as const }
      return {
        id,
        facts: { ...facts, active: true, absent: false },
        from,
        to: from + shiftHours,
        off: [day, (day + 1) % 7],
        lookMs: draw.between(60, 240) * secondMs,
      }
    }),
  )

const midnight = 24
const clock = (hour: number): string => `${String(hour).padStart(2, '0')}:00`

/** An agent's shifts as his week; a night that goes past midnight is of two days. */
export function weekOf({ from, to, off }: SimAgent): WorkingWeek {
  const hours: Partial<Record<Weekday, IntervalForm[]>> = {}
  const works = (no: number) => !off.includes(no % 7)
  // A week begins on Monday, the numbers of its days on Sunday.
  weekdays.forEach((day, i) => {
    const no = i + 1
    const late: IntervalForm[] = works(no) ? [[clock(from), clock(Math.min(to, midnight))]] : []
    const early: IntervalForm[] = to > midnight && works(no + 6) ? [['00:00', clock(to - midnight)]] : []
    if (early.length + late.length > 0) hours[day] = [...early, ...late]
  })
  return { zone: 'UTC', hours, cover: null }
}
