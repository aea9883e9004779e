// A simulated year of a desk: every measure of each week, each month and the year, of the desk and its parts,
// is what plain SQL says over the same ledgers, with the ranges of shares, middles and costs; when all views
// have been built anew, every line is the same to the byte. Two weeks of a live desk: measures.test.ts.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { kinds as allKinds } from '#core/case/kind.ts'
import type { Measure } from '#core/measure/of-period.ts'
import { readPeriod } from '#core/measure/period.ts'
import { readScope, type Scope, scopeText } from '#core/measure/scope.ts'
import { measured } from '#server/measured.ts'
import { rebuild } from '#server/rebuild.ts'
import { type PostgresStore, postgresStore } from '#store/postgres/store.ts'
import { type TestDatabase, testDatabase } from '#store/testing.ts'
import { meanAgain, rateAgain, type Spread } from '#test/support/cost-range-again.ts'
import { viewTables } from '#test/support/tables.ts'
import { workAgain } from '#test/support/fixes-again.ts'
import { bySql, ofAlone } from '#test/support/measures-sql.ts'
import { waitAgain } from '#test/support/replies-again.ts'
import { partOf, placesAgain } from '#test/support/ranges-again.ts'
import { type Again, type AllAgain, measuredAgain, type Named, wilson } from '#test/support/year/again.ts'
import { lookedAt, type YearDesk, zone } from '#test/support/year/desk.ts'
import { makeYear } from '#test/support/year/year.ts'
import { type There, thereAgain, workedAgain } from '#test/support/year/there.ts'

let database: TestDatabase
let store: PostgresStore
let desk: YearDesk
let again: AllAgain
let there: There
let worked: There
before(async () => {
  database = await testDatabase()
  store = await postgresStore({ url: database.url })
  desk = await makeYear(store, database.url)
  await workAgain(store)
  await waitAgain(store)
  again = await measuredAgain(store, { periods: [...weeks, ...months, ...years, ...days], now: lookedAt })
  there = thereAgain(desk)
  worked = await workedAgain(store)
})
after(async () => {
  await store?.close()
  await database?.drop()
})

const named = (of: string, of_zone = zone): Named => ({
  ...readPeriod(of, of_zone)!,
  name: of_zone === zone ? of : `${of}_${of_zone}`,
})
const two = (count: number) => String(count).padStart(2, '0')
const weeks = Array.from({ length: 52 }, (_, i) => named(`2025-W${two(i + 1)}`))
// By UTC days count as a whole, by the zone of the desk each month cuts two of them through.
const months = Array.from({ length: 12 }, (_, i) => named(`2025-${two(i + 1)}`, i % 2 === 0 ? zone : 'UTC'))
const years = [named('2025-01-01..2025-12-31'), named('2025-01-01..2025-12-31', 'UTC')]
const days = ['2025-03-30', '2025-10-26', '2025-05-14'].map(of => named(of))

type Asked = { readonly period: Named; readonly scope: Scope | undefined }
/** The desk, and parts of it of which something happened. */
function parts(): (Scope | undefined)[] {
  const { cast } = desk
  const teams = [...cast.teams.values()].map(id => `team:${id}`)
  const products = [...cast.products.values()].map(id => `product:${id}`)
  const kinds = allKinds.map(kind => `kind:${kind}`)
  const channels = ['channel:email', 'channel:phone', 'channel:form']
  const all = [...teams, 'level:1', 'level:2', 'level:3', ...products, ...kinds, ...channels]
  return [undefined, ...all.map(text => readScope(text)!)]
}
/** Each part in the year, each month and around the changes; of a week the desk and some parts, in turn. */
const asked = (): Asked[] => [
  ...weeks.flatMap((period, i) =>
    parts().flatMap((scope, j) => (j === 0 || j % 10 === i % 10 ? [{ period, scope }] : [])),
  ),
  ...[...months, ...years, ...days].flatMap(period => parts().map(scope => ({ period, scope }))),
]
/** As it is when the year is looked back at. */
const then = (): PostgresStore => ({ ...store, now: async () => lookedAt })
const ask = ({ period, scope }: Asked) => measured(then(), period, scope)
const keyOf = ({ period, scope }: Asked) => `${period.name} ${scopeText(scope)}`
const spelled = (all: readonly Measure[]) =>
  all
    .map(({ measure, scope, value, n, range, list }) =>
      JSON.stringify({ measure, scope, value, n, range, list }),
    )
    .join('\n')

