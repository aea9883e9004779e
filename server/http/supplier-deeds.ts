// What can be done with supplier cases: opened beside a case, and each deed of the table. Not: which facts
// follow (core/supplier/decide.ts).
import type { FastifyReply } from 'fastify'
import { z } from 'zod'
import type { TextRef } from '#core/kit/text-ref.ts'
import type { SupplierCommand } from '#core/supplier/decide.ts'
import { supplierAnswers, supplierEnds, supplierWays } from '#core/supplier/supplier-fact.ts'
import { evidenceMask } from '#server/changes.ts'
import { caseFor } from '#server/http/case-door.ts'
import { etag, ifSeqOf } from '#server/http/if-match.ts'
import { keyOf } from '#server/http/idempotency.ts'
import { Problem, problemOf as refusalOf } from '#server/http/problems.ts'
import { type App, route } from '#server/http/route.ts'
import { caseRefInBody, idSchema, instantSchema, line, severity, words } from '#server/http/schema.ts'
import { there } from '#server/http/set-up-door.ts'
import { signedIn } from '#server/http/signed.ts'
import { needSupplierReader, supplierCaseFor, supplierParams } from '#server/http/supplier-door.ts'
import type { MatterHandled } from '#server/matters.ts'
import type { Shell } from '#server/shell.ts'
import { mailsSent, supplierLetter } from '#server/supplier-mail.ts'
import { type FoundSupplierCase, handleSupplierCase, supplierCaseOf } from '#server/suppliers.ts'
import type { CaseId, MessageId, SupplierCaseId } from '#core/kit/id.ts'

const text = words(20_000)
const how = z.enum(supplierWays)
const reference = z.string().trim().min(1).max(100)
const schemas = {
  take: z.strictObject({}),
  give: z.strictObject({ owner: idSchema('agt'), note: line.optional() }),
  assess: z.strictObject({ severity, because: line.optional() }),
  send: z.strictObject({ how, words: text, pack: z.literal(true).optional() }),
  lodge: z.strictObject({ reference }),
  plan_chase: z.strictObject({ chaseAt: instantSchema }),
  chase: z.strictObject({
    how,
    reached: z.boolean(),
    result: text,
    who: line.optional(),
    chaseAt: instantSchema.optional().meta({ description: 'When to ask again; absent: as agreed.' }),
  }),
  escalate: z.strictObject({ who: line, words: text }),
  say: z.strictObject({
    answer: z.enum(supplierAnswers).exclude(['unread']),
    how,
    words: text,
    version: z.string().trim().min(1).max(60).optional(),
    reference: reference.optional().meta({ description: 'Theirs, where they said it.' }),
  }),
  retest: z.strictObject({ holds: z.boolean(), words: text }),
  spend: z.strictObject({
    minutes: z.int().min(0).max(100_000),
    cents: z.int().min(0).max(1_000_000_000),
    what: line.optional(),
  }),
  solve: z.strictObject({ through: z.enum(supplierEnds), words: text }),
  close: z.strictObject({ right: z.boolean(), words: text.optional() }),
  reopen: z.strictObject({ because: line }),
  share: z.strictObject({
    partner: idSchema('tea').meta({
      description: 'A team of another house, which has it in its share then.',
    }),
  }),
  unshare: z.strictObject({ because: line }),
} as const
type DeedName = keyof typeof schemas
type Body<T extends DeedName> = z.output<(typeof schemas)[T]>
type Making = {
  mail: MessageId
  ref(words: string): TextRef
  maybe(words: string | undefined): { text: TextRef } | null
}
type Row<T extends DeedName> = {
  readonly summary: string
  commands(body: Body<T>, making: Making): readonly SupplierCommand[]
}

