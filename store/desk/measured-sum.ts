// What days that are over come to in a part of the desk, as it is kept: a day and part a row. Not: how it is
// made (core/measure/day-sum.ts), nor the marks it is made of (measured-day.ts).
import { dayMs, type Instant, instant } from '#core/kit/time.ts'
import type { DaySum } from '#core/measure/day-sum.ts'
import type { Days } from '#core/measure/days-needed.ts'
import { ask, type Pool } from '../postgres/pool.ts'
import { readAhead } from './read-ahead.ts'

export type KeptSum = { readonly from: Instant; readonly sum: DaySum }
type Row = { readonly day: number; readonly names: string; readonly sums: Buffer }

/** Of days within, in order, as far as anything was marked in that part. Index: measured_sum_pkey. */
export async function* keptSums(pool: Pool, scope: string, days: Days): AsyncGenerator<KeptSum> {
  const rows = ({ from, until }: Days) =>
    ask<Row>(pool, {
      name: 'measured_sums',
      text: `select day, names, sums from measured_sum
        where scope = $1 and day >= $2 and day < $3 order by day`,
      values: [scope, from, until],
    })
  for await (const { day, names, sums } of readAhead({ ...days, ahead: 3 }, rows))
    yield { from: instant(day * dayMs), sum: { scope, names: JSON.parse(names), bytes: sums } }
}
