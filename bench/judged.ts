// Creation and taking in on a desk that owes something: each case is judged, and its clocks begin. Not: the
// same without (measures.ts).
import { cpus } from 'node:os'
import { client } from '#bench/http.ts'
import { cpuSeconds, pace } from '#bench/machine.ts'
import { type Bench, type Figure, intake } from '#bench/measures.ts'
import type { OwingDesk } from '#bench/owing-desk.ts'
import type { CaseId } from '#core/kit/id.ts'
import { secondMs } from '#core/kit/time.ts'
import type { PostgresStore } from '#store/postgres/store.ts'

const connections = 32
/** A node reads its settings each second. */
const knownWithinMs = 10 * secondMs
const lookMs = 200
const round = (value: number, digits = 1) => Math.round(value * 10 ** digits) / 10 ** digits

/** Half of the customers are covered by a contract, half by what the house owes everybody. */
export async function judged(bench: Bench, store: PostgresStore, desk: OwingDesk): Promise<Figure[]> {
  const { node, token, seconds } = bench
  const send = client(node.url, token, connections)
  let i = 0
  const create = () => {
    const { id } = desk.customers[i++ % desk.customers.length]!
    const text = 'The router drops the connection every evening around eight. '.repeat(8)
    const body = { channel: 'api', subject: `Router drops the connection ${i}`, text, customer: { id } }
    return send('POST', '/api/v1/cases', JSON.stringify(body))
  }
  await known(store, async () => (JSON.parse((await create()).text) as { id: CaseId }).id)
  const cpu = cpuSeconds(node.pid)
  const work = async () => (await create()).status === 201
  const one = await pace({ lines: connections, seconds, cores: cpus().length, work })
  const cpuMs = round(((cpuSeconds(node.pid) - cpu) * secondMs) / one.count, 2)
  const created: Figure = {
    what: 'create over HTTP, with a policy',
    value: round(one.perSecond, 0),
    unit: `per s (p95 ${round(one.p95Ms)} ms, ${cpuMs} CPU-ms each in the server, ${one.failed} failed)`,
  }
  const label = 'with a policy'
  const { figures } = await intake(bench, label)
  const taken = figures.flatMap(({ what, value, unit }) =>
    what.endsWith(`senders, ${label}`) ? [{ what: 'SMTP intake, with a policy', value, unit }] : [],
  )
  return [created, ...taken]
}

/** Waits until the node judges what begins. */
async function known(store: PostgresStore, create: () => Promise<CaseId>): Promise<void> {
  const end = Date.now() + knownWithinMs
  for (;;) {
    const ledger = await store.read(await create())
    if (ledger?.events.some(event => event.type === 'target.started')) return
    if (Date.now() > end) throw new Error('the node does not judge')
    await new Promise(done => setTimeout(done, lookMs))
  }
}
