-- Who answers for a script, and what those suggest who do not change it themselves. What people wrote as reason
-- may name somebody: it is erased with its row.

create table script_owner (
  slug text collate "C" primary key,
  agent_id text collate "C" not null references agent (id)
);

create table script_suggestion (
  id text collate "C" primary key,
  slug text collate "C" not null,
  -- null: of the whole script
  step text,
  -- the sentence it is about, as `choices.red.words`, and its language; null: a note
  place text,
  language text,
  -- what stood there when it was suggested; null: nothing, or a note
  before text,
  -- the other sentence, or the note
  says text not null,
  because text not null,
  agent_id text collate "C" not null references agent (id),
  at bigint not null,
  state text not null default 'open' check (state in ('open', 'accepted', 'declined')),
  decided_by text collate "C" references agent (id),
  decided_at bigint,
  -- why it was declined
  reason text,
  check ((state = 'open') = (decided_at is null)),
  check ((state = 'declined') = (reason is not null))
);
create index script_suggestion_of on script_suggestion (slug, at desc);
create index script_suggestion_open on script_suggestion (at) where state = 'open';
create index script_suggestion_by on script_suggestion (agent_id, at desc);
