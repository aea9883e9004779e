-- When more came for a team than its people can do, since when and until when, with what was counted when it was last looked
-- at. One row runs for a team at most; none is ever removed, so that it can be recounted.
create table overload (
  team_id text collate "C" not null references team (id) on delete cascade,
  began_at bigint not null,
  ended_at bigint,
  at bigint not null,
  waiting integer not null,
  came integer not null,
  people double precision not null,
  handle_s double precision not null,
  -- within so many minutes somebody who comes now is answered, and the most that was ever said
  minutes integer not null,
  minutes_most integer not null,
  primary key (team_id, began_at)
);
create unique index overload_running on overload (team_id) where ended_at is null;
create index overload_began on overload (began_at desc);
