-- Of the people counted as on duty, how many have no working hours and were taken as always there: the number that is told
-- says it of itself.
alter table overload add column without_hours double precision not null default 0;
