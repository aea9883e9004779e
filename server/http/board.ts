// The board: what needs a person now, what is open and late, what this week brought. Counted from cards,
// which are folds of the ledger; every number names the list it counts. Not: the rules behind it
// (core/measure/board.ts).
import { z } from 'zod'
import { mayRead } from '#core/access/may.ts'
import type { AgentId } from '#core/kit/id.ts'
import type { Instant } from '#core/kit/time.ts'
import type { AgentFacts } from '#core/people/desk-facts.ts'
import { houseLevels } from '#core/people/level.ts'
import { needCodes } from '#core/case/need.ts'
import { availabilityOf, firstLevelShare, needOf, weekStart } from '#core/measure/board.ts'
import { type App, route } from '#server/http/route.ts'
import { cardSchema, houseLevel, nullable, owedKind } from '#server/http/schema.ts'
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
          need: z.object({
            code: z.enum(needCodes),
            since: z.int(),
            act: z.enum(['take', 'open']),
            kind: owedKind.optional(),
          }),
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
/** So many are looked at to find those this reader may read; the board shows the first of them. */
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

type Only = { readonly level?: 1 | 2 | 3 }
type Number = { readonly value: number; readonly list: string }

/** Counts a list and names it. */
const numberOf = async ({ store }: Shell, filter: Filter, list: Plain): Promise<Number> => ({
  value: await store.count(filter, countMax),
  list: new URLSearchParams(Object.entries(list).map(([key, value]) => [key, String(value)])).toString(),
})

const byLevels = (make: (level: 1 | 2 | 3) => Promise<Number>) =>
  Promise.all(houseLevels.map(make)).then(([one, two, three]) => ({ 1: one!, 2: two!, 3: three! }))

async function boardOf(shell: Shell, hub: LiveHub, reader: AgentFacts, only: Only) {
  const at = shell.now()
  const { setting } = await shell.desk.settings.desk()
  const weekFrom = weekStart(at, setting.timeZone ?? 'UTC')
  const [open, week, people] = await Promise.all([
    openNow(shell, reader, at, only),
    thisWeek(shell, reader, weekFrom, only),
    peopleOf(shell, hub, reader),
  ])
  return { at, weekFrom, ...open, ...week, people }
}

/** What is open now; what needs a person comes with its cases, as far as this reader may read them. */
async function openNow(shell: Shell, reader: AgentFacts, at: Instant, only: Only) {
  const filter: Filter = { phase: ['open'], ...only }
  const list = { phase: 'open', ...only }
  const number = (more: Filter, shown: Plain) =>
    numberOf(shell, { ...filter, ...more }, { ...list, ...shown })
  const [needsPerson, needy, open, late, unassigned, waiting, openByLevel] = await Promise.all([
    // A solved case needs somebody, too, when its customer was not asked back in time.
    numberOf(shell, { ...only, needsPerson: at }, { ...only, needsPerson: true, sort: 'harm' }),
    shell.store.cards({ ...only, needsPerson: at, sort: 'harm', limit: needyMax }),
    number({}, {}),
    number({ late: at }, { late: true }),
    number({ worker: 'none' }, { worker: 'none' }),
    number({ waiting: true }, { waiting: true }),
    byLevels(level => numberOf(shell, { phase: ['open'], level }, { phase: 'open', level })),
  ])
  const readable = needy.items.filter(card => mayRead(reader, card, false, shell.facts()))
  const items = readable.slice(0, needyShown).flatMap(card => {
    const need = needOf(card, at)
    return need ? [{ card, need }] : []
  })
  return { needsPerson: { ...needsPerson, items }, open, late, unassigned, waiting, openByLevel }
}

/** What this week brought; the share of level 1 never without those that came back. */
async function thisWeek(shell: Shell, reader: AgentFacts, weekFrom: Instant, { level: own }: Only) {
  const filter: Filter = { phase: ['solved', 'closed'], solvedSince: weekFrom }
  const list = { phase: 'solved,closed', solvedSince: weekFrom }
  const solved = (more: { solvedLevel?: number }) =>
    numberOf(shell, { ...filter, ...more }, { ...list, ...more })
  const opened = { openedSince: weekFrom, ...(own && { level: own }) }
  const { cameBack } = shell.desk
  const [inThisWeek, solvedThisWeek, solvedByLevel, back, cards] = await Promise.all([
    numberOf(shell, opened, opened),
    solved(own ? { solvedLevel: own } : {}),
    byLevels(level => solved({ solvedLevel: level })),
    cameBack.count(weekFrom),
    cameBack.cards(weekFrom, cameBackShown),
  ])
  const all = houseLevels.reduce((sum, level) => sum + solvedByLevel[level].value, 0)
  return {
    inThisWeek,
    solvedThisWeek,
    solvedByLevel,
    solvedByLevel1Share: firstLevelShare({ level1: solvedByLevel[1].value, all, cameBack: back }),
    cameBack: {
      value: back,
      items: cards.filter(card => mayRead(reader, card, false, shell.facts())),
    },
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
