// Each measurement: what it does, its target, and the line it prints. Not: starting things (run.ts).
import { randomUUID } from 'node:crypto'
import { cpus } from 'node:os'
import { type Client, client } from '#bench/http.ts'
import { smtpLine } from '#bench/smtp-line.ts'
import { withUsedLogFiles } from '#bench/log-files.ts'
import {
  cpuSeconds,
  cpuSecondsOfNodes,
  type Pace,
  pace,
  percentile,
  residentMb,
  withoutGenerator,
} from '#bench/machine.ts'
import type { BenchNode } from '#bench/node.ts'
import { type Case, unopened } from '#core/case/state.ts'
import { decide, evolve } from '#core/case/case.ts'
import { isRefusal } from '#core/kit/refusal.ts'
import { by, countingIds, customer, openCommand, settingAt, t0, text } from '#core/testing/world.ts'
import { bareStatement } from '#store/bare-statement.ts'

export type Figure = {
  readonly what: string
  readonly value: number
  readonly unit: string
  readonly target?: string
  readonly met?: boolean
}
export type Bench = {
  readonly node: BenchNode
  readonly token: string
  readonly databaseUrl: string
  readonly seconds: number
}

const cores = cpus().length
/** A fresh process compiles what it runs first; so long it may, before anything is counted. */
const warmSeconds = 3
const turns = 5
const round = (value: number, digits = 1) => Math.round(value * 10 ** digits) / 10 ** digits

const mean = (figures: readonly number[]): number =>
  figures.reduce((sum, one) => sum + one, 0) / figures.length

const inServer = (cpuMs: number): string => `${round(cpuMs, 2)} CPU-ms each in the server`

const newCase = (i: number) =>
  JSON.stringify({
    channel: 'api',
    subject: `Router drops the connection ${i}`,
    text: 'The router drops the connection every evening around eight. '.repeat(8),
    customer: { name: 'Bench', email: `bench-${i % 500}@bench.example` },
  })

/**
 * Cases a second through HTTP against the bare statement of the same run; `share` is the middle one of the
 * ratios of `turns` turns, because the machine is faster in one minute than in another.
 */
export async function creation(
  { node, token, databaseUrl, seconds }: Bench,
  label: string,
): Promise<{ figures: Figure[]; share: number }> {
  const send = client(node.url, token, 32)
  const bare = await bareStatement(databaseUrl)
  const bareTurn = { lines: 32, seconds: seconds / 2, cores, work: () => bare.insert().then(() => true) }
  let i = 0
  const work = async () => (await send('POST', '/api/v1/cases', newCase(i++))).status === 201
  // Both have run as they will run before either is counted, and the log has files to use again.
  await withUsedLogFiles(databaseUrl, seconds)
  await pace({ lines: 32, seconds: Math.min(2 * warmSeconds, 2 * seconds), cores, work })
  await pace(bareTurn)
  const bares = [await pace(bareTurn)]
  const turn = async () => {
    const cpu = cpuSeconds(node.pid)
    const ours = await pace({ lines: 32, seconds, cores, work })
    const cpuMs = ((cpuSeconds(node.pid) - cpu) * 1000) / ours.count
    bares.push(await pace(bareTurn))
    // The yardstick of a turn: before it and after it.
    const bareRate = mean(bares.slice(-2).map(one => one.perSecond))
    return { ...ours, cpuMs, bareRate, share: withoutGenerator(ours) / bareRate }
  }
  const all = [await turn()]
  while (all.length < turns) all.push(await turn())
  await bare.close()
  const ours = all.toSorted((a, b) => a.share - b.share)[Math.floor(turns / 2)]!
  const { share, cpuMs, bareRate } = ours
  const shares = all.map(one => `${round(one.share * 100, 0)} %`).join(', ')
  const failed = all.reduce((sum, one) => sum + one.failed, 0)
  const figures: Figure[] = [
    {
      what: `create over HTTP, 32 connections, ${label}`,
      value: round(ours.perSecond, 0),
      unit: `per s (p95 ${round(ours.p95Ms)} ms, ${inServer(cpuMs)}, ${failed} failed)`,
    },
    {
      what: `bare statement, 32 at once, ${label}`,
      value: round(bareRate, 0),
      unit: 'per s',
    },
    {
      what: `create against bare, load generator apart, ${label}`,
      value: round(share * 100, 0),
      unit: `% (turns: ${shares})`,
      target: '≥ 40 %',
      met: share >= 0.4,
    },
  ]
  return { figures, share }
}

async function reading(send: Client, path: string, lines: number, seconds: number): Promise<Pace> {
  return pace({ lines, seconds, cores, work: async () => (await send('GET', path)).status === 200 })
}

export type Reads = { figures: Figure[]; queueP50Ms: number; caseP50Ms: number }

