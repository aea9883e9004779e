-- Whose word to the customer is due first, so that whoever covers for somebody finds it; and solved cases whose customer
-- is still to be asked whether the fix holds: they, too, need a person when nobody asked in time. All of it is derived
-- from the card (store/postgres/card-columns.ts); cards from before say neither.
alter table case_card
  add column keeper text collate "C",
  add column keep_by bigint;

create index case_card_keeper on case_card (keeper, clock_key, opened_at, case_id) where keeper is not null;
create index case_card_asked on case_card (contact, clock_key, opened_at, case_id)
  where phase = 'solved' and due_at is not null;

-- A card says when it needs a person only where it may: its phase needs no place in the index.
drop index case_card_need;
create index case_card_need on case_card (level, severity, need_at, case_id) where need_at is not null;
