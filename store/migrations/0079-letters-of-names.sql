-- Contracts and organisations are found by letters inside their names and numbers, however many there are: by runs of
-- three letters, which whatever holds a longer run holds, too. Fewer than three letters are looked for in all rows.
-- A collation of its own: numbers are kept in "C", which knows no capitals beyond A to Z.
create function bare_letters(t text) returns text language sql immutable parallel safe as $$
  select regexp_replace(lower(t collate "pg_c_utf8"), '\s+', '', 'g')
$$;
create index contract_own_number on contract (bare_letters(number)) where number is not null;
create function letter_runs(t text) returns text[] language sql immutable parallel safe as $$
  select coalesce(array_agg(distinct substr(t, i, 3)), '{}') from generate_series(1, length(t) - 2) i
$$;
create index contract_letters on contract using gin (letter_runs(bare_letters(name || ' ' || coalesce(number, ''))));
create index organisation_letters on organisation using gin (letter_runs(bare_letters(name)));
