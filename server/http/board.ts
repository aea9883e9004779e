// The board: what needs a person now, what is open and late, what this week brought. Counted from cards, which are folds
// of the ledger; every number names the list it counts. Not: the rules behind it (core/measure/board.ts).
import { z } from 'zod'
import { mayRead } from '#core/access/may.ts'
import type { AgentId } from '#core/kit/id.ts'
import type { AgentFacts } from '#core/people/desk-facts.ts'
import { houseLevels } from '#core/people/level.ts'
import { availabilityOf, byHarm, firstLevelShare, needCodes, weekStart } from '#core/measure/board.ts'
import { type App, route } from '#server/http/route.ts'
import { cardSchema, houseLevel, nullable } from '#server/http/schema.ts'
import { needSetUp, type SetUp } from '#server/http/set-up-door.ts'
import type { LiveHub } from '#server/live/hub.ts'
import type { Shell } from '#server/shell.ts'
import type { CardQuery } from '#store/store.ts'

const counted = z
  .object({
    value: z.int(),
    list: z.string().meta({ description: 'The query of GET /cases that lists what was counted.' }),
  })
  .meta({ id: 'Counted', description: 'Exact to 1,000; 1,001 means more.' })
const byLevel = z.object({ 1: counted, 2: counted, 3: counted })

const boardSchema = z
  .object({
    at: z.int(),
    weekFrom: z.int(),
    needsPerson: counted.extend({
      items: z.array(
        z.object({
          card: cardSchema,
          need: z.object({ code: z.enum(needCodes), since: z.int(), act: z.enum(['take', 'open']) }),
        }),
      ),
    }),
    open: counted,
    openByLevel: byLevel,
    late: counted,
    unassigned: counted,
    waiting: counted,
    inThisWeek: counted,
    solvedThisWeek: counted,
    solvedByLevel: byLevel,
    solvedByLevel1Share: z.object({
      solved: z.int(),
      ofAll: z.int(),
      share: nullable(z.number()).meta({ description: '0 to 1; null while too few were solved.' }),
      cameBack: z.int(),
    }),
    cameBack: z.object({ value: z.int(), items: z.array(cardSchema) }),
    people: z.array(
      z.object({
        id: z.string(),
        name: z.string(),
        levels: z.array(houseLevel),
        teams: z.array(z.string()),
        is: z.enum(['available', 'busy', 'away']),
        writesIn: nullable(z.int()).meta({ description: 'The number of the case he is writing in.' }),
        absentUntil: nullable(z.int()),
      }),
    ),
  })
  .meta({ id: 'Board' })

const query = z.strictObject({
  level: z.coerce.number().pipe(houseLevel).optional().meta({ description: 'Only what lies at this level.' }),
})

const countMax = 1_000
/** So many are looked at to find the most harmful; the board shows the first of them. */
const needyMax = 100
const needyShown = 8
const cameBackShown = 50

type Filter = Omit<CardQuery, 'sort' | 'limit' | 'cursor'>
type Plain = Readonly<Record<string, string | number | true>>

/** `GET /board`. */
export function boardRoute(app: App, { shell }: Pick<SetUp, 'shell'>, hub: LiveHub): void {
  route(app, {
    method: 'GET',
    url: '/board',
    summary: 'The board: what needs a person, what is open, what this week brought.',
    tag: 'board',
    query,
    answers: { 200: boardSchema },
    async handler(request, reply) {
      const { facts } = needSetUp(request, 'board', 'read')
      const { level } = request.query
      return reply.send(await boardOf(shell, hub, facts, level ? { level } : {}))
    },
  })
}

