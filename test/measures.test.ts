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
import { askAndAnswer, findCauses, solveAlone, workAgain } from '#test/support/fixes-again.ts'
import { signIn } from '#test/support/client.ts'
import { type LiveDesk, liveDesk, password } from '#test/support/desk.ts'

let desk: LiveDesk
before(async () => {
  desk = await liveDesk({ prepare: fillDemo(() => {}) })
  await askAndAnswer(desk)
  await writeAgain()
  await findCauses(desk)
  await solveAlone(desk)
  await workAgain(desk.shell.store as PostgresStore)
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
  }
}

/** Ours does not serve it. */
async function refer(bo: Awaited<ReturnType<typeof signIn>>, caseId: CaseId) {
  const end = { reason: 'referred', because: 'Ours has no battery', instead: 'A lamp with one' }
  const closed = await bo.ask('POST', `cases/${caseId}/case/close`, end)
  assert.equal(closed.status, 200, closed.text)
}

const dataOf = (event: string) => `${event}.data::jsonb`
const opened = 'join event o on o.case_id = e.case_id and o.seq = 1'
const contactsOf = `(
    select case_id, at from event where type = 'case.opened'
    union all select e.case_id, e.at from event e ${opened}
      where e.type = 'message.received' and ${dataOf('e')} -> 'automatic' = 'null' and e.at > o.at
    union all select e.case_id, e.at from event e ${opened}
      where e.type = 'contact.held' and ${dataOf('e')} ->> 'reach' = 'reached'
        and ${dataOf('e')} ->> 'direction' = 'in' and (${dataOf('e')} ->> 'startedAt')::bigint > o.at)`
const repliesOf = `(
    select s.case_id, s.at, s.seq from event s join event q on q.case_id = s.case_id and q.type = 'message.queued'
      and ${dataOf('q')} ->> 'message' = ${dataOf('s')} ->> 'message'
      where s.type = 'message.sent' and ${dataOf('q')} ->> 'automatic' is null
        and ${dataOf('q')} -> 'by' ->> 'kind' = 'agent'
    union all select case_id, at, seq from event e where type = 'contact.held'
      and ${dataOf('e')} ->> 'reach' = 'reached' and ${dataOf('e')} ->> 'direction' = 'out')`
const isWritten = `${dataOf('o')} -> 'by' ->> 'kind' <> 'agent'`
/** Since when the oldest word waited that no reply and no fix stands behind. */
const waitedSince = `(select min(m.at) from event m where m.case_id = r.case_id and m.type = 'message.received'
    and ${dataOf('m')} -> 'automatic' = 'null' and m.at > o.at and m.seq < r.seq and m.seq > greatest(
      (select max(seq) from replies b where b.case_id = r.case_id and b.seq < r.seq),
      (select max(seq) from event f where f.case_id = r.case_id and f.type = 'case.solved' and f.seq < r.seq), 0))`
const firstFix = `select case_id, min(at) as at from event where type = 'case.solved' group by 1`

/** What the last fact of some types said of a case at an instant. */
const saidAt = (key: string, types: string, of: { case: string; at: string }) => `(
    select ${dataOf('p')} ->> '${key}' from event p where p.case_id = ${of.case} and p.at <= ${of.at}
      and p.type in (${types}) and ${dataOf('p')} ? '${key}' order by p.seq desc limit 1)`
const kindAt = (of: { case: string; at: string }) =>
  `coalesce(${saidAt('kind', "'case.classified'", of)}, 'other')`
const cameAgain = (days: number) => {
  const over = `s.at + ${days * dayMs}::bigint`
  return `(exists (select from contacts c where c.case_id = s.case_id and c.at > s.at and c.at <= ${over})
    or exists (select from event r where r.case_id = s.case_id and r.type = 'case.reopened'
      and r.at > s.at and r.at <= ${over})
    or exists (select from event x join event own on own.case_id = s.case_id and own.seq = 1
      where x.type = 'case.opened' and x.case_id <> s.case_id and x.at > s.at and x.at <= ${over}
      and ${dataOf('x')} ->> 'customer' = ${dataOf('own')} ->> 'customer'
      and ${kindAt({ case: 'x.case_id', at: over })} = ${kindAt({ case: 's.case_id', at: over })}))`
}
const lasted = (days: number, is: string) =>
  `select s.case_id, s.at, (${is})::int as val from fixes s where s.at + ${days * dayMs}::bigint <= $3::bigint`
const inOneContact = '1 = (select count(*) from contacts c where c.case_id = s.case_id and c.at <= s.at)'
const reopened = (days: number) => `exists (select from event r where r.case_id = s.case_id
    and r.type = 'case.reopened' and r.at <= s.at + ${days * dayMs}::bigint)`