/** First page of a queue and one case, at one connection and at eight. */
export async function reads({ node, token, seconds }: Bench, label: string): Promise<Reads> {
  const send = client(node.url, token, 8)
  const queuePath = '/api/v1/cases?phase=open&sort=clock&limit=50'
  const casePath = `/api/v1/cases/${await longCase(send)}`
  await reading(send, queuePath, 2, Math.min(0.5, seconds))
  const queue1 = await reading(send, queuePath, 1, seconds)
  const queue8 = await reading(send, queuePath, 8, seconds)
  const case1 = await reading(send, casePath, 1, seconds)
  const case8 = await reading(send, casePath, 8, seconds)
  const figures: Figure[] = [
    {
      what: `queue, first 50, 1 connection, ${label}`,
      value: round(queue1.p95Ms),
      unit: `ms p95 (p50 ${round(queue1.p50Ms)})`,
      target: '≤ 12 ms',
      met: queue1.p95Ms <= 12,
    },
    {
      what: `queue, first 50, 8 connections, ${label}`,
      value: round(queue8.perSecond, 0),
      unit: `per s (generator apart ${round(withoutGenerator(queue8), 0)})`,
      target: '≥ 1000',
      met: withoutGenerator(queue8) >= 1000,
    },
    {
      what: `open a case of 20 entries, 1 connection, ${label}`,
      value: round(case1.p95Ms),
      unit: `ms p95 (p50 ${round(case1.p50Ms)})`,
      target: '≤ 15 ms',
      met: case1.p95Ms <= 15,
    },
    {
      what: `open a case of 20 entries, 8 connections, ${label}`,
      value: round(case8.perSecond, 0),
      unit: `per s (generator apart ${round(withoutGenerator(case8), 0)})`,
      target: '≥ 800',
      met: withoutGenerator(case8) >= 800,
    },
  ]
  return { figures, queueP50Ms: queue1.p50Ms, caseP50Ms: case1.p50Ms }
}

/** How many times slower something became as the desk grew. */
export const growth = (what: string, times: number): Figure => ({
  what,
  value: round(times, 2),
  unit: 'times',
  target: '≤ 1.5',
  met: times <= 1.5,
})

/** How much of a rate is left when the desk has grown. */
export const kept = (what: string, share: number, how = ''): Figure => ({
  what,
  value: round(share, 2),
  unit: `times${how}`,
  target: '≥ 0.8',
  met: share >= 0.8,
})

/** A case with about twenty entries, made for the purpose. */
async function longCase(send: Client): Promise<number> {
  const made = JSON.parse((await send('POST', '/api/v1/cases', newCase(7))).text) as { number: number }
  for (let i = 0; i < 18; i++) {
    const { status, text } = await send(
      'POST',
      `/api/v1/cases/${made.number}/note/add`,
      JSON.stringify({ text: `Note ${i}: noise margin 5.${i} dB after the splitter was changed.` }),
    )
    if (status !== 200) throw new Error(`a note was not added: ${text}`)
  }
  return made.number
}

/** Search for a common and for a rare word. */
export async function searches({ node, token, seconds }: Bench, label: string): Promise<Figure[]> {
  const send = client(node.url, token, 1)
  const common = await reading(send, '/api/v1/search?q=router%20&limit=20', 1, seconds)
  const rare = await reading(send, '/api/v1/search?q=router%20SN-2a&limit=20', 1, seconds)
  return [
    {
      what: `search, common word, ${label}`,
      value: round(common.p95Ms),
      unit: `ms p95 (p50 ${round(common.p50Ms)})`,
      target: '≤ 60 ms',
      met: common.p95Ms <= 60,
    },
    {
      what: `search, with a rare word, ${label}`,
      value: round(rare.p95Ms),
      unit: `ms p95 (p50 ${round(rare.p50Ms)})`,
    },
  ]
}

const mailLine = 'It always goes off around eight, and the light turns red. '

/** A mail of 3 to 10 kB, as programs write them: short lines in quoted-printable. */
function intakeMail(i: number, from: string): string {
  const said = Array.from({ length: 30 + (i % 90) }, () => `${mailLine.trimEnd()}=20=`)
  return [
    `From: ${from}`,
    'To: support@localhost',
    `Subject: Evenings ${i}`,
    `Message-ID: <${randomUUID()}@bench.example>`,
    `Date: ${new Date().toUTCString().replace('GMT', '+0000')}`,
    'MIME-Version: 1.0',
    'Content-Type: text/plain; charset=utf-8',
    'Content-Transfer-Encoding: quoted-printable',
    ...['', 'Our router drops the connection every evening.=20=', ...said, ''],
  ].join('\r\n')
}

