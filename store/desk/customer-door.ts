// The doors customers come through without an account: the link that follows a case, and the address a reply
// goes to.
import type { CaseId, CustomerId } from '#core/kit/id.ts'
import type { Instant } from '#core/kit/time.ts'
import { ask, type Pool } from '../postgres/pool.ts'
import { hashOfSecret } from './secret.ts'

export type Door = { readonly caseId: CaseId; readonly customer: CustomerId }

export type FollowLinkTable = {
  add(link: Door & { secret: string; at: Instant; expiresAt: Instant }): Promise<void>
  find(secret: string, at: Instant): Promise<Door | null>
  /** Revokes every link to a case, or only those of one customer. */
  revoke(caseId: CaseId, at: Instant, customer?: CustomerId): Promise<number>
}

export type ReplyTokenTable = {
  add(token: Door & { secret: string; at: Instant }): Promise<void>
  find(secret: string): Promise<Door | null>
}

/** Links that show a case to its customer. */
export function followLinkTable(pool: Pool): FollowLinkTable {
  return {
    async add({ secret, caseId, customer, at, expiresAt }) {
      await ask(pool, {
        name: 'follow_link_add',
        text: `insert into follow_link (token_hash, case_id, customer_id, created_at, expires_at)
          values ($1, $2, $3, $4, $5) on conflict (token_hash) do update set expires_at = excluded.expires_at`,
        values: [hashOfSecret(secret), caseId, customer, at, expiresAt],
      })
    },
    async find(secret, at) {
      const [row] = await ask<Door>(pool, {
        name: 'follow_link_find',
        text: `select case_id as "caseId", customer_id as customer from follow_link
          where token_hash = $1 and revoked_at is null and expires_at > $2`,
        values: [hashOfSecret(secret), at],
      })
      return row ?? null
    },
    async revoke(caseId, at, customer) {
      const { rowCount } = await pool.query(
        `update follow_link set revoked_at = $2
        where case_id = $1 and revoked_at is null and ($3::text is null or customer_id = $3)`,
        [caseId, at, customer ?? null],
      )
      return rowCount ?? 0
    },
  }
}

/** Secrets in the address replies go to: they alone tie a mail to a case. */
export function replyTokenTable(pool: Pool): ReplyTokenTable {
  return {
    async add({ secret, caseId, customer, at }) {
      await ask(pool, {
        name: 'reply_token_add',
        text: `insert into reply_token (token_hash, case_id, customer_id, created_at) values ($1, $2, $3, $4)
          on conflict (token_hash) do nothing`,
        values: [hashOfSecret(secret), caseId, customer, at],
      })
    },
    async find(secret) {
      const [row] = await ask<Door>(pool, {
        name: 'reply_token_find',
        text: 'select case_id as "caseId", customer_id as customer from reply_token where token_hash = $1',
        values: [hashOfSecret(secret)],
      })
      return row ?? null
    },
  }
}
