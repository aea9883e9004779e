// What may be wished of "may I tell?", by whom, and which facts follow; and what it is by them. Not: which
// case it belongs to, which says so itself, nor which policy a decision rests on (server/may-tells.ts).
import { isPartner } from '#core/access/share.ts'
import { present } from '#core/case/deed/deed.ts'
import type { AgentId, CaseId } from '#core/kit/id.ts'
import { type Refusal, refuse } from '#core/kit/refusal.ts'
import type { TextRef } from '#core/kit/text-ref.ts'
import type { Instant } from '#core/kit/time.ts'
import type { MatterWish } from '#core/matter/matter.ts'
import { type PinnedPolicy, pinnedAt } from '#core/house-policy/pinned.ts'
import type {
  MayTellAnswer,
  MayTellFact,
  MayTellFacts,
  MayTellFactType,
  MayTellReach,
} from '#core/may-tell/may-tell-fact.ts'
import type { Actor } from '#core/people/actor.ts'
import type { AgentFacts, DeskFacts } from '#core/people/desk-facts.ts'

export const mayTellStandings = ['asked', 'late', 'yes', 'no', 'these_words', 'withdrawn'] as const
export type MayTellStanding = (typeof mayTellStandings)[number]
/** Those in which a lead is waited for. */
export const openMayTells: readonly MayTellStanding[] = ['asked', 'late']

export type MayTell = {
  readonly standing: MayTellStanding
  readonly case: CaseId
  readonly question: TextRef
  readonly answer: TextRef
  readonly asker: AgentId | null
  readonly team: MayTellFacts['may_tell.asked']['team']
  readonly askedAt: Instant
  readonly dueAt: Instant
  readonly decided: {
    readonly by: Actor
    readonly words: TextRef | null
    readonly because: TextRef | null
    readonly reach: MayTellReach
    readonly pinned: PinnedPolicy | null
    /** where it names none: the policies shown to whoever decided */
    readonly shown: readonly PinnedPolicy[]
  } | null
}
export type MayTellState = MayTell | null

/** Total: whatever was recorded once can be read forever. */
export function evolveMayTell(state: MayTellState, fact: MayTellFact): MayTellState {
  if (fact.type === 'may_tell.asked') {
    const { question, answer, team, dueAt, at, by } = fact
    const asker = by.kind === 'agent' ? by.id : null
    return {
      ...{ standing: 'asked', case: fact.case, question, answer, asker, team, askedAt: at, dueAt },
      decided: null,
    }
  }
  if (!state) return null
  switch (fact.type) {
    case 'may_tell.late':
      return { ...state, standing: 'late' }
    case 'may_tell.decided': {
      const { by, words = null, because = null, reach, pinned = null, shown = [] } = fact
      return { ...state, standing: fact.answer, decided: { by, words, because, reach, pinned, shown } }
    }
    case 'may_tell.withdrawn':
      return { ...state, standing: 'withdrawn' }
  }
}

type Maybe<F> = { [K in keyof F]: undefined extends F[K] ? F[K] | undefined : F[K] }
export type MayTellCommands = {
  'may_tell.ask': MayTellFacts['may_tell.asked']
  'may_tell.decide': Maybe<MayTellFacts['may_tell.decided']>
  'may_tell.withdraw': { because: TextRef }
  'clock.ring': Record<never, never>
}
export type MayTellCommandType = keyof MayTellCommands
export type MayTellCommandOf<T extends MayTellCommandType> = {
  [K in T]: { readonly type: K } & Readonly<MayTellCommands[K]>
}[T]
export type MayTellCommand = MayTellCommandOf<MayTellCommandType>

/** Somebody of our own house who works on cases. */
export const asksMayTell = (agent: AgentFacts, desk: DeskFacts): boolean =>
  agent.active && !isPartner(agent, desk) && agent.roles.some(role => role === 'agent' || role === 'lead')

/**
 * The one rule book of these: whoever works on cases asks, a lead other than the asker decides, and the asker
 * or a lead takes it back.
 */
export function mayMayTell(
  by: Actor,
  type: MayTellCommandType,
  state: MayTellState,
  desk: DeskFacts,
): true | Refusal {
  if (by.kind === 'system') return true
  const agent = by.kind === 'agent' ? desk.agents[by.id] : undefined
  if (!agent || !asksMayTell(agent, desk) || type === 'clock.ring') return refuse('access.denied')
  if (type === 'may_tell.ask') return true
  const isLead = agent.roles.includes('lead')
  if (type === 'may_tell.withdraw') return isLead || state?.asker === agent.id || refuse('may_tell.not_lead')
  return (isLead && state?.asker !== agent.id) || refuse('may_tell.not_lead')
}

type Outcome = readonly MayTellFact[] | Refusal
const fact = <T extends MayTellFactType>(type: T, data: object, { at, by }: MatterWish): Outcome => [
  { ...present(data), type, at, by } as unknown as MayTellFact,
]

/** What has to be said with which answer: a no needs its reason, own words need the words. */
const needs: { readonly [A in MayTellAnswer]: 'words' | 'because' | null } = {
  yes: null,
  no: 'because',
  these_words: 'words',
}

/** The only maker of its facts. */
export function decideMayTell(state: MayTellState, command: MayTellCommand, wish: MatterWish): Outcome {
  if (command.type === 'may_tell.ask') {
    const { type: _type, ...asked } = command
    if (asked.dueAt <= wish.at) return refuse('may_tell.past')
    return state ? [] : fact('may_tell.asked', asked, wish)
  }
  if (!state) return command.type === 'clock.ring' ? [] : refuse('matter.not_found')
  if (command.type === 'clock.ring') {
    const isDue = state.standing === 'asked' && state.dueAt <= wish.at
    return isDue ? fact('may_tell.late', { dueAt: state.dueAt }, wish) : []
  }
  if (!openMayTells.includes(state.standing)) return refuse('may_tell.ended')
  if (command.type === 'may_tell.withdraw')
    return fact('may_tell.withdrawn', { because: command.because }, wish)
  const { type: _type, ...said } = command
  const needed = needs[said.answer]
  if (needed && !said[needed]) return refuse('may_tell.words_missing')
  // What the lead names is what it rests on; else what was shown to him.
  const { pinned: shown } = said.pinned ? {} : pinnedAt(wish.setting.desk, 'telling')
  return fact('may_tell.decided', { ...said, shown }, wish)
}
