// What can be done with change requests: asked for from a case or a problem, and each deed of the table.
// Words that come from a case lose its people before they are kept. Not: which facts follow
// (core/change/decide.ts).
import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import { TrackerFault } from '#channels/tracker/fault.ts'
import type { Card } from '#core/case/card.ts'
import { struckIn } from '#core/case/struck.ts'
import { changeKinds } from '#core/change/change-fact.ts'
import type { ChangeCommand } from '#core/change/decide.ts'
import type { CaseId, ChangeId } from '#core/kit/id.ts'
import type { TextRef } from '#core/kit/text-ref.ts'
import { instant } from '#core/kit/time.ts'
import { alsoTied, evidenceMask, evidenceOf, type FoundChange, meantBy } from '#server/changes.ts'
import { caseFor } from '#server/http/case-door.ts'
import {
  changeDone,
  changeDoneSchema,
  changeFor,
  changeParams,
  needChangeReader,
  sendChange,
} from '#server/http/change-door.ts'
import { ifSeqOf } from '#server/http/if-match.ts'
import { keyOf } from '#server/http/idempotency.ts'
import { Problem, problemOf } from '#server/http/problems.ts'
import { type App, route } from '#server/http/route.ts'
import { caseRefInBody, idSchema, line, nullable, words } from '#server/http/schema.ts'
import { type Signed, signedIn } from '#server/http/signed.ts'
import { handleMatter, type MatterDeed, matterWorld } from '#server/matters.ts'
import type { Shell } from '#server/shell.ts'
import { lookAt } from '#server/tracker/poll.ts'

const text = words(10_000)
const version = z.string().trim().min(1).max(60)
const webUrl = z
  .string()
  .max(1_000)
  .transform(one => one.trim())
  .refine(one => URL.canParse(one) && /^https?:$/.test(new URL(one).protocol))
const kind = z.enum(changeKinds)
const product = nullable(idSchema('pro'))
const entries = z.array(z.int().min(1)).max(50)

const newChange = z.strictObject({
  kind,
  title: line.max(200),
  wanted: text,
  why: text,
  product: product.optional(),
  owner: idSchema('agt').optional().meta({ description: 'Who of ours chases it; absent: whoever asks.' }),
  case: caseRefInBody
    .optional()
    .meta({ description: 'The case it comes from; it belongs to it from then on.' }),
  problem: idSchema('prb').optional(),
  evidence: z.array(text).max(20).default([]),
  entries: entries
    .default([])
    .meta({ description: 'Entries of the case that go with it, without its people.' }),
})

const schemas = {
  mend: z
    .strictObject({ kind, title: line.max(200), wanted: text, why: text, product })
    .partial()
    .refine(one => Object.keys(one).length > 0),
  add_evidence: z.strictObject({
    words: text.optional(),
    case: caseRefInBody.optional(),
    entries: entries.default([]),
  }),
  strike_evidence: z.strictObject({ evidence: z.int().min(1) }),
  name_owner: z.strictObject({ owner: idSchema('agt') }),
  send: z.strictObject({
    tracker: nullable(idSchema('trk')).meta({ description: 'Null: it was handed over by hand.' }),
    words: text.optional().meta({ description: 'By hand: to whom, and how.' }),
  }),
  link: z.strictObject({ url: webUrl.meta({ description: 'Of the entry in the tracker.' }) }),
  unlink: z.strictObject({ because: line }),
  write: z.strictObject({ words: text }),
  answer: z.strictObject({ words: text, author: line.max(100) }),
  accept: z.strictObject({ words: text.optional() }),
  plan: z.strictObject({ version, words: text.optional() }),
  begin: z.strictObject({}),
  finish: z.strictObject({ version: version.optional(), words: text.optional() }),
  reject: z.strictObject({ because: text }),
  reopen: z.strictObject({ because: text }),
  verify: z.strictObject({ words: text.meta({ description: 'How it was seen that it holds.' }) }),
  withdraw: z.strictObject({ because: text }),
} as const
type DeedName = keyof typeof schemas
type Body<D extends DeedName> = z.output<(typeof schemas)[D]>

const summaries: { readonly [D in DeedName]: string } = {
  mend: 'Write it clearer.',
  add_evidence: 'Add evidence: words, or entries of a case without its people.',
  strike_evidence: 'Take evidence out again; what was sent stays sent.',
  name_owner: 'Somebody else of ours chases it.',
  send: 'Send it to engineering: into a tracker, or by hand.',
  link: 'Tie it to an entry that is there already.',
  unlink: 'It is not that entry after all.',
  write: 'Write to engineering.',
  answer: 'Record what engineering said.',
  accept: 'Engineering accepted it.',
  plan: 'It is planned for a version.',
  begin: 'Engineering works on it.',
  finish: 'Engineering says it is done.',
  reject: 'Engineering will not do it.',
  reopen: 'It is not done, or has to be looked at again.',
  verify: 'It was seen that it holds; its cases are told.',
  withdraw: 'We do not want it any more.',
}

