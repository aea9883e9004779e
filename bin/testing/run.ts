// Runs programs of the checkout for the test runner and reads what they counted. Not: which ones (stages.ts).
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Counts, Line } from '#bin/testing/reporter.ts'

export const root = fileURLToPath(new URL('../..', import.meta.url))

const reporter = fileURLToPath(new URL('reporter.ts', import.meta.url))
const examplesOnly = new URL('examples-only.ts', import.meta.url).href
const blocking = new URL('blocking.ts', import.meta.url).href
const testMsMax = 4 * 60_000
const stageMsMax = 35 * 60_000
/** A stage that takes this long says which of its files took longest. */
const longStageMs = 5 * 60_000

/** What helps tests needs no test of every branch itself. */
const testCode = ['**/*.test.ts', 'core/testing/**']

const running = new Set<ChildProcess>()

/** Ends whatever runs: for Ctrl-C. */
export function endAll(): void {
  for (const child of running) child.kill('SIGTERM')
}

/** Runs a program (Node unless another is named) in the checkout; whether it ended with 0. */
export async function node(
  args: readonly string[],
  env: Readonly<Record<string, string>>,
  program = process.execPath,
): Promise<boolean> {
  // A runner inside a test (of this file, say) is a runner all the same.
  const { NODE_TEST_CONTEXT: _, ...outer } = process.env
  const child = spawn(program, args, { cwd: root, stdio: ['ignore', 2, 2], env: { ...outer, ...env } })
  running.add(child)
  const late = setTimeout(() => child.kill('SIGKILL'), env.FULL ? 2 ** 31 - 1 : stageMsMax)
  const [code] = await once(child, 'close')
  clearTimeout(late)
  running.delete(child)
  return code === 0
}

export type TestRun = {
  readonly files: readonly string[]
  readonly world: Readonly<Record<string, string>>
  /** all files in one process */
  readonly together?: boolean
  /** how many files at the same time, each in a process of its own */
  readonly atOnce?: number
  /** files of which an example must take every branch: what properties draw by chance does not count */
  readonly cover?: readonly string[]
}

/**
 * Runs test files with node:test and answers with its own numbers; each line with a branch that no example
 * takes is a failure besides.
 */
export async function nodeTest(run: TestRun): Promise<Counts> {
  const folder = mkdtempSync(join(tmpdir(), 'tierline-counts-'))
  const counts = join(folder, 'counts')
  writeFileSync(counts, '')
  const args = ['--test', `--test-reporter=${reporter}`, `--test-timeout=${run.world.FULL ? 0 : testMsMax}`]
  // A test that ran out of time may still be waiting for something: its file ends all the same.
  // What it has reported by then must not be lost on the way: the end of a process waits for no pipe.
  args.push('--test-force-exit', `--import=${blocking}`)
  if (run.together) args.push('--test-isolation=none')
  if (run.atOnce) args.push(`--test-concurrency=${run.atOnce}`)
  if (run.cover?.length) args.push('--experimental-test-coverage', `--import=${examplesOnly}`)
  for (const helper of run.cover?.length ? testCode : []) args.push(`--test-coverage-exclude=${helper}`)
  for (const pattern of run.cover ?? []) args.push(`--test-coverage-include=${pattern}`)
  // Counting branches needs code compiled anew: what was kept has forgotten where each one begins.
  const anew = run.cover?.length ? { NODE_DISABLE_COMPILE_CACHE: '1' } : {}
  const env = { ...run.world, ...anew, TIERLINE_TEST_COUNTS: counts }
  const ok = await node([...args, ...run.files], env)
  const lines = readFileSync(counts, 'utf8')
    .split('\n')
    .filter(Boolean)
    .map(line => JSON.parse(line) as Line)
  rmSync(folder, { recursive: true })
  process.stderr.write(longest(lines))
  const counted = lines.filter(line => 'passed' in line).reduce(sum, none)
  const silent = run.together ? [] : silentFiles(run.files, lines)
  for (const file of silent) process.stderr.write(`\n✗ ${file}\n  ended before it had told its results\n\n`)
  const missed = [...new Set(lines.flatMap(line => ('missed' in line ? [line.missed] : [])))].sort()
  for (const place of missed) process.stderr.write(`✗ ${place}: no example takes a branch of this line\n`)
  const failed = counted.failed + silent.length + missed.length
  return judged({ ...counted, failed }, ok)
}

/** The ten files that took longest, of a stage that takes minutes. */
function longest(lines: readonly Line[]): string {
  const times = lines.flatMap(line => ('ended' in line && line.ms ? [{ file: line.ended, ms: line.ms }] : []))
  if (times.reduce((all, { ms }) => all + ms, 0) < longStageMs) return ''
  const most = times.sort((one, two) => two.ms - one.ms).slice(0, 10)
  const told = most.map(({ file, ms }) => `${relative(root, file)} ${Math.round(ms / 1_000)} s`)
  return `\nWhat took longest: ${told.join(', ')}\n`
}

/** Files that neither summed up nor failed: their process ended, and node:test takes its 0 for success. */
function silentFiles(files: readonly string[], lines: readonly Line[]): string[] {
  const ended = new Set(lines.map(line => ('ended' in line ? line.ended : '')))
  return files.filter(file => !ended.has(resolve(root, file)))
}

/** A run that failed without a failed test (it was ended, or broke while loading) counts as one failure. */
function judged(counts: Counts, ok: boolean): Counts {
  const silent = counts.failed === 0 && (!ok || counts.passed + counts.skipped === 0)
  return silent ? { ...counts, failed: 1 } : counts
}

export const none: Counts = { passed: 0, failed: 0, skipped: 0 }

export const sum = (one: Counts, two: Counts): Counts => ({
  passed: one.passed + two.passed,
  failed: one.failed + two.failed,
  skipped: one.skipped + two.skipped,
})
