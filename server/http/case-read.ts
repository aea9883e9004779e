// The case page's data: ledger, texts, names, person, neighbours, drafts. Not: lists (case-list.ts).
import { z } from 'zod'
import { matterKinds } from '#core/matter/matter.ts'
import type { Language } from '#core/people/language.ts'
import { mayLook, sightOf } from '#core/access/sight.ts'
import { mayRead } from '#core/access/may.ts'
import { isPartner } from '#core/access/share.ts'
import type { Card } from '#core/case/card.ts'
import type { Recorded } from '#core/case/event.ts'
import type { AgentId, CaseId, CustomerId, MatterId } from '#core/kit/id.ts'
import { caseFor, factsOf } from '#server/http/case-door.ts'
import { keptIn, keptSchema } from '#server/http/case-kept.ts'
import { rolesIn, rolesSchema } from '#server/http/case-roles.ts'
import { etag } from '#server/http/if-match.ts'
import { contractTitle } from '#core/entitlement/contract.ts'
import { skillOf, skillSchema } from '#server/http/customers.ts'
import { Problem } from '#server/http/problems.ts'
import { type App, route } from '#server/http/route.ts'
import { cardSchema, caseParams, language, nullable, recordedSchema } from '#server/http/schema.ts'
import { signedIn } from '#server/http/signed.ts'
import type { LiveHub } from '#server/live/hub.ts'
import { wordingsOf } from '#server/problems.ts'
import type { Shell } from '#server/shell.ts'
import type { Customer } from '#store/desk/customer.ts'
import type { Ledger } from '#store/store.ts'

const namesSchema = z.object({
  agents: z.record(z.string(), z.string()),
  customers: z.record(z.string(), z.string()),
  teams: z.record(z.string(), z.string()),
  contracts: z
    .record(z.string(), z.string())
    .meta({ description: 'What each contract it was judged by is called, with its number.' }),
})
const textsSchema = z
  .record(z.string(), z.string())
  .meta({ description: 'By id; an erased text is not there.' })
export const whoSchema = z.array(
  z.object({ agent: z.string(), name: z.string(), doing: z.enum(['viewing', 'writing']) }),
)

const pageSchema = z
  .object({
    id: z.string(),
    number: z.int(),
    seq: z.int(),
    seenSeq: z.int().meta({ description: 'How far I had read it before; 0: I have never looked.' }),
    card: cardSchema,
    ledger: z.array(recordedSchema),
    texts: textsSchema,
    names: namesSchema,
    customer: nullable(
      z.object({
        id: z.string(),
        name: z.string(),
        email: nullable(z.string()),
        phones: z.array(z.string()),
        organisation: nullable(z.string()),
        organisationName: nullable(z.string()),
        language,
        timeZone: nullable(z.string()).meta({ description: "Null: the desk's." }),
        verified: z.boolean(),
        notes: z.string(),
        skill: nullable(skillSchema),
        version: z.int(),
      }),
    ),
    earlier: z.array(cardSchema),
    links: z.array(
      z.object({ id: z.string(), number: z.int(), subject: z.string(), phase: cardSchema.shape.phase }),
    ),
    matters: z
      .array(
        z.object({
          id: z.string(),
          number: z.int(),
          kind: z.enum(matterKinds),
          title: z.string(),
          standing: z.string(),
          isOpen: z.boolean(),
          wordings: z.record(z.string(), z.string()).optional().meta({
            description: "Of a problem: wordings in the customer's language, by what they are about.",
          }),
        }),
      )
      .meta({ description: 'Problems, supplier cases and change requests it belongs to, or did.' }),
    presence: whoSchema,
    drafts: z.record(z.string(), z.object({ text: z.string(), updatedAt: z.int() })),
    reached: z.enum(['email', 'portal', 'none']),
    mailStoppedAt: nullable(z.int()).meta({
      description: 'Since when the address takes no mail, because too many came back.',
    }),
    sight: z.enum(['all', 'name', 'none']).meta({
      description: 'How much of the customer the reader sees: all, the name only, or nothing of the person.',
    }),
    follows: z.boolean().meta({ description: 'Whether I follow it.' }),
    mayLook: z.boolean().meta({ description: 'Whether `customer/look` shows the rest for an hour.' }),
    keptFor: keptSchema,
    roles: rolesSchema,
  })
  .meta({ id: 'CasePage' })

