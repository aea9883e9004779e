// What can be done with problems: opened, and each deed of the table; cases join and leave several at once.
// Not: which facts follow (core/problem/decide.ts).
import type { FastifyReply } from 'fastify'
import { z } from 'zod'
import type { CaseId, ProblemId } from '#core/kit/id.ts'
import type { TextRef } from '#core/kit/text-ref.ts'
import type { ProblemCommand, ProblemCommandType } from '#core/problem/decide.ts'
import { causeHows } from '#core/case/finding-fact.ts'
import { problemKinds, wordedNews } from '#core/problem/problem-fact.ts'
import type { Handled } from '#server/deed.ts'
import { caseFor } from '#server/http/case-door.ts'
import { etag, ifSeqOf } from '#server/http/if-match.ts'
import { keyOf } from '#server/http/idempotency.ts'
import { needReader, problemFor, problemParams, problemRef } from '#server/http/problem-door.ts'
import { Problem, problemOf as refusalOf } from '#server/http/problems.ts'
import { type App, route } from '#server/http/route.ts'
import {
  caseRefInBody,
  idSchema,
  instantSchema,
  language,
  line,
  nullable,
  words,
} from '#server/http/schema.ts'
import { type Signed, signedIn } from '#server/http/signed.ts'
import type { MatterHandled } from '#server/matters.ts'
import { handleProblem, joinMatter } from '#server/problems.ts'
import type { Shell } from '#server/shell.ts'

const text = words(10_000)
const product = z.union([idSchema('pro'), z.null()])
const until = z.union([instantSchema, z.null()]).meta({ description: 'Null: until it is withdrawn.' })
const about = {
  title: line,
  kind: z.enum(problemKinds),
  product,
  alike: text.optional().meta({ description: 'What its cases have in common.' }),
}
const schemas = {
  describe: z.strictObject(about).partial(),
  take: z.strictObject({}),
  give: z.strictObject({
    owner: z.union([idSchema('agt'), z.null()]),
    team: z.union([idSchema('tea'), z.null()]),
    note: line.optional(),
  }),
  find_cause: z.strictObject({ cause: text, how: z.enum(causeHows) }),
  publish: z.strictObject({
    edition: z.int().min(0).meta({ description: 'The edition that was read; 0: there was none.' }),
    symptoms: text,
    quiet: z.literal(true).optional().meta({ description: 'Its cases are not told.' }),
  }),
  work_around: z.strictObject({
    what: text,
    from: instantSchema.optional(),
    until,
    products: z.array(idSchema('pro')).max(50).default([]),
    versions: z.array(z.string().trim().min(1).max(60)).max(50).default([]),
  }),
  renew_workaround: z.strictObject({ until }),
  withdraw_workaround: z.strictObject({ because: line }),
  word: z.strictObject({
    news: z.enum(wordedNews),
    language,
    text: text.optional().meta({ description: 'Absent: the wording is taken back.' }),
  }),
  fix: z.strictObject({
    what: text,
    version: z.string().trim().min(1).max(60).optional(),
    verified: text.meta({ description: 'How it was seen that it is gone.' }),
  }),
  not_fix: z.strictObject({ because: line }),
  close: z.strictObject({ because: line.optional() }),
  merge: z.strictObject({ into: problemRef, because: line.optional() }),
  dismiss: z.strictObject({ because: line }),
  reopen: z.strictObject({ because: line }),
} as const
type DeedName = keyof typeof schemas
type Body<T extends DeedName> = z.output<(typeof schemas)[T]>

type Making = {
  ref(words: string): TextRef
  maybe(words: string | undefined): TextRef | undefined
  into(which: ProblemId | number): Promise<ProblemId>
}
type Row<T extends DeedName> = {
  readonly summary: string
  command(body: Body<T>, making: Making): ProblemCommand | Promise<ProblemCommand>
}

