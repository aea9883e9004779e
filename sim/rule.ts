// What a rule of the simulated centre is, and what it may look at. Not: the rules (rules/, invariants.ts).
import type { Card } from '#core/case/card.ts'
import type { Event, EventOf, EventType, Recorded } from '#core/case/event.ts'
import type { OpenedCase } from '#core/case/state.ts'
import type { CaseId, HandOffId, MatterId, MessageId } from '#core/kit/id.ts'
import type { DeskFacts } from '#core/people/desk-facts.ts'
import type { Act, MailSpec } from '#sim/act.ts'
import type { Agreed } from '#sim/contracts.ts'
import type { Worked } from '#sim/hours.ts'
import type { Folded } from '#sim/rules/folded.ts'
import type { SeenCase } from '#sim/seen-case.ts'
import type { SeenFact, SeenMatter } from '#sim/seen-matter.ts'
import type { MatterTable } from '#store/desk/matter.ts'
import type { Append, Ledger, Store } from '#store/store.ts'

/** How a case stands by the product's own account: its card, or, of the core alone, its state. */
export type Standing = {
  readonly seq: number
  readonly phase: SeenCase['phase']
  readonly level: number
  readonly team: string
  readonly worker: string | null
  readonly contact: string | null
  readonly wait: { readonly turn: string; readonly until: number | null; readonly atMost?: number } | null
  readonly offered: HandOffId | null
  readonly into: CaseId | null
  /** when it wants to be looked at again */
  readonly ringAt: number | null
  /** its walks by its state; null: a card tells too little of them */
  readonly walks: OpenedCase['walks'] | null
}

/** What one deed recorded, with the case as it is seen afterwards. */
export type Batch = {
  readonly seen: SeenCase
  readonly isOpening: boolean
  /** the time of the fact before */
  readonly since: number
  readonly events: readonly Recorded[]
  readonly act: Act | null
  readonly stands: Standing
  /** what the store was given; the core alone has no store */
  readonly append: Append | null
  /** who asked for it, and under which idempotency key; null: it has none */
  readonly answeredAs: string | null
  /** whether that key has had its effect before */
  readonly isAnsweredAgain: boolean
}

export type SeenMail = {
  readonly spec: MailSpec
  acknowledged: number
  /** how often it is in a case */
  inCases: number
  isAside: boolean
  /** a report on what was known already adds nothing, and needs no place */
  isNeedless: boolean
}

export type SeenEffect = {
  readonly key: string
  readonly caseId: CaseId
  readonly message: MessageId
  lease: string | null
  leasedAt: number
  /** attempts whose end nobody heard of: each may have sent */
  cuts: number
  handed: number
  end: 'done' | 'given_up' | 'cancelled' | null
}

export type SeenNode = {
  isAlive: boolean
  isFrozen: boolean
  skewMs: number
  /** since when it has been alive, awake and right by the clock; null: it is not */
  soundSince: number | null
}

/** All that bystanders know of the centre. */
export type Watched = {
  readonly facts: DeskFacts
  /** the desk as a node may have known it since an instant, the newest first */
  factsSince(at: number): readonly DeskFacts[]
  /** what is worked by the house's calendar, as a second clock counts it */
  readonly worked: Worked
  /** what was agreed with whom; null: nothing is judged here */
  readonly agreed: Agreed | null
  /** how often somebody could not wait for his turn at the units of a line */
  readonly jumps: ReadonlyMap<string, number>
  readonly cases: ReadonlyMap<CaseId, SeenCase>
  readonly merged: readonly SeenCase[]
  /** what stands beside cases */
  readonly matters: ReadonlyMap<MatterId, SeenMatter>
  readonly mails: ReadonlyMap<number, SeenMail>
  readonly effects: ReadonlyMap<string, SeenEffect>
  readonly nodes: readonly SeenNode[]
  readonly texts: ReadonlySet<string>
  readonly blobs: ReadonlySet<string>
  /** when an address last got a confirmation */
  readonly confirmed: Map<string, number>
  /** the true time */
  now(): number
  /** what the ledger’s keeper takes for it: verdicts go by his clock */
  keeperNow(): number
  /** how far clocks have been ahead and behind at worst */
  readonly aheadMs: number
  readonly behindMs: number
  /** what a store could be asked; the core alone has none */
  readonly store: Store | null
  /** where what stands beside cases is kept */
  readonly besides: MatterTable | null
  /** facts up to which the chain of what stands beside cases was found sound */
  readonly soundBeside: Map<MatterId, number>
  /** facts the recorder has seen, all in all */
  readonly factCount: number
}

type Answer = string | null | undefined | false

/** A case as the store gives it back. */
export type Audited = {
  readonly caseId: CaseId
  readonly seen: SeenCase
  readonly ledger: Ledger
  readonly card: Card
  /** what the ledger comes to, folded apart from the product */
  readonly folded: Folded
  readonly firstBroken: number | null
  /** words of it that were erased, by text, and those of them it is found by all the same */
  readonly erased: ReadonlyMap<string, string>
  readonly found: readonly string[]
}

export type Rule = {
  /** the sentence a support manager could confirm */
  readonly says: string
  /** asked of a new fact, with the case as it was seen before it */
  readonly facts?: {
    readonly [T in EventType]?: (
      seen: SeenCase,
      event: EventOf<T> & Recorded,
      batch: Batch,
      watched: Watched,
    ) => Answer
  }
  /** asked of everything one deed recorded */
  readonly batch?: (batch: Batch, watched: Watched) => Answer
  /** asked of a case as the store gives it back, some time after it changed, and of every one at rest */
  readonly audit?: (audited: Audited) => Answer
  /** asked of a new fact of something beside cases, as it was seen before it */
  readonly matter?: (fact: SeenFact, seen: SeenMatter, watched: Watched, act: Act | null) => Answer
  /** asked every thousand steps and at rest */
  readonly sweep?: (watched: Watched) => Promise<Answer>
  /** asked when everything is quiet and healed */
  readonly rest?: (watched: Watched) => Answer
}

export type Rules = Readonly<Record<string, Rule>>

/** Whether one of the facts is of a kind. */
export function has(events: readonly Event[], type: EventType): boolean {
  for (const event of events) if (event.type === type) return true
  return false
}
