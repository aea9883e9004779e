import assert from 'node:assert/strict'
import { test } from 'node:test'
import { decide, fold } from '#core/case/case.ts'
import { customerStatus, customerView } from '#core/case/customer-view.ts'
import type { EventOf, Recorded } from '#core/case/event.ts'
import { type Instant, instant } from '#core/kit/time.ts'
import {
  type Bare,
  accepted,
  anna,
  desk,
  hour,
  ledgerOf,
  made,
  noon,
  offered,
  queued,
  received,
  ref,
  taken,
  text,
  view,
} from '#test/support/customer-ledger.ts'

test('six words say where a case stands, and since when', () => {
  const status = (...events: Bare[]) => {
    const seen = view(ledgerOf(...events))
    return [seen.status, seen.since - noon] as const
  }
  const wait = (turn: string, reason = 'answer'): Bare => ({ type: 'wait.started', turn, reason })
  assert.deepEqual(status(received), ['received', 0])
  assert.deepEqual(status(received, ...taken), ['working', 2000])
  assert.deepEqual(status(...taken, wait('customer')), ['waiting_you', 3000])
  assert.deepEqual(status(...taken, wait('supplier')), ['waiting_supplier', 3000])
  assert.deepEqual(status(...taken, wait('us', 'visit')), ['visit_booked', 3000])
  assert.deepEqual(status(...taken, wait('us', 'other')), ['working', 1000])
  assert.deepEqual(status({ type: 'case.solved', fix: ref('f'), level: 1 }), ['solved', 1000])
  assert.equal(customerStatus({ phase: 'merged', worker: null, contact: null }), 'working')
})

test('who has it is said by name and role, never by a level', () => {
  const seen = view(ledgerOf(...taken, offered, ...accepted))
  assert.deepEqual(seen.contact, { name: 'Bo', role: 'support' })
  assert.deepEqual(seen.worker, { name: 'Marta', role: 'specialist' })
  assert.equal(seen.specialists, true)
  assert.equal(view(ledgerOf(...taken)).specialists, false)
  assert.doesNotMatch(JSON.stringify(seen), /"level"|team|tea_/)
  const gone = view(
    ledgerOf(
      { type: 'contact.assigned', agent: 'agt_gone' },
      { type: 'worker.assigned', agent: 'agt_gone', level: 1, team: 'tea_1' },
    ),
  )
  assert.deepEqual([gone.contact, gone.worker], [null, { name: '', role: 'support' }])
})

test('the nearest promise stands first; one past its time is late, whether the clock has rung or not', () => {
  const ledger = ledgerOf(made('prm_2', 'Later', noon + 5 * hour), made('prm_1', 'Call', noon + 2 * hour))
  assert.deepEqual(view(ledger).next, {
    from: null,
    dueAt: noon + 2 * hour,
    means: 'email',
    topic: 'Call',
    who: 'Bo',
  })
  const late = view(ledger, noon + 3 * hour)
  assert.equal(late.late?.topic, 'Call')
  assert.equal(late.next?.topic, 'Later')
  assert.deepEqual(view(ledgerOf(made('prm_h', null, noon + hour)), noon).next, {
    from: null,
    dueAt: noon + hour,
    means: 'email',
    topic: null,
    who: null,
  })
})

