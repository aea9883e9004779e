// What a manager keeps in lists: products and their lines, the desk's own addresses, organisations.
import { z } from 'zod'
import { isOfHouse } from '#core/house-policy/state.ts'
import type { AgentId, TeamId } from '#core/kit/id.ts'
import { Problem } from '#server/http/problems.ts'
import { type App, route } from '#server/http/route.ts'
import { idSchema, language, nothing, nullable } from '#server/http/schema.ts'
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
import { needTeams } from '#server/http/set-up-people.ts'

const productSchema = z
  .object({
    ...{ id: z.string(), name: z.string(), line: z.string(), active: z.boolean(), version: z.int() },
    owner: nullable(z.string()).meta({ description: 'A person or team who hears of referrals.' }),
  })
  .meta({ id: 'Product' })
const line = z
  .string()
  .max(100)
  .transform(text => text.trim())
const owner = nullable(z.union([idSchema('agt'), idSchema('tea')]))
const productChange = z.strictObject({
  version,
  name: name.optional(),
  line: line.optional(),
  active: z.boolean().optional(),
  owner: owner.optional(),
})

const addressSchema = z
  .object({
    id: z.string(),
    address: z.string(),
    team: z.string(),
    isDefault: z.boolean(),
    language: nullable(language),
    version: z.int(),
  })
  .meta({ id: 'Address' })
const addressFields = {
  address: email,
  team: idSchema('tea'),
  isDefault: z.boolean(),
  language: nullable(language).meta({ description: 'Null: the language of each mail decides.' }),
}
const newAddress = z.strictObject({
  address: addressFields.address,
  team: addressFields.team,
  isDefault: addressFields.isDefault.default(false),
  language: addressFields.language.default(null),
})
const addressChange = z.strictObject({ version, ...z.strictObject(addressFields).partial().shape })
const versionQuery = z.strictObject({ version: z.coerce.number().pipe(z.int().min(0)) })

const domain = z
  .string()
  .max(253)
  .transform(text => text.trim().toLowerCase())
  .pipe(z.string().regex(/^([a-z0-9-]+\.)+[a-z0-9-]{2,}$/))
const organisationSchema = z
  .object({ id: z.string(), name: z.string(), domains: z.array(z.string()), version: z.int() })
  .meta({ id: 'Organisation' })

/** A list for people; who has more firms finds them by name elsewhere. */
const organisationsMax = 1_000

/** `/products`, `/addresses`, `/organisations`. */
export function listRoutes(app: App, set: SetUp): void {
  products(app, set)
  productChanges(app, set)
  addresses(app, set)
  addressChanges(app, set)
  organisations(app, set)
}

function products(app: App, { shell }: SetUp): void {
  const { desk } = shell
  route(app, {
    method: 'GET',
    url: '/products',
    summary: 'Products and their lines.',
    tag: 'set-up',
    answers: { 200: z.object({ items: z.array(productSchema) }) },
    async handler(request, reply) {
      needSetUp(request, 'products', 'read')
      return reply.send({ items: await desk.products.all() })
    },
  })
  route(app, {
    method: 'POST',
    url: '/products',
    summary: 'Add a product.',
    tag: 'set-up',
    body: z.strictObject({ name, line: line.default(''), owner: owner.default(null) }),
    answers: { 201: productSchema },
    async handler(request, reply) {
      const by = needSetUp(request, 'products', 'change')
      await freeProduct(request.body)
      await needOwner(shell, request.body.owner)
      const added = await desk.products.add({ id: shell.newId('pro'), ...request.body })
      await record(shell, by, { what: 'product.added', about: added.id, after: request.body })
      return reply.code(201).send(added)
    },
  })
  async function freeProduct(wish: { name: string; line: string }): Promise<void> {
    const same = (await desk.products.all()).some(
      one => one.active && one.line === wish.line && one.name.toLowerCase() === wish.name.toLowerCase(),
    )
    if (same) throw new Problem('set_up.taken')
  }
}

/** One of ours, or a team: else it is told to nobody. */
async function needOwner(
  { facts }: SetUp['shell'],
  owner: AgentId | TeamId | null | undefined,
): Promise<void> {
  const { agents, teams } = facts()
  const [agent, team] = [agents[owner as AgentId], teams[owner as TeamId]]
  if (!owner || (agent && isOfHouse(agent, facts())) || (team?.active && !team.partner)) return
  throw new Problem(owner.startsWith('agt_') ? 'agent.not_found' : 'team.not_found')
}

function productChanges(app: App, { shell }: SetUp): void {
  route(app, {
    method: 'PATCH',
    url: '/products/:product',
    summary: 'Change a product, or take it off the choice.',
    tag: 'set-up',
    params: z.strictObject({ product: idSchema('pro') }),
    body: productChange,
    answers: { 200: productSchema },
    async handler(request, reply) {
      const by = needSetUp(request, 'products', 'change')
      const { version, ...changes } = request.body
      const { product } = request.params
      const before = there((await shell.desk.products.all()).find(one => one.id === product))
      await needOwner(shell, changes.owner)
      const after = settled(await shell.desk.products.change(product, version, given(changes)))
      await record(shell, by, { what: 'product.changed', about: product, before, after })
      return reply.send(after)
    },
  })
}

