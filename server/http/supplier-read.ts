// `/matters/supplier-cases`: supplier cases as listed, and one with its whole ledger. Not: what is done with
// them (supplier-deeds.ts), nor the suppliers (set-up-suppliers.ts).
import { z } from 'zod'
import { openSupplierStandings, supplierStandings } from '#core/supplier/state.ts'
import type { SupplierMore } from '#core/supplier/rules.ts'
import { supplierAnswers, supplierEnds } from '#core/supplier/supplier-fact.ts'
import { readablePage } from '#server/http/case-list.ts'
import { etag } from '#server/http/if-match.ts'
import { type App, route } from '#server/http/route.ts'
import { cardSchema, flagInQuery, idSchema, nullable, pageOf, paging, severity } from '#server/http/schema.ts'
import { signedIn } from '#server/http/signed.ts'
import { needSupplierReader, supplierCaseFor, supplierParams } from '#server/http/supplier-door.ts'
import type { Shell } from '#server/shell.ts'
import type { FoundSupplierCase } from '#server/suppliers.ts'
import { cursorOf, keyOf } from '#store/cursor.ts'
import type { MatterQuery, MatterRow } from '#store/desk/matter.ts'

const standing = z.enum(supplierStandings)
const rowSchema = z
  .object({
    id: z.string(),
    number: z.int(),
    seq: z.int(),
    title: z.string(),
    standing,
    isOpen: z.boolean(),
    supplier: z.string(),
    supplierName: z.string(),
    product: nullable(z.string()),
    owner: nullable(z.string()),
    team: nullable(z.string()),
    openedAt: z.int(),
    changedAt: z.int(),
    dueAt: nullable(z.int()).meta({ description: 'When they owe us a word, or we have to do something.' }),
    severity,
    reference: nullable(z.string()).meta({ description: 'Theirs; null: it does not count as lodged.' }),
    answer: nullable(z.enum(supplierAnswers)).meta({ description: 'What their last word came to.' }),
    unanswered: z.int(),
    chaseDue: z.boolean(),
    raised: z.boolean(),
    silences: z.int(),
    solvedBy: nullable(z.enum(supplierEnds)),
    right: nullable(z.boolean()),
    minutes: z.int(),
    cents: z.int(),
    partner: nullable(z.string()).meta({
      description: 'The team of another house that has it in its share.',
    }),
    cases: z.int().meta({ description: 'How many cases wait on it; exact to 1000, then 1001.' }),
  })
  .meta({ id: 'SupplierCaseRow' })

const casesMost = 1_000

async function rowsShown({ desk }: Shell, rows: readonly MatterRow[]): Promise<z.infer<typeof rowSchema>[]> {
  const [counted, suppliers] = await Promise.all([
    desk.suppliers.caseCounts(
      rows.map(({ id }) => id),
      casesMost,
    ),
    desk.suppliers.all(),
  ])
  return rows.map(row => {
    const { sentAt: _s, firstAnswerAt: _f, solvedAt: _d, ...more } = row.more as SupplierMore
    const { id, number, seq, title, isOpen, product, owner, team, openedAt, changedAt, dueAt } = row
    const supplier = row.subject ?? ''
    return {
      ...{ id, number, seq, title, isOpen, product, owner, openedAt, changedAt, dueAt },
      ...{ team, ...more, supplier },
      // Rows from before there were shares do not say it.
      partner: more.partner ?? null,
      standing: row.standing as z.infer<typeof standing>,
      supplierName: suppliers.find(one => one.id === supplier)?.name ?? '',
      cases: counted.get(id) ?? 0,
    }
  })
}

const listQuery = z.strictObject({
  standing: z
    .string()
    .regex(/^[a-z_]+(,[a-z_]+)*$/)
    .optional()
    .meta({ description: `One or more of ${supplierStandings.join(', ')}; else what goes on.` }),
  mine: flagInQuery.optional(),
  supplier: idSchema('sup').optional(),
  sort: z.enum(['newest', 'due']).default('due').meta({ description: 'due: what is owed first, first.' }),
  ...paging,
})

/** Adds the reading ones. */
export function supplierReadRoutes(app: App, shell: Shell): void {
  listRoute(app, shell)
  oneRoute(app, shell)
  casesRoute(app, shell)
}

const isOpen = (one: string): boolean => (openSupplierStandings as readonly string[]).includes(one)

function listRoute(app: App, shell: Shell): void {
  route(app, {
    method: 'GET',
    url: '/matters/supplier-cases',
    summary: 'What we took outside the house: what is owed first, first.',
    tag: 'matters',
    query: listQuery,
    answers: { 200: pageOf(rowSchema) },
    async handler(request, reply) {
      const signed = signedIn(request)
      needSupplierReader(shell, signed)
      const { standing, mine, supplier, sort: asked, limit, cursor } = request.query
      const place = cursor === undefined ? null : keyOf('supplier-cases', cursor, ['number', 'string'])
      const wanted = standing?.split(',')
      const isOver = wanted !== undefined && !wanted.some(isOpen)
      // Nothing is owed of what is over.
      const sort = isOver ? 'newest' : asked
      const query: MatterQuery = {
        ...{ kind: 'supplier_case', sort, limit: limit + 1, isOpen: !isOver },
        ...(wanted && { standing: wanted }),
        ...(mine && { owner: signed.agent }),
        ...(supplier !== undefined && { subject: supplier }),
        ...(place && { after: { key: Number(place[0]), id: String(place[1]) } }),
      }
      const rows = await shell.desk.matters.list(query)
      const items = await rowsShown(shell, rows.slice(0, limit))
      const last = rows.length > limit ? rows[limit - 1] : undefined
      const key = sort === 'due' ? last?.dueAt : last?.openedAt
      return reply.send({ items, next: last ? cursorOf('supplier-cases', [key ?? 0, last.id]) : null })
    },
  })
}

