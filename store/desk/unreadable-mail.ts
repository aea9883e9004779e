// Mails nobody could read by machine: in which case each lies, why, and what came of trying again. How it is
// dealt with its case says. Not: mail that belongs to no case (aside-mail.ts).
import type { AgentId, CaseId } from '#core/kit/id.ts'
import type { Instant } from '#core/kit/time.ts'
import type { Pool } from '../postgres/pool.ts'

/** Nobody has its case; somebody has; it can be read by now, or its case has ended. */
export const unreadableStandings = ['waiting', 'in_hand', 'ended'] as const
export type UnreadableStanding = (typeof unreadableStandings)[number]

export type UnreadableMail = {
  readonly id: number
  readonly sha256: string
  readonly caseId: CaseId
  readonly number: number
  /** who sent it, as its case names him */
  readonly sender: string
  readonly worker: AgentId | null
  readonly at: Instant
  /** null: from before reasons were written down */
  readonly reason: string | null
  readonly standing: UnreadableStanding
  readonly triedAt: Instant | null
  /** since when it can be read, and the case it is in since; a mail kept aside is in none */
  readonly readAt: Instant | null
  readonly readCase: { readonly id: CaseId; readonly number: number } | null
}

export type UnreadableQuery = {
  readonly limit: number
  /** only older ones than this */
  readonly before?: number | undefined
  readonly reason?: string | undefined
  readonly standing?: UnreadableStanding | undefined
}

export type UnreadableMailTable = {
  /** Notes one; the same bytes again change nothing. */
  keep(mail: { sha256: string; caseId: CaseId; at: Instant; reason: string }): Promise<void>
  /** The newest first. */
  list(query: UnreadableQuery): Promise<UnreadableMail[]>
  one(id: number): Promise<UnreadableMail | null>
  /** How many lie with nobody, up to a limit. */
  waiting(limit: number): Promise<number>
  /** It was tried again and still cannot be read. */
  tried(id: number, at: Instant, reason: string): Promise<void>
  /** It can be read, and is in this case since; null: in none. */
  read(id: number, at: Instant, caseId: CaseId | null): Promise<void>
}

const standing = `case when u.read_at is not null or c.phase <> 'open' then 'ended'
  when c.worker is null then 'waiting' else 'in_hand' end`

const select = `select u.id::int, u.sha256, u.case_id as "caseId", c.number, c.worker, u.at, u.reason,
  coalesce(c.card ->> 'customerName', '') as sender, ${standing} as standing, u.tried_at as "triedAt",
  u.read_at as "readAt", case when r.case_id is not null
    then json_build_object('id', r.case_id, 'number', r.number) end as "readCase"
  from unreadable_mail u join case_card c on c.case_id = u.case_id
  left join case_card r on r.case_id = u.read_case_id`

/** The mails nobody could read. */
export function unreadableMailTable(pool: Pool): UnreadableMailTable {
  return {
    async keep({ sha256, caseId, at, reason }) {
      await pool.query(
        `insert into unreadable_mail (sha256, case_id, at, reason) values ($1, $2, $3, $4)
        on conflict (sha256) do nothing`,
        [sha256, caseId, at, reason],
      )
    },
    /** Index: the key of the table; where those that wait are asked for, unreadable_mail_unread. */
    async list({ limit, before, reason, standing: wanted }) {
      const { rows } = await pool.query<UnreadableMail>(
        `${select} where u.id < $2 and ($3::text is null or u.reason = $3)
        and ($4::text is null or ${standing} = $4) ${wanted === 'waiting' ? 'and u.read_at is null' : ''}
        order by u.id desc limit $1`,
        [limit, before ?? Number.MAX_SAFE_INTEGER, reason ?? null, wanted ?? null],
      )
      return rows
    },
    async one(id) {
      return (await pool.query<UnreadableMail>(`${select} where u.id = $1`, [id])).rows[0] ?? null
    },
    async waiting(limit) {
      const { rows } = await pool.query<{ n: number }>(
        `select count(*)::int as n from (
          select from unreadable_mail u join case_card c on c.case_id = u.case_id
          where u.read_at is null and c.phase = 'open' and c.worker is null limit $1) one`,
        [limit],
      )
      return rows[0]!.n
    },
    async tried(id, at, reason) {
      await pool.query('update unreadable_mail set tried_at = $2, reason = $3 where id = $1', [
        id,
        at,
        reason,
      ])
    },
    async read(id, at, caseId) {
      await pool.query(
        `update unreadable_mail set tried_at = $2, read_at = $2, read_case_id = $3
        where id = $1 and read_at is null`,
        [id, at, caseId],
      )
    },
  }
}
