// Opens the desk's database for a command: the one of a running node where there is one, else a PostgreSQL of
// its own for a while.
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Io } from '#bin/command.ts'
import { runningPostgres, startPostgres } from '#server/postgres/embedded.ts'
import { type PostgresStore, postgresStore } from '#store/postgres/store.ts'

export type OpenDesk = { readonly url: string; readonly store: PostgresStore; close(): Promise<void> }

/** Where the data of this call lies: what is said, else DATA_DIR, else .data of this checkout. */
export function dataDirOf(said: string | undefined, io: Io): string {
  const root = fileURLToPath(new URL('..', import.meta.url))
  return said ? resolve(io.cwd, said) : resolve(io.env.DATA_DIR ? io.cwd : root, io.env.DATA_DIR ?? '.data')
}

/** The desk's store; `close` leaves a node that runs as it is. */
export async function openDesk(dataDir: string, io: Io): Promise<OpenDesk> {
  const running = io.env.DATABASE_URL || runningPostgres(dataDir)
  const own = running ? null : await startPostgres({ dataDir, log: io.err })
  const url = running || own!.url
  const store = await postgresStore({ url, blobDir: join(dataDir, 'blob') })
  return {
    url,
    store,
    async close() {
      await store.close()
      await own?.stop()
    },
  }
}
