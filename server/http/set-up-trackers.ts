// Trackers of engineering: set up, changed, looked at and tried. A secret goes in and never comes out: it is
// said only whether there is one. Not: speaking with them (server/tracker).
import { Readable } from 'node:stream'
import { z } from 'zod'
import { isTrackerUrl } from '#channels/tracker/ask.ts'
import { labelMeanings, trackerKinds } from '#channels/tracker/tracker.ts'
import type { TrackerId } from '#core/kit/id.ts'
import { type App, route } from '#server/http/route.ts'
import { idSchema, nothing, nullable } from '#server/http/schema.ts'
import {
  given,
  name,
  needSetUp,
  record,
  type SetUp,
  settled,
  there,
  version,
  wrong,
} from '#server/http/set-up-door.ts'
import type { Shell } from '#server/shell.ts'
import { trackerSecrets, trackerUse } from '#server/tracker/place.ts'
import { type TrackerNews, trackerSteps, tryTracker } from '#server/tracker/try-tracker.ts'
import type { TrackerRow } from '#store/desk/tracker.ts'

const label = z
  .string()
  .min(1)
  .max(100)
  .regex(/^[^\p{Cc},]+$/u)
const project = z
  .string()
  .max(300)
  .transform(text => text.trim().replace(/^\/+|\/+$/g, ''))
  .pipe(z.string().regex(/^(?!\.+\/)[\w.-]+(\/(?!\.+(\/|$))[\w.-]+)+$/))
const fields = {
  name,
  kind: z.enum(trackerKinds),
  apiUrl: z
    .string()
    .max(500)
    .transform(text => text.trim().replace(/\/+$/, ''))
    .refine(isTrackerUrl, 'https')
    .meta({ description: 'Where its API begins.', examples: ['https://api.github.com'] }),
  project: project.meta({ examples: ['acme/router'] }),
  labels: z
    .strictObject(Object.fromEntries(labelMeanings.map(one => [one, label.optional()])))
    .meta({ description: 'Which label there means what.' }),
  allowPrivate: z
    .boolean()
    .meta({ description: 'It stands in our own network; else such hosts are not asked.' }),
  active: z.boolean(),
  pollSeconds: z.int().min(30).max(86_400),
}
const secretIn = z.string().min(1).max(8_000).meta({ description: 'Goes in only; it is never shown again.' })
const webhookSecretIn = secretIn.min(16)
const newTracker = z.strictObject({
  ...fields,
  labels: fields.labels.default({}),
  allowPrivate: fields.allowPrivate.default(false),
  active: fields.active.default(true),
  pollSeconds: fields.pollSeconds.default(300),
  token: secretIn,
  webhookSecret: nullable(webhookSecretIn).default(null),
})
const trackerChange = z.strictObject({
  version,
  ...z.strictObject(fields).partial().shape,
  token: secretIn.optional(),
  webhookSecret: nullable(webhookSecretIn).optional(),
})
const trackerSchema = z
  .object({
    id: z.string(),
    ...fields,
    name: z.string(),
    apiUrl: z.string(),
    project: z.string(),
    labels: z.record(z.string(), z.string()),
    has: z.object({ token: z.boolean(), webhookSecret: z.boolean() }),
    webhookUrl: z.string().meta({ description: 'Where it sends what happens there.' }),
    open: z.int().meta({ description: 'Changes that are open there.' }),
    state: z.object({
      code: z.string().meta({ description: '`connected`, `new`, `off`, or what is wrong.' }),
      says: z.string().meta({ description: 'The other server’s own words.' }),
      since: z.int(),
      heardAt: nullable(z.int()),
      polledTo: nullable(z.int()),
    }),
    version: z.int(),
  })
  .meta({ id: 'Tracker' })
const params = z.strictObject({ tracker: idSchema('trk') })
const news = {
  description:
    `A line of JSON for each step as it begins and ends: \`step\` (${trackerSteps.join(', ')}), ` +
    '`state` (runs, done, failed, left_out), `code`, `says`, `tookMs`. Closing the connection ends the trying.',
  content: { 'application/x-ndjson': { schema: z.string() } },
}
const openMost = 10_000

/** `/trackers`. */
export function trackerRoutes(app: App, set: SetUp): void {
  listTrackers(app, set)
  addTracker(app, set)
  changeTracker(app, set)
  removeTracker(app, set)
  tryOne(app, set)
}

async function shown(shell: Shell, row: TrackerRow) {
  const { token, webhookSecret, code, says, since, heardAt, polledTo, ...open } = row
  const state = row.active ? { code, says } : { code: 'off', says: '' }
  return {
    ...open,
    has: { token: token.length > 0, webhookSecret: webhookSecret !== null },
    webhookUrl: new URL(`/api/v1/trackers/${row.id}/webhook`, shell.config.publicUrl).href,
    open: await shell.desk.trackers.openOf(row.id, openMost),
    state: { ...state, since, heardAt, polledTo },
  }
}

/** What a record of changes may say of a tracker. */
const audited = ({ token: _, webhookSecret: __, heardAt: ___, polledTo: ____, ...open }: TrackerRow) => open

