// How long the measures of a week and of two years take over as many cases as there may ever be, and how old
// the board is beside them. Not: what they are (core/measure/of-period.ts).
import { client } from '#bench/http.ts'
import { liveBoard } from '#bench/live-board.ts'
import { cpuSeconds, percentile, residentMb } from '#bench/machine.ts'
import type { Bench, Figure } from '#bench/measures.ts'
import { dateText, day } from '#core/clock/date.ts'
import { dayMs, instant } from '#core/kit/time.ts'
import { weekAt } from '#core/measure/period.ts'
import { keepDays } from '#server/measured-days.ts'
import type { PostgresStore } from '#store/postgres/store.ts'

const years = 730
const atOnce = 5_000
const times = 5

/** Fills two years that lie behind with cases and asks for their measures over HTTP, as a lead does. */
export async function measuredYears(bench: Bench, store: PostgresStore, cases: number): Promise<Figure[]> {
  const { node, token } = bench
  const today = Math.floor((await store.now()) / dayMs)
  await fill(store, { cases, from: (today - years) * dayMs, until: today * dayMs })
  const began = performance.now()
  await keepDays(store)
  const keptMs = performance.now() - began
  const send = client(node.url, token, 1)
  const figure = async (what: string, most: number, of: (i: number) => string): Promise<Figure> => {
    const took: number[] = []
    const cpu = cpuSeconds(node.pid)
    for (let i = 0; i < times; i++) {
      const started = performance.now()
      // Another time each turn: what was just measured is remembered for a while.
      const { status, text } = await send('GET', `/api/v1/measures?of=${of(i)}`)
      if (status !== 200) throw new Error(`measures answer ${status}: ${text}`)
      took.push(performance.now() - started)
    }
    const ms = percentile(took, 0.5)
    const cpuMs = Math.round(((cpuSeconds(node.pid) - cpu) * 1_000) / times)
    const unit = `ms (longest ${Math.round(Math.max(...took))}, ${cpuMs} CPU-ms each in the server)`
    return { what, value: Math.round(ms), unit, target: `≤ ${most} ms`, met: ms <= most }
  }
  const text = (one: number) => dateText(day(one))
  return [
    { what: `days of ${cases} cases read and kept`, value: Math.round(keptMs / 1_000), unit: 's, once' },
    await figure('measures of this week and the one before', 1_000, () =>
      weekAt(instant(today * dayMs), 'UTC'),
    ),
    await figure(`measures of a week of ${cases} cases and the one before`, 1_000, i =>
      weekAt(instant((today - 14 - 90 * i) * dayMs), 'UTC'),
    ),
    await figure('measures of two years', 3_000, i => `${text(today - years + i)}..${text(today)}`),
    await figure(
      'measures of two years of one team',
      3_000,
      i => `${text(today - years + i)}..${text(today)}&scope=team:tea_bench3`,
    ),
    ...(await liveBoard(bench, cases)),
    memoryNow(bench),
  ]
}

const memoryNow = ({ node }: Bench): Figure => ({
  ...{ what: 'server memory after measures', value: Math.round(residentMb(node.pid)), unit: 'MB resident' },
})

/** A case of ten facts each: some come again, some are never solved, half say how we did. */
async function fill(
  { pool }: PostgresStore,
  { cases, from, until }: { cases: number; from: number; until: number },
): Promise<void> {
  const client = await pool.connect()
  const last = await client.query('select from case_card where case_id = $1', [`${caseName}${cases - 1}`])
  // A folder that was kept has them.
  if (last.rowCount !== 0) return client.release()
  await client.query('set statement_timeout = 0')
  const each = (until - from) / cases
  for (let first = 0; first < cases; first += atOnce) {
    const range = [first, Math.min(cases, first + atOnce), from, each]
    await client.query(cardsSql, range)
    await client.query(factsSql, [...range, until])
  }
  await client.query('vacuum (analyze) event')
  await client.query('vacuum (analyze) case_card')
  client.release(true)
}

const caseName = 'cas_01benchmeasured'
const openedSql = '(since + n * each)::bigint'
// Every tenth comes again after some days.
const customerSql = `'cus_bench' || case when n % 10 = 0 then greatest(0, n - 501) else n end`
const cardsSql = `insert into case_card (case_id, seq, head, card, phase, level, team, customer, is_waiting, opened_at,
    clock_key, severity)
  select '${caseName}' || n, 13, sha256(''), '{}', case when n % 50 = 0 then 'open' else 'closed' end, 1,
    'tea_bench', ${customerSql}, false, ${openedSql}, 1, 3
  from generate_series($1::int, $2::int - 1) n, (select $3::bigint as since, $4::float8 as each) a`
const factsSql = `insert into event (case_id, seq, n, type, at, data, h)
  select '${caseName}' || n, seq, 1, type, at, data, sha256('')
  from (select n, ${openedSql} as opened, ${customerSql} as customer
      from generate_series($1::int, $2::int - 1) n, (select $3::bigint as since, $4::float8 as each) a) c,
    lateral (values
      (1, 'case.opened', 0, format('{"by":{"kind":"customer","id":"%s"},"channel":"%s","customer":"%s","level":1,'
        || '"team":"tea_bench%s"}', customer, (array['email', 'phone', 'portal'])[1 + n % 3], customer, n % 7)),
      (2, 'case.classified', 1, format('{"by":{"kind":"agent","id":"agt_bench"},"kind":"%s","product":"pro_bench%s"}',
        (array['malfunction', 'question', 'update'])[1 + n % 3], n % 11)),
      (3, 'worker.assigned', 2, format('{"by":{"kind":"agent","id":"agt_bench"},"agent":"agt_bench","level":%s,'
        || '"team":"tea_bench%s"}', 1 + (n % 4) / 3, n % 7)),
      (4, 'target.started', 2, '{"by":{"kind":"system","part":"desk"},"target":"tgt_a","kind":"solution",'
        || '"policy":"pol_bench","version":1}'),
      (5, 'message.queued', 30, '{"by":{"kind":"agent","id":"agt_bench"},"message":"msg_a"}'),
      (6, 'message.sent', 31, format('{"by":{"kind":"system","part":"relay"},"message":"msg_a","workingMs":%s}',
        60000 * (n % 32))),
      (7, 'message.received', 60 + n % 300, '{"by":{"kind":"system","part":"mail"},"automatic":null}'),
      (8, 'contact.held', 400 + n % 99, format('{"by":{"kind":"agent","id":"agt_bench"},"means":"phone",'
        || '"reach":"reached","direction":"out","startedAt":1,"minutes":%s,"workingMs":%s}', 1 + n % 30,
        60000 * (n % 340))),
      (9, 'target.met', 600 + n % 2000, '{"by":{"kind":"system","part":"desk"},"target":"tgt_a","kind":"solution",'
        || '"late":false}'),
      (10, 'case.solved', 2601 + n % 999, format('{"by":{"kind":"agent","id":"agt_bench"},"level":1,"workingMs":%s}',
        60000 * (n % 2600))),
      (11, 'satisfaction.asked', 3700, '{"by":{"kind":"system","part":"desk"}}'),
      (12, 'satisfaction.answered', 3800 + n % 99, format('{"by":{"kind":"customer","id":"c"},"score":%s}', 1 + n % 5)),
      (13, 'case.closed', 7000, '{"by":{"kind":"system","part":"clock"},"reason":"solved"}')
    ) as fact (seq, type, minutes, data),
    lateral (select opened + minutes * 60000::bigint as at) as dated
  where at < $5::bigint and (seq < 10 or n % 50 > 0) and (seq < 13 or n % 50 > 0)
  order by at`
