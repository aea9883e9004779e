-- Who of ours follows which case, and how far he was told. A wish of a person and no fact of the case, so that it stands
-- beside the ledger. It is looked at along its rows: few follow, and a case that is followed by nobody costs nothing.
create table case_follow (
  agent_id text collate "C" not null references agent (id) on delete cascade,
  case_id text collate "C" not null references case_card (case_id) on delete cascade,
  since bigint not null,
  told_seq integer not null check (told_seq >= 0),
  look_at bigint not null default 0,
  primary key (agent_id, case_id)
);
create index case_follow_case on case_follow (case_id);
