// `GET /live-line`: the questions that ring, run, and the hands that are raised, as far as the reader may see
// them, and who can be rung; `PUT /live-line/turn`; and before one asks: whom a level would ring. Not: asking
// and answering (live-deeds.ts), nor how a ring reaches the screen (live/hub.ts).
import { z } from 'zod'
import { readable } from '#core/access/may.ts'
import { isPartner } from '#core/access/share.ts'
import type { Card } from '#core/case/card.ts'
import { swarmSign } from '#core/case/deed/swarm.ts'
import type { HelpAtOnceEntry } from '#core/case/live-entry.ts'
import { isIgnoredBy } from '#core/case/live.ts'
import { swarmSigns } from '#core/case/live-fact.ts'
import type { OpenedCase } from '#core/case/state.ts'
import { timeline } from '#core/case/timeline.ts'
import type { AgentId, TextId } from '#core/kit/id.ts'
import type { TextRef } from '#core/kit/text-ref.ts'
import { dayMs } from '#core/kit/time.ts'
import { isOff } from '#core/people/week.ts'
import { notFree, peopleOf, type Question, whoRings } from '#core/people/who-rings.ts'
import { caseFor, factsOf, mayReadCard } from '#server/http/case-door.ts'
import { Problem } from '#server/http/problems.ts'
import { type App, route } from '#server/http/route.ts'
import { caseParams, houseLevel, instantSchema, language, nullable } from '#server/http/schema.ts'
import { signedIn } from '#server/http/signed.ts'
import type { Shell } from '#server/shell.ts'
import type { Ledger } from '#store/store.ts'

const said = z.object({ at: z.int(), by: nullable(z.string()), text: z.string() })
const cardOut = z.looseObject({})
const openSchema = z.object({
  card: cardOut.meta({ description: 'The case; `live` says who asks whom, since when, and who talks.' }),
  line: nullable(
    z.object({
      question: z.string(),
      problem: nullable(z.string()),
      known: nullable(z.string()),
      tried: nullable(z.string()),
      begged: z.boolean(),
      declined: z.array(said),
      said: z.array(said),
    }),
  ),
  swarm: nullable(z.object({ question: z.string(), offers: z.array(said), said: z.array(said) })),
  callBack: nullable(z.object({ text: z.string() })),
})
const whereSchema = z.object({
  agent: z.string(),
  name: z.string(),
  levels: z.array(houseLevel),
  teams: z.array(z.string()),
  skills: z.array(z.string()),
  languages: z.array(language),
  state: z.enum(['free', 'talking', 'paused', 'away', 'off']),
  pausedUntil: nullable(z.int()),
  cases: z.int(),
})
const linesSchema = z
  .object({
    open: z.array(openSchema),
    people: z.array(whereSchema).meta({ description: 'Absent people are left out; empty with `mine`.' }),
    pausedUntil: nullable(z.int()).meta({ description: 'So long I take no turn.' }),
    names: z.record(z.string(), z.string()),
  })
  .meta({ id: 'LiveLines' })
const levelSchema = z.object({
  level: houseLevel,
  free: z.array(z.string()).meta({ description: 'Who would be rung, in this order.' }),
  busy: z.int().meta({ description: 'There, but talking or taking no turn.' }),
  next: nullable(z.object({ as: z.enum(['level', 'on_call', 'lead']), agents: z.array(z.string()) })),
  ignored: z.boolean().meta({ description: 'It was asked before in vain: a lead is rung first.' }),
})
const askSchema = z
  .object({ levels: z.array(levelSchema), swarm: nullable(z.enum(swarmSigns)) })
  .meta({ id: 'LiveAsk' })

const pauseMsMax = dayMs

