// What drives one of ours mad, said in private: his own to read and remove, and the themes leads read of all,
// without a name, a time or a case. Not: which themes there are, and of when (core/people/annoyance.ts).
import { z } from 'zod'
import { missings } from '#core/case/note-kind.ts'
import { themePeople, themeSpan, themes } from '#core/people/annoyance.ts'
import { needLead } from '#server/http/coach.ts'
import { Problem } from '#server/http/problems.ts'
import { type App, route } from '#server/http/route.ts'
import { idSchema, nothing, words } from '#server/http/schema.ts'
import { signedIn } from '#server/http/signed.ts'
import type { Shell } from '#server/shell.ts'

const longest = 2_000
/** As many of his own somebody reads; a person who writes more than this removes some. */
const ownMax = 200
const theme = z.enum(themes)
const fields = {
  theme,
  says: words(longest),
  quotable: z.boolean().meta({
    description: 'Leads may read the words, without a name, once several people name the theme.',
  }),
}
const ownSchema = z.object({ id: z.string(), ...fields, at: z.int() }).meta({ id: 'Annoyance' })
const themesSchema = z
  .object({
    themes: z.array(z.object({ theme, says: z.array(z.string()) })),
    missing: z.array(z.enum(missings)).meta({ description: 'What several people missed in hand-offs.' }),
    people: z.int().meta({ description: 'A theme is told from so many people on, the reader not counted.' }),
    until: z.int().meta({ description: 'Nothing newer is in it.' }),
  })
  .meta({ id: 'Themes' })

/** `/annoyances` and `/coach/themes`. */
export function annoyanceRoutes(app: App, { desk, now, newId }: Shell): void {
  route(app, {
    method: 'GET',
    url: '/annoyances',
    summary: 'What drives me mad, as I said it. Nobody else reads it.',
    tag: 'coach',
    answers: { 200: z.object({ items: z.array(ownSchema) }) },
    async handler(request, reply) {
      const own = await desk.annoyances.of(signedIn(request).agent, ownMax)
      return reply.send({ items: own.map(({ agent: _own, ...one }) => one) })
    },
  })
  route(app, {
    method: 'POST',
    url: '/annoyances',
    summary: 'Say in private what drives me mad.',
    tag: 'coach',
    body: z.strictObject({ ...fields, quotable: fields.quotable.default(false) }),
    answers: { 201: ownSchema },
    async handler(request, reply) {
      const { agent } = signedIn(request)
      const { says, ...body } = request.body
      const one = { id: newId('ann'), ...body, says: says.trim(), at: now() }
      await desk.annoyances.add({ ...one, agent })
      return reply.code(201).send(one)
    },
  })
  route(app, {
    method: 'DELETE',
    url: '/annoyances/:annoyance',
    summary: 'Removes what I said.',
    tag: 'coach',
    params: z.strictObject({ annoyance: idSchema('ann') }),
    answers: { 204: nothing },
    async handler(request, reply) {
      const { agent } = signedIn(request)
      if (!(await desk.annoyances.remove(request.params.annoyance, agent)))
        throw new Problem('set_up.not_found')
      return reply.code(204).send()
    },
  })
  route(app, {
    method: 'GET',
    url: '/coach/themes',
    summary: 'What drives several people mad: themes, no names. Up to the end of last week (leads).',
    tag: 'coach',
    answers: { 200: themesSchema },
    async handler(request, reply) {
      const { agent: reader } = needLead(request)
      const span = themeSpan(now())
      const asked = { reader, ...span, people: themePeople }
      const [shared, missing] = await Promise.all([
        desk.annoyances.themes(asked),
        desk.annoyances.missing(asked),
      ])
      return reply.send({
        themes: shared,
        missing: missings.filter(one => missing.includes(one)),
        ...{ people: themePeople, until: span.until },
      })
    },
  })
}
