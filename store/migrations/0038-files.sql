-- Files that are kept back are on the card of their case (core/case/deed/file.ts); leads walk the list of those,
-- the longest waiting first. Derived from the card (store/postgres/card-columns.ts); cards from before say nothing of it.
alter table case_card add column held_at bigint;
create index case_card_held on case_card (opened_at, case_id) where held_at is not null;

-- What bytes are, whatever their name and their sender say: inspected once for each blob, and once more when the rules
-- change (`rules`) or the virus scanner could not be asked. Goes with its blob.
create table inspection (
  sha256 text collate "C" primary key references blob (sha256) on delete cascade,
  rules integer not null,
  found text collate "C" not null,
  dangers text[] not null,
  -- what an archive holds, as its directory names it; null: it is none
  holds jsonb,
  -- clean, infected, or not asked: no scanner is set; away: it could not be asked
  scan text collate "C" not null check (scan in ('clean', 'infected', 'away', 'none')),
  virus text collate "C",
  at bigint not null,
  -- none: not a picture; refused: one that is too large to be opened; made: as the two blobs
  preview text collate "C" not null check (preview in ('none', 'refused', 'made', 'waiting')),
  small bytea,
  large bytea,
  width integer,
  height integer
);
alter table inspection alter column small set storage external, alter column large set storage external;
create index inspection_away on inspection (at) where scan = 'away';

-- Since when no case uses it; since when its bytes are known to be gone or others.
alter table blob add column unused_since bigint, add column damaged_at bigint;
create index blob_unused on blob (unused_since) where unused_since is not null;
create index blob_damaged on blob (damaged_at) where damaged_at is not null;

-- Removal by count of uses: with the last use of a blob its time begins to run (store/postgres/blob.ts).
create function blob_is_unused() returns trigger language plpgsql as $$
begin
  update blob set unused_since = (extract(epoch from statement_timestamp()) * 1000)::bigint
  from (select distinct sha256 from gone) as gone
  where blob.sha256 = gone.sha256 and not exists (select from blob_use where blob_use.sha256 = gone.sha256);
  return null;
end $$;
create trigger blob_is_unused after delete on blob_use
  referencing old table as gone for each statement execute function blob_is_unused();