function addresses(app: App, { shell }: SetUp): void {
  const { desk } = shell
  route(app, {
    method: 'GET',
    url: '/addresses',
    summary: 'The addresses customers write to, with their teams.',
    tag: 'set-up',
    answers: { 200: z.object({ items: z.array(addressSchema) }) },
    async handler(request, reply) {
      needSetUp(request, 'addresses', 'read')
      return reply.send({ items: await desk.addresses.all() })
    },
  })
  route(app, {
    method: 'POST',
    url: '/addresses',
    summary: 'Add an address customers write to.',
    tag: 'set-up',
    body: newAddress,
    answers: { 201: addressSchema },
    async handler(request, reply) {
      const by = needSetUp(request, 'addresses', 'change')
      await needTeams(shell, [request.body.team])
      const isFirst = (await desk.addresses.all()).length === 0
      const wish = { ...request.body, isDefault: request.body.isDefault || isFirst }
      const added = settled(await desk.addresses.add({ id: shell.newId('adr'), ...wish }))
      await record(shell, by, { what: 'address.added', about: added.id, after: wish })
      return reply.code(201).send(added)
    },
  })
}

function addressChanges(app: App, { shell }: SetUp): void {
  const { desk } = shell
  const params = z.strictObject({ address: idSchema('adr') })
  const one = async (id: string) => there((await desk.addresses.all()).find(each => each.id === id))
  route(app, {
    method: 'PATCH',
    url: '/addresses/:address',
    summary: 'Change an address: its team, its language, whether it is the default.',
    tag: 'set-up',
    params,
    body: addressChange,
    answers: { 200: addressSchema },
    async handler(request, reply) {
      const by = needSetUp(request, 'addresses', 'change')
      const { version, ...changes } = request.body
      const before = await one(request.params.address)
      if (changes.team) await needTeams(shell, [changes.team])
      // The place of the default is given to another, never just left.
      if (changes.isDefault === false && before.isDefault) throw new Problem('set_up.in_use')
      const after = settled(await desk.addresses.change(before.id, version, given(changes)))
      await record(shell, by, { what: 'address.changed', about: before.id, before, after })
      return reply.send(after)
    },
  })
  route(app, {
    method: 'DELETE',
    url: '/addresses/:address',
    summary: 'Remove an address.',
    tag: 'set-up',
    params,
    query: versionQuery,
    answers: { 204: nothing },
    async handler(request, reply) {
      const by = needSetUp(request, 'addresses', 'change')
      const before = await one(request.params.address)
      const others = (await desk.addresses.all()).length > 1
      const isRead = (await desk.mailboxes.all()).some(mailbox => mailbox.address === before.id)
      if ((before.isDefault && others) || isRead) throw new Problem('set_up.in_use')
      if (!(await desk.addresses.remove(before.id, request.query.version)))
        throw new Problem('set_up.changed')
      await record(shell, by, { what: 'address.removed', about: before.id, before })
      return reply.code(204).send()
    },
  })
}

function organisations(app: App, { shell }: SetUp): void {
  const { desk } = shell
  route(app, {
    method: 'GET',
    url: '/organisations',
    summary: 'Organisations with their mail domains; by letters of the name, or all.',
    tag: 'set-up',
    query: z.strictObject({
      q: z.string().min(1).max(100).optional().meta({ description: 'Letters of its name.' }),
    }),
    answers: { 200: z.object({ items: z.array(organisationSchema) }) },
    async handler(request, reply) {
      needSetUp(request, 'organisations', 'read')
      const { all, find } = desk.organisations
      const { q } = request.query
      const items = await (q === undefined ? all(organisationsMax) : find(q, organisationsMax))
      return reply.send({ items })
    },
  })
  route(app, {
    method: 'POST',
    url: '/organisations',
    summary: 'Add an organisation.',
    tag: 'set-up',
    body: z.strictObject({ name, domains: z.array(domain).max(50).default([]) }),
    answers: { 201: organisationSchema },
    async handler(request, reply) {
      const by = needSetUp(request, 'organisations', 'change')
      const added = await desk.organisations.add({ id: shell.newId('org'), ...request.body })
      await record(shell, by, { what: 'organisation.added', about: added.id, after: request.body })
      return reply.code(201).send(added)
    },
  })
  route(app, {
    method: 'PATCH',
    url: '/organisations/:organisation',
    summary: 'Change an organisation.',
    tag: 'set-up',
    params: z.strictObject({ organisation: idSchema('org') }),
    body: z.strictObject({ version, name: name.optional(), domains: z.array(domain).max(50).optional() }),
    answers: { 200: organisationSchema },
    async handler(request, reply) {
      const by = needSetUp(request, 'organisations', 'change')
      const { version, ...changes } = request.body
      const before = there(await desk.organisations.one(request.params.organisation))
      const after = settled(await desk.organisations.change(before.id, version, given(changes)))
      await record(shell, by, { what: 'organisation.changed', about: before.id, before, after })
      return reply.send(after)
    },
  })
}
