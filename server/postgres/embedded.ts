// Starts and stops the PostgreSQL that lives in our data folder. Not: what is in it (store/).
//
// If we are killed without a word, a watchdog (a shell that reads from a pipe we hold) sees the pipe close
// and
// stops PostgreSQL; what a watchdog cannot stop, the next start does.
import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { closeSync, openSync, readdirSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { binaries } from '#server/postgres/binaries.ts'
import {
  type Durability,
  environment,
  type Folders,
  folders,
  makeOnce,
  ownFolder,
  password,
  settings,
  superuser,
  withSocket,
} from '#server/postgres/cluster.ts'
import { type Identity, identity, owner, spawnAs } from '#server/postgres/identity.ts'
import { holds, isPostgresOf, processesOf } from '#server/postgres/process.ts'

export type Postgres = {
  /** of the superuser, on the database `postgres`: postgres://…/postgres?host=<socket folder> */
  readonly url: string
  /** the postmaster's process id */
  readonly pid: number
  /** Resolves when PostgreSQL ended, whoever ended it. */
  readonly ended: Promise<void>
  /** Stops it (fast: open transactions roll back). Twice is once. */
  stop(): Promise<void>
}

export type Options = {
  readonly dataDir: string
  readonly log: (line: string) => void
  readonly durability?: Durability
}

const startMsMax = 60_000
const stopMsMax = 30_000
const logBytesMax = 10_000_000

/**
 * Starts PostgreSQL in `<dataDir>/pg`, made on the first call; a crashed one recovers by itself, an orphan of
 * a
 * killed start is stopped first. Throws one sentence that says what to do.
 */
export async function startPostgres({ dataDir, log, durability = 'safe' }: Options): Promise<Postgres> {
  const programs = binaries()
  const at = withSocket(folders(dataDir))
  ownFolder(at.home, owner())
  ownFolder(at.socket, owner())
  const who = identity(programs.postgres, at.home)
  const secret = password(at.password)
  await stopOrphan(at, log)
  await makeOnce(at, programs, who, secret)
  const child = launch(at, programs.postgres, who, durability)
  const ended = once(child, 'exit').then(() => {})
  await ready(at, child)
  const watchdog = guard(child, who)
  void ended.then(() => {
    watchdog.kill('SIGKILL')
    rmSync(at.socket, { recursive: true, force: true })
  })
  const pid = child.pid as number
  return { url: addressOf(at.socket, secret), pid, ended, stop: () => stop(child, ended) }
}

/** The address of the PostgreSQL that somebody started on this data folder; null when none runs. */
export function runningPostgres(dataDir: string): string | null {
  const at = folders(dataDir)
  const [pid, , , , socket] = processFile(at)
  if (!socket || !isPostgresOf(Number(pid), at.data)) return null
  return addressOf(socket, password(at.password))
}

function addressOf(socket: string, secret: string): string {
  const url = new URL(`postgres://${superuser}:${secret}@localhost/postgres`)
  url.searchParams.set('host', socket)
  return url.href
}

function launch(at: Folders, program: string, who: Identity, durability: Durability): ChildProcess {
  keepSmall(at.log)
  const output = openSync(at.log, 'a', 0o600)
  const child = spawnAs(who, program, ['-D', at.data, ...settings(at, durability)], {
    cwd: at.home,
    env: environment,
    stdio: ['ignore', output, output],
    // Of its own group: Ctrl-C in the terminal is for us, who stop PostgreSQL when nobody needs it any more.
    detached: true,
  })
  closeSync(output)
  return child
}

function keepSmall(log: string): void {
  const size = statSync(log, { throwIfNoEntry: false })?.size ?? 0
  if (size > logBytesMax) renameSync(log, `${log}.1`)
}

/** PostgreSQL writes "ready" into the last line of its own process file when it takes connections. */
async function ready(at: Folders, child: ChildProcess): Promise<void> {
  const gone = () => child.exitCode !== null || child.signalCode !== null
  const isReady = () => {
    const lines = processFile(at)
    return lines[0] === String(child.pid) && lines[7]?.trim() === 'ready'
  }
  const inTime = await holds(() => gone() || isReady(), startMsMax)
  if (gone())
    throw new Error(`PostgreSQL ended at once; the last lines of ${at.log} say why:\n${lastLines(at.log)}`)
  if (inTime) return
  child.kill('SIGQUIT')
  throw new Error(`PostgreSQL was not ready after ${startMsMax / 1000} s; see ${at.log}`)
}

function processFile(at: Folders): string[] {
  try {
    return readFileSync(join(at.data, 'postmaster.pid'), 'utf8').split('\n')
  } catch {
    return []
  }
}

const lastLines = (log: string) => readFileSync(log, 'utf8').trimEnd().split('\n').slice(-5).join('\n')

/** Ends PostgreSQL when our end of the pipe closes: also after kill -9, when we can do nothing ourselves. */
function guard(child: ChildProcess, who: Identity): ChildProcess {
  const watchdog = spawnAs(
    { ...who, prefix: [] },
    '/bin/sh',
    ['-c', 'read x; kill -INT "$0"', `${child.pid}`],
    {
      cwd: '/',
      env: environment,
      stdio: ['pipe', 'ignore', 'ignore'],
      detached: true,
    },
  )
  // Neither of them shall keep us alive: whoever forgets stop() still ends, and PostgreSQL after him.
  watchdog.unref()
  const pipe = watchdog.stdin as unknown as { unref(): void }
  pipe.unref()
  child.unref()
  return watchdog
}

async function stop(child: ChildProcess, ended: Promise<void>): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  child.ref()
  child.kill('SIGINT')
  const late = setTimeout(() => child.kill('SIGQUIT'), stopMsMax)
  await ended
  clearTimeout(late)
}

/**
 * A PostgreSQL that outlived the one who started it is stopped, so that we start with settings of our own.
 */
async function stopOrphan(at: Folders, log: (line: string) => void): Promise<void> {
  const pid = Number(processFile(at)[0])
  if (!Number.isSafeInteger(pid) || pid <= 1) return
  if (isPostgresOf(pid, at.data)) {
    log(`PostgreSQL (process ${pid}) outlived an earlier start; stopping it.`)
    await endAll(pid, at, () => (isPostgresOf(pid, at.data) ? [pid] : []))
    return
  }
  // Killed without a word, it leaves those who worked for it; two at once on the same files would ruin them.
  await endAll(pid, at, () => processesOf(at.data))
  // The number may belong to another program by now, which PostgreSQL alone would take for itself: in its own
  // folder as well as beside its socket.
  rmSync(join(at.data, 'postmaster.pid'), { force: true })
  for (const file of readdirSync(at.socket)) rmSync(join(at.socket, file), { force: true })
}

async function endAll(pid: number, at: Folders, left: () => number[]): Promise<void> {
  for (const signal of ['SIGINT', 'SIGQUIT', 'SIGKILL'] as const) {
    for (const one of left()) end(one, signal)
    if (await holds(() => left().length === 0, stopMsMax)) return
  }
  throw new Error(
    `PostgreSQL (process ${pid}) still runs on ${at.data} and cannot be stopped; end it yourself.`,
  )
}

function end(pid: number, signal: 'SIGINT' | 'SIGQUIT' | 'SIGKILL'): void {
  try {
    process.kill(pid, signal)
  } catch (fault) {
    // It ended by itself meanwhile.
    if ((fault as NodeJS.ErrnoException).code !== 'ESRCH') throw fault
  }
}
