// A stand-in for GitHub's REST API and its webhooks, as far as change requests use them.
import { createHmac, randomUUID } from 'node:crypto'
import { type FakeEntry, type FakeTracker, fakeTracker, type Handler, pageOf } from './fake-tracker.ts'

const repo = '/repos/acme/router'
const iso = (at: number) => new Date(at).toISOString()
const bot = 'tierline-bot'

const issueOf = (fake: FakeTracker, one: FakeEntry) => ({
  id: 9_000 + one.number,
  number: one.number,
  html_url: `${fake.url}/acme/router/issues/${one.number}`,
  title: one.title,
  body: one.body,
  state: one.isOpen ? 'open' : 'closed',
  state_reason: one.reason,
  labels: one.labels.map(name => ({ id: 1, name, color: 'ededed' })),
  milestone: one.milestone === null ? null : { number: 1, title: one.milestone },
  created_at: iso(one.createdAt),
  updated_at: iso(one.updatedAt),
  user: { login: bot },
})
const commentOf = (one: FakeEntry['said'][number]) => ({
  ...{
    id: one.id,
    body: one.body,
    user: { login: one.author },
    created_at: iso(one.at),
    updated_at: iso(one.at),
  },
})

const handlerOf =
  (fake: FakeTracker): Handler =>
  ({ method, url, json, headers }, answer) => {
    const isSigned = headers.authorization === `Bearer ${fake.token}`
    if (!isSigned) return answer(401, { message: 'Bad credentials', status: '401' })
    if (url.pathname === '/user') return answer(200, { login: bot, id: 1 })
    if (url.pathname === repo)
      return answer(200, {
        html_url: `${fake.url}/acme/router`,
        has_issues: true,
        permissions: { admin: false, push: fake.mayWrite, triage: fake.mayWrite, pull: true },
      })
    const list = (all: readonly unknown[]) => {
      const { page, next } = pageOf(all, url, fake.pageSize)
      const link = next ? { link: `<http://elsewhere.example/?page=${next}>; rel="next"` } : {}
      answer(200, page, link as Record<string, string>)
    }
    const since = Date.parse(url.searchParams.get('since') ?? '') || 0
    if (url.pathname === `${repo}/issues`) {
      if (method === 'POST') {
        const { title, body, labels } = json() as { title: string; body: string; labels: string[] }
        const one = Object.assign(fake.add(title), { body, labels: [...labels] })
        return answer(201, issueOf(fake, one))
      }
      const isAscending = url.searchParams.get('direction') === 'asc'
      const all = fake.entries.filter(one => one.updatedAt >= since && !one.gone)
      all.sort((a, b) => (isAscending ? a.updatedAt - b.updatedAt : b.createdAt - a.createdAt))
      return list(all.map(one => issueOf(fake, one)))
    }
    const [, number, rest = ''] = /^\/repos\/acme\/router\/issues\/(\d+)(\/\w+)?$/.exec(url.pathname) ?? []
    const one = fake.entries.find(entry => entry.number === Number(number))
    if (!one) return answer(404, { message: 'Not Found', status: '404' })
    if (one.gone === 'deleted') return answer(410, { message: 'This issue was deleted' })
    if (one.gone === 'moved')
      return answer(301, { message: 'Moved Permanently' }, { location: 'http://169.254.169.254/latest' })
    if (rest === '/comments' && method === 'POST')
      return answer(201, commentOf({ ...fake.say(one, String(json().body), bot), ...one.said.at(-1)! }))
    if (rest === '/comments') return list(one.said.filter(said => said.at >= since).map(commentOf))
    if (rest === '/labels') {
      one.labels.push(...(json().labels as string[]))
      return answer(
        200,
        one.labels.map(name => ({ name })),
      )
    }
    if (method === 'PATCH') {
      const { state, state_reason: reason } = json() as { state: string; state_reason: string }
      Object.assign(one, { isOpen: state === 'open', reason, updatedAt: fake.now() })
    }
    return answer(200, issueOf(fake, one))
  }

export type FakeGithub = FakeTracker & {
  /** what it would send because of something that happened */
  event(name: string, action: string, entry: FakeEntry, more?: object): object
  /** signs bytes as GitHub does */
  signed(secret: string, event: string, payload: object | string): Delivery
}
export type Delivery = { readonly body: string; readonly headers: Record<string, string> }

export async function fakeGithub(): Promise<FakeGithub> {
  const fake = await fakeTracker(handlerOf)
  return Object.assign(fake, {
    event: (_name: string, action: string, entry: FakeEntry, more: object = {}) => ({
      action,
      issue: issueOf(fake, entry),
      repository: { full_name: 'acme/router' },
      sender: { login: 'jordi' },
      ...more,
    }),
    signed(secret: string, event: string, payload: object | string): Delivery {
      const body = typeof payload === 'string' ? payload : JSON.stringify(payload)
      return {
        body,
        headers: {
          'content-type': 'application/json',
          'x-github-event': event,
          'x-github-delivery': randomUUID(),
          'x-hub-signature-256': `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`,
        },
      }
    },
  })
}

/** A comment as its webhook has it. */
export const githubComment = (said: { id: number }, entry: FakeEntry) => ({
  comment: commentOf(entry.said.find(one => one.id === said.id)!),
})
