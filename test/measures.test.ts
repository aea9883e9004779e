// The measures of a simulated company, computed a second time by plain SQL that shares nothing with them; and
// the same for ever: asked again, they are the same bytes.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { fillDemo } from '#bin/demo.ts'
import type { Command } from '#core/case/case.ts'
import type { CaseId } from '#core/kit/id.ts'
import { dayMs, type Instant, instant } from '#core/kit/time.ts'
import type { Measure } from '#core/measure/of-period.ts'
import type { Period } from '#core/measure/period.ts'
import { readScope, type Scope, scopeText } from '#core/measure/scope.ts'
import { measured } from '#server/measured.ts'
import { keepDaysAnew } from '#server/measured-days.ts'
import type { PostgresStore } from '#store/postgres/store.ts'
import {
  type BySql,
  bySql,
  contactsOf,
  dataOf,
  firstFix,
  isCauseKnown,
  kindAt,
  owed,
  placeSql,
  reopened,
  repliesOf,
  scripted,
  spentOf,
  ofAlone,
} from '#test/support/measures-sql.ts'
import { partOf, placesAgain } from '#test/support/ranges-again.ts'
import { checkAnswers } from '#test/support/check-answers.ts'
import { spendMore } from '#test/support/costs-again.ts'
import { askAndAnswer, findCauses, solveAlone, workAgain } from '#test/support/fixes-again.ts'
import { waitAgain } from '#test/support/replies-again.ts'
import { signIn } from '#test/support/client.ts'
import { type LiveDesk, liveDesk, password } from '#test/support/desk.ts'

let desk: LiveDesk
before(async () => {
  desk = await liveDesk({ prepare: fillDemo(() => {}) })
  await askAndAnswer(desk)
  await writeAgain()
  await findCauses(desk)
  await checkAnswers(desk)
  await solveAlone(desk)
  await spendMore(desk)
  await workAgain(desk.shell.store as PostgresStore)
  await waitAgain(desk.shell.store as PostgresStore)
})
after(() => desk?.stop())

/** A customer writes to cases that came by phone, and is called. */
async function writeAgain() {
  const person = await desk.person('Bo Ek')
  const bo = await signIn(desk.url, person.email, password)
  for (const times of [1, 2]) {
    const body = { channel: 'phone', subject: 'Dark', customer: { name: 'Ada', email: 'ada@c.example' } }
    const made = await bo.ask('POST', 'cases', { ...body, take: true })
    assert.equal(made.status, 201, made.text)
    const caseId = made.json.id as CaseId
    const [opening] = (await desk.shell.store.read(caseId))!.events
    assert.ok(opening?.type === 'case.opened')
    const by = { kind: 'customer', id: opening.customer } as const
    const wrote = { channel: 'email', from: opening.customer, text: opening.subject, attached: [] } as const
    for (let i = 0; i < times; i++) {
      const message = desk.shell.newId('msg')
      const command: Command = { type: 'message.receive', message, ...wrote, automatic: null }
      const done = await desk.shell.handle({ caseId, by, commands: [command], texts: [] })
      assert.ok(!('refused' in done), JSON.stringify(done))
    }
    const call = { means: 'phone', direction: 'out', reach: 'reached', minutes: 2, text: 'It is the cable.' }
    const held = await bo.ask('POST', `cases/${caseId}/contact/hold`, call)
    assert.equal(held.status, 200, held.text)
    if (times === 2) await refer(bo, caseId)
    else await splitOff(bo, caseId)
  }
}

/** Of two questions one is solved, and the other goes on in a case of its own. */
async function splitOff(bo: Awaited<ReturnType<typeof signIn>>, caseId: CaseId) {
  const add = await bo.ask('POST', `cases/${caseId}/question/add`, { text: 'And the bill?' })
  assert.equal(add.status, 200, add.text)
  const { question } = add.json.ids as { question: string }
  const split = await bo.ask('POST', `cases/${caseId}/question/split`, { question })
  assert.equal(split.status, 200, split.text)
}

/** Ours does not serve it. */
async function refer(bo: Awaited<ReturnType<typeof signIn>>, caseId: CaseId) {
  const end = { reason: 'referred', because: 'Ours has no battery', instead: 'A lamp with one' }
  const closed = await bo.ask('POST', `cases/${caseId}/case/close`, end)
  assert.equal(closed.status, 200, closed.text)
}

type Said = Pick<Measure, 'value' | 'n' | 'list'>

