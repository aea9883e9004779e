-- Pictures of scripts, by the name scripts call them. A name never stands for other bytes: what a published version
-- shows stays what it was. No personal text.
create table script_picture (
  file text collate "C" primary key,
  type text collate "C" not null,
  bytes bytea not null check (octet_length(bytes) between 1 and 1048576),
  at bigint not null,
  -- null: it came with the program
  agent_id text collate "C"
);
alter table script_picture alter column bytes set storage external;
create trigger script_picture_is_forever before update or delete on script_picture
  for each row execute function refuse_change();
create trigger script_picture_is_never_emptied before truncate on script_picture
  for each statement execute function refuse_change();
