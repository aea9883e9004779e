-- By which mail an answer is found that carries no address of ours: the digest of its Message-ID, as its fact says it.
create index event_mail_id on event (((data::jsonb) ->> 'mailId')) where type = 'message.received';
