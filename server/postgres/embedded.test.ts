import assert from 'node:assert/strict'
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { afterEach, beforeEach, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { type Postgres, runningPostgres, startPostgres } from '#server/postgres/embedded.ts'
import { holds, startedAt } from '#server/postgres/process.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
let dataDir: string
let running: Postgres[]

beforeEach(() => {
  // A folder that nobody else may enter: for root this is the hard case.
  dataDir = mkdtempSync(join(tmpdir(), 'tierline-pg-'))
  running = []
})
afterEach(async () => {
  await Promise.all(running.map(each => each.stop()))
  rmSync(dataDir, { recursive: true, force: true })
})

const said: string[] = []
async function start(dir = dataDir): Promise<Postgres> {
  said.length = 0
  const started = await startPostgres({ dataDir: dir, durability: 'fast', log: line => said.push(line) })
  running.push(started)
  return started
}

async function ask(url: string, sql: string): Promise<unknown[]> {
  const client = new pg.Client(url)
  await client.connect()
  try {
    return (await client.query(sql)).rows
  } finally {
    await client.end()
  }
}

test('what was written is there after a stop and a start, in Unicode, with checksums', async () => {
  const first = await start()
  await ask(first.url, "create table kept as select 'Привет, Åsa' as words")
  await first.stop()
  const second = await start()
  assert.deepEqual(await ask(second.url, 'select lower(words) as words from kept'), [
    { words: 'привет, åsa' },
  ])
  assert.deepEqual(await ask(second.url, 'show data_checksums'), [{ data_checksums: 'on' }])
  assert.deepEqual(await ask(second.url, 'show listen_addresses'), [{ listen_addresses: '' }])
})

test('nobody gets in without the password, which only we may read', async () => {
  const { url } = await start()
  const other = new URL(url)
  other.password = 'guess'
  await assert.rejects(ask(other.href, 'select 1'), /password authentication failed/)
  assert.equal(statSync(join(dataDir, 'pg.password')).mode & 0o777, 0o600)
})

test('whoever else works on the folder finds a PostgreSQL that runs, and none that does not', async () => {
  assert.equal(runningPostgres(dataDir), null)
  const { url, stop } = await start()
  assert.equal(runningPostgres(dataDir), url)
  await stop()
  assert.equal(runningPostgres(dataDir), null)
})

test('stopping twice is stopping once', async () => {
  const { stop, pid } = await start()
  await Promise.all([stop(), stop()])
  await stop()
  assert.equal(startedAt(pid), null)
})

test('a data folder deeper than a socket may lie works', async () => {
  const deep = join(dataDir, 'a'.repeat(60), 'b'.repeat(60))
  const { url } = await start(deep)
  assert.deepEqual(await ask(url, 'select 1 as one'), [{ one: 1 }])
  assert.equal(runningPostgres(deep), url)
})

/** Another program that holds a PostgreSQL: the pid it tells, and its process. */
async function holder(): Promise<{ holding: ChildProcess; pid: number; url: string }> {
  const script = `import { startPostgres } from '#server/postgres/embedded.ts'
    const { pid, url } = await startPostgres({ dataDir: ${JSON.stringify(dataDir)}, log() {} })
    console.log(JSON.stringify({ pid, url }))
    setInterval(() => {}, 1000)`
  const args = ['--input-type=module', '-e', script]
  const holding = spawn(process.execPath, args, { cwd: root, stdio: ['ignore', 'pipe', 'inherit'] })
  const [line] = await once(createInterface({ input: holding.stdout }), 'line')
  return { holding, ...(JSON.parse(line) as { pid: number; url: string }) }
}

async function killed(holding: ChildProcess): Promise<void> {
  holding.kill('SIGKILL')
  await once(holding, 'exit')
}

test('PostgreSQL does not stay when we are killed, and what was acknowledged stays', async () => {
  const { holding, pid, url } = await holder()
  await ask(url, 'create table kept as select 1 as one')
  await killed(holding)
  assert.ok(await holds(() => startedAt(pid) === null, 10_000), 'PostgreSQL outlived us')
  assert.deepEqual(await ask((await start()).url, 'select one from kept'), [{ one: 1 }])
})

/** The watchdog of a PostgreSQL, by the one argument it was given. */
function watchdogOf(pid: number): number {
  const isWatchdog = (process: string) => {
    const args = readFileSync(`/proc/${process}/cmdline`, 'utf8').split('\0')
    return args[2]?.startsWith('read x; kill') === true && args[3] === String(pid)
  }
  const found = readdirSync('/proc').find(each => startedAt(Number(each)) !== null && isWatchdog(each))
  assert.ok(found, 'no watchdog')
  return Number(found)
}

test('an orphan whose watchdog was killed as well is stopped by the next start', async () => {
  const { holding, pid, url } = await holder()
  await ask(url, 'create table kept as select 1 as one')
  process.kill(watchdogOf(pid), 'SIGKILL')
  await killed(holding)
  const next = await start()
  assert.match(said.join(), /outlived an earlier start/)
  assert.equal(startedAt(pid), null)
  assert.deepEqual(await ask(next.url, 'select one from kept'), [{ one: 1 }])
})

test('a process file that a kill left behind does not stand in the way, even if its number lives again', async () => {
  const first = await start()
  await first.stop()
  const file = join(dataDir, 'pg', 'data', 'postmaster.pid')
  writeFileSync(file, `${process.pid}\n${join(dataDir, 'pg', 'data')}\n1\n5432\n\n\n\nready\n`)
  // A postmaster that was killed leaves the same beside its socket.
  mkdirSync(join(dataDir, 'pg', 'socket'), { recursive: true })
  writeFileSync(join(dataDir, 'pg', 'socket', '.s.PGSQL.5432.lock'), `${process.pid}\n`)
  const second = await start()
  assert.deepEqual(await ask(second.url, 'select 1 as one'), [{ one: 1 }])
})

test('a cluster whose making was cut off is made again', async () => {
  mkdirSync(join(dataDir, 'pg', 'making', 'base'), { recursive: true })
  const { url } = await start()
  assert.deepEqual(await ask(url, 'select 1 as one'), [{ one: 1 }])
  assert.equal(existsSync(join(dataDir, 'pg', 'making')), false)
})

test('a cluster that cannot start says why, in the words of PostgreSQL', async () => {
  const first = await start()
  await first.stop()
  const version = join(dataDir, 'pg', 'data', 'PG_VERSION')
  writeFileSync(version, '9.1\n')
  await assert.rejects(start(), /database files are incompatible/)
  assert.match(readFileSync(join(dataDir, 'pg.log'), 'utf8'), /9\.1/)
})
