// One route per deed of the table: body → commands → shell → answer. Not: which deeds there are (deeds.ts).
import type { FastifyReply } from 'fastify'
import { z } from 'zod'
import type { Card } from '#core/case/card.ts'
import type { Command } from '#core/case/case.ts'
import { fold } from '#core/case/case.ts'
import type { Attached, Channel } from '#core/case/event.ts'
import { type OpenedCase, unopened } from '#core/case/state.ts'
import type { Need } from '#core/entitlement/entitle.ts'
import type {
  AgentId,
  CustomerId,
  FileId,
  MatterId,
  Prefix,
  PromiseId,
  RegressionId,
  TeamId,
} from '#core/kit/id.ts'
import type { TextRef } from '#core/kit/text-ref.ts'
import type { Script } from '#core/script/script.ts'
import type { Walk } from '#core/script/walk.ts'
import { type OpeningTold, openingOf } from '#server/call-opening.ts'
import { type Helped, helpedBy } from '#server/articles.ts'
import { ownAddress } from '#channels/email/own-address.ts'
import type { Deed, Handled } from '#server/deed.ts'
import { caseFor, mayReadCard } from '#server/http/case-door.ts'
import { type DeedType, deedSchemas } from '#server/http/deed-schemas.ts'
import { deeds, type Making, pathOf } from '#server/http/deeds.ts'
import { followUpOf } from '#server/http/follow-up.ts'
import { type Kept, type Key, keyOf, onceEach } from '#server/http/idempotency.ts'
import { etag, ifSeqOf } from '#server/http/if-match.ts'
import { elsewhereAt } from '#server/http/known-elsewhere.ts'
import { type AboutNow, needOfCase, withOrganisation } from '#server/http/need-of-case.ts'
import { Problem, problemOf } from '#server/http/problems.ts'
import { type App, route } from '#server/http/route.ts'
import { caseParams } from '#server/http/schema.ts'
import { namesOn } from '#server/http/script-names.ts'
import { type Signed, signedIn } from '#server/http/signed.ts'
import type { Taken, Uploads } from '#server/http/uploads.ts'
import { type WalkNow, walkNow, walkOf, walkSchema } from '#server/http/walk-now.ts'
import { photoType } from '#server/photo-type.ts'
import { type CalmLetter, calmLetter } from '#server/calm-letter.ts'
import { noteConduct } from '#server/conduct-uses.ts'
import { contactLetter } from '#server/contact-letter.ts'
import { givenUpLetter } from '#server/react/late-letter.ts'
import { followMerger, whyNotJoined } from '#server/problems.ts'
import { type ScriptShelf, scriptShelf } from '#server/script-shelf.ts'
import type { Shell } from '#server/shell.ts'
import { sourcesOf } from '#server/walk-checks.ts'
import type { AnyBlob } from '#store/store.ts'

export const doneSchema = z
  .object({
    id: z.string(),
    number: z.int(),
    seq: z.int(),
    ids: z.record(z.string(), z.string()).meta({ description: 'Ids of what was made, such as `message`.' }),
    events: z
      .array(z.string())
      .meta({ description: 'The types of the facts recorded; none: it was so already.' }),
  })
  .meta({ id: 'Done' })
export type Done = z.infer<typeof doneSchema>
const walkDoneSchema = doneSchema.extend({ walk: walkSchema }).meta({ id: 'WalkDone' })

/** What a deed's route works with. */
export type DeedDesk = {
  readonly shell: Shell
  readonly uploads: Uploads
  readonly once: ReturnType<typeof onceEach>
  readonly shelf: ScriptShelf
}

export const deedDesk = (shell: Shell, uploads: Uploads): DeedDesk => ({
  shell,
  uploads,
  once: onceEach(shell),
  shelf: scriptShelf(shell.desk.scripts),
})

/** The answer to what the shell made of a deed; a refusal becomes a problem. */
export async function answerOf(shell: Shell, handled: Handled): Promise<Done> {
  switch (handled.outcome) {
    case 'done': {
      const { caseId, number, seq, ids, events } = handled
      return { id: caseId, number, seq, ids, events: events.map(event => event.type) }
    }
    case 'nothing':
      return { id: handled.caseId, number: handled.number, seq: handled.seq, ids: handled.ids, events: [] }
    case 'repeated':
      return answerAgain(shell, handled.answer)
    case 'refused':
      throw problemOf(handled.refusal)
    case 'precondition':
      throw new Problem('precondition.failed', { details: { seq: handled.seq } })
    case 'key_reused':
      throw new Problem('key.reused')
    case 'taken_in_before': {
      const card = await shell.store.card(handled.caseId)
      if (!card) throw new Error(`a case taken in before has no card: ${handled.caseId}`)
      return { id: card.id, number: card.number, seq: card.seq, ids: {}, events: [] }
    }
  }
}

