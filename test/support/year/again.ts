// The measures of many periods and parts of the desk at once, by plain SQL that shares nothing with them: for
// each measure one statement says them all. What it is made of stands in measures-sql.ts. Not: the test that
// compares (test/measured-year.test.ts).
import type { Period } from '#core/measure/period.ts'
import type { PoolClient } from 'pg'
import type { Spread } from '#test/support/cost-range-again.ts'
import type { PostgresStore } from '#store/postgres/store.ts'
import {
  type BySql,
  bySql,
  contactsOf,
  dataOf,
  firstFix,
  isCauseKnown,
  kindAt,
  owed,
  placeSql,
  reopened,
  repliesOf,
  scripted,
  spentOf,
} from '#test/support/measures-sql.ts'

/** What SQL says of one measure in one period and part; `held`: so many of a share are so. */
export type Again = {
  readonly value: number | null
  readonly n: number
  readonly held: number
  readonly list: readonly number[]
  /** what it is made of, the least first */
  readonly values: readonly number[]
  readonly spread: Spread
}
export type Named = Period & { readonly name: string }
/** By measure, then by `period scope`. */
export type AllAgain = ReadonlyMap<string, ReadonlyMap<string, Again>>

type Asked = { readonly periods: readonly Named[]; readonly now: number }
/** `by`: groups within a part, each told by its name. */
type Statement = { readonly of: string; readonly measures: ReadonlyMap<string, BySql>; readonly by?: string }

const shareOfSolved = (by: string, of = 'true'): string =>
  `select s.case_id, s.at, 1 as val, ${by} as of from fixes s where ${of}`
const how = `'cause:' || (select ${dataOf('c')} ->> 'how' from event c where c.case_id = s.case_id and c.at <= s.at
  and c.type = 'cause.found' order by c.seq desc limit 1)`
const isOver = (days: number) => `at + ${days * 86_400_000}::bigint <= $3::bigint`
const openedAgain = (days: number) => `select case_id, at, (${reopened(days)})::int as val, helped as of
  from (${scripted}) s where ${isOver(days)}`
/** Of each that helped anywhere, all fixes it did not help to. */
const othersAgain = (
  days: number,
) => `select case_id, at, (${reopened(days)})::int as val, all_of.helped as of
  from fixes s cross join (select distinct helped from (${scripted}) d) all_of where ${isOver(days)} and not exists (
    select from (${scripted}) x where x.case_id = s.case_id and x.helped = all_of.helped)`

/** Measures that are told group by group: of what they are made, with the group as `of`. */
const groups: Readonly<Record<string, string>> = {
  targets_met: `select case_id, at, val, by as of from (${owed}) o`,
  solved_kind: shareOfSolved(`'kind:' || ${kindAt({ case: 's.case_id', at: 's.at' })}`),
  cause_how: shareOfSolved(how, isCauseKnown),
  solved_with: `select case_id, at, 1 as val, helped as of from (${scripted}) s`,
  solved_with_reopened_7d: openedAgain(7),
  solved_with_reopened_30d: openedAgain(30),
  solved_without_reopened_7d: othersAgain(7),
  solved_without_reopened_30d: othersAgain(30),
  cost_by_kind: `select case_id, at, val, 'cost:' || sort as of from ${spentOf} x`,
}

/** Everything, asked once. */
export async function measuredAgain({ pool }: PostgresStore, asked: Asked): Promise<AllAgain> {
  const client = await pool.connect()
  try {
    await layOut(client, asked.periods)
    const all = new Map<string, ReadonlyMap<string, Again>>()
    // What is made of the same is asked together.
    for (const [of, same] of Map.groupBy(Object.entries(bySql), ([, [made]]) => made))
      for (const one of await once(client, asked, { of, measures: new Map(same) })) all.set(...one)
    for (const [measure, of] of Object.entries(groups)) {
      const sql: BySql = [of, measure === 'cost_by_kind' ? 'sum(val)' : 'avg(val)']
      const found = await once(client, asked, { of, measures: new Map([[measure, sql]]), by: 'm.of' })
      for (const one of found) all.set(...one)
    }
    return all
  } finally {
    // What stood in the place of the facts goes with the connection.
    client.release(true)
  }
}

