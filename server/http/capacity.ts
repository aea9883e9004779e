// `GET /capacity`: how many people each hour of the week needs, from what came in such hours, and how many
// are planned; the cases behind an hour; a table of it. For leads and who oversees. Not: the reckoning
// (core/capacity), nor overload (overload.ts).
import { z } from 'zod'
import { mayRead } from '#core/access/may.ts'
import { type CapacitySetting, defaultCapacity } from '#core/capacity/capacity-setting.ts'
import { type HourStaffing, shortagesOf } from '#core/capacity/staffed-week.ts'
import { hoursOfWeek } from '#core/capacity/week-hours.ts'
import { dateText, day, readDate, weekdays } from '#core/clock/date.ts'
import { type Period, periodBeside, readPeriod, readWeek, weekAt } from '#core/measure/period.ts'
import { readScope, type Scope, scopeText } from '#core/measure/scope.ts'
import { type Capacity, capacityOf } from '#server/capacity.ts'
import { type CsvColumn, csvOf } from '#server/http/csv.ts'
import { type App, route } from '#server/http/route.ts'
import { cardSchema, nullable } from '#server/http/schema.ts'
import { needSetUp, type SetUp, wrong } from '#server/http/set-up-door.ts'
import type { Shell } from '#server/shell.ts'
import { cursorOf, keyOf } from '#store/cursor.ts'

const asked = {
  of: z.string().max(30).optional().meta({
    description: 'What is measured, written as for GET /measures; absent: the last eight whole weeks.',
  }),
  scope: z.string().max(80).default('desk').meta({ description: 'desk, team:ID, level:1 or channel:email.' }),
  week: z.string().max(10).optional().meta({
    description: 'The week whose people it is held against (2026-W40); absent: this week.',
  }),
}
const pair = z.array(z.number()).length(2)
const hourSchema = z.object({
  weekday: z.enum(weekdays),
  hour: z.int().meta({ description: '9 is from 9 to 10, by the clocks of the desk’s zone.' }),
  came: z.int().meta({ description: 'So many contacts came in such hours.' }),
  hours: z.number().meta({ description: 'Of so many such hours.' }),
  perHour: nullable(z.number()),
  range: nullable(pair).meta({ description: 'Between which the rate lies with 95 % certainty.' }),
  needed: nullable(z.int()).meta({ description: 'People, by Erlang C, or A where a patience is set.' }),
  neededRange: nullable(pair),
  planned: nullable(z.number()).meta({ description: 'People; null: not planned by this part of the desk.' }),
  gap: nullable(z.number()).meta({ description: 'Planned less needed; below 0 people are missing.' }),
})
const shortageSchema = z.object({
  weekday: z.enum(weekdays),
  from: z.int(),
  until: z.int(),
  missing: z.int().meta({ description: 'People, in the worst of these hours.' }),
})
const capacitySchema = z
  .object({
    of: z.string(),
    before: z.string(),
    after: z.string(),
    scope: z.string(),
    zone: z.string(),
    week: z.string(),
    from: z.int().meta({ description: 'What was measured begins with the first case.' }),
    until: z.int(),
    handle: z.object({
      seconds: z.number(),
      n: nullable(z.int()).meta({ description: 'Null: too little was noted; it is what the setting says.' }),
      range: nullable(pair),
    }),
    goal: z.object({
      begunPercent: z.int(),
      waitMinutes: z.int(),
      busyPercent: z.int(),
      patienceMinutes: nullable(z.int()),
    }),
    unplanned: z.int().meta({ description: 'So many people have no working hours, and are not counted.' }),
    shortages: z.array(shortageSchema).meta({ description: 'The worst first.' }),
    hours: z.array(hourSchema).length(hoursOfWeek).meta({ description: 'Monday from 0 to 1 first.' }),
  })
  .meta({ id: 'Capacity' })

/** `/capacity`, `/capacity/cases`, `/capacity.csv`. */
export function capacityRoutes(app: App, { shell }: Pick<SetUp, 'shell'>): void {
  const read = remembering(shell)
  weekRoute(app, shell, read)
  casesRoute(app, shell, read)
  tableRoute(app, shell, read)
}

type Query = { readonly of?: string | undefined; readonly scope: string; readonly week?: string | undefined }
type Read = (what: Asked) => Promise<Capacity>
type Request = Parameters<typeof needSetUp>[0]

const rememberedMs = 10_000
const rememberedMax = 12

/** What was just reckoned is not reckoned again for whoever looks at its hours; a change of people is. */
function remembering(shell: Shell): Read {
  const known = new Map<string, { readonly at: number; readonly found: Promise<Capacity> }>()
  return what => {
    const key = JSON.stringify([what.of, what.zone, scopeText(what.scope), what.weekOf, what.stamp])
    const one = known.get(key)
    if (one && shell.now() - one.at < rememberedMs) return one.found
    const found = capacityOf(shell, what)
    known.delete(key)
    known.set(key, { at: shell.now(), found })
    found.catch(() => known.delete(key))
    for (const old of known.keys()) if (known.size > rememberedMax) known.delete(old)
    return found
  }
}

const weeksUsual = 8