/** The same answer once more: what was recorded up to the seq it named, read from the ledger. */
export async function answerAgain(shell: Pick<Shell, 'store'>, kept: Kept): Promise<Done> {
  const ledger = await shell.store.read(kept.caseId)
  if (!ledger) throw new Error(`an answer was kept for a case that is not there: ${kept.caseId}`)
  const last = ledger.events[kept.seq - 1]
  // Everything of one deed carries the same instant, though not it alone: older answers say no more.
  const after =
    kept.after ??
    Math.max(
      0,
      ledger.events.findIndex(event => event.at === last?.at),
    )
  const events = ledger.events.slice(after, kept.seq).map(event => event.type)
  return { id: kept.caseId, number: ledger.number, seq: kept.seq, ids: kept.ids, events }
}

/** Sends an answer with its ETag. */
export const sendDone = (reply: FastifyReply, done: Done & { walk?: WalkNow | null }): FastifyReply =>
  reply.header('etag', etag(done.seq)).send(done)

/** Registers `POST /cases/:case/<noun>/<verb>` for every row of the table. */
export function deedRoutes(app: App, desk: DeedDesk): void {
  for (const type of Object.keys(deeds) as (keyof typeof deeds)[]) {
    route(app, {
      method: 'POST',
      url: `/cases/:case/${pathOf(type)}`,
      summary: deeds[type].summary,
      tag: 'deeds',
      isDeed: true,
      params: caseParams,
      body: deedSchemas[type] as z.ZodObject,
      answers: { 200: isOfWalk(type) ? walkDoneSchema : doneSchema },
      async handler(request, reply) {
        const signed = signedIn(request)
        const card = await caseFor(desk.shell, signed.agent, request.params.case)
        const asked = { type, card, signed, body: request.body, ifSeq: ifSeqOf(request) }
        const key = keyOf(request, signed.actorKey)
        const done = await desk.once(
          key,
          () => doDeed(desk, { ...asked, key }),
          kept => answerAgain(desk.shell, kept),
        )
        const walk = isOfWalk(type) ? walkOf(request.body, done.ids) : null
        return sendDone(
          reply,
          walk ? { ...done, walk: await walkNow({ ...desk, agent: signed.agent }, card.id, walk) } : done,
        )
      },
    })
  }
}

const isOfWalk = (type: DeedType): boolean => type.startsWith('walk.')

type Asked = {
  readonly type: keyof typeof deeds
  readonly card: Card
  readonly signed: Signed
  readonly body: unknown
  readonly ifSeq: number | undefined
  readonly key: Key | undefined
}

/** Does one deed of the table to a case the agent may read. */
async function doDeed(desk: DeedDesk, { type, card, signed, body, ifSeq, key }: Asked): Promise<Done> {
  const made = making(desk, { card, signed })
  const joins = type === 'matter.join' ? (body as { matter: MatterId }).matter : null
  const row = deeds[type] as { commands(body: unknown, making: Making): Promise<readonly Command[]> }
  const commands = await row.commands(body, made)
  await made.checkFresh()
  const seenSeq = (body as { seenSeq?: number }).seenSeq
  const given = givenUp(type, body)
  const letter = given && (await givenUpLetter(desk.shell, card.id, given))
  const handled = await desk.shell.handle({
    caseId: card.id,
    by: signed.by,
    commands,
    need: made.asked.need,
    deskCommands: letter?.deskCommands,
    texts: [...made.texts, ...(letter?.texts ?? [])],
    blobs: made.blobs,
    key,
    ifSeq,
    seenSeq,
    ids: made.ids,
  })
  if (
    type === 'hand_off.offer' &&
    handled.outcome === 'done' &&
    (body as { follow?: boolean }).follow !== false
  )
    await followOn(desk.shell, card, signed, handled.seq)
  if (handled.outcome === 'done')
    await noteConduct(desk.shell, { ...{ type, body, card }, agent: signed.agent, language: signed.language })
  // Merged away in the same moment, what it joined is the other one.
  if (joins) await followMerger(desk.shell, joins, card.id)
  if (type === 'customer.look' && handled.outcome === 'done') await auditLook(desk.shell, card, signed)
  if (type === 'file.release' && handled.outcome === 'done')
    await auditRelease(desk.shell, card, signed, body as { file: FileId })
  return answerOf(desk.shell, handled)
}

