// Mails nobody could read by machine: which there are, in which case each lies, and who has it; tried again,
// or given to somebody. Not: how one gets here (server/intake.ts), nor its bytes, which its case gives.
import { z } from 'zod'
import type { UnreadableReason } from '#channels/email/mail.ts'
import { isAllowed } from '#core/case/lifecycle.ts'
import { answerOf } from '#server/http/deed-routes.ts'
import { mergeCases } from '#server/http/deeds-of-two.ts'
import { Problem } from '#server/http/problems.ts'
import { type App, route } from '#server/http/route.ts'
import { idSchema, nullable } from '#server/http/schema.ts'
import { needSetUp, record, type SetUp, there } from '#server/http/set-up-door.ts'
import type { Signed } from '#server/http/signed.ts'
import type { Shell } from '#server/shell.ts'
import { tryAgain } from '#server/unreadable-mail.ts'
import { type UnreadableMail, unreadableStandings } from '#store/desk/unreadable-mail.ts'

const pageSize = 50

export const unreadableReasons = [
  'mail.parser_failed',
  'mail.parser_timeout',
  'mail.parser_crashed',
  'mail.parts_differ',
  'mail.not_taken_in',
  'mail.empty',
  'mail.too_large',
  'mail.header_too_large',
  'mail.too_deep',
  'mail.too_many_parts',
  'mail.too_many_nested',
  'mail.too_many_addresses',
  'mail.too_many_references',
  'mail.html_too_large',
] as const satisfies readonly UnreadableReason[]

const entrySchema = z
  .object({
    id: z.int(),
    at: z.int(),
    reason: nullable(z.string()).meta({ description: 'Null: it came before reasons were written down.' }),
    sender: z.string(),
    case: z.object({ id: z.string(), number: z.int() }),
    worker: nullable(z.string()),
    standing: z
      .enum(unreadableStandings)
      .meta({ description: 'Nobody has it; somebody has; it could be read since, or its case has ended.' }),
    triedAt: nullable(z.int()),
    readAt: nullable(z.int()),
    readCase: nullable(z.object({ id: z.string(), number: z.int() })).meta({
      description: 'The case it is in since it could be read; null: in none.',
    }),
  })
  .meta({ id: 'UnreadableMail' })
const params = z.strictObject({ mail: z.coerce.number().pipe(z.int().min(1)) })
const url = '/unreadable-mail/:mail'

/** `/unreadable-mail`. */
export function unreadableMailRoutes(app: App, set: SetUp): void {
  list(app, set)
  again(app, set)
  give(app, set)
}

const shown = ({ sha256: _, caseId, number, ...mail }: UnreadableMail) => ({
  ...mail,
  case: { id: caseId, number },
})

function list(app: App, { shell }: SetUp): void {
  route(app, {
    method: 'GET',
    url: '/unreadable-mail',
    summary: 'Mails nobody could read by machine, the newest first, with the case each lies in.',
    tag: 'set-up',
    query: z.strictObject({
      before: z.coerce.number().pipe(z.int().min(1)).optional(),
      reason: z.enum(unreadableReasons).optional(),
      standing: z.enum(unreadableStandings).optional(),
    }),
    answers: { 200: z.object({ items: z.array(entrySchema), next: nullable(z.int()) }) },
    async handler(request, reply) {
      needSetUp(request, 'unreadable_mail', 'read')
      const found = await shell.desk.unreadableMails.list({ ...request.query, limit: pageSize + 1 })
      const items = found.slice(0, pageSize).map(shown)
      return reply.send({ items, next: found.length > pageSize ? (items.at(-1)?.id ?? null) : null })
    },
  })
}

function again(app: App, { shell }: SetUp): void {
  route(app, {
    method: 'POST',
    url: `${url}/again`,
    summary: 'Try to read a mail anew; what can be read is taken in as if it had just come.',
    tag: 'set-up',
    params,
    answers: {
      200: z.object({ outcome: z.enum(['unreadable', 'case', 'aside']), mail: entrySchema }),
    },
    async handler(request, reply) {
      const signed = needSetUp(request, 'unreadable_mail', 'change')
      const { unreadableMails } = shell.desk
      const kept = there(await unreadableMails.one(request.params.mail))
      if (kept.readAt !== null)
        return reply.send({ outcome: kept.readCase ? 'case' : 'aside', mail: shown(kept) })
      const tried = await tryAgain(shell, kept)
      if (tried.outcome === 'gone') throw new Problem('file.not_found')
      if (tried.outcome === 'case') await goOn(shell, signed, kept, tried.card.id)
      await record(shell, signed, {
        what: 'unreadable_mail.tried_again',
        about: kept.caseId,
        after: { outcome: tried.outcome },
      })
      return reply.send({ outcome: tried.outcome, mail: shown(there(await unreadableMails.one(kept.id))) })
    },
  })
}

/**
 * The case that stood for the mail goes on in the one it is in, where nobody has begun with it and both are
 * of one person: merging lets whoever wrote the one write in the other. Else the two know of each other.
 */
async function goOn(shell: Shell, signed: Signed, kept: UnreadableMail, into: UnreadableMail['caseId']) {
  const [card, winner] = await Promise.all([shell.store.card(kept.caseId), shell.store.card(into)])
  if (!card || !winner || !isAllowed(card.phase, 'case.link')) return
  const isUntouched = card.phase === 'open' && card.worker === null && card.customer === winner.customer
  if (isUntouched && isAllowed(winner.phase, 'case.link')) {
    const asked = { card, signed, ifSeq: undefined, key: undefined }
    const merged = await mergeCases(shell, asked, { into }).catch((fault: unknown) => {
      if (fault instanceof Problem) return null
      throw fault
    })
    if (merged) return
  }
  await shell.handle({
    ...{ caseId: card.id, by: signed.by, texts: [] },
    commands: [{ type: 'case.link', to: into, how: 'may_relate' }],
  })
}

function give(app: App, { shell }: SetUp): void {
  route(app, {
    method: 'POST',
    url: `${url}/give`,
    summary: 'Give the case of a mail nobody could read to somebody who looks at its bytes.',
    tag: 'set-up',
    params,
    body: z.strictObject({ agent: idSchema('agt') }),
    answers: { 200: entrySchema },
    async handler(request, reply) {
      const signed = needSetUp(request, 'unreadable_mail', 'change')
      const { unreadableMails } = shell.desk
      const kept = there(await unreadableMails.one(request.params.mail))
      const { agent } = request.body
      const handled = await shell.handle({
        ...{ caseId: kept.caseId, by: signed.by, texts: [] },
        commands: [{ type: 'worker.assign', agent }],
      })
      await answerOf(shell, handled)
      await record(shell, signed, { what: 'unreadable_mail.given', about: kept.caseId, after: { agent } })
      return reply.send(shown(there(await unreadableMails.one(kept.id))))
    },
  })
}
