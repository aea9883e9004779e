// A small S3 for tests: the four requests, and it believes nobody: each signature is computed anew by the
// rules of the service, independently of the library that made it. Not: a store anybody should keep
// anything in.
import { createHash, createHmac } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { buffer } from 'node:stream/consumers'

export type FakeS3 = {
  readonly url: URL
  readonly secret: string
  /** the method of each request that was let in */
  readonly asked: string[]
  /** puts other bytes in place of an object; null: none */
  change(sha256: string, bytes: Buffer | null): void
  close(): Promise<void>
}

const secret = 'a secret of forty characters or about so'
const hex = (words: string | Buffer) => createHash('sha256').update(words).digest('hex')
const hmac = (key: string | Buffer, words: string) => createHmac('sha256', key).update(words).digest()

/** Whether a request is signed with our secret, over what it really is. */
function isSigned(request: IncomingMessage, body: Buffer): boolean {
  const [, date, region, names, given] =
    /Credential=key\/(\d{8})\/(\w+)\/s3\/aws4_request, SignedHeaders=([\w;-]+), Signature=(\w+)$/.exec(
      request.headers.authorization ?? '',
    ) ?? []
  if (!date || !region || !names?.split(';').includes('host')) return false
  const headers = names.split(';').map(name => `${name}:${request.headers[name]}\n`)
  const digest = request.headers['x-amz-content-sha256']
  if (digest !== hex(body)) return false
  const canonical = [request.method, request.url, '', headers.join(''), names, digest].join('\n')
  const scope = `${date}/${region}/s3/aws4_request`
  const toSign = ['AWS4-HMAC-SHA256', request.headers['x-amz-date'], scope, hex(canonical)].join('\n')
  const key = ['s3', 'aws4_request'].reduce<Buffer>(hmac, hmac(hmac(`AWS4${secret}`, date), region))
  return hmac(key, toSign).toString('hex') === given
}

/** Starts one on a free port. */
export async function fakeS3(): Promise<FakeS3> {
  const objects = new Map<string, Buffer>()
  const asked: string[] = []
  const answer = async (request: IncomingMessage, response: ServerResponse) => {
    const body = await buffer(request)
    const say = (status: number, headers = {}, bytes?: Buffer) => {
      response.writeHead(status, headers)
      response.end(request.method === 'HEAD' ? undefined : bytes)
    }
    if (!isSigned(request, body)) return say(403)
    asked.push(request.method ?? '')
    const key = request.url ?? ''
    if (request.method === 'PUT') {
      objects.set(key, body)
      return say(200)
    }
    if (request.method === 'DELETE') return say(objects.delete(key) ? 204 : 404)
    const found = objects.get(key)
    if (!found) return say(404)
    const [, from, to] = /^bytes=(\d+)-(\d+)$/.exec(request.headers.range ?? '') ?? []
    if (from === undefined) return say(200, { 'content-length': found.length }, found)
    return say(206, {}, found.subarray(Number(from), Number(to) + 1))
  }
  const server = createServer((request, response) => void answer(request, response))
  await new Promise<void>(done => server.listen(0, '127.0.0.1', done))
  const { port } = server.address() as AddressInfo
  return {
    url: new URL(`http://127.0.0.1:${port}/desk/blobs`),
    secret,
    asked,
    change(sha256, bytes) {
      const key = `/desk/blobs/${sha256.slice(0, 2)}/${sha256}`
      if (bytes) objects.set(key, bytes)
      else objects.delete(key)
    },
    close: () => new Promise(done => server.close(() => done())),
  }
}
