-- Asks and books an automatic mail in one round trip. Each statement of a function sees what was committed before it
-- began, so that whoever waited for the lock counts what the other has booked. One at a time per address; the desk's
-- own limit may be passed by as many as ask at once, which is harmless.
-- The booking need not wait for the disk: the mail leaves only after the commit of its case, which comes later and
-- makes everything before it durable.
create function take_automatic_mail(
  to_address text, of_case text, of_kind text, now_ms bigint, per_confirmation integer, per_case integer,
  per_address integer, per_desk integer
) returns text language plpgsql as $$
declare
  confirmations integer;
  of_this_case integer;
  of_address integer;
begin
  perform set_config('synchronous_commit', 'off', true);
  perform pg_advisory_xact_lock(hashtextextended(lower(to_address), 0));
  select count(*) filter (where kind = 'confirmation'), count(*) filter (where case_id = of_case), count(*)
    into confirmations, of_this_case, of_address
    from automatic_mail where lower(address) = lower(to_address) and at > now_ms - 86400000;
  if of_kind = 'confirmation' and confirmations >= per_confirmation then return 'confirmed_today'; end if;
  if of_this_case >= per_case then return 'case_limit'; end if;
  if of_address >= per_address then return 'address_limit'; end if;
  if (select count(*) from (select from automatic_mail where at > now_ms - 3600000 limit per_desk) booked) >= per_desk
    then return 'desk_limit'; end if;
  insert into automatic_mail (address, case_id, kind, at) values (to_address, of_case, of_kind, now_ms);
  return 'yes';
end $$;
