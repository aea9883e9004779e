// The ledger's keeper in memory, for the simulator and fast tests: same contract, same suite as PostgreSQL.
// Not durable, and no copy is made of what goes in: the contract's types forbid changing it.
import { readFileSync } from 'node:fs'
import { Readable } from 'node:stream'
import type { Card } from '#core/case/card.ts'
import type { Event, Recorded } from '#core/case/event.ts'
import type { CaseId, MatterId, TextId } from '#core/kit/id.ts'
import { instant } from '#core/kit/time.ts'
import { isAsked } from '#core/people/routing.ts'
import { belongs, compareKeys, type Filter, keyTypes, sortKey } from './card-order.ts'
import { chained, factOf, firstBroken, type Link, noHash } from './chain.ts'
import { cursorOf, keyOf } from './cursor.ts'
import { withoutWords } from './erased-card.ts'
import { foldWords, type Sought, sought } from './fold-words.ts'
import { addTo, moveIn } from './memory-index.ts'
import { memoryOutbox } from './memory-outbox.ts'
import { memoryWaits, type Waits } from './memory-waits.ts'
import type {
  Answered,
  Append,
  Appended,
  CardQuery,
  Committed,
  Followed,
  Found,
  KnowingQuery,
  Ledger,
  OrganisationQuery,
  Page,
  SealedText,
  Store,
} from './store.ts'

type Kept = {
  readonly number: number
  /** read by many: an append puts a longer one in its place */
  events: readonly Recorded[]
  readonly links: Link[]
  readonly texts: Map<TextId, { readonly sealed: SealedText; readonly seq: number }>
  readonly said: Map<TextId, string>
  /** folded words by the seq of the append that brought them; as text until somebody searches */
  readonly words: Map<number, Set<string> | string>
  erasures: number
  card: Card
}

type World = {
  readonly cases: Map<CaseId, Kept>
  readonly ids: Map<number, CaseId>
  readonly home: Map<TextId, CaseId>
  readonly log: Followed[]
  readonly blobs: Map<string, { bytes: Uint8Array; type: string }>
  readonly answers: Map<string, Answered>
  readonly intakes: Map<string, CaseId>
  /** cases by the digests of the Message-IDs of their mails */
  readonly mails: Map<string, Set<CaseId>>
  /** cases by what stands beside them */
  readonly beside: Map<MatterId, Set<Kept>>
  readonly outbox: ReturnType<typeof memoryOutbox>
  /** cases that wait for somebody to take them */
  readonly waits: Waits<Kept>
  /** cases somebody is just being given: until when, at which seq */
  readonly given: Map<CaseId, { readonly until: number; readonly seq: number }>
  nextNumber: number
}

/**
 * What memoryStore() may be told: its clock (default: the machine's), and whether to keep the hash chain
 * (default: yes).
 */
export type MemoryOptions = { readonly now?: () => number; readonly chain?: 'kept' | 'left_out' }

