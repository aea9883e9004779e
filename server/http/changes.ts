// Change requests as they are read: the list, one with all that was said, and what of a case may go with one.
// Not: what is done with them (change-deeds.ts).
import { z } from 'zod'
import { mayRead } from '#core/access/may.ts'
import { type ChangeCommandType, isPossible, mayChange } from '#core/change/decide.ts'
import { changeKinds } from '#core/change/change-fact.ts'
import type { ChangeMore } from '#core/change/rules.ts'
import { changeStandings, openChanges } from '#core/change/state.ts'
import type { AgentId } from '#core/kit/id.ts'
import { evidenceOf, type FoundChange } from '#server/changes.ts'
import { caseFor } from '#server/http/case-door.ts'
import { changeFor, changeParams, needChangeReader } from '#server/http/change-door.ts'
import { etag } from '#server/http/if-match.ts'
import { type App, route } from '#server/http/route.ts'
import { caseParams, flagInQuery, idSchema, language, nullable, pageOf, paging } from '#server/http/schema.ts'
import { type Signed, signedIn } from '#server/http/signed.ts'
import type { Shell } from '#server/shell.ts'
import { wantedOutside } from '#server/wanted.ts'
import { cursorOf, keyOf } from '#store/cursor.ts'
import type { MatterRow } from '#store/desk/matter.ts'

const rowSchema = z
  .object({
    id: z.string(),
    number: z.int(),
    seq: z.int(),
    standing: z.enum(changeStandings),
    isOpen: z.boolean(),
    title: z.string(),
    kind: z.enum(changeKinds),
    owner: nullable(z.string()),
    product: nullable(z.string()),
    tracker: nullable(z.string()),
    entry: nullable(z.string()),
    url: nullable(z.string()),
    lost: nullable(z.enum(['deleted', 'moved'])),
    version: nullable(z.string()),
    dueAt: nullable(z.int()).meta({ description: 'By when its owner sees whether what was done holds.' }),
    openedAt: z.int(),
    changedAt: z.int(),
  })
  .meta({ id: 'Change' })
const listQuery = z.strictObject({
  standing: z.enum(changeStandings).optional(),
  open: flagInQuery.optional(),
  product: idSchema('pro').optional(),
  tracker: idSchema('trk').optional(),
  owner: z.union([z.literal('me'), idSchema('agt')]).optional(),
  sort: z.enum(['newest', 'due']).default('newest'),
  ...paging,
})
const callSchema = z.object({
  seq: z.int().meta({ description: 'The fact that waits for its tracker.' }),
  dueAt: nullable(z.int()).meta({ description: 'Null: it waits for somebody to try it again.' }),
  tries: z.int(),
  code: nullable(z.string()),
  says: z.string(),
})
const caseSchema = z.object({ id: z.string(), number: z.int(), subject: z.string(), phase: z.string() })
const wholeSchema = rowSchema
  .extend({
    wanted: z.string(),
    why: z.string(),
    from: nullable(z.string()),
    evidence: z.array(z.object({ seq: z.int(), words: z.string(), from: nullable(z.string()) })),
    facts: z.array(z.looseObject({ seq: z.int(), type: z.string(), at: z.int() })),
    texts: z.record(z.string(), z.string()),
    people: z.record(z.string(), z.string()),
    cost: z.object({ cases: z.int(), open: z.int(), organisations: z.int(), isMore: z.boolean() }),
    cases: z
      .array(caseSchema)
      .meta({ description: 'Some of the cases that belong to it, as far as I may see them.' }),
    calls: z.array(callSchema),
    trackerName: nullable(z.string()),
    trackerCode: nullable(z.string()).meta({
      description: 'How it goes with its tracker; `tracker_gone`: it was removed.',
    }),
    may: z.array(z.string()).meta({ description: 'What I may do with it now.' }),
  })
  .meta({ id: 'WholeChange' })
const trackerNames = z.object({
  items: z.array(z.object({ id: z.string(), name: z.string(), active: z.boolean() })),
})

