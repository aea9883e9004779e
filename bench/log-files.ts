// Brings PostgreSQL's log to where it is on a desk that has been at work: it writes into files it has written
// through before. Not: what is measured then.
import { openPool } from '#store/postgres/pool.ts'

// Creations of a fast machine fill two files of 16 MB in a second; five turns, their warm-up and the
// yardstick.
const filesPerSecond = 14
const filesMax = 100

/**
 * Fills so many files as a measurement of creations will need and has a checkpoint hand them back. A cluster
 * of
 * minutes has none to use again: each new one is first filled with zeros, and nothing commits for some 40 ms.
 * @param seconds of one turn of the measurement
 */
export async function withUsedLogFiles(databaseUrl: string, seconds: number): Promise<void> {
  const pool = openPool({ url: databaseUrl, max: 1 })
  try {
    for (let files = Math.min(filesMax, Math.ceil(seconds * filesPerSecond)); files > 0; files--) {
      // A file without a word in it is not left.
      await pool.query("select pg_logical_emit_message(false, 'bench', 'a file is full')")
      await pool.query('select pg_switch_wal()')
    }
    await pool.query('checkpoint')
  } finally {
    await pool.end()
  }
}
