// `GET /scripts`, `GET /scripts/{slug}`: published scripts as agents and programs read them. Not: walks on a
// case (deed-routes.ts), nor publishing one.
import { z } from 'zod'
import { Problem } from '#server/http/problems.ts'
import { type App, route } from '#server/http/route.ts'
import { language, nullable, pageOf, paging, slug } from '#server/http/schema.ts'
import { signedIn } from '#server/http/signed.ts'
import type { Shell } from '#server/shell.ts'
import { cursorOf, keyOf } from '#store/cursor.ts'

/** A sentence in the languages it has been written in. */
export const wording = z.partialRecord(language, z.string()).meta({ description: 'By language.' })
const lineSchema = z
  .object({
    slug: z.string(),
    version: z.int().meta({ description: 'The one new walks begin with.' }),
    title: wording,
    says: wording,
    languages: z.array(language).meta({ description: 'It is complete in each of these.' }),
    steps: z.int(),
  })
  .meta({ id: 'ScriptLine' })
const scriptSchema = z
  .object({
    slug: z.string(),
    version: z.int(),
    isLive: z.boolean().meta({ description: 'New walks begin with this version.' }),
    publishedAt: z.int(),
    by: nullable(z.string()).meta({ description: 'Null: it came with the program.' }),
    form: z.unknown().meta({ description: 'The script as it was written; see docs/scripts.md.' }),
  })
  .meta({ id: 'Script' })

/** A version's number. */
export const scriptVersion = z.int().min(1).max(1_000_000)

/** Adds both. */
export function scriptRoutes(app: App, { desk: { scripts } }: Pick<Shell, 'desk'>): void {
  route(app, {
    method: 'GET',
    url: '/scripts',
    summary: 'The scripts new walks can begin with, in the order of their names.',
    tag: 'scripts',
    query: z.strictObject(paging),
    answers: { 200: pageOf(lineSchema) },
    async handler(request, reply) {
      signedIn(request)
      const { limit, cursor } = request.query
      const [after] = cursor === undefined ? [] : keyOf('scripts', cursor, ['string'])
      const found = await scripts.list({ after: after as string | undefined, limit: limit + 1 })
      const items = found.slice(0, limit)
      const last = found.length > limit ? items.at(-1) : undefined
      return reply.send({ items, next: last ? cursorOf('scripts', [last.slug]) : null })
    },
  })

  route(app, {
    method: 'GET',
    url: '/scripts/:slug',
    summary: 'A script: the version new walks begin with, or the one asked for, also when it was withdrawn.',
    tag: 'scripts',
    params: z.strictObject({ slug }),
    query: z.strictObject({ version: z.coerce.number().pipe(scriptVersion).optional() }),
    answers: { 200: scriptSchema },
    async handler(request, reply) {
      signedIn(request)
      const found = await scripts.one(request.params.slug, request.query.version)
      if (!found) throw new Problem('script.not_found')
      const { at: publishedAt, shipped: _, ...own } = found
      return reply.send({ ...own, publishedAt })
    },
  })
}
