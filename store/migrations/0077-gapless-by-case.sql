-- Whether a fact stands on the one before it was looked up for each fact in the ledger. Facts of one statement stand
-- on each other: of each case only the first of them is looked up, and the others are counted. No two have the same
-- place, which the primary key holds.
create or replace function refuse_gap() returns trigger language plpgsql
-- always along the primary key: a session keeps its plan, made when the table was small
set enable_seqscan = off as $$
begin
  if exists (
    select from (
      select case_id, min(seq) as first, max(seq) as last, count(*) as facts from added group by case_id
    ) one
    where one.last - one.first + 1 <> one.facts or (one.first > 1 and (
      select before.seq from event before where before.case_id = one.case_id and before.seq = one.first - 1
    ) is null)
  ) then
    raise exception 'a fact must stand on the one before it' using errcode = '23503';
  end if;
  return null;
end $$;
