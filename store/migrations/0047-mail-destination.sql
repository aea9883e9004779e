-- How many mails a domain is handed in a minute, and until when it rests after it said "later".
create table mail_destination (
  domain text collate "C" primary key,
  -- the minute that is counted, and what went in it
  minute bigint not null default 0,
  sent integer not null default 0,
  per_minute integer not null,
  -- "later", so many times in a row
  failures integer not null default 0,
  rests_until bigint not null default 0,
  since bigint not null default 0,
  says text not null default ''
);
create index mail_destination_resting on mail_destination (rests_until);

-- Whether one more mail may go to a domain: 0, or the instant from which it may. Who was silent for long, or has just
-- rested, begins slowly; each minute that went well lets twice as many go.
create function take_destination(of_domain text, now_ms bigint, first_rate integer, most_rate integer, idle_ms bigint)
returns bigint language plpgsql as $$
declare one mail_destination;
begin
  insert into mail_destination (domain, minute, per_minute) values (of_domain, now_ms, first_rate)
    on conflict (domain) do nothing;
  select * into one from mail_destination where domain = of_domain for update;
  if one.rests_until > now_ms then return one.rests_until; end if;
  if now_ms >= one.minute + 60000 then
    one.per_minute := case
      when now_ms >= one.minute + idle_ms then least(one.per_minute, first_rate)
      when one.failures = 0 and one.sent > 0 then least(one.per_minute * 2, most_rate)
      else one.per_minute end;
    one.minute := now_ms;
    one.sent := 0;
  end if;
  if one.sent >= one.per_minute then return one.minute + 60000; end if;
  update mail_destination set minute = one.minute, sent = one.sent + 1, per_minute = one.per_minute
    where domain = of_domain;
  return 0;
end $$;
