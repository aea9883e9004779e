// `/scripts/{slug}/suggestions`, `/scripts/{slug}/owner`, `/script-suggestions`: what is suggested for
// scripts, and who answers for one. Not: what accepting changes (server/script-suggestions.ts).
import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import { maySetUp } from '#core/access/set-up.ts'
import { limits } from '#core/script/form.ts'
import { sentenceAt } from '#core/script/suggestion.ts'
import { Problem } from '#server/http/problems.ts'
import { type App, route } from '#server/http/route.ts'
import { idSchema, language, nothing, nullable, slug, words } from '#server/http/schema.ts'
import { needSetUp, record } from '#server/http/set-up-door.ts'
import { acceptSuggestion, currentForm, standingOf, stepIsThere } from '#server/script-suggestions.ts'
import type { Shell } from '#server/shell.ts'
import { type Suggestion, suggestionStates } from '#store/desk/script-suggestion.ts'

const standings = ['fits', 'changed', 'gone'] as const
const suggestionSchema = z
  .object({
    id: z.string(),
    slug: z.string(),
    step: nullable(z.string()).meta({ description: 'Null: it is about the whole script.' }),
    place: nullable(z.string()).meta({ description: 'The sentence; null: it is a note.' }),
    language: nullable(language),
    before: nullable(z.string()).meta({ description: 'What stood there when it was suggested.' }),
    now: nullable(z.string()).meta({ description: 'What stands there now.' }),
    standing: z.enum(standings).meta({
      description: '`changed`: that sentence is another by now; `gone`: there is no such place any more.',
    }),
    says: z.string(),
    because: z.string(),
    by: z.string(),
    at: z.int(),
    state: z.enum(suggestionStates),
    decidedBy: nullable(z.string()),
    decidedAt: nullable(z.int()),
    reason: nullable(z.string()).meta({ description: 'Why it was declined.' }),
  })
  .meta({ id: 'ScriptSuggestion' })
const listSchema = z
  .object({
    owner: nullable(z.string()).meta({ description: 'The agent who answers for the script.' }),
    items: z.array(suggestionSchema),
  })
  .meta({ id: 'ScriptSuggestions' })

const shownMax = 200
const state = z.enum(suggestionStates).optional()
const because = words(1_000)
const stepName = words(limits.name)
const place = z
  .string()
  .regex(/^[a-z]+(?:\.[a-z0-9_-]+)*$/i)
  .max(200)
  .meta({ examples: ['why', 'choices.red.words'] })
const of = z.strictObject({ slug })
const ofOne = z.strictObject({ slug, id: idSchema('sug') })
const body = z.union([
  z.strictObject({
    step: nullable(stepName),
    place,
    language,
    says: words(limits.sentence),
    because,
  }),
  z.strictObject({ step: nullable(stepName), note: words(limits.sentence), because }),
])

/** Adds all of them. */
export function scriptSuggestionRoutes(app: App, shell: Shell): void {
  readRoutes(app, shell)
  suggestRoute(app, shell)
  decideRoutes(app, shell)
  ownerRoute(app, shell)
}

/** As they stand to what each script says now; each script is read once. */
async function shown({ desk }: Pick<Shell, 'desk'>, all: readonly Suggestion[]) {
  const slugs = [...new Set(all.map(one => one.slug))]
  const forms = new Map(
    await Promise.all(slugs.map(async one => [one, (await currentForm(desk, one))?.form ?? null] as const)),
  )
  return all.map(one => ({ ...one, ...standingOf(one, forms.get(one.slug) ?? null) }))
}

function readRoutes(app: App, shell: Shell): void {
  const { scriptSuggestions: table } = shell.desk
  route(app, {
    method: 'GET',
    url: '/scripts/:slug/suggestions',
    summary: 'What is suggested for a script, the newest first, and who answers for it.',
    tag: 'scripts',
    params: of,
    query: z.strictObject({ state }),
    answers: { 200: listSchema },
    async handler(request, reply) {
      needSetUp(request, 'script_drafts', 'read')
      const { slug } = request.params
      const found = await table.list({ slug, state: request.query.state, limit: shownMax })
      return reply.send({ owner: await table.owner(slug), items: await shown(shell, found) })
    },
  })
  route(app, {
    method: 'GET',
    url: '/script-suggestions',
    summary: 'Suggestions for all scripts: the open ones for who changes scripts, with `mine` one’s own.',
    tag: 'scripts',
    query: z.strictObject({ mine: z.enum(['true', 'false']).optional() }),
    answers: { 200: z.object({ items: z.array(suggestionSchema) }) },
    async handler(request, reply) {
      const isMine = request.query.mine === 'true'
      const { agent } = needSetUp(request, 'script_drafts', isMine ? 'read' : 'change')
      const found = await table.list(
        isMine ? { by: agent, limit: shownMax } : { state: 'open', limit: shownMax },
      )
      return reply.send({ items: await shown(shell, found) })
    },
  })
}

