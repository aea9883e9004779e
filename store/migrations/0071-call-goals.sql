-- Goals for calls handled, as leads set them for a person or team. Each is kept: a week is told beside the one
-- that held when it ended.
create table call_goal (
  id bigint generated always as identity primary key,
  -- an agent or a team
  whose text collate "C" not null,
  -- null: taken back
  per_week integer check (per_week > 0),
  set_by text collate "C" not null,
  set_at bigint not null
);
create index call_goal_whose on call_goal (whose, set_at, id);
