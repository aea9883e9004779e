// Hand-offs to a higher level that got their answer in a stretch of time: what a week's sample is drawn from.
// Not: how it is drawn (core/measure/level-check-sample.ts).
import type { AnsweredAbove } from '#core/measure/level-check-sample.ts'
import type { Period } from '#core/measure/period.ts'
import type { Instant } from '#core/kit/time.ts'
import type { Sql } from '../postgres/pool.ts'

/** More of one stretch are not drawn from: the first ones answered count. */
const drawnFromMax = 20_000

export type FoundAbove = AnsweredAbove & { readonly at: Instant; readonly seq: number }

/** In the order they were answered. Index: event_helped. */
export const answeredAboveSql = ({ from, until }: Period): Sql => ({
  name: 'answered_above',
  text: `select e.case_id as "caseId", e.seq, e.at, e.data::jsonb ->> 'handOff' as "handOff",
      e.data::jsonb #>> '{by,id}' as by
    from event e
    where e.type = 'hand_off.answered' and e.at >= $1 and e.at < $2
      and exists (select from event o where o.case_id = e.case_id and o.type = 'hand_off.offered'
        and o.data::jsonb ->> 'handOff' = e.data::jsonb ->> 'handOff'
        and o.data::jsonb -> 'to' -> 'level' > o.data::jsonb -> 'from' -> 'level')
    order by e.at, e.case_id, e.seq limit ${drawnFromMax}`,
  values: [from, until],
})
