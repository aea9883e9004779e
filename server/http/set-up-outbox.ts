// The outbox and the audit as people look at them: which mail waits, left or was given up, what it says;
// who changed what. A mail kept in the folder (no relay is set) can be read here; its HTML is shown by a
// frame that may do nothing.
import { sees } from '#core/escalation/who-sees.ts'
import type { CaseId, EscalationId, MessageId } from '#core/kit/id.ts'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import { mayRead } from '#core/access/may.ts'
import { maySetUp } from '#core/access/set-up.ts'
import { fileKey } from '#channels/email/relay.ts'
import { dayMs, instant } from '#core/kit/time.ts'
import { answerOf } from '#server/http/deed-routes.ts'
import { Problem } from '#server/http/problems.ts'
import { type App, route } from '#server/http/route.ts'
import { nullable } from '#server/http/schema.ts'
import { needSetUp, record, type SetUp, there } from '#server/http/set-up-door.ts'
import type { Signed } from '#server/http/signed.ts'
import { destinationReason } from '#server/react/deliver.ts'
import type { Shell } from '#server/shell.ts'
import type { AuditEntry } from '#store/desk/audit.ts'
import { type OutboxEntry, outboxStates } from '#store/desk/outbox-list.ts'

/** Older mails are found in their cases. */
const shownMs = 30 * dayMs
const pageSize = 50

const entrySchema = z
  .object({
    key: z.string(),
    state: z.enum(outboxStates),
    to: nullable(z.string()),
    kind: z.string().meta({ description: '`message` of a case, or the kind of a letter without one.' }),
    subject: nullable(z.string()),
    number: nullable(z.int()),
    dueAt: z.int(),
    endedAt: nullable(z.int()),
    attempt: z.int(),
    reason: nullable(z.string()),
  })
  .meta({ id: 'OutboxEntry' })
const restingSchema = z
  .object({
    domain: z.string(),
    until: z.int(),
    since: z.int().meta({ description: 'When it said "later" first.' }),
    says: z.string().meta({ description: 'In the far server’s words.' }),
    failures: z.int(),
  })
  .meta({ id: 'RestingDestination', description: 'A domain that takes no mail just now: all to it wait.' })
const keyQuery = z.strictObject({ key: z.string().min(1).max(200) })
const place = z.string().regex(/^\d{1,15} .{1,200}$/)

const mailSchema = z.object({
  entry: entrySchema,
  mail: nullable(
    z.object({
      from: z.string(),
      to: z.string(),
      subject: z.string(),
      date: nullable(z.int()),
      text: z.string(),
      hasHtml: z.boolean(),
    }),
  ).meta({ description: 'Null: the mail has left, or is not written yet; what it says stands in its case.' }),
})

/** `/outbox`, `/audit`. */
export function outboxRoutes(app: App, set: SetUp): void {
  listOutbox(app, set)
  readMail(app, set)
  again(app, set)
  cancel(app, set)
  wake(app, set)
  audit(app, set)
}

/**
 * Whether somebody may know what a mail says: of a case, whoever may read the case; of a letter, which may
 * hold a link
 * that lets somebody in, whoever may hand out rights himself.
 */
async function mayKnow(
  { store, facts: desk }: Shell,
  { facts }: Signed,
  entry: OutboxEntry,
): Promise<boolean> {
  if (entry.caseId === null) return maySetUp(facts, 'rights', 'change')
  if (facts.roles.includes('lead') || facts.roles.includes('auditor')) return true
  const card = await store.card(entry.caseId)
  const reads = facts.roles.some(role => role === 'agent' || role === 'technician' || role === 'partner')
  return card !== null && reads && mayRead(facts, card, false, desk())
}

/** The same for a list: of a case one may not read, only its number is told. */
const toldTo = async (shell: Shell, signed: Signed, entry: OutboxEntry): Promise<OutboxEntry> =>
  entry.caseId === null || (await mayKnow(shell, signed, entry))
    ? entry
    : { ...entry, subject: null, customerName: null }

/** Letters of a wish for somebody who leads are for those who see it: to others they are not there. */
async function isKnownTo({ desk, facts }: Shell, { agent }: Signed, { body }: OutboxEntry): Promise<boolean> {
  if (body.kind !== 'escalation') return true
  const { escalation } = body.values as { escalation: EscalationId }
  const one = await desk.escalations.one(escalation)
  return one !== null && sees(agent, one, facts())
}

/** An entry for people: a letter says whom it goes to; a message of a case is read there. */
function shown({ body, key, status, number, subject, customerName, ...entry }: OutboxEntry) {
  const { dueAt, endedAt, attempt, reason } = entry
  const text = (name: string) => (typeof body[name] === 'string' ? (body[name] as string) : null)
  const kind = number === null ? (text('kind') ?? 'letter') : 'message'
  const to = number === null ? text('to') : customerName
  return { key, state: status, to, kind, subject, number, dueAt, endedAt, attempt, reason }
}