/** A store whose facts live as long as the process. */
export function memoryStore(options: MemoryOptions = {}): Store {
  const now = options.now ?? Date.now
  const world: World = {
    cases: new Map(),
    ids: new Map(),
    home: new Map(),
    log: [],
    blobs: new Map(),
    answers: new Map(),
    intakes: new Map(),
    ...{ mails: new Map(), beside: new Map() },
    outbox: memoryOutbox(now),
    waits: memoryWaits(),
    given: new Map(),
    nextNumber: 1001,
  }
  const listeners = new Set<(told: Committed) => void>()
  const wake = coalesced(told => {
    for (const listener of [...listeners]) listener(told)
  })
  const idOf = (which: CaseId | number) => (typeof which === 'number' ? world.ids.get(which) : which)
  const find = (which: CaseId | number) => {
    const id = idOf(which)
    return id === undefined ? undefined : world.cases.get(id)
  }
  return {
    async append(append) {
      const refused = whyNot(world, append)
      if (refused) return refused
      const appended = record(world, append, options.chain !== 'left_out')
      wake({ hasEffects: append.effects.length > 0 })
      return appended
    },
    async read(which) {
      const kept = find(which)
      return kept ? ledgerOf(kept) : null
    },
    async since(position, limit) {
      const from = position === null ? 0 : Number(position)
      const events = world.log.slice(from, from + limit)
      return { events, position: String(from + events.length) }
    },
    position: async () => String(world.log.length),
    card: async which => find(which)?.card ?? null,
    cards: async query => list(world, query),
    findOpen: async query => findOpen(world, query),
    knowing: async query => knowing(world, query),
    mailCases: async (mailIds, limit) =>
      mailIds
        .flatMap(mailId => [...(world.mails.get(mailId) ?? [])].map(caseId => ({ mailId, caseId })))
        .slice(0, limit),
    async count(query, most) {
      let count = 0
      for (const { card } of world.cases.values()) if (belongs(card, query) && ++count > most) break
      return count
    },
    search: async (words, limit, cursor) => search(world, words, limit, cursor),
    blob: async sha256 => world.blobs.get(sha256) ?? null,
    async openBlob(sha256, range) {
      const one = world.blobs.get(sha256)
      if (!one) return null
      const part = range ? one.bytes.subarray(range.from, range.to + 1) : one.bytes
      return { type: one.type, size: one.bytes.byteLength, stream: Readable.from([Buffer.from(part)]) }
    },
    async nearBlob(sha256, work) {
      const one = world.blobs.get(sha256)
      return one ? work({ bytes: one.bytes }) : null
    },
    ...{ sweepBlobs: async () => 0, blobsFault: async () => null },
    async answered(actor, key) {
      const found = world.answers.get(answerKey(actor, key))
      return found ? { bodyHash: found.bodyHash, answer: found.answer } : null
    },
    leaseEffects: async (limit, leaseMs, kind) => world.outbox.leaseEffects(limit, leaseMs, kind),
    endEffect: async (key, lease, end) => world.outbox.endEffect(key, lease, end),
    leaseRings: async (limit, leaseMs) => world.outbox.leaseRings(limit, leaseMs),
    leaseNext: async (asked, leaseMs) => {
      const isFree = (card: Card) => (world.given.get(card.id)?.until ?? 0) <= now()
      const next = world.waits
        .of(asked.teams)
        .find(card => isAsked(card, asked) && (isFree(card) || isMoved(world, card)))
      if (!next) return null
      world.given.set(next.id, { until: now() + leaseMs, seq: next.seq })
      return next
    },
    toTake: async (teams, limit) => world.waits.of(teams).slice(0, limit),
    async moveRing(caseId, seq, ring) {
      if (find(caseId)?.card.seq === seq) world.outbox.ring(caseId, ring)
    },
    erase: async texts => erase(world, texts),
    async firstBroken(caseId, from = 0) {
      const links = world.cases.get(caseId)?.links ?? []
      return firstBroken(links.slice(from), links[from - 1])
    },
    now: async () => instant(now()),
    onCommit(listener) {
      const own = (told: Committed) => listener(told)
      listeners.add(own)
      return () => listeners.delete(own)
    },
    close: async () => listeners.clear(),
  }
}

/** Whatever is recorded of a case ends its lease. */
const isMoved = ({ given }: World, { id, seq }: Card): boolean => given.get(id)?.seq !== seq

function knowing({ cases }: World, { customer, except, fact, calls, among, limit }: KnowingQuery): CaseId[] {
  return [...cases.values()]
    .filter(({ card }) => card.customer === customer && card.id !== except)
    .sort((a, b) => b.card.openedAt - a.card.openedAt || (a.card.id < b.card.id ? 1 : -1))
    .slice(0, among)
    .filter(({ events }) =>
      events.some(
        one =>
          (one.type === 'walk.answered' && one.fact === fact) ||
          (calls && one.type === 'contact.held' && one.opening !== undefined),
      ),
    )
    .slice(0, limit)
    .map(({ card }) => card.id)
}

const answerKey = (actor: string, key: string): string => JSON.stringify([actor, key])

