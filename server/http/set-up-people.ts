// People of the desk: who they are, their levels and teams, their roles. Not: letting them in
// (set-up-invitations.ts), nor what happens to their cases when they go (set-up-leaving.ts).
import { z } from 'zod'
import { againstRights, maySetAbsence, maySetUp } from '#core/access/set-up.ts'
import type { Card } from '#core/case/card.ts'
import { weekdays } from '#core/clock/date.ts'
import type { AgentId } from '#core/kit/id.ts'
import type { AgentFacts } from '#core/people/desk-facts.ts'
import { losingOf, worksWith } from '#core/people/losing.ts'
import { worksWithSuppliers } from '#core/supplier/decide.ts'
import { letterTeller, needSuccessor, placeCases, wouldPlace } from '#server/placing.ts'
import { placeMatters } from '#server/placing-matters.ts'
import { Problem } from '#server/http/problems.ts'
import { type App, route } from '#server/http/route.ts'
import {
  houseLevel,
  idSchema,
  instantSchema,
  language,
  nullable,
  role,
  timeZone,
} from '#server/http/schema.ts'
import {
  email,
  given,
  name,
  needSetUp,
  record,
  type SetUp,
  settled,
  there,
  version,
} from '#server/http/set-up-door.ts'
import { signedIn } from '#server/http/signed.ts'
import type { Shell } from '#server/shell.ts'
import type { AgentWithTeams } from '#store/desk/agent.ts'

export const personSchema = z
  .object({
    id: z.string(),
    name: z.string(),
    email: nullable(z.string()).meta({ description: 'Null for whoever may not read rights.' }),
    roles: z.array(role),
    levels: z.array(houseLevel),
    teams: z.array(z.string()),
    language,
    timeZone: z.string(),
    active: z.boolean(),
    absence: nullable(z.object({ from: z.int(), until: z.int(), cover: nullable(z.string()) })),
    week: nullable(
      z.object({
        zone: z.string(),
        hours: z.partialRecord(z.enum(weekdays), z.array(z.tuple([z.string(), z.string()]))),
        cover: nullable(z.string()),
      }),
    ).meta({ description: 'When he works; null: not said, he is always taken as there.' }),
    routing: nullable(
      z.object({
        skills: z.array(z.string()),
        languages: z.array(z.object({ language, writes: z.boolean(), speaks: z.boolean() })),
        products: z.array(z.string()),
        capacity: nullable(z.int()),
      }),
    ).meta({ description: 'What he can be given; null: nothing is said.' }),
    works: z.int().meta({ description: 'Open cases he works on, exact to 1,000.' }),
    keeps: z.int().meta({ description: 'Open cases whose contact he is, exact to 1,000.' }),
    version: z.int(),
  })
  .meta({ id: 'Person' })

const personParams = z.strictObject({ agent: idSchema('agt') })
const personChange = z.strictObject({
  version,
  name: name.optional(),
  email: email.optional(),
  roles: z.array(role).max(9).optional(),
  levels: z.array(houseLevel).max(3).optional(),
  teams: z.array(idSchema('tea')).max(200).optional(),
  language: language.optional(),
  timeZone: timeZone.optional(),
  contactTo: idSchema('agt').optional().meta({
    description: 'Who becomes the contact where he can be it no more; absent: the lead of each team.',
  }),
})
const absenceBody = z.strictObject({
  version,
  from: instantSchema,
  until: instantSchema,
  cover: idSchema('agt').optional(),
})

/** Open work is counted no further than this. */
const countMax = 1_000

/** A person as the set-up shows him. */
export async function personOf({ store }: Shell, agent: AgentWithTeams, withEmail: boolean) {
  const open = (place: object) => store.count({ phase: ['open'], ...place }, countMax)
  const [works, keeps] = await Promise.all([open({ worker: agent.id }), open({ contact: agent.id })])
  const { id, roles, levels, teams, language, timeZone, version, absentFrom, absentUntil, absentCover } =
    agent
  return {
    id,
    name: agent.name,
    email: withEmail ? agent.email : null,
    roles,
    levels,
    teams,
    language,
    timeZone,
    active: agent.disabledAt === null,
    absence:
      absentFrom !== null && absentUntil !== null
        ? { from: absentFrom, until: absentUntil, cover: absentCover }
        : null,
    week: agent.week,
    routing: agent.routing,
    works,
    keeps,
    version,
  }
}

