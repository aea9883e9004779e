-- "worker is null" does not fix a column in the planner's eyes: cases nobody works on need an index without it,
-- or a page of them sorts them all.
drop index case_card_worker;
create index case_card_worker on case_card (worker, clock_key, opened_at, case_id)
  where phase = 'open' and worker is not null;
create index case_card_free on case_card (level, clock_key, opened_at, case_id)
  where phase = 'open' and worker is null;
