// A small HTTP client for load: keeps its connections, sends bytes, reads answers to their end by their
// content-length, does nothing else. A tenth of the cost of a full client, so that little of the machine
// goes to it.
import { connect, type Socket } from 'node:net'

export type Answer = { readonly status: number; readonly text: string }
export type Client = (method: string, path: string, body?: string) => Promise<Answer>

/** A client over at most `connections` kept connections, with a token. */
export const client = (url: string, token: string, connections: number): Client =>
  clientAs(url, `authorization: Bearer ${token}\r\n`, connections)

/** The same with whatever header lines say who asks. */
export function clientAs(url: string, who: string, connections: number): Client {
  const { port } = new URL(url)
  const free: Line[] = []
  const waiting: ((line: Line) => void)[] = []
  let open = 0
  const take = (): Promise<Line> | Line => {
    const line = free.pop()
    if (line) return line
    if (open < connections) {
      open += 1
      return lineTo(Number(port))
    }
    return new Promise(got => waiting.push(got))
  }
  return async (method, path, body = '') => {
    const line = await take()
    const type = body && `content-type: application/json\r\ncontent-length: ${Buffer.byteLength(body)}\r\n`
    const head = `${method} ${path} HTTP/1.1\r\nhost: 127.0.0.1:${port}\r\n${who}`
    const answer = await line.ask(`${head}${type}\r\n${body}`)
    const next = waiting.shift()
    if (next) next(line)
    else free.push(line)
    return answer
  }
}

type Line = { ask(request: string): Promise<Answer> }

/** One kept connection, one request at a time. */
function lineTo(port: number): Line {
  const socket: Socket = connect({ port, host: '127.0.0.1', noDelay: true })
  let held: Buffer = Buffer.alloc(0)
  let asked: { done: (answer: Answer) => void; failed: (error: Error) => void } | null = null
  socket.on('data', (chunk: Buffer) => {
    held = held.length === 0 ? chunk : Buffer.concat([held, chunk])
    const answer = read(held)
    if (!answer) return
    held = Buffer.alloc(0)
    asked?.done(answer)
  })
  socket.on('error', error => asked?.failed(error))
  socket.on('close', () => asked?.failed(new Error('the node closed a connection under load')))
  return {
    ask(request) {
      return new Promise((done, failed) => {
        asked = { done, failed }
        socket.write(request)
      })
    },
  }
}

/** The answer once all of it has arrived. */
function read(bytes: Buffer): Answer | null {
  const end = bytes.indexOf('\r\n\r\n')
  if (end < 0) return null
  const head = bytes.toString('latin1', 0, end)
  const [, length] = /\r\ncontent-length: (\d+)/i.exec(head) ?? []
  if (length === undefined) throw new Error(`an answer without a length: ${head}`)
  if (bytes.length < end + 4 + Number(length)) return null
  return {
    status: Number(head.slice(9, 12)),
    text: bytes.toString('utf8', end + 4, end + 4 + Number(length)),
  }
}
