// How late clocks are woken while a hundred fall due each second, two nodes share the work, and very many
// others run. Not: what a clock computes (bench/clocks.ts).
import { percentile } from '#bench/machine.ts'
import type { Bench, Figure } from '#bench/measures.ts'
import { startNode } from '#bench/node.ts'
import { dueClocks, type OwingDesk, runningClocks } from '#bench/owing-desk.ts'
import { rested, until } from '#bench/rest.ts'
import type { CaseId } from '#core/kit/id.ts'
import { type Instant, instant, secondMs } from '#core/kit/time.ts'
import { bulkLoad } from '#store/bulk.ts'
import { openPool, type Pool } from '#store/postgres/pool.ts'

const duePerSecond = 100
/** So long before the first falls due all must be loaded, and longer the more they are. */
const aheadMs = 3 * secondMs
const loadMsEach = 5
/** What falls due meanwhile is rung soon after. */
const lastMaxMs = 30 * secondMs
/** From here on the figure is the one the target speaks of. */
const clocksOfTarget = 1_000_000

type Options = {
  readonly bench: Bench
  readonly desk: OwingDesk
  readonly dataDir: string
  readonly label: string
  /** so many clocks run beside those that fall due */
  readonly clocks: number
}

/** Lag of each verdict behind its instant, as the ledger has both, and how many clocks ran meanwhile. */
export async function waking({ bench, desk, dataDir, label, clocks }: Options): Promise<Figure[]> {
  const { databaseUrl, seconds } = bench
  const env = { ...process.env, DATABASE_URL: databaseUrl }
  const second = await startNode(`${dataDir}/second`, env, ['--no-build'])
  const pool = openPool({ url: databaseUrl, max: 1 })
  try {
    await loaded(databaseUrl, bulk => runningClocks(bulk, desk, instant(Date.now()), clocks))
    await rested(databaseUrl)
    const count = Math.round(duePerSecond * seconds)
    const firstAt = Date.now() + aheadMs + count * loadMsEach
    const dueAts = Array.from({ length: count }, (_, i) => instant(firstAt + (i * secondMs) / duePerSecond))
    const cases = await loaded(databaseUrl, bulk => dueClocks(bulk, desk, dueAts))
    if (Date.now() > firstAt) throw new Error('the clocks fell due before they were loaded')
    const running = await counted(pool)
    const lastAt = dueAts.at(-1)!
    await until(async () => (await unrung(pool, cases, lastAt)) === 0, lastAt - Date.now() + lastMaxMs)
    return [...(await lags(pool, { cases, firstAt, lastAt, label })), runningFigure(running)]
  } finally {
    await pool.end()
    await second.stop()
  }
}

async function loaded<T>(url: string, fill: (bulk: ReturnType<typeof bulkLoad>) => Promise<T>): Promise<T> {
  const bulk = bulkLoad({ url })
  const filled = await fill(bulk)
  await bulk.end()
  return filled
}

async function unrung(pool: Pool, cases: readonly CaseId[], lastAt: Instant): Promise<number> {
  const { rows } = await pool.query<{ n: number }>(
    'select count(*) as n from case_card where case_id = any($1) and ring_at <= $2',
    [cases, lastAt],
  )
  return rows[0]!.n
}

type Running = { readonly clocks: number; readonly cases: number; readonly rings: number }

// A clock runs that was started or promised, is due later, and has not ended.
const runningText = `select count(*) as clocks, count(distinct case_id) as cases,
    (select count(*) from case_card where ring_at > $1) as rings
  from event begun cross join lateral (select begun.data::jsonb as it) as data
  where begun.type in ('promise.made', 'target.started') and (it ->> 'dueAt')::bigint > $1
    and not exists (select from event ended where ended.case_id = begun.case_id and ended.seq > begun.seq
      and (ended.type in ('promise.kept', 'promise.missed', 'promise.moved', 'promise.withdrawn')
          and ended.data::jsonb ->> 'promise' = it ->> 'promise'
        or ended.type in ('target.met', 'target.cancelled') and ended.data::jsonb ->> 'target' = it ->> 'target'))`

async function counted(pool: Pool): Promise<Running> {
  await pool.query('set statement_timeout = 0')
  const { rows } = await pool.query<Running>(runningText, [Date.now()])
  return rows[0]!
}

const runningFigure = ({ clocks, cases, rings }: Running): Figure => ({
  what: 'clocks that ran meanwhile, counted in the ledger',
  value: clocks,
  unit: `in ${cases} cases, ${rings} rings ahead`,
  ...(clocks >= clocksOfTarget && { target: `≥ ${clocksOfTarget}`, met: true }),
})

// A verdict's instant is the database's when the case was rung; its commit follows within milliseconds.
const verdictText = `select made.type, made.case_id as "caseId",
    coalesce(made.data::jsonb ->> 'promise', made.data::jsonb ->> 'target') as clock,
    told.at - (made.data::jsonb ->> 'dueAt')::bigint as lag
  from event made left join event told on told.case_id = made.case_id and told.seq > made.seq
    and (told.type = 'promise.late' and told.data::jsonb ->> 'promise' = made.data::jsonb ->> 'promise'
      or told.type = 'target.breached' and told.data::jsonb ->> 'target' = made.data::jsonb ->> 'target')
  where made.case_id = any($1) and made.type in ('promise.made', 'target.started')
    and (made.data::jsonb ->> 'dueAt')::bigint between $2 and $3`

type Verdict = { type: 'promise.made' | 'target.started'; clock: string; lag: number | null }
type Due = {
  readonly cases: readonly CaseId[]
  readonly firstAt: number
  readonly lastAt: number
  readonly label: string
}

async function lags(pool: Pool, { cases, firstAt, lastAt, label }: Due): Promise<Figure[]> {
  const { rows } = await pool.query<Verdict>(verdictText, [cases, firstAt, lastAt])
  return [
    figure(
      `waking of clocks, 100 due per second, two nodes, ${label}`,
      rows.filter(row => row.type === 'promise.made'),
    ),
    figure(
      `the same, of what a policy owes, ${label}`,
      rows.filter(row => row.type === 'target.started'),
    ),
  ]
}

/** Each row is a clock with a verdict, or without one; a clock of two rows was told twice. */
function figure(what: string, rows: readonly Verdict[]): Figure {
  const told = rows.flatMap(({ lag }) => (lag === null ? [] : [Number(lag)]))
  const clocks = new Set(rows.map(row => row.clock)).size
  const isOnce = told.length === clocks && rows.length === clocks
  const p99 = percentile(told, 0.99) / secondMs
  const each = isOnce ? 'each once' : `✕ ${told.length} verdicts`
  return {
    what,
    value: Math.round(p99 * 100) / 100,
    unit: `s behind, p99 (${new Set(rows.filter(row => row.lag !== null).map(row => row.clock)).size} of ${clocks} told, ${each})`,
    target: '≤ 2 s',
    met: p99 <= 2 && isOnce,
  }
}
