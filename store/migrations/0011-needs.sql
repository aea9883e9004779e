-- From when on a case needs a person is on its card (core/case/need.ts), whatever the reason; the list of those walks one
-- index by severity and by how long, or counts along it. Cards written before say what they can: they are written anew by
-- the next fact of their case.
drop index case_card_needs;
alter table case_card drop column needs_person;
alter table case_card add column need_at bigint;
update case_card
  set card = card || jsonb_build_object('need', jsonb_build_object(
    'code', 'late', 'kind', card #> '{clock,kind}', 'at', card #> '{clock,dueAt}'))
  where phase = 'open' and due_at is not null;
update case_card set need_at = (card #>> '{need,at}')::bigint where card ? 'need';
create index case_card_need on case_card (level, severity, need_at, case_id) where phase = 'open' and need_at is not null;
