// `GET /measures`: what a period came to, beside the one before; the cases behind each, page by page; a
// table of values. Of the desk, its teams, levels, products, channels and kinds, never of a person. Not:
// what a measure is (core/measure/of-period.ts).
import { z } from 'zod'
import { mayRead } from '#core/access/may.ts'
import type { Measure } from '#core/measure/of-period.ts'
import { type Period, periodBeside, readPeriod, weekAt } from '#core/measure/period.ts'
import { maySeeScope, readScope, scopeText } from '#core/measure/scope.ts'
import { type CsvColumn, csvOf } from '#server/http/csv.ts'
import { Problem } from '#server/http/problems.ts'
import { type App, route } from '#server/http/route.ts'
import { cardSchema, nullable } from '#server/http/schema.ts'
import { needSetUp, type SetUp, wrong } from '#server/http/set-up-door.ts'
import { measured } from '#server/measured.ts'
import { courseReader } from '#server/measures-course.ts'
import type { Shell } from '#server/shell.ts'
import { cursorOf, keyOf } from '#store/cursor.ts'
import type { PostgresStore } from '#store/postgres/store.ts'

const asked = {
  of: z.string().max(30).optional().meta({
    description:
      '2026-W40, 2026-10-02, 2026-10 or 2026-10-02..2026-10-05, by the desk’s zone; absent: this week.',
  }),
  scope: z.string().max(80).default('desk').meta({
    description: 'desk, team:ID, level:1, product:ID, channel:email or kind:malfunction.',
  }),
}
const against = z.string().max(30).optional().meta({
  description: 'Another period it is put beside, written like `of`; absent: the one before it.',
})
const figure = { value: nullable(z.number()), n: z.int(), range: nullable(z.array(z.number()).length(2)) }
const plainSchema = z.object({ measure: z.string(), scope: z.string(), ...figure })
const courseSchema = z
  .object({
    items: z
      .array(z.object({ of: z.string(), items: z.array(plainSchema) }))
      .meta({ description: 'The oldest first.' }),
  })
  .meta({ id: 'MeasureCourse' })
const measureSchema = z
  .object({
    measure: z.string(),
    scope: z.string(),
    ...figure,
    before: nullable(z.object(figure)).meta({ description: 'The same of the period before.' }),
    beside: nullable(z.string()).meta({
      description: 'The measure it is never shown without: calls handled beside repeat contacts.',
    }),
    cases: z.int().meta({ description: 'How many cases GET /measures/cases lists behind it.' }),
  })
  .meta({
    id: 'Measure',
    description:
      'A count, a share from 0 to 1, seconds (…_s), or money (cost_…) in the smallest coin; `range`: 95 % sure.',
  })
const reportSchema = z
  .object({
    of: z.string(),
    from: z.int(),
    until: z.int(),
    zone: z.string(),
    scope: z.string(),
    isOver: z.boolean(),
    before: z.string(),
    after: z.string(),
    against: z.string().meta({ description: 'The period that stands beside it.' }),
    items: z.array(measureSchema),
  })
  .meta({ id: 'Measures' })

/** `/measures`, `/measures/cases`, `/measures.csv`. */
export function measureRoutes(app: App, { shell }: Pick<SetUp, 'shell'>): void {
  const read = remembering(shell)
  reportRoute(app, shell, read)
  courseRoute(app, shell)
  casesRoute(app, shell, read)
  tableRoute(app, shell, read)
}

type Query = { readonly of?: string | undefined; readonly scope: string }
type Read = (period: Period, scope: string) => Promise<readonly Measure[]>
type Request = Parameters<typeof needSetUp>[0]

const rememberedMs = 10_000
/** two years of a large desk are some tens of megabytes */
const rememberedMax = 12

/** What was just measured is not measured again for whoever turns its pages. */
function remembering(shell: Shell): Read {
  const known = new Map<string, { readonly at: number; readonly found: Promise<readonly Measure[]> }>()
  return ({ from, until }, scope) => {
    const key = `${from} ${until} ${scope}`
    const one = known.get(key)
    if (one && shell.now() - one.at < rememberedMs) return one.found
    for (const [old, { at }] of known) if (shell.now() - at >= rememberedMs) known.delete(old)
    const found = measured(shell.store as PostgresStore, { from, until }, readScope(scope) ?? undefined)
    known.delete(key)
    known.set(key, { at: shell.now(), found })
    found.catch(() => known.delete(key))
    for (const old of known.keys()) if (known.size > rememberedMax) known.delete(old)
    return found
  }
}

/** The period and part of the desk that are asked for, if whoever asks may see them. */
async function whatIsAsked(shell: Shell, request: Request, query: Query) {
  const { facts } = needSetUp(request, 'reports', 'read')
  const scope = readScope(query.scope)
  if (scope === null) throw wrong('scope', 'none')
  if (!maySeeScope(facts, scope)) throw new Problem('role.missing')
  const zone = (await shell.desk.settings.desk()).setting.timeZone ?? 'UTC'
  const of = query.of ?? weekAt(shell.now(), zone)
  const period = readPeriod(of, zone)
  if (!period) throw wrong('of', 'none')
  return { facts, zone, of, period, scope: scopeText(scope) }
}

type Asked = Awaited<ReturnType<typeof whatIsAsked>>

