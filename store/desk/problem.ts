// What is asked of the cases of problems: how many there are, and how far the telling of a fix has come with
// their customers. Not: the problems themselves (matter.ts).
import type { FixStage } from '#core/case/state.ts'
import { fixStages } from '#core/case/state.ts'
import type { AgentId, CaseId, MatterId, ProductId } from '#core/kit/id.ts'
import type { Instant } from '#core/kit/time.ts'
import type { DismissReason } from '#core/problem/suggest.ts'
import { ask, type Pool } from '../postgres/pool.ts'

export type FixCounts = { readonly cases: number } & Readonly<Record<FixStage, number>>

export type ProblemTable = {
  /** how many cases belong to each of these, counted to one more than `most` */
  caseCounts(ids: readonly MatterId[], most: number): Promise<ReadonlyMap<MatterId, number>>
  stages(id: MatterId): Promise<FixCounts>
  /** the device each case was judged by, as numbers are compared */
  devices(ids: readonly CaseId[]): Promise<ReadonlyMap<CaseId, string>>
  /** the newest cases beside this one, and whether one of another time is of its device */
  seenBefore(id: CaseId): Promise<CasesSeen>
  /** these cases are no problem of their own */
  dismiss(one: Dismissed): Promise<void>
  /** which cases were dismissed together since then; the newest `dismissedMost` of them */
  dismissed(since: Instant): Promise<readonly (readonly CaseId[])[]>
  /** somebody says that a known error is not what a case has; said again, it stays as it was */
  notFitting(one: NotFitting): Promise<void>
  /** what does not fit a case */
  unfitOf(caseId: CaseId): Promise<readonly MatterId[]>
  /** of how many cases it was said that it does not fit */
  unfitCount(id: MatterId): Promise<number>
}
export type CasesSeen = {
  readonly cases: readonly { readonly subject: string; readonly product: ProductId | null }[]
  readonly hasDevice: boolean
}
/** The newest so many are compared with a case. */
const seenMost = 1_000

/**
 * One statement: each phase gives its own newest along case_card_opened, what was merged stands in another;
 * the device by event_device. As fast with a million cases as with a thousand.
 */
export const seenBeforeSql = (id: CaseId) => ({
  name: 'problem_seen_before',
  text: `with newest as (${['open', 'solved', 'closed']
    .map(
      phase => `(select case_id, card, opened_at from case_card
        where phase = '${phase}' order by opened_at desc, case_id desc limit $2)`,
    )
    .join(' union all ')}),
    own as (select device_of(data) as device from event
      where case_id = $1 and type = 'entitlement.decided' order by seq desc limit 1)
    select coalesce((select json_agg(one) from (
        select card ->> 'subject' as subject, card ->> 'product' as product from newest
        where case_id <> $1 order by opened_at desc limit $2) one), '[]') as cases,
      exists (select from own join event on event.type = 'entitlement.decided'
        and device_of(event.data) = own.device and event.case_id <> $1) as "hasDevice"`,
  values: [id, seenMost],
})

type Said = { readonly agent: AgentId; readonly at: Instant }
export type Dismissed = Said & { readonly cases: readonly CaseId[]; readonly because: DismissReason }
export type NotFitting = Said & { readonly matter: MatterId; readonly caseId: CaseId }
const dismissedMost = 1_000

/** The first two go along case_card_matters: as many cards are read as belong to it, and no other. */
export const problemTable = (pool: Pool): ProblemTable => ({
  async caseCounts(ids, most) {
    if (ids.length === 0) return new Map()
    const rows = await ask<{ id: MatterId; n: number }>(pool, {
      name: 'problem_case_counts',
      text: `select one.id, counted.n from unnest($1::text[]) as one (id), lateral (
          select count(*)::int as n from (
            select from case_card where matters is not null and matters ? one.id limit $2) found) counted`,
      values: [ids, most + 1],
    })
    return new Map(rows.map(({ id, n }) => [id, n]))
  },
  async stages(id) {
    const rows = await ask<{ stage: FixStage | null; n: number }>(pool, {
      name: 'problem_stages',
      text: `select card -> 'fixes' ->> $1 as stage, count(*)::int as n from case_card
        where matters is not null and matters ? $1 group by 1`,
      values: [id],
    })
    const of = (stage: FixStage) => rows.find(one => one.stage === stage)?.n ?? 0
    return {
      cases: rows.reduce((all, { n }) => all + n, 0),
      ...(Object.fromEntries(fixStages.map(stage => [stage, of(stage)])) as Record<FixStage, number>),
    }
  },
  async devices(ids) {
    if (ids.length === 0) return new Map()
    const rows = await ask<{ id: CaseId; device: string }>(pool, {
      name: 'problem_devices',
      // By the key of the ledger, the latest judgement of each.
      text: `select one.id, judged.device from unnest($1::text[]) as one (id), lateral (
          select device_of(data) as device from event
          where case_id = one.id and type = 'entitlement.decided' order by seq desc limit 1) judged
        where judged.device is not null`,
      values: [ids],
    })
    return new Map(rows.map(({ id, device }) => [id, device]))
  },
  async seenBefore(id) {
    const [seen] = await ask<CasesSeen>(pool, seenBeforeSql(id))
    return seen!
  },
  async dismiss({ cases, because, agent, at }) {
    await pool.query(
      'insert into suggestion_dismissed (cases, because, agent_id, at) values ($1, $2, $3, $4)',
      [cases, because, agent, at],
    )
  },
  async dismissed(since) {
    const rows = await ask<{ cases: CaseId[] }>(pool, {
      name: 'problem_dismissed',
      text: 'select cases from suggestion_dismissed where at >= $1 order by at desc limit $2',
      values: [since, dismissedMost],
    })
    return rows.map(({ cases }) => cases)
  },
  async notFitting({ matter, caseId, agent, at }) {
    await pool.query(
      `insert into known_unfit (matter_id, case_id, agent_id, at) values ($1, $2, $3, $4)
        on conflict do nothing`,
      [matter, caseId, agent, at],
    )
  },
  async unfitOf(caseId) {
    const rows = await ask<{ id: MatterId }>(pool, {
      name: 'problem_unfit_of',
      text: 'select matter_id as id from known_unfit where case_id = $1',
      values: [caseId],
    })
    return rows.map(({ id }) => id)
  },
  async unfitCount(id) {
    const [row] = await ask<{ n: number }>(pool, {
      name: 'problem_unfit_count',
      text: 'select count(*)::int as n from known_unfit where matter_id = $1',
      values: [id],
    })
    return row?.n ?? 0
  },
})
