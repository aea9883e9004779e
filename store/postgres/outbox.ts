// Effects and rings: due work is leased, so that a node that dies or freezes loses it and its late word is
// refused.
// The database's clock rules; an index on what waits finds the longest due.
import { randomBytes } from 'node:crypto'
import type { CaseId } from '#core/kit/id.ts'
import type { Instant } from '#core/kit/time.ts'
import type { Effect, EffectKind, Ring, Store } from '../store.ts'
import { ask, commit, type Pool } from './pool.ts'

/**
 * The database's clock in epoch milliseconds, as SQL. Of the statement: a clock that moves within it could
 * not be looked up in an index.
 */
export const nowMs = '(extract(epoch from statement_timestamp()) * 1000)::bigint'

type EffectRow = {
  key: string
  kind: EffectKind
  case_id: CaseId
  due_at: Instant
  body: Effect['body']
  attempt: number
  waited_ms: number
}

export type Leasing = {
  readonly limit: number
  readonly leaseMs: number
  /** by how much the database's clock is turned on (tests) */
  readonly aheadMs: number
}

/** Leases effects of a kind that are due and free, the longest due first. Index: effect_due. */
export async function leaseEffects(pool: Pool, kind: EffectKind, { limit, leaseMs, aheadMs }: Leasing) {
  const lease = randomBytes(16).toString('base64url')
  const { rows } = await commit(pool, {
    name: 'lease_effects',
    text: `with due as (
        select key from effect where status = 'waiting' and kind = $4 and due_at <= ${leaseNow}
          and leased_until <= ${leaseNow}
        order by due_at, key limit $2 for update skip locked)
      update effect set attempt = attempt + 1, lease = $5, leased_until = ${leaseNow} + $3::bigint,
        first_leased_at = coalesce(first_leased_at, ${leaseNow})
      from due where effect.key = due.key
      returning effect.key, kind, case_id, due_at, body, attempt, ${leaseNow} - first_leased_at as waited_ms`,
    values: [aheadMs, limit, leaseMs, kind, lease],
  })
  const leased = (rows as EffectRow[]).sort((a, b) => a.due_at - b.due_at || (a.key < b.key ? -1 : 1))
  return leased.map(({ key, kind, case_id, due_at, body, attempt, waited_ms }) => ({
    key,
    kind,
    caseId: case_id,
    dueAt: due_at,
    body,
    attempt,
    waitedMs: waited_ms,
    lease,
  }))
}

/** Ends a leased effect if nobody else has leased or cancelled it since. Index: primary key. */
export async function endEffect(
  pool: Pool,
  key: string,
  lease: string,
  end: Parameters<Store['endEffect']>[2],
): Promise<boolean> {
  const status = 'done' in end ? 'done' : 'givenUp' in end ? 'given_up' : 'waiting'
  const reason = 'reason' in end ? end.reason : 'givenUp' in end ? end.givenUp : null
  const { rowCount } = await commit(pool, {
    name: 'end_effect',
    text: `update effect set status = $3, reason = $4, due_at = coalesce($5::bigint, due_at), lease = null,
        leased_until = 0, attempt = attempt - $6::int, ended_at = case when $3 = 'waiting' then null else ${nowMs} end
      where key = $1 and lease = $2 and status = 'waiting'`,
    values: [
      key,
      lease,
      status,
      reason,
      ...('retryAt' in end ? [end.retryAt, end.isUntried ? 1 : 0] : [null, 0]),
    ],
  })
  return rowCount === 1
}

/** Leases cases whose ring is due, the longest due first. Index: case_card_ring. */
export async function leaseRings(pool: Pool, { limit, leaseMs, aheadMs }: Leasing): Promise<CaseId[]> {
  const { rows } = await commit(pool, {
    name: 'lease_rings',
    text: ringText,
    values: [aheadMs, limit, leaseMs],
  })
  const leased = rows as { case_id: CaseId; ring_at: number }[]
  return leased
    .sort((a, b) => a.ring_at - b.ring_at || (a.case_id < b.case_id ? -1 : 1))
    .map(row => row.case_id)
}

/** Sets a ring anew unless the case went on meanwhile. Index: primary key. */
export async function moveRing(pool: Pool, caseId: CaseId, seq: number, { at }: Ring): Promise<void> {
  await commit(pool, {
    name: 'move_ring',
    text: 'update case_card set ring_at = $3, ring_leased_until = 0 where case_id = $1 and seq = $2',
    values: [caseId, seq, at],
  })
}

const leaseNow = `${nowMs} + $1::bigint`
/** As it is asked, so that its way through the index can be tested. */
export const ringText = `with due as (
    select case_id, ring_at from case_card where ring_at <= ${leaseNow} and ring_leased_until <= ${leaseNow}
    order by ring_at, case_id limit $2 for no key update skip locked)
  update case_card c set ring_leased_until = ${leaseNow} + $3::bigint
  from due where c.case_id = due.case_id returning c.case_id, due.ring_at`

/** The newest effects with how they stand, for the outbox page. */
export type EffectState = {
  readonly key: string
  readonly kind: string
  readonly caseId: CaseId
  readonly dueAt: Instant
  readonly status: 'waiting' | 'done' | 'given_up' | 'cancelled'
  readonly attempt: number
  readonly reason: string | null
}

/** Effects of a case, the newest due first. Index: effect_case. */
export async function effectsOf(pool: Pool, caseId: CaseId, limit: number): Promise<EffectState[]> {
  const rows = await ask<EffectRow & { status: EffectState['status']; reason: string | null }>(pool, {
    name: 'effects_of',
    text: `select key, kind, case_id, due_at, status, attempt, reason from effect where case_id = $1
      order by due_at desc, key limit $2`,
    values: [caseId, limit],
  })
  return rows.map(({ case_id, due_at, key, kind, status, attempt, reason }) => ({
    key,
    kind,
    caseId: case_id,
    dueAt: due_at,
    status,
    attempt,
    reason,
  }))
}