/** Adds the routes. */
export function liveLineRoutes(app: App, shell: Shell): void {
  route(app, {
    method: 'GET',
    url: '/live-line',
    summary: 'Who is asked at once, and who can be rung.',
    tag: 'live',
    query: z.strictObject({
      mine: z.literal('1').optional().meta({ description: 'Only what I am in, rings at me, or I lead.' }),
    }),
    answers: { 200: linesSchema },
    async handler(request, reply) {
      const { agent } = signedIn(request)
      const isMine = request.query.mine !== undefined
      const cards = await shell.desk.liveTurns.cards(cardsMax)
      const seen: Card[] = []
      for (const card of cards)
        if ((!isMine || isIn(card, agent)) && (await mayReadCard(shell, agent, card))) seen.push(card)
      const open = await Promise.all(seen.map(card => openOf(shell, card)))
      const people = isMine ? [] : peopleNow(shell, agent)
      const pausedUntil = shell.whereabouts.there()[agent]?.pausedUntil ?? null
      const isPaused = pausedUntil !== null && pausedUntil > shell.now()
      const names = namesIn(shell, [open, people])
      return reply.send({ open, people, pausedUntil: isPaused ? pausedUntil : null, names })
    },
  })

  route(app, {
    method: 'PUT',
    url: '/live-line/turn',
    summary: 'Take no turn on the live line until a time, or take turns again.',
    tag: 'live',
    body: z.strictObject({ pausedUntil: nullable(instantSchema) }),
    answers: { 200: z.object({ pausedUntil: nullable(z.int()) }) },
    async handler(request, reply) {
      const { agent } = signedIn(request)
      factsOf(shell, agent)
      const { pausedUntil } = request.body
      if (pausedUntil !== null && pausedUntil > shell.now() + pauseMsMax)
        throw new Problem('request.invalid', { fields: [{ path: 'pausedUntil', message: '' }] })
      await shell.whereabouts.pause(agent, pausedUntil)
      return reply.send({ pausedUntil })
    },
  })

  route(app, {
    method: 'GET',
    url: '/cases/:case/live-line',
    summary: 'Whom each level would ring now, and whether a swarm is proposed.',
    tag: 'live',
    params: caseParams,
    answers: { 200: askSchema },
    async handler(request, reply) {
      const { agent } = signedIn(request)
      const card = await caseFor(shell, agent, request.params.case)
      const ledger = await shell.store.read(card.id)
      if (!ledger) throw new Problem('case.not_found')
      const state = shell.folded(ledger) as OpenedCase
      const levels = ([1, 2, 3] as const).map(level => levelOf(shell, { level, state, agent }))
      return reply.send({ levels, swarm: swarmSign(state, shell.facts(), shell.now()) })
    },
  })
}

const cardsMax = 200

/** I asked, or want a word; it rings at me; I talk or help. */
function isIn({ live }: Card, agent: AgentId): boolean {
  const line = live?.line
  const of = [line?.asker, line?.answeredBy, ...(line?.joined ?? []), ...(line?.ringing?.agents ?? [])]
  const asked = [live?.swarm?.asker, live?.callBack?.asker]
  return [...of, ...asked].includes(agent) || live?.swarm?.helpers.includes(agent) === true
}

function levelOf(
  shell: Shell,
  { level, state, agent }: { level: 1 | 2 | 3; state: OpenedCase; agent: AgentId },
): z.output<typeof levelSchema> {
  const [desk, at] = [shell.facts(), shell.now()]
  const asked = { desk, at, there: shell.whereabouts.there() }
  const isBegged = isIgnoredBy(state, level)
  const question: Question = {
    ...{ level, team: null, asker: agent, rung: [], isBegged },
    ...{ wanted: state, readable: readable(state) },
  }
  const people = peopleOf(question, desk).filter(one => one.id !== agent)
  const busy = people.filter(one => ['paused', 'talking'].includes(notFree(one, question, asked) ?? ''))
  const all = whoRings({ ...question, isBegged: false }, asked, people.length)
  const next = whoRings(question, asked, 1)
  return {
    level,
    free: all?.as === 'level' ? [...all.agents] : [],
    busy: busy.length,
    next: next && { as: next.as, agents: [...next.agents] },
    ignored: isBegged,
  }
}

