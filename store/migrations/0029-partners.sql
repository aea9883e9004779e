-- Teams of other houses, with what was agreed: who of ours answers for their cases, until when, what they read. And one
-- more of ours who is told of a case.
alter table team add column partner jsonb;
alter table notice drop constraint notice_told_as_check;
alter table notice add constraint notice_told_as_check
  check (told_as in ('owner', 'cover', 'on_call', 'lead', 'before', 'asker', 'accountable'));
