-- The desk's own tables: people, teams, settings, customers, and what grants something (kept as hashes only).
-- `version` counts changes where people edit side by side: a change names the version it was made on.
-- Instants are epoch milliseconds.

create table agent (
  id text collate "C" primary key,
  name text not null check (name <> ''),
  email text not null,
  roles text[] not null default '{}',
  levels smallint[] not null default '{}' check (levels <@ '{1,2,3}'),
  language text collate "C" not null default 'en',
  time_zone text not null default 'UTC',
  preferences jsonb not null default '{}',
  password_phc text,
  disabled_at bigint,
  absent_from bigint,
  absent_until bigint,
  absent_cover text collate "C" references agent (id),
  created_at bigint not null,
  version integer not null default 1,
  check ((absent_from is null) = (absent_until is null) and (absent_from is not null or absent_cover is null))
);
create unique index agent_email on agent (lower(email));

create table team (
  id text collate "C" primary key,
  name text not null check (name <> ''),
  level smallint not null check (level between 1 and 3),
  setting jsonb not null default '{}',
  active boolean not null default true,
  version integer not null default 1
);

create table team_member (
  team_id text collate "C" not null references team (id),
  agent_id text collate "C" not null references agent (id),
  primary key (team_id, agent_id)
);
create index team_member_agent on team_member (agent_id);

create table level_setting (
  level smallint primary key check (level between 1 and 3),
  setting jsonb not null,
  version integer not null default 1
);

create table desk_setting (
  only_one boolean primary key default true check (only_one),
  setting jsonb not null,
  version integer not null default 1
);
insert into desk_setting (setting) values ('{}');

create table product (
  id text collate "C" primary key,
  name text not null check (name <> ''),
  line text not null default '',
  active boolean not null default true,
  version integer not null default 1
);

create table organisation (
  id text collate "C" primary key,
  name text not null check (name <> ''),
  domains text[] not null default '{}',
  version integer not null default 1
);
create index organisation_domain on organisation using gin (domains);

create table customer (
  id text collate "C" primary key,
  name text not null,
  email text,
  phones text[] collate "C" not null default '{}',
  organisation_id text collate "C" references organisation (id),
  language text collate "C" not null default 'en',
  verified boolean not null default false,
  notes text not null default '',
  created_at bigint not null,
  erased_at bigint,
  version integer not null default 1
);
create unique index customer_email on customer (lower(email));
create index customer_organisation on customer (organisation_id) where organisation_id is not null;

-- Folded words of name and address, so that a person is found while the name is being typed.
create table customer_word (
  customer_id text collate "C" not null references customer (id) on delete cascade,
  word text collate "C" not null,
  primary key (customer_id, word)
);
create index customer_word_first on customer_word (word, customer_id);

-- Digits backwards: people know the end of a number; the country in front is often left out.
create table customer_phone (
  customer_id text collate "C" not null references customer (id) on delete cascade,
  digits_backwards text collate "C" not null,
  primary key (customer_id, digits_backwards)
);
create index customer_phone_end on customer_phone (digits_backwards, customer_id);

create table ready_reply (
  id text collate "C" primary key,
  owner_id text collate "C" references agent (id),
  team_id text collate "C" references team (id),
  title text not null check (title <> ''),
  bodies jsonb not null,
  version integer not null default 1,
  check (owner_id is null or team_id is null)
);
create index ready_reply_owner on ready_reply (owner_id);
create index ready_reply_team on ready_reply (team_id);

create table address (
  id text collate "C" primary key,
  address text not null,
  team_id text collate "C" not null references team (id),
  is_default boolean not null default false,
  language text collate "C",
  version integer not null default 1
);
create unique index address_address on address (lower(address));
create unique index address_default on address (is_default) where is_default;

create table session (
  token_hash bytea primary key,
  id text collate "C" not null unique,
  agent_id text collate "C" not null references agent (id),
  created_at bigint not null,
  last_used_at bigint not null,
  expires_at bigint not null,
  user_agent text not null default ''
);
create index session_agent on session (agent_id);
create index session_expires on session (expires_at);

create table api_token (
  token_hash bytea primary key,
  id text collate "C" not null unique,
  name text not null,
  roles text[] not null,
  created_at bigint not null,
  expires_at bigint,
  last_used_at bigint,
  revoked_at bigint
);

create table invitation (
  token_hash bytea primary key,
  id text collate "C" not null unique,
  email text not null,
  name text not null default '',
  roles text[] not null,
  levels smallint[] not null,
  teams text[] not null,
  language text collate "C" not null default 'en',
  invited_by text collate "C",
  created_at bigint not null,
  expires_at bigint not null,
  used_at bigint
);

create table setup_link (
  token_hash bytea primary key,
  created_at bigint not null,
  expires_at bigint not null,
  used_at bigint
);

create table follow_link (
  token_hash bytea primary key,
  case_id text collate "C" not null,
  customer_id text collate "C" not null,
  created_at bigint not null,
  expires_at bigint not null,
  revoked_at bigint
);
create index follow_link_case on follow_link (case_id);

create table reply_token (
  token_hash bytea primary key,
  case_id text collate "C" not null,
  customer_id text collate "C" not null,
  created_at bigint not null
);
create index reply_token_case on reply_token (case_id);

create table draft (
  agent_id text collate "C" not null,
  case_id text collate "C" not null,
  audience text collate "C" not null check (audience in ('customer', 'team')),
  text text not null,
  updated_at bigint not null,
  primary key (agent_id, case_id, audience)
);
create index draft_case on draft (case_id);

create table seen (
  agent_id text collate "C" not null,
  case_id text collate "C" not null,
  seq integer not null,
  primary key (agent_id, case_id)
);

create table audit (
  id bigint generated always as identity primary key,
  at bigint not null,
  actor text collate "C" not null,
  what text collate "C" not null,
  about text collate "C",
  before jsonb,
  after jsonb
);
create index audit_about on audit (about, id);
create trigger audit_is_forever before update or delete on audit for each row execute function refuse_change();
create trigger audit_is_never_emptied before truncate on audit for each statement execute function refuse_change();

-- Mails the desk sent by itself, for its own limits: rows older than a day are of no use.
create table automatic_mail (
  id bigint generated always as identity primary key,
  address text not null,
  case_id text collate "C",
  kind text collate "C" not null,
  at bigint not null
);
create index automatic_mail_address on automatic_mail (lower(address), at);
create index automatic_mail_at on automatic_mail (at);
