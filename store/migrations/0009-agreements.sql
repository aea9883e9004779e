-- What the desk owes to whom: calendars, policies with their published versions, contracts with their lines, and help
-- that somebody approved without a contract. Settings, not facts: a case records which version it was judged by.
-- Instants are epoch milliseconds.

create table calendar (
  id text collate "C" primary key,
  name text not null check (name <> ''),
  -- zone, week, holidays and dated versions, as core reads them
  hours jsonb not null,
  version integer not null default 1
);

-- `versions` is only added to: a published version is never changed.
create table policy (
  id text collate "C" primary key,
  name text not null check (name <> ''),
  versions jsonb not null default '[]',
  version integer not null default 1
);

create table contract (
  id text collate "C" primary key,
  organisation_id text collate "C" not null references organisation (id),
  name text not null check (name <> ''),
  state text collate "C" not null check (state in ('draft', 'active', 'suspended', 'cancelled')),
  -- who may file; null: everybody of the organisation
  callers text[] collate "C",
  lines jsonb not null default '[]',
  version integer not null default 1
);
create index contract_organisation on contract (organisation_id);

create table waiver (
  id text collate "C" primary key,
  kind text collate "C" not null check (kind in ('pro_bono', 'out_of_contract', 'trial', 'goodwill', 'safety')),
  approver_id text collate "C" not null references agent (id),
  customer_id text collate "C" references customer (id),
  organisation_id text collate "C" references organisation (id),
  case_id text collate "C",
  policy_id text collate "C" not null references policy (id),
  units_left integer check (units_left >= 0),
  expires_at bigint not null,
  recover_cost boolean not null default false,
  because text not null check (because <> ''),
  created_at bigint not null,
  version integer not null default 1,
  check (num_nonnulls(customer_id, organisation_id, case_id) = 1)
);
create index waiver_customer on waiver (customer_id) where customer_id is not null;
create index waiver_organisation on waiver (organisation_id) where organisation_id is not null;
create index waiver_case on waiver (case_id) where case_id is not null;