const promises = (is: string) => `select case_id, at, (${is})::int as val from event e
    where type in ('promise.kept', 'promise.missed')`
const isLate = `(${dataOf('e')} ->> 'late')::bool`
const offered = (more: string) => `select a.case_id, a.at, ${more} as val from event a join event f
    on f.case_id = a.case_id and f.type = 'hand_off.offered'
    and ${dataOf('f')} ->> 'handOff' = ${dataOf('a')} ->> 'handOff'`
const answersOf = `select case_id, min(at) as at, (array_agg((${dataOf('e')} ->> 'score')::int order by seq desc))[1] as val
    from event e where type = 'satisfaction.answered' and at < $2 group by case_id, ${dataOf('e')} ->> 'satisfaction'`
/** Judged by the first verdict of each target. */
const owed = `select distinct on (e.case_id, ${dataOf('e')} ->> 'target') e.case_id, e.at,
      (type = 'target.met' and not ${isLate})::int as val
    from event e where type in ('target.met', 'target.breached') order by e.case_id, ${dataOf('e')} ->> 'target', seq`
const calls = `select case_id, at, 60 * (${dataOf('e')} ->> 'minutes')::int as val from event e
    where type = 'contact.held' and ${dataOf('e')} ->> 'reach' = 'reached' and ${dataOf('e')} ->> 'means' = 'phone'`

const firstReplies = `select o.case_id, min(r.at) as at, floor((min(r.at) - o.at) / 1000) as val
    from replies r join event o on o.case_id = r.case_id and o.seq = 1 and ${isWritten} group by o.case_id, o.at`
const nextReplies = `select r.case_id, r.at, floor((r.at - ${waitedSince}) / 1000) as val
    from replies r join event o on o.case_id = r.case_id and o.seq = 1
    where ${waitedSince} is not null and (not (${isWritten})
      or exists (select from replies b where b.case_id = r.case_id and b.seq < r.seq))`
const solved = `select s.case_id, s.at, floor((s.at - o.at) / 1000) as val
    from fixes s join event o on o.case_id = s.case_id and o.seq = 1`
/** Dated by the last instant of the period: there it lies open. */
const lyingOpen = `select o.case_id, greatest($1, least($2 - 1, $3)) as at, least($2, $3) / 1000 - o.at / 1000 as val
    from event o where o.type = 'case.opened' and o.at < $2 and coalesce((
      select e.type from event e where e.case_id = o.case_id and e.at < $2
        and e.type in ('case.solved', 'case.closed', 'case.merged', 'case.reopened')
      order by e.seq desc limit 1), 'case.reopened') = 'case.reopened'`
const accepted = `${offered('floor((a.at - f.at) / 1000)')} where a.type = 'hand_off.accepted'`

const isCauseKnown = `coalesce((select type from event c where c.case_id = s.case_id and c.at <= s.at
    and c.type in ('cause.found', 'cause.withdrawn') order by c.seq desc limit 1), '') = 'cause.found'`

const counted = 'count(*)'
const share = 'avg(val)'
const part = (of: number) => `percentile_disc(${of}) within group (order by val)`
type BySql = readonly [of: string, how: string, cases?: string]
/**
 * By measure: what it is made of, as (case_id, at, val), how, and which cases stand behind it, if not all;
 * $1 and $2 are the period, $3 is now.
 */
