-- What is out, in the words customers are told, and for whom; who announced it and who said that it is over. And which
-- cases were judged by which device, so that its past is found. No personal text. Instants are epoch milliseconds.

create table outage (
  id text collate "C" primary key,
  what jsonb not null,
  -- each empty: whatever it is about, whoever asks, everywhere
  scripts text[] collate "C" not null default '{}',
  products text[] collate "C" not null default '{}',
  organisations text[] collate "C" not null default '{}',
  places text[] not null default '{}',
  since bigint not null,
  expected_until bigint,
  over_at bigint,
  -- people, or the programs they made tokens for
  announced_by text collate "C" not null,
  announced_at bigint not null,
  ended_by text collate "C",
  version integer not null default 1,
  check ((over_at is null) = (ended_by is null))
);
create index outage_on on outage (since) where over_at is null;

-- The number a case was judged by, as numbers are compared.
create function device_of(data text) returns text language sql immutable parallel safe as $$
  select regexp_replace(lower(coalesce(data::jsonb ->> 'serial', data::jsonb ->> 'registered')), '\s+', '', 'g')
$$;
create index event_device on event (device_of(data), at) where type = 'entitlement.decided';
