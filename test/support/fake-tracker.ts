// What the fakes of GitHub and GitLab share: a server on this machine that answers as told, and can be made
// to answer wrongly. Not: their paths and forms (fake-github.ts, fake-gitlab.ts).
import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

export type FakeEntry = {
  readonly number: number
  title: string
  body: string
  isOpen: boolean
  reason: string | null
  labels: string[]
  milestone: string | null
  createdAt: number
  updatedAt: number
  readonly said: { id: number; body: string; author: string; at: number; isSystem?: boolean }[]
  gone: 'deleted' | 'moved' | null
}
export type Asked = { readonly method: string; readonly path: string; readonly body: string }
/** Answers one request instead of the fake itself; false: the fake answers. */
export type Spoil = (asked: Asked, response: ServerResponse) => boolean

export type FakeTracker = {
  readonly url: string
  readonly entries: FakeEntry[]
  readonly asked: Asked[]
  /** the next requests are answered by this */
  spoil: Spoil | null
  /** after it has done what was asked, the answer is cut off */
  cutAnswers: number
  token: string
  mayWrite: boolean
  pageSize: number
  /** what somebody there does */
  add(title: string): FakeEntry
  say(entry: FakeEntry, body: string, author?: string): { id: number }
  /** what time it is there */
  clock: () => number
  now(): number
  close(): Promise<void>
}
export type Handler = (
  request: {
    method: string
    url: URL
    json: () => Record<string, unknown>
    headers: IncomingMessage['headers']
  },
  answer: (status: number, json: unknown, headers?: Record<string, string>) => void,
) => void

export async function fakeTracker(handlerOf: (fake: FakeTracker) => Handler): Promise<FakeTracker> {
  let [numbers, ids, ticks] = [0, 100, 0]
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk as Buffer)
    const body = Buffer.concat(chunks).toString('utf8')
    const url = new URL(request.url ?? '/', fake.url)
    const method = request.method ?? 'GET'
    const asked = { method, path: url.pathname + url.search, body }
    fake.asked.push(asked)
    if (fake.spoil?.(asked, response)) return
    handler(
      { method, url, json: () => JSON.parse(body), headers: request.headers },
      (status, json, headers) => {
        if (method !== 'GET' && fake.cutAnswers > 0) {
          fake.cutAnswers -= 1
          return void response.destroy()
        }
        response.writeHead(status, { 'content-type': 'application/json', ...headers })
        response.end(json === null ? '' : JSON.stringify(json))
      },
    )
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const fake: FakeTracker = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    ...{
      entries: [],
      asked: [],
      spoil: null,
      cutAnswers: 0,
      token: 'good token',
      mayWrite: true,
      pageSize: 100,
    },
    clock: () => Date.now(),
    // Each thing a millisecond after the one before, so that the order is known.
    now: () => fake.clock() + ++ticks,
    add(title) {
      const at = fake.now()
      const entry: FakeEntry = {
        ...{ number: ++numbers, title, body: '', isOpen: true, reason: null, labels: [], milestone: null },
        ...{ createdAt: at, updatedAt: at, said: [], gone: null },
      }
      fake.entries.push(entry)
      return entry
    },
    say(entry, text, author = 'Jordi Engineer') {
      const one = { id: ++ids, body: text, author, at: fake.now() }
      entry.said.push(one)
      entry.updatedAt = one.at
      return one
    },
    async close() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
  const handler = handlerOf(fake)
  return fake
}

/** One page of a list, with how many there are behind it. */
export function pageOf<T>(
  all: readonly T[],
  url: URL,
  most: number,
): { page: readonly T[]; next: number | null } {
  const size = Math.min(Number(url.searchParams.get('per_page') ?? 30), most)
  const number = Number(url.searchParams.get('page') ?? 1)
  const page = all.slice((number - 1) * size, number * size)
  return { page, next: number * size < all.length ? number + 1 : null }
}
