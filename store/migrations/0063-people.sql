-- What drives one of ours mad, in his own words. Nobody reads a single one but himself; leads read themes that several people
-- share. It is no fact of a case: he removes it with its row.
create table annoyance (
  id text collate "C" primary key,
  agent_id text collate "C" not null references agent (id) on delete cascade,
  theme text collate "C" not null,
  says text not null check (says <> ''),
  -- leads may read the words, without a name, where the theme is shown
  quotable boolean not null,
  at bigint not null
);
create index annoyance_agent on annoyance (agent_id, at desc, id desc);
create index annoyance_at on annoyance (at);

-- Where somebody wrote a code word although it was pointed out to him: which, and where; never the text. Gone after 30 days.
create table conduct_use (
  agent_id text collate "C" not null references agent (id) on delete cascade,
  case_id text collate "C" not null,
  word text collate "C" not null,
  at bigint not null,
  primary key (agent_id, at, case_id, word)
);
create index conduct_use_at on conduct_use (at);

-- Why somebody takes no turn: after a hard contact he is given nothing at all.
alter table live_turn add column paused_because text collate "C" check (paused_because = 'hard_contact');

-- Thanks, how clear hand-offs were found, and what a year of help came to.
create index event_thanks on event (at, case_id, seq)
  where type in ('thanks.given', 'satisfaction.answered') or (type = 'message.received' and data like '%"thanks":true%');
create index event_helped on event (type, at, case_id, seq)
  where type in ('case.solved', 'promise.kept', 'hand_off.answered', 'hand_off.rated');
