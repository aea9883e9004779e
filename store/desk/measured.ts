// Reads the cases measures are made of, with the facts that count: those touched in a stretch, those of
// numbers, those of customers. Not: what a measure is (core/measure), nor what is kept of days that are over
// (measured-day.ts).
import type { Recorded } from '#core/case/event.ts'
import type { CaseId, CustomerId } from '#core/kit/id.ts'
import { factsOfCourse } from '#core/measure/case-course.ts'
import type { Period } from '#core/measure/period.ts'
import { ask, type Pool } from '../postgres/pool.ts'

export type MeasuredCase = {
  readonly id: CaseId
  readonly number: number
  readonly events: readonly Recorded[]
}

const pageLength = 500

/** Cases of which something that counts was recorded within a stretch. Index: event_at. */
export const touchedCases = (pool: Pool, { from, until }: Period): Promise<CaseId[]> =>
  ids(pool, {
    name: 'measured_touched',
    text: `select distinct case_id as id from event
      where at >= $1::bigint and at < $2::bigint and type = any($3::text[])`,
    values: [from, until, factsOfCourse],
  })

/** Cases by their numbers. Index: case_card_number_key. */
export const casesOfNumbers = (pool: Pool, numbers: readonly number[]): Promise<CaseId[]> =>
  ids(pool, {
    name: 'measured_numbers',
    text: 'select case_id as id from case_card where number = any($1::bigint[])',
    values: [numbers],
  })

/** Cases of customers that came within a stretch. Index: case_card_customer. */
export const casesOfCustomers = (
  pool: Pool,
  customers: readonly CustomerId[],
  { from, until }: Period,
): Promise<CaseId[]> =>
  ids(pool, {
    name: 'measured_customers',
    text: `select case_id as id from case_card
      where customer = any($1::text[]) and opened_at >= $2::bigint and opened_at < $3::bigint`,
    values: [customers, from, until],
  })

async function ids(pool: Pool, sql: Parameters<typeof ask>[1]): Promise<CaseId[]> {
  const rows = await ask<{ id: CaseId }>(pool, sql)
  return rows.map(({ id }) => id)
}

/** The facts of cases, page by page. Each page reads them by their primary key. */
export async function* measuredCases(pool: Pool, cases: readonly CaseId[]): AsyncGenerator<MeasuredCase> {
  for (let begin = 0; begin < cases.length; begin += pageLength) {
    const page = await ask<{ id: CaseId; number: number; events: string }>(pool, {
      name: 'measured_cases',
      text: `select c.case_id as id, c.number, (
          select '[' || string_agg('{"seq":' || seq || ',"type":"' || type || '","at":' || event.at || ','
            || substr(data, 2), ',' order by seq) || ']'
          from event where event.case_id = c.case_id and type = any($2::text[])) as events
        from case_card c where case_id = any($1::text[])`,
      values: [cases.slice(begin, begin + pageLength), factsOfCourse],
    })
    for (const { id, number, events } of page) yield { id, number, events: JSON.parse(events) as Recorded[] }
  }
}

/** When the first case came; null: there is none. */
export async function firstOpened(pool: Pool): Promise<number | null> {
  const [row] = await ask<{ at: number | null }>(pool, {
    name: 'measured_first',
    text: 'select min(opened_at) as at from case_card',
    values: [],
  })
  return row!.at
}
