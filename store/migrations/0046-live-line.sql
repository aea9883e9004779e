-- Cases in which somebody is asked at once, or a hand is raised: few, walked whole. Derived from the card (core/case/live.ts).
alter table case_card add column live_at bigint;
create index case_card_live on case_card (live_at, case_id) where live_at is not null;

-- Who is at his desk, over all nodes, and who takes no turn on the live line for a while. Written every few seconds by the
-- node that holds a person's live feed; whoever was not seen for some seconds is not there.
create table live_turn (
  agent_id text collate "C" primary key references agent (id) on delete cascade,
  seen_at bigint not null default 0,
  paused_until bigint
);