function suggestRoute(app: App, shell: Shell): void {
  const { desk } = shell
  route(app, {
    method: 'POST',
    url: '/scripts/:slug/suggestions',
    summary: 'Suggest another sentence, or leave a note on a step, with why.',
    tag: 'scripts',
    params: of,
    body,
    answers: { 201: suggestionSchema },
    async handler(request, reply) {
      const { agent } = needSetUp(request, 'script_drafts', 'read')
      const { slug } = request.params
      const current = await currentForm(desk, slug)
      if (!current) throw new Problem('script.not_found')
      const { step, because: why } = request.body
      const sentence = 'note' in request.body ? null : request.body
      const found = sentence && sentenceAt(current.form, { ...sentence, at: sentence.place })
      const isThere = step === null || stepIsThere(current.form, step)
      if (!isThere || found === 'gone') throw new Problem('script.suggestion_stale')
      const fresh = {
        ...{ id: shell.newId('sug'), slug, step, by: agent, at: shell.now() },
        ...{ place: sentence?.place ?? null, language: sentence?.language ?? null },
        ...{ before: found?.text ?? null, because: why.trim() },
        says: ('note' in request.body ? request.body.note : request.body.says).trim(),
      }
      if ((await desk.scriptSuggestions.add(fresh)) === 'full') throw new Problem('script.suggestions_full')
      const [answer] = await shown(shell, [await theSuggestion(shell, fresh)])
      return reply.code(201).send(answer)
    },
  })
}

type Of = { readonly slug: string; readonly id: Suggestion['id'] }

async function theSuggestion({ desk }: Pick<Shell, 'desk'>, { slug, id }: Of): Promise<Suggestion> {
  const found = await desk.scriptSuggestions.one(id)
  if (!found || found.slug !== slug) throw new Problem('script.suggestion_not_found')
  return found
}

function decideRoutes(app: App, shell: Shell): void {
  const decided = async (request: FastifyRequest, of: Of, what: string) => {
    const by = needSetUp(request, 'script_drafts', 'change')
    const suggestion = await theSuggestion(shell, of)
    if (suggestion.state !== 'open') throw new Problem('script.suggestion_done')
    const tell = (after: object) =>
      record(shell, by, { what, about: of.slug, after: { suggestion: of.id, by: suggestion.by, ...after } })
    return { by, suggestion, tell }
  }
  const answer = async (of: Of) => (await shown(shell, [await theSuggestion(shell, of)]))[0]
  route(app, {
    method: 'POST',
    url: '/scripts/:slug/suggestions/:id/accept',
    summary: 'Take a suggestion over: its sentence goes into the draft; a note is dealt with.',
    tag: 'scripts',
    params: ofOne,
    body: z.strictObject({
      over: nullable(z.string().max(limits.sentence)).meta({
        description:
          'The sentence it replaces (`now`), as it was seen; null: there is none, or it is a note.',
      }),
    }),
    answers: { 200: suggestionSchema },
    async handler(request, reply) {
      const { by, suggestion, tell } = await decided(request, request.params, 'script_suggestion.accepted')
      const { over } = request.body
      const outcome = await acceptSuggestion(shell.desk, suggestion, { by: by.agent, at: shell.now(), over })
      if (outcome === 'stale') throw new Problem('script.suggestion_stale')
      if (outcome === 'done') throw new Problem('script.suggestion_done')
      if (outcome === 'busy') throw new Problem('server.busy', { headers: { 'retry-after': '1' } })
      await tell(outcome === 'noted' ? {} : { revision: outcome.draft.revision })
      return reply.send(await answer(request.params))
    },
  })
  route(app, {
    method: 'POST',
    url: '/scripts/:slug/suggestions/:id/decline',
    summary: 'Decline a suggestion, with the reason whoever made it is told.',
    tag: 'scripts',
    params: ofOne,
    body: z.strictObject({ reason: because }),
    answers: { 200: suggestionSchema },
    async handler(request, reply) {
      const { by, suggestion, tell } = await decided(request, request.params, 'script_suggestion.declined')
      const reason = request.body.reason.trim()
      const decision = { by: by.agent, at: shell.now(), reason }
      if (!(await shell.desk.scriptSuggestions.decide(suggestion.id, decision)))
        throw new Problem('script.suggestion_done')
      await tell({})
      return reply.send(await answer(request.params))
    },
  })
}

function ownerRoute(app: App, shell: Shell): void {
  route(app, {
    method: 'PUT',
    url: '/scripts/:slug/owner',
    summary: 'Say who answers for a script: somebody who may change it, or nobody in particular.',
    tag: 'scripts',
    params: of,
    body: z.strictObject({ owner: nullable(idSchema('agt')) }),
    answers: { 204: nothing },
    async handler(request, reply) {
      const by = needSetUp(request, 'scripts', 'change')
      const { slug } = request.params
      const { owner } = request.body
      if (!(await currentForm(shell.desk, slug))) throw new Problem('script.not_found')
      const agent = owner === null ? null : await shell.desk.agents.one(owner)
      if (
        owner !== null &&
        !(agent && maySetUp({ ...agent, active: agent.disabledAt === null }, 'script_drafts', 'change'))
      )
        throw new Problem('script.owner_may_not')
      const before = { owner: await shell.desk.scriptSuggestions.owner(slug) }
      await shell.desk.scriptSuggestions.setOwner(slug, owner)
      await record(shell, by, { what: 'script.owner_set', about: slug, before, after: { owner } })
      return reply.code(204).send()
    },
  })
}
