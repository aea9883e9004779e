// A real IMAP server for tests: Debian's Dovecot on a folder and a port of its own, ended by its own id.
// Where it is not installed there is none, and the test says so. Not: the reader that is tested with it.
import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { chmod, chown, mkdir, mkdtemp, readdir, rename, rm, utimes, writeFile } from 'node:fs/promises'
import { connect, createServer } from 'node:net'
import { tmpdir, userInfo } from 'node:os'
import { join } from 'node:path'
import { serverWorld } from '#bin/mail-servers.ts'

export type Dovecot = {
  readonly port: number
  /** Puts a mail into a folder as a delivery does; `isRead`: another client has read it already. */
  deliver(
    raw: string | Uint8Array,
    to?: { owner?: string; folder?: string; isRead?: boolean; at?: number },
  ): Promise<void>
  /** From now on all numbers of a folder name other mails than before. */
  newNumbers(owner?: string, folder?: string): Promise<void>
  /** The flags letters of each mail, as the server keeps them: `S` is seen. */
  flags(owner?: string, folder?: string): Promise<string[]>
  stop(): Promise<void>
}

export const password = 'mailbox-pass-phrase'
const program = 'dovecot'
const nobody = 65534

/** Why there is no Dovecot; null where there is one. */
export const noDovecot: string | null =
  spawnSync(program, ['--version'], { stdio: 'ignore', env: serverWorld() }).status === 0
    ? null
    : 'Dovecot is not installed: apt-get install dovecot-imapd'

export type DovecotOptions = {
  /** asked for the worth of an access token, in place of the password */
  readonly tokenInfoUrl?: string
  /** with which it secures a connection that asks for it */
  readonly tls?: { readonly key: string; readonly cert: string }
}

/** Starts one; every name is a mailbox of it. */
export async function openDovecot(options: DovecotOptions = {}): Promise<Dovecot> {
  const folder = await mkdtemp(join(tmpdir(), 'tierline-dovecot-'))
  const isRoot = process.getuid?.() === 0
  const own = { uid: isRoot ? nobody : process.getuid!(), gid: isRoot ? nobody : process.getgid!() }
  for (const part of ['run', 'state', 'mail']) await mkdir(join(folder, part), { mode: 0o755 })
  if (isRoot) await chown(join(folder, 'mail'), own.uid, own.gid)
  await chmod(folder, 0o755)
  const port = await freePort()
  await writeFile(join(folder, 'dovecot.conf'), configOf({ folder, port, isRoot, own, options }))
  if (options.tls) {
    await writeFile(join(folder, 'tls.crt'), options.tls.cert)
    await writeFile(join(folder, 'tls.key'), options.tls.key, { mode: 0o600 })
  }
  if (options.tokenInfoUrl) await writeFile(join(folder, 'oauth.conf'), oauthOf(options.tokenInfoUrl))
  const server = spawn(program, ['-F', '-c', join(folder, 'dovecot.conf')], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: serverWorld(),
  })
  await untilListening(server, port)
  const place = (owner: string, name: string) =>
    join(folder, 'mail', owner, name === 'INBOX' ? '' : `.${name}`)
  return {
    port,
    async deliver(raw, { owner = 'support', folder: name = 'INBOX', isRead = false, at } = {}) {
      const to = place(owner, name)
      for (const part of ['', 'tmp', 'new', 'cur']) await made(join(to, part), own, isRoot)
      const file = `${at ?? Math.floor(Date.now() / 1_000)}.${randomUUID()}.test`
      const draft = join(to, 'tmp', file)
      await writeFile(draft, raw)
      if (isRoot) await chown(draft, own.uid, own.gid)
      if (at !== undefined) await utimes(draft, at, at)
      await rename(draft, isRead ? join(to, 'cur', `${file}:2,S`) : join(to, 'new', file))
    },
    async newNumbers(owner = 'support', name = 'INBOX') {
      const at = place(owner, name)
      // Without its note of the last validity it takes the time: within one second that is the same again.
      for (const file of await readdir(at))
        if (file.startsWith('dovecot') && !file.startsWith('dovecot-uidvalidity'))
          await rm(join(at, file), { recursive: true })
    },
    async flags(owner = 'support', name = 'INBOX') {
      const at = place(owner, name)
      const parts = ['new', 'cur'].map(part => readdir(join(at, part)).catch(() => []))
      return (await Promise.all(parts)).flat().map(file => file.split(':2,')[1] ?? '')
    },
    async stop() {
      const gone = once(server, 'exit')
      server.kill('SIGTERM')
      await gone
      await rm(folder, { recursive: true, force: true })
    },
  }
}

