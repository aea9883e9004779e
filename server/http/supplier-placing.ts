// Mail of a supplier that quoted a wrong reference, or came from where we could not be sure: a lead places it
// with the supplier case it is about, and whoever sees that it lies at the wrong one takes it out again. Not:
// mail that finds its way itself (server/supplier-mail.ts).
import { z } from 'zod'
import { hash } from 'node:crypto'
import type { SupplierCaseId } from '#core/kit/id.ts'
import type { SupplierFact } from '#core/supplier/supplier-fact.ts'
import { Problem } from '#server/http/problems.ts'
import { type App, route } from '#server/http/route.ts'
import { line } from '#server/http/schema.ts'
import { needSetUp, record, type SetUp, there } from '#server/http/set-up-door.ts'
import { wordsOf } from '#server/http/set-up-system-mail.ts'
import { signedIn } from '#server/http/signed.ts'
import { doneOf, doneSchema, send } from '#server/http/supplier-deeds.ts'
import { supplierCaseFor, supplierParams } from '#server/http/supplier-door.ts'
import { handleSupplierCase } from '#server/suppliers.ts'
import type { Shell } from '#server/shell.ts'
import { placedReason } from '#store/desk/aside-mail.ts'

/** `POST /system-mail/…/supplier-case`. */
export function placeSupplierMail(app: App, { shell }: SetUp): void {
  route(app, {
    method: 'POST',
    url: '/system-mail/:mail/supplier-case',
    summary: 'This mail is a word of a supplier: place it with the supplier case it is about.',
    tag: 'set-up',
    params: z.strictObject({ mail: z.coerce.number().pipe(z.int().min(1)) }),
    body: supplierParams,
    answers: { 200: doneSchema },
    async handler(request, reply) {
      const by = needSetUp(request, 'system_mail', 'change')
      const kept = there(await shell.desk.asideMails.one(request.params.mail))
      // Two who ask at once: it is placed by one of them.
      if (kept.reason === placedReason) throw new Problem('set_up.not_found')
      const { ledger } = await supplierCaseFor(shell, by, request.body.supplierCase)
      const read = await wordsOf(shell, kept.raw)
      const words = read?.text.trim() || read?.subject.trim() || kept.subject || '–'
      const seal = shell.sealer()
      const command = {
        ...({ type: 'supplier.say', how: 'mail', answer: 'unread' } as const),
        ...{ words: seal.text(words), mail: hash('sha256', kept.raw) },
      }
      const done = doneOf(
        await handleSupplierCase(shell, {
          ...{ id: ledger.id, by: by.by, commands: [command], texts: seal.texts },
        }),
      )
      await shell.desk.asideMails.place(kept.id)
      await record(shell, by, { what: 'system_mail.placed', about: ledger.id })
      return send(reply, done)
    },
  })
}

/** `POST /matters/supplier-cases/…/take-out`. */
export function takeOutRoute(app: App, shell: Shell): void {
  route(app, {
    method: 'POST',
    url: '/matters/supplier-cases/:supplierCase/take-out',
    summary: 'The mail that came last was not meant for this one: it is kept aside again.',
    tag: 'matters',
    params: supplierParams,
    body: z.strictObject({
      mail: z
        .string()
        .regex(/^[\w-]{1,128}$/)
        .meta({ description: 'As `unread` of its page names it.' }),
      because: line,
    }),
    answers: { 200: doneSchema },
    async handler(request, reply) {
      const signed = signedIn(request)
      const { ledger } = await supplierCaseFor(shell, signed, request.params.supplierCase)
      const { mail, because } = request.body
      const seal = shell.sealer()
      const command = { type: 'supplier.take_out', mail, because: seal.text(because) } as const
      const id = ledger.id as SupplierCaseId
      const handled = await handleSupplierCase(shell, {
        ...{ id, by: signed.by, commands: [command], texts: seal.texts },
      })
      const done = doneOf(handled)
      await shell.desk.asideMails.unplace(mail)
      // What somebody else’s case is about stays no longer here.
      const facts = ledger.facts as unknown as readonly SupplierFact[]
      const words = facts.flatMap(one =>
        one.type === 'supplier.said' && one.mail === mail ? [one.words.text] : [],
      )
      await shell.desk.matters.erase(words, shell.now())
      return send(reply, done)
    },
  })
}
