-- News the contact has to pass on, by when; and two more reasons for which somebody of ours is told something: he was
-- the contact until now, or he asked for it.
alter table case_card add column untold_by bigint;
create index case_card_untold on case_card (contact, untold_by, case_id) where untold_by is not null;
alter table notice drop constraint notice_told_as_check;
alter table notice add check (told_as in ('owner', 'cover', 'on_call', 'lead', 'before', 'asker'));
