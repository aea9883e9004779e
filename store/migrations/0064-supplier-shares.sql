-- Which supplier cases a team of another house has in its share: it is asked for whenever somebody of theirs opens his
-- list, and stands in the card already.
alter table matter add column partner text collate "C" generated always as (card -> 'more' ->> 'partner') stored;
create index matter_partner on matter (partner, kind, opened_at desc, id) where partner is not null;
