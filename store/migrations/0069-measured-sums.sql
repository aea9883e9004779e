-- What a day that is over and kept comes to in each part of the desk (`scope`, as measures name it): under each of its
-- names its values with how often each came, and the numbers of the cases behind them. Made of the day's marks, and gone
-- with them; of two years a part is read in some hundred rows. Days kept before have none: their form is an older one.
create table measured_sum (
  scope text not null,
  day integer not null references measured_day on delete cascade,
  names text not null,
  sums bytea not null,
  primary key (scope, day)
);
alter table measured_sum alter column names set storage main, alter column sums set storage external;
-- Of a day that is forgotten.
create index measured_sum_day on measured_sum (day);
