// `/shared/supplier-cases`: what people of another house read and answer of the supplier cases in their
// share. Doors of their own, so that nothing of ours goes through them by mistake; a supplier case that is
// not theirs is not there. Not: what they are shown (server/supplier-share.ts), nor who gives it to them
// (supplier-deeds.ts).
import { z } from 'zod'
import type { SupplierCaseId } from '#core/kit/id.ts'
import { isSharedWith, sharedOf, sharingTeams } from '#core/supplier/share.ts'
import type { SupplierCommand } from '#core/supplier/decide.ts'
import type { SupplierMore } from '#core/supplier/rules.ts'
import { supplierAnswers, supplierTargets } from '#core/supplier/supplier-fact.ts'
import { etag, ifSeqOf } from '#server/http/if-match.ts'
import { keyOf } from '#server/http/idempotency.ts'
import { Problem } from '#server/http/problems.ts'
import { type App, route } from '#server/http/route.ts'
import { nullable, pageOf, paging, severity, words } from '#server/http/schema.ts'
import { type Signed, signedIn } from '#server/http/signed.ts'
import { doneOf, doneSchema, send } from '#server/http/supplier-deeds.ts'
import type { Shell } from '#server/shell.ts'
import { shareStandings, sharedPage, sharedRow } from '#server/supplier-share.ts'
import { type FoundSupplierCase, handleSupplierCase, supplierCaseOf } from '#server/suppliers.ts'
import { cursorOf, keyOf as placeOf } from '#store/cursor.ts'

const params = z.strictObject({
  number: z.coerce
    .number()
    .pipe(z.int().min(1).max(9_999_999_999))
    .meta({ description: 'The number of a supplier case.', examples: ['77'] }),
})
const answer = z.enum(supplierAnswers)
const rowSchema = z
  .object({
    number: z.int(),
    title: z.string(),
    severity,
    standing: z.enum(shareStandings).meta({ description: 'asked, late: it is yours to answer.' }),
    isOpen: z.boolean(),
    reference: nullable(z.string()).meta({ description: 'Yours.' }),
    sentAt: z.int(),
    dueAt: nullable(z.int()).meta({ description: 'When the next word of yours is due.' }),
  })
  .meta({ id: 'SharedSupplierCase' })
const lineSchema = z.object({
  ...{ seq: z.int(), at: z.int() },
  what: z.enum(['sent', 'said', 'lodged', 'retested', 'solved', 'reopened']),
  name: nullable(z.string()),
  isTheirs: z.boolean().meta({ description: 'Written by somebody of your house, here.' }),
  words: nullable(z.string()).meta({ description: 'Without the people of the cases behind it.' }),
  pack: z.boolean().meta({ description: 'With what was gathered as evidence.' }),
  ...{ answer: nullable(answer), version: nullable(z.string()), reference: nullable(z.string()) },
  holds: nullable(z.boolean()).meta({ description: 'Whether what you released held in our test.' }),
})
const pageSchema = z
  .object({
    row: rowSchema,
    version: nullable(z.string()),
    owed: z.array(
      z.object({
        target: z.enum(supplierTargets),
        ...{ since: z.int(), dueAt: z.int() },
        standing: z.enum(['running', 'silent', 'met', 'met_late']),
      }),
    ),
    course: z.array(lineSchema),
  })
  .meta({ id: 'SharedSupplierCasePage' })

/** Adds them. */
export function supplierShareRoutes(app: App, shell: Shell): void {
  listRoute(app, shell)
  oneRoute(app, shell)
  answerRoute(app, shell)
  referenceRoute(app, shell)
}

/** The supplier case in the share of whoever asks; to anybody else it is not there. */
async function sharedFor(shell: Shell, { facts }: Signed, number: number): Promise<FoundSupplierCase> {
  const found = await supplierCaseOf(shell, number)
  if (!found || !isSharedWith(facts, sharedOf(found.state), shell.facts()))
    throw new Problem('matter.not_found')
  return found
}

