// A wish for somebody who leads: asked, acknowledged, in hand, its outcome told, ended. An object of its own,
// outside the case's ledger, which everybody reads who has the case. Not: who may see one (who-sees.ts).
import type { AgentId, CaseId, CustomerId, EscalationId } from '#core/kit/id.ts'
import type { Instant } from '#core/kit/time.ts'

export const managerReasons = ['want_manager', 'not_treated_properly'] as const
export type ManagerReason = (typeof managerReasons)[number]
export const escalationOutcomes = [
  'contact_changed',
  'passed_on',
  'apologised',
  'explained',
  'nothing_found',
  'other',
] as const
export type EscalationOutcome = (typeof escalationOutcomes)[number]
export const standings = ['asked', 'acknowledged', 'in_hand', 'told', 'ended'] as const
export type EscalationStanding = (typeof standings)[number]
/** How the outcome reached the customer. */
export const tellings = ['letter', 'call'] as const
export type Telling = (typeof tellings)[number]

/** Who did it: one of ours, the customer himself, the clock. */
export type EscalationActor = AgentId | 'customer' | 'clock'
type Facts = {
  asked: {
    case: CaseId
    customer: CustomerId
    reason: ManagerReason
    concerns: readonly AgentId[]
    answerBy: Instant
  }
  acknowledged: Record<never, never>
  taken: Record<never, never>
  /** the customer asked again, in other words */
  added: Record<never, never>
  concerned: { concerns: readonly AgentId[] }
  told: { outcome: EscalationOutcome; how: Telling }
  ended: Record<never, never>
  late: Record<never, never>
}
export type EscalationFactType = keyof Facts
export type EscalationFact = {
  readonly [T in EscalationFactType]: {
    readonly type: T
    readonly at: Instant
    readonly by: EscalationActor
  } & Readonly<Facts[T]>
}[EscalationFactType]

export type Escalation = {
  readonly id: EscalationId
  readonly seq: number
  readonly case: CaseId
  readonly customer: CustomerId
  readonly reason: ManagerReason
  readonly standing: EscalationStanding
  /** whom it is about: they never see it */
  readonly concerns: readonly AgentId[]
  readonly askedAt: Instant
  readonly answerBy: Instant
  readonly late: boolean
  /** the lead who has it in hand */
  readonly holder: AgentId | null
  readonly acknowledgedAt: Instant | null
  readonly outcome: EscalationOutcome | null
  readonly toldAt: Instant | null
  readonly toldHow: Telling | null
  readonly endedAt: Instant | null
}

/** What it is after its facts; null: nobody asked. */
export function escalationOf(id: EscalationId, facts: readonly EscalationFact[]): Escalation | null {
  return facts.reduce<Escalation | null>((state, fact) => after(id, state, fact), null)
}

function after(id: EscalationId, state: Escalation | null, fact: EscalationFact): Escalation | null {
  if (fact.type === 'asked') return state ?? { ...begun, id, ...pick(fact), askedAt: fact.at, seq: 1 }
  return state && { ...state, seq: state.seq + 1, ...changed(fact, state) }
}

const begun = {
  standing: 'asked',
  late: false,
  holder: null,
  acknowledgedAt: null,
  outcome: null,
  toldAt: null,
  toldHow: null,
  endedAt: null,
} as const
const pick = ({ case: about, customer, reason, concerns, answerBy }: Facts['asked']) => ({
  ...{ case: about, customer, reason, concerns, answerBy },
})

function changed(fact: Exclude<EscalationFact, { type: 'asked' }>, state: Escalation): Partial<Escalation> {
  switch (fact.type) {
    case 'acknowledged':
      return { standing: 'acknowledged', acknowledgedAt: fact.at }
    case 'taken':
      return {
        standing: state.standing === 'told' ? 'told' : 'in_hand',
        holder: fact.by as AgentId,
        acknowledgedAt: state.acknowledgedAt ?? fact.at,
      }
    case 'concerned': {
      // Whoever it turns out to be about does not keep it.
      const isHeld = state.holder !== null && fact.concerns.includes(state.holder)
      const back = state.standing === 'in_hand' ? ('acknowledged' as const) : state.standing
      return { concerns: fact.concerns, ...(isHeld && { holder: null, standing: back }) }
    }
    case 'added':
      return {}
    case 'told':
      return { standing: 'told', outcome: fact.outcome, toldAt: fact.at, toldHow: fact.how }
    case 'ended':
      return { standing: 'ended', endedAt: fact.at }
    case 'late':
      return { late: true }
  }
}

export type EscalationCommand =
  | { readonly type: 'acknowledge' }
  | { readonly type: 'take' }
  | { readonly type: 'add' }
  | { readonly type: 'concern'; readonly concerns: readonly AgentId[] }
  | { readonly type: 'tell'; readonly outcome: EscalationOutcome; readonly how: Telling }
  | { readonly type: 'end' }
  | { readonly type: 'ring' }
export type EscalationRefusal = 'escalation.ended' | 'escalation.not_told' | 'escalation.told'

/** What follows from a wish: the fact to keep, nothing because it is so already, or why not. */
export function decideEscalation(
  state: Escalation,
  command: EscalationCommand,
  { by, at }: { readonly by: EscalationActor; readonly at: Instant },
): EscalationFact | null | EscalationRefusal {
  const { standing } = state
  if (command.type === 'ring')
    return standing === 'asked' && !state.late && at >= state.answerBy ? { type: 'late', at, by } : null
  if (standing === 'ended') return command.type === 'end' ? null : 'escalation.ended'
  switch (command.type) {
    case 'acknowledge':
      return standing === 'asked' ? { type: 'acknowledged', at, by } : null
    case 'take':
      return state.holder === by ? null : { type: 'taken', at, by }
    case 'add':
      return { type: 'added', at, by }
    case 'concern': {
      const { concerns } = command
      const isSame =
        concerns.length === state.concerns.length && concerns.every(one => state.concerns.includes(one))
      return isSame ? null : { type: 'concerned', at, by, concerns }
    }
    case 'tell':
      return standing === 'told'
        ? 'escalation.told'
        : { type: 'told', at, by, outcome: command.outcome, how: command.how }
    case 'end':
      return standing === 'told' ? { type: 'ended', at, by } : 'escalation.not_told'
  }
}
