// `/scripts/{slug}/draft`, `/scripts/{slug}/publish`, `/script-drafts`: what is being written. Not: published
// versions (scripts.ts), nor files (script-files.ts).
import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { limits } from '#core/script/form.ts'
import type { DraftFault } from '#core/script/judge-form.ts'
import type { Clash } from '#core/script/merge-drafts.ts'
import { languageOf } from '#server/http/problem-reply.ts'
import { Problem } from '#server/http/problems.ts'
import { type App, route } from '#server/http/route.ts'
import { flagInQuery, nothing, nullable, pageOf, paging, slug } from '#server/http/schema.ts'
import { draftForm, scriptBytesMax, unkeepable } from '#server/http/script-form.ts'
import { scriptVersion, wording } from '#server/http/scripts.ts'
import { needSetUp, record, wrong } from '#server/http/set-up-door.ts'
import { signedIn } from '#server/http/signed.ts'
import { speakerOf } from '#server/http/words.ts'
import { judged, publishDraft, type Saving, saveDraft } from '#server/script-drafts.ts'
import type { Shell } from '#server/shell.ts'
import { cursorOf, keyOf } from '#store/cursor.ts'
import type { ScriptDraft } from '#store/desk/script-draft.ts'
import type { Say } from '#words/say.ts'
import { sayScriptFault } from '#words/script-fault.ts'

const faultSchema = z.object({
  path: z.string().meta({ examples: ['steps.3.why'] }),
  code: z.string(),
  step: z.union([z.string(), z.null()]).meta({ description: 'The step it is of; null: the whole script.' }),
  details: z.record(z.string(), z.string()),
  message: z.string().meta({ description: 'One sentence with the remedy, in the language of the reader.' }),
})
const clashSchema = z.object({
  path: z.string().meta({ examples: ['steps.light.why.sv'] }),
  mine: z.unknown(),
  theirs: z.unknown(),
})
const draftSchema = z
  .object({
    slug: z.string(),
    revision: z.int(),
    at: z.int(),
    by: z.string(),
    form: z.unknown().meta({ description: 'The script as it is written so far.' }),
    faults: nullable(z.array(faultSchema)).meta({
      description: 'What stands against publishing it; null where it was not asked for.',
    }),
  })
  .meta({ id: 'ScriptDraft' })
export const savedSchema = draftSchema
  .extend({
    form: z.unknown().meta({ description: 'The draft as it is now; `brief` leaves out what was just sent.' }),
    faults: z.array(faultSchema),
    clashes: z.array(clashSchema),
  })
  .meta({ id: 'SavedScriptDraft', description: 'What two changed at once: the draft has theirs.' })
const lineSchema = z
  .object({
    slug: z.string(),
    revision: z.int(),
    at: z.int(),
    by: z.string(),
    title: wording,
    says: wording,
    steps: z.int(),
  })
  .meta({ id: 'ScriptDraftLine' })

export const revision = z.int().min(0).max(1_000_000_000)
export const madeFrom = {
  revision: revision.meta({
    description: 'The revision it was made from; 0: of a published version, or of nothing.',
  }),
  version: scriptVersion.optional().meta({
    description: 'With revision 0: the published version it was made from. Without one, the live one.',
  }),
}
const params = z.strictObject({ slug })
const revisionInQuery = z.strictObject({ revision: z.coerce.number().pipe(revision) })

/** What stands against publishing a form, in the words of whoever asks. */
async function faultsOf(request: FastifyRequest, { desk }: Pick<Shell, 'desk'>, form: unknown) {
  return faultsSaid(request, (await judged(desk, form)).faults)
}

/** Faults, each with its sentence for whoever asks. */
export function faultsSaid(request: FastifyRequest, faults: readonly DraftFault[]) {
  const language = languageOf(request)
  const say = speakerOf(language)
  const names = new Intl.DisplayNames([language], { type: 'language' })
  return faults.map(fault => ({ ...fault, message: faultMessage(say, fault, names) }))
}

