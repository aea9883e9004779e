// "May I tell?" over HTTP: asked from a case, listed for those who lead, decided or taken back. Who may not
// read the case cannot tell such a question from none. Not: which facts follow (core/may-tell).
import { z } from 'zod'
import { mayRead } from '#core/access/may.ts'
import type { PinnedPolicy } from '#core/house-policy/pinned.ts'
import type { MayTellId } from '#core/kit/id.ts'
import type { TextRef } from '#core/kit/text-ref.ts'
import { after, dayMs, minuteMs } from '#core/kit/time.ts'
import {
  asksMayTell,
  type MayTellCommand,
  mayMayTell,
  mayTellStandings,
  openMayTells,
} from '#core/may-tell/decide.ts'
import { mayTellAnswers, mayTellReaches } from '#core/may-tell/may-tell-fact.ts'
import { hashOfPolicy, housePolicyOf, pinOf } from '#server/house-policies.ts'
import { caseFor } from '#server/http/case-door.ts'
import {
  housePolicyFor,
  housePolicyRef,
  matterDone,
  matterDoneSchema,
  sendMatter,
} from '#server/http/house-policy-door.ts'
import { keyOf } from '#server/http/idempotency.ts'
import { Problem, problemOf } from '#server/http/problems.ts'
import { type App, route } from '#server/http/route.ts'
import { caseParams, flagInQuery, line, nullable, words } from '#server/http/schema.ts'
import { type Signed, signedIn } from '#server/http/signed.ts'
import { handleMatter, matterWorld } from '#server/matters.ts'
import { type FoundMayTell, mayTellOf, tellAsked } from '#server/may-tells.ts'
import type { Shell } from '#server/shell.ts'

const mayTellRef = z
  .string()
  .regex(/^(mty_[0-9a-z]{1,40}|[1-9]\d{0,9})$/)
  .transform((text): MayTellId | number => (text.startsWith('mty_') ? (text as MayTellId) : Number(text)))
  .meta({ description: 'The id of a question, or its number.', examples: ['77'] })
const params = z.strictObject({ mayTell: mayTellRef })
const text = words(10_000)

const pinnedSchema = z.object({ policy: z.string(), number: z.int(), version: z.int(), hash: z.string() })
const shownSchema = z
  .object({
    ...{ id: z.string(), number: z.int(), seq: z.int(), standing: z.enum(mayTellStandings) },
    case: z.object({ id: z.string(), number: z.int(), subject: z.string() }),
    question: z.string(),
    answer: z.string().meta({ description: 'What would be told.' }),
    asker: nullable(z.string()),
    askedAt: z.int(),
    dueAt: z.int(),
    decided: nullable(
      z.object({
        by: nullable(z.string()),
        words: nullable(z.string()),
        because: nullable(z.string()),
        reach: z.enum(mayTellReaches),
        pinned: nullable(pinnedSchema).meta({ description: 'The policy as it stood then.' }),
        shown: z
          .array(pinnedSchema)
          .meta({ description: 'Where it names none: those shown to who decided.' }),
      }),
    ),
    may: z.array(z.string()).meta({ description: 'What I may do with it now.' }),
  })
  .meta({ id: 'MayTell' })

/** Adds them. */
export function mayTellRoutes(app: App, shell: Shell): void {
  askRoute(app, shell)
  listRoute(app, shell)
  readRoute(app, shell)
  decideRoute(app, shell)
  withdrawRoute(app, shell)
}

/** The question, for whoever of our house may read its case. */
async function mayTellFor(shell: Shell, signed: Signed, which: MayTellId | number): Promise<FoundMayTell> {
  const found = await mayTellOf(shell, which)
  const card = found && (await shell.store.card(found.state.case))
  const desk = shell.facts()
  const isOurs = asksMayTell(signed.facts, desk) || signed.facts.roles.includes('auditor')
  if (!found || !card || !isOurs || !mayRead(signed.facts, card, false, desk))
    throw new Problem('may_tell.not_found')
  return found
}

