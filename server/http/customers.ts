// Customers as agents find, make and correct them. Not: organisations (set-up-lists.ts), nor erasing.
import { z } from 'zod'
import { mayRead } from '#core/access/may.ts'
import type { Card } from '#core/case/card.ts'
import type { AgentId, CustomerId } from '#core/kit/id.ts'
import { factsOf } from '#server/http/case-door.ts'
import { readablePage } from '#server/http/case-list.ts'
import { email, knownOrganisation } from '#server/http/case-open.ts'
import { Problem } from '#server/http/problems.ts'
import { type App, route } from '#server/http/route.ts'
import {
  cardSchema,
  idSchema,
  language,
  line,
  nullable,
  pageOf,
  paging,
  phone,
  timeZone,
} from '#server/http/schema.ts'
import { needRole, signedIn } from '#server/http/signed.ts'
import { needSight, veilOf } from '#server/http/veiled.ts'
import type { Shell } from '#server/shell.ts'
import type { Customer } from '#store/desk/customer.ts'

const customerSchema = z
  .object({
    id: z.string(),
    name: z.string(),
    email: nullable(z.string()),
    phones: z.array(z.string()),
    organisation: nullable(z.string()),
    organisationName: nullable(z.string()),
    language,
    timeZone: nullable(z.string()).meta({ description: "Null: the desk's." }),
    verified: z.boolean(),
    notes: z.string(),
    version: z.int(),
  })
  .meta({ id: 'Customer' })

const fields = {
  name: line,
  email: nullable(email),
  phones: z.array(phone).max(10),
  organisation: nullable(idSchema('org')),
  language,
  timeZone: nullable(timeZone),
  notes: z.string().max(10_000),
}
const params = z.strictObject({ customer: idSchema('cus') })
// A partner sees of a customer what the cases shared with him say, and nothing beside them.
const working = ['agent', 'lead', 'technician'] as const
const reading = [...working, 'auditor'] as const
const shownMax = 20
const openCasesMax = 5
const peopleMax = 500
const findQuery = z.union([
  z.strictObject({
    q: z.string().min(2).max(100),
    organisation: z.undefined().optional(),
    limit: paging.limit,
  }),
  z.strictObject({ organisation: idSchema('org'), q: z.undefined().optional(), limit: paging.limit }),
])

/** `/customers`. */
export function customerRoutes(app: App, shell: Shell): void {
  findRoutes(app, shell)
  changeRoutes(app, shell)
}

function findRoutes(app: App, shell: Shell): void {
  const { customers } = shell.desk
  route(app, {
    method: 'GET',
    url: '/customers',
    summary:
      'Find customers by what is typed so far of name, number or address, or all of an organisation, with open cases.',
    tag: 'customers',
    query: findQuery,
    answers: { 200: z.object({ items: z.array(customerSchema.extend({ openCases: z.array(cardSchema) })) }) },
    async handler(request, reply) {
      const { agent } = needRole(request, ...reading)
      const { q, organisation, limit } = request.query
      const all = organisation
        ? await customers.ofOrganisation(organisation, peopleMax)
        : await customers.find(q ?? '', Math.min(limit, shownMax))
      const veil = veilOf(shell, request)
      const seen = veil ? await Promise.all(all.map(one => veil.sees(one.id))) : null
      const found = all.filter((_, at) => seen?.[at] ?? true)
      const items = await Promise.all(
        found.map(async one => ({
          ...(await shown(shell, one)),
          openCases: readable(shell, agent, await shell.desk.history.openOf(one.id, openCasesMax)),
        })),
      )
      return reply.send({ items })
    },
  })

  route(app, {
    method: 'GET',
    url: '/customers/:customer',
    summary: 'A customer.',
    tag: 'customers',
    params,
    answers: { 200: customerSchema },
    async handler(request, reply) {
      needRole(request, ...reading)
      await needSight(shell, request, request.params.customer)
      return reply.send(await shown(shell, await known(shell, request.params.customer)))
    },
  })

  route(app, {
    method: 'GET',
    url: '/customers/:customer/cases',
    summary: "A customer's cases, the newest first.",
    tag: 'customers',
    params,
    query: z.strictObject(paging),
    answers: { 200: pageOf(cardSchema) },
    async handler(request, reply) {
      const { facts } = signedIn(request)
      const { customer } = request.params
      const page = await readablePage({ facts, desk: shell.facts() }, request.query, (limit, cursor) =>
        shell.store.cards({ customer, sort: 'newest', limit, ...(cursor !== undefined && { cursor }) }),
      )
      return reply.send(page)
    },
  })
}

