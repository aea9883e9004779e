// Thanks as the ledger holds them, for everybody who worked on the case, and what a year of help came to.
// Not: the words, which are read from their case.
import type { AgentId, CaseId } from '#core/kit/id.ts'
import type { Instant } from '#core/kit/time.ts'
import { ask, type Pool, type Sql } from '../postgres/pool.ts'

export type ThanksAt = { readonly caseId: CaseId; readonly seq: number; readonly at: Instant }
export type ThanksQuery = {
  readonly agent: AgentId
  readonly limit: number
  readonly before?: ThanksAt | undefined
}

/** What is counted of a year, each with its list. */
export const yearFigures = [
  'cases_solved',
  'promises_kept',
  'hand_offs_answered',
  'thanks_customers',
  'thanks_colleagues',
] as const
export type YearFigure = (typeof yearFigures)[number]
export type Year = { readonly from: Instant; readonly until: Instant }

export type ThanksTable = {
  /** In cases he worked on, the newest first. Index: event_thanks. */
  of(query: ThanksQuery): Promise<ThanksAt[]>
  /** Each counted as often as it happened. Index: event_helped, event_thanks. */
  count(figure: YearFigure, year: Year): Promise<number>
  /** The cases behind a number, the newest fact first, with how often each counts. */
  list(figure: YearFigure, year: Year, limit: number): Promise<{ caseId: CaseId; times: number }[]>
}

// As the partial index says it: another wording would not be answered from it.
const isThanks = `(type in ('thanks.given', 'satisfaction.answered')
  or (type = 'message.received' and data like '%"thanks":true%'))`
/** Of what customers say after solving only good words are thanks; where he changed them, the last alone. */
const isGood = `(e.type <> 'satisfaction.answered'
  or ((e.data::jsonb ->> 'score')::int >= 4 and e.data::jsonb ? 'text'
    and not exists (select 1 from event l where l.case_id = e.case_id and l.seq > e.seq
      and l.type = 'satisfaction.answered'
      and l.data::jsonb ->> 'satisfaction' = e.data::jsonb ->> 'satisfaction')))`

const counted: Readonly<Record<YearFigure, string>> = {
  cases_solved: `e.type = 'case.solved'`,
  promises_kept: `e.type = 'promise.kept' and not (e.data::jsonb -> 'late')::boolean`,
  hand_offs_answered: `e.type = 'hand_off.answered'`,
  thanks_customers: `${isThanks.replaceAll(/\b(type|data)\b/g, 'e.$1')} and e.type <> 'thanks.given' and ${isGood}`,
  thanks_colleagues: `${isThanks.replaceAll(/\b(type|data)\b/g, 'e.$1')} and e.type = 'thanks.given'`,
}

/** Thanks in cases of somebody; his own to others are not among them. */
export const thanksSql = ({ agent, limit, before }: ThanksQuery): Sql => ({
  name: 'thanks_of',
  text: `select e.case_id as "caseId", e.seq, e.at from event e
    where ${isThanks.replaceAll(/\b(type|data)\b/g, 'e.$1')} and ${isGood}
      and ($2::bigint is null or (e.at, e.case_id, e.seq) < ($2, $3, $4))
      and e.data::jsonb #>> '{by,id}' is distinct from $1
      and (e.data::jsonb ->> 'to' = $1 or exists (select 1 from event w where w.case_id = e.case_id
        and w.data::jsonb #>> '{by,id}' = $1))
    order by e.at desc, e.case_id desc, e.seq desc limit $5`,
  values: [agent, before?.at ?? null, before?.caseId ?? null, before?.seq ?? null, limit],
})

export const thanksTable = (pool: Pool): ThanksTable => ({
  of: query => ask<ThanksAt>(pool, thanksSql(query)),
  async count(figure, { from, until }) {
    const [row] = await ask<{ n: number }>(pool, {
      name: `year_count ${figure}`,
      text: `select count(*)::int as n from event e where ${counted[figure]} and e.at >= $1 and e.at < $2`,
      values: [from, until],
    })
    return row?.n ?? 0
  },
  list: (figure, { from, until }, limit) =>
    ask<{ caseId: CaseId; times: number }>(pool, {
      name: `year_list ${figure}`,
      text: `select e.case_id as "caseId", count(*)::int as times from event e
        where ${counted[figure]} and e.at >= $1 and e.at < $2
        group by 1 order by max(e.at) desc, 1 limit $3`,
      values: [from, until, limit],
    }),
})
