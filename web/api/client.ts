// Talks to /api/v1: JSON in and out, problems as thrown values with their code. Not: what is asked (the
// screens), nor
// keeping answers (query.ts).
import { isProblem, mayRetry, Problem, problemOf } from './problem.ts'

const base = '/api/v1'
type Query = Readonly<Record<string, string | number | boolean | null | undefined>>

/** A path under /api/v1 with its query; empty values are left out. */
export function urlOf(path: string, query: Query = {}): string {
  const params = new URLSearchParams()
  for (const [name, value] of Object.entries(query))
    if (value !== null && value !== undefined && value !== '') params.set(name, String(value))
  const text = params.toString()
  return `${base}${path}${text === '' ? '' : `?${text}`}`
}

/** A fresh key for one deed, made when the agent presses; the same key is sent when it is tried again. */
export const deedKey = (): string => crypto.randomUUID()

export type Answer<T> = { readonly body: T; readonly etag: string | null }

async function send<T>(path: string, query: Query | undefined, init: RequestInit): Promise<Answer<T>> {
  let answer: Response
  try {
    answer = await fetch(urlOf(path, query), { credentials: 'same-origin', ...init })
  } catch (thrown) {
    if (thrown instanceof DOMException && thrown.name === 'AbortError') throw thrown
    throw new Problem({ status: 0, code: 'net.offline' })
  }
  const text = await answer.text()
  const body: unknown = text === '' ? undefined : safeJson(text)
  if (!answer.ok) throw problemOf(answer.status, body, answer.headers)
  return { body: body as T, etag: answer.headers.get('etag') }
}

function safeJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** Reads. Throws a Problem when the server says no or is not reached. */
export async function get<T>(path: string, query?: Query, signal?: AbortSignal): Promise<T> {
  const init: RequestInit = { headers: { accept: 'application/json' }, ...(signal && { signal }) }
  return (await send<T>(path, query, init)).body
}

export type Write = {
  /** from deedKey(); a new one is made without it */
  readonly key?: string
  /** the ETag the writer has seen; the server refuses (412) when it moved on */
  readonly ifMatch?: string
  readonly method?: 'POST' | 'PUT' | 'PATCH' | 'DELETE'
}

/**
 * Writes once, whatever the network does: a lost answer is asked for again with the same key, three times at
 * most.
 */
export async function post<T>(path: string, body: unknown = {}, write: Write = {}): Promise<T> {
  const init: RequestInit = {
    method: write.method ?? 'POST',
    headers: {
      accept: 'application/json',
      'content-type': 'application/json',
      'idempotency-key': write.key ?? deedKey(),
      'x-tierline': '1',
      ...(write.ifMatch && { 'if-match': write.ifMatch }),
    },
    body: JSON.stringify(body),
  }
  for (let attempt = 1; ; attempt++) {
    try {
      return (await send<T>(path, undefined, init)).body
    } catch (thrown) {
      if (
        attempt === 3 ||
        !mayRetry(thrown) ||
        (isProblem(thrown) && thrown.status === 0 && !navigator.onLine)
      )
        throw thrown
      await pause(attempt * 400)
    }
  }
}

const pause = (ms: number) => new Promise<void>(done => setTimeout(done, ms))
