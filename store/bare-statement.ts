// The yardstick of the bench: one statement with three inserts, through the same driver and pool as ours, and
// nothing else.
import { openPool } from './postgres/pool.ts'

export type Bare = { insert(): Promise<void>; close(): Promise<void> }

/** Makes the three tables anew and answers something that inserts one case, message and event, fsynced. */
export async function bareStatement(url: string): Promise<Bare> {
  const pool = openPool({ url })
  await pool.query(`drop table if exists bare_event, bare_message, bare_case;
    create table bare_case (id bigserial primary key, subject text not null, state int not null, due_at bigint not null);
    create index on bare_case (state, due_at);
    create table bare_message (id bigserial primary key, case_id bigint not null, body text not null);
    create index on bare_message (case_id);
    create table bare_event (id bigserial primary key, case_id bigint not null, data text not null);
    create index on bare_event (case_id)`)
  const text = `with c as (insert into bare_case (subject, state, due_at) values ($1, 1, $2) returning id),
    m as (insert into bare_message (case_id, body) select id, $3 from c)
    insert into bare_event (case_id, data) select id, $4 from c`
  const body = 'The router drops the connection every evening around eight. '.repeat(8)
  return {
    async insert() {
      await pool.query({
        name: 'bare',
        text,
        values: ['Router drops the connection', Date.now(), body, '{"type":"case.opened"}'],
      })
    },
    async close() {
      await pool.query('drop table if exists bare_event, bare_message, bare_case')
      await pool.end()
    },
  }
}
