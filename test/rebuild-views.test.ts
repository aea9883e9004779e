// `tierline rebuild` on the whole demo company, beside a node at work: what is derived is built anew from
// the ledgers alone, row for row; nobody who writes meanwhile is overtaken, and the measures are the same
// bytes.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { measured } from '#server/measured.ts'
import { fillDemo } from '#bin/demo.ts'
import { firstRules } from '#core/goodwill/rules.ts'
import type { CaseId } from '#core/kit/id.ts'
import { dayMs, instant } from '#core/kit/time.ts'
import { readFacts } from '#server/desk-cache.ts'
import { rebuild, type RebuildOptions } from '#server/rebuild.ts'
import type { Shell } from '#server/shell.ts'
import { publishShipped, shippedScripts } from '#server/shipped-scripts.ts'
import type { PostgresStore } from '#store/postgres/store.ts'
import { type LiveDesk, liveDesk } from '#test/support/desk.ts'
import { everyCase, holds } from '#test/support/rebuild.ts'

let desk: LiveDesk
let store: PostgresStore
before(async () => {
  desk = await liveDesk({ prepare: fillDesk })
  store = desk.shell.store as PostgresStore
  await moreThanTheDemo()
})
after(() => desk?.stop())

/** With the scripts that are shipped: a node publishes them in its own time. */
async function fillDesk(shell: Shell) {
  await fillDemo(() => {})(shell)
  const { desk: tables, now } = shell
  await publishShipped(tables.scripts, await shippedScripts(() => {}), now())
}

/** What the demo company has none of: walks, something beside cases, and a wish for who leads. */
async function moreThanTheDemo() {
  const mia = await desk.agent('Mia Berg')
  const made = async (path: string, body: object) => {
    const { status, json, text } = await mia.ask('POST', path, body)
    assert.ok(status === 200 || status === 201, text)
    return json
  }
  for (const isEnded of [true, false]) {
    const customer = { name: 'Ada', email: 'ada@c.example' }
    const { id } = await made('cases', { channel: 'phone', subject: 'Dark', customer, take: true })
    const { ids } = await made(`cases/${id}/walk/begin`, { script: 'wifi-slow' })
    if (isEnded) await made(`cases/${id}/walk/give-up`, { walk: ids.walk, because: 'He has to leave' })
    else await made(`cases/${id}/escalations`, { reason: 'want_manager', text: 'I want who leads.' })
  }
  await made('matters/problems', { title: 'Lights go out', kind: 'software' })
  await given()
}

/** A coupon known by its digest, a discount that is asked for, and a customer who is asked how we did. */
async function given() {
  const { shell } = desk
  const lead = await desk.agent('Lia Holm', { roles: ['agent', 'lead'] })
  await shell.desk.goodwill.publish(0, firstRules, { agent: lead.id, at: shell.now() })
  await shell.changed()
  const customer = { name: 'Eva', email: 'eva@c.example' }
  const opened = await lead.ask('POST', 'cases', { channel: 'phone', subject: 'Dark', customer, take: true })
  const wish = async (deed: string, body: object) => {
    const done = await lead.ask('POST', `cases/${opened.json.id}/${deed}`, body)
    assert.equal(done.status, 200, done.text)
  }
  await wish('case/classify', { kind: 'malfunction' })
  const coupon = { kind: 'coupon', what: '10 off', amountMinor: 1_000, currency: firstRules.currency }
  await wish('goodwill/give', { ...coupon, fault: 'ours', because: 'It broke twice.' })
  await wish('goodwill/ask', { ...coupon, kind: 'discount', fault: 'ours', because: 'And once more.' })
  await wish('case/solve', { fix: 'A new lamp' })
  await askedHowWeDid(shell, opened.json.id as CaseId)
}

/** As the desk asks itself: booked and recorded at one instant, again where the case went on between. */
async function askedHowWeDid(shell: Shell, caseId: CaseId) {
  for (;;) {
    const { events, card } = (await shell.store.read(caseId))!
    const at = shell.now()
    assert.ok(await shell.desk.satisfaction.take({ customer: card.customer, caseId, at, restMs: dayMs }))
    const commands = [{ type: 'satisfaction.ask', satisfaction: shell.newId('sat') }] as const
    const by = { kind: 'system', part: 'desk' } as const
    const asked = await shell.handle({ caseId, by, commands, texts: [], at, ifSeq: events.length })
    if (asked.outcome === 'done') return
    assert.equal(asked.outcome, 'precondition', JSON.stringify(asked))
  }
}