/** Adds them. */
export function changeRoutes(app: App, shell: Shell): void {
  listRoute(app, shell)
  readRoute(app, shell)
  evidenceRoute(app, shell)
  namesRoute(app, shell)
}

const listName = (sort: string) => `changes:${sort}`

function listRoute(app: App, shell: Shell): void {
  route(app, {
    method: 'GET',
    url: '/changes',
    summary: 'Change requests to engineering, the newest first or those first whose owner is awaited.',
    tag: 'changes',
    query: listQuery,
    answers: { 200: pageOf(rowSchema) },
    async handler(request, reply) {
      const signed = signedIn(request)
      needChangeReader(shell, signed)
      const { standing, open, product, tracker, owner, sort, limit, cursor } = request.query
      const [key, id] = cursor ? keyOf(listName(sort), cursor, ['number', 'string']) : []
      const rows = await shell.desk.matters.list({
        ...{ kind: 'change', sort, limit: limit + 1 },
        ...(open !== undefined && { isOpen: open }),
        // Whether it is open follows from how it stands, and leads along the index of the newest.
        ...(standing && { standing: [standing], isOpen: openChanges.includes(standing) }),
        ...(product && { product }),
        ...(tracker && { subject: tracker }),
        ...(owner && { owner: owner === 'me' ? signed.agent : owner }),
        ...(cursor && { after: { key: key as number, id: id as string } }),
      })
      const items = rows.slice(0, limit)
      const last = items.at(-1)
      const lastKey = last && (sort === 'due' ? last.dueAt! : last.openedAt)
      const next = last && rows.length > limit ? cursorOf(listName(sort), [lastKey!, last.id]) : null
      return reply.send({ items: items.map(shownRow), next })
    },
  })
}

function shownRow({ id, number, seq, standing, isOpen, title, owner, product, ...row }: MatterRow) {
  const { kind, version, entry, url, lost } = row.more as ChangeMore
  const { subject: tracker, dueAt, openedAt, changedAt } = row
  return {
    ...{ id, number, seq, standing, isOpen, title, kind, owner, product, tracker, entry, url, lost, version },
    ...{ dueAt, openedAt, changedAt },
  }
}

function readRoute(app: App, shell: Shell): void {
  route(app, {
    method: 'GET',
    url: '/changes/:change',
    summary: 'One change request with everything that was said and done.',
    tag: 'changes',
    params: changeParams,
    answers: { 200: wholeSchema },
    async handler(request, reply) {
      const signed = signedIn(request)
      const found = await changeFor(shell, signed, request.params.change)
      const whole = await wholeOf(shell, signed, found)
      return reply.header('etag', etag(whole.seq)).send(whole)
    },
  })
}

const casesShown = 20
/** What people of ours may wish of one; the desk's own part is not listed. */
const wishes: readonly ChangeCommandType[] = [
  ...(['change.mend', 'change.add_evidence', 'change.strike_evidence', 'change.name_owner'] as const),
  ...(['change.send', 'change.link', 'change.unlink', 'change.write', 'change.answer'] as const),
  ...(['change.accept', 'change.plan', 'change.begin', 'change.finish', 'change.reject'] as const),
  ...(['change.reopen', 'change.verify', 'change.withdraw'] as const),
]

