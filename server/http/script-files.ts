// `/scripts/import`, `/scripts/{slug}/export`, `/scripts/{slug}/versions`: a script as a file, and its past.
// Not: drafts as they are saved (script-drafts.ts).
import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import { readScriptAside } from '#channels/script/read-aside.ts'
import type { PlacedFault } from '#channels/script/read-script.ts'
import { type ScriptFileKind, writeScript } from '#channels/script/write-script.ts'
import type { Json } from '#core/script/merge-drafts.ts'
import { languageOf } from '#server/http/problem-reply.ts'
import { Problem } from '#server/http/problems.ts'
import { type App, route } from '#server/http/route.ts'
import { flagInQuery, nullable, slug, words } from '#server/http/schema.ts'
import { madeFrom, revision, saved, savedSchema } from '#server/http/script-drafts.ts'
import { scriptBytesMax } from '#server/http/script-form.ts'
import { scriptVersion } from '#server/http/scripts.ts'
import { needSetUp } from '#server/http/set-up-door.ts'
import { signedIn } from '#server/http/signed.ts'
import { speakerOf } from '#server/http/words.ts'
import type { Shell } from '#server/shell.ts'
import { sayScriptFault } from '#words/script-fault.ts'

const params = z.strictObject({ slug })
const versionSchema = z.object({
  version: z.int(),
  at: z.int(),
  by: nullable(z.string()).meta({ description: 'Null: it came with the program.' }),
})
const file = z.unknown().meta({ description: 'The script, its keys in the order in which one writes them.' })
const types: Readonly<Record<ScriptFileKind, string>> = {
  yaml: 'application/yaml; charset=utf-8',
  json: 'application/json; charset=utf-8',
}

/** Two thousand steps in six languages. */
const textMax = 8_000_000
/** So many files are read at a time. */
const readingMax = 2

/** Adds all of them. */
export function scriptFileRoutes(app: App, shell: Shell): void {
  importRoute(app, shell)
  versionsRoute(app, shell)
  exportRoute(app, shell)
}

function importRoute(app: App, shell: Shell): void {
  let reading = 0
  const read = async (text: string) => {
    if (reading >= readingMax) throw new Problem('server.busy', { headers: { 'retry-after': '5' } })
    reading++
    return readScriptAside(text).finally(() => reading--)
  }
  route(app, {
    method: 'POST',
    url: '/scripts/import',
    summary: 'Take a script from a file (YAML or JSON): it becomes a draft, as if it had been saved.',
    tag: 'scripts',
    body: z.strictObject({
      text: words(textMax),
      ...madeFrom,
      revision: revision.default(0),
      slug: slug.optional().meta({
        description: 'Of which script the revision and version are; of another one they say nothing.',
      }),
    }),
    bodyLimit: scriptBytesMax,
    answers: { 200: savedSchema },
    async handler(request, reply) {
      needSetUp(request, 'script_drafts', 'change')
      const { text, slug: of, ...from } = request.body
      const { script, form, faults } = await read(text)
      if (!script) throw notReadable(request, faults)
      const isOther = of !== undefined && of !== script.slug
      const own = isOther ? { revision: 0 } : from
      return reply.send(await saved(request, shell, { slug: script.slug, form: form as Json, ...own }))
    },
  })
}

const linesMax = 100

/** Each wrong line with its cause: `12:steps.3.why`. */
function notReadable(request: FastifyRequest, faults: readonly PlacedFault[]): Problem {
  const say = speakerOf(languageOf(request))
  const fields = faults.slice(0, linesMax).map(fault => {
    if (fault.code === 'not_yaml')
      return { path: `${fault.line}:`, message: say('script.fault_not_yaml', { because: fault.because }) }
    const details = 'example' in fault ? { example: fault.example } : fault.details
    const message = sayScriptFault(say, { code: fault.code, details }, one => one)
    return { path: `${fault.line}:${fault.path}`, message }
  })
  return new Problem('script.not_readable', { details: { line: faults[0]?.line ?? 1 }, fields })
}

function versionsRoute(app: App, { desk: { scripts } }: Shell): void {
  route(app, {
    method: 'GET',
    url: '/scripts/:slug/versions',
    summary: 'The versions of a script, the newest first, and which of them new walks begin with.',
    tag: 'scripts',
    params,
    answers: { 200: z.object({ live: nullable(z.int()), items: z.array(versionSchema) }) },
    async handler(request, reply) {
      signedIn(request)
      const past = await scripts.past(request.params.slug)
      if (!past) throw new Problem('script.not_found')
      const items = past.versions.map(({ version, at, by }) => ({ version, at, by }))
      return reply.send({ live: past.live, items })
    },
  })
}

function exportRoute(app: App, shell: Shell): void {
  route(app, {
    method: 'GET',
    url: '/scripts/:slug/export',
    summary: 'A script as a file: the live version, another one, or the draft.',
    tag: 'scripts',
    params,
    query: z.strictObject({
      as: z.enum(['yaml', 'json']).default('yaml'),
      version: z.coerce.number().pipe(scriptVersion).optional(),
      draft: flagInQuery.optional(),
    }),
    answers: {
      200: {
        description: 'The file.',
        content: { 'application/json': { schema: file }, 'application/yaml': { schema: z.string() } },
      },
    },
    async handler(request, reply) {
      needSetUp(request, 'script_drafts', 'read')
      const { as, version, draft } = request.query
      const { slug } = request.params
      const form = draft ? await draftForm(shell, slug) : await publishedForm(shell, slug, version)
      return reply
        .header('content-disposition', `attachment; filename="${slug}.${as}"`)
        .type(types[as])
        .send(as === 'json' ? Buffer.from(writeScript(form, as)) : writeScript(form, as))
    },
  })
}

async function draftForm({ desk }: Pick<Shell, 'desk'>, slug: string): Promise<unknown> {
  const draft = await desk.scriptDrafts.newest(slug)
  if (!draft || draft.form === null) throw new Problem('script.draft_not_found')
  return draft.form
}

async function publishedForm({ desk }: Pick<Shell, 'desk'>, slug: string, version?: number) {
  const found = await desk.scripts.one(slug, version)
  if (!found) throw new Problem('script.not_found')
  return found.form
}
