// The desk's facts as the core wants them, out of the session; and the names screens show. Not: the session
// itself.
import { useMemo } from 'react'
import type { AgentId, ProductId, TeamId } from '#core/kit/id.ts'
import type { Actor } from '#core/people/actor.ts'
import { type AgentFacts, type DeskFacts, defaultDesk, type TeamFacts } from '#core/people/desk-facts.ts'
import type { Language } from '#core/people/language.ts'
import { type Session, useSession } from '#web/api/session.ts'

export type Product = { readonly id: ProductId; readonly name: string; readonly active?: boolean }
export type Desk = {
  readonly facts: DeskFacts
  readonly me: AgentFacts
  readonly actor: Actor & { readonly kind: 'agent' }
  readonly zone: string | undefined
  readonly products: readonly Product[]
  readonly undoSeconds: number
  readonly languages: readonly Language[]
  readonly defaultLanguage: Language
  /** the agent's name, undefined when the desk does not know him any more */
  readonly nameOf: (agent: AgentId | null | undefined) => string | undefined
  readonly teamName: (team: TeamId) => string
}

/** A set by id, whether the session gave it as a list or as a record. */
function byId<T extends { readonly id: string }>(given: unknown): Record<string, T> {
  const all = Array.isArray(given) ? given : Object.values((given ?? {}) as Record<string, T>)
  return Object.fromEntries((all as T[]).map(one => [one.id, one]))
}

const agentFacts = (one: Partial<AgentFacts> & { id: AgentId; name: string }): AgentFacts => ({
  roles: ['agent'],
  levels: [],
  teams: [],
  active: true,
  absent: false,
  ...one,
})
const teamFacts = (one: Partial<TeamFacts> & { id: TeamId; name: string }): TeamFacts => ({
  level: 1,
  setting: {},
  active: true,
  ...one,
})
const mapped = <A extends { id: string }, B>(
  given: Record<string, A>,
  map: (one: A) => B,
): Record<string, B> => Object.fromEntries(Object.entries(given).map(([id, one]) => [id, map(one)]))

/** The facts the core decides with, completed with the desk's defaults where the session is silent. */
export function deskFacts(session: Session): DeskFacts {
  const given = session.desk as unknown as Partial<DeskFacts>
  const agents = mapped(byId<AgentFacts>(given.agents), agentFacts)
  const own = session.agent
  const me = agents[own.id] ?? agentFacts(own as unknown as AgentFacts)
  return {
    ...defaultDesk,
    ...given,
    levels: { ...defaultDesk.levels, ...given.levels },
    teams: mapped(byId<TeamFacts>(given.teams), teamFacts),
    agents: { ...agents, [own.id]: { ...me, roles: own.roles as AgentFacts['roles'] } },
  } as DeskFacts
}

type Given = { timeZone?: string; products?: unknown; languages?: Language[]; defaultLanguage?: Language }

function deskOf(session: Session): Desk {
  const facts = deskFacts(session)
  const given = session.desk as unknown as Given
  const { id, preferences } = session.agent
  return {
    facts,
    me: facts.agents[id] as AgentFacts,
    actor: { kind: 'agent', id },
    zone: given.timeZone,
    products: Object.values(byId<Product>(given.products)).filter(one => one.active !== false),
    undoSeconds: preferences.undoSeconds ?? 10,
    languages: given.languages ?? ['en'],
    defaultLanguage: given.defaultLanguage ?? 'en',
    nameOf: agent => (agent ? facts.agents[agent]?.name : undefined),
    teamName: team => facts.teams[team]?.name ?? '–',
  }
}

/** The desk of the signed-in agent. */
export function useDesk(): Desk {
  const session = useSession()
  return useMemo(() => deskOf(session), [session])
}
