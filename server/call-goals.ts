// What came of call goals in a week: of a team what its measures say, of a person what only he and whoever
// leads him are shown. Not: how it is paired (core/measure/call-goal.ts), nor for whom (http/call-goals.ts).
import { type GoalFor, isOfTeam } from '#core/access/call-goals.ts'
import { dayMs, type Instant, instant } from '#core/kit/time.ts'
import { type GoalFigures, judgedDays } from '#core/measure/call-goal.ts'
import { cameAgain, inOneContact } from '#core/measure/mark.ts'
import { marksIn } from '#core/measure/mark-page.ts'
import type { Period } from '#core/measure/period.ts'
import type { ReadCourse } from '#server/measures-course.ts'
import type { Shell } from '#server/shell.ts'
import { measuredDaysOf } from '#store/desk/measured-day.ts'
import type { PostgresStore } from '#store/postgres/store.ts'

/** Of a week every fix of which is judged; told to nobody but in pairs. */
export async function goalFigures(
  shell: Pick<Shell, 'store' | 'desk'>,
  read: ReadCourse,
  { whose, week }: { readonly whose: readonly GoalFor[]; readonly week: Period },
): Promise<ReadonlyMap<GoalFor, GoalFigures>> {
  const figures = new Map<GoalFor, GoalFigures>()
  const isOfPeople = whose.some(one => !isOfTeam(one))
  const held = isOfPeople ? await lasted(shell, week) : new Map<number, number>()
  for (const one of whose)
    figures.set(
      one,
      isOfTeam(one) ? await ofTeam(read, week, one) : await ofPerson(shell, { week, one, held }),
    )
  return figures
}

async function ofTeam(read: ReadCourse, week: Period, team: GoalFor): Promise<GoalFigures> {
  const all = await read(week, `team:${team}`)
  const named = (measure: string) => all.find(one => one.measure === measure)!
  const { value, n } = named('first_contact_resolution_7d')
  return { calls: named('calls_handled').n, judged: n, inOneContact: Math.round((value ?? 0) * n) }
}

type Person = {
  readonly one: Exclude<GoalFor, `tea_${string}`>
  readonly week: Period
  readonly held: ReadonlyMap<number, number>
}

async function ofPerson({ desk }: Pick<Shell, 'desk'>, { one, week, held }: Person): Promise<GoalFigures> {
  const { calls, fixed } = await desk.callGoals.own(one, week)
  const judged = fixed.flatMap(number => held.get(number) ?? [])
  const isInOne = (bits: number) => (bits & inOneContact) !== 0 && (bits & cameAgain) === 0
  return { calls, judged: judged.length, inOneContact: judged.filter(isInOne).length }
}

/** By the number of a case first solved in the week how its fix held, as the marks of kept days say it. */
async function lasted(
  { store }: Pick<Shell, 'store'>,
  { from, until }: Period,
): Promise<Map<number, number>> {
  const later = (at: Instant) => instant(at + judgedDays * dayMs)
  const stretch = { from: later(from), until: later(until) }
  const found = new Map<number, number>()
  const days = measuredDaysOf((store as PostgresStore).pool)
  const [first, last] = [Math.floor(stretch.from / dayMs), Math.floor((stretch.until - 1) / dayMs)]
  for await (const { page } of days.days(first, last + 1, ['lasted_7', 'lasted_7']))
    for (const { at, number, value } of marksIn(page, 'lasted_7'))
      if (at >= stretch.from && at < stretch.until) found.set(number, value)
  return found
}
