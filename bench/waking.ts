// How late clocks are woken while a hundred fall due each second and two nodes share the work. Not: what a
// clock computes (bench/clocks.ts).
import { type Client, client } from '#bench/http.ts'
import { percentile } from '#bench/machine.ts'
import type { Bench, Figure } from '#bench/measures.ts'
import { startNode } from '#bench/node.ts'
import { secondMs } from '#core/kit/time.ts'
import { openPool } from '#store/postgres/pool.ts'

const duePerSecond = 100
/** So long before the first falls due all must be written. */
const aheadMs = 3 * secondMs

type Options = { readonly bench: Bench; readonly dataDir: string; readonly label: string }

/** Lag of the verdict behind the due instant, as the ledger has both. */
export async function waking({ bench, dataDir, label }: Options): Promise<Figure[]> {
  const { node, token, databaseUrl, seconds } = bench
  const env = { ...process.env, DATABASE_URL: databaseUrl }
  const second = await startNode(`${dataDir}/second`, env, ['--no-build'])
  try {
    const send = client(node.url, token, 16)
    const count = Math.round(duePerSecond * seconds)
    const cases = await opened(send, count)
    const firstAt = Date.now() + aheadMs + count * 4
    await promised(send, cases, firstAt)
    return [await lag(databaseUrl, { firstAt, count, label })]
  } finally {
    await second.stop()
  }
}

async function opened(send: Client, count: number): Promise<number[]> {
  const made = Array.from({ length: count }, async (_, i) => {
    const body = {
      channel: 'api',
      subject: `Waking ${i}`,
      customer: { name: 'Bench', email: 'wake@bench.example' },
      take: true,
    }
    const answer = await send('POST', '/api/v1/cases', JSON.stringify(body))
    return (JSON.parse(answer.text) as { number: number }).number
  })
  return Promise.all(made)
}

/** A promise on each, one due every ten milliseconds. */
async function promised(send: Client, cases: readonly number[], firstAt: number): Promise<void> {
  const made = cases.map(async (number, i) => {
    const dueAt = firstAt + Math.round((i * secondMs) / duePerSecond)
    const body = JSON.stringify({ topic: 'waking', means: 'phone', dueAt })
    const answer = await send('POST', `/api/v1/cases/${number}/promise/make`, body)
    if (answer.status !== 200) throw new Error(`a promise was not made: ${answer.text}`)
  })
  await Promise.all(made)
}

type Due = { readonly firstAt: number; readonly count: number; readonly label: string }

async function lag(databaseUrl: string, { firstAt, count, label }: Due): Promise<Figure> {
  const pool = openPool({ url: databaseUrl, max: 1 })
  try {
    const lastAt = firstAt + (count * secondMs) / duePerSecond
    for (;;) {
      const { rows } = await pool.query<{ lag: number }>(lagText, [firstAt])
      if (rows.length >= count || Date.now() > lastAt + 30 * secondMs) return figure(rows, count, label)
      await new Promise(done => setTimeout(done, 250))
    }
  } finally {
    await pool.end()
  }
}

// The instant of the verdict is the corrected clock of the node that wrote it.
const lagText = `select late.at - (made.data::jsonb ->> 'dueAt')::bigint as lag
  from event late join event made on made.case_id = late.case_id and made.type = 'promise.made'
    and made.data::jsonb ->> 'promise' = late.data::jsonb ->> 'promise'
  where late.type = 'promise.late' and late.at >= $1`

function figure(rows: readonly { lag: number }[], count: number, label: string): Figure {
  const lags = rows.map(row => Number(row.lag))
  const p99 = percentile(lags, 0.99) / secondMs
  return {
    what: `waking of clocks, 100 due per second, two nodes, ${label}`,
    value: Math.round(p99 * 100) / 100,
    unit: `s behind, p99 (${rows.length} of ${count} told, each once)`,
    target: '≤ 2 s',
    met: p99 <= 2 && rows.length === count,
  }
}
