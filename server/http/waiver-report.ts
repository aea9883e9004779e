// What help without a contract came to: who approved it for whom, what it was used for, what it cost, and the
// totals by month and kind; as JSON for screens, as a table of values for a spreadsheet. Not: the sums
// (core/measure/waivers.ts).
import { z } from 'zod'
import { mayRead } from '#core/access/may.ts'
import type { Card } from '#core/case/card.ts'
import { waiverKinds } from '#core/entitlement/contract.ts'
import type { WaiverId } from '#core/kit/id.ts'
import { after, dayMs } from '#core/kit/time.ts'
import { waiverTotals } from '#core/measure/waivers.ts'
import type { AgentFacts } from '#core/people/desk-facts.ts'
import { costSchema, usedSchema, waiverSchema } from '#server/http/agreement-schemas.ts'
import { type CsvColumn, csvOf } from '#server/http/csv.ts'
import { type App, route } from '#server/http/route.ts'
import { instantInQuery, nullable } from '#server/http/schema.ts'
import { needSetUp, type SetUp } from '#server/http/set-up-door.ts'
import { veilOf } from '#server/http/veiled.ts'
import { withUsed } from '#server/http/set-up-waivers.ts'
import type { Shell } from '#server/shell.ts'

const query = z.strictObject({
  from: instantInQuery.optional().meta({ description: 'Approved since; absent: a year ago.' }),
  until: instantInQuery.optional().meta({ description: 'Approved before; absent: now.' }),
})
type Query = z.output<typeof query>

const itemSchema = waiverSchema.extend({
  used: usedSchema,
  approverName: z.string(),
  forName: nullable(z.string()).meta({ description: 'The customer or organisation; null: one case.' }),
  cases: z
    .array(z.object({ number: z.int(), subject: z.string(), phase: z.string() }))
    .meta({ description: 'Those the reader may see, the newest first; all of them are counted in `used`.' }),
})
const reportSchema = z
  .object({
    from: z.int(),
    until: z.int(),
    items: z.array(itemSchema),
    totals: z.array(
      z.object({
        month: z.string().meta({ description: "In the desk's zone, such as 2026-11." }),
        kind: z.enum(waiverKinds),
        approved: z.int(),
        cases: z.int(),
        minutes: z.int(),
        cost: z.array(costSchema),
        recovered: z.array(costSchema),
      }),
    ),
  })
  .meta({ id: 'WaiverReport' })

const readMax = 1_000
/** The newest of them are named; all are counted. */
const casesMax = 20

/** `GET /waivers/report`, `GET /waivers/report.csv`. */
export function waiverReportRoutes(app: App, { shell }: SetUp): void {
  route(app, {
    method: 'GET',
    url: '/waivers/report',
    summary: 'What help without a contract came to: by waiver, and by month and kind.',
    tag: 'set-up',
    query,
    answers: { 200: reportSchema },
    async handler(request, reply) {
      const { facts } = needSetUp(request, 'waiver_report', 'read')
      return reply.send(await reportOf(shell, facts, request.query))
    },
  })
  route(app, {
    method: 'GET',
    url: '/waivers/report.csv',
    summary: 'The same as a table for a spreadsheet, one line a waiver.',
    tag: 'set-up',
    query,
    answers: { 200: { description: 'One line a waiver.', content: { 'text/csv': { schema: z.string() } } } },
    async handler(request, reply) {
      const { facts } = needSetUp(request, 'waiver_report', 'read')
      const { items } = await reportOf(shell, facts, request.query)
      // A table is no answer the wall sees through by itself: it is put up here.
      const shown = (await veilOf(shell, request)?.over(items)) ?? items
      return reply
        .type('text/csv; charset=utf-8')
        .header('content-disposition', 'attachment; filename="waivers.csv"')
        .send(csvOf(columns, shown as Item[]))
    },
  })
}

type Item = z.input<typeof itemSchema>

async function reportOf(shell: Shell, reader: AgentFacts, asked: Query) {
  const { desk } = shell
  const until = asked.until ?? shell.now()
  const from = asked.from ?? after(until, -365 * dayMs)
  const all = await desk.agreements.waivers.all(readMax)
  const within = all.filter(one => one.createdAt >= from && one.createdAt <= until)
  const used = await withUsed(shell, within)
  const names = await namesOf(shell, within)
  const agents = shell.facts().agents
  const items = await Promise.all(
    used.map(async one => ({
      ...one,
      approverName: agents[one.approver]?.name ?? '–',
      forName: names.get(one.customer ?? one.organisation ?? '') ?? null,
      cases: one.used.cases + one.used.minutes === 0 ? [] : await casesOf(shell, reader, one.id),
    })),
  )
  const zone = shell.settings().timeZone ?? 'UTC'
  return { from, until, items, totals: waiverTotals(used, zone) }
}

async function namesOf(
  { desk }: Shell,
  all: readonly { readonly customer: string | null; readonly organisation: string | null }[],
): Promise<ReadonlyMap<string, string>> {
  const ids = <T extends string>(found: readonly (string | null)[]) =>
    [...new Set(found.filter(one => one !== null))] as T[]
  const [customers, organisations] = await Promise.all([
    desk.customers.some(ids(all.map(one => one.customer))),
    Promise.all(ids<`org_${string}`>(all.map(one => one.organisation)).map(id => desk.organisations.one(id))),
  ])
  return new Map([...customers, ...organisations].flatMap(one => (one ? [[one.id as string, one.name]] : [])))
}

async function casesOf(shell: Shell, reader: AgentFacts, of: WaiverId) {
  const cards = await shell.desk.agreements.units.cases(of, casesMax)
  return cards
    .filter((card: Card) => mayRead(reader, card, false, shell.facts()))
    .map(({ number, subject, phase }) => ({ number, subject, phase }))
}

const columns: readonly CsvColumn<Item>[] = [
  ['approved_at', one => dayText(one.createdAt)],
  ['approved_by', one => one.approverName],
  ['kind', one => one.kind],
  ['for', one => one.forName],
  ['until', one => dayText(one.expiresAt)],
  ['units', one => one.units?.total ?? null],
  ['units_of', one => one.units?.of ?? null],
  ['cases', one => one.used.cases],
  ['minutes', one => one.used.minutes],
  ['cost_minor', one => one.cost?.amountMinor ?? null],
  ['currency', one => one.cost?.currency ?? null],
  ['customer_bears_cost', one => (one.recoverCost ? 'yes' : 'no')],
  ['recovered_at', one => (one.recoveredAt === null ? null : dayText(one.recoveredAt))],
  ['because', one => one.because],
  ['case_numbers', one => one.cases.map(each => each.number).join(' ')],
]

const dayText = (at: number): string => new Date(at).toISOString()