function coalesced(wake: (told: Committed) => void): (told: Committed) => void {
  let isPlanned = false
  let isOwed = false
  return ({ hasEffects }) => {
    isOwed ||= hasEffects
    if (isPlanned) return
    isPlanned = true
    queueMicrotask(() => {
      const told = { hasEffects: isOwed }
      isPlanned = false
      isOwed = false
      wake(told)
    })
  }
}

function whyNot(world: World, append: Append): Appended | null {
  const { answered, intakeKey, unlessMerged } = append
  const before = answered && world.answers.get(answerKey(answered.actor, answered.key))
  if (before) {
    return before.bodyHash === answered.bodyHash
      ? { outcome: 'repeated', answer: before.answer }
      : { outcome: 'key_reused' }
  }
  const taken = intakeKey === undefined ? undefined : world.intakes.get(intakeKey)
  if (taken) return { outcome: 'taken_in_before', caseId: taken }
  if (unlessMerged && world.cases.get(unlessMerged)?.card.phase === 'merged') return { outcome: 'stale' }
  const { events, erasures } = world.cases.get(append.caseId) ?? noCase
  const isAsRead = events.length === append.expectedSeq && erasures === append.erasures
  return isAsRead ? null : { outcome: 'stale' }
}

const noCase = { events: [], erasures: 0 } as const

function record(world: World, append: Append, isChained: boolean): Appended {
  const { caseId, events } = append
  // A text has one place and one life: what was erased does not come back under its id.
  if (append.texts.some(({ id }) => world.home.has(id))) throw new Error('a text of this id was there before')
  const kept = world.cases.get(caseId) ?? begun(world, append)
  const head = { seq: kept.events.length, h: kept.links.at(-1)?.h ?? noHash }
  if (isChained) kept.links.push(...chained(caseId, head, events.map(factOf)))
  const facts = events.map((event: Event, i): Recorded => ({ ...event, seq: head.seq + 1 + i }))
  kept.events = kept.events.concat(facts)
  facts.forEach(event => {
    world.log.push({ caseId, number: kept.number, event })
    if (event.type === 'message.received' && event.mailId) addTo(world.mails, event.mailId, caseId)
  })
  const seq = kept.events.length
  const from = kept.card.matters
  // A case's own card goes on with its number; only the first has none yet.
  const { card } = append
  kept.card = card.number === kept.number && card.seq === seq ? card : { ...card, number: kept.number, seq }
  moveIn(world.beside, kept, { from, to: kept.card.matters })
  world.waits.place(kept)
  for (const sealed of append.texts) {
    kept.texts.set(sealed.id, { sealed, seq })
    kept.said.set(sealed.id, sealed.words)
    world.home.set(sealed.id, caseId)
  }
  if (append.search !== '') kept.words.set(seq, searchable(append.search, append.card))
  for (const blob of append.blobs) {
    const { sha256, type } = blob
    if (!world.blobs.has(sha256))
      world.blobs.set(sha256, { bytes: 'bytes' in blob ? blob.bytes : readFileSync(blob.path), type })
  }
  world.outbox.put(append)
  if (append.answered)
    world.answers.set(answerKey(append.answered.actor, append.answered.key), append.answered)
  if (append.intakeKey !== undefined) world.intakes.set(append.intakeKey, caseId)
  return { outcome: 'appended', seq, number: kept.number, position: String(world.log.length) }
}

/**
 * The words under which one append is found: its own, with subject and names, so that a search may mix them.
 */
const searchable = (text: string, card: Card): string =>
  `${card.subject} ${card.customerName} ${card.organisationName ?? ''} ${text}`

/** The words of one append, folded when they are first asked for: most are never searched. */
function rowOf(words: Kept['words'], seq: number): Set<string> {
  const found = words.get(seq)
  if (found instanceof Set) return found
  const row = new Set(foldWords(found ?? ''))
  words.set(seq, row)
  return row
}

