// Appends and cards for the contract suite: small, valid, and different in what lists look at.
import { randomBytes } from 'node:crypto'
import type { Card } from '#core/case/card.ts'
import type { Event } from '#core/case/event.ts'
import { type AgentId, type CaseId, idOf, type NewId } from '#core/kit/id.ts'
import { type Instant, instant } from '#core/kit/time.ts'
import { seal } from '../seal.ts'
import type { Append } from '../store.ts'

export const t0 = instant(1_780_000_000_000)
export const newId: NewId = prefix => idOf(prefix, Date.now(), randomBytes(10))
export const anna: AgentId = 'agt_anna'
export const boris: AgentId = 'agt_boris'

/** A card of a fresh case; `changes` say what is different. */
export function cardOf(changes: Partial<Card> = {}): Card {
  return {
    id: newId('cas'),
    number: 0,
    seq: 0,
    phase: 'open',
    subject: 'Printer stands still',
    customer: 'cus_rossi',
    customerName: 'Maria Rossi',
    organisation: null,
    organisationName: null,
    channel: 'email',
    language: 'it',
    kind: 'malfunction',
    severity: 3,
    product: null,
    level: 1,
    team: 'tea_first',
    worker: null,
    contact: null,
    wait: null,
    offer: null,
    clock: null,
    help: false,
    keeper: null,
    why: { code: 'new', at: t0 },
    openedAt: t0,
    changedAt: t0,
    solvedAt: null,
    solvedLevel: null,
    into: null,
    hadBy: [],
    ...changes,
  }
}

/** An append that opens a case: its subject sealed, and one note for each further seq wanted. */
export function opening(changes: Partial<Append> & { card?: Card } = {}): Append {
  const card = changes.card ?? cardOf()
  const subject = seal(card.subject === '' ? '-' : card.subject, newId)
  const opened: Event = {
    type: 'case.opened',
    at: card.openedAt,
    by: { kind: 'customer', id: card.customer },
    channel: 'email',
    subject: { text: subject.id, mac: subject.mac },
    customer: card.customer,
    language: card.language,
    team: card.team,
    level: card.level,
    verified: false,
  }
  return {
    caseId: card.id,
    expectedSeq: 0,
    erasures: 0,
    events: [opened],
    texts: [subject],
    blobs: [],
    effects: [],
    cancelled: [],
    card,
    search: '',
    ring: { at: null },
    ...changes,
  }
}

/** An append that adds a note to a case at `expectedSeq`. */
export function noting(
  caseId: CaseId,
  expectedSeq: number,
  words: string,
  changes: Partial<Append> = {},
): Append {
  const text = seal(words, newId)
  const note: Event = {
    type: 'note.added',
    at: t0,
    by: { kind: 'agent', id: anna },
    note: newId('not'),
    text: { text: text.id, mac: text.mac },
    mentions: [],
  }
  return {
    caseId,
    expectedSeq,
    erasures: 0,
    events: [note],
    texts: [text],
    blobs: [],
    effects: [],
    cancelled: [],
    card: cardOf({ id: caseId }),
    search: words,
    ring: { at: null },
    ...changes,
  }
}

/** An append that lets a case go on in another one, if that one goes on. */
export const merging = (caseId: CaseId, into: CaseId): Append =>
  noting(caseId, 1, 'goes on there', {
    card: cardOf({ id: caseId, phase: 'merged', into }),
    unlessMerged: into,
  })

/** Repeatable dice (mulberry32), so that a failing run can be run again. */
export function diceOf(seed: number): (sides: number) => number {
  let state = seed
  return sides => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return Math.floor((((t ^ (t >>> 14)) >>> 0) / 4_294_967_296) * sides)
  }
}

/** A random card: few agents and teams, many ties, so that orders and filters meet their edges. */
export function randomCard(dice: (sides: number) => number): Card {
  const one = <T>(...options: readonly T[]): T => options[dice(options.length)]!
  const agent = () => one<AgentId | null>(null, anna, boris, 'agt_chiara')
  const team = () => one('tea_first' as const, 'tea_second' as const)
  const level = () => one(1 as const, 2 as const, 3 as const)
  const offer = {
    handOff: 'hnd_1' as const,
    level: level(),
    team: team(),
    agent: agent(),
    acceptBy: t0,
    by: anna,
  }
  const phase = one('open', 'open', 'open', 'solved', 'closed', 'merged')
  const need = one(undefined, { code: 'soon' as const, at: instant(t0 + dice(20) * 1_000) })
  const keeper = agent()
  const stuck = phase === 'open' && dice(4) === 0
  const untold = one(undefined, untoldOf(instant(t0 + dice(20) * 1_000)))
  const checks = checksOf(agent() ?? undefined, () => instant(t0 + dice(20) * 1_000), dice(4))
  return cardOf({
    phase,
    ...(checks && { checks }),
    ...(need && (phase === 'open' || phase === 'solved') && { need }),
    ...(untold && phase === 'open' && { untold }),
    keeper: keeper && { agent: keeper, dueAt: instant(t0 + dice(20) * 1_000) },
    ...(stuck && { stuck: { since: instant(t0 + dice(20) * 1_000), signs: ['held'] } }),
    ...(dice(4) === 0 && { held: { n: 1, since: t0 } }),
    severity: one(1, 2, 3, 4),
    level: level(),
    team: team(),
    worker: agent(),
    contact: agent(),
    customer: one('cus_1', 'cus_2', 'cus_3'),
    organisation: one(null, 'org_1', 'org_2'),
    wait: one(null, null, { turn: 'customer', reason: 'answer', since: t0, until: null }),
    offer: one(null, null, offer),
    clock: one(null, { kind: 'promise', dueAt: instant(t0 + dice(20) * 1_000) }),
    openedAt: instant(t0 + dice(30)),
    solvedAt: one(null, instant(t0 + dice(20) * 1_000)),
    solvedLevel: one(null, 1, 2, 3),
    help: one(false, false, false, true),
  })
}

function checksOf(agent: Card['worker'] | undefined, at: () => Instant, which: number): Card['checks'] {
  if (which === 0) return undefined
  return {
    count: 1,
    ...(agent && which > 1 && { next: { regression: 'rgr_1', agent, dueAt: at() } }),
    ...(which !== 2 && { done: { at: at(), result: 'gone' } }),
  }
}

const untoldOf = (dueAt: Instant): NonNullable<Card['untold']> => ({ count: 1, what: 'note', at: t0, dueAt })
