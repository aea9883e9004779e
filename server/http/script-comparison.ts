// `GET /scripts/{slug}/comparison`: what changed between two versions of a script, or one and the draft.
// Not: how it is found (core/script/compare-scripts.ts), nor the versions themselves (scripts.ts).
import { z } from 'zod'
import { compareScripts } from '#core/script/compare-scripts.ts'
import type { Json } from '#core/script/merge-drafts.ts'
import { Problem } from '#server/http/problems.ts'
import { type App, route } from '#server/http/route.ts'
import { language, nullable, slug } from '#server/http/schema.ts'
import { scriptVersion } from '#server/http/scripts.ts'
import { needSetUp } from '#server/http/set-up-door.ts'
import type { Shell } from '#server/shell.ts'

const at = z.string().meta({ examples: ['choices.red.words'] })
const changes = {
  sentences: z.array(
    z.object({
      at,
      language,
      before: nullable(z.string()),
      after: nullable(z.string()),
      words: z
        .array(z.object({ kind: z.enum(['kept', 'added', 'removed']), text: z.string() }))
        .meta({ description: 'One text turned into the other; without `added` it is the earlier.' }),
    }),
  ),
  arrows: z.array(
    z.object({ at, when: z.unknown(), before: nullable(z.string()), after: nullable(z.string()) }),
  ),
  values: z.array(z.object({ at, before: z.unknown(), after: z.unknown() })),
}
const comparison = z
  .object({
    whole: z.object(changes),
    steps: z.array(
      z.object({
        name: z.string(),
        what: z.enum(['added', 'removed', 'changed', 'same']),
        moved: z.boolean().meta({ description: 'It stands elsewhere among the steps both have.' }),
        before: nullable(z.int()).meta({ description: 'Its place, from 0; null: it was not there.' }),
        after: nullable(z.int()),
        ...changes,
      }),
    ),
  })
  .meta({ id: 'ScriptComparison' })

const side = z
  .union([z.literal('draft'), z.coerce.number().pipe(scriptVersion)])
  .meta({ description: 'The number of a version, or `draft`.', examples: ['3', 'draft'] })

/** Adds it. */
export function scriptComparisonRoute(app: App, { desk }: Pick<Shell, 'desk'>): void {
  const formOf = async (slug: string, which: number | 'draft'): Promise<Json> => {
    if (which === 'draft') {
      const draft = await desk.scriptDrafts.newest(slug)
      if (!draft || draft.form === null) throw new Problem('script.draft_not_found')
      return draft.form as Json
    }
    const found = await desk.scripts.one(slug, which)
    if (!found) throw new Problem('script.not_found')
    return found.form as Json
  }
  route(app, {
    method: 'GET',
    url: '/scripts/:slug/comparison',
    summary: 'What changed in a script: steps, sentences word by word, arrows and other values.',
    tag: 'scripts',
    params: z.strictObject({ slug }),
    query: z.strictObject({ before: side, after: side }),
    answers: { 200: comparison },
    async handler(request, reply) {
      needSetUp(request, 'script_drafts', 'read')
      const { before, after } = request.query
      const [earlier, later] = await Promise.all([
        formOf(request.params.slug, before),
        formOf(request.params.slug, after),
      ])
      return reply.send(compareScripts(earlier, later))
    },
  })
}
