-- What walks tell of their scripts, derived from the ledger in the statement that appends to it (core's walksTold);
-- read by figures only, and can be built again but for walks that were solved without a case (core's told-alone). No
-- personal text: steps by their names, and how each was left.

-- Many walks take the same way from beginning to end: it is kept once, under the digest of what it is.
create table walk_course (
  digest uuid primary key,
  course jsonb not null
);

create table walk_told (
  case_id text collate "C" not null,
  walk text collate "C" not null,
  -- which of the scripts the walk came into
  part smallint not null,
  slug text collate "C" not null,
  version integer not null,
  -- the way it took; of one that still goes on as far as it came, because few come back to that
  course uuid,
  open jsonb,
  -- beside what was passed in the course
  seconds integer[] not null,
  begun_at bigint not null,
  changed_at bigint not null,
  reopened boolean not null,
  primary key (case_id, walk, part),
  check ((course is null) <> (open is null))
);
create index walk_told_script on walk_told (slug, version, begun_at);
create index walk_told_open on walk_told (slug) where open is not null;