async function boardOf(shell: Shell, hub: LiveHub, reader: AgentFacts, only: { level?: 1 | 2 | 3 }) {
  const { store, desk } = shell
  const at = shell.now()
  const { setting } = await desk.settings.desk()
  const weekFrom = weekStart(at, setting.timeZone ?? 'UTC')
  const open: Filter = { phase: ['open'], ...only }
  const ended: Filter = { phase: ['solved', 'closed'], solvedSince: weekFrom }
  const number = async (filter: Filter, list: Plain) => ({
    value: await store.count(filter, countMax),
    list: new URLSearchParams(Object.entries(list).map(([key, value]) => [key, String(value)])).toString(),
  })
  const shown = { phase: 'open', ...only }
  const week = { phase: 'solved,closed', solvedSince: weekFrom }
  const levelled = (make: (level: 1 | 2 | 3) => ReturnType<typeof number>) =>
    Promise.all(houseLevels.map(make)).then(([one, two, three]) => ({ 1: one!, 2: two!, 3: three! }))
  const cameBackFrom = weekFrom
  const [needsPerson, needy, all, late, unassigned, waiting, inThisWeek, solvedThisWeek] = await Promise.all([
    number({ ...open, needsPerson: at }, { ...shown, needsPerson: true }),
    store.cards({ ...open, needsPerson: at, sort: 'clock', limit: needyMax }),
    number(open, shown),
    number({ ...open, late: at }, { ...shown, late: true }),
    number({ ...open, worker: 'none' }, { ...shown, worker: 'none' }),
    number({ ...open, waiting: true }, { ...shown, waiting: true }),
    number({ openedSince: weekFrom, ...only }, { openedSince: weekFrom, ...only }),
    number(
      { ...ended, ...(only.level && { solvedLevel: only.level }) },
      { ...week, ...(only.level && { solvedLevel: only.level }) },
    ),
  ])
  const [openByLevel, solvedByLevel, cameBackCount, cameBackCards, people] = await Promise.all([
    levelled(level => number({ phase: ['open'], level }, { phase: 'open', level })),
    levelled(level => number({ ...ended, solvedLevel: level }, { ...week, solvedLevel: level })),
    desk.cameBack.count(cameBackFrom),
    desk.cameBack.cards(cameBackFrom, cameBackShown),
    peopleOf(shell, hub, reader),
  ])
  const ofAll = houseLevels.reduce((sum, level) => sum + solvedByLevel[level].value, 0)
  const readable = needy.items.filter(card => mayRead(reader, card, false, shell.facts()))
  return {
    at,
    weekFrom,
    needsPerson: { ...needsPerson, items: byHarm(readable, at).slice(0, needyShown) },
    open: all,
    openByLevel,
    late,
    unassigned,
    waiting,
    inThisWeek,
    solvedThisWeek,
    solvedByLevel,
    solvedByLevel1Share: firstLevelShare({
      level1: solvedByLevel[1].value,
      all: ofAll,
      cameBack: cameBackCount,
    }),
    cameBack: {
      value: cameBackCount,
      items: cameBackCards.filter(card => mayRead(reader, card, false, shell.facts())),
    },
    people,
  }
}

const rank = { available: 0, busy: 1, away: 2 } as const

/** Who works, by whether he can take something: never by how much or how fast. */
async function peopleOf({ desk, facts, store }: Shell, hub: LiveHub, reader: AgentFacts) {
  // Whoever looks at the board is there, also before his feed is open.
  const there = new Set([...hub.there(), reader.id])
  const known = facts().agents
  const working = (await desk.agents.all()).filter(one => one.disabledAt === null && one.levels.length > 0)
  const people = await Promise.all(
    working.map(async ({ id, name, levels, teams, absentUntil }) => {
      const agent = known[id] ?? { active: false, absent: true }
      const caseId = hub.presence.writesIn(id as AgentId)
      const is = availabilityOf(agent, { isThere: there.has(id), isWriting: caseId !== null })
      const writesIn = is === 'busy' && caseId ? ((await store.card(caseId))?.number ?? null) : null
      return { id, name, levels, teams, is, writesIn, absentUntil: agent.absent ? absentUntil : null }
    }),
  )
  return people.sort(
    (a, b) =>
      rank[a.is] - rank[b.is] || (a.levels[0] ?? 9) - (b.levels[0] ?? 9) || a.name.localeCompare(b.name),
  )
}
