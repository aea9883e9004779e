-- Wishes for somebody who leads: a ledger of its own for each, apart from the case's, because those it is about read the
-- case. The row repeats what lists ask for. `words` is personal text; erasing sets it to null. Instants are epoch
-- milliseconds.

create table escalation (
  id text collate "C" primary key,
  case_id text collate "C" not null,
  standing text not null,
  asked_at bigint not null,
  answer_by bigint not null,
  is_late boolean not null,
  seq integer not null,
  -- as core/escalation folds it from the facts below
  state jsonb not null
);
create index escalation_open on escalation (asked_at) where standing <> 'ended';
create index escalation_case on escalation (case_id);

create table escalation_fact (
  escalation_id text collate "C" not null references escalation (id),
  seq integer not null,
  fact jsonb not null,
  words text,
  primary key (escalation_id, seq)
);
create function escalation_fact_stays() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' or new.fact is distinct from old.fact or new.seq <> old.seq or new.words is not null then
    raise exception 'a recorded fact is never changed' using errcode = 'TL002';
  end if;
  return new;
end $$;
create trigger escalation_fact_stays before update or delete on escalation_fact
  for each row execute function escalation_fact_stays();