const table: { readonly [T in DeedName]: Row<T> } = {
  take: { summary: 'Chase it from now on.', commands: () => [{ type: 'supplier.take' }] },
  give: {
    summary: 'Say who of ours chases it from now on.',
    commands: ({ owner, note }, { maybe }) => [{ type: 'supplier.give', owner, note: maybe(note)?.text }],
  },
  assess: {
    summary: 'Say how grave it is; what they owe from now on follows.',
    commands: ({ severity, because }, { maybe }) => [
      { type: 'supplier.assess', severity, because: maybe(because)?.text },
    ],
  },
  send: {
    summary: 'Send them words, by mail at once, or record what went by their form or by phone.',
    commands: ({ how, words, pack }, { ref, mail }) => [
      {
        ...{ type: 'supplier.send', how, words: ref(words) },
        ...(how === 'mail' && { mail }),
        ...(pack && { pack }),
      },
    ],
  },
  lodge: {
    summary: 'Record their reference: from now on it counts as lodged.',
    commands: ({ reference }) => [{ type: 'supplier.lodge', reference }],
  },
  plan_chase: {
    summary: 'Say when to ask again.',
    commands: ({ chaseAt }) => [{ type: 'supplier.plan_chase', chaseAt }],
  },
  chase: {
    summary: 'Record that they were asked: by what, whom, and what came of it.',
    commands: ({ how, reached, result, who, chaseAt }, { ref, maybe }) => [
      {
        ...{ type: 'supplier.chase', how, reached, result: ref(result), chaseAt },
        ...(who !== undefined && { who: maybe(who)!.text }),
      },
    ],
  },
  escalate: {
    summary: 'Record that it went to their contact for escalations.',
    commands: ({ who, words }, { ref }) => [{ type: 'supplier.escalate', who: ref(who), words: ref(words) }],
  },
  say: {
    summary: 'Write down a word of theirs, and what it comes to.',
    commands: ({ reference, words, version, ...said }, { ref }) => [
      { type: 'supplier.say', ...said, words: ref(words), ...(version !== undefined && { version }) },
      ...(reference === undefined ? [] : [{ type: 'supplier.lodge' as const, reference }]),
    ],
  },
  retest: {
    summary: 'Say whether what they released holds. Its cases are told.',
    commands: ({ holds, words }, { ref }) => [{ type: 'supplier.retest', holds, words: ref(words) }],
  },
  spend: {
    summary: 'Record what it cost: time of ours, and money.',
    commands: ({ minutes, cents, what }, { maybe }) => [
      { type: 'supplier.spend', minutes, cents, ...(what !== undefined && { what: maybe(what)!.text }) },
    ],
  },
  solve: {
    summary: 'They have nothing more to do, and through what.',
    commands: ({ through, words }, { ref }) => [{ type: 'supplier.solve', through, words: ref(words) }],
  },
  close: {
    summary: 'Close it with a verdict: was their solution right?',
    commands: ({ right, words }, { maybe }) => [
      { type: 'supplier.close', right, ...(words !== undefined && { words: maybe(words)!.text }) },
    ],
  },
  reopen: {
    summary: 'It goes on, and why.',
    commands: ({ because }, { ref }) => [{ type: 'supplier.reopen', because: ref(because) }],
  },
  share: {
    summary: 'Give it to a team of another house: they read what was sent and answer in their share.',
    commands: ({ partner }) => [{ type: 'supplier.share', partner }],
  },
  unshare: {
    summary: 'Take it back from them, and why: from now on it is not there for them.',
    commands: ({ because }, { ref }) => [{ type: 'supplier.unshare', because: ref(because) }],
  },
}

export const doneSchema = z
  .object({
    id: z.string(),
    number: z.int(),
    seq: z.int(),
    events: z.array(z.string()).meta({ description: 'Facts recorded; none: it was so already.' }),
  })
  .meta({ id: 'SupplierCaseDone' })

/** The answer to what became of a deed; a refusal becomes a problem document. */
export function doneOf(handled: MatterHandled): z.infer<typeof doneSchema> {
  switch (handled.outcome) {
    case 'done': {
      const { id, number, seq, facts } = handled
      return { id, number, seq, events: facts.map(({ type }) => type) }
    }
    case 'nothing':
    case 'repeated':
      return { id: handled.id, number: handled.number, seq: handled.seq, events: [] }
    case 'refused':
      throw refusalOf(handled.refusal)
    case 'precondition':
      throw new Problem('precondition.failed', { details: { seq: handled.seq } })
    case 'key_reused':
      throw new Problem('key.reused')
  }
}

/** The answer with what it came to. */
export const send = (reply: FastifyReply, done: z.infer<typeof doneSchema>, status = 200) =>
  reply.code(status).header('etag', etag(done.seq)).send(done)

/** Adds the changing ones. */
export function supplierDeedRoutes(app: App, shell: Shell): void {
  openRoute(app, shell)
  for (const name of Object.keys(schemas) as DeedName[]) deedRoute(app, shell, name)
}