/** The facts as a table that can be looked up by case and type, so that a year is read in seconds. */
async function layOut(client: PoolClient, periods: readonly Named[]): Promise<void> {
  await client.query(`create temporary table event as
    select case_id, seq, type, at, data::jsonb as data from public.event;
    create index on pg_temp.event (case_id, type, seq); analyze pg_temp.event;
    create temporary table year_period (name text, a bigint, z bigint)`)
  const values = [periods.map(one => one.name), periods.map(one => one.from), periods.map(one => one.until)]
  await client.query(
    'insert into year_period select * from unnest($1::text[], $2::bigint[], $3::bigint[])',
    values,
  )
}

async function once(
  client: PoolClient,
  { now }: Asked,
  { of, measures, by }: Statement,
): Promise<[string, ReadonlyMap<string, Again>][]> {
  // What knows of the period is made anew in each; all else once.
  const bound = of
    .replaceAll('$1', 'p.a')
    .replaceAll('$2', 'p.z')
    .replaceAll('$3', `${now}`)
    .replaceAll(spentOf, 'spent')
  const isOfPeriod = bound.includes('p.a') || bound.includes('p.z')
  const group = by ? `, ${by} as of` : ", '' as of"
  const places = Object.values(placeSql).join(', ')
  const row = `m.case_id, m.at, m.val${group}, k.number, array[${places}]::text[] as places`
  const made = isOfPeriod
    ? `select p.name, ${row} from year_period p cross join lateral (${bound}) m
        left join case_card k on k.case_id = m.case_id where m.at >= p.a and m.at < p.z`
    : `select p.name, r.* from (select ${row} from (${bound}) m left join case_card k on k.case_id = m.case_id) r
        join year_period p on r.at >= p.a and r.at < p.z`
  const columns = [...measures.values()].map(
    ([, how, behind = 'true', n = 'count(*)'], i) =>
      `${how} as value${i}, ${n} as n${i}, array_agg(distinct number) filter (where ${behind}) as list${i}`,
  )
  const text = `with contacts as materialized (${contactsOf.trim().slice(1, -1)}),
      replies as materialized (${repliesOf.trim().slice(1, -1)}), fixes as materialized (${firstFix}),
      spent as materialized (${spentOf.trim().slice(1, -1)}),
      made as materialized (${made}),
      placed as (select name, val, number, case_id, of, 'desk' as scope from made union all
        select name, val, number, case_id, of, (array['team:', 'level:', 'product:', 'kind:', 'channel:'])[i] || place
        from made, unnest(places) with ordinality u (place, i) where place is not null)
    select concat_ws(' ', name, nullif(of, ''), scope) as key, coalesce(sum(val), 0) as held,
      array_agg(val::float8 order by val) as vals, count(val) as many, avg(val) as mean,
      stddev_samp(val) as deviation, sum(val::numeric * val) as squares, ${columns}
    from placed group by name, of, scope`
  const { rows } = await client.query(text)
  return [...measures.keys()].map((measure, i) => [
    measure,
    new Map(rows.map(one => [one.key as string, againOf(one, i)])),
  ])
}

const againOf = (row: Readonly<Record<string, unknown>>, i: number): Again => ({
  value: row[`value${i}`] === null ? null : Number(row[`value${i}`]),
  n: Number(row[`n${i}`]),
  held: Number(row.held),
  list: ((row[`list${i}`] ?? []) as unknown[])
    .flatMap(one => (one === null ? [] : [Number(one)]))
    .toSorted((one, other) => one - other),
  values: row.vals as number[],
  spread: {
    ...{ many: Number(row.many), mean: Number(row.mean) },
    ...{ deviation: Number(row.deviation), squares: Number(row.squares) },
  },
})

/** Where a share lies with 95 % certainty, by Wilson, as a textbook has it: 1.96 from the middle. */
export function wilson(held: number, n: number): readonly [number, number] {
  const [z, p] = [1.96, held / n]
  const middle = (p + z ** 2 / (2 * n)) / (1 + z ** 2 / n)
  const off = (z / (1 + z ** 2 / n)) * Math.sqrt((p * (1 - p)) / n + z ** 2 / (4 * n ** 2))
  return [middle - off, middle + off]
}
