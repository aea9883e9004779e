-- What stands beside cases and has a ledger of its own: problems, supplier cases, change requests. One row for
-- each as it stands, its facts in order (never changed, chained as those of a case), its texts, what is still to
-- be told to the cases that belong to it, and on each card which it belongs to.
create sequence matter_number start 101;

create table matter (
  id text collate "C" primary key,
  number bigint not null default nextval('matter_number') unique,
  kind text collate "C" not null,
  seq integer not null check (seq > 0),
  head bytea not null check (octet_length(head) = 32),
  card jsonb not null,
  standing text collate "C" not null,
  is_open boolean not null,
  owner text collate "C",
  team text collate "C",
  product text collate "C",
  subject text collate "C",
  due_at bigint,
  opened_at bigint not null,
  changed_at bigint not null,
  ring_at bigint,
  ring_leased_until bigint not null default 0
);
create index matter_open on matter (kind, is_open, opened_at desc, id);
create index matter_due on matter (kind, due_at, id) where is_open and due_at is not null;
create index matter_owner on matter (owner, kind, opened_at) where is_open and owner is not null;
create index matter_product on matter (product, kind, opened_at) where is_open and product is not null;
create index matter_subject on matter (subject, kind, is_open, opened_at) where subject is not null;
create index matter_ring on matter (ring_at) where ring_at is not null;

create table matter_fact (
  matter_id text collate "C" not null,
  seq integer not null check (seq > 0),
  place bigint generated always as identity unique,
  type text collate "C" not null,
  at bigint not null,
  data text not null,
  h bytea not null check (octet_length(h) = 32),
  primary key (matter_id, seq)
);
create trigger matter_fact_is_forever before update or delete on matter_fact
  for each row execute function refuse_change();
create trigger matter_fact_is_never_emptied before truncate on matter_fact
  for each statement execute function refuse_change();

create table matter_text (
  matter_id text collate "C" not null,
  id text collate "C" not null,
  salt bytea,
  mac text collate "C" not null,
  words text,
  erased_at bigint,
  primary key (matter_id, id),
  check ((erased_at is null) = (words is not null) and (erased_at is null) = (salt is not null))
);

-- One line for each thing that the cases of a matter are told: how far the telling has come.
create table matter_news (
  matter_id text collate "C" not null,
  seq integer not null,
  news jsonb not null,
  after_case text not null default '',
  told integer not null default 0,
  leased_until bigint not null default 0,
  done boolean not null default false,
  primary key (matter_id, seq)
);
create index matter_news_open on matter_news (matter_id, seq) where not done;

alter table case_card add column matters jsonb;
create index case_card_matters on case_card using gin (matters) where matters is not null;
