// Mail that belongs to no case, kept aside with its reason. Not: mail nobody can read, which becomes a case.
import type { Instant } from '#core/kit/time.ts'
import { cleaned, type Pool } from '../postgres/pool.ts'

export type AsideMail = {
  readonly id: number
  readonly at: Instant
  readonly reason: string
  readonly sender: string
  readonly subject: string
}

export type AsideMailTable = {
  /** Keeps a mail; the same key again changes nothing. */
  keep(mail: Omit<AsideMail, 'id'> & { key: string; raw: Uint8Array }): Promise<void>
  newest(limit: number): Promise<AsideMail[]>
  raw(id: number): Promise<Uint8Array | null>
  /** Removes what is older than an instant; answers how many. */
  sweep(before: Instant): Promise<number>
}

/** The mails kept aside. */
export function asideMailTable(pool: Pool): AsideMailTable {
  return {
    async keep({ key, at, reason, sender, subject, raw }) {
      await pool.query(
        `insert into aside_mail (key, at, reason, sender, subject, raw) values ($1, $2, $3, $4, $5, $6)
        on conflict (key) do nothing`,
        [key, at, reason, cleaned(sender).slice(0, 320), cleaned(subject).slice(0, 500), Buffer.from(raw)],
      )
    },
    async newest(limit) {
      const { rows } = await pool.query<AsideMail & { id: string | number }>(
        'select id::int, at, reason, sender, subject from aside_mail order by id desc limit $1',
        [limit],
      )
      return rows
    },
    async raw(id) {
      const { rows } = await pool.query<{ raw: Buffer }>('select raw from aside_mail where id = $1', [id])
      return rows[0]?.raw ?? null
    },
    async sweep(before) {
      return (await pool.query('delete from aside_mail where at < $1', [before])).rowCount ?? 0
    },
  }
}
