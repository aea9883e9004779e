// The facts of a house policy: plain words that bind people of ours, version after version, and who has read
// which. Shapes are forever and only grow. Not: what is owed to customers (core/clock/policy.ts).
import type { PolicyMoment } from '#core/house-policy/moment.ts'
import type { AgentId, TeamId } from '#core/kit/id.ts'
import type { TextRef } from '#core/kit/text-ref.ts'
import type { Instant } from '#core/kit/time.ts'
import type { Actor } from '#core/people/actor.ts'
import type { Role } from '#core/people/desk-facts.ts'
import type { HouseLevel } from '#core/people/level.ts'

/**
 * Whom it binds: who is at such a level, in such a team or has such a role; nothing named: the
 * whole house.
 */
export type Audience = {
  readonly levels: readonly HouseLevel[]
  readonly teams: readonly TeamId[]
  readonly roles: readonly Role[]
}

/**
 * Of `published`: `changed` says what is new since the version before; `hash` is of the title, the words and
 * the audience, and is what somebody acknowledges. `placed`: at which moments of the work it is shown from
 * now on, which nobody has to acknowledge. `asked`: whom it bound then; `bound`: whom it has come to bind
 * since, as they came to the house or to another team, level or role. `reminded`: who had not by then.
 */
export type HousePolicyFacts = {
  'house_policy.published': {
    version: number
    title: TextRef
    words: TextRef
    changed?: TextRef
    audience: Audience
    hash: string
    acknowledgeBy: Instant
    owner: AgentId
    asked?: readonly AgentId[]
  }
  'house_policy.placed': { moments: readonly PolicyMoment[] }
  'house_policy.owner_named': { owner: AgentId }
  'house_policy.acknowledged': { version: number; hash: string }
  'house_policy.bound': { version: number; agents: readonly AgentId[] }
  'house_policy.reminded': { version: number; agents: readonly AgentId[] }
  'house_policy.withdrawn': { because: TextRef }
}
export type HousePolicyFactType = keyof HousePolicyFacts
export type HousePolicyFactOf<T extends HousePolicyFactType> = {
  [K in T]: { readonly type: K; readonly at: Instant; readonly by: Actor } & Readonly<HousePolicyFacts[K]>
}[T]
export type HousePolicyFact = HousePolicyFactOf<HousePolicyFactType>