/** Everybody of ours who works at a level and is not away for long, with what keeps him. */
function peopleNow(shell: Shell, reader: AgentId): z.output<typeof whereSchema>[] {
  const [desk, at, there] = [shell.facts(), shell.now(), shell.whereabouts.there()]
  const isFromOutside = isPartner(factsOf(shell, reader), desk)
  const own = desk.agents[reader]?.teams ?? []
  return Object.values(desk.agents)
    .filter(one => one.active && !one.absent && one.levels.length > 0)
    .filter(one => !isFromOutside || one.teams.some(team => own.includes(team)))
    .map(one => {
      const now = there[one.id]
      const isPaused = now?.pausedUntil != null && now.pausedUntil > at
      const talks = now && now.calls > 0 ? 'talking' : 'free'
      const here = isPaused ? 'paused' : talks
      const absent = isOff(one, at) ? 'off' : 'away'
      const state = now ? here : absent
      return {
        agent: one.id,
        name: one.name,
        levels: [...one.levels],
        teams: [...one.teams],
        skills: (one.routing?.skills ?? []).flatMap(id => desk.skills?.[id]?.name ?? []),
        languages: (one.routing?.languages ?? []).map(spoken => spoken.language),
        state: state as z.output<typeof whereSchema>['state'],
        pausedUntil: isPaused ? (now?.pausedUntil ?? null) : null,
        cases: now?.cases ?? 0,
      }
    })
    .sort((a, b) => Number(!there[a.agent]) - Number(!there[b.agent]) || (a.name < b.name ? -1 : 1))
}

async function openOf(shell: Shell, card: Card): Promise<z.output<typeof openSchema>> {
  const ledger = await shell.store.read(card.id)
  const entries = ledger ? timeline(ledger.events) : []
  const last = <K extends HelpAtOnceEntry['kind']>(kind: K) =>
    entries.findLast((one): one is Extract<HelpAtOnceEntry, { kind: K }> => one.kind === kind)
  const words = wordsIn(ledger)
  const [line, swarm, callBack] = [last('live'), last('swarm'), last('call_back')]
  const spoken = (one: { at: number; by: { kind: string; id?: string }; text: TextRef | null }) => ({
    at: one.at,
    by: one.by.kind === 'agent' ? (one.by.id ?? null) : null,
    text: words(one.text) ?? '',
  })
  return {
    card: card as unknown as Record<string, unknown>,
    line:
      card.live?.line && line
        ? {
            question: words(line.brief.question) ?? '',
            problem: words(line.brief.problem ?? null),
            known: words(line.brief.known ?? null),
            tried: words(line.brief.tried ?? null),
            begged: line.begged,
            declined: line.declined.map(spoken),
            said: line.said.map(spoken),
          }
        : null,
    swarm:
      card.live?.swarm && swarm
        ? {
            question: words(swarm.question) ?? '',
            offers: swarm.offers.map(spoken),
            said: swarm.said.map(spoken),
          }
        : null,
    callBack: card.live?.callBack && callBack ? { text: words(callBack.text) ?? '' } : null,
  }
}

const wordsIn =
  (ledger: Ledger | null) =>
  (ref: TextRef | null): string | null =>
    (ref && ledger?.texts.get(ref.text as TextId)) ?? null

const idIn = /"((?:agt|tea)_[0-9a-z]+)"/g

function namesIn({ facts }: Shell, found: unknown): Record<string, string> {
  const { agents, teams } = facts()
  const names: Record<string, string> = {}
  for (const [, id] of JSON.stringify(found).matchAll(idIn)) {
    const name = agents[id as AgentId]?.name ?? teams[id as keyof typeof teams]?.name
    if (id && name) names[id] = name
  }
  return names
}