async function wholeOf(shell: Shell, signed: Signed, { id, state, facts, texts }: FoundChange) {
  const { matters, trackers } = shell.desk
  const desk = shell.facts()
  const [rows, calls, cost, cases, all] = await Promise.all([
    matters.rows([id]),
    trackers.callsOf(id),
    shell.desk.costOf(id),
    shell.store.cards({ matter: id, sort: 'newest', limit: casesShown }),
    trackers.all(),
  ])
  const { outside } = state
  const tracker = all.find(one => one.id === outside?.tracker)
  const read = (ref: { text: `txt_${string}` }) => texts.get(ref.text) ?? ''
  const may = wishes.filter(
    type =>
      isPossible(type, state.standing) &&
      mayChange(signed.by, type, state, desk) === true &&
      isFit(type, state),
  )
  return {
    ...shownRow(rows[0]!),
    ...{ wanted: read(state.wanted), why: read(state.why), from: state.from },
    evidence: Object.entries(state.evidence).map(([seq, one]) => ({
      ...{ seq: Number(seq), words: read(one.words), from: one.from },
    })),
    facts,
    texts: Object.fromEntries(texts),
    people: peopleIn(shell, facts, state.owner),
    ...{ cost, calls: calls.map(({ seq, dueAt, tries, code, says }) => ({ seq, dueAt, tries, code, says })) },
    cases: cases.items
      .filter(card => mayRead(signed.facts, card, false, desk))
      .map(({ id, number, subject, phase }) => ({ id, number, subject, phase })),
    trackerName: tracker?.name ?? null,
    trackerCode: outside?.tracker ? codeOf(tracker) : null,
    may: may.map(type => type.slice('change.'.length)),
  }
}

const codeOf = (tracker: { active: boolean; code: string } | undefined): string =>
  tracker ? (tracker.active ? tracker.code : 'off') : 'tracker_gone'

/** Tying and untying, by whether it is tied. */
function isFit(type: ChangeCommandType, { outside }: FoundChange['state']): boolean {
  const isTied = outside !== null && outside.lost === null
  if (type === 'change.send' || type === 'change.link') return !isTied
  return type !== 'change.unlink' || outside !== null
}

function peopleIn(shell: Shell, facts: FoundChange['facts'], owner: AgentId): Record<string, string> {
  const { agents } = shell.facts()
  const ids = facts.flatMap(({ by }) => (by.kind === 'agent' ? [by.id] : []))
  const named = facts.flatMap(one => ('owner' in one ? [one.owner] : []))
  return Object.fromEntries([...new Set([...ids, ...named, owner])].map(id => [id, agents[id]?.name ?? id]))
}

const seqsInQuery = z
  .string()
  .regex(/^\d{1,6}(,\d{1,6}){0,49}$/)
  .transform(text => text.split(',').map(Number))
const evidenceSchema = z.object({
  items: z.array(z.object({ seq: z.int(), type: z.string(), at: z.int(), words: z.string() })),
  wanted: z
    .array(z.object({ fact: z.string(), name: z.string(), words: nullable(z.string()) }))
    .meta({ description: 'What has to be known of such a case; words null: nobody knows it yet.' }),
})

function evidenceRoute(app: App, shell: Shell): void {
  route(app, {
    method: 'GET',
    url: '/cases/:case/evidence',
    summary: 'What entries of a case say, without its people: as it may leave the house.',
    tag: 'changes',
    params: caseParams,
    query: z.strictObject({
      entries: seqsInQuery.optional().meta({ description: 'Which; absent: all that say something.' }),
      language: language.optional().meta({ description: 'Of the names of wanted facts; absent: English.' }),
    }),
    answers: { 200: evidenceSchema },
    async handler(request, reply) {
      const { agent } = signedIn(request)
      const card = await caseFor(shell, agent, request.params.case)
      const all = Array.from({ length: card.seq }, (_, i) => i + 1)
      const { entries = all, language = 'en' } = request.query
      const [items, wanted] = await Promise.all([
        evidenceOf(shell, card, entries),
        wantedOutside(shell, card, language),
      ])
      return reply.send({ items, wanted })
    },
  })
}

function namesRoute(app: App, shell: Shell): void {
  route(app, {
    method: 'GET',
    url: '/changes/trackers',
    summary: 'Where changes may go: the names of the trackers.',
    tag: 'changes',
    answers: { 200: trackerNames },
    async handler(request, reply) {
      needChangeReader(shell, signedIn(request))
      const all = await shell.desk.trackers.all()
      return reply.send({ items: all.map(({ id, name, active }) => ({ id, name, active })) })
    },
  })
}