test('a promise given up stays owed until something after it was promised by somebody, or kept', () => {
  const missed: Bare[] = [
    made('prm_1', 'Call', noon + hour),
    { type: 'promise.late', promise: 'prm_1', at: noon + hour },
    { type: 'promise.missed', promise: 'prm_1', at: noon + 2 * hour },
  ]
  const since = (one: Bare): Bare => ({ ...one, at: noon + 2 * hour })
  const seen = (...events: Bare[]) => view(ledgerOf(...events), noon + 3 * hour)
  assert.equal(seen(...missed).late?.topic, 'Call')
  const again = since(made('prm_2', 'Again', noon + 9 * hour))
  assert.equal(seen(...missed, again).late, null)
  const house = seen(...missed, since(made('prm_2', null, noon + 6 * hour)))
  assert.deepEqual([house.late?.topic, house.next?.dueAt], ['Call', noon + 6 * hour])
  const other = seen(made('prm_0', 'Router', noon + 700 * hour), ...missed)
  assert.deepEqual([other.late?.topic, other.next?.topic], ['Call', 'Router'])
  const kept: Bare = { type: 'promise.kept', promise: 'prm_2', how: 'message', late: false }
  assert.equal(seen(...missed, again, since(kept)).late, null)
  // What was due later and kept before puts nothing right.
  const early = [made('prm_2', 'Offer', noon + 96 * hour), { ...kept, at: noon + hour }]
  assert.equal(seen(...early, ...missed).late?.topic, 'Call')
  assert.equal(view(ledgerOf(...missed, { type: 'case.solved', fix: ref('f'), level: 1 })).late, null)
})

test('what a reply on its way keeps is not late on his page: he reads it there already', () => {
  const write = (more: object = {}) => ({ ...queued({ keeps: ['prm_1'], ...more }), at: noon + 2000 })
  const late = (...events: Bare[]) =>
    view(ledgerOf(made('prm_1', 'Call', noon + 3000), ...events), noon + 4000).late?.topic
  assert.equal(late(), 'Call')
  assert.equal(late(write()), undefined)
  assert.equal(late(write({ keeps: [] })), 'Call')
})

test('kept so far counts what came due, and only what was kept in time as kept', () => {
  const kept = (promise: string, late: boolean): Bare => ({
    type: 'promise.kept',
    promise,
    how: 'message',
    late,
  })
  const seen = view(
    ledgerOf(
      made('prm_1', 'a', noon + hour),
      kept('prm_1', false),
      made('prm_2', 'b', noon + hour),
      kept('prm_2', true),
      made('prm_3', 'c', noon + hour),
      { type: 'promise.late', promise: 'prm_3' },
      made('prm_4', 'd', noon + hour),
    ),
  )
  assert.deepEqual(seen.kept, { kept: 1, due: 3 })
})

test('on his turn the customer sees what he was asked, once it has left', () => {
  const wait: Bare = {
    type: 'wait.started',
    turn: 'customer',
    reason: 'answer',
    until: noon + 9 * hour,
    at: noon + 1000,
  }
  const ledger = ledgerOf({ ...queued({ sendAt: noon + 2000 }), at: noon + 1000 }, wait)
  assert.deepEqual(view(ledger).question, { who: 'Bo', words: 'Which lights?', until: noon + 9 * hour })
  assert.deepEqual(view(ledger, noon + 1000).question, { who: null, words: null, until: noon + 9 * hour })
  assert.equal(view(ledgerOf(received)).question, null)
})

test('he reads when he is asked whether it holds, while that is still to come', () => {
  const solved: Bare = { type: 'case.solved', fix: ref('Moved'), level: 1 }
  const dueAt = noon + 48 * hour
  const planned: Bare = { type: 'check_back.planned', checkBack: 'chb_1', dueAt, count: 2, unit: 'days' }
  const ended = (how: string): Bare => ({ type: 'check_back.ended', checkBack: 'chb_1', how })
  assert.equal(view(ledgerOf(solved)).askedBackAt, null)
  assert.equal(view(ledgerOf(received)).askedBackAt, null)
  const seen = view(ledgerOf(solved, planned))
  assert.equal(seen.askedBackAt, dueAt)
  assert.deepEqual(seen.entries.at(-1)?.kind, 'will_ask')
  const left = view(ledgerOf(solved, planned, ended('not_reached')))
  assert.deepEqual([left.askedBackAt, left.entries.at(-1)?.kind], [null, 'not_reached'])
  assert.deepEqual(view(ledgerOf(solved, planned, ended('holds'))).entries.at(-1)?.kind, 'will_ask')
})

