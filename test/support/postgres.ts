// A PostgreSQL for tests: the one the runner started for all, or one of our own when a file runs alone.
// Not: databases with our tables in it (store/testing.ts).
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startPostgres } from '#server/postgres/embedded.ts'

export type TestCluster = {
  /** of the superuser, on the database `postgres` */
  readonly url: string
  stop(): Promise<void>
}

/** A cluster whose data may be lost with the machine (no fsync). Its stop() leaves nothing behind. */
export async function testCluster(): Promise<TestCluster> {
  const shared = process.env.TIERLINE_TEST_DATABASE
  if (shared) return { url: shared, stop: async () => {} }
  return ownCluster()
}

/** A cluster for this caller alone, also when the runner started one for all. */
export async function ownCluster(): Promise<TestCluster> {
  const dataDir = await mkdtemp(join(tmpdir(), 'tierline-test-'))
  const clean = () => rm(dataDir, { recursive: true, force: true })
  try {
    const started = await startPostgres({ dataDir, durability: 'fast', log: () => {} })
    return { url: started.url, stop: () => started.stop().then(clean) }
  } catch (problem) {
    await clean()
    throw problem
  }
}
