// Lists of cases: views, counts, search, and the next one to take. Every list shows only what its reader may
// read.
import { z } from 'zod'
import { mayRead } from '#core/access/may.ts'
import { isPartner, isSharing } from '#core/access/share.ts'
import type { Card } from '#core/case/card.ts'
import type { AgentId, TeamId } from '#core/kit/id.ts'
import { coveredBy } from '#core/people/cover.ts'
import type { AgentFacts, DeskFacts } from '#core/people/desk-facts.ts'
import { type HouseLevel, houseLevels } from '#core/people/level.ts'
import { type App, route } from '#server/http/route.ts'
import { cardSchema, flagInQuery, idSchema, instantInQuery, pageOf, paging } from '#server/http/schema.ts'
import { type Signed, signedIn } from '#server/http/signed.ts'
import { veilOf } from '#server/http/veiled.ts'
import { takeNextRoute } from '#server/http/take-next.ts'
import type { Shell } from '#server/shell.ts'
import type { CardQuery, Page } from '#store/store.ts'

const number = (min: number, max: number) => z.coerce.number().pipe(z.int().min(min).max(max))
const view = z
  .string()
  .regex(/^(mine|unassigned|offered|news|waiting|followed|stuck|all|level:[123]|team:tea_[0-9a-z]{1,40})$/)
  .meta({
    description:
      'mine, unassigned, offered, news, waiting, followed, stuck, all, level:<n> or team:<id>; but for followed open cases only.',
  })

export const listQuery = z.strictObject({
  view: view.optional(),
  level: number(1, 3).optional(),
  team: idSchema('tea').optional(),
  worker: z.union([z.literal('none'), z.literal('me'), idSchema('agt')]).optional(),
  contact: z.union([z.literal('me'), idSchema('agt')]).optional(),
  customer: idSchema('cus').optional(),
  organisation: idSchema('org').optional(),
  phase: z
    .string()
    .regex(/^(open|solved|closed|merged)(,(open|solved|closed|merged))*$/)
    .optional()
    .meta({ description: 'One or more, with commas between.' }),
  severity: number(1, 4).optional(),
  late: flagInQuery.optional(),
  waiting: flagInQuery.optional(),
  stuck: flagInQuery.optional(),
  needsPerson: flagInQuery.optional(),
  openedSince: instantInQuery.optional(),
  solvedSince: instantInQuery.optional(),
  solvedLevel: number(1, 3).optional(),
  sort: z.enum(['clock', 'newest', 'age', 'harm', 'told']).default('newest').meta({
    description:
      'harm: only cases that need a person now, by severity, then how long already; told: those with news for me to pass on, by when.',
  }),
  count: flagInQuery.optional().meta({ description: 'Say how many there are, exact to 1000.' }),
  ...paging,
})
export type ListQuery = z.output<typeof listQuery>

const countMost = 1000
const listSchema = pageOf(cardSchema)
  .extend({
    count: z
      .int()
      .optional()
      .meta({ description: 'Exact to 1000; 1001 means more. Absent where not all of it is yours to read.' }),
  })
  .meta({ description: 'A page may hold fewer cases than asked for while `next` leads on.' })

type Filter = Omit<CardQuery, 'sort' | 'limit' | 'cursor'>

/** What a query string asks of the store, for this agent. */
export function filterOf(
  query: ListQuery,
  signed: Pick<Signed, 'agent' | 'facts'>,
  { now, desk }: { readonly now: Card['openedAt']; readonly desk: DeskFacts },
): Filter {
  const { view, phase, late, needsPerson, worker, contact, sort, limit, cursor, count, ...plain } = query
  const own = (who: string) => (who === 'me' ? signed.agent : who)
  return {
    ...viewFilter(view, signed, { desk, isPhaseAsked: phase !== undefined }),
    ...Object.fromEntries(Object.entries(plain).filter(([, value]) => value !== undefined)),
    ...(phase && { phase: phase.split(',') as Card['phase'][] }),
    ...(worker && { worker: own(worker) }),
    ...(contact && { contact: own(contact) }),
    ...(late && { late: now }),
    ...(sort === 'told' && newsOf(desk, signed.agent)),
    ...((needsPerson || sort === 'harm') && { needsPerson: now }),
  }
}

