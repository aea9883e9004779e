-- Who of ours was told that a case wants him, and who is on call for a team. No personal text: what a notice says is
-- read from its case. Instants are epoch milliseconds.

create table notice (
  -- the fact, what it is about, and the person: each is told once
  key text collate "C" primary key,
  agent_id text collate "C" not null,
  case_id text collate "C" not null,
  cause text collate "C" not null,
  -- the clock, promise or hand-off
  about text collate "C" not null,
  -- of a clock: what it owes
  kind text collate "C",
  told_as text collate "C" not null check (told_as in ('owner', 'cover', 'on_call', 'lead')),
  severity smallint not null,
  at bigint not null,
  due_at bigint,
  woken_late_ms bigint,
  -- not before: the end of quiet hours
  tell_at bigint not null,
  read_at bigint
);
create index notice_agent on notice (agent_id, tell_at desc, key desc);
create index notice_unread on notice (agent_id, case_id) where read_at is null;
create index notice_about on notice (about);

alter table team
  add column hours_id text collate "C" references calendar (id),
  add column turns jsonb not null default '[]';
