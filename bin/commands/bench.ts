// `tierline bench`: measures a whole node on this machine and prints figures beside their targets.
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { clocks } from '#bench/clocks.ts'
import { measuredYears } from '#bench/measured-years.ts'
import * as measure from '#bench/measures.ts'
import { files } from '#bench/files.ts'
import { siege, siegeFigures } from '#bench/hostile-mail.ts'
import { stallProbe } from '#bench/loop-stall.ts'
import { handOffs } from '#bench/hand-offs.ts'
import { liveRing } from '#bench/live-ring.ts'
import { mailBacklog } from '#bench/mail-backlog.ts'
import { mailReading } from '#bench/mail-reading.ts'
import { startNode } from '#bench/node.ts'
import { judged } from '#bench/judged.ts'
import { owingDesk } from '#bench/owing-desk.ts'
import { rested } from '#bench/rest.ts'
import { recompute } from '#bench/recompute.ts'
import { matterLists } from '#bench/matter-lists.ts'
import { telling } from '#bench/telling.ts'
import { takers } from '#bench/takers.ts'
import { waking } from '#bench/waking.ts'
import { walkFigures } from '#bench/walk-figures.ts'
import { scriptOrder } from '#bench/script-order.ts'
import { simulator } from '#bench/simulator.ts'
import { firstViewKb, portalKb, scriptsMostKb, webDir } from '#bench/weight.ts'
import { buildWeb } from '#bin/build-web.ts'
import { BadUsage, type Io } from '#bin/command.ts'
import { run as createToken } from '#bin/commands/token.ts'
import { openDesk } from '#bin/desk-on-data.ts'
import { seedDesk } from '#bin/seeding.ts'
import { deskOf } from '#store/desk/desk.ts'
import type { PostgresStore } from '#store/postgres/store.ts'

export const summary = 'measure this machine: rates, times, sizes'
/** What can be asked for by itself. */
const parts = [
  ...[
    'view',
    'core',
    'clocks',
    'parsing',
    'simulator',
    'orders',
    'create',
    'intake',
    'files',
    'imap',
    'read',
  ],
  ...[
    'search',
    'take',
    'hand-off',
    'ring',
    'telling',
    'lists',
    'waking',
    'judged',
    'walks',
    'measures',
    'hostile',
  ],
] as const
export const usage = `tierline bench [--only PARTS] [--cases N] [--clocks N] [--seconds N] [--keep DIR] [--json]
               [--no-build]

Starts a node of its own on a temporary folder and measures it: first empty, then with 10,000 cases
(a third of N, if that is less), then with N, and in the end with as many running clocks beside them.
Absolute figures move from machine to machine; quote the ratios of one run.

  --only PARTS these and no others, with commas between:
               ${parts.slice(0, 11).join(' ')}
               ${parts.slice(11).join(' ')}
  --cases N    how many cases at the end (10000; the full run takes 1000000)
  --clocks N   how many clocks run beside those that fall due (as many as cases)
  --seconds N  how long each figure is taken (5)
  --keep DIR   uses this folder and leaves it there, so that a second run finds it filled
  --json       one object per line
  --no-build   weigh the web app as it was built last`

const full = 10_000
const walksMost = 1_000_000
const handedOnMost = 10_000
const mattersMost = 100_000
const parsing = {
  only: { type: 'string', default: '' },
  cases: { type: 'string', default: String(full) },
  clocks: { type: 'string' },
  seconds: { type: 'string', default: '5' },
  keep: { type: 'string' },
  json: { type: 'boolean', default: false },
  'no-build': { type: 'boolean', default: false },
} as const

type Print = (figures: readonly measure.Figure[]) => void
type Run = {
  dataDir: string
  flags: readonly string[]
  cases: number
  clocks: number
  seconds: number
  io: Io
  print: Print
  /** whether these, or any of them, are asked for */
  wants: Wants
}
type Wants = (...names: string[]) => boolean

/** Refuses what is no part. */
function wantsOf(only: string): Wants {
  const chosen = only.split(',').filter(Boolean)
  const unknown = chosen.find(one => !(parts as readonly string[]).includes(one))
  if (unknown) throw new BadUsage(`--only takes parts: ${parts.join(', ')}; not "${unknown}".`)
  return (...names) => chosen.length === 0 || names.some(name => chosen.includes(name))
}

