// What was asked for and given beyond what is owed: the list for whoever may read its cases, and what it
// came to for those who lead. Not: giving it (goodwill-deeds.ts).
import { z } from 'zod'
import { mayRead } from '#core/access/may.ts'
import { isPartner } from '#core/access/share.ts'
import { goodwillKinds, goodwillOrigins } from '#core/case/goodwill-fact.ts'
import { goodwillStandings } from '#core/case/goodwills.ts'
import { after, dayMs } from '#core/kit/time.ts'
import { settleLeft } from '#server/goodwill.ts'
import { Problem } from '#server/http/problems.ts'
import { type App, route } from '#server/http/route.ts'
import { idSchema, instantInQuery, nullable } from '#server/http/schema.ts'
import { needSetUp } from '#server/http/set-up-door.ts'
import { type Signed, signedIn } from '#server/http/signed.ts'
import type { Shell } from '#server/shell.ts'
import type { KeptGoodwill } from '#store/desk/goodwill.ts'

const itemSchema = z
  .object({
    ...{ id: z.string(), caseId: z.string(), number: z.int(), subject: z.string() },
    customer: z.string(),
    customerName: z.string(),
    organisationName: nullable(z.string()),
    ...{ team: z.string(), kind: z.enum(goodwillKinds), origin: z.enum(goodwillOrigins) },
    standing: z.enum(goodwillStandings),
    ...{ amountMinor: z.int(), currency: z.string() },
    rules: z.int().meta({ description: 'The version it was weighed by.' }),
    ...{ askedAt: z.int(), askedBy: nullable(z.string()), dueAt: nullable(z.int()) },
    ...{ decidedAt: nullable(z.int()), decidedBy: nullable(z.string()) },
    until: nullable(z.int()).meta({ description: 'Of a coupon: until when it can be redeemed.' }),
    endedAt: nullable(z.int()),
  })
  .meta({ id: 'Goodwill' })

const query = z.strictObject({
  standing: z.enum(goodwillStandings).optional(),
  team: idSchema('tea').optional(),
  customer: idSchema('cus').optional(),
  organisation: idSchema('org').optional(),
  before: instantInQuery.optional().meta({ description: 'Only asked for before then.' }),
})

/** `GET /goodwill`, `GET /goodwill/figures`. */
export function goodwillListRoutes(app: App, shell: Shell): void {
  listRoute(app, shell)
  figuresRoute(app, shell)
}

const pageSize = 100
function listRoute(app: App, shell: Shell): void {
  route(app, {
    method: 'GET',
    url: '/goodwill',
    summary: 'What was asked for and given beyond what is owed, in cases I may read, the newest first.',
    tag: 'goodwill',
    query,
    answers: {
      200: z.object({
        items: z.array(itemSchema),
        before: nullable(z.int()).meta({ description: 'To go on from; null: there is no more.' }),
      }),
    },
    async handler(request, reply) {
      const signed = signedIn(request)
      mayList(shell, signed)
      await settleLeft(shell)
      const rows = await shell.desk.goodwill.list({ ...request.query, limit: pageSize })
      const items = (await Promise.all(rows.map(row => shown(shell, signed, row)))).filter(
        one => one !== null,
      )
      const before = rows.length === pageSize ? rows.at(-1)!.askedAt : null
      return reply.send({ items, before })
    },
  })
}

function mayList(shell: Shell, { facts }: Signed): void {
  const isOurs = facts.roles.some(role => role === 'agent' || role === 'lead' || role === 'auditor')
  if (!isOurs || isPartner(facts, shell.facts())) throw new Problem('role.missing')
}

/** One of a case the reader may read; null: he may not. */
async function shown({ store, facts }: Shell, signed: Signed, { organisation: _, ...row }: KeptGoodwill) {
  const card = await store.card(row.caseId)
  if (!card || !mayRead(signed.facts, card, false, facts())) return null
  const { number, subject, customerName, organisationName } = card
  const standing = row.standing === 'asking' || row.standing === 'giving' ? 'asked' : row.standing
  return { ...row, standing, number, subject, customerName, organisationName }
}

const effectMonths = [6, 12] as const
const usualDays = 365
const figuresSchema = z
  .object({
    ...{ from: z.int(), until: z.int() },
    totals: z.array(
      z.object({
        ...{ kind: z.enum(goodwillKinds), standing: z.enum(goodwillStandings) },
        ...{ count: z.int(), amountMinor: z.int(), currency: z.string() },
      }),
    ),
    often: z
      .array(
        z.object({
          ...{ customer: nullable(z.string()), organisation: nullable(z.string()), name: z.string() },
          ...{ count: z.int(), amountMinor: z.int(), currency: z.string() },
        }),
      )
      .meta({ description: 'For whom it was asked often in a short time, as the rules say: a fact alone.' }),
    oftenDays: nullable(z.int()),
    effect: z
      .array(
        z.object({
          ...{ months: z.int(), kind: z.enum(goodwillKinds), given: z.int() },
          cameBack: z.int().meta({ description: 'Another case about the same within that time.' }),
          still: z.int().meta({ description: 'Known to be customers still.' }),
          gone: z.int().meta({ description: 'Known not to be any more; of the rest nothing is known.' }),
        }),
      )
      .meta({ description: 'What became of customers six and twelve months after.' }),
  })
  .meta({ id: 'GoodwillFigures' })

function figuresRoute(app: App, shell: Shell): void {
  route(app, {
    method: 'GET',
    url: '/goodwill/figures',
    summary: 'What giving beyond what is owed came to: sums, for whom often, and what became of customers.',
    tag: 'goodwill',
    query: z.strictObject({
      from: instantInQuery.optional().meta({ description: 'Asked for since; absent: a year ago.' }),
      until: instantInQuery.optional().meta({ description: 'Asked for before; absent: now.' }),
      team: idSchema('tea').optional(),
    }),
    answers: { 200: figuresSchema },
    async handler(request, reply) {
      needSetUp(request, 'goodwill_figures', 'read')
      await settleLeft(shell)
      const { goodwill } = shell.desk
      const until = request.query.until ?? shell.now()
      const from = request.query.from ?? after(until, -usualDays * dayMs)
      const rule = shell.facts().goodwill?.rules.often
      const often = rule ? await goodwill.often(after(shell.now(), -rule.days * dayMs), rule.count) : []
      const effect = effectMonths.map(months => goodwill.effect({ months, now: shell.now() }))
      return reply.send({
        ...{ from, until, totals: await goodwill.totals({ from, until, team: request.query.team }) },
        ...{ often: await Promise.all(often.map(one => named(shell, one))), oftenDays: rule?.days ?? null },
        effect: (await Promise.all(effect)).flat(),
      })
    },
  })
}

type Whom = { readonly customer: string | null; readonly organisation: string | null }
async function named<T extends Whom>({ desk }: Shell, one: T): Promise<T & { readonly name: string }> {
  const found = one.customer
    ? await desk.customers.one(one.customer as `cus_${string}`)
    : await desk.organisations.one(one.organisation as `org_${string}`)
  return { ...one, name: found?.name ?? '–' }
}