/** An agent's facts out of his row, for the rules about rights. */
export const factsOfRow = (agent: AgentWithTeams): AgentFacts => ({
  id: agent.id,
  name: agent.name,
  roles: agent.roles,
  levels: agent.levels,
  teams: agent.teams,
  active: agent.disabledAt === null,
  absent: false,
})

/** The people of the desk, by id. Not those behind API tokens: they keep no desk alive. */
export async function peopleOf({ desk }: Shell): Promise<Record<AgentId, AgentFacts>> {
  const people = await desk.agents.all()
  return Object.fromEntries(people.map(one => [one.id, factsOfRow(one)]))
}

/** `GET /agents`, `PATCH /agents/…`, its preview, `PUT` and `DELETE /absences/…`. */
export function peopleRoutes(app: App, set: SetUp): void {
  listPeople(app, set)
  changePerson(app, set)
  previewPerson(app, set)
  absences(app, set)
}

function listPeople(app: App, { shell }: SetUp): void {
  const { desk } = shell
  route(app, {
    method: 'GET',
    url: '/agents',
    summary: 'The people of the desk.',
    tag: 'set-up',
    answers: { 200: z.object({ items: z.array(personSchema) }) },
    async handler(request, reply) {
      const { facts } = needSetUp(request, 'people', 'read')
      const withEmail = maySetUp(facts, 'rights', 'read')
      const people = await desk.agents.all()
      return reply.send({ items: await Promise.all(people.map(one => personOf(shell, one, withEmail))) })
    },
  })
}

function changePerson(app: App, { shell }: SetUp): void {
  const { desk } = shell
  route(app, {
    method: 'PATCH',
    url: '/agents/:agent',
    summary: 'Change a person: name, roles, levels, teams, language.',
    tag: 'set-up',
    params: personParams,
    body: personChange,
    answers: { 200: personSchema },
    async handler(request, reply) {
      const by = needSetUp(request, 'people', 'change')
      const { version, teams, contactTo, ...changes } = request.body
      const before = there(await desk.agents.one(request.params.agent))
      if (changes.roles) {
        const next = { roles: changes.roles, active: before.disabledAt === null }
        const against = againstRights(by.facts, factsOfRow(before), next, { agents: await peopleOf(shell) })
        if (against) throw rightsProblem(against)
      }
      // Whoever has customers and will work with none any more: each of them keeps a contact.
      const stops = changes.roles !== undefined && !worksWith(changes.roles)
      if (stops) await needSuccessor(shell, before.id, contactTo)
      await needTeams(shell, teams ?? [])
      settled(await desk.agents.change(before.id, version, given(changes)))
      if (teams) await desk.agents.setTeams(before.id, teams)
      const after = there(await desk.agents.one(before.id))
      await record(shell, by, { what: 'agent.changed', about: before.id, before, after })
      // What stands beside cases is chased by one of our house who works on them.
      if (!worksWithSuppliers(factsOfRow(after), shell.facts())) await placeMatters(shell, before.id)
      const losing = losingIn(shell, before, after)
      if (losing)
        await placeCases(shell, before.id, { contactTo, losing, reason: 'moved', tell: letterTeller(shell) })
      return reply.send(await personOf(shell, after, true))
    },
  })
}

