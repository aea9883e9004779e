// Ready-made replies: one's own, a team's, the desk's; in as many languages as somebody has written.
import { z } from 'zod'
import { mayChangeReply, mayReadReply, type ReplyScope } from '#core/access/set-up.ts'
import type { AgentFacts } from '#core/people/desk-facts.ts'
import { unknownPlaceholders } from '#core/reply/placeholder.ts'
import { speakerOf } from '#server/http/words.ts'
import { languageOf } from '#server/http/problem-reply.ts'
import { Problem } from '#server/http/problems.ts'
import { type App, route } from '#server/http/route.ts'
import { idSchema, language, nothing, nullable, words } from '#server/http/schema.ts'
import { given, record, type SetUp, settled, there, version } from '#server/http/set-up-door.ts'
import { needTeams } from '#server/http/set-up-people.ts'
import { signedIn } from '#server/http/signed.ts'
import type { FastifyRequest } from 'fastify'
import type { ReadyReply } from '#store/desk/catalogue.ts'

const bodies = z
  .partialRecord(language, z.string().max(20_000))
  .refine(all => Object.values(all).some(text => text?.trim()))
  .transform(all => Object.fromEntries(Object.entries(all).filter(([, text]) => text?.trim())))
  .meta({ description: 'The text by language; places like {customer} are filled in when it is used.' })
const title = words(120).transform(text => text.trim())

export const replySchema = z
  .object({
    id: z.string(),
    owner: nullable(z.string()),
    team: nullable(z.string()),
    title: z.string(),
    bodies: z.partialRecord(language, z.string()),
    mayChange: z.boolean(),
    version: z.int(),
  })
  .meta({
    id: 'ReadyReply',
    description: 'Own when it has an owner, a team’s when it has a team, else the desk’s.',
  })

const newReply = z.strictObject({
  scope: z.enum(['own', 'team', 'desk']),
  team: idSchema('tea').optional(),
  title,
  bodies,
})
const replyChange = z.strictObject({ version, title: title.optional(), bodies: bodies.optional() })
const params = z.strictObject({ reply: idSchema('rep') })

/** Whose a kept reply is. */
export const scopeOf = ({ owner, team }: Pick<ReadyReply, 'owner' | 'team'>): ReplyScope => {
  if (owner) return { kind: 'own', agent: owner }
  return team ? { kind: 'team', team } : { kind: 'desk' }
}

const shown = (reply: ReadyReply, facts: AgentFacts) => ({
  ...reply,
  mayChange: mayChangeReply(facts, scopeOf(reply)),
})

/** `/replies`. */
export function replyRoutes(app: App, set: SetUp): void {
  readReplies(app, set)
  addReply(app, set)
  changeReply(app, set)
}

function readReplies(app: App, { shell }: SetUp): void {
  route(app, {
    method: 'GET',
    url: '/replies',
    summary: 'The ready-made replies I may use: my own, my teams’, the desk’s.',
    tag: 'replies',
    answers: { 200: z.object({ items: z.array(replySchema) }) },
    async handler(request, reply) {
      const { facts } = signedIn(request)
      const all = (await shell.desk.readyReplies.all()).filter(one => mayReadReply(facts, scopeOf(one)))
      return reply.send({ items: all.map(one => shown(one, facts)) })
    },
  })
}

function addReply(app: App, { shell }: SetUp): void {
  route(app, {
    method: 'POST',
    url: '/replies',
    summary: 'Write a ready-made reply.',
    tag: 'replies',
    body: newReply,
    answers: { 201: replySchema },
    async handler(request, reply) {
      const by = signedIn(request)
      const { scope, team, title, bodies } = request.body
      if ((scope === 'team') !== (team !== undefined)) throw wrong('team')
      const whose: ReplyScope =
        scope === 'own' ? { kind: 'own', agent: by.agent } : team ? { kind: 'team', team } : { kind: 'desk' }
      if (!mayChangeReply(by.facts, whose)) throw new Problem('role.missing')
      if (team) await needTeams(shell, [team])
      needKnownPlaces(request, bodies)
      const added = await shell.desk.readyReplies.add({
        id: shell.newId('rep'),
        owner: scope === 'own' ? by.agent : null,
        team: team ?? null,
        title,
        bodies,
      })
      if (scope !== 'own') await record(shell, by, { what: 'reply.added', about: added.id, after: added })
      return reply.code(201).send(shown(added, by.facts))
    },
  })
}

function changeReply(app: App, { shell }: SetUp): void {
  const { desk } = shell
  /** The reply, if whoever asks may change it; one he may not even read is not there. */
  const mine = async (request: FastifyRequest<{ Params: { reply: string } }>) => {
    const { facts } = signedIn(request)
    const found = there(await desk.readyReplies.one(request.params.reply))
    if (!mayReadReply(facts, scopeOf(found))) throw new Problem('set_up.not_found')
    if (!mayChangeReply(facts, scopeOf(found))) throw new Problem('role.missing')
    return found
  }
  route(app, {
    method: 'PATCH',
    url: '/replies/:reply',
    summary: 'Change a ready-made reply.',
    tag: 'replies',
    params,
    body: replyChange,
    answers: { 200: replySchema },
    async handler(request, reply) {
      const by = signedIn(request)
      const before = await mine(request)
      const { version, ...changes } = request.body
      if (changes.bodies) needKnownPlaces(request, changes.bodies)
      const after = settled(await desk.readyReplies.change(before.id, version, given(changes)))
      if (!before.owner) await record(shell, by, { what: 'reply.changed', about: before.id, before, after })
      return reply.send(shown(after, by.facts))
    },
  })
  route(app, {
    method: 'DELETE',
    url: '/replies/:reply',
    summary: 'Remove a ready-made reply.',
    tag: 'replies',
    params,
    query: z.strictObject({ version: z.coerce.number().pipe(z.int().min(0)) }),
    answers: { 204: nothing },
    async handler(request, reply) {
      const by = signedIn(request)
      const before = await mine(request)
      if (!(await desk.readyReplies.remove(before.id, request.query.version)))
        throw new Problem('set_up.changed')
      if (!before.owner) await record(shell, by, { what: 'reply.removed', about: before.id, before })
      return reply.code(204).send()
    },
  })
}

const wrong = (path: string, message = ''): Problem =>
  new Problem('request.invalid', { fields: [{ path, message }] })

/** A place nothing will fill is refused here, before a customer reads it. */
function needKnownPlaces(
  request: FastifyRequest,
  bodies: Readonly<Record<string, string | undefined>>,
): void {
  const say = speakerOf(languageOf(request))
  for (const [language, text] of Object.entries(bodies)) {
    const names = unknownPlaceholders(text ?? '')
    if (names.length === 0) continue
    const shown = names.map(one => `{${one}}`).join(' ')
    throw wrong(`bodies.${language}`, say('set_up.reply_unknown', { names: shown, n: names.length }))
  }
}