const faultMessage = (say: Say, fault: Pick<DraftFault, 'code' | 'details'>, names: Intl.DisplayNames) =>
  sayScriptFault(say, fault, one => names.of(one) ?? one)

/** Adds all of them. */
export function scriptDraftRoutes(app: App, shell: Shell): void {
  listRoute(app, shell)
  readRoute(app, shell)
  faultsRoute(app, shell)
  saveRoute(app, shell)
  publishRoute(app, shell)
  removeRoute(app, shell)
}

function listRoute(app: App, { desk }: Shell): void {
  route(app, {
    method: 'GET',
    url: '/script-drafts',
    summary: 'The scripts somebody is writing, in the order of their names.',
    tag: 'scripts',
    query: z.strictObject(paging),
    answers: { 200: pageOf(lineSchema) },
    async handler(request, reply) {
      needSetUp(request, 'script_drafts', 'read')
      const { limit, cursor } = request.query
      const [after] = cursor === undefined ? [] : keyOf('script_drafts', cursor, ['string'])
      const found = await desk.scriptDrafts.list({ after: after as string | undefined, limit: limit + 1 })
      const items = found.slice(0, limit)
      const last = found.length > limit ? items.at(-1) : undefined
      return reply.send({ items, next: last ? cursorOf('script_drafts', [last.slug]) : null })
    },
  })
}

/** The draft there is, or the problem that there is none. */
async function draftOf({ desk }: Pick<Shell, 'desk'>, slug: string): Promise<ScriptDraft> {
  const newest = await desk.scriptDrafts.newest(slug)
  if (!newest || newest.form === null) throw new Problem('script.draft_not_found')
  return newest
}

function readRoute(app: App, shell: Shell): void {
  route(app, {
    method: 'GET',
    url: '/scripts/:slug/draft',
    summary: 'The draft of a script, with what stands against publishing it.',
    tag: 'scripts',
    params,
    query: z.strictObject({
      faults: flagInQuery.optional().meta({
        description: '`false` leaves them out: judging a very long script takes a moment.',
      }),
    }),
    answers: { 200: draftSchema },
    async handler(request, reply) {
      needSetUp(request, 'script_drafts', 'read')
      const draft = await draftOf(shell, request.params.slug)
      const isJudged = request.query.faults ?? true
      return reply.send({ ...draft, faults: isJudged ? await faultsOf(request, shell, draft.form) : null })
    },
  })
}

function faultsRoute(app: App, shell: Shell): void {
  route(app, {
    method: 'GET',
    url: '/scripts/:slug/draft/faults',
    summary: 'What stands against publishing a draft, without the draft.',
    tag: 'scripts',
    params,
    answers: { 200: z.object({ revision: z.int(), faults: z.array(faultSchema) }) },
    async handler(request, reply) {
      needSetUp(request, 'script_drafts', 'read')
      const { revision, form } = await draftOf(shell, request.params.slug)
      return reply.send({ revision, faults: await faultsOf(request, shell, form) })
    },
  })
}

function saveRoute(app: App, shell: Shell): void {
  route(app, {
    method: 'PUT',
    url: '/scripts/:slug/draft',
    summary: 'Save a draft; what others saved meanwhile is put together with it.',
    tag: 'scripts',
    params,
    query: z.strictObject({
      brief: flagInQuery.optional().meta({ description: 'The form is left out where it is what was sent.' }),
    }),
    body: z.strictObject({ form: draftForm, ...madeFrom }),
    bodyLimit: scriptBytesMax,
    answers: { 200: savedSchema },
    async handler(request, reply) {
      needSetUp(request, 'script_drafts', 'change')
      const { slug } = request.params
      const { form, ...from } = request.body
      if (form.slug !== slug) throw wrong('form.slug', slug)
      const { form: now, ...answer } = await saved(request, shell, { slug, form, ...from })
      const isSent = request.query.brief === true && now === form
      return reply.send(isSent ? answer : { ...answer, form: now })
    },
  })
}