const newsSchema = z.object({
  seq: z.int(),
  card: cardSchema,
  ledger: z.array(recordedSchema),
  texts: textsSchema,
  names: namesSchema,
  keptFor: keptSchema,
  roles: rolesSchema,
})

/** `GET /cases/:case` and `GET /cases/:case/ledger`. */
export function caseReadRoutes(app: App, shell: Shell, live: LiveHub): void {
  route(app, {
    method: 'GET',
    url: '/cases/:case',
    summary: 'A case with its whole ledger, the texts, and the names of everybody in it.',
    tag: 'cases',
    params: caseParams,
    answers: { 200: pageSchema },
    async handler(request, reply) {
      const { agent } = signedIn(request)
      const card = await caseFor(shell, agent, request.params.case)
      const page = await pageOf(shell, live, agent, card)
      return reply.header('etag', etag(page.seq)).send(page)
    },
  })

  route(app, {
    method: 'GET',
    url: '/cases/:case/ledger',
    summary: 'What was recorded after a seq.',
    tag: 'cases',
    params: caseParams,
    query: z.strictObject({ after: z.coerce.number().pipe(z.int().min(0)).default(0) }),
    answers: { 200: newsSchema },
    async handler(request, reply) {
      const card = await caseFor(shell, signedIn(request).agent, request.params.case)
      const ledger = await readLedger(shell, card.id)
      const events = ledger.events.slice(request.query.after)
      const seq = ledger.events.length
      const texts = textsOf(ledger, events)
      const names = await namesIn(shell, events, card)
      const keptFor = keptIn(shell, ledger)
      const roles = rolesIn(shell, ledger)
      return reply.header('etag', etag(seq)).send({ seq, card, ledger: events, texts, names, keptFor, roles })
    },
  })
}

async function readLedger({ store }: Shell, caseId: CaseId): Promise<Ledger> {
  const ledger = await store.read(caseId)
  if (!ledger) throw new Problem('case.not_found')
  return ledger
}

async function pageOf(shell: Shell, live: LiveHub, agent: AgentId, card: Card) {
  const { desk, store } = shell
  const [ledger, customer, drafts, earlier, read, follows] = await Promise.all([
    readLedger(shell, card.id),
    desk.customers.one(card.customer),
    desk.drafts.of(agent, card.id),
    earlierCases(shell, agent, card),
    desk.seen.of(agent, [card.id]),
    desk.follows.is({ agent, caseId: card.id }),
  ])
  const linked = linkedOf(card, ledger)
  const stopped = customer?.email ? desk.suppressions.since(customer.email) : null
  const beside = await mattersIn(shell, ledger.events, customer?.language ?? null)
  // What may be told is settled in our own house.
  const isTheirs = isPartner(factsOf(shell, agent), shell.facts())
  const matters = isTheirs ? beside.filter(one => one.kind !== 'may_tell') : beside
  const cards = await Promise.all(linked.slice(0, linksMax).map(id => store.card(id)))
  const names = await namesIn(shell, ledger.events, card, customer)
  const seq = ledger.events.length
  return {
    id: card.id,
    number: card.number,
    seq,
    seenSeq: read.get(card.id) ?? 0,
    card,
    ledger: ledger.events,
    texts: Object.fromEntries(ledger.texts),
    names,
    customer: customer && (await customerShown(shell, customer)),
    earlier,
    links: cards
      .filter(one => one !== null)
      // A case behind another wall is a number without its words.
      .map(one => ({
        id: one.id,
        number: one.number,
        phase: one.phase,
        subject: mayRead(factsOf(shell, agent), one, false, shell.facts()) ? one.subject : '',
      })),
    matters,
    presence: live.presence.who(card.id, agent),
    drafts: Object.fromEntries(
      drafts.map(({ audience, text, updatedAt }) => [audience, { text, updatedAt }]),
    ),
    mailStoppedAt: await stopped,
    reached: customer?.email ? ('email' as const) : ('portal' as const),
    follows,
    ...sightOn(shell, agent, card),
    keptFor: keptIn(shell, ledger),
    roles: rolesIn(shell, ledger),
  }
}

/** The cases beside this one. Where it goes on comes first: it is named however many others were linked. */
const linkedOf = ({ into }: Card, { events }: Ledger): CaseId[] => [
  ...new Set([
    ...(into ? [into] : []),
    ...events.flatMap(event =>
      event.type === 'case.linked' ? [event.to] : event.type === 'case.parted' ? [event.from] : [],
    ),
  ]),
]

