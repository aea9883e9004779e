// `tierline simulate`: a whole support centre from one seed, watched at every step.
import { randomInt } from 'node:crypto'
import { availableParallelism } from 'node:os'
import { parseArgs } from 'node:util'
import { BadUsage, type Io } from '#bin/command.ts'
import { type Asked, type Played, playSeed } from '#sim/seed-played.ts'
import { asTest } from '#sim/shrink.ts'
import { tallied } from '#sim/tally.ts'
import { inOrder, seedThread } from '#sim/threads.ts'

export const summary = 'a whole support centre from one seed, watched at every step'
export const usage = `tierline simulate [--seed N] [--days D] [--runs N] [--workers N] [--core] [--calm] [--json]

Customers write, agents work in shifts, mail is late, doubled and garbled, nodes die and freeze, clocks jump;
the rules of docs/simulator.md are asked after every step. The same seed gives the same run. A rule that breaks ends
the run with 1; the acts that break it are cut down to few and printed as a test.

  --seed N      the world (a fresh one)
  --days D      how many simulated days (1)
  --runs N      so many seeds, told in their order (1)
  --workers N   so many seeds are played at once (as many as this machine has cores)
  --core        the core alone, without shell, store and mail
  --calm        nothing goes wrong
  --json        one object at the end, of each run: seed, days, steps, cases, events, violations`

export async function run(args: string[], io: Io): Promise<number> {
  const { values } = parseArgs({
    args,
    options: {
      seed: { type: 'string' },
      days: { type: 'string', default: '1' },
      runs: { type: 'string', default: '1' },
      workers: { type: 'string', default: String(availableParallelism()) },
      core: { type: 'boolean', default: false },
      calm: { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
    },
  })
  const first = values.seed === undefined ? randomInt(2 ** 31) : Number(values.seed)
  const days = Number(values.days)
  const runs = Number(values.runs)
  const workers = Number(values.workers)
  if (!Number.isSafeInteger(first) || first < 0 || first >= 2 ** 32)
    throw new BadUsage('--seed takes a number from 0 to 4294967295.')
  if (!(days > 0 && days <= 3_650)) throw new BadUsage('--days takes a number up to 3650.')
  if (!Number.isSafeInteger(runs) || runs < 1) throw new BadUsage('--runs takes a number.')
  if (!Number.isSafeInteger(workers) || workers < 1 || workers > workersMax)
    throw new BadUsage(`--workers takes a number up to ${workersMax}.`)
  const asked = Array.from({ length: runs }, (_, i) => ({
    seed: first + i,
    days,
    alone: values.core,
    calm: values.calm,
  }))
  const happened: Record<string, number> = {}
  for await (const played of playedOf(asked, workers, io)) {
    if (!told(played, values.json, io)) return 1
    for (const [name, times] of Object.entries(played.result.tallies))
      happened[name] = (happened[name] ?? 0) + times
  }
  return covered(happened, { isJson: values.json, isLong: runs * days >= longDays, io }) ? 0 : 1
}

const workersMax = 256
/** A run of so many days that never saw one of the ways a hand-off goes asks too little. */
const longDays = 20

type Covering = { readonly isJson: boolean; readonly isLong: boolean; readonly io: Io }

/** Says how often what should happen did; whether a long run missed none. */
function covered(happened: Readonly<Record<string, number>>, { isJson, isLong, io }: Covering): boolean {
  if (!isJson) io.out(tallied.map(name => `${name} ${happened[name] ?? 0}`).join(', '))
  const never = tallied.filter(name => !happened[name])
  if (isLong && never.length > 0) io.err(`Never happened: ${never.join(', ')}`)
  return !isLong || never.length === 0
}

/** One after the other in this thread, or several at once in others. */
async function* playedOf(asked: readonly Asked[], workers: number, io: Io): AsyncGenerator<Played> {
  const progress = progressOn(io)
  if (Math.min(workers, asked.length) > 1) yield* inOrder(asked, workers, () => seedThread(progress))
  else for (const one of asked) yield playSeed(one, (steps, at) => progress(one.seed, steps, at))
}

/** Says what came of a seed, and answers whether every rule held. */
function told({ result, seconds, found }: Played, isJson: boolean, io: Io): boolean {
  const { seed, days, steps, cases, events, violations } = result
  if (isJson) io.out(JSON.stringify({ seed, days, steps, cases, events, violations }))
  else io.out(sentence(result, seconds))
  const [first] = violations
  if (!first) return true
  io.err(`Seed ${seed} breaks ${first.rule} in step ${first.step}: ${first.says}`)
  if (found) {
    io.err(`Cut down from ${found.before} acts to ${found.acts.length}; paste it into sim/found.test.ts:`)
    for (const line of asTest({ seed, days }, found).split('\n')) io.err(line)
  }
  return false
}

function sentence({ seed, days, steps, cases, events, trace }: Played['result'], seconds: number): string {
  const facts = Object.values(events).reduce((sum, count) => sum + count, 0)
  const rate = Math.round(steps / seconds)
  return `seed ${seed}, ${days} days: ${steps} steps, ${cases} cases, ${facts} facts, ${rate} steps/s, trace ${trace}`
}

/** A word on stderr now and then, where somebody looks. */
function progressOn(io: Io): (seed: number, steps: number, at: number) => void {
  if (!process.stderr.isTTY) return () => {}
  let toldAt = performance.now()
  return (seed, steps, at) => {
    const now = performance.now()
    if (now - toldAt < 2_000) return
    toldAt = now
    io.err(`seed ${seed}: ${steps} steps, ${new Date(at).toISOString().slice(0, 16)}`)
  }
}
