-- The ledger of every case and what is written with it: card, texts, search words, effects, kept answers, blobs.
-- Instants are epoch milliseconds, as in the events themselves. Ids compare byte by byte (collation "C").

create sequence case_number start 1001;

-- The case card, and the head of the case's hash chain: whoever moves `seq` holds the case's only write.
-- Every column a list filters or sorts by is derived from the card by the database, so that they cannot differ.
create table case_card (
  case_id text collate "C" primary key,
  number bigint not null default nextval('case_number') unique,
  seq integer not null check (seq > 0),
  head bytea not null check (octet_length(head) = 32),
  card jsonb not null,
  ring_at bigint,
  ring_leased_until bigint not null default 0,
  phase text collate "C" not null generated always as (card ->> 'phase') stored,
  level smallint not null generated always as ((card ->> 'level')::smallint) stored,
  team text collate "C" not null generated always as (card ->> 'team') stored,
  worker text collate "C" generated always as (card ->> 'worker') stored,
  contact text collate "C" generated always as (card ->> 'contact') stored,
  offer_team text collate "C" generated always as (card #>> '{offer,team}') stored,
  offer_agent text collate "C" generated always as (card #>> '{offer,agent}') stored,
  customer text collate "C" not null generated always as (card ->> 'customer') stored,
  organisation text collate "C" generated always as (card ->> 'organisation') stored,
  is_waiting boolean not null generated always as (jsonb_typeof(card -> 'wait') = 'object') stored,
  due_at bigint generated always as ((card #>> '{clock,dueAt}')::bigint) stored,
  opened_at bigint not null generated always as ((card ->> 'openedAt')::bigint) stored,
  -- open severity 1 first, then what is due first (nothing due: last), then severity; the same number as clockKey()
  clock_key bigint not null generated always as (
    case when card ->> 'severity' = '1' and card ->> 'phase' = 'open' then 0 else 1125899906842624 end
    + greatest(0, least(coalesce((card #>> '{clock,dueAt}')::bigint, 140737488355327), 140737488355327)) * 4
    + (card ->> 'severity')::bigint - 1
  ) stored
) with (fillfactor = 85);

create index case_card_team on case_card (team, level, clock_key, opened_at, case_id) where phase = 'open';
create index case_card_level on case_card (level, clock_key, opened_at, case_id) where phase = 'open';
create index case_card_worker on case_card (worker, clock_key, opened_at, case_id) where phase = 'open';
create index case_card_contact on case_card (contact, clock_key, opened_at, case_id)
  where phase = 'open' and contact is not null;
create index case_card_offer_agent on case_card (offer_agent, clock_key, opened_at, case_id)
  where phase = 'open' and offer_agent is not null;
create index case_card_offer_team on case_card (offer_team) where offer_team is not null;
create index case_card_opened on case_card (phase, opened_at, case_id);
create index case_card_customer on case_card (customer, opened_at, case_id);
create index case_card_organisation on case_card (organisation, opened_at, case_id) where organisation is not null;
create index case_card_ring on case_card (ring_at) where ring_at is not null;

-- One fact. `data` is the exact canonical JSON that was hashed. (tx, n) is the place in the whole ledger: the number
-- alone would let a reader step over a fact whose transaction began earlier and committed later.
create table event (
  case_id text collate "C" not null,
  seq integer not null check (seq > 0),
  previous_seq integer generated always as (nullif(seq - 1, 0)) stored,
  tx xid8 not null default pg_current_xact_id(),
  n integer not null,
  type text collate "C" not null,
  at bigint not null,
  data text not null,
  h bytea not null check (octet_length(h) = 32),
  primary key (case_id, seq),
  -- no gap: every fact but the first stands on the one before it
  foreign key (case_id, previous_seq) references event (case_id, seq)
);
create index event_position on event (tx, n);

-- A recorded fact is never changed or removed, by whatever program.
create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'rows of % are never changed or removed', tg_table_name using errcode = 'TL002';
end $$;
create trigger event_is_forever before update or delete on event for each row execute function refuse_change();
create trigger event_is_never_emptied before truncate on event for each statement execute function refuse_change();

-- Personal text, erasable: words and salt go, id and mac stay in the event.
-- `seq` is the last fact of the append that brought it.
create table text (
  case_id text collate "C" not null,
  id text collate "C" not null,
  seq integer not null,
  salt bytea,
  mac text collate "C" not null,
  words text,
  erased_at bigint,
  primary key (case_id, id),
  check ((erased_at is null) = (words is not null) and (erased_at is null) = (salt is not null))
);
-- Ids are ordered by time as the rows are: a few kilobytes find a text by its id alone.
create index text_id on text using brin (id) with (pages_per_range = 16);

-- The folded words of one append, with those of subject and names.
create table searchable (
  case_id text collate "C" not null,
  seq integer not null,
  words tsvector not null,
  primary key (case_id, seq)
);
create index searchable_words on searchable using gin (words);
-- Knows the ten thousand commonest words: the search chooses its way by them.
alter table searchable alter column words set statistics 1000;

create table effect (
  key text collate "C" primary key,
  kind text collate "C" not null,
  case_id text collate "C" not null,
  due_at bigint not null,
  body jsonb not null,
  status text collate "C" not null default 'waiting' check (status in ('waiting', 'done', 'given_up', 'cancelled')),
  attempt integer not null default 0,
  lease text collate "C",
  leased_until bigint not null default 0,
  reason text,
  ended_at bigint
) with (fillfactor = 80);
create index effect_due on effect (due_at) where status = 'waiting';
create index effect_case on effect (case_id);

create table answer (
  actor text collate "C" not null,
  key text collate "C" not null,
  body_hash text collate "C" not null,
  answer jsonb not null,
  at bigint not null,
  primary key (actor, key)
);
create index answer_at on answer using brin (at);

create table intake (
  key text collate "C" primary key,
  case_id text collate "C" not null,
  at bigint not null
);

-- `bytes` is null where the blob lies in the blob folder.
create table blob (
  sha256 text collate "C" primary key check (sha256 ~ '^[0-9a-f]{64}$'),
  type text not null,
  size bigint not null,
  bytes bytea
);
alter table blob alter column bytes set storage external;

create table blob_use (
  sha256 text collate "C" not null,
  case_id text collate "C" not null,
  primary key (sha256, case_id)
);
create index blob_use_case on blob_use (case_id);

-- Ends the statement of an append whose claim failed: nothing of it may stay.
create function clash() returns boolean language plpgsql as $$
begin
  raise exception 'the case has moved on or the key is known' using errcode = 'TL001';
end $$;
