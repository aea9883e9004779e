// Asks a ClamAV daemon about bytes, over its socket: they go in pieces and never lie in memory as a whole.
// Not: what follows from its word (server/file-desk.ts).
import { connect, type Socket } from 'node:net'
import type { Readable } from 'node:stream'

/** What a scanner says; away: it could not be asked, or would not say. */
export type Scanned =
  | { readonly scan: 'clean' | 'away' }
  | { readonly scan: 'infected'; readonly virus: string }

export type Scanner = { scan(bytes: Readable): Promise<Scanned> }

const patienceMs = 30_000
const answerMost = 4_096

/** A scanner at `host:port`, or at the path of a socket. Never rejects. */
export function clamd(address: string, limitMs = patienceMs): Scanner {
  return { scan: bytes => scanned(() => socketTo(address), bytes, limitMs) }
}

function socketTo(address: string): Socket {
  if (address.startsWith('/')) return connect({ path: address })
  const at = address.lastIndexOf(':')
  return connect({ host: address.slice(0, at).replace(/^\[|\]$/g, ''), port: Number(address.slice(at + 1)) })
}

function scanned(open: () => Socket, bytes: Readable, limitMs: number): Promise<Scanned> {
  return new Promise(done => {
    const socket = open()
    let answer = ''
    const end = (said: Scanned) => {
      clearTimeout(timer)
      socket.destroy()
      bytes.destroy()
      done(said)
    }
    const timer = setTimeout(() => end({ scan: 'away' }), limitMs)
    socket.on('error', () => end(saidBy(answer)))
    socket.on('close', () => end(saidBy(answer)))
    socket.on('data', data => {
      answer += data.toString('latin1')
      if (answer.includes('\0') || answer.length > answerMost) end(saidBy(answer))
    })
    socket.on('connect', () => {
      send(socket, bytes).catch(() => end({ scan: 'away' }))
    })
  })
}

/** The command, each piece behind its length, and an empty one for the end. */
async function send(socket: Socket, bytes: Readable): Promise<void> {
  const write = async (piece: Uint8Array) => {
    if (socket.destroyed) return
    if (!socket.write(piece)) await new Promise(done => socket.once('drain', done).once('close', done))
  }
  await write(Buffer.from('zINSTREAM\0'))
  for await (const piece of bytes as AsyncIterable<Buffer>) {
    if (socket.destroyed) return
    const length = Buffer.alloc(4)
    length.writeUInt32BE(piece.length)
    await write(length)
    await write(piece)
  }
  await write(Buffer.alloc(4))
}

/** "stream: OK", "stream: Name FOUND"; anything else is no word on the file. */
function saidBy(answer: string): Scanned {
  const [line = ''] = answer.split('\0')
  if (/^stream: OK\s*$/.test(line)) return { scan: 'clean' }
  const [, virus] = /^stream: (.{1,200}) FOUND\s*$/.exec(line) ?? []
  return virus === undefined ? { scan: 'away' } : { scan: 'infected', virus }
}
