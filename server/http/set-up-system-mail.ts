// The queue of system mail: what machines wrote, with the codes and links that let somebody in taken out.
// Seen whole only by a lead, and written down. Not: which mail gets here (server/intake.ts).
import { z } from 'zod'
import { isUnreadable } from '#channels/email/mail.ts'
import { maskCodes } from '#channels/email/mask-codes.ts'
import { takeOut } from '#server/intake.ts'
import { type App, route } from '#server/http/route.ts'
import { nothing, nullable } from '#server/http/schema.ts'
import { needSetUp, record, settled, type SetUp, there } from '#server/http/set-up-door.ts'
import type { Shell } from '#server/shell.ts'
import type { AsideMail } from '#store/desk/aside-mail.ts'

const pageSize = 50
const shownMax = 20_000

export const asideReasons = [
  'verification',
  'auto-reply',
  'null-sender',
  'bounce',
  'feedback-report',
  'receipt',
  'own',
  'reaction',
  'closed',
  'rule',
  'from-agent',
  'supplier',
  'supplier-placed',
] as const

const entrySchema = z
  .object({
    id: z.int(),
    at: z.int(),
    reason: z.string(),
    sender: z.string(),
    subject: z.string(),
    preview: z.string(),
  })
  .meta({ id: 'SystemMail' })
const mailSchema = z.object({ ...entrySchema.shape, text: z.string(), isWhole: z.boolean() })
const params = z.strictObject({ mail: z.coerce.number().pipe(z.int().min(1)) })
const url = '/system-mail/:mail'

/** `/system-mail`. */
export function systemMailRoutes(app: App, set: SetUp): void {
  list(app, set)
  read(app, set)
  remove(app, set)
  makeCase(app, set)
  always(app, set)
}

function list(app: App, { shell }: SetUp): void {
  route(app, {
    method: 'GET',
    url: '/system-mail',
    summary: 'Mail that belongs to no case, the newest first; codes and links are taken out.',
    tag: 'set-up',
    query: z.strictObject({
      before: z.coerce.number().pipe(z.int().min(1)).optional(),
      reason: z.enum(asideReasons).optional(),
    }),
    answers: { 200: z.object({ items: z.array(entrySchema), next: nullable(z.int()) }) },
    async handler(request, reply) {
      needSetUp(request, 'system_mail', 'read')
      const found = await shell.desk.asideMails.list({ ...request.query, limit: pageSize + 1 })
      const items = found.slice(0, pageSize).map(shown)
      return reply.send({ items, next: found.length > pageSize ? (items.at(-1)?.id ?? null) : null })
    },
  })
}

/** What was kept before subjects were masked is masked now. */
const shown = ({ id, at, reason, sender, subject, preview }: AsideMail) => ({
  ...{ id, at, reason, sender, preview },
  subject: maskCodes(subject),
})

/** What a kept mail says. */
export async function wordsOf(
  shell: Shell,
  raw: Uint8Array,
): Promise<{ subject: string; text: string } | null> {
  const mail = await shell.reader.readMail(raw)
  return isUnreadable(mail) ? null : { subject: mail.subject, text: mail.text.slice(0, shownMax) }
}

function read(app: App, { shell }: SetUp): void {
  route(app, {
    method: 'GET',
    url,
    summary: 'What a mail kept aside says, its codes and links taken out.',
    tag: 'set-up',
    params,
    answers: { 200: mailSchema },
    async handler(request, reply) {
      needSetUp(request, 'system_mail', 'read')
      const kept = there(await shell.desk.asideMails.one(request.params.mail))
      const words = await wordsOf(shell, kept.raw)
      return reply.send({ ...shown(kept), text: maskCodes(words?.text ?? ''), isWhole: false })
    },
  })
  route(app, {
    method: 'POST',
    url: `${url}/reveal`,
    summary: 'The same with its codes and links; who looked is written down.',
    tag: 'set-up',
    params,
    answers: { 200: mailSchema },
    async handler(request, reply) {
      const by = needSetUp(request, 'system_mail', 'change')
      const kept = there(await shell.desk.asideMails.one(request.params.mail))
      await record(shell, by, { what: 'system_mail.revealed', about: String(kept.id) })
      const words = await wordsOf(shell, kept.raw)
      const subject = words?.subject ?? kept.subject
      return reply.send({ ...shown(kept), subject, text: words?.text ?? '', isWhole: true })
    },
  })
}

function remove(app: App, { shell }: SetUp): void {
  route(app, {
    method: 'DELETE',
    url,
    summary: 'Throw a mail away that belongs to no case.',
    tag: 'set-up',
    params,
    answers: { 204: nothing },
    async handler(request, reply) {
      const by = needSetUp(request, 'system_mail', 'change')
      const { mail } = request.params
      if (!(await shell.desk.asideMails.remove(mail))) there(null)
      await record(shell, by, { what: 'system_mail.removed', about: String(mail) })
      return reply.code(204).send()
    },
  })
}

function makeCase(app: App, { shell }: SetUp): void {
  route(app, {
    method: 'POST',
    url: `${url}/case`,
    summary: 'Make a case of a mail that belonged to none.',
    tag: 'set-up',
    params,
    answers: { 200: z.object({ id: z.string(), number: z.int() }) },
    async handler(request, reply) {
      const by = needSetUp(request, 'system_mail', 'change')
      const kept = there(await shell.desk.asideMails.one(request.params.mail))
      const handled = await takeOut(shell, kept.sender, kept.raw)
      // Two who ask at once get the one case.
      const id = handled.outcome === 'done' || handled.outcome === 'taken_in_before' ? handled.caseId : null
      const card = there(id && (await shell.store.card(id)))
      await shell.desk.asideMails.remove(kept.id)
      await record(shell, by, { what: 'system_mail.made_case', about: card.id })
      return reply.send({ id: card.id, number: card.number })
    },
  })
}

function always(app: App, { shell }: SetUp): void {
  const { desk } = shell
  route(app, {
    method: 'POST',
    url: `${url}/always`,
    summary: 'Keep all mail of this sender aside from now on.',
    tag: 'set-up',
    params,
    answers: { 200: z.object({ sender: z.string() }) },
    async handler(request, reply) {
      const by = needSetUp(request, 'system_mail', 'change')
      const kept = there(await desk.asideMails.one(request.params.mail))
      const sender = there(kept.sender.trim().toLowerCase() || null)
      const { version, setting } = await desk.settings.desk()
      const known = setting.systemSenders ?? []
      if (!known.includes(sender)) {
        const next = { ...setting, systemSenders: [...known, sender] }
        settled(await desk.settings.changeDesk(version, next))
        await record(shell, by, { what: 'desk.changed', about: null, before: setting, after: next })
      }
      return reply.send({ sender })
    },
  })
}
