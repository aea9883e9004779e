// From when on a case needs a person, and why.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { cardBothWays } from '#core/testing/cards.ts'
import { samples } from '#core/testing/sample.ts'
import {
  assessAs,
  at,
  by,
  caseId,
  clock,
  customer,
  given,
  opened,
  openCommand,
  relay,
  taken,
  text,
  textOf,
  type Wished,
} from '#core/testing/world.ts'
import { judged } from '#core/testing/clocked.ts'
import { run, take } from '#core/testing/clocked-play.ts'

const words = { text: textOf, customerName: 'Anna', organisationName: null }
const after = (...wished: Wished[]) => cardBothWays(caseId('a'), given(...wished).events, words)!
const need = (...wished: Wished[]) => after(...wished).need ?? null
const ring = (minutes: number): Wished => [minutes, clock, { type: 'clock.ring' }]
const promise: Wished = [2, by('bo'), { ...samples['promise.make'], promise: 'prm_a', dueAt: at(30) }]
const write: Wished = [3, by('bo'), { ...samples['message.queue'], keeps: [] }]
const sent: Wished = [4, relay, { ...samples['message.note_sent'], message: 'msg_b' }]

test('a new case needs somebody when half of the time for its answer is gone', () =>
  assert.deepEqual(need(opened), { code: 'nobody', at: at(120) }))
test('severity 1 needs somebody at once', () =>
  assert.deepEqual(need([0, customer, { ...openCommand, severity: 1 }]), { code: 'severity_1', at: at(0) }))
test('a case somebody has needs nobody else before it is late', () =>
  assert.deepEqual(need(...taken), { code: 'late', at: at(240), kind: 'first_answer' }))
test('a late promise needs a person since its time', () => {
  const code = { code: 'late', at: at(30), kind: 'promise' }
  assert.deepEqual(need(...taken, promise), code)
  assert.deepEqual(need(...taken, promise, ring(31)), code)
})
test('a date that was waited for is on the list when it comes', () =>
  assert.deepEqual(
    need(...taken, [2, by('bo'), { type: 'wait.start', turn: 'us', reason: 'visit', until: at(7) }]),
    { code: 'late', at: at(7), kind: 'wait' },
  ))
test('an offer needs a lead when nobody accepts it', () => {
  const offer: Wished = [4, by('bo'), samples['hand_off.offer']]
  assert.deepEqual(need(...taken, offer), { code: 'expired', at: at(124) })
  assert.deepEqual(need(...taken, offer, ring(125)), { code: 'expired', at: at(124) })
})
test('a wish for more help stands until it is settled', () => {
  const ask: Wished = [2, customer, samples['help.ask']]
  assert.deepEqual(need(...taken, ask), { code: 'help', at: at(2) })
  const held: Wished = [3, by('bo'), samples['contact.hold']]
  assert.equal(need(...taken, ask, held)?.code, 'help', 'not any word settles it')
  const explain: Wished = [4, by('bo'), { type: 'help.explain', help: 'hlp_1', evidence: 'con_b' }]
  assert.notEqual(need(...taken, ask, held, explain)?.code, 'help')
})
test('the worst that holds is said, not the first', () => {
  const ask: Wished = [2, customer, samples['help.ask']]
  assert.deepEqual(need(...taken, ask, ring(241))?.code, 'late')
  assert.deepEqual(need(opened, ask)?.code, 'help')
})
test('a customer without a next word is on the list since then', () => {
  const one = [...taken, write, sent] as const
  assert.deepEqual(need(...one), { code: 'unsaid', at: at(4) })
  assert.deepEqual(need(...one, [9, by('bo'), samples['note.add']]), { code: 'unsaid', at: at(4) })
  const asked: Wished = [3, by('bo'), { ...samples['message.queue'], keeps: [], wait: { reason: 'answer' } }]
  const twoWeeks = 14 * 24 * 60
  const late = { code: 'late', at: at(3 + twoWeeks), kind: 'wait' }
  assert.deepEqual(need(...taken, asked, sent), late, 'it is his turn, until he was waited for long enough')
})
test('whoever said with a reason that no update is needed is believed for a week', () => {
  const none = { ...samples['message.queue'], keeps: [], noPromise: text('it runs again') } as const
  const said = [...taken, [3, by('bo'), none], sent] as const
  const week = 7 * 24 * 60
  assert.deepEqual(need(...said), { code: 'unsaid', at: at(3 + week) })
  assert.deepEqual(need(...taken, write, sent, [9, by('bo'), { ...none, message: 'msg_c' }]), {
    code: 'unsaid',
    at: at(9 + week),
  })
  const back: Wished = [9, by('bo'), { type: 'message.withdraw', message: 'msg_c' }]
  const later = { ...none, message: 'msg_c', undoSeconds: 3_600 } as const
  assert.deepEqual(need(...taken, write, sent, [8, by('bo'), later], back), { code: 'unsaid', at: at(4) })
  const again: Wished = [12, by('bo'), { ...samples['message.queue'], message: 'msg_d', keeps: [] }]
  assert.deepEqual(need(...said, again), { code: 'unsaid', at: at(4) }, 'the next message says nothing of it')
  const wrote: Wished = [20, customer, { ...samples['message.receive'], message: 'msg_e' }]
  assert.equal(need(...said, wrote)?.code, 'late', 'he wrote again: he is owed an answer')
})
test('nobody has to take what waits for the customer', () => {
  const asked: Wished = [3, by('bo'), { ...samples['message.queue'], keeps: [], wait: { reason: 'answer' } }]
  assert.equal(need(...taken, asked, [5, by('bo'), samples['worker.queue']])?.code, 'late')
})
test('a solved case needs nobody before its customer is to be asked back', () => {
  const solved = need(...taken, [40, by('bo'), samples['case.solve']])
  assert.deepEqual(solved, { code: 'late', at: at(40 + 7 * 24 * 60), kind: 'check_back' })
  const slight: Wished = [30, by('bo'), assessAs(4)]
  assert.equal(need(...taken, slight, [40, by('bo'), samples['case.solve']]), null)
})

