-- What an hour of a person costs, version after version, each never changed: marks of old days are made by the
-- one that held then. And who was there on a day, recorded once when it is over: settings of people change.
create table cost_version (
  version integer primary key check (version > 0),
  currency text collate "C" not null,
  -- by level, in the smallest coin; null: not known
  rates jsonb not null,
  at bigint not null,
  by_agent text collate "C" not null
);

create table staffed_day (
  -- since the epoch, by UTC
  day integer primary key,
  -- of each team and level whole seconds of people in each quarter of an hour (core/measure/staffed.ts)
  parts jsonb not null
);
