-- Of the people counted as on duty, how many have no working hours and were taken as always there: the number that is told
-- says it of itself.
alter table overload add column without_hours double precision not null default 0;

-- That a team is overloaded is told to its leads; it is about no case, and nothing beside cases.
alter table notice
  drop constraint notice_of_one,
  add constraint notice_of_one check (num_nonnulls(case_id, matter_id) = case when cause = 'team.overloaded' then 0 else 1 end);