const table: { readonly [T in DeedName]: Row<T> } = {
  describe: {
    summary:
      'Say better what it is called, of what kind and product it is, and what its cases have in common.',
    command: ({ title, alike, ...others }, { maybe }) => ({
      ...{ type: 'problem.describe', ...others, title: maybe(title), alike: maybe(alike) },
    }),
  },
  take: { summary: 'Chase it from now on.', command: () => ({ type: 'problem.take' }) },
  give: {
    summary: 'Say who chases it from now on.',
    command: ({ note, ...to }, { maybe }) => ({ type: 'problem.give', ...to, note: maybe(note) }),
  },
  find_cause: {
    summary: 'Record the cause, and how it was established. Its cases are told.',
    command: ({ cause, how }, { ref }) => ({ type: 'problem.find_cause', cause: ref(cause), how }),
  },
  publish: {
    summary: 'Make it a known error, or correct one: by these words agents find it. Its cases are told.',
    command: ({ symptoms, ...others }, { ref }) => ({
      ...{ type: 'problem.publish', ...others, symptoms: ref(symptoms) },
    }),
  },
  work_around: {
    summary: 'Say how one gets around it, for whom and until when. Its cases are told.',
    command: ({ what, ...others }, { ref }) => ({ type: 'problem.work_around', ...others, what: ref(what) }),
  },
  renew_workaround: {
    summary: 'The workaround holds on.',
    command: body => ({ type: 'problem.renew_workaround', ...body }),
  },
  withdraw_workaround: {
    summary: 'The workaround does not hold any more, and why. Its cases are told.',
    command: ({ because }, { ref }) => ({ type: 'problem.withdraw_workaround', because: ref(because) }),
  },
  word: {
    summary: 'Offer contacts a ready wording for customers of one language.',
    command: ({ text: said, ...of }, { maybe }) => ({ type: 'problem.word', ...of, text: maybe(said) }),
  },
  fix: {
    summary: 'It is fixed: what was done, in which version, how it was verified. Its cases are told.',
    command: ({ what, verified, version }, { ref }) => ({
      ...{ type: 'problem.fix', what: ref(what), verified: ref(verified), version },
    }),
  },
  not_fix: {
    summary: 'It is not fixed after all, and why. Its cases are told.',
    command: ({ because }, { ref }) => ({ type: 'problem.not_fix', because: ref(because) }),
  },
  close: {
    summary: 'Nothing is left to do.',
    command: ({ because }, { maybe }) => ({ type: 'problem.close', because: maybe(because) }),
  },
  merge: {
    summary: 'It is the same as another one: its cases belong there from now on.',
    command: async ({ into, because }, making) => ({
      ...{ type: 'problem.merge', into: await making.into(into), because: making.maybe(because) },
    }),
  },
  dismiss: {
    summary: 'There is no problem, and why.',
    command: ({ because }, { ref }) => ({ type: 'problem.dismiss', because: ref(because) }),
  },
  reopen: {
    summary: 'It goes on, and why.',
    command: ({ because }, { ref }) => ({ type: 'problem.reopen', because: ref(because) }),
  },
}

const doneSchema = z
  .object({
    id: z.string(),
    number: z.int(),
    seq: z.int(),
    events: z.array(z.string()).meta({ description: 'Facts recorded; none: it was so already.' }),
  })
  .meta({ id: 'ProblemDone' })