/** Who gave which file free; why stands in the case, so that it can be erased. */
const auditRelease = (
  { desk, now }: Shell,
  { id, number }: Card,
  { agent }: Signed,
  { file }: { readonly file: FileId },
) =>
  desk.audit.add({
    ...{ at: now(), actor: agent, what: 'file.released', about: id },
    ...{ before: null, after: { number, file } },
  })

/** Who gave a case on hears what becomes of it. */
const followOn = ({ desk, now }: Shell, { id: caseId }: Card, { agent }: Signed, seq: number) =>
  desk.follows.start({ agent, caseId, at: now(), seq })

/** Who looked at whose data, and where; why stands in the case, so that it can be erased. */
const auditLook = ({ desk, now }: Shell, { id, number }: Card, { agent }: Signed) =>
  desk.audit.add({
    ...{ at: now(), actor: agent, what: 'customer.looked', about: id },
    ...{ before: null, after: { number } },
  })

/** The late promise that a deed gives up, with another time in its place or without. */
function givenUp(type: Asked['type'], body: unknown): PromiseId | undefined {
  const { promise, instead } = body as { promise?: PromiseId; instead?: PromiseId }
  if (type === 'promise.miss') return promise
  return type === 'promise.make' ? instead : undefined
}

/** What rows need (see Making), and what they gathered with it. */
export function making(desk: DeedDesk, { card, signed }: { card: Card; signed: Signed }) {
  const { shell, uploads, shelf } = desk
  const sealer = shell.sealer()
  const ids: Record<string, string> = {}
  const named: string[] = []
  const blobs: AnyBlob[] = []
  const attach = ({ file, name, type, size, blob }: Taken): Attached => {
    blobs.push(blob)
    return { file, name: ref(name), type, size, sha256: blob.sha256 }
  }
  const asked: { need?: Need } = {}
  let read: Promise<OpenedCase> | null = null
  const ref = (words: string) => sealer.text(words)
  return {
    card,
    shelf,
    by: signed.agent,
    now: () => shell.now(),
    texts: sealer.texts,
    blobs,
    ids,
    asked,
    state() {
      read ??= stateOf(shell, card)
      return read
    },
    ref,
    maybeRef: (words: string | undefined) => (words === undefined ? undefined : ref(words)),
    id<P extends Prefix>(prefix: P, name: string, wished?: `${P}_${string}`): `${P}_${string}` {
      if (wished) named.push(wished)
      const id = wished ?? shell.newId(prefix)
      ids[name] = id
      return id
    },
    levelOf: (team: TeamId) => shell.facts().teams[team]?.level ?? null,
    async caseIdOf(which: Card['id'] | number) {
      return (await caseFor(shell, signed.agent, which)).id
    },
    async attached(files: readonly FileId[]): Promise<readonly Attached[]> {
      return (await uploads.take(signed.agent, files)).map(one => attach(one))
    },
    async photo(file: FileId): Promise<Attached | null> {
      const [one] = await uploads.take(signed.agent, [file])
      const type = one ? photoType(one.head) : null
      return one && type !== null ? attach({ ...one, type, blob: { ...one.blob, type } }) : null
    },
    followUp: (regression: RegressionId, next: string) =>
      followUpOf(shell, { card, signed }, regression, next),
    helpedBy: (helped: Helped) => helpedBy(shell, helped, ref),
    barred: (matter: MatterId) => whyNotJoined(shell, matter),
    async judged(about: AboutNow) {
      const events = (await shell.store.read(card.id))?.events ?? []
      asked.need = needOfCase(await withOrganisation(shell, card), events, about)
      return shell.judge(asked.need)
    },
    sources: (state: OpenedCase) => sourcesOf(shell, card, state),
    async coverBy(serial: string, because: TextRef): Promise<readonly Command[]> {
      if (Object.keys(shell.facts().policies).length === 0) return []
      const decision = { ...(await this.judged({ serial })), because }
      return [{ type: 'entitlement.decide', decision }]
    },
    names: () => namesOn(shell, card, signed.agent),
    async elsewhere(walk: Walk, scripts: readonly Script[]) {
      const ledger = await shell.store.read(card.id)
      const mayRead = (other: Card) => mayReadCard(shell, signed.agent, other)
      return ledger && elsewhereAt(shell, { card, ledger, state: await this.state(), walk, scripts, mayRead })
    },
    async opening(
      told: OpeningTold,
      { caller: id = card.customer, words }: Parameters<Making['opening']>[1],
    ) {
      const caller = await shell.desk.customers.one(id)
      if (!caller) throw new Problem('customer.not_found')
      return openingOf(shell, told, { caller, isKnown: true, about: 'open', words, ref })
    },
    channel: (wished: Channel | undefined) => channelFor(shell, card, wished),
    addressee: (address: string | undefined) => addresseeOf(shell, card, address),
    writer: (address: string, who: 'known' | 'or_new') => writerAt(shell, card, address, who),
    calmLetter: (kind: CalmLetter) => calmLetter(shell, card.customer, kind),
    contactLetter: (agent: AgentId) => contactLetter(shell, card.customer, agent),
    skill: async () => (await shell.desk.customers.one(card.customer))?.skill ?? null,
    undoSeconds: async (wished: number | undefined) =>
      wished ?? signed.preferences.undoSeconds ?? undoSecondsUsual,
    /**
     * Ids the client named must not be in the case yet: a fact is never overwritten by another of the same
     * name.
     */
    async checkFresh() {
      if (named.length === 0) return
      const ledger = JSON.stringify((await shell.store.read(card.id))?.events ?? [])
      for (const id of named)
        if (ledger.includes(`"${id}"`))
          throw new Problem('request.invalid', { fields: [{ path: id, message: '≠' }] })
    },
  }
}

