// Brings a database to the newest shape: numbered SQL files, each once, in order, one node at a time.
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import pg from 'pg'

export type Migration = { readonly number: number; readonly name: string; readonly sql: string }

const folder = new URL('../migrations/', import.meta.url)
// Any fixed number; two nodes that start at once meet at this lock.
const lockKey = 7_846_251_904

/** The migrations that ship, numbered 1, 2, 3 … without a gap. Throws when a file is out of line. */
export function migrations(): Migration[] {
  const names = readdirSync(folder)
    .filter(name => name.endsWith('.sql'))
    .sort()
  return names.map((name, i) => {
    if (Number(/^(\d{4})-[a-z0-9-]+\.sql$/.exec(name)?.[1]) !== i + 1) {
      throw new Error(`migration ${name} is out of line: expected number ${i + 1}`)
    }
    return { number: i + 1, name, sql: readFileSync(new URL(name, folder), 'utf8') }
  })
}

const checksum = (sql: string): string =>
  createHash('sha256').update(sql.replaceAll('\r\n', '\n')).digest('hex')

/**
 * Runs what is missing. Returns how many ran. Throws when the database was made by a newer program, or when a
 * migration that ran here is not the one that ships: nothing is touched then.
 */
export async function migrate(url: string, ship: readonly Migration[] = migrations()): Promise<number> {
  const client = new pg.Client({ connectionString: url, application_name: 'tierline migrate' })
  client.on('error', () => {})
  await client.connect()
  try {
    await client.query('select pg_advisory_lock($1)', [lockKey])
    await client.query(`create table if not exists migration (
      number integer primary key check (number > 0), name text not null, checksum text not null,
      ran_at timestamptz not null default now())`)
    const { rows } = await client.query<{ number: number; name: string; checksum: string }>(
      'select number, name, checksum from migration order by number',
    )
    const missing = check(rows, ship)
    for (const migration of missing) await run(client, migration)
    return missing.length
  } finally {
    await client.end()
  }
}

function check(
  ran: readonly { number: number; name: string; checksum: string }[],
  ship: readonly Migration[],
): readonly Migration[] {
  ran.forEach((row, i) => {
    const own = ship[i]
    if (row.number !== i + 1)
      throw new Error(`the database's history has a gap before migration ${row.number}`)
    if (!own)
      throw new Error(`the database knows migration ${row.name}, this program does not: start a newer one`)
    if (own.name !== row.name || checksum(own.sql) !== row.checksum) {
      throw new Error(`migration ${own.name} is not the one that ran in this database (${row.name})`)
    }
  })
  return ship.slice(ran.length)
}

async function run(client: pg.Client, { number, name, sql }: Migration): Promise<void> {
  await client.query('begin')
  try {
    await client.query(sql)
    await client.query('insert into migration (number, name, checksum) values ($1, $2, $3)', [
      number,
      name,
      checksum(sql),
    ])
    await client.query('commit')
  } catch (error) {
    await client.query('rollback')
    throw new Error(`migration ${name} failed: ${error instanceof Error ? error.message : error}`, {
      cause: error,
    })
  }
}
