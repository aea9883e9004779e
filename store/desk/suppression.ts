// Addresses that take no mail: since when, which mails came back, and who let them take mail again. Not: how
// they come here (sent-mail.ts).
import type { CaseId } from '#core/kit/id.ts'
import { dayMs, type Instant } from '#core/kit/time.ts'
import { noCase } from './letter.ts'
import { ask, cleaned, type Pool } from '../postgres/pool.ts'
import { failureDays, returnDays } from './sent-mail.ts'

const mailsMax = 10

/** One mail that came back; a letter of the desk has no case. */
export type CameBack = {
  readonly caseId: CaseId | null
  readonly number: number | null
  readonly at: Instant
  readonly status: string
  readonly said: string
}
export type Suppression = {
  readonly id: number
  readonly address: string
  readonly since: Instant
  /** the newest first */
  readonly mails: readonly CameBack[]
}

export type SuppressionTable = {
  /** What stands, the newest first. */
  all(limit: number): Promise<Suppression[]>
  /** Since when an address takes no mail; null: it does. Index: suppression_standing. */
  since(address: string): Promise<Instant | null>
  /** The address takes mail again, and what came back is forgotten. Null: nothing stands by that id. */
  lift(id: number, by: string, because: string, at: Instant): Promise<Suppression | null>
  /** Forgets mails no report speaks of any more, and failures that do not count. */
  sweep(at: Instant): Promise<void>
}

const select = `select s.id::int, s.address, s.since, coalesce((
    select jsonb_agg(jsonb_build_object('caseId', nullif(f.case_id, '${noCase}'), 'number', c.number, 'at', f.at,
      'status', f.status, 'said', f.said) order by f.at desc)
    from (select * from address_failure where address = s.address and at > s.since - ${failureDays * dayMs}
      order by at desc limit ${mailsMax}) f
    left join case_card c on c.case_id = f.case_id), '[]') as mails
  from suppression s`

/** The list of addresses that take no mail. */
export function suppressionTable(pool: Pool): SuppressionTable {
  return {
    async all(limit) {
      const { rows } = await pool.query<Suppression>(
        `${select} where lifted_at is null order by since desc, id desc limit $1`,
        [limit],
      )
      return rows
    },
    async since(address) {
      const [row] = await ask<{ since: Instant }>(pool, {
        name: 'suppression_since',
        text: 'select since from suppression where address = $1 and lifted_at is null',
        values: [address.toLowerCase()],
      })
      return row?.since ?? null
    },
    async lift(id, by, because, at) {
      const { rows } = await pool.query<Suppression>(`${select} where id = $1 and lifted_at is null`, [id])
      const [standing] = rows
      if (!standing) return null
      const { rowCount } = await pool.query(
        `with lifted as (update suppression set lifted_at = $4, lifted_by = $2, lifted_because = $3
            where id = $1 and lifted_at is null returning address),
          forgotten as (delete from address_failure f using lifted where f.address = lifted.address)
        select from lifted`,
        [id, by, cleaned(because), at],
      )
      return rowCount === 1 ? standing : null
    },
    async sweep(at) {
      await pool.query('delete from sent_mail where at < $1', [at - returnDays * dayMs])
      // What an address is stopped for stays with it.
      await pool.query(
        `delete from address_failure f where at < $1 and not exists (
          select from suppression s where s.address = f.address and s.lifted_at is null)`,
        [at - failureDays * dayMs],
      )
      await pool.query('delete from mail_flood where since < $1', [at - dayMs])
    },
  }
}
