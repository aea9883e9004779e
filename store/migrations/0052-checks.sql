-- What is checked again, so that a fault does not come back unnoticed: by when and by whom next, and when one of a case was
-- checked last. Few cases have one, so each list is a walk along a small index.
alter table case_card add column check_by bigint;
alter table case_card add column checker text;
alter table case_card add column checked_at bigint;
create index case_card_check on case_card (check_by, case_id) where check_by is not null;
create index case_card_checked on case_card (checked_at desc, case_id desc) where checked_at is not null;