type Doing = {
  readonly shell: Shell
  readonly signed: Signed
  readonly found: FoundChange
  readonly ref: (words: string) => TextRef
}
const maybe = (ref: Doing['ref'], given: string | undefined): TextRef | undefined =>
  given === undefined ? undefined : ref(given)

/** What each deed wishes of the core. */
const commands: {
  readonly [D in DeedName]: (body: Body<D>, doing: Doing) => Promise<readonly ChangeCommand[]>
} = {
  async mend({ title, wanted, why, ...plain }, { ref }) {
    const said = { title: maybe(ref, title), wanted: maybe(ref, wanted), why: maybe(ref, why) }
    return [{ type: 'change.mend', ...plain, ...said }]
  },
  async add_evidence({ words, case: which, entries }, { shell, signed, ref }) {
    const card = which === undefined ? null : await caseFor(shell, signed.agent, which)
    const said = await evidenceWords(shell, card, { words: words ? [words] : [], entries })
    if (said.length === 0) throw new Problem('request.invalid', { fields: [{ path: 'words', message: '' }] })
    return said.map(one => ({ type: 'change.add_evidence', words: ref(one), from: card?.id }))
  },
  strike_evidence: async body => [{ type: 'change.strike_evidence', ...body }],
  name_owner: async body => [{ type: 'change.name_owner', ...body }],
  async send({ tracker, words }, { shell, ref }) {
    const row = tracker && (await shell.desk.trackers.one(tracker))
    if (tracker && !row?.active) throw new Problem('tracker.not_there')
    return [{ type: 'change.send', tracker, words: maybe(ref, words) }]
  },
  async link({ url }, { shell, found }) {
    const meant = meantBy(url, await shell.desk.trackers.all())
    const other =
      meant && (await alsoTied(shell, found.id, { tracker: meant.tracker.id, entry: meant.entry }))
    if (other) throw problemOf({ refused: 'change.entry_taken', details: { number: other } })
    return [{ type: 'change.link', tracker: meant?.tracker.id ?? null, entry: meant?.entry ?? null, url }]
  },
  unlink: async ({ because }, { ref }) => [{ type: 'change.unlink', because: ref(because) }],
  write: async ({ words }, { ref }) => [{ type: 'change.write', words: ref(words) }],
  answer: async ({ words, author }, { shell, ref }) => [
    { type: 'change.answer', words: ref(words), author: ref(author), saidAt: instant(shell.now()) },
  ],
  accept: async ({ words }, { ref }) => [{ type: 'change.accept', words: maybe(ref, words) }],
  plan: async ({ version, words }, { ref }) => [{ type: 'change.plan', version, words: maybe(ref, words) }],
  begin: async () => [{ type: 'change.begin' }],
  finish: async ({ version, words }, { ref }) => [
    { type: 'change.finish', version, words: maybe(ref, words) },
  ],
  reject: async ({ because }, { ref }) => [{ type: 'change.reject', because: ref(because) }],
  reopen: async ({ because }, { ref }) => [{ type: 'change.reopen', because: ref(because) }],
  verify: async ({ words }, { ref }) => [{ type: 'change.verify', words: ref(words) }],
  withdraw: async ({ because }, { ref }) => [{ type: 'change.withdraw', because: ref(because) }],
}

/** Adds them. */
export function changeDeedRoutes(app: App, shell: Shell): void {
  askRoute(app, shell)
  for (const deed of Object.keys(schemas) as DeedName[]) deedRoute(app, shell, deed)
  tryAgainRoute(app, shell)
  lookRoute(app, shell)
}

type Said = { readonly words: readonly string[]; readonly entries: readonly number[] }
/** What goes with it, without the people of the case it is from. */
async function evidenceWords(shell: Shell, card: Card | null, { words, entries }: Said): Promise<string[]> {
  if (!card) return [...words]
  const struck = entries.length > 0 ? struckIn((await shell.store.read(card.id))?.events ?? []) : new Set()
  if (entries.some(one => struck.has(one))) throw problemOf({ refused: 'evidence.struck', details: {} })
  const mask = await evidenceMask(shell, card)
  const said = entries.length > 0 ? await evidenceOf(shell, card, entries) : []
  return [...words.map(mask), ...said.map(one => one.words)].filter(one => one.trim() !== '')
}

function askRoute(app: App, shell: Shell): void {
  route(app, {
    method: 'POST',
    url: '/changes',
    summary: 'Ask engineering for a change, from a case, a problem or of itself.',
    tag: 'changes',
    isDeed: true,
    body: newChange,
    answers: { 201: changeDoneSchema },
    async handler(request, reply) {
      const signed = signedIn(request)
      needChangeReader(shell, signed)
      const { body } = request
      const card = body.case === undefined ? null : await caseFor(shell, signed.agent, body.case)
      if (body.problem && !(await shell.desk.matters.read(body.problem)))
        throw new Problem('matter.not_found')
      const deed = await draft(shell, signed, { body, card })
      const handled = await handleMatter(matterWorld(shell), {
        ...deed,
        key: keyOf(request, signed.actorKey),
      })
      const done = changeDone(handled)
      // Also when it is asked again: whoever died between the two is followed by whoever asks.
      if (card) await join(shell, signed, card.id, done.id as ChangeId)
      return sendChange(reply, done, 201)
    },
  })
}

