// What is asked of the cases of problems: how many there are, and how far the telling of a fix has come with
// their customers. Not: the problems themselves (matter.ts).
import type { FixStage } from '#core/case/state.ts'
import { fixStages } from '#core/case/state.ts'
import type { MatterId } from '#core/kit/id.ts'
import { ask, type Pool } from '../postgres/pool.ts'

export type FixCounts = { readonly cases: number } & Readonly<Record<FixStage, number>>

export type ProblemTable = {
  /** how many cases belong to each of these, counted to one more than `most` */
  caseCounts(ids: readonly MatterId[], most: number): Promise<ReadonlyMap<MatterId, number>>
  stages(id: MatterId): Promise<FixCounts>
}

/** Both go along case_card_matters: as many cards are read as belong to it, and no other. */
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
})
