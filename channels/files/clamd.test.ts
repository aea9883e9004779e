// The virus scanner is asked over its own protocol, and whatever it does instead of answering counts as away.
import assert from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer, type Server, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { after, it } from 'node:test'
import { clamd } from './clamd.ts'

const servers: Server[] = []
after(() => {
  for (const server of servers) server.close()
})

/** A daemon that reads a whole stream by its lengths, then says what `say` makes of it. */
async function daemon(say: (bytes: Buffer, socket: Socket) => string | null, path?: string): Promise<string> {
  const server = createServer(socket => {
    let held = Buffer.alloc(0)
    socket.on('error', () => {})
    socket.on('data', (data: Buffer) => {
      held = Buffer.concat([held, data])
      const whole = streamIn(held)
      const answer = whole && say(whole, socket)
      if (answer != null) socket.end(`${answer}\0`)
    })
  })
  servers.push(server)
  await new Promise<void>(done => (path ? server.listen(path, done) : server.listen(0, '127.0.0.1', done)))
  const address = server.address()
  return typeof address === 'string' ? address : `127.0.0.1:${address?.port}`
}

/** The bytes of an INSTREAM command; null: it has not ended. */
function streamIn(held: Buffer): Buffer | null {
  const command = 'zINSTREAM\0'
  assert.ok(command.startsWith(held.toString('latin1', 0, command.length)), 'another command')
  const pieces: Buffer[] = []
  for (let at = command.length; at + 4 <= held.length; ) {
    const length = held.readUInt32BE(at)
    if (length === 0) return Buffer.concat(pieces)
    pieces.push(held.subarray(at + 4, at + 4 + length))
    at += 4 + length
  }
  return null
}

const eicar = (bytes: Buffer) => (bytes.includes('EICAR') ? 'stream: Eicar-Test FOUND' : 'stream: OK')
const pieces = (...words: string[]) => Readable.from(words.map(one => Buffer.from(one)))

it('says clean or infected, over TCP and over a socket, whatever the pieces', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'clamd-'))
  for (const address of [await daemon(eicar), await daemon(eicar, join(folder, 'clamd.sock'))]) {
    const scanner = clamd(address)
    assert.deepEqual(await scanner.scan(pieces('harmless', ' words')), { scan: 'clean' })
    const found = await scanner.scan(pieces('EIC', 'AR'))
    assert.deepEqual(found, { scan: 'infected', virus: 'Eicar-Test' })
    assert.deepEqual(await scanner.scan(Readable.from([])), { scan: 'clean' })
  }
  await rm(folder, { recursive: true })
})

it('takes a stream larger than any buffer', async () => {
  let got = 0
  const address = await daemon(bytes => {
    got = bytes.length
    return 'stream: OK'
  })
  const large = Readable.from(Array.from({ length: 40 }, () => Buffer.alloc(65_536, 1)))
  assert.deepEqual(await clamd(address).scan(large), { scan: 'clean' })
  assert.equal(got, 40 * 65_536)
})

it('is away when nobody listens, it hangs up, is silent, refuses the size or talks nonsense', async () => {
  const silent = clamd(await daemon(() => null), 100)
  assert.deepEqual(await silent.scan(pieces('x')), { scan: 'away' })
  const answers = ['INSTREAM size limit exceeded. ERROR', 'stream: nonsense', '', 'x'.repeat(5_000)]
  for (const answer of answers)
    assert.deepEqual(await clamd(await daemon(() => answer)).scan(pieces('x')), { scan: 'away' })
  const hangsUp = await daemon((_bytes, socket) => {
    socket.destroy()
    return null
  })
  assert.deepEqual(await clamd(hangsUp).scan(pieces('x')), { scan: 'away' })
  assert.deepEqual(await clamd('127.0.0.1:9').scan(pieces('x')), { scan: 'away' })
})
