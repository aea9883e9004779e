-- Scripts as they were published. A version is never changed: walks that began with it go on with it, also when
-- the script has been withdrawn. No personal text. Instants are epoch milliseconds.

create table script (
  slug text collate "C" primary key,
  newest integer not null check (newest > 0),
  -- the version new walks begin with; null: withdrawn
  live integer check (live between 1 and newest)
);

create table script_version (
  slug text collate "C" not null references script (slug),
  version integer not null check (version > 0),
  -- as it was written, in JSON; core reads it
  form jsonb not null,
  at bigint not null,
  -- who published it; null: it came with the program, and `shipped` is the digest of its file
  agent_id text collate "C" references agent (id),
  shipped text collate "C",
  primary key (slug, version),
  check ((agent_id is null) = (shipped is not null))
);
create trigger script_version_is_forever before update or delete on script_version
  for each row execute function refuse_change();
create trigger script_version_is_never_emptied before truncate on script_version
  for each statement execute function refuse_change();
