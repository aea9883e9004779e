// GitHub's REST API, as far as change requests need it: github.com and GitHub Enterprise. Not: its webhooks
// (webhook.ts).
import type { Instant } from '#core/kit/time.ts'
import { type Answer, type Ask, ask } from './ask.ts'
import { TrackerFault } from './fault.ts'
import { type Fields, fieldsOf, instantOf, listOf, maybeText, numberOf, textOf, webUrlOf } from './shape.ts'
import {
  type EntryNews,
  type Made,
  pagesMax,
  type SaidNews,
  type Tracker,
  type TrackerPlace,
} from './tracker.ts'

const pageSize = 100
const atIso = (at: Instant): string => new Date(at).toISOString()

/** An issue as an entry; what is a pull request is none. */
export function githubEntry(value: unknown): EntryNews {
  const fields = fieldsOf(value, 'issue')
  const milestone = fields.milestone ? maybeText(fieldsOf(fields.milestone), 'title', 200) : ''
  const state = textOf(fields, 'state', 20)
  return {
    ...{ entry: numberOf(fields, 'number'), url: webUrlOf(fields, 'html_url'), isOpen: state === 'open' },
    isRejected: state !== 'open' && ['not_planned', 'duplicate'].includes(maybeText(fields, 'state_reason')),
    labels: listOf(fields.labels ?? [], 'labels').map(one =>
      typeof one === 'string' ? one : maybeText(fieldsOf(one), 'name', 200),
    ),
    ...{ version: milestone || null, at: instantOf(fields, 'updated_at') },
  }
}

export function githubSaid(value: unknown, entry: string): SaidNews {
  const fields = fieldsOf(value, 'comment')
  const author = fields.user ? maybeText(fieldsOf(fields.user), 'login', 200) : ''
  return {
    ...{ entry, remote: numberOf(fields, 'id'), words: maybeText(fields, 'body'), author: author || '?' },
    at: instantOf(fields, 'created_at'),
  }
}

/** @param signal ends whatever is asked */
export function github(place: TrackerPlace, signal?: AbortSignal): Tracker {
  const asked = asker(place, signal)
  const project = place.project.split('/').map(encodeURIComponent).join('/')
  const repo = `/repos/${project}`
  const made = (value: unknown): Made => {
    const fields = fieldsOf(value)
    return { entry: numberOf(fields, 'number'), url: webUrlOf(fields, 'html_url') }
  }
  return {
    who: async () => textOf(fieldsOf((await asked('GET', '/user')).json), 'login', 200),
    async project() {
      const fields = fieldsOf((await asked('GET', repo)).json)
      const rights = fields.permissions ? fieldsOf(fields.permissions) : {}
      const mayWrite = ['admin', 'maintain', 'push', 'triage'].some(one => rights[one] === true)
      return { url: webUrlOf(fields, 'html_url'), mayWrite, hasEntries: fields.has_issues !== false }
    },
    make: async ({ title, body, labels }) =>
      made((await asked('POST', `${repo}/issues`, { title, body, labels })).json),
    async find(mark, since) {
      const query = `state=all&sort=created&direction=desc&since=${atIso(since)}`
      const found = await search(asked, `${repo}/issues?${query}`, one =>
        maybeText(one, 'body').includes(mark),
      )
      return found && made(found)
    },
    async say(entry, body) {
      const { json } = await asked('POST', `${repo}/issues/${entry}/comments`, { body })
      return numberOf(fieldsOf(json), 'id')
    },
    async findSaid(entry, mark, since) {
      const url = `${repo}/issues/${entry}/comments?since=${atIso(since)}`
      const found = await search(asked, url, one => maybeText(one, 'body').includes(mark))
      return found && numberOf(found, 'id')
    },
    async change(entry, { isOpen, isRejected, label }) {
      if (label) await asked('POST', `${repo}/issues/${entry}/labels`, { labels: [label] })
      if (isOpen === undefined) return
      const reason = isOpen ? 'reopened' : isRejected ? 'not_planned' : 'completed'
      const state = isOpen ? 'open' : 'closed'
      await asked('PATCH', `${repo}/issues/${entry}`, { state, state_reason: reason })
    },
    async read(entry) {
      try {
        const news = githubEntry((await asked('GET', `${repo}/issues/${entry}`)).json)
        return isHere(news, place) ? news : { lost: 'moved', url: news.url }
      } catch (fault) {
        return lostBy(fault)
      }
    },
    async changedSince(since) {
      const query = `state=all&sort=updated&direction=asc&since=${atIso(since)}`
      const all = await pages(asked, `${repo}/issues?${query}`)
      return all.filter(one => !fieldsOf(one).pull_request).map(githubEntry)
    },
    async said(entry, since) {
      const all = await pages(asked, `${repo}/issues/${entry}/comments?since=${atIso(since)}`)
      return all.map(one => githubSaid(one, entry))
    },
  }
}

/** A moved entry answers from where it is now. */
const isHere = ({ url }: EntryNews, { project }: TrackerPlace): boolean =>
  new URL(url).pathname.toLowerCase().includes(`/${project.toLowerCase()}/`)

function lostBy(fault: unknown) {
  if (!(fault instanceof TrackerFault)) throw fault
  if (fault.code === 'not_found') return { lost: 'deleted' as const, url: null }
  // GitHub points to where a moved one is; it is not followed there.
  if (fault.code === 'redirected') return { lost: 'moved' as const, url: null }
  throw fault
}

type Asked = (method: Ask['method'], path: string, body?: unknown) => Promise<Answer>
const asker =
  ({ apiUrl, token, isPrivateAllowed, timeoutMs }: TrackerPlace, signal: AbortSignal | undefined): Asked =>
  (method, path, body) =>
    ask(
      {
        method,
        url: `${apiUrl.replace(/\/+$/, '')}${path}`,
        headers: {
          accept: 'application/vnd.github+json',
          authorization: `Bearer ${token}`,
          'user-agent': 'tierline',
          'x-github-api-version': '2022-11-28',
        },
        body,
      },
      { isPrivateAllowed, signal, ...(timeoutMs && { timeoutMs }) },
    )

async function* byPage(asked: Asked, path: string): AsyncGenerator<readonly unknown[]> {
  for (let page = 1; page <= pagesMax; page++) {
    const { json, headers } = await asked('GET', `${path}&per_page=${pageSize}&page=${page}`)
    yield listOf(json)
    // Their own `next` is only a sign that there is one: where it leads is not believed.
    if (!/rel="next"/.test(String(headers.link ?? ''))) return
  }
}

async function pages(asked: Asked, path: string): Promise<readonly unknown[]> {
  const all: unknown[] = []
  for await (const page of byPage(asked, path)) all.push(...page)
  return all
}

async function search(asked: Asked, path: string, is: (one: Fields) => boolean): Promise<Fields | null> {
  for await (const page of byPage(asked, path)) {
    const found = page.map(one => fieldsOf(one)).find(is)
    if (found) return found
  }
  return null
}
