-- For the outbox page and the board: small indexes that cost an append next to nothing.

-- Cases that were opened again are few among the facts.
create index event_reopened on event (at) where type = 'case.reopened';
-- Mails that were given up are few; all others are asked for by a span of days, and lie in the order of their days.
create index effect_given_up on effect (due_at) where status = 'given_up';
create index effect_days on effect using brin (due_at) with (pages_per_range = 32);
