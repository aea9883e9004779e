// What notes for the team ask, by level and kind: what is shipped, and what a house asks instead.
import { z } from 'zod'
import { noteKinds } from '#core/case/note-kind.ts'
import { type QuestionName, questionLettersMax, questionsMax, questionsOf } from '#core/case/note-template.ts'
import { type Language, languages } from '#core/people/language.ts'
import { houseLevels } from '#core/people/level.ts'
import { Problem } from '#server/http/problems.ts'
import { type App, route } from '#server/http/route.ts'
import { language, nothing, words } from '#server/http/schema.ts'
import { needSetUp, record, type SetUp, version } from '#server/http/set-up-door.ts'
import { speakerOf } from '#server/http/words.ts'
import type { NoteTemplate } from '#store/desk/note-template.ts'

const question = words(questionLettersMax).transform(text => text.trim())
const list = z
  .array(question)
  .max(questionsMax)
  .refine(all => new Set(all).size === all.length)
const level = z.coerce.number().pipe(z.union([z.literal(1), z.literal(2), z.literal(3)]))
const params = z.strictObject({ level, kind: z.enum(noteKinds) })

const templateSchema = z
  .object({
    level: z.int(),
    kind: z.enum(noteKinds),
    questions: z.record(language, z.array(z.string())),
    own: z.array(language).meta({ description: 'The languages the house wrote itself.' }),
    version: z.int().meta({ description: '0: nothing is set, what is shipped holds.' }),
  })
  .meta({ id: 'NoteTemplate', description: 'What a note of this kind asks at this level, as headings.' })

const shippedWords = (name: QuestionName, of: Language): string => speakerOf(of)(`notes.q_${name}`)

/** `/note-templates`. */
export function noteTemplateRoutes(app: App, { shell }: SetUp): void {
  const { noteTemplates } = shell.desk
  const keptOf = async ({ level, kind }: z.output<typeof params>): Promise<NoteTemplate | null> =>
    (await noteTemplates.all()).find(one => one.level === level && one.kind === kind) ?? null

  route(app, {
    method: 'GET',
    url: '/note-templates',
    summary: 'What notes for the team ask, of every level and kind in every language.',
    tag: 'set-up',
    answers: { 200: z.object({ items: z.array(templateSchema) }) },
    async handler(request, reply) {
      needSetUp(request, 'notes', 'read')
      const all = await noteTemplates.all()
      const items = houseLevels.flatMap(level =>
        noteKinds.map(kind =>
          shown(level, kind, all.find(one => one.level === level && one.kind === kind) ?? null),
        ),
      )
      return reply.send({ items })
    },
  })

  route(app, {
    method: 'PUT',
    url: '/note-templates/:level/:kind',
    summary: 'Ask something else; a language that is left out asks what is shipped.',
    tag: 'set-up',
    params,
    body: z.strictObject({ version, questions: z.partialRecord(language, list) }),
    answers: { 200: templateSchema },
    async handler(request, reply) {
      const by = needSetUp(request, 'notes', 'change')
      const { level, kind } = request.params
      const { version, questions } = request.body
      const before = await keptOf(request.params)
      if (!(await noteTemplates.keep({ level, kind, version, questions })))
        throw new Problem('set_up.changed')
      const about = `${level}/${kind}`
      await record(shell, by, { what: 'note_template.changed', about, before, after: { questions } })
      return reply.send(shown(level, kind, await keptOf(request.params)))
    },
  })

  route(app, {
    method: 'DELETE',
    url: '/note-templates/:level/:kind',
    summary: 'Ask what is shipped again.',
    tag: 'set-up',
    params,
    query: z.strictObject({ version: z.coerce.number().pipe(z.int().min(1)) }),
    answers: { 204: nothing },
    async handler(request, reply) {
      const by = needSetUp(request, 'notes', 'change')
      const { level, kind } = request.params
      const before = await keptOf(request.params)
      if (!(await noteTemplates.remove(level, kind, request.query.version)))
        throw new Problem('set_up.changed')
      await record(shell, by, { what: 'note_template.removed', about: `${level}/${kind}`, before })
      return reply.code(204).send()
    },
  })
}

const shown = (level: NoteTemplate['level'], kind: NoteTemplate['kind'], kept: NoteTemplate | null) => ({
  level,
  kind,
  questions: questionsOf(kept?.questions ?? {}, level, kind, shippedWords),
  own: languages.filter(one => kept?.questions[one] !== undefined),
  version: kept?.version ?? 0,
})
