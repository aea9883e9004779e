// What a tracker sends by itself: whether it is really from it, and what it says. Not: what follows
// (server/tracker/take-news.ts).
import { createHash, createHmac, timingSafeEqual } from 'node:crypto'
import type { IncomingHttpHeaders } from 'node:http'
import { type Instant, minuteMs, secondMs } from '#core/kit/time.ts'
import { githubEntry, githubSaid } from './github.ts'
import { gitlabEntry, gitlabSaid } from './gitlab.ts'
import { type Fields, fieldsOf, maybeText } from './shape.ts'
import type { EntryNews, Lost, SaidNews, TrackerKind } from './tracker.ts'

/** Something that was sent, as one may trust it. */
export type Heard =
  | { readonly what: 'entry'; readonly news: EntryNews; readonly author: string }
  | { readonly what: 'said'; readonly news: EntryNews; readonly said: SaidNews }
  | { readonly what: 'lost'; readonly entry: string; readonly lost: Lost }

const isSame = (one: string, other: string): boolean => {
  // Digests are of one length, so that the time tells nothing of the words.
  const [a, b] = [one, other].map(text => createHash('sha256').update(text).digest())
  return timingSafeEqual(a!, b!)
}
const header = (headers: IncomingHttpHeaders, name: string): string => {
  const value = headers[name]
  return typeof value === 'string' ? value : ''
}

/** Whether whoever sent these bytes knows the secret. */
export function isSigned(
  kind: TrackerKind,
  {
    headers,
    body,
    secret,
    now,
  }: { headers: IncomingHttpHeaders; body: Uint8Array; secret: string; now: Instant },
): boolean {
  if (kind === 'github') {
    const sent = header(headers, 'x-hub-signature-256')
    return isSame(sent, `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`)
  }
  if (headers['webhook-signature'] !== undefined) return isStandardSigned({ headers, body, secret, now })
  return isSame(header(headers, 'x-gitlab-token'), secret)
}

const toleranceMs = 5 * minuteMs

/**
 * GitLab's newer way, as standardwebhooks.com has it: number, second and body under one key, several
 * allowed.
 */
function isStandardSigned({
  headers,
  body,
  secret,
  now,
}: {
  headers: IncomingHttpHeaders
  body: Uint8Array
  secret: string
  now: Instant
}): boolean {
  const [id, second] = [header(headers, 'webhook-id'), header(headers, 'webhook-timestamp')]
  if (id === '' || !/^\d{1,12}$/.test(second)) return false
  if (Math.abs(Number(second) * secondMs - now) > toleranceMs) return false
  const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64')
  const own = createHmac('sha256', key).update(`${id}.${second}.`).update(body).digest('base64')
  const sent = header(headers, 'webhook-signature').split(' ').slice(0, 10)
  return sent.some(one => isSame(one, `v1,${own}`))
}

/** By what a delivery is known when it comes again: the name it carries, and what it says. */
export function deliveryNames(kind: TrackerKind, headers: IncomingHttpHeaders, body: Uint8Array): string[] {
  const names =
    kind === 'github'
      ? [header(headers, 'x-github-delivery')]
      : ['idempotency-key', 'webhook-id', 'x-gitlab-event-uuid'].map(name => header(headers, name))
  const given = names.find(name => /^[\w.:-]{1,200}$/.test(name))
  // The name is not signed everywhere: a copy under another name says the same.
  return [...(given ? [`id ${given}`] : []), `sha ${createHash('sha256').update(body).digest('hex')}`]
}

/** What it says; null: nothing of an entry. Throws a fault of the tracker where its form is none. */
export function heardOf(
  kind: TrackerKind,
  { event, json, rejectedLabel }: { event: string; json: unknown; rejectedLabel?: string | undefined },
): Heard | null {
  return kind === 'github' ? githubHeard(event, fieldsOf(json)) : gitlabHeard(fieldsOf(json), rejectedLabel)
}

/** The name of what happened, as the kind puts it. */
export const eventOf = (kind: TrackerKind, headers: IncomingHttpHeaders): string =>
  header(headers, kind === 'github' ? 'x-github-event' : 'x-gitlab-event')

function githubHeard(event: string, fields: Fields): Heard | null {
  const action = maybeText(fields, 'action', 50)
  if (event === 'issue_comment' && action === 'created') {
    const news = githubEntry(fields.issue)
    return { what: 'said', news, said: githubSaid(fields.comment, news.entry) }
  }
  if (event !== 'issues') return null
  const news = githubEntry(fields.issue)
  if (action === 'deleted') return { what: 'lost', entry: news.entry, lost: { lost: 'deleted', url: null } }
  if (action === 'transferred') {
    const to = fields.changes ? fieldsOf(fieldsOf(fields.changes).new_issue ?? {}) : {}
    const url = maybeText(to, 'html_url', 2_000)
    return {
      what: 'lost',
      entry: news.entry,
      lost: { lost: 'moved', url: /^https?:/.test(url) ? url : null },
    }
  }
  return {
    what: 'entry',
    news,
    author: fields.sender ? maybeText(fieldsOf(fields.sender), 'login', 200) : '',
  }
}

function gitlabHeard(fields: Fields, rejectedLabel: string | undefined): Heard | null {
  const kind = maybeText(fields, 'object_kind', 50)
  const author = fields.user ? maybeText(fieldsOf(fields.user), 'name', 200) : ''
  if (kind === 'note' && fields.issue) {
    const news = gitlabEntry(fields.issue, rejectedLabel)
    const note = fieldsOf(fields.object_attributes)
    if (note.system === true || maybeText(note, 'action') === 'update') return null
    return { what: 'said', news, said: gitlabSaid({ ...note, author: { name: author } }, news.entry) }
  }
  if (kind !== 'issue') return null
  const attributes = fieldsOf(fields.object_attributes)
  const labels = attributes.labels ?? fields.labels ?? []
  const news = gitlabEntry({ ...attributes, labels }, rejectedLabel)
  if (typeof attributes.moved_to_id === 'number')
    return { what: 'lost', entry: news.entry, lost: { lost: 'moved', url: null } }
  return { what: 'entry', news, author }
}