const run = (more: Partial<RebuildOptions> = {}) =>
  rebuild({ store, desk: desk.shell.desk, facts: desk.shell.facts() }, { progress: () => {}, ...more })

type Kept = Readonly<Record<string, string>>

/**
 * All that is derived, by the ledger it is of and how far that has come: a node may go on with one
 * meanwhile.
 */
async function derived(): Promise<Kept> {
  const { rows } = await store.pool.query<{ id: string; says: string }>(`
    select case_id || '/' || seq as id, concat_ws(E'\n', card - 'number', to_jsonb(c) - 'card' - 'ring_leased_until'
        - 'take_leased_until',
      (select jsonb_agg(to_jsonb(s) order by seq) from searchable s where s.case_id = c.case_id),
      (select jsonb_agg(to_jsonb(w) || jsonb_build_object('way', k.course) order by walk, part)
        from walk_told w left join walk_course k on digest = w.course where w.case_id = c.case_id),
      (select jsonb_agg(to_jsonb(g) order by id) from goodwill g where g.case_id = c.case_id),
      (select to_jsonb(a)::text from satisfaction_asked a where a.case_id = c.case_id)) as says
    from case_card c
    union all select id || '/' || seq, (to_jsonb(m) - 'ring_leased_until')::text from matter m
    union all select id || '/' || seq, to_jsonb(e)::text from escalation e`)
  return Object.fromEntries(rows.map(({ id, says }) => [id, says]))
}

/** They say the same of every ledger that stands where it stood; almost all do. */
function same(now: Kept, was: Kept) {
  const still = Object.keys(was).filter(id => id in now)
  assert.ok(still.length >= 20, `only ${still.length} of ${Object.keys(was).length} stand where they stood`)
  for (const kind of ['cas_', 'prb_', 'esc_'])
    assert.ok(
      still.some(id => id.startsWith(kind)),
      kind,
    )
  for (const id of still) assert.equal(now[id], was[id], id)
}

/** One that is over: how old a backlog is goes on until then. */
async function aWeek(): Promise<string> {
  const { rows: found } = await store.pool.query(
    "select max(at)::bigint as z from event where type = 'case.solved' and at < $1",
    [desk.shell.now() - dayMs],
  )
  const from = instant(Number(found[0].z) - 6 * dayMs)
  const lines = await measured(store, { from, until: instant(from + 7 * dayMs) })
  return lines.map(one => JSON.stringify(one)).join('\n')
}

test('a sound desk is left as it is', async () => {
  const was = await derived()
  await run()
  // When the clock looks again goes by the desk's settings as well: those may have changed since.
  const ringless = (kept: Kept) =>
    Object.fromEntries(Object.entries(kept).map(([id, says]) => [id, says.replace(/"ring_at": \w+/, '')]))
  same(ringless(await derived()), ringless(was))
  const told = await run()
  assert.ok(
    told.every(one => one.done > 0),
    JSON.stringify(told),
  )
  assert.deepEqual(
    told.map(one => [one.kind, one.mended]),
    [
      ['case', 0],
      ['matter', 0],
      ['escalation', 0],
      ['day', 0],
    ],
  )
})

test('whatever views say, they are built anew to the same, and the measures are the same bytes', async () => {
  const was = await derived()
  assert.ok(Object.values(was).filter(says => says.includes('"seconds"')).length >= 2, 'walks are told of')
  const week = await aWeek()
  await store.pool.query(`update case_card set level = 3, severity = 4, due_at = null, ring_at = 1,
    card = card || '{"subject": "wrong", "severity": 4, "contact": null, "why": {"code": "new", "at": 1}}'`)
  await store.pool.query(`update case_card set phase = 'closed' where phase = 'solved'`)
  await store.pool.query(`update walk_told set seconds = '{1}', walker = 'both', changed_at = 5`)
  await store.pool.query(
    'delete from walk_told where part = 0 and case_id in (select case_id from case_card)',
  )
  await store.pool.query('delete from walk_course')
  await store.pool.query(
    `update measured_day set marks = '', counts = array_fill(0, array[cardinality(counts)])`,
  )
  await store.pool.query(`update measured_sum set names = '[]', sums = ''`)
  await store.pool.query(`delete from searchable where seq = 1`)
  await store.pool.query(`update searchable set words = 'wrong'`)
  await store.pool.query(`insert into searchable select case_id, 999, 'none' from case_card`)
  await store.pool.query(`update matter set standing = 'wrong', owner = null, is_open = not is_open,
    card = card || '{"title": "wrong"}'`)
  await store.pool.query(`update escalation set standing = 'ended', state = state || '{"standing": "ended"}'`)
  await store.pool.query(`delete from goodwill where kind = 'coupon'`)
  await store.pool.query(`update goodwill set standing = 'refused', amount_minor = 1`)
  await store.pool.query('delete from satisfaction_asked')
  assert.notEqual(await aWeek(), week)
  const told = await run()
  const [cases] = told
  assert.equal(cases!.mended, cases!.done)
  assert.ok(told.find(({ kind }) => kind === 'day')!.mended > 1)
  same(await derived(), was)
  assert.equal(await aWeek(), week)
  for await (const kept of everyCase(store)) await holds(store, kept)
})