/** What is asked for, if whoever asks may see it. */
async function whatIsAsked(shell: Shell, request: Request, query: Query) {
  const { facts } = needSetUp(request, 'capacity', 'read')
  const scope = readScope(query.scope)
  if (scope === null || (scope && !isStaffed(scope))) throw wrong('scope', 'none')
  const { setting, version } = await shell.desk.settings.desk()
  const zone = setting.timeZone ?? 'UTC'
  const weekOf = query.week ?? weekAt(shell.now(), zone)
  const week = readWeek(weekOf, zone)
  if (!week) throw wrong('week', 'none')
  const of = query.of ?? lastWeeks(shell, zone)
  const period = readPeriod(of, zone)
  if (!period) throw wrong('of', 'none')
  const people = Object.values(shell.facts().agents)
  const stamp = [version, people.map(({ week, teams, levels, absence }) => [week, teams, levels, absence])]
  return { facts, of, period, zone, scope, week, weekOf, stamp: JSON.stringify(stamp) }
}
type Asked = Awaited<ReturnType<typeof whatIsAsked>>

const isStaffed = ({ by }: Scope): boolean => by === 'team' || by === 'level' || by === 'channel'

/** The last whole weeks as days: enough of them for an hour, few enough to be like the coming ones. */
function lastWeeks(shell: Shell, zone: string): string {
  const last = periodBeside(weekAt(shell.now(), zone), -1)
  const until = readWeek(last, zone)!.until
  // Midnight of a zone, as its date; a day's clock change is less than half a day.
  const sunday = Temporal.Instant.fromEpochMilliseconds(until).toZonedDateTimeISO(zone).subtract({ days: 1 })
  const end = readDate(sunday.toPlainDate().toString())!
  return `${dateText(day(end - 7 * weeksUsual + 1))}..${dateText(end)}`
}

const placeOf = (hour: number) => ({ weekday: weekdays[Math.floor(hour / 24)]!, hour: hour % 24 })
const toldHour = ({ hour, range, neededRange, ...one }: HourStaffing) => ({
  ...placeOf(hour),
  ...one,
  range: range && [...range],
  neededRange: neededRange && [...neededRange],
})
const goalOf = ({ handleMinutes: _, saysOverload: __, ...goal }: CapacitySetting) => goal

function weekRoute(app: App, shell: Shell, read: Read): void {
  route(app, {
    method: 'GET',
    url: '/capacity',
    summary: 'How many people each hour of the week needs, and how many are planned.',
    tag: 'measures',
    query: z.strictObject(asked),
    answers: { 200: capacitySchema },
    async handler(request, reply) {
      const what = await whatIsAsked(shell, request, request.query)
      const { of, zone, weekOf, scope } = what
      const { measured, handleS, handle, unplanned, hours } = await read(what)
      return reply.send({
        ...{ of, zone, week: weekOf, scope: scopeText(scope), unplanned, ...periodOf(measured) },
        ...{ before: periodBeside(of, -1), after: periodBeside(of, 1) },
        handle: { seconds: handleS, n: handle?.n ?? null, range: handle ? [...handle.range] : null },
        goal: goalOf(shell.settings().capacity ?? defaultCapacity),
        shortages: shortagesOf(hours).map(({ weekday, from, until, missing }) => ({
          ...{ weekday: weekdays[weekday]!, from, until, missing },
        })),
        hours: hours.map(toldHour),
      })
    },
  })
}
const periodOf = ({ from, until }: Period) => ({ from, until })

const pageSize = 50

function casesRoute(app: App, shell: Shell, read: Read): void {
  route(app, {
    method: 'GET',
    url: '/capacity/cases',
    summary: 'The cases that came in an hour of the week, as far as they may be read.',
    tag: 'measures',
    query: z.strictObject({
      ...asked,
      weekday: z.enum(weekdays),
      hour: z.coerce.number().pipe(z.int().min(0).max(23)),
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
      const { weekday, hour, cursor } = request.query
      const what = await whatIsAsked(shell, request, request.query)
      const [after = 0] = cursor === undefined ? [] : keyOf('capacity', cursor, ['number'])
      const all = (await read(what)).cases(24 * weekdays.indexOf(weekday) + hour)
      const left = all.filter(number => number > Number(after))
      const page = left.slice(0, pageSize)
      const cards = (await Promise.all(page.map(number => shell.store.card(number)))).filter(
        one => one !== null,
      )
      const items = cards.filter(card => mayRead(what.facts, card, false, shell.facts()))
      const next = left.length > pageSize ? cursorOf('capacity', [page.at(-1)!]) : null
      return reply.send({ items, hidden: page.length - items.length, next })
    },
  })
}

const columns: readonly CsvColumn<ReturnType<typeof toldHour>>[] = [
  ['weekday', one => one.weekday],
  ['hour', one => one.hour],
  ['came', one => one.came],
  ['hours', one => one.hours],
  ['per_hour', one => one.perHour],
  ['low', one => one.range?.[0] ?? null],
  ['high', one => one.range?.[1] ?? null],
  ['needed', one => one.needed],
  ['needed_low', one => one.neededRange?.[0] ?? null],
  ['needed_high', one => one.neededRange?.[1] ?? null],
  ['planned', one => one.planned],
  ['gap', one => one.gap],
]

function tableRoute(app: App, shell: Shell, read: Read): void {
  route(app, {
    method: 'GET',
    url: '/capacity.csv',
    summary: 'The staffing of each hour of the week as a table.',
    tag: 'measures',
    query: z.strictObject(asked),
    answers: { 200: { description: 'One line an hour.', content: { 'text/csv': { schema: z.string() } } } },
    async handler(request, reply) {
      const what = await whatIsAsked(shell, request, request.query)
      const { hours } = await read(what)
      return reply
        .type('text/csv; charset=utf-8')
        .header('content-disposition', `attachment; filename="capacity-${what.weekOf}.csv"`)
        .send(csvOf(columns, hours.map(toldHour)))
    },
  })
}
