// Databases for tests: each a copy of one migrated template, made in a fraction of a second. Not: the cluster
// itself.
import { createHash, randomBytes } from 'node:crypto'
import pg from 'pg'
import { type TestCluster, testCluster } from '#test/support/postgres.ts'
import { migrate, migrations } from './postgres/migrate.ts'

export type TestDatabase = { readonly url: string; drop(): Promise<void> }

let cluster: Promise<TestCluster> | null = null
let openCount = 0

/**
 * A fresh, migrated, empty database. drop() removes it; the last drop() of a process ends a cluster of its
 * own.
 */
export async function testDatabase(): Promise<TestDatabase> {
  openCount += 1
  cluster ??= testCluster()
  const { url } = await cluster
  const name = `tierline_test_${randomBytes(8).toString('hex')}`
  await withAdmin(url, async admin => {
    await admin.query(`create database ${name} template ${await template(admin, url)}`)
  })
  return { url: databaseUrl(url, name), drop: () => drop(url, name) }
}

/** An empty database without our tables, for the tests of the migrations. */
export async function emptyDatabase(): Promise<TestDatabase> {
  openCount += 1
  cluster ??= testCluster()
  const { url } = await cluster
  const name = `tierline_test_${randomBytes(8).toString('hex')}`
  await withAdmin(url, admin => admin.query(`create database ${name} template template0`))
  return { url: databaseUrl(url, name), drop: () => drop(url, name) }
}

async function drop(url: string, name: string): Promise<void> {
  await withAdmin(url, admin => admin.query(`drop database if exists ${name} with (force)`))
  openCount -= 1
  if (openCount > 0 || !cluster) return
  const last = await cluster
  cluster = null
  await last.stop()
}

/**
 * The template's name; made when it is missing. It is named by its migrations, so an old one is never taken.
 */
async function template(admin: pg.Client, url: string): Promise<string> {
  const hash = createHash('sha256').update(JSON.stringify(migrations())).digest('hex').slice(0, 16)
  const name = `tierline_template_${hash}`
  await admin.query('select pg_advisory_lock(8173002)')
  const { rowCount } = await admin.query('select from pg_database where datname = $1', [name])
  if (rowCount === 0) {
    // Made under another name first: a half-made template must not be taken for a whole one.
    const draft = `${name}_${randomBytes(4).toString('hex')}`
    await admin.query(`create database ${draft} template template0`)
    await migrate(databaseUrl(url, draft))
    await admin.query(`alter database ${draft} rename to ${name}`)
  }
  return name
}

async function withAdmin<T>(url: string, work: (admin: pg.Client) => Promise<T>): Promise<T> {
  const admin = new pg.Client({ connectionString: url, application_name: 'tierline test' })
  admin.on('error', () => {})
  await admin.connect()
  try {
    return await work(admin)
  } finally {
    await admin.end()
  }
}

function databaseUrl(url: string, name: string): string {
  const own = new URL(url)
  own.pathname = `/${name}`
  return own.href
}

/** As if the time of every lease had run out: what a node that died held in hand is free at once. */
export async function expireLeases(url: string): Promise<void> {
  await withAdmin(url, async admin => {
    await admin.query('update effect set leased_until = 0 where leased_until > 0')
    await admin.query('update case_card set ring_leased_until = 0 where ring_leased_until > 0')
    await admin.query('update mailbox_state set leased_until = 0 where leased_until > 0')
  })
}
