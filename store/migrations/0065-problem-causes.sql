-- What the cause of a problem lies in, and whether it was found: both stand in the card, and lists ask for them. Of a
-- hundred thousand problems those of one cause are walked in the order of the list.
alter table matter
  add column lies_in text collate "C"
    generated always as (case when kind = 'problem' then card -> 'more' ->> 'kind' end) stored,
  add column has_cause boolean
    generated always as (case when kind = 'problem' then (card -> 'more' ->> 'hasCause')::boolean end) stored;
create index matter_lies_in on matter (lies_in, is_open, opened_at desc, id) where lies_in is not null;
create index matter_has_cause on matter (has_cause, is_open, opened_at desc, id) where has_cause is not null;
