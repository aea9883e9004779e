-- By which keys the mails of a domain are signed, so that far servers can tell ours from forged ones. Private keys are
-- sealed before they come here (server/secret-box.ts).
create table signing_domain (
  domain text collate "C" primary key,
  active boolean not null default true,
  version integer not null default 1
);

create table signing_key (
  domain text collate "C" not null references signing_domain (domain) on delete cascade,
  selector text collate "C" not null,
  algorithm text not null check (algorithm in ('rsa', 'ed25519')),
  public_key text not null,
  -- null: it never signs again
  private_key bytea,
  made_at bigint not null,
  -- since when the domain names it; null: not yet
  seen_at bigint,
  retired_at bigint,
  -- what the last look found, and the record as it stood there
  checked_at bigint,
  finding text,
  says text not null default '',
  primary key (domain, selector)
);
