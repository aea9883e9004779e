-- For the board: what this week solved, and the cases that need a person now. As with the other columns, the database
-- derives them from the card; they change seldom, so that an append which changes none of them touches no index.
alter table case_card
  add column severity smallint not null generated always as ((card ->> 'severity')::smallint) stored,
  add column solved_at bigint generated always as ((card ->> 'solvedAt')::bigint) stored,
  add column solved_level smallint generated always as ((card ->> 'solvedLevel')::smallint) stored,
  add column needs_person boolean not null generated always as (
    card ->> 'phase' = 'open' and (
      card ->> 'severity' = '1' and card ->> 'worker' is null
      or coalesce((card ->> 'help')::boolean, false)
      or coalesce(card #>> '{why,code}' = 'expired', false)
    )
  ) stored;

create index case_card_solved on case_card (solved_at) where solved_at is not null;
create index case_card_needs on case_card (clock_key, opened_at, case_id) where needs_person;
