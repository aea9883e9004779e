// Who is signed in, and the facts of the desk every screen needs. Not: signing in (sign-in/).
import { type QueryClient, queryOptions, useQuery } from '@tanstack/react-query'
import type { AgentId, ProductId, TeamId } from '#core/kit/id.ts'
import type { Quiet } from '#core/notice/quiet.ts'
import type { NoticeMail } from '#core/people/desk-facts.ts'
import type { AgentRouting } from '#core/people/desk-facts.ts'
import type { Language } from '#core/people/language.ts'
import type { HouseLevel } from '#core/people/level.ts'
import { get } from './client.ts'
import { keys } from './query.ts'

/** What the agent chose for himself; the server keeps it as it is. */
export type Preferences = {
  readonly theme?: 'light' | 'dark' | 'system'
  readonly density?: 'comfortable' | 'compact'
  readonly singleKeys?: boolean
  readonly undoSeconds?: number
  readonly zone?: string
  readonly quiet?: readonly Quiet[]
  readonly directNumber?: string | null
  readonly noticeMail?: NoticeMail
  readonly weeklyPage?: boolean
  readonly [more: string]: unknown
}

export type SessionAgent = {
  readonly id: AgentId
  readonly name: string
  readonly email: string
  readonly roles: readonly string[]
  readonly levels: readonly HouseLevel[]
  readonly teams: readonly TeamId[]
  readonly language: Language
  readonly timeZone?: string
  readonly preferences: Preferences
}

export type DeskAgent = {
  readonly id: AgentId
  readonly name: string
  readonly levels: readonly HouseLevel[]
  readonly teams: readonly TeamId[]
  readonly active?: boolean
  readonly absent?: boolean
  /** outside his working week, until when; null: in it; absent: none is set */
  readonly off?: { readonly until: number } | null
  readonly routing?: AgentRouting | null
  readonly [more: string]: unknown
}
export type DeskTeam = { readonly id: TeamId; readonly name: string; readonly [more: string]: unknown }
export type DeskProduct = { readonly id: ProductId; readonly name: string; readonly [more: string]: unknown }

export type Session = {
  readonly agent: SessionAgent
  readonly desk: {
    readonly name: string
    readonly languages: readonly Language[]
    readonly teams: readonly DeskTeam[]
    readonly products: readonly DeskProduct[]
    readonly agents: readonly DeskAgent[]
    readonly levels?: readonly unknown[]
    readonly timeZone?: string
    /** in which currency costs are counted; absent: none are */
    readonly costs?: { readonly currency: string } | null
    readonly wordsHash?: Readonly<Partial<Record<Language, string>>>
    readonly [more: string]: unknown
  }
  /** where the live stream begins */
  readonly position: number | string
}

type Given = Omit<Session, 'desk'> & { readonly desk: Readonly<Record<string, unknown>> }

/** The server names teams and agents by id; screens want them as lists. */
function sessionOf(given: Given): Session {
  const listed = (value: unknown) => (Array.isArray(value) ? value : Object.values(value ?? {}))
  const { teams, agents, products } = given.desk
  const desk = { ...given.desk, teams: listed(teams), agents: listed(agents), products: listed(products) }
  return { ...given, desk: desk as unknown as Session['desk'] }
}

/** The question for the session; asked once and kept by the live stream, also when somebody comes or goes. */
export const sessionQuery = queryOptions({
  queryKey: keys.session,
  queryFn: async ({ signal }) => sessionOf(await get<Given>('/session', undefined, signal)),
  staleTime: Number.POSITIVE_INFINITY,
  retry: false,
})

/** The session of a page behind the sign-in; the router has loaded it before such a page stands. */
export function useSession(): Session {
  const { data } = useQuery(sessionQuery)
  if (!data) throw new Error('a page behind the sign-in stands without a session')
  return data
}

/** The name of an agent by id; the id's place is kept by a dash when the agent is not known. */
export function useAgentName(): (id: AgentId | null) => string {
  const { desk } = useSession()
  return id => desk.agents.find(one => one.id === id)?.name ?? '–'
}

/** Whether the agent holds one of the roles. */
export const hasRole = (session: Session, ...roles: readonly string[]): boolean =>
  session.agent.roles.some(one => roles.includes(one))

/** Changes the kept session, after preferences or availability were changed. */
export function changeSession(client: QueryClient, change: (session: Session) => Session): void {
  client.setQueryData<Session>(keys.session, now => (now ? change(now) : now))
}