type Asked = { readonly body: z.output<typeof newChange>; readonly card: Card | null }
async function draft(shell: Shell, signed: Signed, { body, card }: Asked): Promise<MatterDeed> {
  const seal = shell.sealer()
  const mask = card ? await evidenceMask(shell, card) : (one: string) => one
  const { kind, title, wanted, why, owner = signed.agent, problem } = body
  const from = card?.id ?? problem
  const said = await evidenceWords(shell, card, { words: body.evidence, entries: body.entries })
  const commands: ChangeCommand[] = [
    {
      ...{ type: 'change.draft', kind, owner, from, product: body.product ?? card?.product ?? null },
      ...{ title: seal.text(mask(title)), wanted: seal.text(mask(wanted)), why: seal.text(mask(why)) },
    },
    ...said.map(one => ({ type: 'change.add_evidence' as const, words: seal.text(one), from })),
  ]
  return { id: shell.newId('chr'), by: signed.by, commands, texts: seal.texts, isNew: true }
}

async function join(shell: Shell, { by }: Signed, caseId: CaseId, matter: ChangeId): Promise<void> {
  const handled = await shell.handle({ caseId, by, commands: [{ type: 'matter.join', matter }], texts: [] })
  if (handled.outcome === 'refused') throw problemOf(handled.refusal)
}

function deedRoute(app: App, shell: Shell, deed: DeedName): void {
  route(app, {
    method: 'POST',
    url: `/changes/:change/${deed}`,
    summary: summaries[deed],
    tag: 'changes',
    isDeed: true,
    params: changeParams,
    body: schemas[deed] as z.ZodType,
    answers: { 200: changeDoneSchema },
    async handler(request, reply) {
      const signed = signedIn(request)
      const found = await changeFor(shell, signed, request.params.change)
      const seal = shell.sealer()
      const doing = { shell, signed, found, ref: (words: string) => seal.text(words) }
      const make = commands[deed] as (body: unknown, doing: Doing) => Promise<readonly ChangeCommand[]>
      const key = keyOf(request, signed.actorKey)
      const wished = await wishedOnce(shell, key, () => make(request.body, doing))
      const handled = await handleMatter(matterWorld(shell), {
        ...{ id: found.id, by: signed.by, commands: wished, texts: seal.texts, key },
        ifSeq: ifSeqOf(request),
      })
      return sendChange(reply, changeDone(handled))
    },
  })
}

type Key = MatterDeed['key']
/** What was answered under this key before needs no wish made again, which the world may forbid by now. */
async function wishedOnce(
  { desk }: Shell,
  key: Key,
  make: () => Promise<readonly ChangeCommand[]>,
): Promise<readonly ChangeCommand[]> {
  const before = key && (await desk.matters.answered(key.actor, key.key))
  return before ? [] : make()
}

function tryAgainRoute(app: App, shell: Shell): void {
  route(app, {
    method: 'POST',
    url: '/changes/:change/try_again',
    summary: 'Try now what waits for its tracker.',
    tag: 'changes',
    params: changeParams,
    answers: { 200: z.object({ waiting: z.int() }) },
    async handler(request, reply) {
      const { id } = await ownedBy(shell, request, request.params.change)
      const waiting = await shell.desk.trackers.tryAgain({ matter: id }, await shell.store.now())
      return reply.send({ waiting })
    },
  })
}

function lookRoute(app: App, shell: Shell): void {
  route(app, {
    method: 'POST',
    url: '/changes/:change/look',
    summary: 'Ask its tracker now how its entry stands.',
    tag: 'changes',
    params: changeParams,
    answers: {
      200: z.object({ code: nullable(z.string()), says: z.string() }).meta({
        description: 'What was wrong with asking; null: nothing.',
      }),
    },
    async handler(request, reply) {
      const { id, state } = await ownedBy(shell, request, request.params.change)
      const { outside } = state
      const row = outside?.tracker ? await shell.desk.trackers.one(outside.tracker) : null
      if (!row?.active || !outside?.entry) throw new Problem('tracker.not_there')
      try {
        await lookAt(shell, row, { id, entry: outside.entry })
        return reply.send({ code: null, says: '' })
      } catch (fault) {
        if (!(fault instanceof TrackerFault)) throw fault
        return reply.send({ code: fault.code, says: fault.says })
      }
    },
  })
}

/** For whoever works on changes: an auditor only reads. */
async function ownedBy(
  shell: Shell,
  request: FastifyRequest,
  which: ChangeId | number,
): Promise<FoundChange> {
  const signed = signedIn(request)
  const found = await changeFor(shell, signed, which)
  if (!signed.facts.roles.some(role => role === 'agent' || role === 'lead')) throw new Problem('role.missing')
  return found
}