/** What is mine: what I have, what I am to ask back, and what I keep for others while they are away. */
const mineOf = (desk: DeskFacts, agent: AgentId): Filter => ({
  mine: agent,
  live: true,
  covers: coveredBy(desk, agent),
})

/** What I have to pass on, and what those whom I cover for have; a case that ended has nothing of it. */
const newsOf = (desk: DeskFacts, agent: AgentId): Filter => ({
  untoldTo: { agent, covers: coveredBy(desk, agent) },
})

function viewFilter(
  view: string | undefined,
  { agent, facts }: Pick<Signed, 'agent' | 'facts'>,
  { desk, isPhaseAsked }: { readonly desk: DeskFacts; readonly isPhaseAsked: boolean },
): Filter {
  if (!view) return {}
  const [kind, which] = view.split(':')
  const open = { phase: ['open'] } as const
  switch (kind) {
    case 'mine':
      // Who asks for a phase by name gets all of his in it.
      return isPhaseAsked ? { mine: agent } : mineOf(desk, agent)
    case 'unassigned':
      return { ...open, worker: 'none', ...onlyLevel(facts) }
    case 'news':
      return newsOf(desk, agent)
    case 'waiting':
      return { ...open, mine: agent, waiting: true }
    case 'stuck':
      return { ...open, stuck: true }
    case 'level':
      return { ...open, level: Number(which) }
    case 'team':
      return { ...open, team: which as TeamId }
    default:
      return open
  }
}

/** Whoever works at one level is asked for that; who works at several sees all that he may read. */
const onlyLevel = (facts: AgentFacts): Filter => {
  const [level] = facts.levels
  return facts.levels.length === 1 && level ? { level } : {}
}

const readsAll = (facts: AgentFacts, desk: DeskFacts): boolean =>
  !isPartner(facts, desk) && (facts.roles.includes('lead') || facts.roles.includes('auditor'))
const readsNone = (facts: AgentFacts): boolean =>
  !facts.roles.some(role => ['agent', 'lead', 'auditor', 'technician', 'partner'].includes(role))

// A page is filled up with at most so many readings; a reader of little gets a short page and goes on from
// there.
const readingsMax = 6

/** A page of what this agent may read. The cursor leads on behind the last card looked at. */
export async function readablePage(
  { facts, desk }: { facts: AgentFacts; desk: DeskFacts },
  { limit, cursor }: { limit: number; cursor?: string | undefined },
  read: (limit: number, cursor: string | undefined) => Promise<Page<Card>>,
  fits: (card: Card) => Promise<boolean> = async () => true,
): Promise<Page<Card>> {
  if (readsNone(facts)) return { items: [], next: null }
  const items: Card[] = []
  let next: string | null = cursor ?? null
  for (let reading = 0; reading < readingsMax; reading++) {
    const page: Page<Card> = await read(limit - items.length, next ?? undefined)
    const readable = page.items.filter(card => mayRead(facts, card, false, desk))
    const fit = await Promise.all(readable.map(fits))
    items.push(...readable.filter((_, at) => fit[at]))
    next = page.next
    if (next === null || items.length >= limit) break
  }
  return { items, next }
}

/** `GET /cases`, `/cases/counts`, `/search`, `POST /cases/take-next`. */
export function caseListRoutes(app: App, shell: Shell): void {
  listRoute(app, shell)
  countsRoute(app, shell)
  searchRoute(app, shell)
  takeNextRoute(app, shell)
}

