-- What the approval of help without a contract rests on: the policies of the house shown at that moment, each with its
-- version and hash. What was approved before rests on none.
alter table waiver add column pinned jsonb not null default '[]';
