// When somebody leaves: at once he is out everywhere, and every open case of his has a place again. And
// coming back.
import { z } from 'zod'
import { againstRights } from '#core/access/set-up.ts'
import type { AgentId } from '#core/kit/id.ts'
import { type App, route } from '#server/http/route.ts'
import { idSchema } from '#server/http/schema.ts'
import { needSetUp, record, type SetUp, settled, there, version } from '#server/http/set-up-door.ts'
import { factsOfRow, peopleOf, personOf, personSchema, rightsProblem } from '#server/http/set-up-people.ts'
import type { Signed } from '#server/http/signed.ts'
import { letterTeller, needSuccessor, placeCases } from '#server/placing.ts'
import { placeMatters } from '#server/placing-matters.ts'
import type { Shell } from '#server/shell.ts'
import type { AgentWithTeams } from '#store/desk/agent.ts'

const params = z.strictObject({ agent: idSchema('agt') })
const disableBody = z.strictObject({
  version,
  contactTo: idSchema('agt')
    .optional()
    .meta({ description: 'Who becomes the contact of his open cases; absent: the lead of each team.' }),
})
const movedSchema = z.object({
  person: personSchema,
  queued: z.int().meta({ description: 'Cases he worked on, now in the queues of their teams.' }),
  given: z.int().meta({ description: 'Cases with a new contact.' }),
})

/** `POST /agents/…/disable` and `…/enable`. */
export function leavingRoutes(app: App, set: SetUp): void {
  disable(app, set)
  enable(app, set)
}

function disable(app: App, { shell, door }: SetUp): void {
  route(app, {
    method: 'POST',
    url: '/agents/:agent/disable',
    summary: 'Sign a person out everywhere for good and place his open cases.',
    tag: 'set-up',
    params,
    body: disableBody,
    answers: { 200: movedSchema },
    async handler(request, reply) {
      const by = needSetUp(request, 'rights', 'change')
      const { version, contactTo } = request.body
      const before = await mayGo(shell, by, request.params.agent)
      await needSuccessor(shell, before.id, contactTo)
      settled(await shell.desk.agents.change(before.id, version, { disabledAt: shell.now() }))
      // Out first, so that nothing more is given to him while his cases are placed.
      await shell.desk.sessions.endAll(before.id)
      await record(shell, by, { what: 'agent.disabled', about: before.id, after: { contactTo } })
      door.forgetAll(before.id)
      await placeMatters(shell, before.id)
      const tell = letterTeller(shell)
      const { given, queued } = await placeCases(shell, before.id, { contactTo, tell })
      const person = await personOf(shell, there(await shell.desk.agents.one(before.id)), true)
      return reply.send({ person, queued, given })
    },
  })
}

function enable(app: App, { shell }: SetUp): void {
  route(app, {
    method: 'POST',
    url: '/agents/:agent/enable',
    summary: 'Let a disabled person in again.',
    tag: 'set-up',
    params,
    body: z.strictObject({ version }),
    answers: { 200: personSchema },
    async handler(request, reply) {
      const by = needSetUp(request, 'rights', 'change')
      const before = there(await shell.desk.agents.one(request.params.agent))
      settled(await shell.desk.agents.change(before.id, request.body.version, { disabledAt: null }))
      const after = there(await shell.desk.agents.one(before.id))
      await record(shell, by, { what: 'agent.enabled', about: before.id })
      return reply.send(await personOf(shell, after, true))
    },
  })
}

async function mayGo(shell: Shell, by: Signed, agent: AgentId): Promise<AgentWithTeams> {
  const before = there(await shell.desk.agents.one(agent))
  const next = { roles: before.roles, active: false }
  const against = againstRights(by.facts, factsOfRow(before), next, { agents: await peopleOf(shell) })
  if (against) throw rightsProblem(against)
  return before
}
