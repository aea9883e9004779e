-- What a customer knows of such things himself, in the words of the agent who recorded it, who that was and when
-- (epoch milliseconds); null: nothing is recorded.
alter table customer
  add column skill text,
  add column skill_by text collate "C",
  add column skill_at bigint;
