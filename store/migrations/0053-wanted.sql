-- What has to be known of a case, per kind and product: few facts each, with their questions in each language. No
-- personal text; read whole with the desk's facts.
create table wanted_list (
  id text collate "C" primary key,
  kinds text[] collate "C" not null default '{}',
  products text[] collate "C" not null default '{}',
  facts jsonb not null default '[]',
  active boolean not null default true,
  version integer not null default 1
);
