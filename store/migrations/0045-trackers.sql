-- Trackers of engineering that change requests go to: their settings (secrets sealed), what still has to be sent
-- there, and which of their deliveries were taken.
create table tracker (
  id text collate "C" primary key,
  name text not null,
  kind text collate "C" not null,
  api_url text not null,
  project text not null,
  token bytea not null,
  webhook_secret bytea,
  labels jsonb not null,
  allow_private boolean not null,
  active boolean not null,
  poll_seconds integer not null,
  code text collate "C" not null default 'new',
  says text not null default '',
  since bigint not null default 0,
  heard_at bigint,
  polled_to bigint,
  poll_at bigint not null default 0,
  leased_until bigint not null default 0,
  version integer not null default 0
);

create table tracker_call (
  matter_id text collate "C" not null,
  seq integer not null,
  tracker_id text collate "C" not null,
  -- null: it waits for somebody to try it again
  due_at bigint,
  leased_until bigint not null default 0,
  tries integer not null default 0,
  first_tried_at bigint,
  code text collate "C",
  says text not null default '',
  primary key (matter_id, seq)
);
create index tracker_call_due on tracker_call (due_at) where due_at is not null;

create table tracker_delivery (
  tracker_id text collate "C" not null,
  name text collate "C" not null,
  at bigint not null,
  primary key (tracker_id, name)
);
create index tracker_delivery_at on tracker_delivery (at);

create index matter_entry on matter (subject, (card -> 'more' ->> 'entry')) where kind = 'change';
