// What lets somebody in: sessions, API tokens, invitations, the set-up link. Secrets go in, hashes are kept;
// what has expired, was used or revoked is not there.
import type { AgentId, TeamId } from '#core/kit/id.ts'
import type { Instant } from '#core/kit/time.ts'
import type { Role } from '#core/people/desk-facts.ts'
import type { Language } from '#core/people/language.ts'
import type { HouseLevel } from '#core/people/level.ts'
import { ask, type Pool } from '../postgres/pool.ts'
import { hashOfSecret } from './secret.ts'

export type Session = {
  readonly id: string
  readonly agent: AgentId
  readonly createdAt: Instant
  readonly lastUsedAt: Instant
  readonly expiresAt: Instant
  readonly agentDisabled: boolean
  readonly browser: string
}
export type ApiToken = {
  readonly id: string
  readonly name: string
  readonly roles: readonly Role[]
  readonly createdAt: Instant
  readonly expiresAt: Instant | null
  readonly lastUsedAt: Instant | null
  readonly revokedAt: Instant | null
}
export type Invitation = {
  readonly id: string
  readonly email: string
  readonly name: string
  readonly roles: readonly Role[]
  readonly levels: readonly HouseLevel[]
  readonly teams: readonly TeamId[]
  readonly language: Language
  readonly invitedBy: AgentId | null
  readonly createdAt: Instant
  readonly expiresAt: Instant
  readonly usedAt: Instant | null
}

export type SessionTable = {
  add(session: {
    secret: string
    id: string
    agent: AgentId
    at: Instant
    expiresAt: Instant
    browser: string
  }): Promise<void>
  /** Finds a session that is neither expired nor idle longer than `idleMs`. */
  find(secret: string, at: Instant, idleMs: number): Promise<Session | null>
  used(secret: string, at: Instant): Promise<void>
  of(agent: AgentId, at: Instant): Promise<Session[]>
  end(secret: string): Promise<void>
  endOne(agent: AgentId, id: string): Promise<boolean>
  /** Ends all sessions of a person, but one where given (a changed password, a dismissed agent). */
  endAll(agent: AgentId, exceptSecret?: string): Promise<number>
  sweep(at: Instant): Promise<number>
}

export type TokenTable = {
  add(token: {
    secret: string
    id: string
    name: string
    roles: readonly Role[]
    at: Instant
    expiresAt: Instant | null
  }): Promise<void>
  find(secret: string, at: Instant): Promise<ApiToken | null>
  all(): Promise<ApiToken[]>
  revoke(id: string, at: Instant): Promise<boolean>
}

export type InvitationTable = {
  add(invitation: Omit<Invitation, 'usedAt'> & { secret: string }): Promise<void>
  find(secret: string, at: Instant): Promise<Invitation | null>
  /** Uses it up; of two at once one gets it. */
  take(secret: string, at: Instant): Promise<Invitation | null>
  open(at: Instant): Promise<Invitation[]>
  revoke(id: string): Promise<boolean>
}

export type SetupLinkTable = {
  /** Makes a new link; every former one is void. */
  replace(secret: string, at: Instant, expiresAt: Instant): Promise<void>
  isGood(secret: string, at: Instant): Promise<boolean>
  take(secret: string, at: Instant): Promise<boolean>
}

const sessionList = `s.id, s.agent_id as agent, s.created_at as "createdAt", s.last_used_at as "lastUsedAt",
  s.expires_at as "expiresAt", s.user_agent as browser, a.disabled_at is not null as "agentDisabled"
  from session s join agent a on a.id = s.agent_id`

/** Sessions of agents. */
export function sessionTable(pool: Pool): SessionTable {
  return {
    async add({ secret, id, agent, at, expiresAt, browser }) {
      await pool.query(
        `insert into session (token_hash, id, agent_id, created_at, last_used_at, expires_at, user_agent)
        values ($1, $2, $3, $4, $4, $5, $6)`,
        [hashOfSecret(secret), id, agent, at, expiresAt, browser.slice(0, 300)],
      )
    },
    async find(secret, at, idleMs) {
      const [row] = await ask<Session>(pool, {
        name: 'session_find',
        text: `select ${sessionList} where token_hash = $1 and expires_at > $2 and last_used_at > $3`,
        values: [hashOfSecret(secret), at, at - idleMs],
      })
      return row ?? null
    },
    async used(secret, at) {
      await pool.query('update session set last_used_at = greatest(last_used_at, $2) where token_hash = $1', [
        hashOfSecret(secret),
        at,
      ])
    },
    async of(agent, at) {
      const { rows } = await pool.query<Session>(
        `select ${sessionList} where agent_id = $1 and expires_at > $2 order by last_used_at desc`,
        [agent, at],
      )
      return rows
    },
    async end(secret) {
      await pool.query('delete from session where token_hash = $1', [hashOfSecret(secret)])
    },
    endOne: (agent, id) => isOne(pool, 'delete from session where agent_id = $1 and id = $2', [agent, id]),
    async endAll(agent, exceptSecret) {
      const except = exceptSecret === undefined ? null : hashOfSecret(exceptSecret)
      const { rowCount } = await pool.query(
        'delete from session where agent_id = $1 and token_hash is distinct from $2',
        [agent, except],
      )
      return rowCount ?? 0
    },
    async sweep(at) {
      return (await pool.query('delete from session where expires_at <= $1', [at])).rowCount ?? 0
    },
  }
}

