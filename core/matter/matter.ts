// What stands beside cases and has a ledger of its own: problems, supplier cases, change requests. The form
// all of them share, so that they are kept, rung, listed and told of alike. Not: what one of them is (the
// folders core/problem, core/supplier, core/change), nor what a case has to do with it
// (core/case/deed/matter.ts).
import type { Setting } from '#core/case/deed/deed.ts'
import type { MatterNews } from '#core/case/matter-fact.ts'
import type { AgentId, MatterId, ProductId, TeamId, TrackerId } from '#core/kit/id.ts'
import type { Refusal } from '#core/kit/refusal.ts'
import type { ReadText, TextRef } from '#core/kit/text-ref.ts'
import type { Instant } from '#core/kit/time.ts'
import type { Actor } from '#core/people/actor.ts'
import type { DeskFacts } from '#core/people/desk-facts.ts'

export const matterKinds = ['problem', 'supplier_case', 'change', 'house_policy', 'may_tell'] as const
export type MatterKind = (typeof matterKinds)[number]

const prefixes = {
  prb: 'problem',
  spc: 'supplier_case',
  chr: 'change',
  hpo: 'house_policy',
  mty: 'may_tell',
} as const
/** Which kind an id names. */
export const kindOfMatter = (id: MatterId): MatterKind => prefixes[id.slice(0, 3) as keyof typeof prefixes]

/** A fact of such a ledger; each kind says what more it holds. */
export type MatterFact = { readonly type: string; readonly at: Instant; readonly by: Actor }
export type MatterCommand = { readonly type: string }
/** Who wishes it, and when it would be recorded: never before the last fact. */
export type MatterWish = { readonly by: Actor; readonly at: Instant; readonly setting: Setting }

/** One of them as listed. */
export type MatterCard = {
  readonly kind: MatterKind
  /** how it stands, in the words of its kind */
  readonly standing: string
  readonly isOpen: boolean
  readonly title: string
  /** who of ours chases it and decides */
  readonly owner: AgentId | null
  readonly team: TeamId | null
  readonly product: ProductId | null
  /** the supplier, tracker … whose it is; what lists of one kind filter by */
  readonly subject: string | null
  /** when something of it is owed next */
  readonly dueAt: Instant | null
  readonly openedAt: Instant
  /** what only its kind lists */
  readonly more?: Readonly<Record<string, unknown>>
}

/** What its cases are told because of a fact. */
export type ToldNews = {
  /** `merged`: they belong to another one from now on (`into`), and are told of that alone */
  readonly news: MatterNews | 'merged'
  readonly words: TextRef | null
  readonly from: AgentId | null
  readonly into?: MatterId
}

/**
 * Why one of ours has to look at what stands beside cases: it was given to him, its owner left, something
 * of it is due, they are silent, that is raised to who leads, there is a word from outside, a mail of ours
 * did not arrive, or what it was tied to is gone. `share`: what is with a house outside is told to its
 * people. `policy`: of a policy of the house, whom it binds is asked to acknowledge it, and reminded; its
 * owner hears who never did. `may_tell`: whoever asked hears what a lead said.
 */
export const wantCauses = [
  'matter.given',
  'matter.left',
  'matter.due',
  'matter.silent',
  'matter.raised',
  'matter.heard',
  'matter.unsent',
  'matter.lost',
  'share.given',
  'share.heard',
  'share.late',
  'policy.asked',
  'policy.reminded',
  'policy.unacknowledged',
  'may_tell.decided',
] as const
export type WantCause = (typeof wantCauses)[number]
export type MatterWant = {
  readonly cause: WantCause
  readonly hears: 'owner' | 'lead' | 'both'
  /** anybody of our house hears it, not only who works with cases; nobody stands in for its owner */
  readonly inHouse?: true
}

/** Those of ours whom a fact is about, each for himself: nobody stands in for them. */
export type BoundWant = {
  readonly cause: Extract<WantCause, `policy.${string}`>
  readonly agents: readonly AgentId[]
}

/** Whose notices of which causes a fact makes needless: they count as looked at. */
export type SettledWant = { readonly agents: readonly AgentId[]; readonly causes: readonly WantCause[] }

/** What people of another house hear of what is in their share; `agent`: who of theirs works on it. */
export type ShareWant = {
  readonly cause: Extract<WantCause, `share.${string}`>
  readonly team: TeamId
  readonly agent: AgentId | null
}

/** How a kind goes. `decide` is the only maker of facts; `evolve` is total. */
export type MatterRules<State, Command extends MatterCommand, Fact extends MatterFact> = {
  readonly kind: MatterKind
  readonly start: State
  /** Whether the actor may wish this of it: true, or what is missing. */
  may(actor: Actor, type: Command['type'], state: State, desk: DeskFacts): true | Refusal
  decide(state: State, command: Command, wish: MatterWish): readonly Fact[] | Refusal
  evolve(state: State, fact: Fact): State
  card(state: State, text: ReadText): MatterCard
  /** when its clock wants to look again; null: not at all */
  ring(state: State, desk: DeskFacts): Instant | null
  /** what a fact tells the cases that belong to it; null: nothing. `state`: with the fact */
  tells(state: State, fact: Fact): ToldNews | null
  /** why a fact wants one of ours, and whom; absent or null: nobody. `state`: with the fact */
  wants?(fact: Fact, state: State): MatterWant | null
  /** whom of ours it is about by name, and why; absent or null: nobody. `state`: with the fact */
  wantsBound?(state: State, fact: Fact, desk: DeskFacts): BoundWant | null
  /** which notices it makes needless; absent or null: none */
  settles?(fact: Fact, desk: DeskFacts): SettledWant | null
  /** who of another house hears of a fact, and why; absent or null: nobody. `state`: with the fact */
  wantsOutside?(state: State, fact: Fact): ShareWant | null
  /** the tracker outside that has to learn of a fact; absent or null: none */
  calls?(state: State, fact: Fact): TrackerId | null
}
/** A kind whose shapes are not known here. */
export type AnyMatterRules = MatterRules<unknown, MatterCommand, MatterFact>