const undoSecondsUsual = 10

async function stateOf(shell: Shell, card: Card): Promise<OpenedCase> {
  const state = fold((await shell.store.read(card.id))?.events ?? [], unopened)
  if (state.phase === 'unopened') throw new Error(`a card without a ledger: ${card.id}`)
  return state
}

/** How the customer is reached: by mail where we know an address, else on his page. */
async function channelFor({ desk }: Shell, card: Card, wished: Channel | undefined): Promise<Channel> {
  if (wished !== undefined && wished !== 'email') return wished
  const customer = await desk.customers.one(card.customer)
  if (customer?.email) return 'email'
  if (wished === 'email') throw problemOf({ refused: 'message.nobody_to_write_to' })
  return 'portal'
}

/** Whom an address means. Not one of ours, which would write to itself, nor one that takes no mail. */
async function addresseeOf(
  { desk, addresses, now, newId }: Shell,
  card: Card,
  address: string | undefined,
): Promise<CustomerId> {
  const customer = await desk.customers.one(card.customer)
  const to = address ?? customer?.email
  if (!to) throw problemOf({ refused: 'message.nobody_to_write_to' })
  if (ownAddress(addresses(), to) !== null)
    throw new Problem('request.invalid', { fields: [{ path: 'address', message: 'ours' }] })
  if ((await desk.suppressions.since(to)) !== null) throw problemOf({ refused: 'message.address_stopped' })
  if (address === undefined) return card.customer
  const fresh = { id: newId('cus'), name: customer?.name ?? to, language: card.language, createdAt: now() }
  return (await desk.customers.byEmailOrNew(to, fresh)).id
}

/** Who writes from an address. Not one of ours: what they write is no word of a customer. */
async function writerAt(
  { desk, addresses, now, newId }: Shell,
  { language }: Card,
  address: string,
  who: 'known' | 'or_new',
): Promise<CustomerId> {
  const at = now()
  const { agent, customer } = await desk.writers.byAddress(address, at)
  if (agent !== null || ownAddress(addresses(), address) !== null)
    throw new Problem('request.invalid', { fields: [{ path: 'address', message: 'ours' }] })
  if (customer) return customer.id
  if (who === 'known') throw new Problem('customer.not_found')
  const fresh = { id: newId('cus'), name: address, language, createdAt: at }
  return (await desk.customers.byEmailOrNew(address, fresh)).id
}

export type { Deed, DeedType }
