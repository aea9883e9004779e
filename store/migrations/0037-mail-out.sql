-- Mail on its way out: where a report on it belongs, and which addresses take none.

-- Each mail by the signed part of its return address, for as long as reports on it may come.
create table sent_mail (
  path text collate "C" primary key,
  case_id text collate "C" not null,
  message_id text collate "C",
  address text collate "C" not null,
  at bigint not null
);
create index sent_mail_address on sent_mail (address, at);
create index sent_mail_message on sent_mail (message_id) where message_id is not null;
create index sent_mail_at on sent_mail using brin (at) with (pages_per_range = 32);

-- Each mail that came back for good, once.
create table address_failure (
  address text collate "C" not null,
  path text collate "C" not null,
  case_id text collate "C" not null,
  at bigint not null,
  status text collate "C" not null,
  said text not null,
  primary key (address, path)
);

-- Addresses that take no mail, until a person lifts it. `path` is the mail that was one too many.
create table suppression (
  id bigint generated always as identity primary key,
  address text collate "C" not null,
  path text collate "C" not null,
  since bigint not null,
  lifted_at bigint,
  lifted_by text collate "C",
  lifted_because text
);
create unique index suppression_standing on suppression (address) where lifted_at is null;

-- Books a failure and says whether this mail is the one that suspends its address: the same report again says the same
-- again. One at a time per address, so that of three at once one is the third.
create function book_address_failure(
  to_address text, of_path text, of_case text, now_ms bigint, of_status text, was_said text, failures_max integer,
  since_ms bigint
) returns boolean language plpgsql as $$
begin
  perform pg_advisory_xact_lock(hashtextextended(to_address, 1));
  insert into address_failure (address, path, case_id, at, status, said)
    values (to_address, of_path, of_case, now_ms, of_status, was_said) on conflict do nothing;
  if (select count(*) from address_failure where address = to_address and at > since_ms) >= failures_max then
    insert into suppression (address, path, since) values (to_address, of_path, now_ms)
      on conflict (address) where lifted_at is null do nothing;
  end if;
  return exists (select from suppression where address = to_address and path = of_path and lifted_at is null);
end $$;

-- The case that takes the mails of an address which writes more than a person could.
create table mail_flood (
  address text collate "C" primary key,
  case_id text collate "C" not null,
  since bigint not null,
  mails integer not null
);
