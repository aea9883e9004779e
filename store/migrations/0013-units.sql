-- Units that are counted, what a waiver costs, and what customers registered.

-- The line or waiver a case takes units of, as its card says it (store/postgres/card-columns.ts).
alter table case_card add column charged_on text collate "C";
create index case_card_charged on case_card (charged_on) where charged_on is not null;

-- Cases that were judged before units were counted: as chargeOf() says it of their facts.
with judged as (
  select distinct on (case_id) case_id, coalesce(data::jsonb ->> 'line', data::jsonb ->> 'waiver') as charged_on
  from event where type = 'entitlement.decided' order by case_id, seq desc),
charge as (
  select case_id, judged.charged_on, ended.reason = 'spam' as is_spam,
    coalesce((select sum((data::jsonb ->> 'minutes')::int) from event where event.case_id = judged.case_id
      and type = 'contact.held' and data::jsonb ->> 'reach' = 'reached'), 0)::int as minutes,
    case when phase = 'merged' or (ended.reason = 'withdrawn' and not exists (
      select from event where event.case_id = judged.case_id and (type = 'contact.held'
        and data::jsonb ->> 'reach' = 'reached' or type = 'message.queued'
        and not data::jsonb ? 'automatic'))) then 0 else 1 end as cases
  from case_card join judged using (case_id) left join lateral (
    select data::jsonb ->> 'reason' as reason from event where event.case_id = judged.case_id
      and type = 'case.closed' and phase = 'closed' order by seq desc limit 1) ended on true)
update case_card set charged_on = charge.charged_on, card = card || jsonb_build_object('charge',
  jsonb_build_object('on', charge.charged_on, 'cases', charge.cases, 'minutes', charge.minutes))
from charge where case_card.case_id = charge.case_id and charge.charged_on is not null
  and charge.is_spam is not true and (charge.cases > 0 or charge.minutes > 0);

update contract set lines = (
  select coalesce(jsonb_agg(line - 'unitsLeft' - 'thirdParty' || jsonb_build_object('callers', null,
    'origin', case when line -> 'thirdParty' = 'true'
      then jsonb_build_object('kind', 'third_party', 'supplier', '–') else jsonb_build_object('kind', 'own') end,
    'units', case when jsonb_typeof(line -> 'unitsLeft') = 'number'
      then jsonb_build_object('of', 'cases', 'total', line -> 'unitsLeft') end) order by place), '[]')
  from jsonb_array_elements(lines) with ordinality as each(line, place));

alter table waiver add column units jsonb, add column cost jsonb, add column recovered_at bigint;
update waiver set units = jsonb_build_object('of', 'cases', 'total', units_left) where units_left is not null;
alter table waiver drop column units_left;

-- What a customer says he has, by its serial or subscription number; `plain` is what is compared.
create table registration (
  id text collate "C" primary key,
  customer_id text collate "C" not null references customer (id),
  number text not null check (number <> ''),
  plain text collate "C" not null check (plain <> ''),
  -- the agent who entered it; null: the customer himself
  agent_id text collate "C" references agent (id),
  created_at bigint not null,
  unique (customer_id, plain)
);
