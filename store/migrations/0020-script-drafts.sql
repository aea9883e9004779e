-- Drafts of scripts, every one as it was saved: whoever saves on top of an older revision has his work put together
-- with what was saved meanwhile, and for that the one both began with is needed. No personal text.

create table script_draft (
  slug text collate "C" not null,
  -- goes on counting when the draft is done with, so that no revision is ever another one
  revision integer not null check (revision > 0),
  -- may be unfinished; null: from here on there is no draft, it was published or thrown away
  form jsonb,
  at bigint not null,
  agent_id text collate "C" not null references agent (id),
  primary key (slug, revision)
);
