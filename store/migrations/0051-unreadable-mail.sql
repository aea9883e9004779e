-- Mails nobody could read by machine, by their bytes: which case holds them, and what came of trying again. How
-- each is dealt with its case knows.
create table unreadable_mail (
  id bigint generated always as identity primary key,
  sha256 text collate "C" not null unique,
  case_id text collate "C" not null,
  at bigint not null,
  -- why; null: from before it was written down
  reason text collate "C",
  tried_at bigint,
  -- since when it can be read, and the case it is in since; null: kept aside, or no case
  read_at bigint,
  read_case_id text collate "C"
);
create index unreadable_mail_unread on unreadable_mail (id) where read_at is null;
-- What came before is on the list as well.
insert into unreadable_mail (sha256, case_id, at)
select substr(intake.key, 12), intake.case_id, intake.at
from intake join case_card using (case_id)
where starts_with(intake.key, 'unreadable/')
order by intake.at
on conflict do nothing;