export async function run(args: string[], asked: Io): Promise<number> {
  const { values } = parseArgs({ args, options: parsing })
  const cases = Number(values.cases)
  const running = Number(values.clocks ?? cases)
  const seconds = Number(values.seconds)
  const wants = wantsOf(values.only)
  if (!Number.isSafeInteger(cases) || cases < 1) throw new BadUsage('--cases takes a number.')
  if (!Number.isSafeInteger(running) || running < 1) throw new BadUsage('--clocks takes a number.')
  if (!(seconds > 0 && seconds <= 600)) throw new BadUsage('--seconds takes a number up to 600.')
  // Measured is a node of its own, whatever database the surroundings name.
  const io: Io = { ...asked, env: withoutPlaces(asked.env) }
  const missed: string[] = []
  const print: Print = figures => {
    for (const figure of figures) {
      if (figure.met === false) missed.push(figure.what)
      io.out(values.json ? JSON.stringify(figure) : line(figure))
    }
  }
  if (!values['no-build']) await buildWeb({ log: io.err })
  await withoutNode(seconds, wants, print)
  const flags = values['no-build'] ? ['--no-build'] : []
  const dataDir = values.keep ?? mkdtempSync(join(tmpdir(), 'tierline-bench-'))
  try {
    const onOne = parts.slice(parts.indexOf('create'), parts.indexOf('hostile'))
    if (wants(...onOne)) await onNode({ dataDir, flags, cases, clocks: running, seconds, io, print, wants })
    if (wants('hostile')) await besieged({ flags, seconds, io, print })
  } finally {
    if (!values.keep) rmSync(dataDir, { recursive: true, force: true })
  }
  io.err(
    missed.length === 0 ? 'Every target of this run is met.' : `Missed in this run: ${missed.join('; ')}.`,
  )
  return 0
}

/** What needs no node. */
async function withoutNode(seconds: number, wants: Wants, print: Print): Promise<void> {
  if (wants('view')) print(weights())
  if (wants('core')) print(measure.core(seconds))
  if (wants('clocks')) print([...clocks(seconds), ...recompute(seconds / 4)])
  if (wants('parsing')) print(await mailReading(seconds))
  if (wants('simulator')) print(await simulator(seconds))
  if (wants('orders')) print(scriptOrder(1_000_000))
}

/** What agents and customers load before they see anything. */
function weights(): measure.Figure[] {
  const portal = portalKb()
  const most = scriptsMostKb
  const ofPortal = {
    what: 'portal, scripts of its heaviest page',
    value: portal,
    unit: 'kB gzipped',
    target: `≤ ${most.portal} kB`,
    met: portal <= most.portal,
  }
  // Only a checkout that was never built and is told not to build has no app.
  if (!existsSync(join(webDir, 'index.html'))) return [ofPortal]
  const { scripts, styles } = firstViewKb(webDir)
  const ofApp = {
    what: "agents' first view, scripts",
    value: scripts,
    unit: `kB gzipped (styles ${styles})`,
    target: `≤ ${most.firstView} kB`,
    met: scripts <= most.firstView,
  }
  return [ofApp, ofPortal]
}

async function onNode({ dataDir, flags, cases, clocks, seconds, io, print, wants }: Run): Promise<void> {
  await (await startNode(dataDir, io.env, flags)).stop()
  const node = await startNode(dataDir, io.env, flags)
  try {
    const { startMs } = node
    const value = Math.round(startMs)
    print([{ what: 'second start', value, unit: 'ms', target: '≤ 3000 ms', met: startMs <= 3000 }])
    const { url, store, close } = await openDesk(dataDir, io)
    try {
      const bench: measure.Bench = { node, token: await token(dataDir, io), databaseUrl: url, seconds }
      const progress = (done: number, of: number) => io.err(`${done} of ${of} cases`)
      const fill = (count: number, seed: number) =>
        seedDesk({ url, store, cases: count, seed, openShare: 0.1, progress })
      await figures({ bench, store, dataDir, cases, clocks, fill, print, wants })
    } finally {
      await close()
    }
  } finally {
    await node.stop()
  }
}

/** A node of its own, which is watched: what hostile mail leaves behind slows no other figure. */
async function besieged({ flags, seconds, io, print }: Pick<Run, 'flags' | 'seconds' | 'io' | 'print'>) {
  const dataDir = mkdtempSync(join(tmpdir(), 'tierline-bench-'))
  const probe = stallProbe(dataDir)
  const node = await startNode(dataDir, { ...io.env, NODE_OPTIONS: probe.options }, flags)
  try {
    // In a hurry one of nine of them is enough to show that they come.
    print(siegeFigures(await siege(node, probe, at => seconds >= 1 || at % 9 === 1)))
  } finally {
    await node.stop()
    rmSync(dataDir, { recursive: true, force: true })
  }
}

type Measuring = {
  readonly bench: measure.Bench
  readonly store: PostgresStore
  readonly dataDir: string
  readonly cases: number
  readonly clocks: number
  readonly fill: (count: number, seed: number) => Promise<unknown>
  readonly print: Print
  readonly wants: Wants
}

