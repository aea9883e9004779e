-- Screens on a wall: each shows numbers without a name by a link of its own, which a lead makes and withdraws.
create table wall (
  key_hash bytea primary key,
  id text collate "C" not null unique,
  name text collate "C" not null,
  team_id text collate "C",
  made_by text collate "C" not null,
  made_at bigint not null,
  withdrawn_by text collate "C",
  withdrawn_at bigint
);
-- What left or was said today is counted every second while a screen looks.
create index event_answered on event (at) where type in ('message.sent', 'contact.held');
