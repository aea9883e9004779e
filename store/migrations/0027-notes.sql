-- What a house asks in notes for the team, by level and kind: a list of questions in each language it writes; where
-- nothing is kept, the shipped ones hold. No personal text.
create table note_template (
  level smallint not null check (level between 1 and 3),
  kind text collate "C" not null,
  questions jsonb not null,
  version integer not null default 1,
  primary key (level, kind)
);

-- A private word of a lead to one of ours about something in a case, and his answer. Never in the case's ledger:
-- the two alone see it, and either removes it with its row.
create table coach_word (
  id text collate "C" primary key,
  case_id text collate "C" not null,
  -- the hand-off, note or step
  about text collate "C" not null,
  lead_id text collate "C" not null references agent (id),
  author_id text collate "C" not null references agent (id),
  says text not null check (says <> ''),
  at bigint not null,
  read_at bigint,
  answer text,
  answered_at bigint,
  check (lead_id <> author_id),
  check ((answer is null) = (answered_at is null))
);
create index coach_word_author on coach_word (author_id, at desc, id desc);
create index coach_word_lead on coach_word (lead_id, at desc, id desc);

-- What leads read to help people write clearer: hand-offs given, those that came back, and what was unclear.
create index event_coached on event (type, at, case_id, seq)
  where type in ('hand_off.offered', 'hand_off.returned', 'note.flagged');
