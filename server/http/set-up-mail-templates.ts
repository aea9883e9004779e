// What automatic mails say: as shipped, or in the desk's own words, by language; tried with made-up facts,
// every version kept with who wrote it, and back to what is shipped. Not: which mails there are
// (words/letter-words.ts).
import { z } from 'zod'
import * as kinds from '#channels/email/mail-kinds.ts'
import { saidTime } from '#channels/email/said-time.ts'
import { mailPlain } from '#channels/email/mail-plain.ts'
import { hourMs } from '#core/kit/time.ts'
import { type Language, languages } from '#core/people/language.ts'
import { Problem } from '#server/http/problems.ts'
import { type App, route } from '#server/http/route.ts'
import { language, nullable, words } from '#server/http/schema.ts'
import { needSetUp, record, type SetUp, version, wrong } from '#server/http/set-up-door.ts'
import { said } from '#server/letter-words.ts'
import { deskName } from '#server/mail-sender.ts'
import type { Shell } from '#server/shell.ts'
import type { MailTemplate } from '#store/desk/mail-template.ts'
import {
  type LetterKind,
  type LetterWords,
  letterFields,
  letterKinds,
  shippedLetter,
  subjectFields,
} from '#words/letter-words.ts'
import { unknownFields } from '#words/mail-fields.ts'
import { sayIn } from '#words/say-in.ts'

const kind = z.enum(letterKinds)
const params = z.strictObject({ kind, language })
const text = words(4_000).transform(one => one.replace(/\r\n?/g, '\n').trim())
const subject = nullable(
  z
    .string()
    .max(200)
    .regex(/^[^\p{Cc}]*$/u),
).meta({
  description: 'Null: as shipped; always so where the mail has no subject of its own.',
})
const written = { subject, words: text }

const letterSchema = z.object({
  isOwn: z.boolean(),
  subject: nullable(z.string()),
  words: z.string(),
  version: z.int().meta({ description: '0: nothing was ever written.' }),
})
const templateSchema = z
  .object({
    kind,
    fields: z.array(z.string()).meta({ description: 'What may stand in braces.' }),
    subjectFields: nullable(z.array(z.string())).meta({ description: 'Null: it has no subject of its own.' }),
    languages: z.record(language, letterSchema),
  })
  .meta({ id: 'MailTemplate', description: 'What an automatic mail says in each language, and whose words.' })

/** `/mail-templates`. */
export function mailTemplateRoutes(app: App, set: SetUp): void {
  listTemplates(app, set)
  writeTemplate(app, set)
  resetTemplate(app, set)
  listVersions(app, set)
  preview(app, set)
}

type Current = readonly MailTemplate[]

function letterOf(current: Current, kind: LetterKind, language: Language) {
  const kept = current.find(one => one.kind === kind && one.language === language)
  const shipped = shippedLetter[kind](sayIn(language))
  const isOwn = kept !== undefined && kept.words !== null
  return {
    isOwn,
    subject: (isOwn ? kept.subject : null) ?? shipped.subject,
    words: isOwn ? (kept.words as string) : shipped.words,
    version: kept?.version ?? 0,
  }
}

const shown = (current: Current, kind: LetterKind): z.input<typeof templateSchema> => ({
  kind,
  fields: [...letterFields[kind]],
  subjectFields: subjectFields[kind] ? [...subjectFields[kind]] : null,
  languages: Object.fromEntries(languages.map(one => [one, letterOf(current, kind, one)])) as Record<
    Language,
    z.input<typeof letterSchema>
  >,
})

function listTemplates(app: App, { shell }: SetUp): void {
  route(app, {
    method: 'GET',
    url: '/mail-templates',
    summary: 'What automatic mails say, in every language, and whose words it is.',
    tag: 'set-up',
    answers: { 200: z.object({ items: z.array(templateSchema) }) },
    async handler(request, reply) {
      needSetUp(request, 'mail_words', 'read')
      const current = await shell.desk.mailTemplates.current()
      return reply.send({ items: letterKinds.map(kind => shown(current, kind)) })
    },
  })
}

/** Each field means something in this mail; a subject only where it has one. */
function fits(kind: LetterKind, { subject, words }: LetterWords): void {
  const named = subjectFields[kind]
  if (subject !== null && !named) throw wrong('subject', 'has none')
  const [inSubject] = subject === null ? [] : unknownFields(subject, named ?? [])
  if (inSubject !== undefined) throw wrong('subject', `unknown field {${inSubject}}`)
  const [inWords] = unknownFields(words, letterFields[kind])
  if (inWords !== undefined) throw wrong('words', `unknown field {${inWords}}`)
}