function listRoute(app: App, shell: Shell): void {
  const { store } = shell
  route(app, {
    method: 'GET',
    url: '/cases',
    summary: 'Cases, the newest first unless sorted.',
    tag: 'cases',
    query: listQuery,
    answers: { 200: listSchema },
    async handler(request, reply) {
      const signed = signedIn(request)
      const { query } = request
      if (query.view === 'offered')
        return reply.send({ items: await offered(shell, signed, query.limit), next: null })
      if (query.view === 'followed')
        return reply.send({ items: await followed(shell, signed, query), next: null })
      const filter = filterOf(query, signed, { now: shell.now(), desk: shell.facts() })
      const { sort } = query
      const veil = query.organisation === undefined ? null : veilOf(shell, request)
      const page = await readablePage(
        { facts: signed.facts, desk: shell.facts() },
        query,
        (limit, cursor) => store.cards({ ...filter, sort, limit, ...(cursor !== undefined && { cursor }) }),
        async card => veil === null || veil.tellsOrganisation(card),
      )
      if (!query.count || !readsAllOf(filter, signed, shell.facts())) return reply.send(page)
      return reply.send({ ...page, count: await store.count(filter, countMost) })
    },
  })
}

/**
 * Whether everything the filter lets through is his to read: only then does its number tell him nothing new.
 */
const readsAllOf = (
  { mine, untoldTo, level, team }: Filter,
  { agent, facts }: Signed,
  desk: DeskFacts,
): boolean =>
  readsAll(facts, desk) ||
  (!readsNone(facts) &&
    !isPartner(facts, desk) &&
    facts.roles.includes('agent') &&
    (mine === agent ||
      untoldTo?.agent === agent ||
      facts.levels.some(one => one === level) ||
      facts.teams.some(one => one === team)))

function countsRoute(app: App, shell: Shell): void {
  route(app, {
    method: 'GET',
    url: '/cases/counts',
    summary: 'How many cases each view holds; exact to 1000, then 1001.',
    tag: 'cases',
    answers: {
      200: z.object({
        mine: z.int(),
        unassigned: z.int(),
        offered: z.int(),
        news: z.int(),
        waiting: z.int(),
        followed: z.int(),
        stuck: z.int().meta({ description: 'For leads; nobody else is shown what is stuck elsewhere.' }),
        level: z.object({ 1: z.int(), 2: z.int(), 3: z.int() }),
        all: z.int(),
      }),
    },
    handler: async (request, reply) => reply.send(await counts(shell, signedIn(request))),
  })
}

function searchRoute(app: App, shell: Shell): void {
  const { store } = shell
  route(app, {
    method: 'GET',
    url: '/search',
    summary: 'Find cases by number, person, subject or words.',
    tag: 'cases',
    query: z.strictObject({ q: z.string().min(1).max(200), ...paging }),
    answers: { 200: pageOf(cardSchema) },
    async handler(request, reply) {
      const { q, ...page } = request.query
      const { facts } = signedIn(request)
      const veil = veilOf(shell, request)
      return reply.send(
        await readablePage(
          { facts, desk: shell.facts() },
          page,
          (limit, cursor) => store.search(q, limit, cursor),
          // Who is kept from a name does not find by it either.
          async card => veil === null || veil.finds(card, q),
        ),
      )
    },
  })
}

/**
 * Offered to the agent by name, to his teams, or to a team of his levels; the soonest to be accepted first.
 */
async function offered(
  { store, facts }: Shell,
  { agent, facts: own }: Signed,
  limit: number,
): Promise<Card[]> {
  const pages = await Promise.all(
    offerPlaces(facts(), own, agent).map(offeredTo =>
      store.cards({ phase: ['open'], offeredTo, sort: 'clock', limit }),
    ),
  )
  const found = pages.flatMap(page => page.items).filter(card => mayRead(own, card, false, facts()))
  return found.sort((a, b) => (a.offer?.acceptBy ?? 0) - (b.offer?.acceptBy ?? 0)).slice(0, limit)
}

