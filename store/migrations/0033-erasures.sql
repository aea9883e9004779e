-- How often words of a case were erased. An append says how often that was when its writer read the case, and holds only
-- where it still is: whoever read the words before would write them back with the card (store/postgres/erase.ts).
alter table case_card add column erasures integer not null default 0;
