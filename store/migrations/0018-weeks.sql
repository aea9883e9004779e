-- When a person works, and who covers outside it; and who is on call for a team week after week. No personal text.
alter table agent add column week jsonb;
alter table team add column rota jsonb;