/** Saves what somebody sent, and answers what became of it. */
export async function saved(
  request: FastifyRequest,
  shell: Shell,
  saving: Omit<Saving, 'at' | 'by'>,
): Promise<z.input<typeof savedSchema>> {
  const by = signedIn(request)
  refuseUnkeepable(request, saving.form)
  const { slug } = saving
  const isNew = (await shell.desk.scriptDrafts.newest(slug))?.form == null
  const outcome = await saveDraft(shell.desk, { ...saving, at: shell.now(), by: by.agent })
  if (outcome === 'busy') throw new Problem('server.busy', { headers: { 'retry-after': '1' } })
  const { draft, clashes } = outcome
  const after = { revision: draft.revision }
  if (isNew) await record(shell, by, { what: 'script_draft.begun', about: slug, after })
  const faults = await faultsOf(request, shell, draft.form)
  return { ...draft, faults, clashes: clashes as Clash[] }
}

function refuseUnkeepable(request: FastifyRequest, form: Saving['form']): void {
  const code = unkeepable(form)
  if (!code) return
  const say = speakerOf(languageOf(request))
  const steps = typeof form === 'object' && form !== null && 'steps' in form ? form.steps : null
  const isSteps = code === 'too_many' && Array.isArray(steps) && steps.length > limits.steps
  const details = { example: code === 'name_wrong' ? 'dsl-light' : `${limits.steps}` }
  const message = sayScriptFault(say, { code, details }, one => one)
  throw wrong(isSteps ? 'form.steps' : 'form', message)
}

function publishRoute(app: App, shell: Shell): void {
  route(app, {
    method: 'POST',
    url: '/scripts/:slug/publish',
    summary: 'Publish a draft as the next version: new walks begin with it, walks that are on keep theirs.',
    tag: 'scripts',
    params,
    body: z.strictObject({ revision: revision.meta({ description: 'The one that was looked at.' }) }),
    answers: { 201: z.object({ slug: z.string(), version: z.int() }) },
    async handler(request, reply) {
      const by = needSetUp(request, 'scripts', 'change')
      const { slug } = request.params
      const draft = await draftOf(shell, slug)
      if (draft.revision !== request.body.revision) throw new Problem('script.draft_changed')
      const faults = await faultsOf(request, shell, draft.form)
      if (faults.length > 0)
        throw new Problem('script.has_faults', {
          details: { count: faults.length },
          fields: faults.map(fieldOf),
        })
      const version = await publishDraft(shell.desk, draft, { at: shell.now(), by: by.agent })
      if (version === 'stale') throw new Problem('script.draft_changed')
      const after = { version, revision: draft.revision }
      await record(shell, by, { what: 'script.published', about: slug, after })
      return reply.code(201).send({ slug, version })
    },
  })
}

const fieldOf = ({ path, message }: { path: string; message: string }) => ({ path, message })

function removeRoute(app: App, shell: Shell): void {
  route(app, {
    method: 'DELETE',
    url: '/scripts/:slug/draft',
    summary: 'Throw a draft away; what is published stays.',
    tag: 'scripts',
    params,
    query: revisionInQuery,
    answers: { 204: nothing },
    async handler(request, reply: FastifyReply) {
      const by = needSetUp(request, 'script_drafts', 'change')
      const { slug, revision } = await draftOf(shell, request.params.slug)
      const next = { slug, revision: revision + 1, form: null, at: shell.now(), by: by.agent }
      const isSeen = revision === request.query.revision
      if (!isSeen || (await shell.desk.scriptDrafts.save(next)) === 'stale')
        throw new Problem('script.draft_changed')
      await record(shell, by, { what: 'script_draft.removed', about: slug, before: { revision } })
      return reply.code(204).send()
    },
  })
}