/** The period that stands beside the one asked for. */
function periodAgainst({ of, zone }: Asked, against: string | undefined) {
  if (against === undefined) return readPeriod(periodBeside(of, -1), zone)
  const beside = readPeriod(against, zone)
  if (!beside) throw wrong('against', 'none')
  return beside
}

/** The measures of a period, each beside what it was in the one before. */
async function compared(read: Read, { period, scope }: Asked, beside: Period | null) {
  const [own, earlier] = await Promise.all([read(period, scope), beside ? read(beside, scope) : []])
  return own.map(one => {
    const then = earlier.find(each => each.measure === one.measure && each.scope === one.scope)
    return {
      ...plain(one),
      ...{ measure: one.measure, scope: one.scope, beside: one.beside, cases: one.cases },
      before: then ? plain(then) : null,
    }
  })
}
const plain = ({ value, n, range }: Pick<Measure, 'value' | 'n' | 'range'>) => ({
  ...{ value, n, range: range && [...range] },
})

function reportRoute(app: App, shell: Shell, read: Read): void {
  route(app, {
    method: 'GET',
    url: '/measures',
    summary: 'The measures of a period, each beside what it was in the one before.',
    tag: 'measures',
    query: z.strictObject({ ...asked, against }),
    answers: { 200: reportSchema },
    async handler(request, reply) {
      const what = await whatIsAsked(shell, request, request.query)
      const { of, zone, scope, period } = what
      const before = periodBeside(of, -1)
      const beside = periodAgainst(what, request.query.against)
      return reply.send({
        ...{ of, zone, scope, ...period, isOver: period.until <= shell.now() },
        ...{ before, after: periodBeside(of, 1), against: request.query.against ?? before },
        items: await compared(read, what, beside),
      })
    },
  })
}

/** A period and those before it, one after the other: what one looks at in a chart. */
function courseRoute(app: App, shell: Shell): void {
  const read = courseReader(shell)
  route(app, {
    method: 'GET',
    url: '/measures/course',
    summary: 'The measures of a period and of those before it.',
    tag: 'measures',
    query: z.strictObject({ ...asked, periods: z.coerce.number().int().min(2).max(13).default(8) }),
    answers: { 200: courseSchema },
    async handler(request, reply) {
      const what = await whatIsAsked(shell, request, request.query)
      const names = [what.of]
      while (names.length < request.query.periods) names.unshift(periodBeside(names[0]!, -1))
      const items = []
      // One after the other: a chart is no reason to hold up the desk.
      for (const of of names) {
        const period = readPeriod(of, what.zone)
        items.push({ of, items: period ? [...(await read(period, what.scope))] : [] })
      }
      return reply.send({ items })
    },
  })
}

const pageSize = 50

function casesRoute(app: App, shell: Shell, read: Read): void {
  route(app, {
    method: 'GET',
    url: '/measures/cases',
    summary: 'The cases behind a measure by their numbers, as far as they may be read.',
    tag: 'measures',
    query: z.strictObject({
      ...asked,
      measure: z.string().max(80),
      within: z.string().max(160).optional().meta({ description: 'The scope the measure itself names.' }),
      cursor: z.string().max(200).optional(),
    }),
    answers: {
      200: z.object({
        items: z.array(cardSchema),
        hidden: z.int().meta({ description: 'So many of this page are not for this reader.' }),
        next: nullable(z.string()),
      }),
    },
    async handler(request, reply) {
      const { measure, within, cursor } = request.query
      const { facts, period, scope } = await whatIsAsked(shell, request, request.query)
      const found = (await read(period, scope)).find(
        one => one.measure === measure && one.scope === (within ?? scope),
      )
      if (!found) throw wrong('measure', 'none')
      const [after = 0] = cursor === undefined ? [] : keyOf('measures', cursor, ['number'])
      const left = found.list.filter(number => number > Number(after))
      const page = left.slice(0, pageSize)
      const cards = await Promise.all(page.map(number => shell.store.card(number)))
      const items = cards
        .filter(card => card !== null)
        .filter(card => mayRead(facts, card, false, shell.facts()))
      const next = left.length > pageSize ? cursorOf('measures', [page.at(-1)!]) : null
      return reply.send({ items, hidden: page.length - items.length, next })
    },
  })
}

type Line = Awaited<ReturnType<typeof compared>>[number]
const columns: readonly CsvColumn<Line>[] = [
  ['measure', one => one.measure],
  ['scope', one => one.scope],
  ['value', one => one.value],
  ['n', one => one.n],
  ['low', one => one.range?.[0] ?? null],
  ['high', one => one.range?.[1] ?? null],
  ['before', one => one.before?.value ?? null],
  ['before_n', one => one.before?.n ?? null],
]

function tableRoute(app: App, shell: Shell, read: Read): void {
  route(app, {
    method: 'GET',
    url: '/measures.csv',
    summary: 'The measures of a period as a table of values.',
    tag: 'measures',
    query: z.strictObject({ ...asked, against }),
    answers: { 200: { description: 'One line a measure.', content: { 'text/csv': { schema: z.string() } } } },
    async handler(request, reply) {
      const what = await whatIsAsked(shell, request, request.query)
      const beside = periodAgainst(what, request.query.against)
      return reply
        .type('text/csv; charset=utf-8')
        .header('content-disposition', `attachment; filename="measures-${what.of}.csv"`)
        .send(csvOf(columns, await compared(read, what, beside)))
    },
  })
}
