// A PostgreSQL cluster on disk: where its parts lie, how it is made once, with which settings it runs.
// Not: the process (embedded.ts).
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Binaries } from '#server/postgres/binaries.ts'
import { type Identity, named, type Owner, spawnAs } from '#server/postgres/identity.ts'

export type Folders = {
  /** all that PostgreSQL may own */
  readonly home: string
  readonly data: string
  readonly socket: string
  readonly password: string
  readonly log: string
}

export const superuser = 'postgres'

/**
 * The kernel allows 107 bytes for a socket's path; `/.s.PGSQL.5432.lock` is the longest name in the folder.
 */
const socketFolderMax = 107 - '/.s.PGSQL.5432.lock'.length

/** Where the parts of a data folder's cluster lie. */
export function folders(dataDir: string): Folders {
  mkdirSync(dataDir, { recursive: true })
  const dir = realpathSync(dataDir)
  const home = join(dir, 'pg')
  return {
    home,
    data: join(home, 'data'),
    socket: join(home, 'socket'),
    password: join(dir, 'pg.password'),
    log: join(dir, 'pg.log'),
  }
}

/** The same, with the socket on a short path where its own is too long: of a name that nobody can foresee. */
export function withSocket(at: Folders): Folders {
  const fits = Buffer.byteLength(at.socket) <= socketFolderMax
  return fits ? at : { ...at, socket: mkdtempSync(join(tmpdir(), 'tierline-')) }
}

/** A folder that only the database's identity may enter. */
export function ownFolder(path: string, owner: Owner): void {
  mkdirSync(path, { recursive: true, mode: 0o700 })
  if (owner) chownSync(path, owner.uid, owner.gid)
  chmodSync(path, 0o700)
}

/** The superuser's password: made once, readable by us alone. */
export function password(path: string): string {
  if (!existsSync(path)) writeFileSync(path, randomBytes(24).toString('base64url'), { mode: 0o600 })
  return readFileSync(path, 'utf8').trim()
}

const inUnicode = ['--encoding=UTF8', '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8']

/**
 * Makes the cluster if there is none: with checksums, in Unicode, open to nobody without the password.
 * A half-made one (we were killed meanwhile) has no final name yet and is made again.
 */
export async function makeOnce(
  at: Folders,
  programs: Binaries,
  who: Identity,
  secret: string,
): Promise<void> {
  if (existsSync(at.data)) return
  const draft = join(at.home, 'making')
  rmSync(draft, { recursive: true, force: true })
  const secretFile = join(at.home, 'making.password')
  writeFileSync(secretFile, secret, { mode: 0o600 })
  if (who.owner) chownSync(secretFile, who.owner.uid, who.owner.gid)
  const args = [
    '-D',
    draft,
    '-U',
    superuser,
    `--pwfile=${secretFile}`,
    '--auth=scram-sha-256',
    '--data-checksums',
  ]
  const maker = spawnAs(named(who), programs.initdb, [...args, ...inUnicode], {
    cwd: at.home,
    env: environment,
    stdio: ['ignore', 'ignore', 'pipe'],
    // Ctrl-C in the terminal is for us: a start that is to end makes the folder to its end first.
    detached: true,
  })
  let complaint = ''
  maker.stderr?.on('data', text => {
    complaint += text
  })
  const [code] = await once(maker, 'close')
  rmSync(secretFile, { force: true })
  if (code !== 0) throw new Error(`PostgreSQL's folder could not be made in ${at.home}: ${complaint.trim()}`)
  renameSync(draft, at.data)
}

/** Nothing of our own environment reaches PostgreSQL: its variables would override the settings below. */
export const environment = { PATH: '/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin', LC_ALL: 'C', TZ: 'UTC' }

/**
 * `safe`: what was acknowledged survives a loss of power. `fast`: for tests, where the data may go with the
 * machine.
 */
export type Durability = 'safe' | 'fast'

/** The settings, given at every start, so that a new version of Tierline brings its own. */
export function settings(at: Folders, durability: Durability): string[] {
  const common = {
    listen_addresses: '',
    unix_socket_directories: at.socket,
    unix_socket_permissions: '0700',
    port: '5432',
    max_connections: '200',
    timezone: 'UTC',
    log_timezone: 'UTC',
    log_line_prefix: '%m [%p] ',
    log_checkpoints: 'off',
    password_encryption: 'scram-sha-256',
  }
  const safe = {
    shared_buffers: '256MB',
    max_wal_size: '2GB',
    // Files of its log that are used again: a new one is filled with zeros first, and nothing commits
    // meanwhile.
    min_wal_size: '256MB',
    checkpoint_timeout: '15min',
    synchronous_commit: 'on',
  }
  const fast = { shared_buffers: '64MB', fsync: 'off', full_page_writes: 'off', synchronous_commit: 'off' }
  const chosen = { ...common, ...(durability === 'safe' ? safe : fast) }
  return Object.entries(chosen).flatMap(([name, value]) => ['-c', `${name}=${value}`])
}
