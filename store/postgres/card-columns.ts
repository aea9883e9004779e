// What lists filter and sort by, taken out of a card by the database in the statement that writes it, so that
// no program can write a card and other columns. Not: the lists (card-list.ts).

/** Column → what it is, given a jsonb named `card`. */
const columns = {
  phase: `card ->> 'phase'`,
  level: `(card ->> 'level')::smallint`,
  team: `card ->> 'team'`,
  worker: `card ->> 'worker'`,
  contact: `card ->> 'contact'`,
  offer_team: `card #>> '{offer,team}'`,
  offer_agent: `card #>> '{offer,agent}'`,
  customer: `card ->> 'customer'`,
  organisation: `card ->> 'organisation'`,
  is_waiting: `jsonb_typeof(card -> 'wait') = 'object'`,
  due_at: `(card #>> '{clock,dueAt}')::bigint`,
  opened_at: `(card ->> 'openedAt')::bigint`,
  // open severity 1 first, then what is due first (nothing due: last), then severity; as clockKey() has it
  clock_key: `case when card ->> 'severity' = '1' and card ->> 'phase' = 'open' then 0 else 1125899906842624 end
    + greatest(0, least(coalesce((card #>> '{clock,dueAt}')::bigint, 140737488355327), 140737488355327)) * 4
    + (card ->> 'severity')::bigint - 1`,
  // as takeKey() has it: severity 1, then what is owed next or the end of the patience
  take_key: `case when card ->> 'severity' = '1' then 0 else 1125899906842624 end
    + greatest(0, least(coalesce((card #>> '{clock,dueAt}')::bigint, 140737488355327),
      (card ->> 'openedAt')::bigint
        + (array[0, 7200000, 28800000, 86400000])[(card ->> 'severity')::smallint]::bigint))`,
  severity: `(card ->> 'severity')::smallint`,
  solved_at: `(card ->> 'solvedAt')::bigint`,
  solved_level: `(card ->> 'solvedLevel')::smallint`,
  need_at: `(card #>> '{need,at}')::bigint`,
  stuck_at: `(card #>> '{stuck,since}')::bigint`,
  live_at: `(card #>> '{live,since}')::bigint`,
  held_at: `(card #>> '{held,since}')::bigint`,
  charged_on: `card #>> '{charge,on}'`,
  keeper: `card #>> '{keeper,agent}'`,
  untold_by: `(card #>> '{untold,dueAt}')::bigint`,
  matters: `card -> 'matters'`,
  check_by: `(card #>> '{checks,next,dueAt}')::bigint`,
  checker: `card #>> '{checks,next,agent}'`,
  checked_at: `(card #>> '{checks,done,at}')::bigint`,
  keep_by: `(card #>> '{keeper,dueAt}')::bigint`,
} as const

/** The names, for an insert. */
export const columnNames: string = Object.keys(columns).join(', ')
/** Their values, for the select of that insert. */
export const columnValues: string = Object.values(columns).join(',\n  ')
/** A condition that finds the cards whose columns say something else: there must be none. */
export const columnsDiffer: string = Object.entries(columns)
  .map(([name, value]) => `${name} is distinct from (${value})`)
  .join(' or ')