test('whoever rebuilds without a node reads the whole desk, its hours and policies among it', async () => {
  const read = await readFacts(desk.shell.desk, desk.shell.now())
  const { calendars, policies } = desk.shell.facts()
  assert.ok(Object.keys(calendars).length > 0)
  assert.deepEqual([Object.keys(read.calendars), read.policies], [Object.keys(calendars), policies])
})

test('a card that lost its names finds them; words erased do not come back', async () => {
  const { rows } = await store.pool.query<{ case_id: CaseId }>(
    "select case_id from case_card where phase = 'open' order by number limit 1",
  )
  const caseId = rows[0]!.case_id
  const ledger = (await store.read(caseId))!
  const opened = ledger.events[0]!
  assert.ok(opened.type === 'case.opened')
  const subject = ledger.card.subject
  assert.ok(subject)
  await store.erase([opened.subject.text])
  await store.pool.query(
    `update case_card set card = card - 'customerName' - 'organisationName' where case_id = $1`,
    [caseId],
  )
  await run()
  const card = (await store.card(caseId))!
  assert.equal(card.customerName, ledger.card.customerName)
  assert.equal(card.organisationName, ledger.card.organisationName)
  assert.equal(card.subject, '')
})

test('what is under way to be given is left to the node; a row no case knows of goes', async () => {
  const { rows } = await store.pool.query<{ id: string }>('select id from goodwill order by id')
  const copied = (id: string, heldAt: string) =>
    store.pool.query(
      `insert into goodwill select (jsonb_populate_record(g, jsonb_build_object('id', $1::text, 'standing', 'giving',
        'code_digest', null, 'held_at', ${heldAt}))).* from goodwill g where id = $2`,
      [id, rows[0]!.id],
    )
  await copied('gdw_under_way', `${desk.shell.now()}`)
  await copied('gdw_unknown', 'null')
  const asked = await store.pool.query('update satisfaction_asked set at = at + 1000 returning at')
  await run()
  const kept = await store.pool.query<{ id: string }>('select id from goodwill order by id')
  assert.deepEqual(
    kept.rows.map(({ id }) => id).toSorted(),
    [...rows.map(({ id }) => id), 'gdw_under_way'].toSorted(),
  )
  const booked = await store.pool.query('select at from satisfaction_asked')
  assert.deepEqual(booked.rows, asked.rows, 'who was booked later than any fact says stays booked')
})

test('who ends it early finds every case usable, and whoever writes meanwhile is not overtaken', async () => {
  let pages = 0
  const told = await run({
    progress: () => {
      pages += 1
    },
    isCancelled: () => pages > 0,
  })
  assert.equal(pages, 1, 'it ended behind its first page')
  assert.deepEqual(
    told.map(one => one.done > 0),
    [true, false, false],
  )

  const mailed = Array.from({ length: 12 }, (_, i) =>
    desk.mail({ from: 'ada@c.example', subject: `Beside a rebuild ${i}`, text: 'The router drops again.' }),
  )
  await store.pool.query(`update case_card set level = 3`)
  const building = run()
  await Promise.all([...mailed, building])
  await desk.until(async () => {
    const [{ n }] = (
      await store.pool.query(
        `select count(*)::int as n from case_card where card ->> 'subject' like 'Beside a%'`,
      )
    ).rows
    return n === 12
  })
  await run()
  for await (const kept of everyCase(store)) await holds(store, kept)
})
