-- Open cases that look alike are suggested as one problem. Somebody who says no says it of these cases, for one reason
-- of a closed list; another case brings the suggestion back. And of which case somebody said that a known error, found
-- by its words, is not what it has.
create table suggestion_dismissed (
  cases text[] collate "C" not null,
  because text collate "C" not null,
  agent_id text collate "C" not null,
  at bigint not null
);
create index suggestion_dismissed_at on suggestion_dismissed (at);
create table known_unfit (
  matter_id text collate "C" not null,
  case_id text collate "C" not null,
  agent_id text collate "C" not null,
  at bigint not null,
  primary key (matter_id, case_id)
);
create index known_unfit_case on known_unfit (case_id);
