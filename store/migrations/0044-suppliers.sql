-- Whom we take cases to outside the house: how they are reached, what was agreed with them.
create table supplier (
  id text collate "C" primary key,
  name text not null,
  -- addresses they write from and we write to, the first first; '@domain' stands for all of a house
  addresses text[] not null default '{}',
  form_url text,
  phone text,
  -- what they call us
  our_number text,
  languages text[] not null default '{}',
  contacts text not null default '',
  escalation text not null default '',
  agreed jsonb not null,
  active boolean not null default true,
  version integer not null default 1
);
-- Mail that quotes a reference of theirs finds the supplier cases that bear it.
create index matter_reference on matter (upper(card -> 'more' ->> 'reference'))
  where kind = 'supplier_case' and card -> 'more' ->> 'reference' is not null;
