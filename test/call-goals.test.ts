// What came of a person's call goal, computed a second time by plain SQL: his calls beside what customers did
// after his first fixes.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { fillDemo } from '#bin/demo.ts'
import type { AgentId } from '#core/kit/id.ts'
import { dayMs, instant } from '#core/kit/time.ts'
import { goalFigures } from '#server/call-goals.ts'
import { keepDays } from '#server/measured-days.ts'
import { courseReader } from '#server/measures-course.ts'
import type { PostgresStore } from '#store/postgres/store.ts'
import { bySql, contactsOf, dataOf, firstFix } from '#test/support/measures-sql.ts'
import { type LiveDesk, liveDesk } from '#test/support/desk.ts'

let desk: LiveDesk
before(async () => {
  desk = await liveDesk({ prepare: fillDemo(() => {}) })
})
after(() => desk?.stop())

/** Of all that was solved since the demo began the part that can be judged. */
async function period(store: PostgresStore) {
  const kept = await keepDays(store)
  const { rows } = await store.pool.query("select min(at)::bigint as a from event where type = 'case.opened'")
  return { from: instant(Number(rows[0].a)), until: instant(kept - 7 * dayMs) }
}

test('calls and first contacts of each person are what plain SQL says', async () => {
  const store = desk.shell.store as PostgresStore
  const week = await period(store)
  const people = Object.keys(desk.shell.facts().agents) as AgentId[]
  const figures = await goalFigures(desk.shell, courseReader(desk.shell), { whose: people, week })
  const [fixed] = bySql.first_contact_resolution_7d!
  const [calls] = bySql.calls_handled!
  let [told, called] = [0, 0]
  for (const person of people) {
    const { rows } = await store.pool.query(
      `with contacts as materialized (${contactsOf.trim().slice(1, -1)}), fixes as materialized (${firstFix}),
        own as (select val from (${fixed}) l where at >= $1 and at < $2 and exists (select from event f
          where f.case_id = l.case_id and f.type = 'case.solved' and f.at = l.at
          and ${dataOf('f')} #>> '{by,id}' = $4))
      select (select count(*)::int from own) as n, (select avg(val)::float from own) as value,
        (select count(*)::int from (${calls} and ${dataOf('e')} #>> '{by,id}' = $4) c
          where at >= $1 and at < $2) as calls`,
      [week.from, week.until, await store.now(), person],
    )
    const { n, value, calls: said } = rows[0]
    const { calls: own, judged, inOneContact } = figures.get(person)!
    assert.deepEqual([own, judged, inOneContact], [said, n, Math.round((value ?? 0) * n)], person)
    told += n > 0 ? 1 : 0
    called += said > 0 ? 1 : 0
  }
  assert.ok(told > 1 && called > 1, `of ${told} and ${called} people there was something`)
})