const minutesUsual = 60
function askRoute(app: App, shell: Shell): void {
  route(app, {
    method: 'POST',
    url: '/cases/:case/may-tell',
    summary: 'Ask those who lead whether an answer may be told. Their clock runs from now.',
    tag: 'may-tells',
    isDeed: true,
    params: caseParams,
    body: z.strictObject({
      question: line.meta({ description: 'What the customer asks.' }),
      answer: text.meta({ description: 'What would be told.' }),
      minutes: z
        .int()
        .min(5)
        .max(7 * 24 * 60)
        .default(minutesUsual),
    }),
    answers: { 201: matterDoneSchema },
    async handler(request, reply) {
      const signed = signedIn(request)
      const card = await caseFor(shell, signed.agent, request.params.case)
      if (!asksMayTell(signed.facts, shell.facts())) throw new Problem('role.missing')
      const { question, answer, minutes } = request.body
      const seal = shell.sealer()
      const command: MayTellCommand = {
        ...{ type: 'may_tell.ask', case: card.id, team: card.team, question: seal.text(question) },
        ...{ answer: seal.text(answer), dueAt: after(shell.now(), minutes * minuteMs) },
      }
      const handled = await handleMatter(matterWorld(shell), {
        ...{ id: shell.newId('mty'), by: signed.by, commands: [command], texts: seal.texts, isNew: true },
        key: keyOf(request, signed.actorKey),
      })
      const done = matterDone(handled)
      // Also when it is asked again: whoever died between the two is followed by whoever asks.
      await tellAsked(shell, card.id, done.id as MayTellId)
      return sendMatter(reply, done, 201)
    },
  })
}

async function shown(shell: Shell, signed: Signed, { ledger, state }: FoundMayTell) {
  const card = await shell.store.card(state.case)
  const read = (ref: TextRef | null) => (ref && ledger.texts.get(ref.text)) ?? null
  const { decided, standing, asker, askedAt, dueAt } = state
  const isOpen = openMayTells.includes(standing)
  const wishes = ['may_tell.decide', 'may_tell.withdraw'] as const
  const may = wishes.filter(type => isOpen && mayMayTell(signed.by, type, state, shell.facts()) === true)
  return {
    ...{ id: ledger.id, number: ledger.number, seq: ledger.facts.length, standing, asker, askedAt, dueAt },
    case: { id: state.case, number: card?.number ?? 0, subject: card?.subject ?? '' },
    ...{ question: read(state.question) ?? '', answer: read(state.answer) ?? '' },
    decided: decided && {
      ...{ by: decided.by.kind === 'agent' ? decided.by.id : null, words: read(decided.words) },
      ...{ because: read(decided.because), reach: decided.reach },
      pinned: decided.pinned && (await shownPin(shell, decided.pinned)),
      shown: await Promise.all(decided.shown.map(one => shownPin(shell, one))),
    },
    may: may.map(type => type.slice('may_tell.'.length)),
  }
}

async function shownPin({ desk }: Shell, pinned: PinnedPolicy) {
  const [row] = await desk.matters.rows([pinned.policy])
  return { ...pinned, number: row?.number ?? 0 }
}

const listMax = 200
function listRoute(app: App, shell: Shell): void {
  route(app, {
    method: 'GET',
    url: '/may-tells',
    summary: 'Whether something may be told: what is asked and decided, of cases I may read.',
    tag: 'may-tells',
    query: z.strictObject({
      open: flagInQuery
        .optional()
        .meta({ description: 'Only what waits for an answer, the soonest due first.' }),
    }),
    answers: { 200: z.object({ items: z.array(shownSchema) }) },
    async handler(request, reply) {
      const signed = signedIn(request)
      if (!asksMayTell(signed.facts, shell.facts())) throw new Problem('role.missing')
      const isOpen = request.query.open
      const rows = await shell.desk.matters.list({
        ...{ kind: 'may_tell', sort: isOpen ? 'due' : 'newest', limit: listMax },
        ...(isOpen !== undefined && { isOpen }),
      })
      const items: z.infer<typeof shownSchema>[] = []
      for (const { id } of rows) {
        const found = await mayTellFor(shell, signed, id as MayTellId).catch(notThere)
        if (found) items.push(await shown(shell, signed, found))
      }
      return reply.send({ items })
    },
  })
}

function notThere(thrown: unknown): null {
  if (thrown instanceof Problem && thrown.code === 'may_tell.not_found') return null
  throw thrown
}

function readRoute(app: App, shell: Shell): void {
  route(app, {
    method: 'GET',
    url: '/may-tells/:mayTell',
    summary: 'Whether something may be told: one question, and what was decided.',
    tag: 'may-tells',
    params,
    answers: { 200: shownSchema },
    async handler(request, reply) {
      const signed = signedIn(request)
      const found = await mayTellFor(shell, signed, request.params.mayTell)
      return reply.send(await shown(shell, signed, found))
    },
  })
}

