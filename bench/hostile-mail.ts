// What mail made to hurt costs a whole node, and how long it holds others up: every bomb and hostile file
// comes in over SMTP, one after the other, while somebody else asks for something again and again. Not:
// what a single part of the reader takes (channels/email/bombs.test.ts).
import { createTransport } from 'nodemailer'
import { bombs } from '#channels/email/testing-bombs.ts'
import { gzipOf, hugePng, zipOf } from '#channels/files/testing.ts'
import { cpuSecondsOfNodes, peakFromHere, percentile } from '#bench/machine.ts'
import type { StallProbe } from '#bench/loop-stall.ts'
import type { Figure } from '#bench/measures.ts'

type Attacked = { readonly url: string; readonly smtpPort: number; readonly pid: number }
export type Siege = {
  readonly mails: number
  readonly refused: number
  /** in processor seconds of the node and its readers, without a tenth for each megabyte beyond the first */
  readonly dearest: { readonly name: string; readonly seconds: number }
  /** the longest that the node's own thread was at one thing */
  readonly longest: { readonly name: string; readonly ms: number }
  /** by how many megabytes the node's own process got larger at its peak, its readers not counted */
  readonly grownMb: number
  /** of the requests of others meanwhile */
  readonly othersP99Ms: number
  readonly others: number
}

const withFile = (name: string, type: string, bytes: Buffer): string =>
  [
    'From: a@example.com',
    'Subject: See there',
    'Content-Type: multipart/mixed; boundary=b',
    '',
    '--b',
    `Content-Type: ${type}; name=${name}`,
    'Content-Transfer-Encoding: base64',
    `Content-Disposition: attachment; filename=${name}`,
    '',
    bytes.toString('base64').replace(/.{76}/g, '$&\r\n'),
    '--b--',
    '',
  ].join('\r\n')

const nothing = Buffer.alloc(20_000_000)
const bombFiles: readonly [name: string, make: () => string][] = [
  [
    'a picture of fifty thousand by fifty thousand points',
    () => withFile('a.png', 'image/png', hugePng(50_000, 50_000)),
  ],
  [
    'an archive of nothing but noughts',
    () => withFile('a.zip', 'application/zip', zipOf([{ name: 'a', bytes: nothing, says: 4e9 }])),
  ],
  ['an archive in an archive in an archive', () => withFile('a.zip', 'application/zip', boxed(6))],
  ['a hundred noughts packed into one', () => withFile('a.gz', 'application/gzip', gzipOf(gzipOf(nothing)))],
  [
    'an archive of fifty thousand files',
    () =>
      withFile(
        'a.zip',
        'application/zip',
        zipOf(Array.from({ length: 50_000 }, (_, n) => ({ name: `f${n}`, method: 0 as const }))),
      ),
  ],
]

const boxed = (deep: number): Buffer =>
  zipOf([{ name: 'a.zip', bytes: deep === 0 ? Buffer.alloc(1_000_000) : boxed(deep - 1) }])

const warmMails = 20
const envelope = { from: 'mallory@evil.example', to: ['support@localhost'] }

/** Sends them; `some` chooses, the others are left out. */
export async function siege(
  node: Attacked,
  probe: StallProbe,
  some: (at: number) => boolean = () => true,
): Promise<Siege> {
  const transport = createTransport({
    ...{ host: '127.0.0.1', port: node.smtpPort, secure: false, ignoreTLS: true },
    ...{ pool: true, maxConnections: 1, maxMessages: 1e9 },
  })
  const [chosen, times] = [[...bombs, ...bombFiles].filter((_, at) => some(at)), [] as number[]]
  // Readers, checkers and judges are started by the first mail that needs them.
  for (let n = 0; n < warmMails; n++)
    await transport.sendMail({
      envelope,
      raw: withFile('a.zip', 'application/zip', zipOf([{ name: `${n}` }])),
    })
  const state = { isOver: false, refused: 0 }
  const grown = peakFromHere(node.pid)
  const asking = askAgain(node.url, times, () => state.isOver)
  let [dearest, longest] = [
    { name: '', seconds: 0 },
    { name: '', ms: 0 },
  ]
  for (const [name, make] of chosen) {
    const raw = Buffer.from(make(), 'latin1')
    const [begun, before] = [Date.now(), cpuSecondsOfNodes(node.pid)]
    await transport.sendMail({ envelope, raw }).catch(fault => {
      // Refused for good, as a mail beyond our limits is; anything else is a fault of the node.
      if (!(fault.responseCode >= 500)) throw fault
      state.refused += 1
    })
    const beyond = Math.max(0, raw.length / 1e6 - 1) / 10
    const seconds = cpuSecondsOfNodes(node.pid) - before - beyond
    if (seconds > dearest.seconds) dearest = { name, seconds }
    const ms = probe.longestSince(begun)
    if (ms > longest.ms) longest = { name, ms }
  }
  state.isOver = true
  await asking
  transport.close()
  const othersP99Ms = percentile(times, 0.99)
  const [mails, refused, others, grownMb] = [chosen.length, state.refused, times.length, grown()]
  return { mails, refused, dearest, longest, grownMb, othersP99Ms, others }
}

/** Somebody else: one request after the other. */
async function askAgain(url: string, times: number[], isOver: () => boolean): Promise<void> {
  while (!isOver()) {
    const since = performance.now()
    const answer = await fetch(`${url}/readyz`)
    await answer.text()
    if (answer.status !== 200) throw new Error(`others were told ${answer.status}`)
    times.push(performance.now() - since)
  }
}

/** The lines of the bench. */
export function siegeFigures({ mails, refused, dearest, longest, othersP99Ms, others }: Siege): Figure[] {
  const round = (value: number) => Math.round(value * 100) / 100
  return [
    {
      what: 'hostile mail: CPU of the dearest, node and readers',
      value: round(dearest.seconds),
      unit: `s (${dearest.name}; ${mails} mails, ${refused} refused)`,
      target: '≤ 1 s and 0.1 s a MB',
      met: dearest.seconds <= 1,
    },
    {
      what: 'hostile mail: the longest the node was at one thing',
      value: round(longest.ms),
      unit: `ms (${longest.name}; p99 of ${others} other requests ${round(othersP99Ms)} ms)`,
      target: '≤ 50 ms',
      met: longest.ms <= 50,
    },
  ]
}