/**
 * Who sends the n-th mail: everybody writes four, so that one in four comes from somebody new. An address
 * that writes more than twenty in an hour is a flood, whose mails become one case: no measure of most mails.
 */
const intakeSender = (run: string, n: number): string =>
  `mail-${run}-${4 * Math.floor(n / 16) + (n % 4)}@bench.example`

export type Intake = { readonly figures: Figure[]; readonly perSecond: number }

/**
 * Mails per second over SMTP with four senders, each answered after the commit.
 * @param label what the desk holds
 */
export async function intake({ node, seconds }: Bench, label: string): Promise<Intake> {
  const senders = 4
  const senderLines = await Promise.all(Array.from({ length: senders }, () => smtpLine(node.smtpPort)))
  const run = randomUUID().slice(0, 8)
  let i = 0
  const work = async (line: number) => {
    i++
    const from = intakeSender(run, i)
    try {
      await senderLines[line]!.send(from, 'support@localhost', intakeMail(i, from))
      return true
    } catch {
      return false
    }
  }
  const counted = async (seconds: number) => {
    const cpu = cpuSeconds(node.pid)
    const ofAll = cpuSecondsOfNodes(node.pid)
    const one = await pace({ lines: senders, seconds, cores, work })
    const cpuMs = ((cpuSeconds(node.pid) - cpu) * 1000) / one.count
    return { one, cpuMs, eachMs: ((cpuSecondsOfNodes(node.pid) - ofAll) * 1000) / one.count }
  }
  // Code that takes a mail in is made fast by the engine over some thousand mails: a node that has stood for
  // minutes has taken them.
  const first = await counted(Math.min(5 * warmSeconds, 3 * seconds))
  const { one, cpuMs, eachMs } = await counted(seconds)
  for (const each of senderLines) each.close()
  const apart = round(withoutGenerator(one), 0)
  const figures: Figure[] = [
    {
      what: `SMTP intake before that, from the first mail on, ${label}`,
      value: round(first.one.perSecond, 0),
      unit: `per s (${inServer(first.cpuMs)}, ${first.one.count} mails, ${first.one.failed} failed)`,
    },
    {
      what: `SMTP intake, 3–10 kB, four senders, ${label}`,
      value: round(one.perSecond, 0),
      target: '≥ 400 per s',
      met: withoutGenerator(one) >= 400,
      unit: `per s (generator apart ${apart}, ${inServer(cpuMs)}, ${one.failed} failed)`,
    },
    {
      what: `CPU of one mail, server and readers, ${label}`,
      value: round(eachMs, 2),
      target: '≤ 4 ms',
      met: eachMs <= 4,
      unit: 'ms',
    },
  ]
  return { figures, perSecond: one.perSecond }
}

/** The first minutes of a case, as wishes. */
const wishes = [
  [customer, openCommand],
  [by('bo'), { type: 'worker.take' }],
  [by('bo'), { type: 'note.add', note: 'not_a', text: text('n'), mentions: [] }],
  [by('bo'), { type: 'claim.make', claim: 'cla_a', text: text('c') }],
  [
    by('bo'),
    {
      type: 'step.try',
      step: 'stp_a',
      what: text('w'),
      why: text('y'),
      outcome: 'no_change',
      doneBy: 'agent',
    },
  ],
  [
    by('bo'),
    {
      type: 'message.queue',
      message: 'msg_a',
      channel: 'email',
      text: text('m'),
      attached: [],
      undoSeconds: 0,
      keeps: [],
    },
  ],
] as const

/** decide and evolve on one core. */
export function core(seconds: number): Figure[] {
  const setting = { ...settingAt(t0), newId: countingIds() }
  const rates: number[] = []
  for (let turn = 0; turn < 5; turn++) {
    let count = 0
    const until = performance.now() + (seconds * 1000) / 5
    const started = performance.now()
    while (performance.now() < until) {
      let state: Case = unopened
      for (const [who, command] of wishes) {
        const outcome = decide(state, command, who, setting)
        if (isRefusal(outcome)) throw new Error(outcome.refused)
        for (const event of outcome) state = evolve(state, event)
        count++
      }
    }
    rates.push(count / ((performance.now() - started) / 1000))
  }
  const rate = percentile(rates, 0.5)
  return [
    {
      what: 'core: decide and evolve',
      value: round(rate, 0),
      unit: 'commands per s on one core',
      target: '≥ 300000',
      met: rate >= 300_000,
    },
  ]
}

/** Memory of the server process after everything above. */
export const memory = ({ node }: Bench, when: string): Figure[] => {
  const mb = residentMb(node.pid)
  return [
    {
      what: `server memory ${when}, without PostgreSQL`,
      value: round(mb, 0),
      unit: 'MB resident',
      ...(when === 'at rest' && { target: '≤ 200 MB', met: mb <= 200 }),
    },
  ]
}
