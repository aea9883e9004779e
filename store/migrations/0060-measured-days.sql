-- What measures are counted from, a day (UTC, since the epoch) a row, once it is over: marks of its cases, column behind
-- column, and every seventh day what lay open when it began. Folded from the ledgers alone; `form` is how marks are
-- written, `seen` the oldest transaction that ran when the day was read: a fact of a day that is kept, recorded by a later
-- one, makes it and all later days be read anew.
create table measured_day (
  day integer primary key,
  form integer not null,
  seen xid8 not null,
  counts integer[] not null,
  keys text not null,
  marks bytea not null,
  open_counts integer[],
  open_keys text,
  open_marks bytea,
  check (num_nulls(open_counts, open_keys, open_marks) in (0, 3))
);
alter table measured_day alter column marks set storage external, alter column open_marks set storage external;
-- Facts of some days, of a ledger that is written in the order of time.
create index event_at on event using brin (at) with (autosummarize = on);
