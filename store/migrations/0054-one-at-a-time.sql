-- A domain whose last word was "later" is tried by one mail at a time, of all nodes: until when one is on its way.
alter table mail_destination add column tried_until bigint not null default 0;

-- As before, and: whom "later" was the last word of gets no second mail while one is under way. The trial ends by itself,
-- should its node die. The function of before stays for nodes of before.
create function take_destination(
  of_domain text, now_ms bigint, first_rate integer, most_rate integer, idle_ms bigint, trial_ms bigint, again_ms bigint
) returns bigint language plpgsql as $$
declare
  one mail_destination;
  free_from bigint;
begin
  insert into mail_destination (domain, minute, per_minute) values (of_domain, now_ms, first_rate)
    on conflict (domain) do nothing;
  select * into one from mail_destination where domain = of_domain for update;
  if one.failures > 0 and one.tried_until > now_ms then
    return greatest(one.rests_until, least(one.tried_until, now_ms + again_ms));
  end if;
  free_from := take_destination(of_domain, now_ms, first_rate, most_rate, idle_ms);
  if free_from = 0 and one.failures > 0 then
    update mail_destination set tried_until = now_ms + trial_ms where domain = of_domain;
  end if;
  return free_from;
end $$;
