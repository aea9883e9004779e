// `tierline bench`: measures a whole node on this machine and prints figures beside their targets.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import * as measure from '#bench/measures.ts'
import { startNode } from '#bench/node.ts'
import { firstViewKb } from '#bench/weight.ts'
import { buildWeb } from '#bin/build-web.ts'
import { BadUsage, type Io } from '#bin/command.ts'
import { run as createToken } from '#bin/commands/token.ts'
import { openDesk } from '#bin/desk-on-data.ts'
import { seedDesk } from '#bin/seeding.ts'

export const summary = 'measure this machine: rates, times, sizes'
export const usage = `tierline bench [--cases N] [--seconds N] [--keep DIR] [--json]

Starts a node of its own on a temporary folder and measures it: first empty, then with 10,000 cases, then with N.
Absolute figures move from machine to machine; quote the ratios of one run.

  --cases N    how many cases at the end (10000; the full run takes 1000000)
  --seconds N  how long each figure is taken (5)
  --keep DIR   uses this folder and leaves it there, so that a second run finds it filled
  --json       one object per line`

const small = 10_000

export async function run(args: string[], io: Io): Promise<number> {
  const { values } = parseArgs({
    args,
    options: { cases: { type: 'string', default: String(small) }, seconds: { type: 'string', default: '5' }, keep: { type: 'string' }, json: { type: 'boolean', default: false } },
  })
  const cases = Number(values.cases)
  const seconds = Number(values.seconds)
  if (!Number.isSafeInteger(cases) || cases < 0) throw new BadUsage('--cases takes a number.')
  if (!(seconds > 0 && seconds <= 600)) throw new BadUsage('--seconds takes a number up to 600.')
  const missed: string[] = []
  const print = (figures: readonly measure.Figure[]) => {
    for (const figure of figures) {
      if (figure.met === false) missed.push(figure.what)
      io.out(values.json ? JSON.stringify(figure) : line(figure))
    }
  }
  await buildWeb({ log: io.err })
  const { scripts, styles } = firstViewKb(fileURLToPath(new URL('../../.build/web', import.meta.url)))
  print([{ what: "agents' first view, scripts", value: scripts, unit: `kB gzipped (styles ${styles})`, target: '≤ 190 kB', met: scripts <= 190 }])
  print(measure.core(seconds))
  const dataDir = values.keep ?? mkdtempSync(join(tmpdir(), 'tierline-bench-'))
  try {
    await onNode({ dataDir, cases, seconds, io, print })
  } finally {
    if (!values.keep) rmSync(dataDir, { recursive: true, force: true })
  }
  io.err(missed.length === 0 ? 'Every target of this run is met.' : `Missed in this run: ${missed.join('; ')}.`)
  return 0
}

type Run = { dataDir: string; cases: number; seconds: number; io: Io; print: (figures: readonly measure.Figure[]) => void }

async function onNode({ dataDir, cases, seconds, io, print }: Run): Promise<void> {
  await (await startNode(dataDir)).stop()
  const node = await startNode(dataDir)
  try {
    print([{ what: 'second start', value: Math.round(node.startMs), unit: 'ms', target: '≤ 3000 ms', met: node.startMs <= 3000 }])
    const { url, store, close } = await openDesk(dataDir, io)
    try {
      const bench: measure.Bench = { node, token: await token(dataDir, io), databaseUrl: url, seconds }
      print(measure.memory(bench, 'at rest'))
      print(await measure.creation(bench, 'empty'))
      print(await measure.intake(bench))
      const fill = (count: number, seed: number) => seedDesk({ url, store, cases: count, seed, openShare: 0.1, progress: (done, of) => io.err(`${done} of ${of} cases`) })
      await fill(small, 1)
      const before = await measure.reads(bench, `${small} cases`)
      print(before.figures)
      if (cases <= small) return print(await measure.searches(bench, `${small} cases`))
      await fill(cases - small, 2)
      const label = `${cases} cases`
      const later = await measure.reads(bench, label)
      print(later.figures)
      const growth = later.queueP50Ms / before.queueP50Ms
      print([{ what: `queue at ${cases} against ${small} cases`, value: Math.round(growth * 100) / 100, unit: 'times (p50)', target: '≤ 1.5', met: growth <= 1.5 }])
      print(await measure.searches(bench, label))
      print(await measure.creation(bench, label))
      print(measure.memory(bench, 'after all this'))
    } finally {
      await close()
    }
  } finally {
    await node.stop()
  }
}

/** A token of the node, as an administrator would make it. */
async function token(dataDir: string, io: Io): Promise<string> {
  const lines: string[] = []
  await createToken(['create', '--name', 'Bench', '--role', 'agent', '--role', 'lead', '--data', dataDir], { ...io, out: text => lines.push(text) })
  return lines.at(-1)!
}

const line = ({ what, value, unit, target, met }: measure.Figure): string =>
  `${met === false ? '✕' : met ? '✓' : ' '} ${what.padEnd(62)} ${String(value).padStart(9)} ${unit}${target ? `   target ${target}` : ''}`
