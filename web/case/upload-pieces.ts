// Sends a large file piece by piece and goes on where it stopped when the connection was lost. Not: what is
// on the screen meanwhile (use-files.ts), nor small files (upload.ts).
import { deedKey, urlOf } from '#web/api/client.ts'
import { isProblem, mayRetry, Problem, problemOf } from '#web/api/problem.ts'

export type UploadStanding = {
  readonly id: string
  readonly offset: number
  readonly size: number
  readonly isWhole: boolean
}
/** Sends one request; throws a Problem when it is refused or does not arrive. */
export type PieceDoor = (
  method: 'GET' | 'POST' | 'PATCH' | 'DELETE',
  path: string,
  body?: object | { readonly piece: Blob; readonly offset: number },
  signal?: AbortSignal,
) => Promise<UploadStanding>

export type Watcher = {
  readonly signal: AbortSignal
  /** hears how many bytes are there, and whether it waits for the connection */
  readonly onStanding: (standing: {
    /** which; null: it could not be begun yet */
    readonly of: string | null
    readonly offset: number
    readonly isWaiting: boolean
  }) => void
}

/** A piece must arrive within the server's patience on a slow line, too. */
export const pieceBytes = 1024 * 1024
/** So many attempts without one more byte, and it is given up: with the pauses, some five minutes. */
const attemptsMost = 14
const pauseMost = 30_000

/**
 * Sends all of a file. Its digest lets it go on after the page was closed, and shows when it changed on the
 * way.
 */
export async function sendInPieces(
  file: Blob & { readonly name: string },
  { signal, onStanding }: Watcher,
  door: PieceDoor = pieceDoor,
  pause: (ms: number) => Promise<void> = untilOnline,
): Promise<UploadStanding> {
  const sha256 = await digestOf(file)
  const wish = { name: file.name, type: file.type, size: file.size, ...(sha256 && { sha256 }) }
  let now: UploadStanding | null = null
  let isKnown = false
  let isAnew = false
  for (let vain = 0; !now?.isWhole; ) {
    signal.throwIfAborted()
    const before: number = now?.offset ?? -1
    try {
      const path: string = now ? `/uploads/pieces/${now.id}` : '/uploads/pieces'
      if (!now) now = await door('POST', path, wish, signal)
      else if (!isKnown) now = await door('GET', path, undefined, signal)
      else {
        const piece = file.slice(now.offset, now.offset + pieceBytes)
        now = await door('PATCH', path, { piece, offset: now.offset }, signal)
      }
      isKnown = true
      if (now.offset > before) vain = 0
      onStanding({ of: now.id, offset: now.offset, isWaiting: false })
    } catch (thrown) {
      isKnown = false
      vain += 1
      signal.throwIfAborted()
      if (now && !isAnew && isGone(thrown)) {
        isAnew = true
        now = null
        continue
      }
      if (!mayGoOn(thrown) || vain >= attemptsMost) throw thrown
      onStanding({ of: now?.id ?? null, offset: Math.max(0, before), isWaiting: true })
      await pause(Math.min(pauseMost, 250 * 2 ** vain))
    }
  }
  return now
}

/** A piece that does not follow, or came too slowly: how far it came is asked, and it goes on from there. */
const mayGoOn = (thrown: unknown): boolean =>
  mayRetry(thrown) || (isProblem(thrown) && (thrown.code === 'upload.other_offset' || thrown.status === 408))

/** What came of it lies nowhere this node knows of: once it begins anew, and then says so. */
const isGone = (thrown: unknown): boolean => isProblem(thrown) && thrown.code === 'upload.not_found'

/** Forgets what came of a file; whether that arrives matters to nobody. */
export const forgetPieces = (id: string): Promise<unknown> =>
  pieceDoor('DELETE', `/uploads/pieces/${id}`).catch(() => null)

/** null: a page without TLS has no digests. */
async function digestOf(file: Blob): Promise<string | null> {
  const { subtle } = globalThis.crypto
  if (!subtle) return null
  const bytes = new Uint8Array(await subtle.digest('SHA-256', await file.arrayBuffer()))
  return Array.from(bytes, one => one.toString(16).padStart(2, '0')).join('')
}

/** So long, or until the browser says that the connection is back. */
const untilOnline = (ms: number): Promise<void> =>
  new Promise(resolve => {
    const done = () => {
      clearTimeout(timer)
      removeEventListener('online', done)
      resolve()
    }
    const timer = setTimeout(done, ms)
    addEventListener('online', done)
  })

const pieceDoor: PieceDoor = async (method, path, body, signal) => {
  const isPiece = body !== undefined && 'piece' in body
  const type = isPiece ? 'application/offset+octet-stream' : 'application/json'
  const answer = await fetch(urlOf(path), {
    method,
    credentials: 'same-origin',
    headers: {
      accept: 'application/json',
      'x-tierline': '1',
      'idempotency-key': deedKey(),
      ...(body && { 'content-type': type }),
      ...(isPiece && { 'upload-offset': String(body.offset) }),
    },
    ...(body && { body: isPiece ? body.piece : JSON.stringify(body) }),
    ...(signal && { signal }),
  }).catch(() => {
    throw new Problem({ status: 0, code: 'net.offline' })
  })
  const given: unknown = await answer.json().catch(() => undefined)
  if (!answer.ok) throw problemOf(answer.status, given, answer.headers)
  return given as UploadStanding
}