function listOutbox(app: App, { shell }: SetUp): void {
  const { desk } = shell
  route(app, {
    method: 'GET',
    url: '/outbox',
    summary: 'The mails of the last thirty days, the newest first, with what became of each.',
    tag: 'set-up',
    query: z.strictObject({ state: z.enum(outboxStates).optional(), cursor: place.optional() }),
    answers: {
      200: z.object({
        relay: z.enum(['smtp', 'folder']),
        counts: z.record(z.enum(outboxStates), z.int()),
        resting: z.array(restingSchema),
        items: z.array(entrySchema),
        next: nullable(z.string()),
      }),
    },
    async handler(request, reply) {
      const signed = needSetUp(request, 'outbox', 'read')
      const { state, cursor } = request.query
      const since = instant(shell.now() - shownMs)
      const [due = '', key = ''] = cursor?.split(/ (.*)/s) ?? []
      const before = cursor ? { dueAt: instant(Number(due)), key } : undefined
      const [found, counts, resting] = await Promise.all([
        desk.outbox.newest(pageSize + 1, { since, status: state, before }),
        desk.outbox.counts(since),
        desk.mailDestinations.resting(shell.now()),
      ])
      const page = found.slice(0, pageSize)
      const known = await Promise.all(page.map(one => isKnownTo(shell, signed, one)))
      const items = await Promise.all(page.filter((_, i) => known[i]).map(one => toldTo(shell, signed, one)))
      const last = page.at(-1)
      const next = found.length > pageSize && last ? `${last.dueAt} ${last.key}` : null
      const relay = shell.config.smtpUrl ? 'smtp' : 'folder'
      return reply.send({ relay, counts, resting, items: items.map(shown), next })
    },
  })
}

/** The mail as it lies in the folder; null when it does not (a relay took it, or it is not written yet). */
async function kept(shell: Shell, key: string) {
  const path = join(shell.config.dataDir, 'outbox', `${fileKey(key)}.eml`)
  const raw = await readFile(path).catch(() => null)
  const mail = raw && (await shell.reader.readMail(raw))
  return mail && !('unreadable' in mail) ? mail : null
}

/** Frames may draw this page and it may do nothing: no script, no form, no picture from outside. */
const framePolicy =
  "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'self'; base-uri 'none'"

function readMail(app: App, { shell }: SetUp): void {
  const readable = async (
    request: FastifyRequest<{ Querystring: { key: string } }>,
  ): Promise<OutboxEntry> => {
    const signed = needSetUp(request, 'outbox', 'read')
    const entry = there(await shell.desk.outbox.one(request.query.key))
    if (!(await isKnownTo(shell, signed, entry))) throw new Problem('set_up.not_found')
    if (!(await mayKnow(shell, signed, entry))) throw new Problem('role.missing')
    return entry
  }
  route(app, {
    method: 'GET',
    url: '/outbox/mail',
    summary: 'What a kept mail says.',
    tag: 'set-up',
    query: keyQuery,
    answers: { 200: mailSchema },
    async handler(request, reply) {
      const entry = await readable(request)
      const mail = await kept(shell, entry.key)
      const written = (one: { name: string; address: string } | null | undefined) =>
        one ? [one.name, `<${one.address}>`].filter(Boolean).join(' ') : ''
      return reply.send({
        entry: shown(entry),
        mail: mail && {
          from: written(mail.from),
          to: mail.to.map(written).join(', '),
          subject: mail.subject,
          date: mail.date,
          text: mail.text,
          hasHtml: mail.html !== '',
        },
      })
    },
  })
  route(app, {
    method: 'GET',
    url: '/outbox/html',
    summary: 'The HTML of a kept mail, for a sandboxed frame.',
    tag: 'set-up',
    query: keyQuery,
    answers: { 200: { description: 'The page.', content: { 'text/html': { schema: z.string() } } } },
    async handler(request, reply) {
      const mail = await kept(shell, (await readable(request)).key)
      if (!mail?.html) throw new Problem('set_up.not_found')
      return reply
        .headers({ 'content-security-policy': framePolicy, 'x-frame-options': 'SAMEORIGIN' })
        .type('text/html; charset=utf-8')
        .serializer((text: unknown) => String(text))
        .send(mail.html)
    },
  })
}

function again(app: App, { shell }: SetUp): void {
  route(app, {
    method: 'POST',
    url: '/outbox/again',
    summary:
      'Try a waiting mail now, or one that was given up anew; a message of a case is sent again there.',
    tag: 'set-up',
    body: keyQuery,
    answers: { 200: entrySchema },
    async handler(request, reply) {
      const by = needSetUp(request, 'outbox', 'change')
      const { key } = request.body
      const before = there(await shell.desk.outbox.one(key))
      if (!(await isKnownTo(shell, by, before))) throw new Problem('set_up.not_found')
      if (before.status === 'given_up' && before.caseId !== null)
        await sendAgain(shell, by, before.caseId, before.body.message as MessageId)
      else if (!(await shell.desk.outbox.again(key))) throw new Problem('set_up.in_use')
      await record(shell, by, { what: 'mail.tried_again', about: before.key })
      return reply.send(shown(await toldTo(shell, by, there(await shell.desk.outbox.one(key)))))
    },
  })
}