const decision = z.strictObject({
  answer: z.enum(mayTellAnswers),
  words: text.optional().meta({ description: 'Of `these_words`: what may be told.' }),
  because: line.optional().meta({ description: 'Why; of a no it is needed.' }),
  policy: housePolicyRef.optional().meta({ description: 'The policy it rests on, as it stands now.' }),
  becomes: z
    .strictObject({ title: line.max(200), words: words(20_000) })
    .optional()
    .meta({ description: 'It holds from now on: published as a policy. Absent: for this case alone.' }),
})
type Decision = z.output<typeof decision>

function decideRoute(app: App, shell: Shell): void {
  route(app, {
    method: 'POST',
    url: '/may-tells/:mayTell/decide',
    summary: 'Say whether it may be told: yes, no, or in these words. Its case is told.',
    tag: 'may-tells',
    isDeed: true,
    params,
    body: decision,
    answers: { 200: matterDoneSchema },
    async handler(request, reply) {
      const signed = signedIn(request)
      const found = await mayTellFor(shell, signed, request.params.mayTell)
      const key = keyOf(request, signed.actorKey)
      const isAnswered = key && (await shell.desk.matters.answered(key.actor, key.key))
      const pinned = isAnswered ? undefined : await pinFor(shell, signed, { found, body: request.body })
      const seal = shell.sealer()
      const { answer, words: said, because, becomes } = request.body
      const command: MayTellCommand = {
        ...{ type: 'may_tell.decide', answer, reach: becomes ? 'policy' : 'exception', pinned },
        words: said === undefined ? undefined : seal.text(said),
        because: because === undefined ? undefined : seal.text(because),
      }
      const handled = await handleMatter(matterWorld(shell), {
        ...{ id: found.ledger.id, by: signed.by, commands: [command], texts: seal.texts, key },
      })
      return sendMatter(reply, matterDone(handled))
    },
  })
}

type Deciding = { readonly found: FoundMayTell; readonly body: Decision }
/** The policy it rests on, or the one it becomes, which is published first; undefined: none. */
async function pinFor(
  shell: Shell,
  signed: Signed,
  { found, body }: Deciding,
): Promise<PinnedPolicy | undefined> {
  const { policy, becomes } = body
  if (policy !== undefined) {
    const rests = await housePolicyFor(shell, signed, policy)
    if (rests.state.standing === 'withdrawn') throw new Problem('house_policy.withdrawn')
    return pinOf(rests)
  }
  if (!becomes) return undefined
  // Nothing is published for a decision that would be refused.
  const right = mayMayTell(signed.by, 'may_tell.decide', found.state, shell.facts())
  if (right !== true) throw problemOf(right)
  if (!openMayTells.includes(found.state.standing)) throw new Problem('may_tell.ended')
  const isSaid = body.answer === 'yes' || (body.answer === 'no' ? body.because : body.words) !== undefined
  if (!isSaid) throw new Problem('may_tell.words_missing')
  return becomePolicy(shell, signed, becomes)
}

const acknowledgeDays = 7
async function becomePolicy(
  shell: Shell,
  { by }: Signed,
  { title, words: said }: NonNullable<Decision['becomes']>,
): Promise<PinnedPolicy> {
  const audience = { levels: [], teams: [], roles: [] }
  const seal = shell.sealer()
  const command = {
    ...{ type: 'house_policy.publish', read: 0, title: seal.text(title), words: seal.text(said), audience },
    hash: hashOfPolicy({ title, words: said, audience }),
    acknowledgeBy: after(shell.now(), acknowledgeDays * dayMs),
  }
  const id = shell.newId('hpo')
  const deed = { id, by, commands: [command], texts: seal.texts, isNew: true }
  matterDone(await handleMatter(matterWorld(shell), deed))
  await shell.changed()
  return pinOf((await housePolicyOf(shell, id))!)
}

function withdrawRoute(app: App, shell: Shell): void {
  route(app, {
    method: 'POST',
    url: '/may-tells/:mayTell/withdraw',
    summary: 'Take the question back, and why.',
    tag: 'may-tells',
    isDeed: true,
    params,
    body: z.strictObject({ because: line }),
    answers: { 200: matterDoneSchema },
    async handler(request, reply) {
      const signed = signedIn(request)
      const { ledger } = await mayTellFor(shell, signed, request.params.mayTell)
      const seal = shell.sealer()
      const command = { type: 'may_tell.withdraw', because: seal.text(request.body.because) }
      const handled = await handleMatter(matterWorld(shell), {
        ...{ id: ledger.id, by: signed.by, commands: [command], texts: seal.texts },
        key: keyOf(request, signed.actorKey),
      })
      return sendMatter(reply, matterDone(handled))
    },
  })
}