function listRoute(app: App, shell: Shell): void {
  route(app, {
    method: 'GET',
    url: '/shared/supplier-cases',
    summary: 'The supplier cases in the share of my house, the newest first.',
    tag: 'matters',
    query: z.strictObject(paging),
    answers: { 200: pageOf(rowSchema) },
    async handler(request, reply) {
      const { facts } = signedIn(request)
      const teams = sharingTeams(facts, shell.facts())
      if (teams.length === 0) return reply.send({ items: [], next: null })
      const { limit, cursor } = request.query
      const place = cursor === undefined ? null : placeOf('shared', cursor, ['number', 'string'])
      const rows = await shell.desk.matters.list({
        ...{ kind: 'supplier_case', sort: 'newest', limit: limit + 1, partners: teams },
        ...(place && { after: { key: Number(place[0]), id: String(place[1]) } }),
      })
      const shown = rows.slice(0, limit)
      const mine = shown.filter(({ isOpen, more }) =>
        isSharedWith(facts, { ...(more as SupplierMore), isOpen }, shell.facts()),
      )
      const found = await Promise.all(mine.map(({ id }) => supplierCaseOf(shell, id as SupplierCaseId)))
      const items = await Promise.all(found.flatMap(one => (one ? [sharedRow(shell, one)] : [])))
      const last = rows.length > limit ? shown.at(-1) : undefined
      return reply.send({ items, next: last ? cursorOf('shared', [last.openedAt, last.id]) : null })
    },
  })
}

function oneRoute(app: App, shell: Shell): void {
  route(app, {
    method: 'GET',
    url: '/shared/supplier-cases/:number',
    summary:
      'A supplier case in the share of my house: what was sent, what was said, and by when a word is due.',
    tag: 'matters',
    params,
    answers: { 200: pageSchema },
    async handler(request, reply) {
      const signed = signedIn(request)
      const found = await sharedFor(shell, signed, request.params.number)
      const page = await sharedPage(shell, found, signed.facts)
      return reply.header('etag', etag(found.ledger.facts.length)).send(page as never)
    },
  })
}

const reference = z.string().trim().min(1).max(100)
const answerBody = z.strictObject({
  answer: answer.exclude(['unread']),
  words: words(20_000),
  version: z.string().trim().min(1).max(60).optional(),
  reference: reference.optional().meta({ description: 'Yours, where it is new.' }),
})

function answerRoute(app: App, shell: Shell): void {
  route(app, {
    method: 'POST',
    url: '/shared/supplier-cases/:number/answer',
    summary:
      'Answer it: a word on how it goes, a question back, a workaround, a release, or that it is not yours.',
    tag: 'matters',
    isDeed: true,
    params,
    body: answerBody,
    answers: { 200: doneSchema },
    async handler(request, reply) {
      const signed = signedIn(request)
      const { ledger } = await sharedFor(shell, signed, request.params.number)
      const { reference, version, answer, words } = request.body
      const seal = shell.sealer()
      const commands: SupplierCommand[] = [
        {
          ...{ type: 'supplier.say', answer, how: 'form', words: seal.text(words) },
          ...(version !== undefined && { version }),
        },
        ...(reference === undefined ? [] : [{ type: 'supplier.lodge' as const, reference }]),
      ]
      const handled = await handleSupplierCase(shell, {
        ...{ id: ledger.id, by: signed.by, commands, texts: seal.texts },
        ...{ key: keyOf(request, signed.actorKey), ifSeq: ifSeqOf(request) },
      })
      return send(reply, doneOf(handled))
    },
  })
}

function referenceRoute(app: App, shell: Shell): void {
  route(app, {
    method: 'POST',
    url: '/shared/supplier-cases/:number/reference',
    summary: 'Say under which reference my house has it.',
    tag: 'matters',
    isDeed: true,
    params,
    body: z.strictObject({ reference }),
    answers: { 200: doneSchema },
    async handler(request, reply) {
      const signed = signedIn(request)
      const { ledger } = await sharedFor(shell, signed, request.params.number)
      const command: SupplierCommand = { type: 'supplier.lodge', reference: request.body.reference }
      const handled = await handleSupplierCase(shell, {
        ...{ id: ledger.id, by: signed.by, commands: [command], texts: [] },
        ...{ key: keyOf(request, signed.actorKey), ifSeq: ifSeqOf(request) },
      })
      return send(reply, doneOf(handled))
    },
  })
}
