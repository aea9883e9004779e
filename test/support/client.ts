// Programs that talk to a desk over HTTP: an agent with a session, his live feed, and a customer with
// cookies.
// Not: a browser (browser.ts).
import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import type { Card } from '#core/case/card.ts'

export type Answer = {
  readonly status: number
  readonly headers: Headers
  // biome-ignore lint/suspicious/noExplicitAny: an answer's shape is what the test is about
  readonly json: any
  readonly text: string
}
export type Ask = (
  method: string,
  path: string,
  body?: unknown,
  headers?: Record<string, string>,
) => Promise<Answer>

export type Client = {
  readonly ask: Ask
  /** a deed of a case; anything but a done deed fails the test */
  deed(caseId: string, verb: string, body?: unknown): Promise<Answer['json']>
  read(caseId: string | number): Promise<Answer['json']>
  feed(): Promise<Feed>
}

/** An agent who is signed in with address and password. */
export async function signIn(url: string, email: string, password: string): Promise<Client> {
  const answer = await fetch(`${url}/api/v1/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-tierline': '1' },
    body: JSON.stringify({ email, password }),
  })
  assert.equal(answer.status, 204, await answer.text())
  const cookie = answer.headers.getSetCookie()[0]?.split(';')[0] ?? ''
  return clientOf(url, { cookie, 'x-tierline': '1' })
}

/** Whoever has these headers. */
export function clientOf(url: string, own: Record<string, string>): Client {
  const ask: Ask = async (method, path, body, headers = {}) => {
    const sent = { ...own, ...headers, ...(body === undefined ? {} : { 'content-type': 'application/json' }) }
    const answer = await fetch(`${url}/api/v1/${path}`, {
      method,
      headers: sent,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    const text = await answer.text()
    const isJson = (answer.headers.get('content-type') ?? '').includes('json')
    return { status: answer.status, headers: answer.headers, text, json: isJson ? JSON.parse(text) : null }
  }
  return {
    ask,
    async deed(caseId, verb, body = {}) {
      const answer = await ask('POST', `cases/${caseId}/${verb}`, body, { 'idempotency-key': randomUUID() })
      assert.equal(answer.status, 200, `${verb}: ${answer.text}`)
      return answer.json
    },
    async read(caseId) {
      const answer = await ask('GET', `cases/${caseId}`)
      assert.equal(answer.status, 200, answer.text)
      return answer.json
    },
    feed: () => openFeed(url, own),
  }
}

export type Feed = {
  /** Resolves with the first case shown that fits, also one shown before. */
  shown(fits: (card: Card) => boolean): Promise<Card>
  close(): void
}

/** Follows what changes, as the agents' app does; resolves once the feed has said hello. */
async function openFeed(url: string, headers: Record<string, string>): Promise<Feed> {
  const ending = new AbortController()
  const answer = await fetch(`${url}/api/v1/live`, { headers, signal: ending.signal })
  assert.equal(answer.status, 200)
  const cards: Card[] = []
  const waiting = new Set<() => void>()
  const hello = Promise.withResolvers<void>()
  const take = (block: string) => {
    const event = /^event: (\w+)$/m.exec(block)?.[1]
    const data = /^data: (.*)$/m.exec(block)?.[1] ?? '{}'
    if (event === 'hello') hello.resolve()
    if (event === 'case') cards.push((JSON.parse(data) as { card: Card }).card)
    for (const look of waiting) look()
  }
  void readBlocks(answer, take).catch(hello.reject)
  await hello.promise
  return {
    shown: fits =>
      new Promise(found => {
        const look = () => {
          const card = cards.findLast(fits)
          if (!card) return
          waiting.delete(look)
          found(card)
        }
        waiting.add(look)
        look()
      }),
    close: () => ending.abort(),
  }
}

async function readBlocks(answer: Response, take: (block: string) => void): Promise<void> {
  let rest = ''
  const decoder = new TextDecoder()
  try {
    for await (const bytes of answer.body!) {
      rest += decoder.decode(bytes as Uint8Array, { stream: true })
      const blocks = rest.split('\n\n')
      rest = blocks.pop() ?? ''
      for (const block of blocks) take(block)
    }
  } catch (fault) {
    if ((fault as Error).name !== 'AbortError') throw fault
  }
}

export type Visitor = {
  get(url: string): Promise<{ status: number; html: string; url: string }>
  post(url: string, fields: Record<string, string>): Promise<{ status: number; html: string; url: string }>
}

/** A customer with a browser that runs no script: keeps cookies, follows redirects, sends plain forms. */
export function visitor(origin: string): Visitor {
  const cookies = new Map<string, string>()
  const go: (url: string, init: RequestInit) => ReturnType<Visitor['get']> = async (url, init) => {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const headers = { ...(init.headers as Record<string, string>), cookie }
    const answer = await fetch(new URL(url, origin), { ...init, headers, redirect: 'manual' })
    for (const line of answer.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
      cookies.set(name, value)
    }
    const on = answer.headers.get('location')
    if (on && answer.status < 400) return go(new URL(on, new URL(url, origin)).href, { method: 'GET' })
    return { status: answer.status, html: await answer.text(), url: new URL(url, origin).pathname }
  }
  return {
    get: url => go(url, { method: 'GET' }),
    post: (url, fields) =>
      go(url, {
        method: 'POST',
        body: new URLSearchParams(fields).toString(),
        headers: {
          'content-type': 'application/x-www-form-urlencoded',
          'sec-fetch-site': 'same-origin',
        },
      }),
  }
}

/** What a page's form holds in a hidden field. */
export const hidden = (html: string, name: string): string =>
  new RegExp(`name="${name}" value="([^"]*)"`).exec(html)?.[1] ?? ''