function previewPerson(app: App, { shell }: SetUp): void {
  const { desk } = shell
  route(app, {
    method: 'POST',
    url: '/agents/:agent/preview',
    summary: 'Which of his open cases would go where if a person changed his roles, levels or teams.',
    tag: 'set-up',
    params: personParams,
    body: z.strictObject({
      roles: personChange.shape.roles,
      levels: personChange.shape.levels,
      teams: personChange.shape.teams,
      contactTo: personChange.shape.contactTo,
    }),
    answers: {
      200: z.object({
        queues: z.array(z.object({ team: z.string(), cases: z.int() })),
        contacts: z.array(z.object({ agent: z.string(), cases: z.int() })),
      }),
    },
    async handler(request, reply) {
      needSetUp(request, 'people', 'change')
      const before = there(await desk.agents.one(request.params.agent))
      const { contactTo, ...changes } = request.body
      const losing = losingIn(shell, before, { ...before, ...given(changes) })
      if (!losing) return reply.send({ queues: [], contacts: [] })
      return reply.send(await wouldPlace(shell, before.id, { contactTo, losing }))
    },
  })
}

function absences(app: App, { shell }: SetUp): void {
  const { desk } = shell
  route(app, {
    method: 'PUT',
    url: '/absences/:agent',
    summary: 'Say that a person is absent, and who covers.',
    tag: 'set-up',
    params: personParams,
    body: absenceBody,
    answers: { 200: personSchema },
    async handler(request, reply) {
      const { from, until, cover, version } = request.body
      const path = until <= from ? 'until' : cover === request.params.agent ? 'cover' : null
      if (path) throw new Problem('request.invalid', { fields: [{ path, message: '' }] })
      if (cover && !shell.facts().agents[cover]?.active) throw new Problem('agent.not_found')
      const absence = { absentFrom: from, absentUntil: until, absentCover: cover ?? null }
      return reply.send(await setAbsence(request, version, absence, 'absence.entered'))
    },
  })

  route(app, {
    method: 'DELETE',
    url: '/absences/:agent',
    summary: 'End an absence.',
    tag: 'set-up',
    params: personParams,
    query: z.strictObject({ version: z.coerce.number().pipe(z.int().min(0)) }),
    answers: { 200: personSchema },
    async handler(request, reply) {
      const none = { absentFrom: null, absentUntil: null, absentCover: null }
      return reply.send(await setAbsence(request, request.query.version, none, 'absence.ended'))
    },
  })

  type Asked = { params: { agent: AgentId } } & Parameters<typeof signedIn>[0]
  async function setAbsence(
    request: Asked,
    version: number,
    absence: Pick<AgentWithTeams, 'absentFrom' | 'absentUntil' | 'absentCover'>,
    what: string,
  ) {
    const by = signedIn(request)
    const { agent } = request.params
    if (!maySetAbsence(by.facts, agent)) throw new Problem('role.missing')
    const before = there(await desk.agents.one(agent))
    settled(await desk.agents.change(agent, version, absence))
    const after = there(await desk.agents.one(agent))
    await record(shell, by, { what, about: agent, before, after })
    return personOf(shell, after, maySetUp(by.facts, 'rights', 'read'))
  }
}

/** What of a case he keeps no more since his place changed; null: he has lost nothing. */
function losingIn(shell: Shell, was: AgentWithTeams, is: AgentWithTeams) {
  const [before, after] = [factsOfRow(was), factsOfRow(is)]
  const isLess = <T>(one: readonly T[], other: readonly T[]) => one.some(each => !other.includes(each))
  const isMoved = isLess(before.levels, after.levels) || isLess(before.teams, after.teams)
  const isOther = isLess(after.teams, before.teams) || isLess(before.roles, after.roles)
  if (!isMoved && !isOther) return null
  return (card: Card) => losingOf(shell.facts(), { before, after }, card)
}

/** Why a change of rights is refused, as a problem. */
export const rightsProblem = (against: NonNullable<ReturnType<typeof againstRights>>): Problem =>
  new Problem(against === 'agent.last_admin' ? 'set_up.last_administrator' : 'access.denied')

/** Every team named has to be there. */
export async function needTeams({ desk }: Shell, teams: readonly string[]): Promise<void> {
  if (teams.length === 0) return
  const known = new Set<string>((await desk.teams.all()).map(one => one.id))
  const at = teams.findIndex(one => !known.has(one))
  if (at >= 0) throw new Problem('team.not_found')
}