function changeRoutes(app: App, shell: Shell): void {
  const { customers } = shell.desk
  route(app, {
    method: 'POST',
    url: '/customers',
    summary: 'Add a customer.',
    tag: 'customers',
    body: z.strictObject({ ...z.strictObject(fields).partial().shape, name: fields.name }),
    answers: { 201: customerSchema },
    async handler(request, reply) {
      if (needRole(request, ...working).isPartner) throw new Problem('role.missing')
      const { organisation, ...body } = request.body
      const added = await customers.add({
        ...present(body),
        id: shell.newId('cus'),
        name: body.name.trim(),
        createdAt: shell.now(),
        ...(organisation && { organisation: await knownOrganisation(shell, organisation) }),
      })
      if (added === 'taken') throw new Problem('customer.address_taken')
      return reply.code(201).send(await shown(shell, added))
    },
  })

  route(app, {
    method: 'PATCH',
    url: '/customers/:customer',
    summary: 'Correct a customer. `version` is the one it was read at.',
    tag: 'customers',
    params,
    body: z.strictObject({ ...z.strictObject(fields).partial().shape, version: z.int().min(1).optional() }),
    answers: { 200: customerSchema },
    async handler(request, reply) {
      const { agent } = needRole(request, ...working)
      const before = await known(shell, request.params.customer)
      await needSight(shell, request, before.id)
      const { version, ...body } = request.body
      if (body.organisation) await knownOrganisation(shell, body.organisation)
      const changed = await customers.change(before.id, version ?? before.version, present(body))
      if (changed === 'taken') throw new Problem('customer.address_taken')
      if (changed === 'stale') throw new Problem('set_up.changed')
      if (changed === 'not_there') throw new Problem('customer.not_found')
      await audit(shell, agent, before, Object.keys(present(body)))
      return reply.send(await shown(shell, changed))
    },
  })
}

type Present<T> = { [K in keyof T]?: Exclude<T[K], undefined> }
const present = <T extends object>(body: T): Present<T> =>
  Object.fromEntries(Object.entries(body).filter(([, value]) => value !== undefined)) as Present<T>

const readable = (shell: Shell, agent: AgentId, cards: readonly Card[]): Card[] =>
  cards.filter(card => mayRead(factsOf(shell, agent), card, false, shell.facts()))

async function known({ desk }: Shell, id: CustomerId): Promise<Customer> {
  const found = await desk.customers.one(id)
  if (!found || found.erasedAt !== null) throw new Problem('customer.not_found')
  return found
}

async function shown({ desk }: Shell, customer: Customer): Promise<z.infer<typeof customerSchema>> {
  const { id, name, email, phones, organisation, language, timeZone, verified, notes, version } = customer
  const firm = organisation && (await desk.organisations.one(organisation))
  return {
    id,
    name,
    email,
    phones: [...phones],
    organisation,
    organisationName: firm ? firm.name : null,
    language,
    timeZone,
    verified,
    notes,
    version,
  }
}

/** Who corrected which fields of a customer; the words themselves stay out, so that they can be erased. */
const audit = ({ desk, now }: Shell, actor: AgentId, { id }: Customer, changed: readonly string[]) =>
  desk.audit.add({ at: now(), actor, what: 'customer.changed', about: id, before: null, after: { changed } })