test('what he may do follows the phase and the days to open it again', () => {
  const solved: Bare = { type: 'case.solved', fix: ref('Moved'), level: 1 }
  const closed: Bare = { type: 'case.closed', reason: 'confirmed' }
  assert.deepEqual(view(ledgerOf(received)).may, { add: true, help: true, confirm: false, reopen: false })
  const seen = view(ledgerOf(solved))
  assert.deepEqual(seen.may, { add: true, help: true, confirm: true, reopen: true })
  assert.deepEqual(
    [seen.fix, seen.solvedAt, seen.reopenUntil],
    ['Moved', noon + 1000, noon + 1000 + 14 * 24 * hour],
  )
  assert.deepEqual(view(ledgerOf(solved, closed)).may, {
    add: false,
    help: false,
    confirm: false,
    reopen: true,
  })
  assert.equal(view(ledgerOf(solved, closed), noon + 15 * 24 * hour).may.reopen, false)
  const over = view(ledgerOf(solved), noon + 15 * 24 * hour).may
  assert.deepEqual(over, { add: false, help: false, confirm: false, reopen: false })
  assert.equal(view(ledgerOf(closed)).fix, null)
  assert.equal(view(ledgerOf({ type: 'case.merged', into: 'cas_2' })).into, 'cas_2')
})

test('more help that was asked for is owed by its time until it is settled', () => {
  const asked: Bare = { type: 'help.asked', by: anna, reason: 'getting_worse', answerBy: noon + hour }
  assert.deepEqual(view(ledgerOf(asked)).help, {
    reason: 'getting_worse',
    standing: 'asked',
    answerBy: noon + hour,
    late: false,
    reply: null,
    mayReply: false,
    mayWithdraw: false,
  })
  const held: Bare = {
    type: 'contact.held',
    contact: 'con_1',
    means: 'phone',
    direction: 'out',
    with: 'cus_anna',
    reach: 'reached',
    startedAt: noon,
    minutes: 4,
  }
  assert.equal(view(ledgerOf(asked, held)).help, null, 'before requests had names any word settled them')
  const help = 'hlp_1' as const
  const now: Bare = { ...asked, help }
  const may = (...more: Bare[]) => {
    const is = view(ledgerOf(now, held, ...more)).help
    return is && [is.standing, is.mayReply, is.mayWithdraw]
  }
  assert.deepEqual(may(), ['asked', false, true])
  const solved: Bare = { type: 'case.solved', fix: ref('f'), level: 1 }
  const explained: Bare = { type: 'help.explained', help, evidence: 'con_1' }
  assert.deepEqual(may(explained), ['explained', true, false])
  assert.deepEqual(may(explained, solved), ['explained', true, false])
  assert.deepEqual(may(explained, { type: 'help.replied', by: anna, help, reply: 'content' }), [
    'explained',
    false,
    false,
  ])
  const passed: Bare = { type: 'help.passed_on', help, handOff: 'hnd_1' }
  assert.deepEqual(may(passed), ['passed_on', false, false])
  assert.equal(may(passed, solved), null)
  assert.equal(may(explained, { type: 'case.closed', reason: 'withdrawn' }), null)
})

test('a ledger that opens nothing shows nothing', () => {
  assert.equal(customerView([], { text, desk, now: instant(noon) }), null)
  assert.equal(
    customerView([{ ...received, at: instant(noon), seq: 1 } as unknown as Recorded], {
      text,
      desk,
      now: instant(noon),
    }),
    null,
  )
})

test('what the customer may wish is decided by the same core', () => {
  const state = fold(ledgerOf(received))
  const setting = { now: instant(noon + hour) as Instant, newId: (() => 'prm_9') as never, desk }
  const outcome = decide(state, { type: 'help.ask', reason: 'getting_worse' }, anna, setting)
  assert.ok(Array.isArray(outcome) && (outcome[0] as EventOf<'help.asked'>).type === 'help.asked')
})