/** What the agent follows and may read, the last that changed first; so many, and no more. */
async function followed(
  { desk, facts }: Shell,
  { agent, facts: own }: Signed,
  { phase }: ListQuery,
): Promise<Card[]> {
  const cards = await desk.follows.cards(agent, followedMost)
  const phases = phase?.split(',')
  return cards.filter(
    card => mayRead(own, card, false, facts()) && (phases === undefined || phases.includes(card.phase)),
  )
}
const followedMost = 200

/** Nobody's name, nobody's team: so that each offer is found in one place only. */
const nobody = '-'

function offerPlaces(desk: DeskFacts, own: AgentFacts, agent: string) {
  const isTheirs = isPartner(own, desk)
  const mine = Object.values(desk.teams).filter(
    team => own.teams.includes(team.id) || (!isTheirs && own.levels.includes(team.level)),
  )
  return [{ team: nobody, agent }, ...mine.map(team => ({ team: team.id as string, agent: nobody }))]
}

const sum = (counted: readonly number[]): number =>
  Math.min(
    countMost + 1,
    counted.reduce((a, b) => a + b, 0),
  )

/**
 * A level is counted for who reads the whole of it: not for a partner, who sees what is shared with him only.
 */
const levelsCounted = (own: AgentFacts, desk: DeskFacts): readonly HouseLevel[] => {
  if (readsAll(own, desk)) return houseLevels
  return readsNone(own) || !own.roles.includes('agent') ? [] : own.levels
}

/** A partner counts his share alone; of an ended one nothing. */
async function sharedCounts({ store, facts, desk: tables }: Shell, { agent, facts: own }: Signed) {
  const desk = facts()
  const teams = own.teams.filter(team => isSharing(team, desk))
  const count = (filter: Filter) => store.count({ phase: ['open'], ...filter }, countMost)
  const each = (filter: Filter) => Promise.all(teams.map(team => count({ team, ...filter }))).then(sum)
  const [mine, waiting, unassigned, offers, all, followed] = await Promise.all([
    each({ mine: agent }),
    each({ mine: agent, waiting: true }),
    each({ worker: 'none' }),
    Promise.all(teams.map(team => count({ offeredTo: { team, agent: nobody } }))).then(sum),
    each({}),
    tables.follows.count(agent),
  ])
  const level = { 1: 0, 2: 0, 3: 0 }
  return { mine, unassigned, offered: offers, waiting, followed, news: 0, level, all }
}

async function counts(shell: Shell, signed: Signed) {
  const { store, facts } = shell
  const { agent, facts: own } = signed
  if (signed.isPartner) return sharedCounts(shell, signed)
  const open = { phase: ['open'] } as const
  const count = (filter: Filter) => store.count({ ...open, ...filter }, countMost)
  const levels = levelsCounted(own, facts())
  const isLead = own.roles.includes('lead')
  const [mine, waiting, followed, stuck, news, unassigned, offers, each] = await Promise.all([
    store.count(mineOf(facts(), agent), countMost),
    count({ mine: agent, waiting: true }),
    shell.desk.follows.count(agent),
    isLead ? count({ stuck: true }) : 0,
    store.count(newsOf(facts(), agent), countMost),
    Promise.all(own.levels.map(level => count({ worker: 'none', level }))),
    Promise.all(offerPlaces(facts(), own, agent).map(offeredTo => count({ offeredTo }))),
    Promise.all(houseLevels.map(level => (levels.includes(level) ? count({ level }) : 0))),
  ])
  const [one = 0, two = 0, three = 0] = each
  return {
    mine,
    unassigned: sum(unassigned),
    offered: sum(offers),
    news,
    waiting,
    followed,
    stuck,
    level: { 1: one, 2: two, 3: three },
    all: sum(levels.map(level => each[level - 1] ?? 0)),
  }
}
