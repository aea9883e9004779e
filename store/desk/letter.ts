// Letters of the desk that belong to no case (invitations): they leave through the same outbox as all mail.
import type { CaseId } from '#core/kit/id.ts'
import type { Instant } from '#core/kit/time.ts'
import { jsonText, type Pool } from '../postgres/pool.ts'

/** Stands where an effect has no case. No case can have it: real ids are longer. */
export const noCase: CaseId = 'cas_none'

export type LetterTable = {
  /** Puts a letter into the outbox; a key that is known is left as it is. Says whether it was new. */
  put(letter: { key: string; dueAt: Instant; body: Readonly<Record<string, unknown>> }): Promise<boolean>
}

/** The outbox, for letters without a case. */
export function letterTable(pool: Pool): LetterTable {
  return {
    async put({ key, dueAt, body }) {
      const { rowCount } = await pool.query(
        `insert into effect (key, kind, case_id, due_at, body) values ($1, 'mail', $2, $3, $4)
        on conflict (key) do nothing`,
        [key, noCase, dueAt, jsonText(body)],
      )
      return rowCount === 1
    },
  }
}
