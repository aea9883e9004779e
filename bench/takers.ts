// Two hundred people take the next case at once, through the real doors, out of a queue of very many: whether
// any case gets two owners, how fast it goes, and how even the waits are. Not: which case is next
// (core/people/routing.ts).
import { cpus } from 'node:os'
import { type Client, client, clientAs } from '#bench/http.ts'
import { percentile } from '#bench/machine.ts'
import type { Bench, Figure } from '#bench/measures.ts'
import { settingsMs, signedIn, waitingCases } from '#bench/staff.ts'
import type { CaseId, TeamId } from '#core/kit/id.ts'
import { secondMs } from '#core/kit/time.ts'
import { newId } from '#server/new-id.ts'
import type { Desk } from '#store/desk/desk.ts'
import { openPool } from '#store/postgres/pool.ts'

const takersCount = 200
/** As many cases again come in while the queue is taken from, for the waits of a steady flow. */
const flowShare = 5
const round = (value: number, digits = 1) => Math.round(value * 10 ** digits) / 10 ** digits

type Options = { readonly bench: Bench; readonly desk: Desk; readonly cases: number; readonly label: string }
type Taker = (path: string) => Promise<{ readonly status: number; readonly id: CaseId | null }>

/** All figures of taking; the queue is empty in the end. */
export async function takers({ bench, desk, cases, label }: Options): Promise<Figure[]> {
  const team = newId('tea')
  await desk.teams.add({ id: team, name: `Takers ${team.slice(-4)}`, level: 1 })
  const people = await signedInTakers(bench, desk, team)
  const waiting = await waitingCases(bench.databaseUrl, desk, { team, count: cases })
  await new Promise(done => setTimeout(done, settingsMs))
  const drained = await drain(people)
  const owners = await ownersOf(bench.databaseUrl, team)
  const flow = await steady(bench, people, { desk, team, count: Math.ceil(cases / flowShare) })
  const all = await ownersOf(bench.databaseUrl, team)
  const doubles = all.filter(one => one.owners !== 1).length
  const overtaken = mostOvertaken(waiting, owners)
  const oldest = Math.max(...flow.waits) / percentile(flow.waits, 0.5)
  const { takes, seconds, times } = drained
  return [
    {
      what: `take next: cases without exactly one owner, ${takersCount} takers, ${label}`,
      value: doubles,
      unit: `of ${all.length}, counted in the ledger (${drained.failed + flow.failed} failed)`,
      target: '0',
      met: doubles === 0 && takes === cases,
    },
    {
      what: `take next over HTTP, ${takersCount} at once, ${label}`,
      value: round(takes / seconds, 0),
      unit: `per s on ${cpus().length} cores (p50 ${round(percentile(times, 0.5))}, p95 ${round(percentile(times, 0.95))} ms)`,
    },
    {
      what: 'the most that were taken before an older case of equal weight',
      value: overtaken,
      unit: 'cases',
      target: `≤ ${takersCount}`,
      met: overtaken <= takersCount,
    },
    {
      what: 'oldest wait against the median, in a steady flow',
      value: round(oldest, 2),
      unit: `times (median ${round(percentile(flow.waits, 0.5) / secondMs, 2)} s)`,
      target: '≤ 2',
      met: oldest <= 2,
    },
  ]
}

async function signedInTakers({ node }: Bench, desk: Desk, team: TeamId): Promise<Taker[]> {
  const people = await signedIn(desk, { team, level: 1, count: takersCount, name: 'Taker' })
  return people.map(({ who }): Taker => {
    const send = clientAs(node.url, who, 1)
    return async path => {
      const { status, text } = await send('POST', path, '{}')
      return { status, id: status === 200 ? (JSON.parse(text) as { id: CaseId }).id : null }
    }
  })
}

const nextPath = '/api/v1/cases/take-next'

/** Everybody takes as fast as he is answered, until nothing is left. */
async function drain(people: readonly Taker[]) {
  const times: number[] = []
  let failed = 0
  const started = performance.now()
  await Promise.all(
    people.map(async take => {
      for (;;) {
        const at = performance.now()
        const { status } = await take(nextPath)
        if (status !== 200) {
          if (status !== 404) failed++
          return
        }
        times.push(performance.now() - at)
      }
    }),
  )
  return { takes: times.length, failed, times, seconds: (performance.now() - started) / 1000 }
}

/** For each case that is taken another comes in: how long those waited that came in meanwhile. */
async function steady(
  bench: Bench,
  people: readonly Taker[],
  { desk, team, count }: { desk: Desk; team: TeamId; count: number },
): Promise<{ waits: number[]; failed: number }> {
  await waitingCases(bench.databaseUrl, desk, { team, count })
  const send = client(bench.node.url, bench.token, 32)
  const openedAt = new Map<CaseId, number>()
  const waits: number[] = []
  let [failed, opened] = [0, 0]
  await Promise.all(
    people.map(async take => {
      while (waits.length < count) {
        const { status, id } = await take(nextPath)
        const at = openedAt.get(id as CaseId)
        if (at !== undefined) waits.push(performance.now() - at)
        if (status !== 200 && status !== 404) failed++
        // None is left while the last ones are on their way in: no more come.
        if (status !== 200 && opened >= 2 * count) return
        if (opened < 2 * count) {
          opened++
          await open(send, team, openedAt)
        }
      }
    }),
  )
  return { waits, failed }
}

async function open(send: Client, team: TeamId, openedAt: Map<CaseId, number>): Promise<void> {
  const customer = { name: 'Bench', email: `flow-${openedAt.size % 500}@bench.example` }
  const body = { channel: 'api', subject: 'One more', team, severity: 3, customer }
  const { status, text } = await send('POST', '/api/v1/cases', JSON.stringify(body))
  if (status === 201) openedAt.set((JSON.parse(text) as { id: CaseId }).id, performance.now())
}

type Owned = { readonly caseId: CaseId; readonly owners: number }

/** How many owners the ledger knows of each case of a team, in the order in which they were taken. */
async function ownersOf(url: string, team: TeamId): Promise<Owned[]> {
  const pool = openPool({ url, max: 1 })
  try {
    const { rows } = await pool.query<Owned>(
      `select c.case_id as "caseId", count(e.case_id)::int as owners
      from case_card c left join event e on e.case_id = c.case_id and e.type = 'worker.assigned'
      where c.team = $1
      group by c.case_id order by min(e.tx::text::numeric), min(e.n)`,
      [team],
    )
    return rows.filter(row => row.owners > 0)
  } finally {
    await pool.end()
  }
}

/** How many younger cases were taken before one, at most. */
function mostOvertaken(waiting: readonly CaseId[], taken: readonly Owned[]): number {
  const place = new Map(waiting.map((id, i) => [id, i]))
  let most = 0
  for (const [i, { caseId }] of taken.entries()) most = Math.max(most, i - (place.get(caseId) ?? i))
  return most
}
