-- What is given beyond what is owed: the rules, version after version, each never changed; and one row for each
-- thing asked for or given, as its case says, by which budgets and caps are counted before the fact is recorded.
create table goodwill_rules (
  version integer primary key check (version > 0),
  rules jsonb not null,
  at bigint not null,
  by_agent text collate "C" not null
);

create table goodwill (
  id text collate "C" primary key,
  case_id text collate "C" not null,
  customer_id text collate "C" not null,
  organisation_id text collate "C",
  team_id text collate "C" not null,
  kind text collate "C" not null,
  origin text collate "C" not null,
  -- asking and giving: begun, and not yet read from the ledger
  standing text collate "C" not null,
  amount_minor bigint not null check (amount_minor >= 0),
  currency text collate "C" not null,
  rules integer not null,
  asked_at bigint not null,
  asked_by text collate "C",
  due_at bigint,
  decided_at bigint,
  decided_by text collate "C",
  until bigint,
  ended_at bigint,
  -- a digest of the code it is redeemed by; the code itself lies with the texts of the case
  code_digest text collate "C" unique,
  -- since when its case may know more than this row; null: nothing is under way
  held_at bigint
);
create index goodwill_customer on goodwill (customer_id, asked_at desc);
create index goodwill_organisation on goodwill (organisation_id, asked_at desc) where organisation_id is not null;
create index goodwill_team on goodwill (team_id, decided_at);
create index goodwill_asked on goodwill (asked_at desc, id);
create index goodwill_case on goodwill (case_id);
create index goodwill_held on goodwill (held_at) where held_at is not null;
