// Wishes for somebody who leads, each with a ledger of its own. Not: who may see one (core/escalation), nor
// any case's ledger, in which nothing of them stands.
import type { Escalation, EscalationFact } from '#core/escalation/escalation.ts'
import type { CaseId, EscalationId } from '#core/kit/id.ts'
import type { Instant } from '#core/kit/time.ts'
import { ask, jsonText, type Pool } from '../postgres/pool.ts'

export type KeptFact = { readonly fact: EscalationFact; readonly words: string | null }
export type EscalationTable = {
  /** Keeps a fact with what becomes by it; false: somebody else was faster. */
  append(state: Escalation, fact: EscalationFact, words: string | null): Promise<boolean>
  one(id: EscalationId): Promise<Escalation | null>
  /** Its facts in order, with the words people wrote; null where they were erased or there were none. */
  facts(id: EscalationId): Promise<KeptFact[]>
  ofCase(caseId: CaseId): Promise<Escalation[]>
  /** Those that go on, the oldest first, then those that ended, the newest first. */
  all(limit: number): Promise<Escalation[]>
  /** Nobody acknowledged them in time, and nobody was told so. */
  late(now: Instant, limit: number): Promise<Escalation[]>
  /** Another one whenever a fact was kept: how many facts there are. Index: the primary key. */
  version(): Promise<string>
  /** Erases what was written in those of a case; answers how many words. */
  erase(caseId: CaseId): Promise<number>
}

/** The table. Index: escalation_open, escalation_case. */
export function escalationTable(pool: Pool): EscalationTable {
  const some = async (name: string, where: string, values: readonly unknown[]): Promise<Escalation[]> => {
    const text = `select state from escalation where ${where}`
    return (await ask<{ state: Escalation }>(pool, { name, text, values })).map(({ state }) => state)
  }
  return {
    async append(state, fact, words) {
      const { rowCount } = await pool.query(
        `with head as (
          insert into escalation (id, case_id, standing, asked_at, answer_by, is_late, seq, state)
          values ($1, $2, $3, $4, $5, $6, $7, $8::jsonb)
          on conflict (id) do update set standing = excluded.standing, is_late = excluded.is_late,
            seq = excluded.seq, state = excluded.state
          where escalation.seq = excluded.seq - 1 returning id)
        insert into escalation_fact (escalation_id, seq, fact, words)
        select id, $7, $9::jsonb, $10 from head`,
        [
          ...[state.id, state.case, state.standing, state.askedAt, state.answerBy, state.late, state.seq],
          ...[jsonText(state), jsonText(fact), words],
        ],
      )
      return rowCount === 1
    },
    one: async id => (await some('escalation_one', 'id = $1', [id]))[0] ?? null,
    facts: id =>
      ask<KeptFact>(pool, {
        name: 'escalation_facts',
        text: 'select fact, words from escalation_fact where escalation_id = $1 order by seq',
        values: [id],
      }),
    ofCase: caseId => some('escalation_of_case', 'case_id = $1 order by asked_at', [caseId]),
    all: limit =>
      some(
        'escalation_all',
        `true order by standing = 'ended',
          case when standing = 'ended' then -asked_at else asked_at end limit $1`,
        [limit],
      ),
    late: (now, limit) =>
      some(
        'escalation_late',
        "standing = 'asked' and not is_late and answer_by <= $1 order by asked_at limit $2",
        [now, limit],
      ),
    async version() {
      const text = 'select count(*)::text as n from escalation_fact'
      const [row] = await ask<{ n: string }>(pool, { name: 'escalation_version', text, values: [] })
      return row!.n
    },
    async erase(caseId) {
      const { rowCount } = await pool.query(
        `update escalation_fact set words = null from escalation
        where escalation.id = escalation_id and case_id = $1 and words is not null`,
        [caseId],
      )
      return rowCount ?? 0
    },
  }
}
