// `tierline simulate`: a whole support centre from one seed, watched at every step.
import { randomInt } from 'node:crypto'
import { parseArgs } from 'node:util'
import { BadUsage, type Io } from '#bin/command.ts'
import { run as simulate } from '#sim/run.ts'
import type { RunOptions, RunResult } from '#sim/running.ts'
import { asTest, shrink } from '#sim/shrink.ts'

export const summary = 'a whole support centre from one seed, watched at every step'
export const usage = `tierline simulate [--seed N] [--days D] [--runs N] [--core] [--calm] [--json]

Customers write, agents work in shifts, mail is late, doubled and garbled, nodes die and freeze, clocks jump;
the rules of docs/simulator.md are asked after every step. The same seed gives the same run. A rule that breaks ends
the run with 1; the acts that break it are cut down to few and printed as a test.

  --seed N   the world (a fresh one)
  --days D   how many simulated days (1)
  --runs N   so many seeds, one after the other (1)
  --core     the core alone, without shell, store and mail
  --calm     nothing goes wrong
  --json     one object at the end, of each run: seed, days, steps, cases, events, violations`

export async function run(args: string[], io: Io): Promise<number> {
  const { values } = parseArgs({
    args,
    options: {
      seed: { type: 'string' },
      days: { type: 'string', default: '1' },
      runs: { type: 'string', default: '1' },
      core: { type: 'boolean', default: false },
      calm: { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
    },
  })
  const first = values.seed === undefined ? randomInt(2 ** 31) : Number(values.seed)
  const days = Number(values.days)
  const runs = Number(values.runs)
  if (!Number.isSafeInteger(first) || first < 0 || first >= 2 ** 32)
    throw new BadUsage('--seed takes a number from 0 to 4294967295.')
  if (!(days > 0 && days <= 3_650)) throw new BadUsage('--days takes a number up to 3650.')
  if (!Number.isSafeInteger(runs) || runs < 1) throw new BadUsage('--runs takes a number.')
  for (let seed = first; seed < first + runs; seed++) {
    const options = { seed, days, alone: values.core, calm: values.calm }
    const isDone = await one(options, values.json, io)
    if (!isDone) return 1
  }
  return 0
}

async function one(options: RunOptions, isJson: boolean, io: Io): Promise<boolean> {
  const started = performance.now()
  const result = await simulate({ ...options, progress: progressOn(io, started) })
  const { seed, days, steps, cases, events, violations } = result
  if (isJson) io.out(JSON.stringify({ seed, days, steps, cases, events, violations }))
  else io.out(sentence(result, (performance.now() - started) / 1000))
  const [first] = violations
  if (!first) return true
  io.err(`Seed ${seed} breaks ${first.rule} in step ${first.step}: ${first.says}`)
  const found = options.alone ? null : await shrink(options)
  if (found) {
    io.err(`Cut down from ${found.before} acts to ${found.acts.length}; paste it into sim/found.test.ts:`)
    for (const line of asTest(options, found).split('\n')) io.err(line)
  }
  return false
}

function sentence({ seed, days, steps, cases, events, trace }: RunResult, seconds: number): string {
  const facts = Object.values(events).reduce((sum, count) => sum + count, 0)
  const rate = Math.round(steps / seconds)
  return `seed ${seed}, ${days} days: ${steps} steps, ${cases} cases, ${facts} facts, ${rate} steps/s, trace ${trace}`
}

/** A word on stderr now and then, where somebody looks. */
function progressOn(io: Io, started: number): RunOptions['progress'] {
  if (!process.stderr.isTTY) return undefined
  let told = started
  return (steps, at) => {
    const now = performance.now()
    if (now - told < 2_000) return
    told = now
    io.err(`${steps} steps, ${new Date(at).toISOString().slice(0, 16)}`)
  }
}
