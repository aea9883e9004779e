// Who changed which setting, and what it was before. Only added to; the database refuses anything else.
import type { Instant } from '#core/kit/time.ts'
import { jsonText, type Pool } from '../postgres/pool.ts'

export type AuditEntry = {
  readonly at: Instant
  /** an agent's or token's id, or a part of the desk */
  readonly actor: string
  /** noun.verb in the past, such as `agent.changed` */
  readonly what: string
  /** the id of what was changed */
  readonly about: string | null
  readonly before: unknown
  readonly after: unknown
}

export type AuditTable = {
  add(entry: AuditEntry): Promise<void>
  /** The newest first; `before` is the id of the last one shown. */
  newest(limit: number, before?: number): Promise<(AuditEntry & { readonly id: number })[]>
}

/** The table of changes to settings and people. */
export function auditTable(pool: Pool): AuditTable {
  return {
    async add({ at, actor, what, about, before, after }) {
      await pool.query(
        'insert into audit (at, actor, what, about, before, after) values ($1, $2, $3, $4, $5, $6)',
        [at, actor, what, about, jsonText(before ?? null), jsonText(after ?? null)],
      )
    },
    async newest(limit, before = Number.MAX_SAFE_INTEGER) {
      const { rows } = await pool.query<AuditEntry & { id: number }>(
        'select id, at, actor, what, about, before, after from audit where id < $2 order by id desc limit $1',
        [limit, before],
      )
      return rows
    },
  }
}
