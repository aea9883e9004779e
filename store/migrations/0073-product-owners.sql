-- Who owns a product: a person or a team of ours, who hears of what was referred elsewhere because ours did not serve
-- it. The index holds referrals alone.
alter table product add column owner text collate "C";
create index event_referred on event (at desc, case_id desc, seq desc)
  where type = 'case.closed' and data::jsonb ->> 'reason' = 'referred';
