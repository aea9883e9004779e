// GitLab's REST API (v4), as far as change requests need it: gitlab.com and houses' own. Not: its webhooks
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
/** Whoever may write entries and label them has at least this level. */
const reporter = 20
const atIso = (at: Instant): string => new Date(at).toISOString()

/** An entry as the API and its webhooks give it; they name the same things a little differently. */
export function gitlabEntry(value: unknown, rejectedLabel: string | undefined): EntryNews {
  const fields = fieldsOf(value, 'issue')
  const labels = listOf(fields.labels ?? [], 'labels').map(one =>
    typeof one === 'string' ? one : maybeText(fieldsOf(one), 'title', 200),
  )
  const milestone = fields.milestone ? maybeText(fieldsOf(fields.milestone), 'title', 200) : ''
  const isOpen = !['closed', 'close'].includes(textOf(fields, 'state', 20))
  return {
    ...{
      entry: numberOf(fields, 'iid'),
      url: webUrlOf(fields, fields.web_url === undefined ? 'url' : 'web_url'),
    },
    // GitLab closes for one reason only: a label says that it was turned down.
    ...{ isOpen, isRejected: !isOpen && rejectedLabel !== undefined && labels.includes(rejectedLabel) },
    ...{ labels, version: milestone || null, at: instantOf(fields, 'updated_at') },
  }
}

export function gitlabSaid(value: unknown, entry: string): SaidNews {
  const fields = fieldsOf(value, 'note')
  const author = fields.author ? maybeText(fieldsOf(fields.author), 'name', 200) : ''
  return {
    ...{ entry, remote: numberOf(fields, 'id'), author: author || '?', at: instantOf(fields, 'created_at') },
    words: maybeText(fields, fields.body === undefined ? 'note' : 'body'),
  }
}

type Place = TrackerPlace & { readonly rejectedLabel?: string | undefined }

/** @param signal ends whatever is asked */
export function gitlab(place: Place, signal?: AbortSignal): Tracker {
  const asked = asker(place, signal)
  const project = `/projects/${encodeURIComponent(place.project)}`
  const entries = `${project}/issues`
  const read = (value: unknown) => gitlabEntry(value, place.rejectedLabel)
  const made = (value: unknown): Made => {
    const fields = fieldsOf(value)
    return { entry: numberOf(fields, 'iid'), url: webUrlOf(fields, 'web_url') }
  }
  return {
    who: async () => textOf(fieldsOf((await asked('GET', '/user')).json), 'username', 200),
    async project() {
      const fields = fieldsOf((await asked('GET', project)).json)
      const hasEntries = fields.issues_enabled !== false && fields.issues_access_level !== 'disabled'
      return { url: webUrlOf(fields, 'web_url'), mayWrite: mayWrite(fields), hasEntries }
    },
    make: async ({ title, body, labels }) =>
      made((await asked('POST', entries, { title, description: body, labels: labels.join(',') })).json),
    async find(mark, since) {
      const query = `order_by=created_at&sort=desc&created_after=${atIso(since)}`
      const has = (one: Fields) => maybeText(one, 'description').includes(mark)
      const found = await search(asked, `${entries}?${query}`, has)
      return found && made(found)
    },
    async say(entry, body) {
      return numberOf(fieldsOf((await asked('POST', `${entries}/${entry}/notes`, { body })).json), 'id')
    },
    async findSaid(entry, mark, since) {
      const notes = await notesSince(asked, `${entries}/${entry}/notes`, since)
      const found = notes.find(one => maybeText(one, 'body').includes(mark))
      return found ? numberOf(found, 'id') : null
    },
    async change(entry, { isOpen, label }) {
      const body = {
        ...(label && { add_labels: label }),
        ...(isOpen !== undefined && { state_event: isOpen ? 'reopen' : 'close' }),
      }
      if (Object.keys(body).length > 0) await asked('PUT', `${entries}/${entry}`, body)
    },
    async read(entry) {
      try {
        const fields = fieldsOf((await asked('GET', `${entries}/${entry}`)).json)
        return typeof fields.moved_to_id === 'number' ? { lost: 'moved', url: null } : read(fields)
      } catch (fault) {
        if (fault instanceof TrackerFault && fault.code === 'not_found') return { lost: 'deleted', url: null }
        throw fault
      }
    },
    async changedSince(since) {
      const query = `scope=all&order_by=updated_at&sort=asc&updated_after=${atIso(since)}`
      return (await pages(asked, `${entries}?${query}`)).map(read)
    },
    async said(entry, since) {
      const notes = await notesSince(asked, `${entries}/${entry}/notes`, since)
      return notes
        .filter(one => one.system !== true)
        .map(one => gitlabSaid(one, entry))
        .reverse()
    },
  }
}

function mayWrite({ permissions }: Fields): boolean {
  const rights = permissions ? fieldsOf(permissions) : {}
  return ['project_access', 'group_access'].some(one => {
    const level = rights[one] ? fieldsOf(rights[one]).access_level : 0
    return typeof level === 'number' && level >= reporter
  })
}

type Asked = (method: Ask['method'], path: string, body?: unknown) => Promise<Answer>
const asker =
  ({ apiUrl, token, isPrivateAllowed, timeoutMs }: TrackerPlace, signal: AbortSignal | undefined): Asked =>
  (method, path, body) =>
    ask(
      {
        method,
        url: `${apiUrl.replace(/\/+$/, '')}${path}`,
        headers: { accept: 'application/json', 'private-token': token, 'user-agent': 'tierline' },
        body,
      },
      { isPrivateAllowed, signal, ...(timeoutMs && { timeoutMs }) },
    )

async function* byPage(asked: Asked, path: string): AsyncGenerator<readonly Fields[]> {
  for (let page = 1; page <= pagesMax; page++) {
    const { json, headers } = await asked('GET', `${path}&per_page=${pageSize}&page=${page}`)
    yield listOf(json).map(one => fieldsOf(one))
    if (!headers['x-next-page']) return
  }
}

async function pages(asked: Asked, path: string): Promise<readonly Fields[]> {
  const all: Fields[] = []
  for await (const page of byPage(asked, path)) all.push(...page)
  return all
}

async function search(asked: Asked, path: string, is: (one: Fields) => boolean): Promise<Fields | null> {
  for await (const page of byPage(asked, path)) {
    const found = page.find(is)
    if (found) return found
  }
  return null
}

/** Notes have no filter by time: the newest first, until one is older. */
async function notesSince(asked: Asked, path: string, since: Instant): Promise<readonly Fields[]> {
  const all: Fields[] = []
  for await (const page of byPage(asked, `${path}?order_by=created_at&sort=desc`)) {
    const fresh = page.filter(one => instantOf(one, 'created_at') >= since)
    all.push(...fresh)
    if (fresh.length < page.length) break
  }
  return all
}
