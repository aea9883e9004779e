// The measures of a simulated company, computed a second time by plain SQL that shares nothing with them; and
// the same for ever: asked again, they are the same bytes.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { fillDemo } from '#bin/demo.ts'
import type { Command } from '#core/case/case.ts'
import { scores } from '#core/case/satisfaction-fact.ts'
import type { CaseId } from '#core/kit/id.ts'
import { measured } from '#server/measured.ts'
import { dayMs, instant } from '#core/kit/time.ts'
import type { PostgresStore } from '#store/postgres/store.ts'
import { signIn } from '#test/support/client.ts'
import { type LiveDesk, liveDesk, password } from '#test/support/desk.ts'

let desk: LiveDesk
before(async () => {
  desk = await liveDesk({ prepare: fillDemo(() => {}) })
  await askAndAnswer()
})
after(() => desk?.stop())

/** Customers of cases that are solved are asked; most answer, one of them twice. */
async function askAndAnswer() {
  const store = desk.shell.store as PostgresStore
  const { rows } = await store.pool.query(
    "select distinct case_id from event where type = 'case.solved' order by 1 limit 12",
  )
  const wish = async (caseId: CaseId, command: Command) => {
    const by = { kind: 'system', part: 'desk' } as const
    await desk.shell.handle({ caseId, by, commands: [command], texts: [] })
  }
  for (const [i, { case_id: caseId }] of rows.entries()) {
    await wish(caseId, { type: 'satisfaction.ask', satisfaction: desk.shell.newId('sat') })
    if (i % 4 === 3) continue
    await wish(caseId, { type: 'satisfaction.answer', score: scores[i % 5]! })
    if (i === 0) await wish(caseId, { type: 'satisfaction.answer', score: 4 })
  }
}

const first = (type: string) => `(select case_id, min(at) as at from event where type = '${type}' group by 1)`
const within = (column: string) => `${column} >= $1::bigint and ${column} < $2::bigint`
const openAt = `from event o where o.type = 'case.opened' and o.at < $2 and coalesce((
    select e.type from event e where e.case_id = o.case_id and e.at < $2
      and e.type in ('case.solved', 'case.closed', 'case.merged', 'case.reopened')
    order by e.seq desc limit 1), 'case.reopened') = 'case.reopened'`
const solvedIn = `${first('case.solved')} s where ${within('s.at')}`
const contactsOf = `(
    select case_id, at from event where type = 'case.opened'
    union all select e.case_id, e.at from event e join event o on o.case_id = e.case_id and o.seq = 1
      where e.type = 'message.received' and e.data::jsonb -> 'automatic' = 'null' and e.at > o.at
    union all select e.case_id, e.at from event e join event o on o.case_id = e.case_id and o.seq = 1
      where e.type = 'contact.held' and e.data::jsonb ->> 'reach' = 'reached'
        and e.data::jsonb ->> 'direction' = 'in' and (e.data::jsonb ->> 'startedAt')::bigint > o.at)`
const repliesOf = `(
    select s.case_id, s.at from event s join event q on q.case_id = s.case_id and q.type = 'message.queued'
      and q.data::jsonb ->> 'message' = s.data::jsonb ->> 'message'
      where s.type = 'message.sent' and q.data::jsonb ->> 'automatic' is null
        and q.data::jsonb -> 'by' ->> 'kind' = 'agent'
    union all select case_id, at from event where type = 'contact.held'
      and data::jsonb ->> 'reach' = 'reached' and data::jsonb ->> 'direction' = 'out')`
const kindOf = `coalesce((select data::jsonb ->> 'kind' from event k where k.case_id = o.case_id
    and k.type = 'case.classified' and data::jsonb ? 'kind' and k.at < $3 order by k.seq desc limit 1), 'other')`
const cameAgain = (days: number) => `(exists (select from ${contactsOf} c where c.case_id = s.case_id
      and c.at > s.at and c.at <= s.at + ${days * dayMs} and c.at < $3)
    or exists (select from event r where r.case_id = s.case_id and r.type = 'case.reopened'
      and r.at > s.at and r.at <= s.at + ${days * dayMs} and r.at < $3)
    or exists (select from event o join event own on own.case_id = s.case_id and own.seq = 1
      where o.type = 'case.opened' and o.case_id <> s.case_id and o.at > s.at and o.at <= s.at + ${days * dayMs}
      and o.at < $3 and o.data::jsonb ->> 'customer' = own.data::jsonb ->> 'customer'
      and ${kindOf} = ${kindOf.replaceAll('o.case_id', 's.case_id')}))`

const answersOf = `(
    select case_id, data::jsonb ->> 'satisfaction' as id, min(at) as at,
      (array_agg((data::jsonb ->> 'score')::int order by seq desc))[1] as score
    from event where type = 'satisfaction.answered' and at < $2 group by 1, 2)`
const quarter = (part: number) => `select percentile_disc(${part}) within group (order by score) as value,
    count(*) as n from ${answersOf} a where ${within('a.at')}`