type SecretsIn = { readonly token?: string | undefined; readonly webhookSecret?: string | null | undefined }
function sealedOf({ secrets }: Shell, id: TrackerId, sent: SecretsIn): Partial<TrackerRow> {
  const named = trackerSecrets.filter(one => sent[one] !== undefined)
  return Object.fromEntries(
    named.map(one => {
      const words = sent[one]
      return [one, words == null ? null : secrets.seal(words, trackerUse(id, one))]
    }),
  )
}

function listTrackers(app: App, { shell }: SetUp): void {
  route(app, {
    method: 'GET',
    url: '/trackers',
    summary: 'The trackers of engineering, with how it goes.',
    tag: 'set-up',
    answers: { 200: z.object({ items: z.array(trackerSchema) }) },
    async handler(request, reply) {
      needSetUp(request, 'trackers', 'read')
      const all = await shell.desk.trackers.all()
      return reply.send({ items: await Promise.all(all.map(one => shown(shell, one))) })
    },
  })
}

function addTracker(app: App, { shell }: SetUp): void {
  route(app, {
    method: 'POST',
    url: '/trackers',
    summary: 'Let changes go to another tracker.',
    tag: 'set-up',
    body: newTracker,
    answers: { 201: trackerSchema },
    async handler(request, reply) {
      const by = needSetUp(request, 'trackers', 'change')
      const { token, webhookSecret, ...open } = request.body
      const id = shell.newId('trk')
      const sealed = sealedOf(shell, id, { token, webhookSecret }) as Pick<
        TrackerRow,
        'token' | 'webhookSecret'
      >
      const labels = given(open.labels) as TrackerRow['labels']
      const added = await shell.desk.trackers.add({ ...open, ...sealed, labels, id })
      await record(shell, by, { what: 'tracker.added', about: id, after: audited(added) })
      return reply.code(201).send(await shown(shell, added))
    },
  })
}

function changeTracker(app: App, { shell }: SetUp): void {
  const { trackers } = shell.desk
  route(app, {
    method: 'PATCH',
    url: '/trackers/:tracker',
    summary: 'Change a tracker; secrets that are not named stay. What waits for it is tried again.',
    tag: 'set-up',
    params,
    body: trackerChange,
    answers: { 200: trackerSchema },
    async handler(request, reply) {
      const by = needSetUp(request, 'trackers', 'change')
      const { version, token, webhookSecret, ...open } = request.body
      const before = there(await trackers.one(request.params.tracker))
      const sealed = sealedOf(shell, before.id, { token, webhookSecret })
      // A token goes only where it was meant for: another place needs it said anew.
      const isElsewhere =
        open.apiUrl !== undefined && new URL(open.apiUrl).origin !== new URL(before.apiUrl).origin
      if (isElsewhere && token === undefined) throw wrong('token', 'needed')
      const labels = open.labels && { labels: given(open.labels) as TrackerRow['labels'] }
      const changes = { ...given(open), ...labels, ...sealed } as Partial<TrackerRow>
      const after = settled(await trackers.change(before.id, version, changes))
      const secretsNew = Object.keys(sealed).map(secret => [`${secret}Changed`, true])
      await record(shell, by, {
        ...{ what: 'tracker.changed', about: before.id, before: audited(before) },
        after: { ...audited(after), ...Object.fromEntries(secretsNew) },
      })
      if (after.active) await trackers.tryAgain({ tracker: after.id }, await shell.store.now())
      return reply.send(await shown(shell, after))
    },
  })
}

function removeTracker(app: App, { shell }: SetUp): void {
  const { trackers } = shell.desk
  route(app, {
    method: 'DELETE',
    url: '/trackers/:tracker',
    summary: 'Let nothing go to a tracker any more. Changes that are there stay, and say that it is gone.',
    tag: 'set-up',
    params,
    query: z.strictObject({ version: z.coerce.number().pipe(z.int().min(0)) }),
    answers: { 204: nothing },
    async handler(request, reply) {
      const by = needSetUp(request, 'trackers', 'change')
      const before = there(await trackers.one(request.params.tracker))
      const isGone = await trackers.remove(before.id, request.query.version)
      settled(isGone ? before : 'stale')
      await record(shell, by, { what: 'tracker.removed', about: before.id, before: audited(before) })
      return reply.code(204).send()
    },
  })
}

function tryOne(app: App, { shell }: SetUp): void {
  route(app, {
    method: 'POST',
    url: '/trackers/:tracker/try',
    summary: 'Try a tracker step by step; nothing is written there.',
    tag: 'set-up',
    params,
    answers: { 200: news },
    async handler(request, reply) {
      needSetUp(request, 'trackers', 'change')
      const row = there(await shell.desk.trackers.one(request.params.tracker))
      const ending = new AbortController()
      const lines = new Readable({ read() {} })
      const tell = (one: TrackerNews) => void lines.push(`${JSON.stringify(one)}\n`)
      reply.raw.on('close', () => ending.abort())
      void tryTracker({ shell, row, signal: ending.signal, tell }).then(
        () => lines.push(null),
        fault => lines.destroy(fault),
      )
      return reply.type('application/x-ndjson; charset=utf-8').header('cache-control', 'no-store').send(lines)
    },
  })
}
