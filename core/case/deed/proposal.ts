// Proposing a sale or a fix, and what the customer says to it. Help comes first: nothing is for sale while a
// case is unsolved, unless its customer asks; and whoever said no to a sale is proposed none again. Not: what
// he said in other cases, which the database knows (store/desk/proposal.ts).
import { type Deciders, type Evolver, fact, present } from '#core/case/deed/deed.ts'
import type { ProposalAnswer, ProposalFacts, ProposalKind } from '#core/case/proposal-fact.ts'
import type { OpenedCase } from '#core/case/state.ts'
import type { ProposalId } from '#core/kit/id.ts'
import { isRefusal, type Refusal, refuse } from '#core/kit/refusal.ts'
import { withOne } from '#core/kit/table.ts'
import type { TextRef } from '#core/kit/text-ref.ts'
import type { Instant } from '#core/kit/time.ts'

export const proposalStandings = ['open', 'yes', 'no', 'withdrawn'] as const
export type ProposalStanding = (typeof proposalStandings)[number]
export type Proposed = {
  readonly kind: ProposalKind
  readonly what: TextRef
  readonly standing: ProposalStanding
  readonly endedAt: Instant | null
}

export type ProposalCommands = {
  'proposal.make': {
    proposal: ProposalId
    kind: ProposalKind
    what: TextRef
    amountMinor?: number | undefined
    currency?: string | undefined
    asked?: true | undefined
    /** when he said no to a sale in another case */
    saidNoAt?: Instant | undefined
  }
  'proposal.answer': { proposal: ProposalId; says: ProposalAnswer; words?: TextRef | undefined }
  'proposal.withdraw': { proposal: ProposalId; because: TextRef }
}

/** When the customer last said no to a sale in this case. */
function lastNo({ proposals = {} }: OpenedCase): Instant | null {
  const noes = Object.values<Proposed>(proposals).filter(one => one.kind === 'sale' && one.standing === 'no')
  return noes.reduce<Instant | null>((last, { endedAt }) => (endedAt! > (last ?? 0) ? endedAt : last), null)
}

function open(state: OpenedCase, id: ProposalId): Proposed | Refusal {
  const one = state.proposals?.[id]
  if (!one) return refuse('proposal.not_found')
  return one.standing === 'open' ? one : refuse('proposal.answered')
}

/** Why nothing may be sold here now; null: it may. */
function notSold(state: OpenedCase, saidNoAt: Instant | undefined): Refusal | null {
  const no = saidNoAt ?? lastNo(state)
  if (no !== null)
    return refuse('proposal.said_no', {
      when: Temporal.Instant.fromEpochMilliseconds(no).toString().slice(0, 10),
    })
  return state.phase === 'open' ? refuse('proposal.help_first') : null
}

export const proposalDeciders: Deciders<ProposalCommands> = {
  'proposal.make': (state, { proposal, kind, what, amountMinor, currency, asked, saidNoAt }, wish) => {
    if (kind === 'fix' && (amountMinor ?? 0) > 0) return refuse('proposal.fix_costs')
    const no = kind === 'sale' && !asked ? notSold(state, saidNoAt) : null
    if (no) return no
    const cost = currency === undefined ? {} : { amountMinor, currency }
    return [fact(wish, 'proposal.made', present({ proposal, kind, what, ...cost, asked }))]
  },
  'proposal.answer': (state, { proposal, says, words }, wish) => {
    const one = open(state, proposal)
    if (isRefusal(one)) return one
    return [fact(wish, 'proposal.answered', present({ proposal, kind: one.kind, says, words }))]
  },
  'proposal.withdraw': (state, { proposal, because }, wish) => {
    const one = open(state, proposal)
    return isRefusal(one) ? one : [fact(wish, 'proposal.withdrawn', { proposal, because })]
  },
}

const ended = (state: OpenedCase, id: ProposalId, standing: ProposalStanding, at: Instant): OpenedCase => {
  const one = state.proposals?.[id]
  return one
    ? { ...state, proposals: withOne(state.proposals!, id, { ...one, standing, endedAt: at }) }
    : state
}

export const proposalEvolvers: { readonly [T in keyof ProposalFacts]: Evolver<T> } = {
  'proposal.made': (state, { proposal, kind, what }) => ({
    ...state,
    proposals: withOne(state.proposals ?? {}, proposal, { kind, what, standing: 'open', endedAt: null }),
  }),
  'proposal.answered': (state, { proposal, says, at }) => ended(state, proposal, says, at),
  'proposal.withdrawn': (state, { proposal, at }) => ended(state, proposal, 'withdrawn', at),
}
