-- Since when an effect could have happened: when it was first taken up. Waiting in a queue is no attempt, so that their
-- number does not say how old a mail is. In no index: a row that moves stays where it lies.
alter table effect add column first_leased_at bigint;
