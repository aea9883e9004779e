// How long people were there in the simulated year, and what they worked, once more: person by person with
// the second clock, and by plain SQL. Shares nothing with the record (core/measure/staffed.ts). Not: the test
// that compares (test/measured-year.test.ts).
import { pieces, worked } from '#core/testing/second-clock.ts'
import { dayMs } from '#core/kit/time.ts'
import type { Period } from '#core/measure/period.ts'
import type { Scope } from '#core/measure/scope.ts'
import type { PostgresStore } from '#store/postgres/store.ts'
import { placeSql } from '#test/support/measures-sql.ts'
import { firstDay, hoursOf, lookedAt, unknown, type YearDesk } from '#test/support/year/desk.ts'

type Hours = (from: number, until: number) => number
/** Of which part of the desk how many seconds people were there. */
export type There = (period: Period, scope: Scope | undefined) => number

const isKnown = (at: number) => at < unknown.from || at >= unknown.until

/** Each for the team he was of when the day was over, and less what he was away. */
export function thereAgain(year: YearDesk): There {
  const { factsAt, awayOn, cast } = year
  const people = [...cast.agents.values()].map(id => {
    const all = pieces(hoursOf(year, id), firstDay - dayMs, lookedAt + dayMs)
    const own: Hours = (from, until) => (from < until ? worked(all, from, until) / 1_000 : 0)
    return { id, own }
  })
  return ({ from, until }, scope) => {
    let seconds = 0
    for (let day = Math.floor(from / dayMs); day * dayMs < until; day++) {
      const [begin, end] = [Math.max(from, day * dayMs), Math.min(until, (day + 1) * dayMs)]
      if (day * dayMs < firstDay || !isKnown(day * dayMs) || (day + 1) * dayMs > lookedAt) continue
      const { agents, teams } = factsAt((day + 1) * dayMs)
      for (const { id, own } of people) {
        const away = awayOn(day)[id]
        const inHours = away
          ? own(begin, Math.min(end, away.from)) + own(Math.max(begin, away.until), end)
          : own(begin, end)
        const all = agents[id]!.teams
        for (const team of all)
          if (!scope || scope.is === (scope.by === 'team' ? team : teams[team]!.level))
            seconds += inHours / all.length
      }
    }
    return seconds
  }
}

/** Seconds somebody noted to have worked, where the case lay, in days of which it is known who was there. */
export async function workedAgain({ pool }: PostgresStore): Promise<There> {
  const { rows } = await pool.query<{ at: string; seconds: number; team: string; level: string }>(
    `select m.at, 60 * (m.data::jsonb ->> 'minutes')::int as seconds, ${placeSql.team} as team, ${placeSql.level} as level
      from event m where m.type in ('note.added', 'contact.held') and m.data::jsonb ? 'minutes'`,
  )
  const all = rows.map(one => ({ ...one, at: Number(one.at) })).filter(({ at }) => isKnown(at))
  return ({ from, until }, scope) =>
    all
      .filter(({ at }) => at >= from && at < until && at >= firstDay)
      .filter(one => !scope || String(scope.is) === one[scope.by as 'team' | 'level'])
      .reduce((sum, { seconds }) => sum + seconds, 0)
}
