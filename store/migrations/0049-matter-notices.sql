-- A notice may be about what stands beside cases instead of a case. It is written with the fact that tells it; the
-- mail about it, for whoever likes one, leaves afterwards.
alter table notice
  alter column case_id drop not null,
  add column matter_id text collate "C",
  add column mailed boolean not null default true,
  add constraint notice_of_one check ((case_id is null) <> (matter_id is null));
create index notice_beside_unread on notice (agent_id, matter_id) where read_at is null and matter_id is not null;
create index notice_to_mail on notice (tell_at, key) where not mailed;
