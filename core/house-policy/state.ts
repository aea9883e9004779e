// A house policy as its facts make it: its versions, who has acknowledged which, and whom the one in force
// still waits for. Not: what may be wished of it (decide.ts).
import { isPartner } from '#core/access/share.ts'
import type { Audience, HousePolicyFact, HousePolicyFactOf } from '#core/house-policy/house-policy-fact.ts'
import type { PolicyMoment } from '#core/house-policy/moment.ts'
import type { AgentId } from '#core/kit/id.ts'
import type { TextRef } from '#core/kit/text-ref.ts'
import { after, dayMs, instant, type Instant } from '#core/kit/time.ts'
import type { AgentFacts, DeskFacts } from '#core/people/desk-facts.ts'

export const housePolicyStandings = ['in_force', 'withdrawn'] as const
export type HousePolicyStanding = (typeof housePolicyStandings)[number]

export type HousePolicyVersion = {
  readonly version: number
  readonly title: TextRef
  readonly words: TextRef
  readonly changed: TextRef | null
  readonly audience: Audience
  readonly hash: string
  readonly acknowledgeBy: Instant
  readonly publishedAt: Instant
  /** who has acknowledged it, and when */
  readonly acknowledged: Readonly<Record<AgentId, Instant>>
  /** whom it has been told that it binds him */
  readonly told: readonly AgentId[]
}
export type HousePolicy = {
  readonly standing: HousePolicyStanding
  readonly owner: AgentId
  readonly openedAt: Instant
  readonly versions: readonly HousePolicyVersion[]
  /** at which moments it is shown, and since when; the newest last */
  readonly placed: readonly { readonly at: Instant; readonly moments: readonly PolicyMoment[] }[]
  readonly withdrawnAt: Instant | null
  /** of the version in force */
  readonly reminders: number
  readonly remindedAt: Instant | null
}
export type HousePolicyState = HousePolicy | null

/** The version that binds, or bound last. */
export const newestOf = ({ versions }: HousePolicy): HousePolicyVersion => versions.at(-1)!

/** The version in force at an instant; undefined: there was none yet, or it was withdrawn by then. */
export const versionAt = (
  { versions, withdrawnAt }: HousePolicy,
  at: Instant,
): HousePolicyVersion | undefined =>
  withdrawnAt !== null && withdrawnAt <= at ? undefined : versions.findLast(one => one.publishedAt <= at)

/** The moments at which it was shown at an instant. */
export const momentsAt = ({ placed }: HousePolicy, at: Instant): readonly PolicyMoment[] =>
  placed.findLast(one => one.at <= at)?.moments ?? []

/** The moments at which it is shown. */
export const momentsOf = ({ placed }: HousePolicy): readonly PolicyMoment[] => placed.at(-1)?.moments ?? []

/** Whether it binds somebody: one of ours whom its audience names. */
export function binds({ levels, teams, roles }: Audience, agent: AgentFacts, desk: DeskFacts): boolean {
  if (!isOfHouse(agent, desk)) return false
  const isForAll = levels.length + teams.length + roles.length === 0
  return (
    isForAll ||
    agent.levels.some(one => levels.includes(one)) ||
    agent.teams.some(one => teams.includes(one)) ||
    agent.roles.some(one => roles.includes(one))
  )
}

const ours = ['agent', 'lead', 'admin', 'editor', 'auditor', 'technician'] as const
/** One of our own house, whatever he does in it. */
export const isOfHouse = (agent: AgentFacts, desk: DeskFacts): boolean =>
  agent.active && !isPartner(agent, desk) && ours.some(one => agent.roles.includes(one))

/** Those an audience names. */
export const boundBy = (audience: Audience, desk: DeskFacts): readonly AgentId[] =>
  Object.values(desk.agents)
    .filter(agent => binds(audience, agent, desk))
    .map(({ id }) => id)

/** Whom the version in force binds who has not acknowledged it. */
export function awaited(policy: HousePolicy, desk: DeskFacts): readonly AgentId[] {
  if (policy.standing === 'withdrawn') return []
  const { audience, acknowledged } = newestOf(policy)
  return boundBy(audience, desk).filter(id => acknowledged[id] === undefined)
}

/** Whom it has come to bind since it was published, who has neither read it nor been told. */
export const newlyBound = (policy: HousePolicy, desk: DeskFacts): readonly AgentId[] =>
  awaited(policy, desk).filter(id => !newestOf(policy).told.includes(id))

const remindersMax = 10
const reminderDays = 3
/** Whether whoever has not acknowledged it was reminded for the last time. */
export const isRemindedOut = ({ reminders }: HousePolicy): boolean => reminders >= remindersMax

/** When whoever has not acknowledged it is reminded next; null: nobody is waited for, or often enough. */
export function remindAt(policy: HousePolicy, desk: DeskFacts): Instant | null {
  const { remindedAt } = policy
  if (isRemindedOut(policy) || awaited(policy, desk).length === 0) return null
  const { acknowledgeBy } = newestOf(policy)
  const again = remindedAt === null ? acknowledgeBy : after(remindedAt, reminderDays * dayMs)
  return instant(Math.max(again, acknowledgeBy))
}

function published(state: HousePolicyState, fact: HousePolicyFactOf<'house_policy.published'>): HousePolicy {
  const { version, title, words, audience, hash, acknowledgeBy, owner, at } = fact
  const one: HousePolicyVersion = {
    ...{ version, title, words, changed: fact.changed ?? null, audience, hash, acknowledgeBy },
    ...{ publishedAt: at, acknowledged: {}, told: fact.asked ?? [] },
  }
  return {
    ...{ standing: 'in_force', owner, openedAt: state?.openedAt ?? at, reminders: 0, remindedAt: null },
    versions: [...(state?.versions ?? []), one],
    ...{ placed: state?.placed ?? [], withdrawnAt: null },
  }
}

const nowTold = (
  state: HousePolicy,
  { version, agents }: { readonly version: number; readonly agents: readonly AgentId[] },
): HousePolicy => ({
  ...state,
  versions: state.versions.map(one =>
    one.version === version ? { ...one, told: [...new Set([...one.told, ...agents])] } : one,
  ),
})

/** Total: whatever was recorded once can be read forever. */
export function evolveHousePolicy(state: HousePolicyState, fact: HousePolicyFact): HousePolicyState {
  if (fact.type === 'house_policy.published') return published(state, fact)
  if (!state) return null
  switch (fact.type) {
    case 'house_policy.placed':
      return { ...state, placed: [...state.placed, { at: fact.at, moments: fact.moments }] }
    case 'house_policy.owner_named':
      return { ...state, owner: fact.owner }
    case 'house_policy.acknowledged': {
      const { by, at, version } = fact
      if (by.kind !== 'agent') return state
      const versions = state.versions.map(one =>
        one.version === version ? { ...one, acknowledged: { ...one.acknowledged, [by.id]: at } } : one,
      )
      return { ...state, versions }
    }
    case 'house_policy.bound': {
      // He is reminded as others are, and not at once: reminders begin anew where they had come to an end.
      const from = isRemindedOut(state) ? null : state.remindedAt
      const remindedAt = from ?? fact.at
      return { ...nowTold(state, fact), reminders: isRemindedOut(state) ? 0 : state.reminders, remindedAt }
    }
    case 'house_policy.reminded':
      return { ...nowTold(state, fact), reminders: state.reminders + 1, remindedAt: fact.at }
    case 'house_policy.withdrawn':
      return { ...state, standing: 'withdrawn', withdrawnAt: fact.at }
  }
}
