-- Since when a case is stuck is on its card (core/case/stuck.ts); leads walk the list of those as every list is walked, by
-- what is due next. Derived from the card (store/postgres/card-columns.ts); cards from before say nothing of it.
alter table case_card add column stuck_at bigint;
create index case_card_stuck on case_card (clock_key, opened_at, case_id) where stuck_at is not null;

-- As what somebody is told is a word of the code; what words there are grows with the facts that tell.
alter table notice drop constraint if exists notice_told_as_check;