/** The answer to what became of a deed; a refusal becomes a problem document. */
function doneOf(handled: MatterHandled): z.infer<typeof doneSchema> {
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

const send = (reply: FastifyReply, done: z.infer<typeof doneSchema>, status = 200) =>
  reply.code(status).header('etag', etag(done.seq)).send(done)

/** Adds the changing ones. */
export function problemDeedRoutes(app: App, shell: Shell): void {
  openRoute(app, shell)
  for (const name of Object.keys(schemas) as DeedName[]) deedRoute(app, shell, name)
  joinRoute(app, shell)
  leaveRoute(app, shell)
}

/** The command of a deed in the words of the core. */
const typeOf = (name: DeedName): ProblemCommandType => `problem.${name}`

const casesMax = 200
const cases = z.array(caseRefInBody).min(1).max(casesMax)

function openRoute(app: App, shell: Shell): void {
  route(app, {
    method: 'POST',
    url: '/matters/problems',
    summary: 'Open a problem; the cases it is seen in belong to it. Whoever opens it chases it.',
    tag: 'matters',
    isDeed: true,
    body: z.strictObject({
      ...about,
      kind: about.kind.default('unknown'),
      product: product.default(null),
      team: z.union([idSchema('tea'), z.null()]).default(null),
      cases: cases.default([]),
      cause: schemas.find_cause
        .optional()
        .meta({ description: 'What causes it, where a case it is seen in has shown that.' }),
    }),
    answers: { 201: doneSchema },
    async handler(request, reply) {
      const signed = signedIn(request)
      needReader(shell, signed)
      const { title, alike, cases: named, cause, ...others } = request.body
      const cards = await Promise.all(named.map(one => caseFor(shell, signed.agent, one)))
      const seal = shell.sealer()
      const command: ProblemCommand = {
        ...{ type: 'problem.open', ...others, title: seal.text(title), owner: signed.agent },
        ...(alike !== undefined && { alike: seal.text(alike) }),
        ...(cards[0] && { from: cards[0].id }),
      }
      const commands: ProblemCommand[] = cause
        ? [command, { type: 'problem.find_cause', cause: seal.text(cause.cause), how: cause.how }]
        : [command]
      const handled = await handleProblem(shell, {
        ...{ id: shell.newId('prb'), by: signed.by, commands, texts: seal.texts, isNew: true },
        key: keyOf(request, signed.actorKey),
      })
      const done = doneOf(handled)
      // Asked again after a fault in between, whoever is in already stays in.
      for (const card of cards) await joinOne(shell, signed, { id: done.id as ProblemId, caseId: card.id })
      return send(reply, done, 201)
    },
  })
}

function deedRoute<T extends DeedName>(app: App, shell: Shell, name: T): void {
  route(app, {
    method: 'POST',
    url: `/matters/problems/:problem/${name.replaceAll('_', '-')}`,
    summary: table[name].summary,
    tag: 'matters',
    isDeed: true,
    params: problemParams,
    body: schemas[name] as unknown as z.ZodObject,
    answers: { 200: doneSchema },
    async handler(request, reply) {
      const signed = signedIn(request)
      const { ledger } = await problemFor(shell, signed, request.params.problem)
      const seal = shell.sealer()
      const command = await table[name].command(request.body as Body<T>, {
        ref: said => seal.text(said),
        maybe: said => (said === undefined ? undefined : seal.text(said)),
        into: async which => (await problemFor(shell, signed, which)).ledger.id as ProblemId,
      })
      if (command.type !== typeOf(name)) throw new Error(`${name} makes another wish: ${command.type}`)
      const handled = await handleProblem(shell, {
        ...{ id: ledger.id, by: signed.by, commands: [command], texts: seal.texts },
        ...{ key: keyOf(request, signed.actorKey), ifSeq: ifSeqOf(request) },
      })
      return send(reply, doneOf(handled))
    },
  })
}

const outcomeSchema = z.object({
  items: z.array(
    z.object({
      case: z.string(),
      number: z.int(),
      outcome: z.enum(['done', 'nothing', 'refused']),
      code: nullable(z.string()).meta({ description: 'Of a refusal.' }),
    }),
  ),
})

type OneCase = { readonly id: ProblemId; readonly caseId: CaseId; readonly because?: string | undefined }

const joinOne = (shell: Shell, signed: Signed, { id, caseId, because }: OneCase): Promise<Handled> =>
  joinMatter(shell, { matter: id, caseId, by: signed.agent, because })

async function leaveOne(
  shell: Shell,
  signed: Signed,
  { id, caseId, because = '–' }: OneCase,
): Promise<Handled> {
  const seal = shell.sealer()
  const command = { type: 'matter.leave', matter: id, because: seal.text(because) } as const
  return shell.handle({ caseId, by: signed.by, commands: [command], texts: seal.texts })
}

/** What became of each; one that is refused holds nobody up. */
async function withEach(
  shell: Shell,
  signed: Signed,
  asked: { id: ProblemId; cases: readonly (CaseId | number | `${number}`)[]; because?: string | undefined },
  each: typeof joinOne,
): Promise<z.infer<typeof outcomeSchema>> {
  const items: z.infer<typeof outcomeSchema>['items'] = []
  for (const which of asked.cases) {
    const { id: caseId, number } = await caseFor(shell, signed.agent, which as CaseId | number)
    const handled = await each(shell, signed, { ...asked, caseId })
    const isDone = handled.outcome === 'done' || handled.outcome === 'nothing'
    const code = handled.outcome === 'refused' ? handled.refusal.refused : null
    items.push({ case: caseId, number, outcome: isDone ? (handled.outcome as 'done') : 'refused', code })
  }
  return { items }
}

function joinRoute(app: App, shell: Shell): void {
  route(app, {
    method: 'POST',
    url: '/matters/problems/:problem/join',
    summary: 'Say of several cases at once that they belong to it. Who belongs to it already stays.',
    tag: 'matters',
    isDeed: true,
    params: problemParams,
    body: z.strictObject({ cases, because: line.optional() }),
    answers: { 200: outcomeSchema },
    async handler(request, reply) {
      const signed = signedIn(request)
      const { ledger } = await problemFor(shell, signed, request.params.problem)
      const asked = { id: ledger.id as ProblemId, ...request.body }
      return reply.send(await withEach(shell, signed, asked, joinOne))
    },
  })
}

function leaveRoute(app: App, shell: Shell): void {
  route(app, {
    method: 'POST',
    url: '/matters/problems/:problem/leave',
    summary: 'Say of several cases at once that they do not belong to it after all, and why.',
    tag: 'matters',
    isDeed: true,
    params: problemParams,
    body: z.strictObject({ cases, because: line }),
    answers: { 200: outcomeSchema },
    async handler(request, reply) {
      const signed = signedIn(request)
      const { ledger } = await problemFor(shell, signed, request.params.problem)
      const asked = { id: ledger.id as ProblemId, ...request.body }
      return reply.send(await withEach(shell, signed, asked, leaveOne))
    },
  })
}
