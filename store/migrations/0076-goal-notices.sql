-- A goal for calls that is set or taken back is told to whoever it is for; it is about no case, and nothing beside cases.
alter table notice
  drop constraint notice_of_one,
  add constraint notice_of_one check (num_nonnulls(case_id, matter_id) = case when cause in
    ('team.overloaded', 'call_goal.set', 'call_goal.taken_back', 'team_goal.set', 'team_goal.taken_back') then 0 else 1 end);
