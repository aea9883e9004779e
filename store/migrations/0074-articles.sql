-- Articles that help to solve cases: what each is called, where it is read and for what, a row for each version, of which
-- one is the newest. No personal text. And which facts named one, so that those used last are offered first.
create sequence article_number as integer;
create table article (
  id text collate "C" not null,
  version integer not null check (version > 0),
  number integer not null,
  title text not null check (title <> ''),
  address text not null check (address <> ''),
  language text collate "C" not null,
  -- null: about none in particular
  product text collate "C",
  withdrawn boolean not null default false,
  is_newest boolean not null default true,
  changed_at bigint not null,
  -- people, or the programs they made tokens for
  changed_by text collate "C" not null,
  primary key (id, version),
  unique (number, version)
);
create unique index article_newest on article (id) where is_newest;

create function article_of(data text) returns text language sql immutable parallel safe as $$
  select data::jsonb #>> '{named,article}'
$$;
create index event_article on event ((article_of(data) collate "C"), at desc)
  where type in ('case.solved', 'hand_off.answered') and article_of(data) is not null;
