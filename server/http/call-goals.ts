// `/coach/goals`: goals for calls handled, each with what came of it in a week beside how many cases needed
// one contact only, for whom it is and whoever leads him. Nobody else learns of one, and there is no order
// but by name. Not: who may what (core/access/call-goals.ts).
import { z } from 'zod'
import { type GoalFor, maySeeGoal, maySetGoal } from '#core/access/call-goals.ts'
import { instant } from '#core/kit/time.ts'
import { goalMax, goalPair, isJudged, judgedFrom, lastJudgedWeek } from '#core/measure/call-goal.ts'
import { toldOfGoal } from '#core/notice/goal.ts'
import { type Period, readWeek } from '#core/measure/period.ts'
import { goalFigures } from '#server/call-goals.ts'
import { Problem } from '#server/http/problems.ts'
import { type App, route } from '#server/http/route.ts'
import { idSchema, nullable } from '#server/http/schema.ts'
import { record, wrong } from '#server/http/set-up-door.ts'
import { type Signed, signedIn } from '#server/http/signed.ts'
import { keepDays } from '#server/measured-days.ts'
import { courseReader, type ReadCourse } from '#server/measures-course.ts'
import type { Shell } from '#server/shell.ts'
import type { PostgresStore } from '#store/postgres/store.ts'

const goal = z.object({ perWeek: z.int(), setBy: z.string(), setAt: z.int() })
const itemSchema = z
  .object({
    whose: z.string().meta({ description: 'The person or team it is for.' }),
    now: nullable(goal).meta({ description: 'The goal that holds now; null: it was taken back.' }),
    held: nullable(goal).meta({ description: 'The one that held when the week ended; null: none did.' }),
    firstAt: nullable(z.int()).meta({
      description: 'Of a goal younger than the week: when it is first told.',
    }),
    pair: nullable(
      z.object({
        calls: z.int(),
        firstContact: z.object({ value: z.number(), n: z.int(), range: z.array(z.number()).length(2) }),
      }),
    ).meta({ description: 'Both or neither. Null: no goal held, or too few solved cases can be judged.' }),
    maySet: z.boolean(),
  })
  .meta({ id: 'CallGoal' })
type Item = z.output<typeof itemSchema>

const setSchema = z.strictObject({
  whose: z.union([idSchema('agt'), idSchema('tea')]),
  perWeek: nullable(z.int().min(1).max(goalMax)).meta({
    description: 'Calls in a week; null: no goal any more.',
  }),
})

/** `GET` and `POST /coach/goals`. */
export function callGoalRoutes(app: App, shell: Shell): void {
  readRoute(app, shell)
  setRoute(app, shell)
}

function readRoute(app: App, shell: Shell): void {
  const read = courseReader(shell)
  route(app, {
    method: 'GET',
    url: '/coach/goals',
    summary: 'Call goals of mine, my teams and those I lead, with what came of them beside first contacts.',
    tag: 'coach',
    query: z.strictObject({
      week: z
        .string()
        .max(10)
        .optional()
        .meta({ description: '2026-W40; absent: the last that can be judged.' }),
    }),
    answers: {
      200: z.object({
        week: z.string(),
        last: z.string().meta({ description: 'The last week of which every fix can be judged.' }),
        items: z.array(itemSchema),
        settable: z.array(z.string()).meta({ description: 'Whom I may set one for.' }),
      }),
    },
    async handler(request, reply) {
      const by = signedIn(request)
      const zone = (await shell.desk.settings.desk()).setting.timeZone ?? 'UTC'
      const kept = await keepDays(shell.store as PostgresStore)
      const last = lastJudgedWeek(kept, zone)
      const week = request.query.week ?? last
      if (!isJudged(week, kept, zone)) throw wrong('week', 'none')
      const items = await itemsOf(shell, read, { by, week: readWeek(week, zone)!, zone })
      const settable = everybody(shell).filter(one => maySetGoal(by.facts, one, shell.facts()))
      return reply.send({ week, last, items, settable })
    },
  })
}

/** Whom a goal can be for. */
const everybody = (shell: Shell): GoalFor[] => {
  const { agents, teams } = shell.facts()
  return [...Object.keys(teams), ...Object.keys(agents)] as GoalFor[]
}

type Asked = { readonly by: Signed; readonly week: Period; readonly zone: string }

/** Nothing is counted of whom no goal held for when the week ended. */
async function itemsOf(shell: Shell, read: ReadCourse, { by, week, zone }: Asked): Promise<Item[]> {
  const { callGoals } = shell.desk
  const seen = everybody(shell).filter(one => maySeeGoal(by.facts, one, shell.facts()))
  const [now, then] = await Promise.all([
    callGoals.held(seen, instant(shell.now() + 1)),
    callGoals.held(seen, week.until),
  ])
  const held = then.filter(one => one.perWeek !== null)
  const figures = await goalFigures(shell, read, { whose: held.map(one => one.whose), week })
  return seen.flatMap(whose => {
    const [own, was] = [now, held].map(all => all.find(one => one.whose === whose && one.perWeek !== null))
    if (!own && !was) return []
    const maySet = maySetGoal(by.facts, whose, shell.facts())
    const firstAt = own && !was ? judgedFrom(own.setAt, zone) : null
    const pair = was ? goalPair(figures.get(whose)!) : null
    return [{ whose, now: plain(own), held: plain(was), firstAt, pair, maySet }]
  }) as Item[]
}

const plain = (one: { perWeek: number | null; setBy: string; setAt: number } | undefined) =>
  one ? { perWeek: one.perWeek, setBy: one.setBy, setAt: one.setAt } : null

function setRoute(app: App, shell: Shell): void {
  route(app, {
    method: 'POST',
    url: '/coach/goals',
    summary: 'Set a goal for calls handled in a week, or take it back (whoever leads there).',
    tag: 'coach',
    body: setSchema,
    answers: { 201: z.object({ whose: z.string(), goal: nullable(goal) }) },
    async handler(request, reply) {
      const by = signedIn(request)
      const { whose, perWeek } = request.body
      if (!maySetGoal(by.facts, whose, shell.facts())) throw new Problem('role.missing')
      const set = { perWeek, setBy: by.agent, setAt: shell.now() }
      const { callGoals } = shell.desk
      const [before] = await callGoals.held([whose], instant(set.setAt + 1))
      // Set again as it stands, it is news to nobody.
      const isNews = (before?.perWeek ?? null) !== perWeek
      const told = isNews ? toldOfGoal(shell.facts(), { whose, by: by.agent, now: set.setAt }) : []
      await callGoals.set({ whose, ...set }, told)
      // Whoever reads the audit learns that it was set, and not how high.
      await record(shell, by, {
        what: perWeek === null ? 'call_goal.taken_back' : 'call_goal.set',
        about: whose,
      })
      return reply.code(201).send({ whose, goal: perWeek === null ? null : { ...set, perWeek } })
    },
  })
}
