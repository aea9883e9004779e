-- Who walked, beside what a walk tells: people of ours, the customer by himself, or both. Walks that became no case
-- stand under their own name and were customers' always.
alter table walk_told add column walker text not null default 'agent'
  check (walker in ('agent', 'customer', 'both'));
update walk_told set walker = 'customer' where case_id like 'wlk\_%';

-- Orders of checks that walks proposed and somebody declined: not proposed again unless the figures change clearly.
create table script_order_dismissed (
  slug text collate "C" not null references script (slug),
  -- the group of checks, the order it had, and the minutes for each who comes to it that the other was to save
  checks text collate "C" not null,
  stood text[] not null,
  saved double precision not null,
  because text not null check (because <> ''),
  at bigint not null,
  agent_id text collate "C" not null references agent (id),
  primary key (slug, checks)
);
