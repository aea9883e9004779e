// A real virus scanner for tests: Debian's ClamAV on a socket of its own, ended by its own id. It knows one
// thing only, the test file every scanner agrees on; nothing is fetched. Not: what it is asked to prove.
import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { serverWorld } from '#bin/mail-servers.ts'

export type ClamAv = {
  /** the path of its socket */
  readonly address: string
  stop(): Promise<void>
}

const program = 'clamd'

/** Why there is no ClamAV; null where there is one. */
export const noClamAv: string | null =
  spawnSync(program, ['--version'], { stdio: 'ignore', env: serverWorld() }).status === 0
    ? null
    : 'ClamAV is not installed: apt-get install clamav-daemon'

/** Harmless, and called infected by every scanner. In two pieces: this file is looked at by scanners, too. */
export const eicar = Buffer.from(
  `X5O!P%@AP[4\\PZX54(P^)7CC)7}$${'EICAR-STANDARD-ANTIVIRUS-TEST-FILE!'}$H+H*`,
  'latin1',
)

/** Starts one. It takes streams of at most `mostMegabytes`. */
export async function openClamAv(mostMegabytes = 25): Promise<ClamAv> {
  const folder = await mkdtemp(join(tmpdir(), 'tierline-clamav-'))
  const address = join(folder, 'socket')
  const known = join(folder, 'known')
  await mkdir(known)
  // Wherever it stands in a file.
  await writeFile(join(known, 'test.ndb'), `Tierline.Test.Eicar:0:*:${eicar.toString('hex')}\n`)
  await writeFile(
    join(folder, 'clamd.conf'),
    `Foreground yes
LocalSocket ${address}
DatabaseDirectory ${known}
TemporaryDirectory ${folder}
StreamMaxLength ${mostMegabytes}M
`,
  )
  const server = spawn(program, ['--config-file', join(folder, 'clamd.conf')], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: serverWorld(),
  })
  await untilListening(server, address)
  return {
    address,
    async stop() {
      if (server.exitCode === null && server.signalCode === null) {
        const gone = once(server, 'exit')
        server.kill('SIGTERM')
        await gone
      }
      await rm(folder, { recursive: true, force: true })
    },
  }
}

/** It says so itself once its socket is there. */
async function untilListening(server: ChildProcess, path: string): Promise<void> {
  let said = ''
  const listens = new Promise<void>((done, fail) => {
    const hear = (bytes: Buffer) => {
      said += bytes
      if (/Self checking|Listening daemon|Setting connection queue/i.test(said)) done()
    }
    server.stdout?.on('data', hear)
    server.stderr?.on('data', hear)
    server.once('exit', code => fail(new Error(`ClamAV ended with ${code}: ${said}`)))
    server.once('error', fail)
  })
  await listens
  for (let tries = 0; ; tries++) {
    const socket = connect({ path })
    const isThere = await once(socket, 'connect').then(
      () => true,
      () => false,
    )
    socket.destroy()
    if (isThere) return
    if (tries > 500) throw new Error(`ClamAV does not answer: ${said}`)
  }
}
