-- When a notice is about a promise with a window: where that began (epoch milliseconds). And whose clock a customer
-- reads, by its IANA name; null: he has said nothing, and the desk's counts.
alter table notice add column window_from bigint;
alter table customer add column time_zone text collate "C";
