-- Mail that was taken in but belongs to no case: bounces nobody can place, automatic answers, proofs of address.
-- Kept with its bytes, so that nothing acknowledged is lost; people look at it in the set-up.
create table aside_mail (
  id bigint generated always as identity primary key,
  key text collate "C" not null unique,
  at bigint not null,
  reason text collate "C" not null,
  sender text not null,
  subject text not null,
  raw bytea not null
);
create index aside_mail_at on aside_mail (at);
