-- What the customer's own paper calls a contract. Told apart without capitals and blanks, as people type them.
alter table contract add column number text collate "C" check (number <> '');
create unique index contract_number on contract (regexp_replace(lower(number), '\s+', '', 'g')) where number is not null;
