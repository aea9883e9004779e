// A real mail server for the tests: the one that is installed, or one installed where we may. Without it the
// tests that want one are left out, and one line says so. Not: how tests run it (test/support/dovecot.ts).
import { spawnSync } from 'node:child_process'

const has = (program: string, ...args: string[]): boolean =>
  spawnSync(program, args, { stdio: 'ignore' }).status === 0

const patienceMs = 180_000

/** Tries to have Dovecot on this machine. Nothing is done where it is there, or where we may not. */
export function ensureDovecot(log: (line: string) => void): void {
  if (has('dovecot', '--version')) return
  const mayInstall = process.getuid?.() === 0 && has('apt-get', '--version')
  if (mayInstall) {
    log('No Dovecot on this machine; asking Debian for it …')
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
    const asked = { stdio: 'ignore', env, timeout: patienceMs } as const
    const args = ['install', '-y', '-qq', '--no-install-recommends', 'dovecot-imapd']
    const isThere = spawnSync('apt-get', args, asked).status === 0
    if (!isThere && spawnSync('apt-get', ['update', '-qq'], asked).status === 0)
      spawnSync('apt-get', args, asked)
  }
  if (!has('dovecot', '--version'))
    log('Left out: the tests of mailboxes, which want Dovecot (apt-get install dovecot-imapd).')
}
