// How long the cases of one problem take to be told that it is a known error, and how the queue answers
// meanwhile, against the same minute before. Not: who of ours hears of it then (core/notice).
import { cpus } from 'node:os'
import { type Client, client } from '#bench/http.ts'
import { pace, percentile } from '#bench/machine.ts'
import type { Bench, Figure } from '#bench/measures.ts'
import { minuteMs, secondMs } from '#core/kit/time.ts'

const most = 10_000
const targetSeconds = 60
/** As many as the door takes at once. */
const together = 200
const connections = 8
const sliceSeconds = 0.5
/** What was not told by then was lost. */
const lostMs = 10 * minuteMs
const queuePath = '/api/v1/cases?phase=open&sort=clock&limit=50'

const round = (value: number, digits: number) => Math.round(value * 10 ** digits) / 10 ** digits

/** Tells up to 10,000 cases of one problem. */
export async function telling({ node, token, seconds }: Bench, cases: number): Promise<Figure[]> {
  const send = client(node.url, token, connections)
  const ids = await opened(send, Math.min(most, cases))
  const problem = await joined(send, ids)
  const before = await slices(send, seconds, async () => false)
  const began = performance.now()
  const symptoms = 'The router restarts every hour'
  await asked(send, `${problem}/publish`, { edition: 0, symptoms })
  const isTold = async () => {
    if (performance.now() - began > lostMs) throw new Error(`not told: ${problem}`)
    const { telling } = JSON.parse((await send('GET', `/api/v1/${problem}`)).text) as Page
    return telling[0]?.done === true
  }
  const meanwhile = await slices(send, Number.POSITIVE_INFINITY, isTold)
  const took = (performance.now() - began) / secondMs
  const page = JSON.parse((await send('GET', `/api/v1/${problem}`)).text) as Page
  if (page.telling[0]?.told !== ids.length) throw new Error(`told ${page.telling[0]?.told} of ${ids.length}`)
  const times = percentile(meanwhile, 0.5) / percentile(before, 0.5)
  return [
    {
      what: `cases of one problem told, ${ids.length} of them`,
      value: round(took, 1),
      unit: `s (${Math.round(ids.length / took)} per s)`,
      target: `≤ ${targetSeconds} s`,
      met: took <= targetSeconds,
    },
    {
      what: 'queue while they are told against before, p50',
      value: round(times, 2),
      unit: `times (${round(percentile(before, 0.5), 2)} and ${round(percentile(meanwhile, 0.5), 2)} ms)`,
      target: '≤ 1.5',
      met: times <= 1.5,
    },
  ]
}

type Page = { readonly telling: readonly { readonly told: number; readonly done: boolean }[] }

/** New cases, all of them open. */
async function opened(send: Client, count: number): Promise<string[]> {
  const ids: string[] = []
  const customer = { name: 'Bench', email: 'told@bench.example' }
  const body = JSON.stringify({ channel: 'api', subject: 'It restarts', text: 'Again.', customer })
  const line = async () => {
    while (ids.length < count) {
      const at = ids.push('') - 1
      const { status, text } = await send('POST', '/api/v1/cases', body)
      if (status !== 201) throw new Error(`no case: ${status} ${text}`)
      ids[at] = (JSON.parse(text) as { id: string }).id
    }
  }
  await Promise.all(Array.from({ length: connections }, line))
  return ids
}

/** Opens a problem that all of them belong to; its path. */
async function joined(send: Client, ids: readonly string[]): Promise<string> {
  const made = await asked(send, 'matters/problems', { title: 'Restarts', product: null })
  const problem = `matters/problems/${made.number}`
  const batches = Array.from({ length: Math.ceil(ids.length / together) }, (_, i) =>
    ids.slice(i * together, (i + 1) * together),
  )
  await Promise.all(batches.map(cases => asked(send, `${problem}/join`, { cases })))
  return problem
}

async function asked(send: Client, path: string, body: object): Promise<{ readonly number: number }> {
  const { status, text } = await send('POST', `/api/v1/${path}`, JSON.stringify(body))
  if (status > 201) throw new Error(`${path}: ${status} ${text}`)
  return JSON.parse(text)
}

/** The middle times of the queue's first page, slice by slice, so long or until something is so. */
async function slices(send: Client, seconds: number, isOver: () => Promise<boolean>): Promise<number[]> {
  const middles: number[] = []
  const work = async () => (await send('GET', queuePath)).status === 200
  const until = performance.now() + seconds * secondMs
  do middles.push((await pace({ lines: 1, seconds: sliceSeconds, cores: cpus().length, work })).p50Ms)
  while (performance.now() < until && !(await isOver()))
  return middles
}