/** What every page said when it was asked first. */
const first = new Map<string, string>()

test('every measure of each week, each month and the year is what plain SQL says, part by part', async () => {
  const seen = new Map<string, number>()
  for (const one of asked()) {
    const found = await ask(one)
    first.set(keyOf(one), spelled(found))
    for (const line of found) {
      isAsAgain(line, one)
      seen.set(line.measure, (seen.get(line.measure) ?? 0) + line.n)
    }
    hasAll(found, one)
  }
  assert.deepEqual(
    [...seen].filter(([, n]) => n === 0),
    [],
    'of these there was never more than nothing',
  )
  assert.deepEqual([...sureCosts].toSorted(), [
    ...['cost_by_kind', 'cost_per_contact', 'cost_per_solved_30d', 'cost_per_solved_7d'],
  ])
})

const spread: Spread = { many: 0, mean: 0, deviation: 0, squares: 0 }
const nothing: Again = { value: null, n: 0, held: 0, list: [], values: [], spread }
/** Of groups which are a part of all: all of which. */
const ofAll: Readonly<Record<string, (whole: (measure: string) => Again) => number>> = {
  solved_kind: whole => whole('time_to_solve_median_s').n,
  solved_with: whole => whole('time_to_solve_median_s').n,
  cause_how: whole => whole('cause_found').held,
  cost_by_kind: whole => whole('contacts').n,
}
const isGroup = (measure: string) =>
  measure in ofAll || measure === 'targets_met' || /^solved_with(out)?_reopened/.test(measure)

function isAsAgain(line: Measure, one: Asked): void {
  const { measure, scope, value, n, list } = line
  if (measure === 'occupancy') {
    isAsThere(line, one)
    return
  }
  const { name } = one.period
  const key = isGroup(measure) && one.scope === undefined ? `${name} ${scope} desk` : `${name} ${scope}`
  const own = again.get(measure)
  assert.ok(own, `${measure} is not computed a second time`)
  const sql = own.get(key) ?? nothing
  const whole = (of: string) => again.get(of)!.get(keyOf(one)) ?? nothing
  const of = ofAll[measure]?.(whole) ?? sql.n
  const what = `${measure} of ${key}`
  assert.deepEqual([n, [...list]], [of, sql.list], what)
  const coins = Math.sign(sql.held) * Math.round(Math.abs(sql.held / of))
  const says = measure === 'cost_by_kind' ? coins : measure in ofAll ? sql.n / of : sql.value
  // Of nothing there is no share and no middle, and a count of nothing is nothing.
  if (of === 0) assert.ok(!value, what)
  // Where nothing was spent, nothing is said.
  else if (measure.startsWith('cost_') && value === null) assert.ok(!says, what)
  else assert.ok(says !== null && Math.abs(value! - says) < 1e-9, `${what}: ${value}, by SQL ${says}`)
  hasRange(line, { ...sql, held: measure in ofAll ? sql.n : sql.held, of, what })
}

/** Costs that once said how sure they are. */
const sureCosts = new Set<string>()
type Made = {
  readonly held: number
  readonly of: number
  readonly what: string
  readonly values: Again['values']
  readonly spread: Spread
}

/** Shares, middles and costs say how sure they are; no count does. */
function hasRange({ measure, range, value }: Measure, { held, of, what, values, spread }: Made) {
  if (measure.startsWith('cost_')) {
    const again = measure.startsWith('cost_per_solved') ? meanAgain(spread) : rateAgain(spread, of)
    assert.equal(range === null, value === null || again === null, `${what} has a range`)
    if (range === null) return
    sureCosts.add(measure)
    // In whole coins, and Student to a hundredth.
    const off = 1 + (again![1] - again![0]) / 500
    for (const [i, edge] of again!.entries())
      assert.ok(Math.abs(range[i]! - edge) <= off, `${what}: ${range}, by SQL ${again}`)
    return
  }
  const part = partOf(measure)
  if (part) {
    const places = of > 0 ? surePlacesOf(of, part) : null
    assert.deepEqual(range, places?.map(place => values[place - 1]) ?? null, `${what} of ${of}`)
    return
  }
  const isShare = isGroup(measure) || bySql[measure]![1] === 'avg(val)'
  assert.equal(range !== null, isShare && of > 0, `${what} has a range`)
  if (range === null) return
  for (const [i, edge] of wilson(held, of).entries())
    assert.ok(Math.abs(range[i]! - edge) < 1e-9, `${what}: ${range}, by hand ${wilson(held, of)}`)
}

