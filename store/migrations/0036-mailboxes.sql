-- Mailboxes of other servers that the desk reads. Secrets are sealed before they come here (server/secret-box.ts).
create table mailbox (
  id text collate "C" primary key,
  name text not null,
  -- whose mail it is: the address says the team
  address_id text collate "C" not null references address (id),
  active boolean not null default true,
  host text not null,
  port integer not null,
  security text not null check (security in ('tls', 'starttls', 'none')),
  sign_in_name text not null,
  sign_in_by text not null check (sign_in_by in ('password', 'oauth2')),
  password bytea,
  -- client id, address of tokens, scope
  oauth jsonb,
  client_secret bytea,
  refresh_token bytea,
  folder text not null default 'INBOX',
  -- null: answers written elsewhere are not read
  sent_folder text,
  after_reading text not null default 'leave' check (after_reading in ('leave', 'seen', 'move')),
  move_to text,
  poll_seconds integer not null default 60,
  -- what came before is not read; null: what was there when it was first opened
  read_from bigint,
  -- host, port, security of its own way out; null: the desk's
  submission jsonb,
  version integer not null default 1
);

-- How it goes, and which node reads it: one at a time.
create table mailbox_state (
  mailbox_id text collate "C" primary key references mailbox (id) on delete cascade,
  code text not null default 'new',
  says text not null default '',
  since bigint not null default 0,
  last_mail_at bigint,
  backlog integer not null default 0,
  skipped integer not null default 0,
  taken integer not null default 0,
  lease text collate "C",
  leased_until bigint not null default 0
);

-- How far each folder was read. UIDs up to old_uid may be from before: of them what is older than `since`, by the
-- server's own clock, is passed over.
create table mailbox_folder (
  mailbox_id text collate "C" not null references mailbox (id) on delete cascade,
  folder text not null,
  uid_validity bigint not null,
  seen_uid bigint not null,
  old_uid bigint not null,
  since bigint not null,
  primary key (mailbox_id, folder)
);

-- Each mail that was read, by where it lay and by its bytes; kept, so that nothing comes in twice.
create table mailbox_mail (
  mailbox_id text collate "C" not null references mailbox (id) on delete cascade,
  folder text not null,
  uid_validity bigint not null,
  uid bigint not null,
  sha256 bytea,
  outcome text collate "C" not null,
  attempt smallint not null default 1,
  -- of what could not be taken in: when it is tried again
  retry_at bigint,
  -- what the settings want done with it there has been done
  is_marked boolean not null default false,
  at bigint not null,
  primary key (mailbox_id, folder, uid_validity, uid)
);
create index mailbox_mail_bytes on mailbox_mail (mailbox_id, sha256);
create index mailbox_mail_retry on mailbox_mail (mailbox_id, folder, retry_at) where retry_at is not null;
create index mailbox_mail_unmarked on mailbox_mail (mailbox_id, folder) where not is_marked;
