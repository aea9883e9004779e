-- What is said of a person's knowing a product: that he used it, or was trained on it, since which date, and who said
-- so. What he solved and handed up stands in the ledger already and is found there, by who did it; who solved cases
-- of a product lately, along the cards. Each index holds one kind of fact alone.
create table agent_knowing (
  agent_id text collate "C" not null references agent (id) on delete cascade,
  product_id text collate "C" not null references product (id) on delete cascade,
  how text collate "C" not null check (how in ('used', 'trained')),
  since text collate "C" not null,
  said_by text collate "C" not null,
  said_at bigint not null,
  primary key (agent_id, product_id, how)
);
create index agent_knowing_product on agent_knowing (product_id, agent_id);
create index event_solved_by on event ((data::jsonb #>> '{by,id}'), at) where type = 'case.solved';
create index event_offered_by on event ((data::jsonb #>> '{from,agent}'), at) where type = 'hand_off.offered';
create index case_card_solved_product on case_card ((card ->> 'product'), solved_at desc) where solved_at is not null;