const factSchema = z.looseObject({ seq: z.int(), type: z.string(), at: z.int(), by: z.looseObject({}) })
const pageSchema = z
  .object({
    row: rowSchema,
    offered: nullable(z.string()).meta({ description: 'A reference read from an answer of a machine.' }),
    unread: nullable(z.string()).meta({ description: 'The last word, while it can still be taken out.' }),
    version: nullable(z.string()).meta({ description: 'Of the product, in which they say it is gone.' }),
    owed: z.array(
      z.object({
        target: z.string(),
        since: z.int(),
        dueAt: z.int(),
        standing: z.enum(['running', 'silent', 'met', 'met_late']),
      }),
    ),
    chaseAt: nullable(z.int()),
    chasesMax: z.int(),
    supplier: nullable(
      z.object({
        id: z.string(),
        name: z.string(),
        active: z.boolean(),
        address: nullable(z.string()).meta({ description: 'Where mail to them goes.' }),
        formUrl: nullable(z.string()),
        phone: nullable(z.string()),
        ourNumber: nullable(z.string()),
        contacts: z.string(),
        escalation: z.string(),
      }),
    ),
    ledger: z.array(factSchema).meta({ description: 'Its facts in order; docs/events.md lists them.' }),
    texts: z.record(z.string(), z.string()).meta({ description: 'By id; an erased text is not there.' }),
    agents: z.record(z.string(), z.string()),
    from: nullable(z.int()).meta({ description: 'The number of the case it was opened from.' }),
    telling: z.array(z.object({ seq: z.int(), told: z.int(), done: z.boolean() })),
  })
  .meta({ id: 'SupplierCasePage' })

function oneRoute(app: App, shell: Shell): void {
  route(app, {
    method: 'GET',
    url: '/matters/supplier-cases/:supplierCase',
    summary: 'A supplier case with its whole ledger, what they owe, and how they are reached.',
    tag: 'matters',
    params: supplierParams,
    answers: { 200: pageSchema },
    async handler(request, reply) {
      const found = await supplierCaseFor(shell, signedIn(request), request.params.supplierCase)
      const page = await pageShown(shell, found)
      return reply.header('etag', etag(page.row.seq)).send(page)
    },
  })
}

const agentInFacts = /"(agt_[0-9a-z]+)"/g

async function pageShown(
  shell: Shell,
  { ledger, state }: FoundSupplierCase,
): Promise<z.infer<typeof pageSchema>> {
  const { desk, store } = shell
  const [rows, telling, supplier, from] = await Promise.all([
    desk.matters.rows([ledger.id]),
    desk.matters.tellings(ledger.id),
    desk.suppliers.one(state.supplier),
    state.from === null ? null : store.card(state.from),
  ])
  const [row] = await rowsShown(shell, rows)
  const { agents } = shell.facts()
  const ids = [...JSON.stringify(ledger.facts).matchAll(agentInFacts)].map(([, id]) => id as `agt_${string}`)
  return {
    row: row!,
    unread: state.unread?.mail ?? null,
    ...{ offered: state.offered, version: state.version, chaseAt: state.chaseAt },
    chasesMax: state.agreed.chasesMax,
    owed: Object.entries(state.owed).map(([target, one]) => ({ target, ...one })),
    supplier: supplier && {
      ...{ id: supplier.id, name: supplier.name, active: supplier.active, phone: supplier.phone },
      address: supplier.addresses.find(one => !one.startsWith('@')) ?? null,
      ...{ formUrl: supplier.formUrl, ourNumber: supplier.ourNumber },
      ...{ contacts: supplier.contacts, escalation: supplier.escalation },
    },
    ledger: ledger.facts as unknown as z.infer<typeof factSchema>[],
    texts: Object.fromEntries(ledger.texts),
    agents: Object.fromEntries(ids.flatMap(id => (agents[id] ? [[id, agents[id].name]] : []))),
    from: from?.number ?? null,
    telling: [...telling],
  }
}

function casesRoute(app: App, shell: Shell): void {
  route(app, {
    method: 'GET',
    url: '/matters/supplier-cases/:supplierCase/cases',
    summary: 'The cases that wait on it, as far as I may read them, the oldest first.',
    tag: 'matters',
    params: supplierParams,
    query: z.strictObject(paging),
    answers: { 200: pageOf(cardSchema) },
    async handler(request, reply) {
      const signed = signedIn(request)
      const { ledger } = await supplierCaseFor(shell, signed, request.params.supplierCase)
      const page = await readablePage(
        { facts: signed.facts, desk: shell.facts() },
        request.query,
        (limit, cursor) =>
          shell.store.cards({
            ...{ matter: ledger.id, sort: 'age', limit },
            ...(cursor !== undefined && { cursor }),
          }),
      )
      return reply.send(page)
    },
  })
}
