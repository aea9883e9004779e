-- As whom mails leave and how they are signed: of the desk, and of teams that say it their own way.
create table mail_sender (
  -- 'desk', or a team's id
  scope text collate "C" primary key,
  -- null: as the desk
  from_name text,
  names_agents boolean,
  -- language → words with fields
  signatures jsonb not null default '{}',
  version integer not null default 1
);