const bySql: Readonly<Record<string, BySql>> = {
  cases_opened: [`select case_id, at, 0 as val from event where type = 'case.opened'`, counted],
  contacts: ['select case_id, at, 0 as val from contacts', counted],
  calls_handled: [calls, counted],
  handle_time_median_s: [calls, part(0.5)],
  handle_time_p90_s: [calls, part(0.9)],
  backlog: [lyingOpen, counted],
  backlog_age_median_s: [lyingOpen, part(0.5)],
  backlog_age_p90_s: [lyingOpen, part(0.9)],
  first_reply_median_s: [firstReplies, part(0.5)],
  first_reply_p90_s: [firstReplies, part(0.9)],
  next_reply_median_s: [nextReplies, part(0.5)],
  next_reply_p90_s: [nextReplies, part(0.9)],
  time_to_solve_median_s: [solved, part(0.5)],
  time_to_solve_p90_s: [solved, part(0.9)],
  level_1_share: [
    `select s.case_id, s.at, (not exists (select from event w where w.case_id = s.case_id and w.at <= s.at
      and w.type in ('case.opened', 'worker.assigned', 'case.solved')
      and (${dataOf('w')} ->> 'level')::int > 1))::int as val from fixes s`,
    share,
  ],
  level_1_could_have: [
    `${offered(`(${dataOf('a')} ? 'level1Because')::int`)} where a.type = 'hand_off.answered'
      and ${dataOf('f')} -> 'to' -> 'level' > ${dataOf('f')} -> 'from' -> 'level'`,
    share,
  ],
  time_to_solve_working_median_s: ['select case_id, at, val from worked_again', part(0.5)],
  time_to_solve_working_p90_s: ['select case_id, at, val from worked_again', part(0.9)],
  cause_found: [
    `select s.case_id, s.at, (${isCauseKnown})::int as val from fixes s`,
    share,
    'count(distinct case_id) filter (where val = 1)',
  ],
  level_0_share: [
    `select case_id, at, 0 as val from fixes union all
      select null, max(changed_at), 1 from walk_told where case_id like 'wlk\\_%' group by walk`,
    share,
    '0',
  ],
  referred: [
    `select case_id, at, 0 as val from event e where type = 'case.closed' and ${dataOf('e')} ->> 'reason' = 'referred'`,
    counted,
  ],
  reopened_7d: [lasted(7, reopened(7)), share],
  repeat_contact_7d: [lasted(7, cameAgain(7)), share],
  repeat_contact_30d: [lasted(30, cameAgain(30)), share],
  first_contact_resolution_7d: [lasted(7, `not ${cameAgain(7)} and ${inOneContact}`), share],
  first_contact_resolution_30d: [lasted(30, `not ${cameAgain(30)} and ${inOneContact}`), share],
  promises_kept: [promises(`type = 'promise.kept' and not ${isLate}`), share],
  promises_late: [promises(`type = 'promise.kept' and ${isLate}`), share],
  promises_missed: [promises(`type = 'promise.missed'`), share],
  hand_offs_returned: [
    `select case_id, at, (type = 'hand_off.returned')::int as val
      from event where type in ('hand_off.accepted', 'hand_off.returned')`,
    share,
  ],
  hand_off_accepted_median_s: [accepted, part(0.5)],
  hand_off_accepted_p90_s: [accepted, part(0.9)],
  satisfaction_asked: [`select case_id, at, 0 as val from event where type = 'satisfaction.asked'`, counted],
  satisfaction_answered: [answersOf, counted],
  satisfaction_low: [`select case_id, at, (val <= 2)::int as val from (${answersOf}) a`, share],
  satisfaction_p25: [answersOf, part(0.25)],
  satisfaction_median: [answersOf, part(0.5)],
  satisfaction_p75: [answersOf, part(0.75)],
  targets_met: [owed, share],
}

const placed = "'case.opened', 'worker.assigned', 'worker.queued'"
const here = { case: 'm.case_id', at: 'm.at' }
const placeSql = {
  team: saidAt('team', placed, here),
  level: saidAt('level', placed, here),
  product: saidAt('product', "'case.classified'", here),
  kind: kindAt(here),
  channel: saidAt('channel', "'case.opened'", here),
}

type Said = { readonly value: number | null; readonly n: number; readonly cases: number }

async function again(
  store: PostgresStore,
  [of, how, cases = 'count(distinct case_id)']: BySql,
  { period, now, scope }: { period: Period; now: number; scope?: Scope | undefined },
): Promise<Said> {
  const within = scope === undefined ? '' : `and ${placeSql[scope.by]} = '${scope.is}'`
  // Every place is named once, so that a query may leave some out.
  const text = `with asked as (select $1::bigint, $2::bigint, $3::bigint),
      contacts as materialized (${contactsOf.trim().slice(1, -1)}),
      replies as materialized (${repliesOf.trim().slice(1, -1)}), fixes as materialized (${firstFix}),
      made as materialized (${of})
    select ${how} as value, count(*) as n, ${cases} as cases from made m
    where at >= $1::bigint and at < $2::bigint ${within}`
  const { rows } = await store.pool.query(text, [period.from, period.until, now])
  const [said] = rows as [{ value: unknown; n: unknown; cases: unknown }]
  const value = said.value === null ? null : Number(said.value)
  return { value, n: Number(said.n), cases: Number(said.cases) }
}

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
  return { value: n === 0 ? null : met / n, n, cases: new Set(own.flatMap(one => one.list)).size }
}

function areEqual(one: Said, sql: Said, what: string) {
  assert.deepEqual([one.n, one.cases], [sql.n, sql.cases], what)
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
      !found.some(one => one.measure === 'level_0_share'),
      'whoever asks nobody is in no part of the desk',
    )
    for (const [measure, sql] of Object.entries(bySql)) {
      if (measure === 'level_0_share') continue
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