function begun(world: World, { caseId, card }: Append): Kept {
  const number = world.nextNumber++
  const kept: Kept = {
    number,
    events: [],
    links: [],
    texts: new Map(),
    said: new Map(),
    words: new Map(),
    erasures: 0,
    card,
  }
  world.cases.set(caseId, kept)
  world.ids.set(number, caseId)
  return kept
}

// The texts are those that are there now: one that came since is of no fact here, an erased one is gone.
const ledgerOf = ({ number, card, erasures, events, said }: Kept): Ledger => ({
  caseId: card.id,
  number,
  card,
  erasures,
  events,
  texts: said,
})

function list(world: World, query: CardQuery): Page<Card> {
  const { sort, limit, cursor } = query
  const after = cursor === undefined ? null : keyOf(sort, cursor, keyTypes[sort])
  const found: Card[] = []
  const among = query.matter === undefined ? world.cases.values() : (world.beside.get(query.matter) ?? [])
  for (const { card } of among) {
    if (belongs(card, query as Filter) && (!after || compareKeys(sort, sortKey(sort, card), after) > 0))
      found.push(card)
  }
  found.sort((a, b) => compareKeys(sort, sortKey(sort, a), sortKey(sort, b)))
  return pageOf(found, sort, limit, sort)
}

function findOpen(world: World, { organisation, limit, among, cursor }: OrganisationQuery): Found {
  const every = { phase: ['open'], sort: 'clock', ...(cursor !== undefined && { cursor }) } as const
  const walk = list(world, { ...every, limit: among })
  const page = pageOf(
    walk.items.filter(card => card.organisation === organisation),
    'clock',
    limit,
    'clock',
  )
  const isFull = page.next !== null
  const walked = isFull ? walk.items.indexOf(page.items.at(-1)!) + 1 : walk.items.length
  return { items: page.items, walked, next: isFull ? page.next : walk.next }
}

function pageOf(found: readonly Card[], sort: CardQuery['sort'], limit: number, name: string): Page<Card> {
  const items = found.slice(0, limit)
  const last = items.at(-1)
  return { items, next: last && found.length > limit ? cursorOf(name, sortKey(sort, last)) : null }
}

function search(world: World, typed: string, limit: number, cursor?: string): Page<Card> {
  const what = sought(typed)
  const after = cursor === undefined ? null : keyOf('search', cursor, keyTypes.newest)
  const exact = what.number === null ? undefined : world.ids.get(what.number)
  const found: Card[] = []
  for (const { card, words } of world.cases.values()) {
    if (card.id === exact || (after && compareKeys('newest', sortKey('newest', card), after) <= 0)) continue
    if ([...words.keys()].some(seq => isFound(rowOf(words, seq), what))) found.push(card)
  }
  found.sort((a, b) => compareKeys('newest', sortKey('newest', a), sortKey('newest', b)))
  const first = exact !== undefined && !after ? [world.cases.get(exact)!.card] : []
  const page = pageOf(found, 'newest', Math.max(0, limit - first.length), 'search')
  return { items: [...first, ...page.items], next: page.next }
}

function isFound(row: ReadonlySet<string>, { words, prefix }: Sought): boolean {
  if (words.length === 0 && prefix === null) return false
  if (!words.every(word => row.has(word))) return false
  return prefix === null || [...row].some(word => word.startsWith(prefix))
}

function erase(world: World, texts: readonly TextId[]): number {
  let erased = 0
  for (const id of texts) {
    const kept = world.cases.get(world.home.get(id) ?? 'cas_')
    const text = kept?.texts.get(id)
    if (!kept || !text) continue
    kept.erasures += 1
    kept.texts.delete(id)
    kept.said.delete(id)
    kept.words.delete(text.seq)
    const wasSubject = kept.card.subject === text.sealed.words
    kept.card = withoutWords(kept.card, text.sealed.words)
    if (wasSubject)
      for (const seq of kept.words.keys())
        for (const word of foldWords(text.sealed.words)) rowOf(kept.words, seq).delete(word)
    for (const word of foldWords(searchable('', kept.card))) rowOf(kept.words, text.seq).add(word)
    erased += 1
  }
  return erased
}
