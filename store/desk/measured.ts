// Reads the cases measures are made of: those touched since a moment, with the facts that count, page by
// page; and what lay open untouched, which only its card is needed of. Not: what a measure is
// (core/measure).
import type { Channel, Kind, Recorded } from '#core/case/event.ts'
import type { CaseId, CustomerId, ProductId, TeamId } from '#core/kit/id.ts'
import type { Instant } from '#core/kit/time.ts'
import { factsOfCourse, type Untouched } from '#core/measure/case-course.ts'
import type { HouseLevel } from '#core/people/level.ts'
import { ask, type Pool } from '../postgres/pool.ts'

export type MeasuredCase = {
  readonly id: CaseId
  readonly number: number
  readonly events: readonly Recorded[]
}

const pageLength = 500
const changedAt = `((card ->> 'changedAt')::bigint)`
/** Of a measured time of which there is none yet no fact is newer. */
type Asked = { readonly from: Instant; readonly until: Instant }

/**
 * Every case that came before `until` and was touched at `from` or later, in the order in which that was. One
 * at rest since before `from` tells nothing of what came after, but that it lies open.
 * Index: case_card_changed; each page reads its events by their primary key.
 */
export async function* measuredCases(pool: Pool, { from, until }: Asked): AsyncGenerator<MeasuredCase> {
  let after: { at: number; id: string } = { at: from, id: '' }
  for (;;) {
    const page = await ask<{ id: CaseId; number: number; at: number; events: string }>(pool, {
      name: 'measured_cases',
      text: `select c.case_id as id, c.number, c.at, (
          select '[' || string_agg('{"seq":' || seq || ',"type":"' || type || '","at":' || event.at || ','
            || substr(data, 2), ',' order by seq) || ']'
          from event where event.case_id = c.case_id and type = any($3::text[])) as events
        from (select case_id, number, opened_at, ${changedAt} as at from case_card
          where ${changedAt} >= $1::bigint and (${changedAt}, case_id) > ($1::bigint, $2::text)
          order by ${changedAt}, case_id limit ${pageLength}) c
        order by c.at, c.case_id`,
      values: [after.at, after.id, factsOfCourse],
    })
    for (const { id, number, events } of page) {
      const facts = JSON.parse(events) as Recorded[]
      if (facts[0]!.at < until) yield { id, number, events: facts }
    }
    const last = page.at(-1)
    if (!last || page.length < pageLength) return
    after = last
  }
}

type Row = {
  readonly id: CaseId
  readonly number: number
  readonly customer: CustomerId
  readonly channel: Channel
  readonly at: Instant
  readonly team: TeamId
  readonly level: HouseLevel
  readonly kind: Kind
  readonly product: ProductId | null
}

/** What lies open and has not been touched since. Index: case_card_opened. */
export async function untouchedCases(pool: Pool, since: Instant): Promise<Untouched[]> {
  const rows = await ask<Row>(pool, {
    name: 'untouched_cases',
    text: `select case_id as id, number, customer, opened_at as at, team, level, card ->> 'channel' as channel,
        card ->> 'kind' as kind, card ->> 'product' as product
      from case_card where phase = 'open' and ${changedAt} < $1::bigint`,
    values: [since],
  })
  return rows.map(({ id, number, customer, channel, ...stands }) => ({
    id,
    number,
    customer,
    channel,
    stands,
  }))
}
