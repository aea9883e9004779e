-- Who is given what next: what people and teams know, and the order in which cases that wait are taken. The key is derived
-- from the card as every other column (store/postgres/card-columns.ts); the lease keeps two from being given the same.
create table skill (
  id text collate "C" primary key,
  name text not null,
  products text[] collate "C" not null default '{}',
  kinds text[] collate "C" not null default '{}',
  active boolean not null default true,
  version integer not null default 1
);
alter table agent add column routing jsonb;
alter table team add column covers jsonb;

alter table case_card
  add column take_key bigint,
  add column take_leased_until bigint not null default 0;
update case_card set take_key = case when severity = 1 then 0 else 1125899906842624 end
  + greatest(0, least(coalesce(due_at, 140737488355327),
    opened_at + (array[0, 7200000, 28800000, 86400000])[severity]::bigint));
create index case_card_next on case_card (take_key, opened_at, case_id)
  where phase = 'open' and worker is null and not is_waiting and offer_team is null;
