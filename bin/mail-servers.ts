// Real mail servers for the tests, and the virus scanner beside them: those that are installed, or installed
// where we may. Without one the tests that want it are left out, and one line says so. Not: how tests run
// them (test/support/dovecot.ts, postfix.ts, clamav.ts).
import { spawnSync } from 'node:child_process'

type Server = {
  readonly name: string
  readonly program: readonly [string, ...string[]]
  readonly debian: string
  readonly tests: string
  /** it starts for the superuser alone; nobody else need have it */
  readonly asRootOnly?: true
}

const servers: readonly Server[] = [
  {
    name: 'Dovecot',
    program: ['dovecot', '--version'],
    debian: 'dovecot-imapd',
    tests: 'the tests of mailboxes',
  },
  {
    name: 'Postfix',
    program: ['postconf', '-d', 'mail_version'],
    debian: 'postfix',
    tests: 'the tests of mail through another server',
    asRootOnly: true,
  },
  {
    name: 'ClamAV',
    program: ['clamd', '--version'],
    debian: 'clamav-daemon',
    tests: 'the tests of files before a real virus scanner',
  },
]

/** The environment in which Debian's servers are found: not everybody looks where they lie. */
export const serverWorld = (): NodeJS.ProcessEnv => ({
  ...process.env,
  PATH: `${process.env.PATH ?? ''}:/usr/sbin:/sbin`,
})

const has = ([program, ...args]: readonly [string, ...string[]]): boolean =>
  spawnSync(program, args, { stdio: 'ignore', env: serverWorld() }).status === 0

const patienceMs = 180_000

/** Tries to have them on this machine. Nothing is done where they are there, or where we may not. */
export function ensureMailServers(log: (line: string) => void): void {
  const isRoot = process.getuid?.() === 0
  for (const server of servers) {
    const { name, program, debian, tests, asRootOnly } = server
    if (asRootOnly && !isRoot) {
      log(`Left out: ${tests}; ${name} starts for the superuser alone.`)
      continue
    }
    if (has(program)) continue
    if (isRoot && has(['apt-get', '--version'])) {
      log(`No ${name} on this machine; asking Debian for it …`)
      install(debian)
    }
    if (!has(program)) log(`Left out: ${tests}, which want ${name} (apt-get install ${debian}).`)
  }
}

function install(debian: string): void {
  const env = { ...serverWorld(), DEBIAN_FRONTEND: 'noninteractive' }
  const asked = { stdio: 'ignore', env, timeout: patienceMs } as const
  const args = ['install', '-y', '-qq', '--no-install-recommends', debian]
  const isThere = spawnSync('apt-get', args, asked).status === 0
  if (!isThere && spawnSync('apt-get', ['update', '-qq'], asked).status === 0)
    spawnSync('apt-get', args, asked)
}
