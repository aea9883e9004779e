// What may be wished of a house policy, by whom, and which facts follow. Who acknowledges what has been
// withdrawn or replaced meanwhile is told so: nothing is recorded that he has not read. Not: how the hash is
// made (server/house-policies.ts).
import { present } from '#core/case/deed/deed.ts'
import type {
  HousePolicyFact,
  HousePolicyFacts,
  HousePolicyFactType,
} from '#core/house-policy/house-policy-fact.ts'
import {
  awaited,
  binds,
  boundBy,
  type HousePolicy,
  type HousePolicyState,
  isOfHouse,
  momentsOf,
  newlyBound,
  newestOf,
  remindAt,
} from '#core/house-policy/state.ts'
import { type PolicyMoment, policyMoments } from '#core/house-policy/moment.ts'
import type { AgentId } from '#core/kit/id.ts'
import { type Refusal, refuse } from '#core/kit/refusal.ts'
import type { TextRef } from '#core/kit/text-ref.ts'
import type { MatterWish } from '#core/matter/matter.ts'
import type { Actor } from '#core/people/actor.ts'
import type { DeskFacts } from '#core/people/desk-facts.ts'

export type HousePolicyCommands = {
  /** `read`: the version its writer has read; 0: there was none */
  'house_policy.publish': Omit<
    HousePolicyFacts['house_policy.published'],
    'version' | 'owner' | 'changed' | 'asked'
  > & {
    read: number
    changed?: TextRef | undefined
  }
  'house_policy.place': { moments: readonly PolicyMoment[] }
  'house_policy.name_owner': { owner: AgentId }
  'house_policy.acknowledge': { version: number; hash: string }
  'house_policy.withdraw': { because: TextRef }
  'clock.ring': Record<never, never>
}
export type HousePolicyCommandType = keyof HousePolicyCommands
export type HousePolicyCommandOf<T extends HousePolicyCommandType> = {
  [K in T]: { readonly type: K } & Readonly<HousePolicyCommands[K]>
}[T]
export type HousePolicyCommand = HousePolicyCommandOf<HousePolicyCommandType>

/**
 * The one rule book of house policies: the server asks it, and so do the buttons. A lead begins
 * one; its owner or a lead goes on with it; whoever it binds acknowledges it.
 */
export function mayHousePolicy(
  by: Actor,
  type: HousePolicyCommandType,
  state: HousePolicyState,
  desk: DeskFacts,
): true | Refusal {
  if (by.kind === 'system') return true
  const agent = by.kind === 'agent' ? desk.agents[by.id] : undefined
  if (!agent || !isOfHouse(agent, desk) || type === 'clock.ring') return refuse('access.denied')
  if (type === 'house_policy.acknowledge')
    return (!!state && binds(newestOf(state).audience, agent, desk)) || refuse('house_policy.not_bound')
  return agent.roles.includes('lead') || state?.owner === agent.id || refuse('house_policy.not_owner')
}

type Outcome = readonly HousePolicyFact[] | Refusal
const fact = <T extends HousePolicyFactType>(
  type: T,
  data: HousePolicyFacts[T],
  { at, by }: MatterWish,
): Outcome => [{ ...present(data), type, at, by } as unknown as HousePolicyFact]

type Publish = HousePolicyCommandOf<'house_policy.publish'>
function publish(state: HousePolicyState, command: Publish, wish: MatterWish): Outcome {
  const { type: _type, read, changed, ...said } = command
  const newest = state ? newestOf(state) : null
  const version = newest?.version ?? 0
  if (read !== version) return refuse('house_policy.other_version', { version })
  if (newest?.hash === said.hash) return []
  if (newest && !changed) return refuse('house_policy.changed_missing')
  if (said.acknowledgeBy <= wish.at) return refuse('house_policy.past')
  const owner = state?.owner ?? (wish.by.kind === 'agent' ? wish.by.id : null)
  if (owner === null) return refuse('access.denied')
  const { desk } = wish.setting
  const asked = boundBy(said.audience, desk)
  const next = { ...said, version: version + 1, owner, asked, ...(changed && { changed }) }
  return fact('house_policy.published', next, wish)
}

type Acknowledge = HousePolicyCommandOf<'house_policy.acknowledge'>
function acknowledge(state: HousePolicy, { version, hash }: Acknowledge, wish: MatterWish): Outcome {
  const newest = newestOf(state)
  if (version !== newest.version || hash !== newest.hash)
    return refuse('house_policy.other_version', { version: newest.version })
  const me = wish.by.kind === 'agent' ? wish.by.id : null
  if (me === null || newest.acknowledged[me] !== undefined) return []
  return fact('house_policy.acknowledged', { version, hash }, wish)
}

/** The same moments in the same order, each once: what is so already is no fact. */
function place(state: HousePolicy, moments: readonly PolicyMoment[], wish: MatterWish): Outcome {
  const wanted = policyMoments.filter(one => moments.includes(one))
  const isSo = wanted.join() === momentsOf(state).join()
  return isSo ? [] : fact('house_policy.placed', { moments: wanted }, wish)
}

/** Whom it has come to bind is told at once; with a reminder he hears it by that. */
function newcomers(state: HousePolicy, wish: MatterWish): Outcome {
  const agents = newlyBound(state, wish.setting.desk)
  return agents.length === 0
    ? []
    : fact('house_policy.bound', { version: newestOf(state).version, agents }, wish)
}

function remind(state: HousePolicy, wish: MatterWish): Outcome {
  const { desk } = wish.setting
  const due = remindAt(state, desk)
  if (due === null || due > wish.at) return newcomers(state, wish)
  return fact(
    'house_policy.reminded',
    { version: newestOf(state).version, agents: awaited(state, desk) },
    wish,
  )
}

/** The only maker of its facts. */
export function decideHousePolicy(
  state: HousePolicyState,
  command: HousePolicyCommand,
  wish: MatterWish,
): Outcome {
  if (state?.standing === 'withdrawn')
    return command.type === 'clock.ring' ? [] : refuse('house_policy.withdrawn')
  if (command.type === 'house_policy.publish') return publish(state, command, wish)
  if (!state) return command.type === 'clock.ring' ? [] : refuse('matter.not_found')
  switch (command.type) {
    case 'house_policy.place':
      return place(state, command.moments, wish)
    case 'house_policy.name_owner': {
      const { desk } = wish.setting
      const agent = desk.agents[command.owner]
      if (!agent || !isOfHouse(agent, desk)) return refuse('agent.not_found')
      return agent.id === state.owner ? [] : fact('house_policy.owner_named', { owner: agent.id }, wish)
    }
    case 'house_policy.acknowledge':
      return acknowledge(state, command, wish)
    case 'house_policy.withdraw':
      return fact('house_policy.withdrawn', { because: command.because }, wish)
    case 'clock.ring':
      return remind(state, wish)
  }
}