const mattersOf = (event: Recorded): MatterId[] =>
  event.type === 'matter.joined' ? [event.matter] : event.type === 'matter.moved' ? [event.into] : []

/** What the case belongs to or did, by what its ledger names. */
async function mattersIn(shell: Shell, events: readonly Recorded[], language: Language | null) {
  const ids = [...new Set(events.flatMap(mattersOf))]
  const rows = await shell.desk.matters.rows(ids)
  return Promise.all(
    rows.map(async ({ id, number, kind, title, standing, isOpen }) => ({
      ...{ id, number, kind, title, standing, isOpen },
      ...(kind === 'problem' && language && { wordings: await wordingsOf(shell, id, language) }),
    })),
  )
}

function sightOn(shell: Shell, agent: AgentId, card: Card) {
  const [facts, desk] = [factsOf(shell, agent), shell.facts()]
  const sight = sightOf(facts, card, desk, shell.now())
  return { sight, mayLook: sight !== 'all' && mayLook(facts, card, desk) }
}

const customerShown = async ({ desk }: Shell, customer: Customer) => ({
  id: customer.id,
  name: customer.name,
  email: customer.email,
  phones: customer.phones,
  organisation: customer.organisation,
  // As it is by now: what it was when the case came stands on the card.
  organisationName:
    (customer.organisation && (await desk.organisations.one(customer.organisation)))?.name ?? null,
  language: customer.language,
  timeZone: customer.timeZone,
  verified: customer.verified,
  notes: customer.notes,
  skill: skillOf(customer),
  version: customer.version,
})

const linksMax = 20
const earlierMax = 10

/**
 * Earlier cases of the same customer or organisation: all of them for whoever holds this one, else those he
 * may read anyway.
 */
async function earlierCases(shell: Shell, agent: AgentId, card: Card): Promise<Card[]> {
  const { customer, organisation } = card
  const found = await shell.desk.history.earlier({
    customer,
    organisation,
    except: card.id,
    limit: earlierMax,
  })
  const holds = card.phase === 'open' && (card.worker === agent || card.contact === agent)
  return found.filter(one => mayRead(factsOf(shell, agent), one, holds, shell.facts()))
}

const idInEvents = /"(agt|cus|tea)_[0-9a-z]+"/g

/**
 * The names behind every id in these facts and the card; a person who is gone keeps the name he had at the
 * desk.
 */
async function namesIn(shell: Shell, events: readonly Recorded[], card: Card, known: Customer | null = null) {
  const found = JSON.stringify([events, card]).match(idInEvents) ?? []
  const ids = [...new Set(found)].map(quoted => quoted.slice(1, -1))
  const facts = shell.facts()
  const unknown = ids.filter(id => id.startsWith('cus_') && id !== known?.id) as CustomerId[]
  const others = unknown.length > 0 ? await shell.desk.customers.some(unknown) : []
  const customers = known ? [known, ...others] : others
  const named = <T>(prefix: string, all: Readonly<Record<string, T & { name: string }>>) =>
    Object.fromEntries(
      ids.filter(id => id.startsWith(prefix) && all[id]).map(id => [id, all[id]?.name ?? '']),
    )
  return {
    agents: named('agt_', facts.agents),
    teams: named('tea_', facts.teams),
    customers: Object.fromEntries(customers.map(one => [one.id, one.name])),
    contracts: await contractsIn(shell, events),
  }
}

/** A case is judged a few times at most, and few call about it, each time by one contract. */
async function contractsIn({ desk }: Shell, events: readonly Recorded[]): Promise<Record<string, string>> {
  const ids = events.flatMap(event => {
    const { contract } =
      (event.type === 'contact.held' ? event.opening : event.type === 'entitlement.decided' && event) || {}
    return contract ? [contract] : []
  })
  const found = await Promise.all([...new Set(ids)].map(id => desk.agreements.contracts.one(id)))
  return Object.fromEntries(found.filter(one => one !== null).map(one => [one.id, contractTitle(one)]))
}

const idOfText = /"(txt_[0-9a-z]+)"/g

/** The texts these facts refer to. */
function textsOf(ledger: Ledger, events: readonly Recorded[]): Record<string, string> {
  const texts: Record<string, string> = {}
  for (const [, id] of JSON.stringify(events).matchAll(idOfText)) {
    const text = ledger.texts.get(id as `txt_${string}`)
    if (id && text !== undefined) texts[id] = text
  }
  return texts
}