function writeTemplate(app: App, { shell }: SetUp): void {
  route(app, {
    method: 'PUT',
    url: '/mail-templates/:kind/:language',
    summary: 'Say it in words of one’s own, in one language.',
    tag: 'set-up',
    params,
    body: z.strictObject({ version, ...written }),
    answers: { 200: templateSchema },
    async handler(request, reply) {
      const by = needSetUp(request, 'mail_words', 'change')
      const { version, subject, words } = request.body
      const wish = { subject: subject?.trim() || null, words }
      fits(request.params.kind, wish)
      return reply.send(await change(shell, by, request.params, { version, ...wish }))
    },
  })
}

function resetTemplate(app: App, { shell }: SetUp): void {
  route(app, {
    method: 'DELETE',
    url: '/mail-templates/:kind/:language',
    summary: 'Say it as shipped again; what was written stays among the versions.',
    tag: 'set-up',
    params,
    query: z.strictObject({ version: z.coerce.number().pipe(z.int().min(1)) }),
    answers: { 200: templateSchema },
    async handler(request, reply) {
      const by = needSetUp(request, 'mail_words', 'change')
      const { version } = request.query
      return reply.send(await change(shell, by, request.params, { version, subject: null, words: null }))
    },
  })
}

type Change = { readonly version: number; readonly subject: string | null; readonly words: string | null }

async function change(
  shell: Shell,
  by: Parameters<typeof record>[1],
  { kind, language }: z.output<typeof params>,
  { version, subject, words }: Change,
): Promise<z.input<typeof templateSchema>> {
  const { mailTemplates } = shell.desk
  const before = letterOf(await mailTemplates.current(), kind, language)
  const next = { kind, language, version: version + 1, subject, words, agent: by.agent, at: shell.now() }
  if (!(await mailTemplates.add(next))) throw new Problem('set_up.changed')
  const current = await mailTemplates.current()
  const after = letterOf(current, kind, language)
  const what = words === null ? 'mail_template.removed' : 'mail_template.changed'
  await record(shell, by, { what, about: `${kind}/${language}`, before, after })
  return shown(current, kind)
}

function listVersions(app: App, { shell }: SetUp): void {
  route(app, {
    method: 'GET',
    url: '/mail-templates/:kind/:language/versions',
    summary: 'Everything that was written for a mail in one language, the newest first, and by whom.',
    tag: 'set-up',
    params,
    answers: {
      200: z.object({
        items: z.array(
          z.object({
            version: z.int(),
            at: z.int(),
            name: z.string(),
            subject: nullable(z.string()),
            words: nullable(z.string()).meta({ description: 'Null: as shipped from then on.' }),
          }),
        ),
      }),
    },
    async handler(request, reply) {
      needSetUp(request, 'mail_words', 'read')
      const { kind, language } = request.params
      const all = await shell.desk.mailTemplates.versions(kind, language)
      const { agents } = shell.facts()
      const nameOf = (agent: string) => agents[agent as keyof typeof agents]?.name ?? agent
      const items = all.map(({ version, at, agent, subject, words }) => ({
        ...{ version, at, name: nameOf(agent), subject, words },
      }))
      return reply.send({ items })
    },
  })
}

function preview(app: App, { shell }: SetUp): void {
  route(app, {
    method: 'POST',
    url: '/mail-templates/:kind/:language/preview',
    summary: 'How a mail with these words would read, with made-up facts. Keeps and sends nothing.',
    tag: 'set-up',
    params,
    body: z.strictObject(written),
    answers: { 200: z.object({ subject: z.string(), text: z.string() }) },
    async handler(request, reply) {
      needSetUp(request, 'mail_words', 'read')
      const { kind, language } = request.params
      fits(kind, request.body)
      const { subject, blocks, foot } = sample(shell, kind, language, request.body)
      return reply.send({ subject, text: mailPlain(blocks, foot, language) })
    },
  })
}

/** The mail with facts of nobody's. */
function sample(shell: Shell, kind: LetterKind, language: Language, written: LetterWords): kinds.Content {
  const desk = deskName(shell)
  const followUrl = new URL(`/${language}/help`, shell.config.publicUrl).href
  const frame = { language, desk, number: '4821', customerName: 'Anna Lindqvist', followUrl }
  const zone = shell.settings().timeZone ?? 'UTC'
  const now = shell.now()
  const due = { at: now + 2 * hourMs, now, zone }
  const time = saidTime(language, due)
  const own = said(written, { number: frame.number, desk, agent: 'Karin Holm', time })
  if (kind === 'confirmation') return kinds.confirmation(frame, due, null, own)
  if (kind === 'late') {
    const promised = { at: now - hourMs, now, zone }
    return kinds.late(frame, { promised, due, reason: '', own })
  }
  return kinds.inner(frame, { subject: sayIn(language)('mail_template.sample'), markdown: own.words, due })
}
