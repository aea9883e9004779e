-- Whoever comes to the house, or into another team, level or role, may be bound by policies he was not told of. Their
-- clocks look at once (0: due by any clock); a look that is under way already looks again, as it may have missed him.
create function look_who_is_bound() returns trigger language plpgsql as $$
begin
  update matter set ring_at = 0, ring_leased_until = 0
    where id in (select id from matter where kind = 'house_policy' and is_open order by id for update);
  return null;
end $$;
create trigger agent_may_be_bound after insert or update of roles, levels, disabled_at on agent
  for each statement execute function look_who_is_bound();
create trigger member_may_be_bound after insert on team_member
  for each statement execute function look_who_is_bound();