/** A message of a case that has failed goes out once more to whom it went, as if it were sent again there. */
async function sendAgain(shell: Shell, { by }: Signed, caseId: CaseId, message: MessageId): Promise<void> {
  const { events = [] } = (await shell.store.read(caseId)) ?? {}
  const last = events.findLast(
    event =>
      (event.type === 'message.queued' || event.type === 'message.sent_again') && event.message === message,
  )
  if (last?.type !== 'message.queued' && last?.type !== 'message.sent_again')
    throw new Problem('set_up.in_use')
  const commands = [{ type: 'message.send_again' as const, message, to: last.to }]
  await answerOf(shell, await shell.handle({ caseId, by, commands, texts: [] }))
}

function cancel(app: App, { shell }: SetUp): void {
  const { outbox } = shell.desk
  route(app, {
    method: 'POST',
    url: '/outbox/cancel',
    summary: 'Cancel a waiting mail: it never leaves, and its case says so.',
    tag: 'set-up',
    body: keyQuery,
    answers: { 200: entrySchema },
    async handler(request, reply) {
      const by = needSetUp(request, 'outbox', 'change')
      const { key } = request.body
      const entry = there(await outbox.one(key))
      if (!(await isKnownTo(shell, by, entry))) throw new Problem('set_up.not_found')
      const held = await outbox.hold(key)
      if (!held) throw new Problem('set_up.in_use')
      // The fact first: a mail whose message has failed is not sent, whatever becomes of this node.
      if (entry.caseId !== null) await noteCancelled(shell, entry.caseId, entry.body.message as MessageId)
      await outbox.cancel(key, held.lease)
      await record(shell, by, { what: 'mail.cancelled', about: key })
      return reply.send(shown(await toldTo(shell, by, there(await outbox.one(key)))))
    },
  })
}

function wake(app: App, { shell }: SetUp): void {
  route(app, {
    method: 'POST',
    url: '/outbox/wake',
    summary: 'Try a domain that rests now, with all mails that wait for it.',
    tag: 'set-up',
    body: z.strictObject({ domain: z.string().min(1).max(253) }),
    answers: { 200: z.object({ resting: z.array(restingSchema) }) },
    async handler(request, reply) {
      const by = needSetUp(request, 'outbox', 'change')
      const { domain } = request.body
      const { mailDestinations } = shell.desk
      if (!(await mailDestinations.wake(domain, shell.now(), destinationReason(domain))))
        throw new Problem('set_up.not_found')
      await record(shell, by, { what: 'destination.woken', about: domain })
      return reply.send({ resting: await mailDestinations.resting(shell.now()) })
    },
  })
}

async function noteCancelled(shell: Shell, caseId: CaseId, message: MessageId): Promise<void> {
  const handled = await shell.handle({
    caseId,
    by: { kind: 'system', part: 'relay' },
    commands: [{ type: 'message.note_failed', message, reason: 'cancelled', final: true }],
    texts: [],
  })
  if (handled.outcome === 'refused') throw new Error(`cancelling ${message}: ${handled.refusal.refused}`)
}

function audit(app: App, { shell }: SetUp): void {
  route(app, {
    method: 'GET',
    url: '/audit',
    summary: 'Who changed which setting, the newest first.',
    tag: 'set-up',
    query: z.strictObject({ before: z.coerce.number().pipe(z.int().min(1)).optional() }),
    answers: {
      200: z.object({
        items: z.array(
          z.object({
            id: z.int(),
            at: z.int(),
            actor: z.string(),
            name: z.string(),
            what: z.string(),
            about: nullable(z.string()),
            aboutName: nullable(z.string()),
            before: nullable(z.looseObject({})),
            after: nullable(z.looseObject({})),
          }),
        ),
        next: nullable(z.int()),
      }),
    },
    async handler(request, reply) {
      needSetUp(request, 'audit', 'read')
      const found = await shell.desk.audit.newest(pageSize + 1, request.query.before)
      const items = found.slice(0, pageSize).map(one => ({ ...one, ...names(shell, one) }))
      return reply.send({ items, next: found.length > pageSize ? (items.at(-1)?.id ?? null) : null })
    },
  })
}

/** The names of who did it and what it was about, where they are known. */
function names({ facts }: Shell, { actor, about, before, after }: AuditEntry) {
  const { agents, teams } = facts()
  const nameOf = (id: string | null) =>
    (id && (agents[id as keyof typeof agents]?.name ?? teams[id as keyof typeof teams]?.name)) || null
  const own = [after, before].map(one => {
    const fields = (one ?? {}) as Record<string, unknown>
    return fields.name ?? fields.title ?? fields.address ?? fields.email
  })
  const aboutName = nameOf(about) ?? own.find((one): one is string => typeof one === 'string') ?? null
  return { name: nameOf(actor) ?? actor, aboutName }
}
