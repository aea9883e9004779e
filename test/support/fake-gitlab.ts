// A stand-in for GitLab's REST API (v4) and its webhooks, as far as change requests use them.
import { createHmac, randomUUID } from 'node:crypto'
import type { Delivery } from './fake-github.ts'
import { type FakeEntry, type FakeTracker, fakeTracker, type Handler, pageOf } from './fake-tracker.ts'

const project = '/api/v4/projects/acme%2Frouter'
const iso = (at: number) => new Date(at).toISOString()
const bot = 'tierline-bot'

const issueOf = (fake: FakeTracker, one: FakeEntry) => ({
  id: 9_000 + one.number,
  iid: one.number,
  web_url: `${fake.url}/acme/router/-/issues/${one.number}`,
  title: one.title,
  description: one.body,
  state: one.isOpen ? 'opened' : 'closed',
  labels: one.labels,
  milestone: one.milestone === null ? null : { id: 1, title: one.milestone },
  moved_to_id: one.gone === 'moved' ? 7 : null,
  created_at: iso(one.createdAt),
  updated_at: iso(one.updatedAt),
})
const noteOf = (one: FakeEntry['said'][number]) => ({
  id: one.id,
  body: one.body,
  system: one.isSystem ?? false,
  author: { username: one.author, name: one.author },
  created_at: iso(one.at),
})

const handlerOf =
  (fake: FakeTracker): Handler =>
  ({ method, url, json, headers }, answer) => {
    if (headers['private-token'] !== fake.token) return answer(401, { message: '401 Unauthorized' })
    if (url.pathname === '/api/v4/user') return answer(200, { id: 1, username: bot, name: bot })
    if (url.pathname === project)
      return answer(200, {
        web_url: `${fake.url}/acme/router`,
        issues_enabled: true,
        permissions: { project_access: { access_level: fake.mayWrite ? 20 : 10 }, group_access: null },
      })
    const list = (all: readonly unknown[]) => {
      const { page, next } = pageOf(all, url, fake.pageSize)
      answer(200, page, { 'x-next-page': next === null ? '' : String(next) })
    }
    const after = (name: string) => Date.parse(url.searchParams.get(name) ?? '') || 0
    if (url.pathname === `${project}/issues`) {
      if (method === 'POST') {
        const { title, description, labels } = json() as {
          title: string
          description: string
          labels: string
        }
        const one = Object.assign(fake.add(title), {
          body: description,
          labels: labels ? labels.split(',') : [],
        })
        return answer(201, issueOf(fake, one))
      }
      const all = fake.entries.filter(
        one =>
          one.createdAt >= after('created_after') && one.updatedAt >= after('updated_after') && !one.gone,
      )
      all.sort((a, b) => (url.searchParams.get('sort') === 'asc' ? 1 : -1) * (a.updatedAt - b.updatedAt))
      return list(all.map(one => issueOf(fake, one)))
    }
    const [, number, rest = ''] = /\/issues\/(\d+)(\/\w+)?$/.exec(url.pathname) ?? []
    const one = fake.entries.find(entry => entry.number === Number(number))
    if (!one || one.gone === 'deleted') return answer(404, { message: '404 Issue Not Found' })
    if (rest === '/notes' && method === 'POST') {
      fake.say(one, String(json().body), bot)
      return answer(201, noteOf(one.said.at(-1)!))
    }
    if (rest === '/notes') return list([...one.said].reverse().map(noteOf))
    if (method === 'PUT') {
      const { add_labels: label, state_event: turn } = json() as { add_labels?: string; state_event?: string }
      if (label) one.labels.push(label)
      if (turn) one.isOpen = turn === 'reopen'
      one.updatedAt = fake.now()
    }
    return answer(200, issueOf(fake, one))
  }

export type FakeGitlab = FakeTracker & {
  /** as its webhook says that an entry changed, or that somebody said something in it */
  event(entry: FakeEntry, said?: { id: number }): object
  /** with the secret as it is, or signed under it */
  sent(secret: string, payload: object, way?: 'token' | 'signature', second?: number): Delivery
}

export async function fakeGitlab(): Promise<FakeGitlab> {
  const fake = await fakeTracker(handlerOf)
  return Object.assign(fake, {
    event(entry: FakeEntry, said?: { id: number }) {
      const issue = issueOf(fake, entry)
      const user = { id: 2, name: 'Jordi Engineer', username: 'jordi' }
      const note = said && entry.said.find(one => one.id === said.id)!
      if (!note) {
        const { web_url: url, ...attributes } = issue
        const labels = entry.labels.map(title => ({ id: 1, title }))
        return {
          object_kind: 'issue',
          user,
          object_attributes: { ...attributes, url, action: 'update', labels },
        }
      }
      const attributes = { ...noteOf(note), note: note.body, noteable_type: 'Issue', action: 'create' }
      return { object_kind: 'note', user, object_attributes: attributes, issue }
    },
    sent(secret: string, payload: object, way: 'token' | 'signature' = 'token', second?: number): Delivery {
      const body = JSON.stringify(payload)
      const [id, at] = [randomUUID(), String(second ?? Math.floor(Date.now() / 1000))]
      const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64')
      const sign = createHmac('sha256', key).update(`${id}.${at}.${body}`).digest('base64')
      const signed = { 'webhook-id': id, 'webhook-timestamp': at, 'webhook-signature': `v1,${sign}` }
      return {
        body,
        headers: {
          ...{ 'content-type': 'application/json', 'x-gitlab-event': 'Issue Hook', 'idempotency-key': id },
          ...(way === 'token' ? { 'x-gitlab-token': secret } : signed),
        },
      }
    },
  })
}
