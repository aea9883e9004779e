-- What customers solved by themselves, by when: a walk that became no case stands under its own name.
create index walk_told_alone on walk_told (changed_at) where case_id = walk;
