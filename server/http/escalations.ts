// `/escalations` and `/cases/{case}/escalations`: wishes for somebody who leads. Whoever has a case may file
// one for its customer; only who leads, and whom it is not about, ever reads one. Not: who that is
// (core/escalation/who-sees.ts).
import { z } from 'zod'
import {
  type Escalation,
  type EscalationCommand,
  escalationOutcomes,
  managerReasons,
  standings,
  tellings,
} from '#core/escalation/escalation.ts'
import type { AgentId } from '#core/kit/id.ts'
import {
  act,
  escalationFor,
  escalationsFor,
  fileEscalation,
  type SeenEscalation,
  writeOutcome,
} from '#server/escalations.ts'
import { caseFor } from '#server/http/case-door.ts'
import { Problem } from '#server/http/problems.ts'
import { type App, route } from '#server/http/route.ts'
import { caseRef, idSchema, nullable, paragraphs } from '#server/http/schema.ts'
import { wrong } from '#server/http/set-up-door.ts'
import { signedIn } from '#server/http/signed.ts'
import type { Shell } from '#server/shell.ts'

const listMax = 500
const agents = z.array(idSchema('agt')).max(20)
const escalationSchema = z
  .object({
    id: z.string(),
    case: z.string(),
    number: nullable(z.int()),
    subject: z.string(),
    customerName: z.string(),
    reason: z.enum(managerReasons),
    standing: z.enum(standings),
    concerns: z.array(z.string()).meta({ description: 'Whom it is about: they never see it.' }),
    askedAt: z.int(),
    answerBy: z.int().meta({ description: 'By when somebody has read it.' }),
    late: z.boolean(),
    holder: nullable(z.string()),
    acknowledgedAt: nullable(z.int()),
    outcome: nullable(z.enum(escalationOutcomes)),
    toldAt: nullable(z.int()),
    toldHow: nullable(z.enum(tellings)),
    endedAt: nullable(z.int()),
  })
  .meta({ id: 'Escalation' })
const factSchema = z.object({
  type: z.string(),
  at: z.int(),
  by: z.string(),
  words: nullable(z.string()).meta({ description: 'Null: none, or erased.' }),
})
const wholeSchema = escalationSchema.extend({ facts: z.array(factSchema), people: z.array(z.string()) })
const params = z.strictObject({ escalation: idSchema('esc') })
const deeds = ['acknowledge', 'take', 'concern', 'tell', 'end'] as const

/** Adds all of them. */
export function escalationRoutes(app: App, shell: Shell): void {
  fileRoute(app, shell)
  readRoutes(app, shell)
  deedRoute(app, shell)
}

function fileRoute(app: App, shell: Shell): void {
  route(app, {
    method: 'POST',
    url: '/cases/:case/escalations',
    summary: 'The customer asks for somebody who leads. Filed, it is read by those who lead alone.',
    tag: 'escalations',
    params: z.strictObject({ case: caseRef }),
    body: z.strictObject({
      reason: z.enum(managerReasons),
      text: paragraphs,
      concerns: agents.optional().meta({
        description: 'Whom it is about; absent and not treated properly: his contact and who works on it.',
      }),
    }),
    answers: { 201: z.object({ id: z.string() }) },
    async handler(request, reply) {
      const { agent } = signedIn(request)
      const card = await caseFor(shell, agent, request.params.case)
      const { reason, text, concerns } = request.body
      const about = concerns ?? (reason === 'not_treated_properly' ? usually(card) : [])
      const id = await fileEscalation(shell, { card, reason, words: text, concerns: about, by: agent })
      return reply.code(201).send({ id })
    },
  })
}

/** Whom it is about unless somebody says otherwise: those he has to do with. */
export const usually = ({
  contact,
  worker,
}: {
  contact: AgentId | null
  worker: AgentId | null
}): AgentId[] => [...new Set([contact, worker].filter(one => one !== null))]

