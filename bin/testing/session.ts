// One run of stages: what the tests share (a PostgreSQL, a browser) is made before and taken away after.
// Not: the stages (stages.ts).
import type { Io } from '#bin/command.ts'
import type { Counts } from '#bin/testing/reporter.ts'
import { endAll, none, sum } from '#bin/testing/run.ts'
import type { Stage } from '#bin/testing/stages.ts'
import { ownCluster } from '#test/support/postgres.ts'

/** Runs stages one after the other, each with its time; a stage that throws counts as one failure. */
export async function runStages(stages: readonly Stage[], io: Io): Promise<Counts> {
  let total = none
  for (const stage of stages) {
    const began = performance.now()
    const counts = await stage.run().catch((problem: unknown) => {
      io.err(problem instanceof Error ? problem.message : String(problem))
      return { passed: 0, failed: 1, skipped: 0 }
    })
    total = sum(total, counts)
    const seconds = ((performance.now() - began) / 1000).toFixed(1)
    const mark = counts.failed > 0 ? '✗' : '✓'
    io.out(`${mark} ${stage.name.padEnd(26)} ${seconds.padStart(6)} s  ${inWords(counts)}`)
  }
  return total
}

const inWords = ({ passed, failed, skipped }: Counts) =>
  `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} left out` : ''}`

/** The line that closes a run, and its exit code. */
export function close(total: Counts, io: Io): number {
  if (total.skipped > 0) io.out(`${total.skipped} left out, for the reasons above.`)
  io.out(`${total.passed} passed, ${total.failed} failed`)
  return total.failed === 0 && total.passed > 0 ? 0 : 1
}

/**
 * Gives `work` the address of a PostgreSQL that all tests share, and takes it away afterwards, Ctrl-C
 * included.
 */
export async function withPostgres<T>(work: (url: string) => Promise<T>): Promise<T> {
  const cluster = await ownCluster()
  const interrupted = () => {
    endAll()
    void cluster.stop().finally(() => process.exit(130))
  }
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, interrupted)
  try {
    return await work(cluster.url)
  } finally {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.off(signal, interrupted)
    await cluster.stop()
  }
}