const missed = [...taken, promise, ring(31), ring(30 + 24 * 60)] as const
const day = 30 + 24 * 60
test('a missed promise needs a person until somebody speaks', () => {
  assert.deepEqual([need(...missed)?.code, after(...missed).missedAt], ['missed', at(day)])
  const kept: Wished = [day + 1, by('bo'), samples['contact.hold']]
  assert.equal(after(...missed, kept).missedAt, undefined)
  const noReach: Wished = [day + 1, by('bo'), { ...samples['contact.hold'], reach: 'no_answer' }]
  assert.equal(after(...missed, noReach).missedAt, at(day))
  const queue = { ...samples['message.queue'], message: 'msg_c', keeps: [] } as const
  const note = { ...samples['message.note_sent'], message: 'msg_c' } as const
  const own: Wished = [day + 1, clock, { ...queue, automatic: 'confirmation' }]
  assert.equal(after(...missed, own, [day + 2, relay, note]).missedAt, at(day))
  assert.equal(after(...missed, [day + 1, by('bo'), queue], [day + 2, relay, note]).missedAt, undefined)
  assert.equal(after(...missed, [day + 3, by('bo'), samples['note.add']]).missedAt, at(day))
  assert.equal(after(...missed, [day + 3, by('bo'), samples['case.solve']]).missedAt, undefined)
})
test('a new time in place of a missed promise is a word', () => {
  const again = { ...samples['promise.make'], promise: 'prm_z', instead: 'prm_a', topic: text('t') } as const
  const late = [...taken, promise, ring(31)] as const
  assert.equal(after(...late, [40, by('bo'), { ...again, dueAt: at(90) }]).missedAt, undefined)
})

test('what a contract owes needs a person from its warning on, and is late when due', () => {
  const of = (...wished: Wished[]) => cardBothWays(caseId('a'), run([judged, ...wished]).events, words)?.need
  const warned = of(take, ring(30))
  assert.deepEqual(warned, { code: 'soon', at: at(30), kind: 'first_response' })
  const late = { code: 'late', at: at(60), kind: 'first_response' }
  assert.deepEqual(of(take, ring(30), ring(61)), late)
  const solution: Wished = [
    2,
    by('bo'),
    { type: 'wait.start', turn: 'us', reason: 'agreed_date', until: at(90) },
  ]
  assert.equal(of(take, solution)?.kind, 'first_response', 'what stands still is not waited for')
})
