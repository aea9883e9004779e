-- Measures of a period are read from the cases touched since it began: found by when their last fact was recorded.
create index case_card_changed on case_card (((card ->> 'changedAt')::bigint));