async function isOne(pool: Pool, text: string, values: unknown[]): Promise<boolean> {
  return (await pool.query(text, values)).rowCount === 1
}

const tokenList = `id, name, roles, created_at as "createdAt", expires_at as "expiresAt",
  last_used_at as "lastUsedAt", revoked_at as "revokedAt"`

/** API tokens. */
export function tokenTable(pool: Pool): TokenTable {
  return {
    async add({ secret, id, name, roles, at, expiresAt }) {
      await pool.query(
        `insert into api_token (token_hash, id, name, roles, created_at, expires_at) values ($1, $2, $3, $4, $5, $6)`,
        [hashOfSecret(secret), id, name, roles, at, expiresAt],
      )
    },
    async find(secret, at) {
      const [row] = await ask<ApiToken>(pool, {
        name: 'token_find',
        text: `select ${tokenList} from api_token
          where token_hash = $1 and revoked_at is null and (expires_at is null or expires_at > $2)`,
        values: [hashOfSecret(secret), at],
      })
      // To the minute is enough to see what is still in use, and spares a write per call.
      if (row && (row.lastUsedAt ?? 0) < at - 60_000) {
        await pool.query('update api_token set last_used_at = $2 where id = $1', [row.id, at])
      }
      return row ?? null
    },
    async all() {
      return (await pool.query<ApiToken>(`select ${tokenList} from api_token order by created_at desc`)).rows
    },
    revoke: (id, at) =>
      isOne(pool, 'update api_token set revoked_at = $2 where id = $1 and revoked_at is null', [id, at]),
  }
}

const invitationList = `id, email, name, roles, levels, teams, language, invited_by as "invitedBy",
  created_at as "createdAt", expires_at as "expiresAt", used_at as "usedAt"`

/** Invitations by mail. */
export function invitationTable(pool: Pool): InvitationTable {
  const first = async (text: string, values: unknown[]) =>
    (await pool.query<Invitation>(text, values)).rows[0] ?? null
  return {
    async add(one) {
      await pool.query(
        `insert into invitation (token_hash, id, email, name, roles, levels, teams, language, invited_by,
          created_at, expires_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
        [hashOfSecret(one.secret), one.id, one.email, one.name, one.roles, one.levels, one.teams].concat([
          one.language,
          one.invitedBy,
          one.createdAt,
          one.expiresAt,
        ] as never[]),
      )
    },
    find: (secret, at) =>
      first(
        `select ${invitationList} from invitation where token_hash = $1 and used_at is null and expires_at > $2`,
        [hashOfSecret(secret), at],
      ),
    take: (secret, at) =>
      first(
        `update invitation set used_at = $2 where token_hash = $1 and used_at is null and expires_at > $2
        returning ${invitationList}`,
        [hashOfSecret(secret), at],
      ),
    async open(at) {
      const { rows } = await pool.query<Invitation>(
        `select ${invitationList} from invitation where used_at is null and expires_at > $1 order by created_at desc`,
        [at],
      )
      return rows
    },
    revoke: id => isOne(pool, 'delete from invitation where id = $1 and used_at is null', [id]),
  }
}

/** The one-use link with which the first administrator sets the desk up. */
export function setupLinkTable(pool: Pool): SetupLinkTable {
  return {
    async replace(secret, at, expiresAt) {
      await pool.query(
        `with former as (delete from setup_link where used_at is null)
        insert into setup_link (token_hash, created_at, expires_at) values ($1, $2, $3)`,
        [hashOfSecret(secret), at, expiresAt],
      )
    },
    async isGood(secret, at) {
      const text = 'select from setup_link where token_hash = $1 and used_at is null and expires_at > $2'
      return (await pool.query(text, [hashOfSecret(secret), at])).rowCount === 1
    },
    take: (secret, at) =>
      isOne(
        pool,
        'update setup_link set used_at = $2 where token_hash = $1 and used_at is null and expires_at > $2',
        [hashOfSecret(secret), at],
      ),
  }
}
