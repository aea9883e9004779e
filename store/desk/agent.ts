// The people of the desk. Not: their sessions and tokens (access.ts), nor what they may do (core/access).
import type { AgentId, TeamId } from '#core/kit/id.ts'
import type { Instant } from '#core/kit/time.ts'
import type { Quiet } from '#core/notice/quiet.ts'
import type { AgentRouting, NoticeMail, Role, WorkingWeek } from '#core/people/desk-facts.ts'
import type { Language } from '#core/people/language.ts'
import type { HouseLevel } from '#core/people/level.ts'
import type { Pool } from '../postgres/pool.ts'
import { type Changed, tableOf } from './row.ts'

/** How a person likes the screens; every field has a default where it is read. */
export type Preferences = {
  readonly theme?: 'light' | 'dark' | 'system'
  readonly density?: 'compact' | 'comfortable'
  readonly undoSeconds?: number
  readonly shortcuts?: Readonly<Record<string, string>> | 'off'
  /** at which customers may reach him, where his team or level gives numbers */
  readonly directNumber?: string | null
  readonly quiet?: readonly Quiet[]
  readonly noticeMail?: NoticeMail
  /** he gets the page of the week by mail */
  readonly weeklyPage?: boolean
}

export type Agent = {
  readonly id: AgentId
  readonly name: string
  readonly email: string
  readonly roles: readonly Role[]
  readonly levels: readonly HouseLevel[]
  readonly language: Language
  readonly timeZone: string
  readonly preferences: Preferences
  readonly disabledAt: Instant | null
  readonly absentFrom: Instant | null
  readonly absentUntil: Instant | null
  readonly absentCover: AgentId | null
  /** null: none is set */
  readonly week: WorkingWeek | null
  /** what he can be given; null: nothing is said */
  readonly routing: AgentRouting | null
  readonly createdAt: Instant
  readonly version: number
}
export type AgentWithTeams = Agent & { readonly teams: readonly TeamId[] }
export type NewAgent = Pick<Agent, 'id' | 'name' | 'email' | 'roles' | 'levels' | 'createdAt'> &
  Partial<Agent> & { readonly teams?: readonly TeamId[]; readonly passwordPhc?: string }

export type AgentTable = {
  /** `taken`: another person has this address. */
  add(agent: NewAgent): Promise<AgentWithTeams | 'taken'>
  change(id: AgentId, version: number, changes: Partial<Omit<Agent, 'id'>>): Promise<Changed<Agent> | 'taken'>
  setTeams(id: AgentId, teams: readonly TeamId[]): Promise<void>
  one(id: AgentId): Promise<AgentWithTeams | null>
  byEmail(email: string): Promise<AgentWithTeams | null>
  all(): Promise<AgentWithTeams[]>
  /** The password's PHC string; null: this person has none. */
  password(id: AgentId): Promise<string | null>
  setPassword(id: AgentId, phc: string | null): Promise<void>
  /** Whether somebody may administer the desk: an enabled admin with a way in. */
  hasAdmin(): Promise<boolean>
}

const columns = {
  id: 'id',
  name: 'name',
  email: 'email',
  roles: 'roles',
  levels: 'levels',
  language: 'language',
  timeZone: 'time_zone',
  preferences: { column: 'preferences', as: 'jsonb' },
  disabledAt: 'disabled_at',
  absentFrom: 'absent_from',
  absentUntil: 'absent_until',
  absentCover: 'absent_cover',
  week: { column: 'week', as: 'jsonb' },
  routing: { column: 'routing', as: 'jsonb' },
  createdAt: 'created_at',
  version: 'version',
} as const

/** Turns "this address is taken" from an error of the index into a value. */
export async function orTaken<T>(work: Promise<T>): Promise<T | 'taken'> {
  try {
    return await work
  } catch (error) {
    if ((error as { code?: string }).code === '23505') return 'taken'
    throw error
  }
}

/** The agents' table. */
export function agentTable(pool: Pool): AgentTable {
  const table = tableOf<Agent>(pool, 'agent', columns, 'id')
  const select = `select ${table.list}, coalesce((select array_agg(team_id order by team_id) from team_member
    where agent_id = agent.id), '{}') as teams from agent`
  const read = async (condition: string, values: unknown[]) =>
    (await pool.query<AgentWithTeams>(`${select} ${condition}`, values)).rows
  const setTeams = async (id: AgentId, teams: readonly TeamId[]) => {
    await pool.query(
      `with gone as (delete from team_member where agent_id = $1 and team_id <> all($2::text[]))
      insert into team_member (team_id, agent_id) select unnest($2::text[]), $1 on conflict do nothing`,
      [id, teams],
    )
  }
  const setPassword = async (id: AgentId, phc: string | null) => {
    await pool.query('update agent set password_phc = $2 where id = $1', [id, phc])
  }
  return {
    async add({ teams = [], passwordPhc, ...agent }) {
      const added = await orTaken(table.insert(agent))
      if (added === 'taken') return added
      if (teams.length > 0) await setTeams(added.id, teams)
      if (passwordPhc !== undefined) await setPassword(added.id, passwordPhc)
      return { ...added, teams: [...teams].sort() }
    },
    change: (id, version, changes) => orTaken(table.change(id, version, changes)),
    setTeams,
    setPassword,
    one: async id => (await read('where id = $1', [id]))[0] ?? null,
    byEmail: async email => (await read('where lower(email) = lower($1)', [email]))[0] ?? null,
    all: () => read('order by lower(name), id', []),
    async password(id) {
      const { rows } = await pool.query('select password_phc as phc from agent where id = $1', [id])
      return rows[0]?.phc ?? null
    },
    async hasAdmin() {
      const { rowCount } = await pool.query(
        `select from agent where 'admin' = any(roles) and disabled_at is null and password_phc is not null limit 1`,
      )
      return rowCount === 1
    },
  }
}