function readRoutes(app: App, shell: Shell): void {
  route(app, {
    method: 'GET',
    url: '/escalations',
    summary: 'Wishes for somebody who leads that I see, what goes on first. To who leads nobody: none.',
    tag: 'escalations',
    answers: { 200: z.object({ items: z.array(escalationSchema), open: z.int() }) },
    async handler(request, reply) {
      const { agent } = signedIn(request)
      const found = await escalationsFor(shell, agent, listMax)
      const items = await Promise.all(found.map(one => shown(shell, one)))
      return reply.send({ items, open: found.filter(one => one.standing !== 'ended').length })
    },
  })
  route(app, {
    method: 'GET',
    url: '/escalations/:escalation',
    summary: 'One of them with everything that was said and done.',
    tag: 'escalations',
    params,
    answers: { 200: wholeSchema },
    async handler(request, reply) {
      const { agent } = signedIn(request)
      const seen = await escalationFor(shell, agent, request.params.escalation)
      if (!seen) throw new Problem('escalation.not_found')
      return reply.send(await whole(shell, seen))
    },
  })
}

const tellBody = z.strictObject({
  outcome: z.enum(escalationOutcomes),
  how: z.enum(tellings).meta({ description: '`letter`: it is sent now; `call`: he was told on the phone.' }),
  text: paragraphs.meta({ description: 'What he is told, in his language; of a call, what was said.' }),
})

function deedRoute(app: App, shell: Shell): void {
  route(app, {
    method: 'POST',
    url: '/escalations/:escalation/:deed',
    summary: 'Acknowledge it, take it in hand, say whom it concerns, tell the customer the outcome, end it.',
    tag: 'escalations',
    params: params.extend({ deed: z.enum(deeds) }),
    body: z.strictObject({ concerns: agents.optional(), told: tellBody.optional() }),
    answers: { 200: nullable(wholeSchema) },
    async handler(request, reply) {
      const { agent } = signedIn(request)
      const { escalation, deed } = request.params
      const before = await escalationFor(shell, agent, escalation)
      if (!before) throw new Problem('escalation.not_found')
      const { concerns, told } = request.body
      const [command, words] = await commandOf(shell, before.state, deed, { concerns, told })
      const outcome = await act(shell, escalation, command, { by: agent, words })
      if (outcome === 'stale' || outcome === null) throw new Problem('escalation.changed')
      if (typeof outcome === 'string') throw new Problem(outcome)
      if (told?.how === 'letter' && command.type === 'tell') {
        const card = await shell.store.card(outcome.case)
        await writeOutcome(shell, outcome, { words: told.text, number: card?.number ?? 0 })
      }
      // Who has just said that it is about himself does not see it any more.
      const after = await escalationFor(shell, agent, escalation)
      return reply.send(after && (await whole(shell, after)))
    },
  })
}

type Body = { concerns?: AgentId[] | undefined; told?: z.output<typeof tellBody> | undefined }

async function commandOf(
  shell: Shell,
  state: Escalation,
  deed: (typeof deeds)[number],
  { concerns, told }: Body,
): Promise<[EscalationCommand, string | null]> {
  if (deed === 'concern') {
    if (!concerns) throw wrong('concerns', '?')
    return [{ type: 'concern', concerns }, null]
  }
  if (deed !== 'tell') return [{ type: deed }, null]
  if (!told) throw wrong('told', '?')
  const customer = told.how === 'letter' ? await shell.desk.customers.one(state.customer) : null
  if (told.how === 'letter' && !customer?.email) throw new Problem('message.nobody_to_write_to')
  return [{ type: 'tell', outcome: told.outcome, how: told.how }, told.text]
}

async function shown(shell: Shell, one: Escalation) {
  const card = await shell.store.card(one.case)
  const { seq: _seq, customer: _customer, ...state } = one
  return {
    ...state,
    concerns: [...one.concerns],
    number: card?.number ?? null,
    subject: card?.subject ?? '',
    customerName: card?.customerName ?? '',
  }
}

async function whole(shell: Shell, { state, facts }: SeenEscalation) {
  const card = await shell.store.card(state.case)
  return {
    ...(await shown(shell, state)),
    facts: facts.map(({ fact, words }) => ({ type: fact.type, at: fact.at, by: fact.by, words })),
    // Whom it may be about: those who have had the case.
    people: [...new Set([...(card?.hadBy ?? []), ...state.concerns])],
  }
}
