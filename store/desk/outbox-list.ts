// The outbox as people look at it: which mails wait, left, or were given up, and why. Not: sending
// (postgres/outbox.ts).
import { randomBytes } from 'node:crypto'
import type { CaseId } from '#core/kit/id.ts'
import type { Instant } from '#core/kit/time.ts'
import { nowMs } from '../postgres/outbox.ts'
import type { Pool } from '../postgres/pool.ts'
import { noCase } from './letter.ts'

export const outboxStates = ['waiting', 'done', 'given_up', 'cancelled'] as const
export type OutboxState = (typeof outboxStates)[number]

export type OutboxEntry = {
  readonly key: string
  readonly status: OutboxState
  readonly dueAt: Instant
  readonly endedAt: Instant | null
  readonly attempt: number
  readonly reason: string | null
  /** what is to be sent: ids for a mail of a case, the letter itself for one without */
  readonly body: Readonly<Record<string, unknown>>
  readonly caseId: CaseId | null
  readonly number: number | null
  readonly subject: string | null
  readonly customerName: string | null
}

/** The last mail shown: where a list goes on. */
export type OutboxPlace = { readonly dueAt: Instant; readonly key: string }

export type OutboxList = {
  /**
   * Those due since an instant, the newest first; `before` is the last one shown. Indexes: effect_days,
   * effect_due.
   */
  newest(
    limit: number,
    of: { since: Instant; status?: OutboxState | undefined; before?: OutboxPlace | undefined },
  ): Promise<OutboxEntry[]>
  one(key: string): Promise<OutboxEntry | null>
  /** How many mails stand where; of those that ended, only the ones due since an instant. */
  counts(since: Instant): Promise<Readonly<Record<OutboxState, number>>>
  /** Holds a waiting mail that nobody is sending just now, so that it can be cancelled; null: none. */
  hold(key: string): Promise<{ readonly lease: string } | null>
  /** A mail that is held never leaves. */
  cancel(key: string, lease: string): Promise<boolean>
  /** Tries a waiting mail now; a letter that was given up is tried anew. False: there is nothing to try. */
  again(key: string): Promise<boolean>
}

/** Long enough to record that it is cancelled. */
const holdMs = 60_000

const select = `select e.key, e.status, e.due_at as "dueAt", e.ended_at as "endedAt", e.attempt, e.reason, e.body,
  nullif(e.case_id, '${noCase}') as "caseId", c.number, c.card ->> 'subject' as subject,
  c.card ->> 'customerName' as "customerName"
  from effect e left join case_card c on c.case_id = e.case_id`

/** The outbox of the desk. */
export function outboxList(pool: Pool): OutboxList {
  return {
    async newest(limit, { since, status, before }) {
      const { rows } = await pool.query<OutboxEntry>(
        `${select} where e.kind = 'mail' and e.due_at >= $2 and ($3::text is null or e.status = $3)
        and ($4::bigint is null or (e.due_at, e.key) < ($4, $5)) order by e.due_at desc, e.key desc limit $1`,
        [limit, since, status ?? null, before?.dueAt ?? null, before?.key ?? null],
      )
      return rows
    },
    async one(key) {
      return (await pool.query<OutboxEntry>(`${select} where e.key = $1`, [key])).rows[0] ?? null
    },
    async counts(since) {
      const { rows } = await pool.query<Record<OutboxState, number>>(
        `select (select count(*)::int from effect where status = 'waiting' and kind = 'mail') as waiting,
          (select count(*)::int from effect where status = 'given_up' and kind = 'mail' and due_at >= $1) as given_up,
          (select count(*)::int from effect where status = 'done' and kind = 'mail' and due_at >= $1) as done,
          (select count(*)::int from effect where status = 'cancelled' and kind = 'mail' and due_at >= $1) as cancelled`,
        [since],
      )
      return rows[0]!
    },
    async hold(key) {
      const lease = randomBytes(16).toString('base64url')
      const { rowCount } = await pool.query(
        `update effect set lease = $2, leased_until = ${nowMs} + ${holdMs}
        where key = $1 and kind = 'mail' and status = 'waiting' and leased_until <= ${nowMs}`,
        [key, lease],
      )
      return rowCount === 1 ? { lease } : null
    },
    async cancel(key, lease) {
      const { rowCount } = await pool.query(
        `update effect set status = 'cancelled', reason = 'cancelled', lease = null, leased_until = 0,
          ended_at = ${nowMs} where key = $1 and lease = $2 and status = 'waiting'`,
        [key, lease],
      )
      return rowCount === 1
    },
    async again(key) {
      // A mail of a case that was given up has failed in its ledger: there it is sent again, as a fact.
      const { rowCount } = await pool.query(
        `update effect set status = 'waiting', due_at = least(due_at, ${nowMs}), leased_until = 0, lease = null,
          attempt = case when status = 'given_up' then 0 else attempt end,
          first_leased_at = case when status = 'given_up' then null else first_leased_at end, ended_at = null
        where key = $1 and ((status = 'waiting' and leased_until <= ${nowMs})
          or (status = 'given_up' and case_id = '${noCase}'))`,
        [key],
      )
      return rowCount === 1
    },
  }
}
