// One seed from beginning to end: played, timed, and cut down where a rule breaks. Not: the run itself
// (run.ts), nor which seeds are played where (threads.ts).
import { run } from '#sim/run.ts'
import type { RunOptions, RunResult } from '#sim/running.ts'
import { type Found, shrink } from '#sim/shrink.ts'

/** A run that can be asked of another thread: plain data. */
export type Asked = Pick<RunOptions, 'seed' | 'days' | 'calm' | 'alone'> & {
  /** for its time alone: a run that fails is not cut down, which takes minutes */
  readonly isTimed?: true
}
export type Played = {
  readonly result: RunResult
  readonly seconds: number
  /** the few acts that break a rule, where one broke on the whole shell */
  readonly found: Found | null
}

export async function playSeed(
  { isTimed, ...asked }: Asked,
  progress: RunOptions['progress'],
): Promise<Played> {
  const started = performance.now()
  const result = await run({ ...asked, progress })
  const seconds = (performance.now() - started) / 1_000
  const isCutDown = result.violations.length > 0 && !asked.alone && !isTimed
  return { result, seconds, found: isCutDown ? await shrink(asked) : null }
}
