-- The queue of mail that belongs to no case: what it says, with its codes masked, and its reasons by themselves.
alter table aside_mail add column preview text not null default '';
create index aside_mail_reason on aside_mail (reason, id);
