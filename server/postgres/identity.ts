// As whom PostgreSQL runs. It refuses to be root, so root lends it an unprivileged id for its process alone:
// no account is made and nothing but the database's own folder changes its owner.
import { type ChildProcess, type SpawnOptions, spawn, spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'

/** The id every Linux keeps for "nobody in particular". */
const nobody = 65534

export type Owner = { readonly uid: number; readonly gid: number } | null

export type Identity = {
  /** set when files of the database must belong to somebody else than us */
  readonly owner: Owner
  /** what stands before a command so that it runs as this identity */
  readonly prefix: readonly string[]
  readonly spawnAs: { readonly uid?: number; readonly gid?: number }
}

/** To whom the files of the database must belong; null: to us. */
export const owner = (): Owner => (process.getuid?.() === 0 ? { uid: nobody, gid: nobody } : null)

/**
 * Who may run `program` on files in `folder`, which belongs to the owner already.
 * Throws one sentence when we are root and there is no way to hand over to an unprivileged id.
 */
export function identity(program: string, folder: string): Identity {
  const other = owner()
  if (!other) return { owner: null, prefix: [], spawnAs: {} }
  const plain: Identity = { owner: other, prefix: [], spawnAs: other }
  if (canRun(plain, program, folder)) return plain
  for (const right of ['+dac_read_search', '+dac_override']) {
    const passing = { owner: other, prefix: keeping(right), spawnAs: {} }
    if (canRun(passing, program, folder)) return passing
  }
  throw new Error(
    'PostgreSQL must not run as root, and this machine lets root start it as nobody else: ' +
      'start Tierline as an ordinary user, or set DATABASE_URL.',
  )
}

/**
 * Where a folder above is closed to others (a 0700 home or temporary folder), the process keeps one right of
 * root's:
 * to pass closed folders; if the files themselves are closed as well, to use them. The fix-up is off because
 * initdb
 * asks the kernel by access(2), which else forgets such rights.
 */
function keeping(right: string): string[] {
  const ids = ['--reuid', String(nobody), '--regid', String(nobody), '--clear-groups']
  const rights = ['--securebits', '+no_setuid_fixup', '--inh-caps', right, '--ambient-caps', right]
  return ['setpriv', ...rights, ...ids, '--']
}

function canRun(who: Identity, program: string, folder: string): boolean {
  const shell = ['/bin/sh', '-c', 'cd "$1" && "$0" --version', program, folder]
  const [command, ...args] = [...who.prefix, ...shell] as [string, ...string[]]
  return spawnSync(command, args, { cwd: '/', stdio: 'ignore', ...who.spawnAs }).status === 0
}

/** Starts a program as an identity. */
export function spawnAs(
  who: Identity,
  program: string,
  args: readonly string[],
  options: SpawnOptions,
): ChildProcess {
  const [command, ...rest] = [...who.prefix, program, ...args] as [string, ...string[]]
  return spawn(command, rest, { ...options, ...who.spawnAs })
}

/**
 * initdb insists on a name for the id it runs under. A process in a container may have none: then it is shown
 * as
 * nobody inside a name space of its own, which changes nothing outside.
 */
export function named(who: Identity): Identity {
  const uid = who.owner?.uid ?? process.getuid?.()
  const names = readFileSync('/etc/passwd', 'utf8').split('\n')
  if (names.some(line => line.split(':')[2] === String(uid)) || !names.some(isNobody)) return who
  const mapping = ['unshare', '--user', `--map-user=${nobody}`, `--map-group=${nobody}`]
  return { ...who, prefix: [...who.prefix, ...mapping, '--'] }
}

const isNobody = (line: string) => line.split(':')[2] === String(nobody)
