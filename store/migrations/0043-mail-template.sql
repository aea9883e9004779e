-- What automatic mails say in a desk's own words: each change is a row, the highest version holds.
create table mail_template (
  kind text collate "C" not null,
  language text collate "C" not null,
  version integer not null,
  subject text,
  -- null: ours again
  words text,
  agent_id text collate "C" not null,
  at bigint not null,
  primary key (kind, language, version)
);
