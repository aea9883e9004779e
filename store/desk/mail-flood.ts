// Which case takes the mails of an address that floods the desk. Not: when it floods (server/flood.ts).
import type { CaseId } from '#core/kit/id.ts'
import { hourMs, type Instant } from '#core/kit/time.ts'
import { ask, type Pool } from '../postgres/pool.ts'

/** A case of a flood takes so many mails, and for so long; then another does. */
export const floodMailsMax = 500
export const floodMs = hourMs

export type MailFloodTable = {
  /** The case that takes one more mail of this address, counted; null: none does. */
  next(address: string, at: Instant): Promise<CaseId | null>
  begin(address: string, caseId: CaseId, at: Instant): Promise<void>
}

/** Floods, one per address. */
export function mailFloodTable(pool: Pool): MailFloodTable {
  return {
    async next(address, at) {
      const [row] = await ask<{ caseId: CaseId }>(pool, {
        name: 'mail_flood_next',
        text: `update mail_flood set mails = mails + 1 where address = $1 and since > $2 and mails < $3
          returning case_id as "caseId"`,
        values: [address, at - floodMs, floodMailsMax],
      })
      return row?.caseId ?? null
    },
    async begin(address, caseId, at) {
      await ask(pool, {
        name: 'mail_flood_begin',
        text: `insert into mail_flood (address, case_id, since, mails) values ($1, $2, $3, 1)
          on conflict (address) do update set case_id = excluded.case_id, since = excluded.since, mails = 1`,
        values: [address, caseId, at],
      })
    },
  }
}
