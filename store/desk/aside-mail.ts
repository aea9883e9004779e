// Mail that belongs to no case, kept aside with its reason: the queue of system mail. Not: mail nobody can
// read, which becomes a case.
import type { Instant } from '#core/kit/time.ts'
import { cleaned, type Pool } from '../postgres/pool.ts'

export type AsideMail = {
  readonly id: number
  readonly at: Instant
  readonly reason: string
  readonly sender: string
  /** without codes and links, as the preview is */
  readonly subject: string
  readonly preview: string
}

export type AsideQuery = {
  readonly limit: number
  /** only older ones than this */
  readonly before?: number | undefined
  readonly reason?: string | undefined
}

export type AsideMailTable = {
  /** Keeps a mail; the same key again changes nothing. */
  keep(mail: Omit<AsideMail, 'id'> & { key: string; raw: Uint8Array }): Promise<void>
  /** The newest first; without a reason, those placed are left out. */
  list(query: AsideQuery): Promise<AsideMail[]>
  one(id: number): Promise<(AsideMail & { readonly raw: Uint8Array }) | null>
  /** It was placed with a supplier case: kept for as long as all of them, and listed only when asked for. */
  place(id: number): Promise<boolean>
  /** It was not meant for that one: it waits here again. `sha256`: of its bytes, in hex. */
  unplace(sha256: string): Promise<boolean>
  /** Removes one; whether it was there. */
  remove(id: number): Promise<boolean>
  /** Removes what is older than an instant; answers how many. */
  sweep(before: Instant): Promise<number>
}

/** Mail of a supplier that lies at its supplier case. */
export const placedReason = 'supplier-placed'
const columns = 'id::int, at, reason, sender, subject, preview'

/** The mails kept aside. */
export function asideMailTable(pool: Pool): AsideMailTable {
  return {
    async keep({ key, at, reason, sender, subject, preview, raw }) {
      await pool.query(
        `insert into aside_mail (key, at, reason, sender, subject, preview, raw)
        values ($1, $2, $3, $4, $5, $6, $7) on conflict (key) do nothing`,
        [
          ...[key, at, reason, cleaned(sender).slice(0, 320), cleaned(subject).slice(0, 500)],
          ...[cleaned(preview).slice(0, 1_000), Buffer.from(raw)],
        ],
      )
    },
    /** Index: the key of the table; aside_mail_reason where a reason is asked for. */
    async list({ limit, before, reason }) {
      const { rows } = await pool.query<AsideMail>(
        `select ${columns} from aside_mail where id < $2 and reason ${reason === undefined ? '<>' : '='} $3
        order by id desc limit $1`,
        [limit, before ?? Number.MAX_SAFE_INTEGER, reason ?? placedReason],
      )
      return rows
    },
    async one(id) {
      const { rows } = await pool.query<AsideMail & { raw: Buffer }>(
        `select ${columns}, raw from aside_mail where id = $1`,
        [id],
      )
      return rows[0] ?? null
    },
    async place(id) {
      const text = `update aside_mail set reason = $2 where id = $1 and reason <> $2`
      return (await pool.query(text, [id, placedReason])).rowCount === 1
    },
    /** Index: aside_mail_reason; the bytes are read of those placed only. */
    async unplace(sha256) {
      const text = `update aside_mail set reason = 'supplier'
        where reason = $2 and encode(sha256(raw), 'hex') = $1`
      return ((await pool.query(text, [sha256, placedReason])).rowCount ?? 0) > 0
    },
    async remove(id) {
      return (await pool.query('delete from aside_mail where id = $1', [id])).rowCount === 1
    },
    async sweep(before) {
      return (await pool.query('delete from aside_mail where at < $1', [before])).rowCount ?? 0
    },
  }
}
