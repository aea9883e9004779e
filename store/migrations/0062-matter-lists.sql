-- Lists of what stands beside cases, whichever way they are asked: all of a kind, and those of a standing that is rare
-- among very many that are over. Both were read whole and sorted.
create index matter_newest on matter (kind, opened_at desc, id);
create index matter_standing on matter (kind, standing, opened_at desc, id);
