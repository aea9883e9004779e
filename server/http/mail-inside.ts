// `GET /cases/:case/mail/:message/inside`: what a mail holds beside its words — an invitation, mails handed
// on, a signature, encryption. Read anew from the bytes as they came. Not: its files (content.ts).
import { z } from 'zod'
import { isUnreadable, type Mail } from '#channels/email/mail.ts'
import { ledgerOf, messageIn } from '#server/http/content.ts'
import { Problem } from '#server/http/problems.ts'
import { type App, route } from '#server/http/route.ts'
import { caseRef, idSchema, nullable } from '#server/http/schema.ts'
import { veilOf } from '#server/http/veiled.ts'
import type { Shell } from '#server/shell.ts'

const person = z.object({ name: z.string(), address: z.string() })
const time = z.object({
  local: z.string().meta({ description: '"2026-11-26T10:00"; of a whole day "2026-11-26".' }),
  zone: z.string(),
  at: nullable(z.int()),
})
const calendar = z.object({
  method: z.enum(['request', 'cancel', 'reply', 'counter', 'publish']),
  summary: z.string(),
  place: z.string(),
  start: nullable(time),
  end: nullable(time),
  organiser: nullable(person),
  answer: nullable(z.object({ by: nullable(person), says: z.enum(['accepted', 'declined', 'tentative']) })),
  isRepeated: z.boolean(),
})
const insideSchema = z
  .object({
    calendar: nullable(calendar),
    forwarded: z.array(z.object({ from: nullable(person), sent: z.string(), subject: z.string() })),
    signed: nullable(
      z.object({
        kind: z.enum(['smime', 'pgp']),
        coversText: z.boolean(),
        covers: z.array(z.string()),
        leavesOut: z.array(z.string()),
      }),
    ).meta({ description: 'A signature that is there; nobody has checked it.' }),
    encrypted: nullable(z.enum(['smime', 'pgp'])),
  })
  .meta({ id: 'MailInside' })

type Inside = z.infer<typeof insideSchema>

/** The route; whoever may not read the mail as it came may not read this. */
export function mailInsideRoute(app: App, shell: Shell): void {
  route(app, {
    method: 'GET',
    url: '/cases/:case/mail/:message/inside',
    summary: 'What a mail holds beside its words: an invitation, mails handed on, a signature.',
    tag: 'files',
    params: z.strictObject({ case: caseRef, message: idSchema('msg') }),
    answers: { 200: insideSchema },
    async handler(request, reply) {
      const { card, ledger } = await ledgerOf(shell, request)
      const { mail } = messageIn(ledger, request.params.message)
      if (await veilOf(shell, request)?.maskFor(card)) throw new Problem('customer.kept')
      const blob = mail ? await shell.store.blob(mail) : null
      if (!mail || !blob) throw new Problem('file.not_found')
      return reply.send(await insideOf(shell, mail, blob.bytes))
    },
  })
}

const keptMax = 500
const kept = new Map<string, Inside>()

async function insideOf(shell: Shell, sha256: string, raw: Uint8Array): Promise<Inside> {
  const known = kept.get(sha256)
  if (known) return known
  const mail = await shell.reader.readMail(raw)
  const inside = isUnreadable(mail) ? nothing : shown(mail)
  if (kept.size >= keptMax) kept.delete(kept.keys().next().value as string)
  kept.set(sha256, inside)
  return inside
}

const nothing: Inside = { calendar: null, forwarded: [], signed: null, encrypted: null }
const listMax = 20

function shown({ calendar, forwarded, signed, encrypted }: Mail): Inside {
  return {
    calendar,
    forwarded: forwarded.slice(0, listMax).map(({ from, sent, subject }) => ({ from, sent, subject })),
    signed: signed && {
      kind: signed.kind,
      coversText: signed.coversText,
      covers: signed.covers.slice(0, listMax),
      leavesOut: signed.leavesOut.slice(0, listMax),
    },
    encrypted,
  }
}
