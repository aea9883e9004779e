// A small HTTP client for load: keeps its connections, reads answers to their end, does nothing else.
import { Agent, request } from 'node:http'

export type Client = (
  method: string,
  path: string,
  body?: string,
  headers?: Record<string, string>,
) => Promise<{ status: number; text: string }>

/** A client over at most `connections` kept connections, with a token. */
export function client(url: string, token: string, connections: number): Client {
  const agent = new Agent({ keepAlive: true, maxSockets: connections })
  const base = new URL(url)
  return (method, path, body, headers = {}) =>
    new Promise((done, failed) => {
      const sent = request(
        {
          agent,
          method,
          path,
          host: '127.0.0.1',
          port: base.port,
          headers: {
            authorization: `Bearer ${token}`,
            ...(body && { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) }),
            ...headers,
          },
        },
        answer => {
          const chunks: Buffer[] = []
          answer.on('data', (chunk: Buffer) => chunks.push(chunk))
          answer.on('end', () =>
            done({ status: answer.statusCode ?? 0, text: Buffer.concat(chunks).toString() }),
          )
        },
      )
      sent.on('error', failed)
      sent.end(body)
    })
}