async function again(
  store: PostgresStore,
  [of, how, behind = 'true', n = 'count(*)']: BySql,
  { period, now, scope }: { period: Period; now: number; scope?: Scope | undefined },
): Promise<Said & { readonly text: unknown }> {
  const within = scope === undefined ? '' : `and ${placeSql[scope.by]} = '${scope.is}'`
  // Every place is named once, so that a query may leave some out.
  const text = `with asked as (select $1::bigint, $2::bigint, $3::bigint),
      contacts as materialized (${contactsOf.trim().slice(1, -1)}),
      replies as materialized (${repliesOf.trim().slice(1, -1)}), fixes as materialized (${firstFix}),
      made as materialized (${of})
    select ${how} as value, ${n} as n,
      array_agg(distinct (select number from case_card k where k.case_id = m.case_id))
        filter (where ${behind}) as list
    from made m where at >= $1::bigint and at < $2::bigint ${within}`
  const { rows } = await store.pool.query(text, [period.from, period.until, now])
  const [said] = rows as [{ value: unknown; n: unknown; list: readonly unknown[] | null }]
  const value = said.value === null ? null : Number(said.value)
  return { value, text: said.value, n: Number(said.n), list: inRow((said.list ?? []).map(Number)) }
}

const inRow = (numbers: Iterable<number>) => [...new Set(numbers)].toSorted((a, b) => a - b)

/** Targets stand in groups: together they are all that was judged. */
function told(all: readonly Measure[], measure: string, scope: Scope | undefined): Said {
  const own = all.filter(one => one.measure === measure)
  if (measure !== 'targets_met') {
    const [one] = own
    assert.equal(one?.scope, scopeText(scope), measure)
    assert.equal(one!.list.length, one!.cases, measure)
    return one!
  }
  const n = own.reduce((sum, one) => sum + one.n, 0)
  const met = own.reduce((sum, one) => sum + one.value! * one.n, 0)
  return { value: n === 0 ? null : met / n, n, list: inRow(own.flatMap(one => one.list)) }
}

function areEqual(one: Said, sql: Said, what: string) {
  assert.deepEqual([one.n, one.list], [sql.n, sql.list], what)
  // Of nothing there is no share and no middle, and a count of nothing is nothing.
  if (sql.n === 0) assert.ok(!one.value, what)
  else assert.ok(Math.abs(one.value! - sql.value!) < 1e-9, `${what}: ${one.value}, by SQL ${sql.value}`)
}

/** As it is at an instant, whatever the clock says meanwhile. */
const at = ({ pool }: PostgresStore, now: Instant) => ({ pool, now: async () => now })

async function stretch(store: PostgresStore): Promise<Period> {
  const { rows } = await store.pool.query(
    "select min(at)::bigint as a, max(at)::bigint as z from event where type = 'case.opened'",
  )
  return { from: instant(Number(rows[0].a) - dayMs), until: instant(Number(rows[0].z) + 9 * dayMs) }
}

test('each measure of every week is what plain SQL says', async () => {
  const store = desk.shell.store as PostgresStore
  const all = await stretch(store)
  // Every outlook is over, so that each is judged.
  const now = instant((await store.now()) + 31 * dayMs)
  const seen = new Map<string, number>()
  for (let from = all.from; from < all.until; from = instant(from + 7 * dayMs)) {
    const period = { from, until: instant(from + 7 * dayMs) }
    const found = await measured(at(store, now), period)
    for (const [measure, sql] of Object.entries(bySql)) {
      const said = await again(store, sql, { period, now })
      areEqual(told(found, measure, undefined), said, `${measure} from ${new Date(from).toISOString()}`)
      seen.set(measure, (seen.get(measure) ?? 0) + said.n)
    }
  }
  const never = Object.keys(bySql).filter(measure => seen.get(measure) === 0)
  assert.deepEqual(never, [], 'of these there was never more than nothing')
})

