// What the bystander of a simulated centre keeps in mind. Not: how it gets there (watch.ts).
import type { CaseId, MatterId } from '#core/kit/id.ts'
import type { DeskFacts } from '#core/people/desk-facts.ts'
import { type Board, board } from '#sim/board.ts'
import { heap } from '#sim/heap.ts'
import type { Agreed } from '#sim/contracts.ts'
import type { Worked } from '#sim/hours.ts'
import type { SeenEffect, SeenMail, SeenNode } from '#sim/rule.ts'
import type { Folded } from '#sim/rules/folded.ts'
import type { SeenCase } from '#sim/seen-case.ts'
import type { SeenMatter } from '#sim/seen-matter.ts'
import { peopleKnown, type SeenPeople } from '#sim/watch-people.ts'
import { type Trace, trace } from '#sim/trace.ts'
import type { OwedBeside } from '#sim/watch-matters.ts'
import type { SimAgent, World } from '#sim/world.ts'
import type { Store } from '#store/store.ts'

export type Violation = {
  readonly rule: string
  readonly says: string
  readonly caseId: CaseId | null
  readonly step: number
  readonly at: number
}

/** Something that must be marked soon after its time. */
export type Owed = {
  readonly kind: 'promise' | 'offer' | 'wait' | 'target' | 'check_back' | 'regression'
  readonly caseId: CaseId
  readonly id: string
  readonly at: number
}

/** What agents write for each other only; no mail to a customer may hold it. */
export const innerMark = '(inner word)'

export type Known = {
  /** the desk as it is this hour */
  facts: DeskFacts
  readonly people: SeenPeople
  readonly worked: Worked
  readonly agreed: Agreed | null
  readonly jumps: Map<string, number>
  readonly store: Store | null
  readonly cases: Map<CaseId, SeenCase>
  readonly merged: SeenCase[]
  /** what stands beside cases */
  readonly matters: Map<MatterId, SeenMatter>
  readonly owedBeside: ReturnType<typeof heap<OwedBeside>>
  /** the place of what happened last in the centre, of what belongs together across ledgers */
  order: number
  readonly mails: Map<number, SeenMail>
  readonly effects: Map<string, SeenEffect>
  readonly nodes: SeenNode[]
  readonly texts: Set<string>
  readonly blobs: Set<string>
  readonly confirmed: Map<string, number>
  readonly changed: Set<CaseId>
  /** words that were erased, by case and text */
  readonly erased: Map<CaseId, Map<string, string>>
  /** the seq each idempotency key that had its effect was answered by, or would have been */
  readonly answers: Map<string, number>
  /** the acts that recorded something */
  readonly kept: Set<number>
  /** facts up to which the chain of a case was found sound */
  readonly soundTo: Map<CaseId, number>
  readonly soundBeside: Map<MatterId, number>
  /** what the ledger of a case came to when it was read back last */
  readonly folded: Map<CaseId, Folded>
  readonly agents: readonly SimAgent[]
  /** since when nobody has been there for a case that waits */
  readonly lonely: Map<CaseId, number>
  /** since when the cases wait of which somebody was told */
  readonly alarmed: Map<CaseId, number>
  readonly violations: Violation[]
  readonly counts: Record<string, number>
  readonly tallies: Record<string, number>
  readonly owed: ReturnType<typeof heap<Owed>>
  readonly board: Board
  readonly trace: Trace
  now: number
  step: number
  isFull: boolean
  isAway: boolean
  /** how far the clock of the ledger’s keeper is from the true one */
  keeperMs: number
  aheadMs: number
  behindMs: number
  factCount: number
}

/** What the bystander is told of a world before it begins. */
export type KnownWorld = Pick<World, 'facts' | 'worked' | 'startAt' | 'nodes' | 'agents'> & {
  readonly agreed: Agreed | null
}

export function nothingKnown(world: KnownWorld, store: Store | null): Known {
  const node = (): SeenNode => ({ isAlive: true, isFrozen: false, skewMs: 0, soundSince: world.startAt })
  return {
    facts: world.facts,
    people: peopleKnown(world.facts),
    worked: world.worked,
    agreed: world.agreed,
    jumps: new Map(),
    store,
    cases: new Map(),
    merged: [],
    matters: new Map(),
    owedBeside: heap<OwedBeside>(),
    order: 0,
    mails: new Map(),
    effects: new Map(),
    nodes: Array.from({ length: world.nodes }, node),
    texts: new Set(),
    blobs: new Set(),
    confirmed: new Map(),
    changed: new Set(),
    erased: new Map(),
    answers: new Map(),
    kept: new Set(),
    soundTo: new Map(),
    soundBeside: new Map(),
    folded: new Map(),
    agents: world.agents,
    lonely: new Map(),
    alarmed: new Map(),
    violations: [],
    counts: {},
    tallies: {},
    owed: heap<Owed>(),
    board: board(),
    trace: trace(),
    now: world.startAt,
    step: 0,
    isFull: false,
    isAway: false,
    keeperMs: 0,
    aheadMs: 0,
    behindMs: 0,
    factCount: 0,
  }
}

/** Writes a broken rule down; every other answer says that it holds. */
export function complain(known: Known, rule: string, answer: unknown, caseId: CaseId | null): void {
  if (typeof answer !== 'string') return
  known.violations.push({ rule, says: answer, caseId, step: known.step, at: known.now })
}
