// A real mail server between the desk and the world, for tests: Debian's Postfix on folders and a port of its
// own, ended by its own id. It starts as root only; where there is none the test says so. Not: what it is
// asked to prove.
import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { connect, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { serverWorld } from '#bin/mail-servers.ts'

export type Postfix = {
  /** everything it has said so far */
  said(): Promise<string>
  stop(): Promise<void>
}

/** Why there is no Postfix; null where there is one. */
export const noPostfix: string | null =
  process.getuid?.() !== 0
    ? 'Postfix starts as root only'
    : spawnSync('postconf', ['-d', 'mail_version'], { stdio: 'ignore', env: serverWorld() }).status === 0
      ? null
      : 'Postfix is not installed: apt-get install postfix'

/** Starts one that relays for this machine: mail for each domain to its port of this machine, no other. */
export async function openPostfix(port: number, routes: Readonly<Record<string, number>>): Promise<Postfix> {
  const folder = await mkdtemp(join(tmpdir(), 'tierline-postfix-'))
  await chmod(folder, 0o755)
  for (const part of ['etc', 'queue', 'data']) await mkdir(join(folder, part), { mode: 0o755 })
  await writeFile(join(folder, 'etc', 'transport'), transportOf(routes))
  await writeFile(join(folder, 'etc', 'main.cf'), mainOf(folder))
  await writeFile(join(folder, 'etc', 'master.cf'), masterOf(port))
  spawnSync('chown', ['postfix', join(folder, 'data')])
  const server = spawn('postfix', ['-c', join(folder, 'etc'), 'start-fg'], {
    stdio: 'ignore',
    env: serverWorld(),
  })
  const said = () => readFile(join(folder, 'log'), 'utf8').catch(() => '')
  await untilListening(server, port, said)
  return {
    said,
    async stop() {
      // The program that was started only waits for the one that serves; it is that one which has to end.
      const gone = once(server, 'exit')
      spawnSync('postfix', ['-c', join(folder, 'etc'), 'stop'], { stdio: 'ignore', env: serverWorld() })
      await gone
      await rm(folder, { recursive: true, force: true })
    },
  }
}

const transportOf = (routes: Readonly<Record<string, number>>): string =>
  Object.entries(routes)
    .map(([domain, port]) => `/@${domain.replaceAll('.', '\\.')}$/ smtp:[127.0.0.1]:${port}\n`)
    .join('')

const mainOf = (folder: string): string => `compatibility_level = 3.6
queue_directory = ${folder}/queue
data_directory = ${folder}/data
command_directory = /usr/sbin
daemon_directory = /usr/lib/postfix/sbin
mail_owner = postfix
setgid_group = postdrop
maillog_file = ${folder}/log
maillog_file_prefixes = ${tmpdir()}
myhostname = mx.outside.example
mydestination =
local_recipient_maps =
alias_maps =
alias_database =
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
mynetworks = 127.0.0.0/8
smtpd_relay_restrictions = permit_mynetworks, reject
transport_maps = regexp:${folder}/etc/transport
default_transport = error:no such domain
smtp_tls_security_level = may
smtp_tls_loglevel = 1
smtp_dns_support_level = disabled
smtp_host_lookup = native
minimal_backoff_time = 1s
maximal_backoff_time = 2s
queue_run_delay = 1s
`

const masterOf = (port: number): string => `127.0.0.1:${port} inet n - n - - smtpd
pickup unix n - n 60 1 pickup
cleanup unix n - n - 0 cleanup
qmgr unix n - n 1 1 qmgr
tlsmgr unix - - n 1000? 1 tlsmgr
rewrite unix - - n - - trivial-rewrite
bounce unix - - n - 0 bounce
defer unix - - n - 0 bounce
trace unix - - n - 0 bounce
flush unix n - n 1000? 0 flush
smtp unix - - n - - smtp
relay unix - - n - - smtp
error unix - - n - - error
retry unix - - n - - error
discard unix - - n - - discard
anvil unix - - n - 1 anvil
scache unix - - n - 1 scache
postlog unix-dgram n - n - 1 postlogd
`

/** A port nobody listens at now, for a server that has to be told its own. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as { port: number }
  server.close()
  await once(server, 'close')
  return port
}

async function untilListening(
  server: ChildProcess,
  port: number,
  said: () => Promise<string>,
): Promise<void> {
  const end = performance.now() + 20_000
  while (performance.now() < end && server.exitCode === null) {
    const socket = connect(port, '127.0.0.1')
    const isOpen = await new Promise(resolve => {
      socket.once('connect', () => resolve(true))
      socket.once('error', () => resolve(false))
    })
    socket.destroy()
    if (isOpen) return
    await new Promise(resolve => setTimeout(resolve, 50))
  }
  server.kill('SIGTERM')
  throw new Error(`Postfix does not listen (${server.exitCode}): ${(await said()).slice(-500)}`)
}