/** By measure: its value and its n; $1 and $2 are the week, $3 until when one looks, $4 now. */
const bySql: Readonly<Record<string, string>> = {
  cases_opened: `select count(*) as value, count(*) as n from event
    where type = 'case.opened' and ${within('at')}`,
  contacts: `select count(*) as value, count(*) as n from ${contactsOf} c where ${within('c.at')}`,
  backlog: `select count(*) as value, count(*) as n ${openAt}`,
  first_reply_median_s: `select floor(percentile_disc(0.5) within group (order by ms) / 1000) as value, count(*) as n
    from (select min(r.at) - o.at as ms from ${repliesOf} r
      join event o on o.case_id = r.case_id and o.seq = 1 and o.data::jsonb -> 'by' ->> 'kind' <> 'agent'
      group by o.case_id, o.at having ${within('min(r.at)')}) waits`,
  time_to_solve_p90_s: `select floor(percentile_disc(0.9) within group (order by s.at - o.at) / 1000) as value,
    count(*) as n from event o, ${first('case.solved')} s
    where o.case_id = s.case_id and o.seq = 1 and ${within('s.at')}`,
  level_1_share: `select avg((not exists (select from event w where w.case_id = s.case_id and w.at <= s.at
      and w.type in ('case.opened', 'worker.assigned', 'case.solved')
      and (w.data::jsonb ->> 'level')::int > 1))::int) as value, count(*) as n from ${solvedIn}`,
  reopened_7d: `select avg((exists (select from event r where r.case_id = s.case_id and r.type = 'case.reopened'
      and r.at <= s.at + ${7 * dayMs} and r.at < $3))::int) as value, count(*) as n
    from ${solvedIn} and s.at + ${7 * dayMs} <= $4::bigint`,
  repeat_contact_7d: `select avg(${cameAgain(7)}::int) as value, count(*) as n
    from ${solvedIn} and s.at + ${7 * dayMs} <= $4::bigint`,
  first_contact_resolution_7d: `select avg((not ${cameAgain(7)} and 1 = (select count(*) from ${contactsOf} c
      where c.case_id = s.case_id and c.at <= s.at))::int) as value, count(*) as n
    from ${solvedIn} and s.at + ${7 * dayMs} <= $4::bigint`,
  promises_kept: `select avg((type = 'promise.kept' and not (data::jsonb ->> 'late')::bool)::int) as value,
    count(*) as n from event where type in ('promise.kept', 'promise.missed') and ${within('at')}`,
  promises_late: `select avg((type = 'promise.kept' and (data::jsonb ->> 'late')::bool)::int) as value,
    count(*) as n from event where type in ('promise.kept', 'promise.missed') and ${within('at')}`,
  satisfaction_asked: `select count(*) as value, count(*) as n from event
    where type = 'satisfaction.asked' and ${within('at')}`,
  satisfaction_answered: `select count(*) as value, count(*) as n from ${answersOf} a where ${within('a.at')}`,
  satisfaction_low: `select avg((score <= 2)::int) as value, count(*) as n
    from ${answersOf} a where ${within('a.at')}`,
  satisfaction_p25: quarter(0.25),
  satisfaction_median: quarter(0.5),
  satisfaction_p75: quarter(0.75),
  hand_offs_returned: `select avg((type = 'hand_off.returned')::int) as value, count(*) as n
    from event where type in ('hand_off.accepted', 'hand_off.returned') and ${within('at')}`,
}

async function again(store: PostgresStore, sql: string, asked: readonly number[]) {
  // Every place is named once, so that a query may leave some out.
  const text = `with asked as (select $1::bigint, $2::bigint, $3::bigint, $4::bigint) ${sql}`
  const { rows } = await store.pool.query(text, [...asked])
  const { value, n } = rows[0] as { value: unknown; n: unknown }
  return [value === null ? null : Number(value), Number(n)] as const
}

test('each measure of every week is what plain SQL says', async () => {
  const store = desk.shell.store as PostgresStore
  const { rows } = await store.pool.query(
    "select min(at)::bigint as a, max(at)::bigint as z from event where type = 'case.opened'",
  )
  const now = await store.now()
  const seen = new Map<string, number>()
  for (let from = Number(rows[0].a) - dayMs; from < Number(rows[0].z) + 9 * dayMs; from += 7 * dayMs) {
    const period = { from: instant(from), until: instant(from + 7 * dayMs) }
    const found = await measured(store, period)
    for (const [measure, sql] of Object.entries(bySql)) {
      const one = found.find(each => each.measure === measure && each.scope === 'desk')
      assert.ok(one, measure)
      const until = Math.min(period.until + 30 * dayMs, now)
      const [value, n] = await again(store, sql, [period.from, period.until, until, now])
      assert.equal(one.n, n, `${measure}: how many`)
      if (value === null || one.value === null) assert.ok(!value && !one.value, measure)
      else assert.ok(Math.abs(one.value - value) < 1e-9, `${measure}: ${one.value}, by SQL ${value}`)
      seen.set(measure, (seen.get(measure) ?? 0) + n)
    }
  }
  for (const measure of Object.keys(bySql))
    assert.ok(seen.get(measure)! > 0, `${measure} was never more than nothing`)
})

test('asked again it says the same, though more has happened since', async () => {
  const store = desk.shell.store as PostgresStore
  const { rows } = await store.pool.query("select min(at)::bigint as a from event where type = 'case.opened'")
  const period = { from: instant(Number(rows[0].a)), until: instant(Number(rows[0].a) + 7 * dayMs) }
  const own = (all: Awaited<ReturnType<typeof measured>>) =>
    JSON.stringify(all.filter(({ measure }) => !/_\d+d$/.test(measure)))
  const before = own(await measured(store, period))
  const person = await desk.person('Mia Berg')
  const mia = await signIn(desk.url, person.email, password)
  const made = await mia.ask('POST', 'cases', {
    ...{
      channel: 'phone',
      subject: 'New today',
      customer: { name: 'Ada', email: 'ada@c.example' },
      take: true,
    },
  })
  assert.equal(made.status, 201, made.text)
  assert.equal(own(await measured(store, period)), before)
})
