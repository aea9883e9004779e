// Reads the cases measures are made of: those that were open or moved since a moment, with the facts that
// count, page by page. Not: what a measure is (core/measure).
import type { Recorded } from '#core/case/event.ts'
import type { CaseId } from '#core/kit/id.ts'
import type { Instant } from '#core/kit/time.ts'
import { factsOfCourse } from '#core/measure/case-course.ts'
import { ask, type Pool } from '../postgres/pool.ts'

export type MeasuredCase = {
  readonly id: CaseId
  readonly number: number
  readonly events: readonly Recorded[]
}

const pageLength = 500

/**
 * Every case that came before `until` and is open, or was touched at `from` or later, in the order of their
 * ids. A case at rest since before `from` tells nothing of what came after.
 * Index: case_card's primary key; each page reads its events by theirs.
 */
export async function* measuredCases(
  pool: Pool,
  { from, until }: { readonly from: Instant; readonly until: Instant },
): AsyncGenerator<MeasuredCase> {
  let after = ''
  for (;;) {
    const page = await ask<{ id: CaseId; number: number; events: Recorded[] }>(pool, {
      name: 'measured_cases',
      text: `select c.case_id as id, c.number, (
          select json_agg((data::jsonb || jsonb_build_object('seq', seq, 'type', type, 'at', at)) order by seq)
          from event where event.case_id = c.case_id and type = any($4::text[])) as events
        from case_card c
        where c.case_id > $1 and c.opened_at < $3::bigint
          and (c.phase in ('open', 'solved') or (c.card ->> 'changedAt')::bigint >= $2::bigint)
        order by c.case_id limit ${pageLength}`,
      values: [after, from, until, factsOfCourse],
    })
    yield* page
    if (page.length < pageLength) return
    after = page.at(-1)!.id
  }
}
