-- How far the cases of something beside cases were told moves on without a fact of its own; screens that
-- show it look again when this number moved.
create sequence matter_told;
-- A sequence never asked shows the same last value as one asked once.
select nextval('matter_told');