/** Empty, then with few cases, then with all: what grows is compared within the run. */
async function figures(measuring: Measuring): Promise<void> {
  const { bench, cases, fill, print, wants } = measuring
  print(measure.memory(bench, 'at rest'))
  const empty = wants('create') ? await measure.creation(bench, 'empty') : null
  if (empty) print(empty.figures)
  const taken = wants('intake') ? await measure.intake(bench, 'empty') : null
  if (taken) print(taken.figures)
  if (wants('files')) print(await files(bench))
  const fetched = wants('imap') ? await mailBacklog(bench, 'empty') : null
  if (fetched) print(fetched.figures)
  // What measures are counted from lies beside.
  const isFilled = parts.some(part => part !== 'measures' && wants(part))
  const few = isFilled ? Math.min(full, Math.ceil(cases / 3)) : 0
  if (isFilled) await fill(few, 1)
  await rested(bench.databaseUrl)
  const before = wants('read') ? await measure.reads(bench, `${few} cases`) : null
  if (before) print(before.figures)
  if (isFilled) await fill(cases - few, 2)
  await rested(bench.databaseUrl)
  const label = `${cases} cases`
  if (before) {
    const later = await measure.reads(bench, label)
    print(later.figures)
    const queue = later.queueP50Ms / before.queueP50Ms
    print([measure.growth(`queue at ${cases} against ${few} cases, p50`, queue)])
    print([
      measure.growth(`a case at ${cases} against ${few} cases, p50`, later.caseP50Ms / before.caseP50Ms),
    ])
  }
  if (wants('search')) print(await measure.searches(bench, label))
  const against = (what: string) => `${what} at ${cases} cases against empty`
  if (empty) {
    const { figures, share } = await measure.creation(bench, label)
    const how = ', each against its bare statement'
    print([...figures, measure.kept(against('create'), share / empty.share, how)])
  }
  if (taken) {
    const { figures, perSecond } = await measure.intake(bench, label)
    print([...figures, measure.kept(against('SMTP intake'), perSecond / taken.perSecond)])
  }
  if (fetched) {
    const { figures, perSecond } = await mailBacklog(bench, label)
    print(figures)
    if (figures.length > 0) print([measure.kept(against('IMAP backlog'), perSecond / fetched.perSecond)])
  }
  await atWork(measuring)
  await owing(measuring, label)
}

/** What people do with what waits. */
async function atWork({ bench, store, dataDir, cases, print, wants }: Measuring): Promise<void> {
  const desk = deskOf(store.pool)
  const waiting = Math.min(full, cases)
  if (wants('take')) print(await takers({ bench, desk, cases: waiting, label: `${waiting} waiting` }))
  if (wants('hand-off')) print(await handOffs({ bench, desk, dataDir, cases: Math.min(handedOnMost, cases) }))
  if (wants('ring')) print(await liveRing({ bench, desk }))
  if (wants('telling')) print(await telling(bench, cases))
  if (wants('lists')) print(await matterLists(bench, store, Math.min(mattersMost, 10 * cases)))
}

/** From here on the desk owes something; before, no case is judged. */
async function owing(measuring: Measuring, label: string): Promise<void> {
  const { bench, store, dataDir, cases, clocks, print, wants } = measuring
  if (wants('waking', 'judged')) {
    const desk = await owingDesk(deskOf(store.pool), await store.now())
    if (wants('waking')) print(await waking({ bench, desk, dataDir, label, clocks }))
    if (wants('judged')) print(await judged(bench, store, desk))
  }
  print(measure.memory(bench, 'after all this'))
  if (wants('walks')) print(await walkFigures(bench, store, Math.min(walksMost, 100 * cases)))
  if (wants('measures')) print(await measuredYears(bench, store, cases))
}

const places = ['DATABASE_URL', 'DATA_DIR', 'PORT', 'SMTP_PORT', 'SMTP_URL', 'PUBLIC_URL', 'HOST']

const withoutPlaces = (env: Io['env']): Io['env'] =>
  Object.fromEntries(Object.entries(env).filter(([name]) => !places.includes(name)))

/** A token of the node, as an administrator would make it. */
async function token(dataDir: string, io: Io): Promise<string> {
  const lines: string[] = []
  const roles = ['agent', 'lead', 'admin'].flatMap(role => ['--role', role])
  await createToken(['create', '--name', 'Bench', ...roles, '--data', dataDir], {
    ...io,
    out: text => lines.push(text),
  })
  return lines.at(-1)!
}

const line = ({ what, value, unit, target, met }: measure.Figure): string =>
  [met === false ? '✕' : met ? '✓' : ' ', what.padEnd(62), String(value).padStart(9), unit]
    .concat(target ? [`  target ${target}`] : [])
    .join(' ')