function openRoute(app: App, shell: Shell): void {
  route(app, {
    method: 'POST',
    url: '/matters/supplier-cases',
    summary: 'Take a case outside the house: a supplier case beside it, which whoever opens it chases.',
    tag: 'matters',
    isDeed: true,
    body: z.strictObject({
      case: caseRefInBody,
      supplier: idSchema('sup'),
      title: line.meta({ description: 'As the supplier may read it: without anybody’s name.' }),
      severity: severity.optional().meta({ description: 'Absent: as the case.' }),
    }),
    answers: { 201: doneSchema },
    async handler(request, reply) {
      const signed = signedIn(request)
      needSupplierReader(shell, signed)
      const { case: which, supplier: id, title, severity } = request.body
      const card = await caseFor(shell, signed.agent, which as CaseId | number)
      const supplier = there(await shell.desk.suppliers.one(id))
      if (!supplier.active) throw new Problem('supplier.paused')
      const seal = shell.sealer()
      const command: SupplierCommand = {
        ...{ type: 'supplier.open', supplier: id, product: card.product, owner: signed.agent },
        ...{ title: seal.text(title), severity: severity ?? card.severity, agreed: supplier.agreed },
        ...{ team: signed.facts.teams[0] ?? null, from: card.id },
      }
      const handled = await handleSupplierCase(shell, {
        ...{ id: shell.newId('spc'), by: signed.by, commands: [command], texts: seal.texts, isNew: true },
        key: keyOf(request, signed.actorKey),
      })
      const done = doneOf(handled)
      const joined = await shell.handle({
        ...{ caseId: card.id, by: signed.by, texts: [] },
        commands: [{ type: 'matter.join', matter: done.id as `spc_${string}` }],
      })
      if (joined.outcome === 'refused') throw refusalOf(joined.refusal)
      return send(reply, done, 201)
    },
  })
}

function deedRoute<T extends DeedName>(app: App, shell: Shell, name: T): void {
  route(app, {
    method: 'POST',
    url: `/matters/supplier-cases/:supplierCase/${name.replaceAll('_', '-')}`,
    summary: table[name].summary,
    tag: 'matters',
    isDeed: true,
    params: supplierParams,
    body: schemas[name] as unknown as z.ZodObject,
    answers: { 200: doneSchema },
    async handler(request, reply) {
      const signed = signedIn(request)
      const found = await supplierCaseFor(shell, signed, request.params.supplierCase)
      const { ledger } = found
      const isMail = name === 'send' && (request.body as Body<'send'>).how === 'mail'
      const to = isMail ? await addressOf(shell, found) : null
      if (name === 'send') await needNobodyIn(shell, found, request.body as Body<'send'>)
      const seal = shell.sealer()
      const commands = table[name].commands(request.body as Body<T>, {
        mail: shell.newId('msg'),
        ref: said => seal.text(said),
        maybe: said => (said === undefined ? null : { text: seal.text(said) }),
      })
      const handled = await handleSupplierCase(shell, {
        ...{ id: ledger.id, by: signed.by, commands, texts: seal.texts },
        ...{ key: keyOf(request, signed.actorKey), ifSeq: ifSeqOf(request) },
      })
      if (to !== null && (handled.outcome === 'done' || handled.outcome === 'repeated'))
        await postMails(shell, found.ledger.id as SupplierCaseId, to)
      return send(reply, doneOf(handled))
    },
  })
}

/** What goes as evidence bears no person of the case, whoever put it together. */
async function needNobodyIn(shell: Shell, { state }: FoundSupplierCase, { words, pack }: Body<'send'>) {
  const card = pack && state.from ? await shell.store.card(state.from) : null
  const mask = card && (await evidenceMask(shell, card))
  if (mask && mask(words) !== words) throw new Problem('supplier.pack_shows_person')
}

/** Where mail to them goes; nothing goes to one that is paused or has no address. */
async function addressOf(shell: Shell, { state }: FoundSupplierCase): Promise<string> {
  const supplier = there(await shell.desk.suppliers.one(state.supplier))
  if (!supplier.active) throw new Problem('supplier.paused')
  const address = supplier.addresses.find(one => !one.startsWith('@'))
  if (address === undefined) throw new Problem('supplier.no_address')
  return address
}

/** Each mail that was recorded is put into the outbox, once; asked again after a fault, it is there then. */
async function postMails(shell: Shell, id: SupplierCaseId, to: string): Promise<void> {
  const found = await supplierCaseOf(shell, id)
  for (const { mail } of found ? mailsSent(found) : []) await shell.sendLetter(supplierLetter(id, mail, to))
}