async function made(folder: string, own: { uid: number; gid: number }, isRoot: boolean): Promise<void> {
  const first = await mkdir(folder, { recursive: true })
  if (first && isRoot) await chown(folder, own.uid, own.gid)
}

type Setting = {
  folder: string
  port: number
  isRoot: boolean
  own: { uid: number; gid: number }
  options: DovecotOptions
}

function configOf({ folder, port, isRoot, own, options }: Setting): string {
  const name = userInfo().username
  const who = isRoot ? ['dovecot', 'dovenull'] : [name, name]
  const tls = options.tls
    ? `ssl = yes\nssl_cert = <${folder}/tls.crt\nssl_key = <${folder}/tls.key`
    : 'ssl = no'
  return `base_dir = ${folder}/run
state_dir = ${folder}/state
log_path = ${folder}/log
protocols = imap
listen = 127.0.0.1
${tls}
disable_plaintext_auth = no
auth_mechanisms = plain login${options.tokenInfoUrl ? ' xoauth2' : ''}
auth_failure_delay = 0
mail_location = maildir:${folder}/mail/%n
first_valid_uid = 1
first_valid_gid = 1
mail_max_userip_connections = 50
default_internal_user = ${who[0]}
default_internal_group = ${isRoot ? 'dovecot' : groupName(own.gid)}
default_login_user = ${who[1]}
${signIns(folder, own, options)}
${services(port)}`
}

/** Dovecot wants groups by name. */
const groupName = (gid: number): string =>
  readFileSync('/etc/group', 'utf8')
    .split('\n')
    .find(line => line.split(':')[2] === String(gid))
    ?.split(':')[0] ?? userInfo().username

const signIns = (folder: string, own: Setting['own'], { tokenInfoUrl }: DovecotOptions): string => `
${tokenInfoUrl ? `passdb {\n  driver = oauth2\n  mechanisms = xoauth2\n  args = ${folder}/oauth.conf\n}` : ''}
passdb {
  driver = static
  args = password=${password}
}
userdb {
  driver = static
  args = uid=${own.uid} gid=${own.gid} home=${folder}/mail/%n
}`

const services = (port: number): string => `namespace inbox {
  inbox = yes
  mailbox Sent {
    auto = create
    special_use = \\Sent
  }
  mailbox Done {
    auto = create
  }
}
service anvil {
  chroot =
}
service imap-login {
  chroot =
  inet_listener imap {
    port = ${port}
  }
  inet_listener imaps {
    port = 0
  }
}
`

const oauthOf = (url: string): string => `grant_url =
tokeninfo_url = ${url}
introspection_url =
force_introspection = no
username_attribute = username
active_attribute = active
active_value = true
`

/** A port nobody has. Dovecot cannot take one by itself. */
async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1')
  await once(probe, 'listening')
  const { port } = probe.address() as { port: number }
  probe.close()
  await once(probe, 'close')
  return port
}

/** So long it may take to begin, on a machine where others work, too. */
const beginMs = 30_000

async function untilListening(server: ChildProcess, port: number): Promise<void> {
  const begun = performance.now()
  let said = ''
  server.stderr?.on('data', bytes => {
    said += bytes
  })
  while (performance.now() - begun < beginMs) {
    if (server.exitCode !== null) throw new Error(`Dovecot ended with ${server.exitCode}: ${said}`)
    const socket = connect(port, '127.0.0.1')
    const isThere = await once(socket, 'data').then(
      () => true,
      () => false,
    )
    socket.destroy()
    if (isThere) return
  }
  server.kill('SIGTERM')
  throw new Error(`Dovecot does not answer: ${said}`)
}
