// The working time of each wait for a word of ours, counted a second time: who waited since when, and who
// owed what, by plain SQL; the hours by the second clock. Shares nothing with what a word says of itself.
// Not: the measures (test/measures.test.ts), nor which words are replies (measures-sql.ts).
import type { CalendarForm } from '#core/clock/calendar.ts'
import { pieces, worked } from '#core/testing/second-clock.ts'
import type { PostgresStore } from '#store/postgres/store.ts'
import { firstWaits, nextWaits, repliesOf } from '#test/support/measures-sql.ts'

type Row = {
  case_id: string
  word: 'first' | 'next'
  since: string
  at: string
  counts: string | null
  hours: CalendarForm | null
}

const said = (key: string, of = 'e') => `(${of}.data::jsonb ->> '${key}')`
/**
 * Owed by the last clock of such a word that was neither taken back nor ended before he wrote, as it stood
 * when the word left; else by what the case was judged by last.
 */
const rowsSql = `with replies as (${repliesOf.trim().slice(1, -1)}),
  waits as (select 'first' as word, w.* from (${firstWaits}) w
    union all select 'next', w.* from (${nextWaits}) w),
  owed as (
    select w.word, w.case_id, w.since, w.at, w.seq, t.kind, coalesce(
      (select array[${said('policy')}, ${said('version')}] from event e where e.case_id = w.case_id and e.seq < w.seq
        and e.type in ('target.started', 'target.retargeted') and ${said('target')} = t.target
        order by e.seq desc limit 1),
      (select array[${said('policy')}, ${said('version')}] from event e where e.case_id = w.case_id and e.seq < w.seq
        and e.type = 'entitlement.decided' order by e.seq desc limit 1)) as by,
      (select ${said('team')} from event e where e.case_id = w.case_id and e.seq < w.seq
        and e.type in ('case.opened', 'worker.queued', 'worker.assigned') order by e.seq desc limit 1) as team
    from waits w left join lateral (
      select ${said('target', 's')} as target, ${said('kind', 's')} as kind from event s
        where s.case_id = w.case_id and s.seq < w.seq and s.type = 'target.started'
        and ${said('kind', 's')} in ('first_response', 'next_response') and not exists (
          select from event x where x.case_id = w.case_id and x.seq < w.seq
            and ${said('target', 'x')} = ${said('target', 's')} and (x.type = 'target.cancelled'
              or x.type = 'target.met' and ${said('metAt', 'x')}::bigint < w.since))
        order by s.seq desc limit 1) t on true)
  select word, case_id, since, at, rule.counts, calendar.hours
  from owed
    left join policy on policy.id = by[1]
    left join lateral (select v from jsonb_array_elements(policy.versions) v where v ->> 'version' = by[2]) v on true
    left join lateral (select t ->> 'counts' as counts from jsonb_array_elements(v -> 'targets') t
      where t ->> 'kind' = coalesce(owed.kind, owed.word || '_response')) rule on true
    left join team on team.id = owed.team
    left join calendar on calendar.id = coalesce(v ->> 'calendar', team.hours_id)`

/** Keeps it in a table of its own: `waited_again (word, case_id, at, val)`, in whole seconds. */
export async function waitAgain({ pool }: PostgresStore): Promise<void> {
  await pool.query('create table waited_again (word text, case_id text, at bigint, val integer)')
  const { rows } = await pool.query<Row>(rowsSql)
  for (const { word, case_id, since, at, counts, hours } of rows) {
    const [from, until] = [Number(since), Number(at)]
    const ms = counts === 'always' ? until - from : hours && worked(pieces(hours, from, until), from, until)
    if (ms !== null)
      await pool.query('insert into waited_again values ($1, $2, $3, $4)', [
        ...[word, case_id, at],
        Math.floor(ms / 1_000),
      ])
  }
}
