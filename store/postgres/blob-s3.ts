// Blobs in any store that speaks S3: four requests, signed, streamed both ways. A put that was answered is
// durable by the service's word. Not: listing what lies there; what no commit followed is left to the
// service's own rules of life.
import { createHash, randomUUID } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { mkdir, rm } from 'node:fs/promises'
import { type IncomingMessage, request as httpRequest } from 'node:http'
import { request as httpsRequest } from 'node:https'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { AwsV4Signer } from 'aws4fetch'
import { BlobDamaged, BlobsAway, BlobsNotKept } from '../blob-damaged.ts'
import { type BlobPlace, type Incoming, sizeOf, streamOf } from './blob-place.ts'

export type S3Options = {
  /** endpoint, bucket and, where one is wanted, a folder: https://s3.example/desk/blobs */
  readonly url: URL
  readonly accessKeyId: string
  readonly secretAccessKey: string
  readonly region: string
  /** a folder of this machine for what must be looked at as a file */
  readonly nearDir: string
}

const patienceMs = 60_000
const emptyHash = createHash('sha256').digest('hex')

/** Blobs in a bucket. */
export function s3Place(options: S3Options): BlobPlace {
  const send = sender(options)
  const place: BlobPlace = {
    async keep(sha256, incoming, anew) {
      try {
        if (!anew && (await isThere(send, sha256, sizeOf(incoming)))) return
        const { statusCode } = await settled(send('PUT', sha256, { incoming }))
        if (statusCode !== 200) throw new BlobsAway(`the blob store answered ${statusCode} to a put`)
      } catch (fault) {
        throw fault instanceof BlobsAway ? new BlobsNotKept(fault.message, { cause: fault }) : fault
      }
    },
    async open(sha256, range) {
      const headers = range ? { range: `bytes=${range.from}-${range.to}` } : {}
      const answer = await send('GET', sha256, { headers })
      if (answer.statusCode === (range ? 206 : 200)) return answer
      answer.resume()
      if (answer.statusCode === 404) throw new BlobDamaged(sha256, 'missing')
      throw new BlobsAway(`the blob store answered ${answer.statusCode} to a get`)
    },
    async near(sha256, work) {
      await mkdir(options.nearDir, { recursive: true, mode: 0o700 })
      const path = join(options.nearDir, `${sha256}.${randomUUID()}`)
      try {
        await pipeline(await place.open(sha256), createWriteStream(path, { flags: 'wx', mode: 0o600 }))
        return await work(path)
      } finally {
        await rm(path, { force: true })
      }
    },
    async remove(sha256) {
      const { statusCode } = await settled(send('DELETE', sha256, {}))
      if (statusCode !== 204 && statusCode !== 200 && statusCode !== 404)
        throw new BlobsAway(`the blob store answered ${statusCode} to a delete`)
    },
    sweep: async () => 0,
    fault: () => triedOnce(place),
  }
  return place
}

/** The empty object is put there and stays: it costs nothing, and names no file. */
const triedOnce = (place: BlobPlace) =>
  place.keep(emptyHash, { bytes: new Uint8Array() }, true).then(
    () => null,
    () => 'failing' as const,
  )

type More = { readonly headers?: Readonly<Record<string, string>>; readonly incoming?: Incoming }
type Send = (method: string, sha256: string, more: More) => Promise<IncomingMessage>

async function isThere(send: Send, sha256: string, size: number): Promise<boolean> {
  const { statusCode, headers } = await settled(send('HEAD', sha256, {}))
  return statusCode === 200 && Number(headers['content-length']) === size
}

/** An answer of which only the head is of use. */
async function settled(asked: Promise<IncomingMessage>): Promise<IncomingMessage> {
  const answer = await asked
  answer.resume()
  return answer
}

function sender({ url, accessKeyId, secretAccessKey, region }: S3Options): Send {
  const base = url.href.replace(/\/$/, '')
  return async (method, sha256, { headers = {}, incoming }) => {
    const length = incoming ? { 'content-length': String(sizeOf(incoming)) } : {}
    const signed = await new AwsV4Signer({
      ...{ method, url: `${base}/${sha256.slice(0, 2)}/${sha256}`, accessKeyId, secretAccessKey, region },
      service: 's3',
      // Of what is sent the digest is its own name: nothing has to be read twice for the signature.
      headers: { ...headers, 'x-amz-content-sha256': incoming ? sha256 : emptyHash },
    }).sign()
    const sent = Object.fromEntries(signed.headers.entries())
    return exchange(signed.url, method, { ...sent, ...length }, incoming ? streamOf(incoming) : null)
  }
}

function exchange(
  url: URL,
  method: string,
  headers: Readonly<Record<string, string>>,
  body: Readable | null,
): Promise<IncomingMessage> {
  return new Promise((done, fail) => {
    const away = (fault: Error) => fail(new BlobsAway(fault.message, { cause: fault }))
    const asked = (url.protocol === 'https:' ? httpsRequest : httpRequest)(url, { method, headers }, done)
    asked.setTimeout(patienceMs, () => asked.destroy(new Error('the blob store is silent')))
    asked.on('error', away)
    if (body) {
      body.on('error', fault => asked.destroy(fault))
      body.pipe(asked)
    } else asked.end()
  })
}