function isAsThere({ value, n }: Measure, { period, scope }: Asked): void {
  const [seconds, did] = [there(period, scope), worked(period, scope)]
  const what = `occupancy of ${period.name} ${scopeText(scope)}`
  assert.equal(n, Math.round(seconds / 3_600), what)
  if (seconds === 0) assert.equal(value, null, what)
  else assert.ok(Math.abs(value! - did / seconds) < 1e-9, `${what}: ${value}, by hand ${did / seconds}`)
}

const placesOf = new Map<string, ReturnType<typeof placesAgain>>()
function surePlacesOf(of: number, part: Parameters<typeof placesAgain>[1]) {
  const key = `${of} ${part}`
  if (!placesOf.has(key)) placesOf.set(key, placesAgain(of, part))
  return placesOf.get(key)!
}

/** Nothing SQL knows of is left out. */
function hasAll(found: readonly Measure[], one: Asked): void {
  for (const [measure, own] of again) {
    if (ofAlone.includes(measure) && one.scope !== undefined) continue
    if (!isGroup(measure)) assert.equal(found.filter(line => line.measure === measure).length, 1, measure)
    else {
      const [name, scope] = [one.period.name, scopeText(one.scope)]
      const isAsked = (key: string) =>
        !measure.startsWith('solved_without') || again.get('solved_with')!.has(key)
      const keys = [...own.keys()].filter(
        key => key.startsWith(`${name} `) && key.endsWith(` ${scope}`) && isAsked(key),
      )
      const also = one.scope === undefined ? ' desk' : ''
      const told = found.filter(line => line.measure === measure && line.cases > 0)
      const lines = told.map(line => `${name} ${line.scope}${also}`)
      assert.deepEqual(lines.toSorted(), keys.toSorted(), `${measure} of ${name} ${scope}`)
    }
  }
}

/** Every row of a table, in one order, as one text. */
async function rowsOf(table: string): Promise<string> {
  const { rows } = await store.pool.query<{ row: string }>(
    `select (to_jsonb(t) - 'ring_leased_until' - 'take_leased_until' - 'seen')::text as row
      from ${table} t order by 1`,
  )
  return rows.map(({ row }) => row).join('\n')
}
const allRows = async () =>
  Object.fromEntries(await Promise.all(viewTables.map(async one => [one, await rowsOf(one)])))
const run = () =>
  rebuild({ store: then(), desk: desk.desk, facts: desk.factsAt(lookedAt) }, { progress: () => {} })

const isAsFirst = async (one: Asked) =>
  assert.equal(spelled(await ask(one)), first.get(keyOf(one)), keyOf(one))

test('built anew, every row of every view and every line of every measure is the same to the byte', async () => {
  await run()
  const was = await allRows()
  await run()
  for (const [view, rows] of Object.entries(await allRows()))
    assert.ok(rows === was[view], `${view}: a sound desk is left as it is`)
  await store.pool.query(`update case_card set level = 3, phase = 'open', ring_at = 7, card = card || '{"level": 3}';
    update searchable set words = 'wrong'; delete from goodwill; delete from satisfaction_asked; delete from walk_told where case_id like 'cas\\_%';
    update measured_day set marks = '', counts = array_fill(0, array[cardinality(counts)]);
    update measured_sum set names = '[]', sums = ''`)
  for (const lost of ['case_card', 'searchable', 'goodwill', 'satisfaction_asked', 'measured_day'])
    assert.ok(was[lost] && (await rowsOf(lost)) !== was[lost], `${lost} says something else`)
  await run()
  const is = await allRows()
  for (const view of viewTables) assert.ok(is[view] === was[view], `${view} is not what it was`)
  for (const one of asked()) await isAsFirst(one)
})

test('when every word of every case is erased, a past year says the same', async () => {
  const { rows } = await store.pool.query<{ id: string }>('select id from text')
  await store.erase(rows.map(({ id }) => id) as never)
  await run()
  for (const period of [...weeks, ...years]) await isAsFirst({ period, scope: undefined })
})