test('each measure of each part of the desk is what plain SQL says', async () => {
  const store = desk.shell.store as PostgresStore
  const all = await stretch(store)
  const now = await store.now()
  const { rows } = await store.pool.query<{ team: string; product: string }>(`select
    (select data::jsonb ->> 'team' from event where type = 'case.opened' group by 1 order by count(*) desc limit 1) as team,
    (select data::jsonb ->> 'product' from event where type = 'case.classified' and data::jsonb ->> 'product' is not null
      group by 1 order by count(*) desc limit 1) as product`)
  const { team, product } = rows[0]!
  let more = 0
  for (const text of [
    `team:${team}`,
    'level:1',
    'level:2',
    `product:${product}`,
    'channel:phone',
    'kind:malfunction',
  ]) {
    const scope = readScope(text)!
    const found = await measured(at(store, now), all, scope)
    assert.ok(
      !found.some(one => ofAlone.includes(one.measure)),
      'whoever asks nobody is in no part of the desk',
    )
    for (const [measure, sql] of Object.entries(bySql)) {
      if (ofAlone.includes(measure)) continue
      const said = await again(store, sql, { period: all, now, scope })
      areEqual(told(found, measure, scope), said, `${measure} of ${text}`)
      if (said.n > 0) more += 1
    }
  }
  assert.ok(more > 100, `only ${more} of them were more than nothing`)
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

test('between which values a middle lies is what plain SQL says of its places, and of few nothing', async () => {
  const store = desk.shell.store as PostgresStore
  const all = await stretch(store)
  const now = await store.now()
  const found = await measured(at(store, now), all)
  let sure = 0
  for (const [measure, [of]] of Object.entries(bySql)) {
    const part = partOf(measure)
    if (part === null) continue
    const { n, range } = found.find(one => one.measure === measure)!
    const places = placesAgain(n, part)
    const how =
      places &&
      `array[(array_agg(val order by val))[${places[0]}], (array_agg(val order by val))[${places[1]}]]`
    const said = how && (await again(store, [of, `(${how})::text`], { period: all, now })).text
    assert.equal(range && `{${range.join(',')}}`, said, `${measure} of ${n}`)
    sure += places ? 1 : 0
  }
  assert.ok(sure > 4, `only of ${sure} there was enough`)
})

test('what helped to fixes, and whether they held, is what plain SQL says', async () => {
  const store = desk.shell.store as PostgresStore
  const all = await stretch(store)
  const now = instant((await store.now()) + 31 * dayMs)
  const found = await measured(at(store, now), all)
  const { rows } = await store.pool.query(
    `with fixes as materialized (${firstFix}) select helped, count(*)::int as held,
      count(*) filter (where ${reopened(30)})::int as again, (select count(*) from fixes)::int as all,
      (select count(*) filter (where ${reopened(30)}) from fixes s)::int as again_of_all from (${scripted}) s
      where at >= $1 and at < $2 group by 1`,
    [all.from, all.until],
  )
  assert.ok(rows.length > 2, 'a script helped, and articles in words and of the register')
  const of = (measure: string) => found.filter(one => one.measure === measure)
  assert.deepEqual(
    of('solved_with').map(({ scope, list }) => [scope, list.length]),
    rows.map(({ helped, held }) => [helped, held]).toSorted(),
  )
  assert.deepEqual(
    of('solved_with_reopened_30d').map(({ scope, n, value }) => [scope, n, Math.round(value! * n)]),
    rows.map(({ helped, held, again }) => [helped, held, again]).toSorted(),
  )
  assert.deepEqual(
    of('solved_without_reopened_30d').map(({ scope, n, value }) => [scope, n, Math.round(value! * n)]),
    rows
      .map(({ helped, held, again, all, again_of_all }) => [helped, all - held, again_of_all - again])
      .toSorted(),
  )
})

test('targets met are told apart by the version of their policy and by kind as plain SQL does', async () => {
  const store = desk.shell.store as PostgresStore
  const all = await stretch(store)
  const found = await measured(at(store, await store.now()), all)
  const { rows } = await store.pool.query(
    `select by as scope, count(*)::int as n, sum(val)::int as met,
      array_agg(distinct (select number from case_card k where k.case_id = o.case_id))::int[] as list
      from (${owed}) o where at >= $1 and at < $2 group by 1`,
    [all.from, all.until],
  )
  const own = found.filter(({ measure }) => measure === 'targets_met')
  assert.deepEqual(
    own.map(({ scope, n, value, list }) => ({ scope, n, met: Math.round(value! * n), list })),
    rows.map(one => ({ ...one, list: inRow(one.list) })).toSorted((a, b) => (a.scope < b.scope ? -1 : 1)),
  )
  for (const part of [/^policy:\w+@\d+ /, / target:\w+$/])
    assert.ok(new Set(own.map(({ scope }) => scope.match(part)?.[0])).size > 1, `of ${part} more than one`)
})

test('kinds, and ways causes were found, are told apart as plain SQL does', async () => {
  const store = desk.shell.store as PostgresStore
  const all = await stretch(store)
  const found = await measured(at(store, await store.now()), all)
  const how = `(select ${dataOf('c')} ->> 'how' from event c where c.case_id = s.case_id and c.at <= s.at
    and c.type = 'cause.found' order by c.seq desc limit 1)`
  for (const [measure, by, of] of [
    ['solved_kind', `'kind:' || ${kindAt({ case: 's.case_id', at: 's.at' })}`, 'true'],
    ['cause_how', `'cause:' || ${how}`, isCauseKnown],
  ] as const) {
    const { rows } = await store.pool.query(
      `select ${by} as scope, count(*)::int as held, (sum(count(*)) over ())::int as n
      from (${firstFix}) s where at >= $1 and at < $2 and ${of} group by 1`,
      [all.from, all.until],
    )
    const own = found.filter(one => one.measure === measure)
    assert.ok(rows.length > 1, measure)
    assert.deepEqual(
      own.map(({ scope, n, list, value }) => [scope, n, list.length, Math.round(value! * n)]),
      rows.map(({ scope, n, held }) => [scope, n, held, held]).toSorted(),
    )
  }
})

test('costs are told apart by what was paid as plain SQL does, and stay when an hour comes to cost more', async () => {
  const store = desk.shell.store as PostgresStore
  const all = await stretch(store)
  const now = await store.now()
  const own = async () =>
    (await measured(at(store, now), all)).filter(({ measure }) =>
      /^cost_(by_kind|per_contact)$/.test(measure),
    )
  const before = await own()
  const n = before.find(({ measure }) => measure === 'cost_per_contact')!.n
  const { rows } = await store.pool.query(
    `select 'cost:' || sort as scope, round(sum(val) / $3)::int as value, count(distinct case_id)::int as cases
      from ${spentOf} s where at >= $1 and at < $2 group by 1 order by 1`,
    [all.from, all.until, n],
  )
  assert.deepEqual(
    before.flatMap(({ measure, scope, value, cases }) =>
      measure === 'cost_by_kind' ? [{ scope, value, cases }] : [],
    ),
    rows,
  )
  assert.equal(rows.length, 5, 'people, supplier, parts, travel and goodwill')
  const { costs } = desk.shell.desk
  const [last] = await costs.versions()
  const rates = { 1: 99_900, 2: 99_900, 3: 99_900 }
  const by = { agent: last!.by, at: await store.now() }
  assert.ok(await costs.publish(last!.version, { currency: 'EUR', rates }, by))
  await keepDaysAnew(store)
  assert.equal(JSON.stringify(await own()), JSON.stringify(before))
})

test('occupancy is what plain SQL says, of the desk, a team and a level; a channel has none', async () => {
  const store = desk.shell.store as PostgresStore
  const all = await stretch(store)
  const { rows: teams } = await store.pool.query<{ id: string }>(
    'select id from team order by level, id limit 2',
  )
  let more = 0
  for (const text of ['desk', 'level:1', 'level:2', ...teams.map(({ id }) => `team:${id}`)]) {
    const scope = readScope(text)!
    const found = await measured(at(store, await store.now()), all, scope)
    const one = found.find(({ measure }) => measure === 'occupancy')!
    const place = scope === undefined ? 'true' : `${placeSql[scope.by]} = '${scope.is}'`
    const part = scope === undefined ? 'true' : `p ->> '${scope.by}' = '${scope.is}'`
    const { rows } = await store.pool.query(
      `select (select coalesce(sum(60 * (data::jsonb ->> 'minutes')::int), 0) from event m
          where type in ('note.added', 'contact.held') and at >= $1 and at < $2 and ${place}
          and exists (select from staffed_day d where d.day = floor(at / 86400000.0)))::float as worked,
        (select coalesce(sum(q.s::int), 0) from staffed_day d, jsonb_array_elements(d.parts) p,
          jsonb_array_elements_text(p -> 'quarters') with ordinality q (s, i)
          where ${part} and d.day * 86400000::bigint + (q.i - 1) * 900000 >= $1
          and d.day * 86400000::bigint + (q.i - 1) * 900000 < $2)::float as staffed`,
      [all.from, all.until],
    )
    const { worked, staffed } = rows[0]
    assert.equal(one.n, Math.round(staffed / 3_600), text)
    if (staffed === 0) assert.equal(one.value, null, text)
    else assert.ok(Math.abs(one.value! - worked / staffed) < 1e-9, `${text}: ${one.value}`)
    if (one.value) more += 1
  }
  assert.ok(more >= 3, `only ${more} of them were more than nothing`)
  const phone = await measured(at(store, await store.now()), all, readScope('channel:phone')!)
  assert.ok(!phone.some(({ measure }) => measure === 'occupancy'))
})

test('whatever becomes of calendars, a past week took what it took', async () => {
  const store = desk.shell.store as PostgresStore
  const all = await stretch(store)
  const now = await store.now()
  const own = async () => JSON.stringify(await measured(at(store, now), all))
  const before = await own()
  const { calendars } = desk.shell.desk.agreements
  const [calendar] = await calendars.all()
  const changed = { hours: { zone: 'UTC', versions: [{ week: { sun: [['10:00', '11:00']] } }] } }
  assert.ok(typeof (await calendars.change(calendar!.id, calendar!.version, changed)) === 'object')
  await keepDaysAnew(store)
  assert.equal(await own(), before)
})
