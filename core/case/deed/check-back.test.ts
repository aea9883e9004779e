import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Command } from '#core/case/case.ts'
import { openedCase } from '#core/case/case.ts'
import { delayed } from '#core/case/deed/check-back.ts'
import { nextRing } from '#core/case/ring.ts'
import type { PolicyId } from '#core/kit/id.ts'
import { instant } from '#core/kit/time.ts'
import type { DeskFacts } from '#core/people/desk-facts.ts'
import { samples } from '#core/testing/sample.ts'
import { calendarOf } from '#core/testing/calendar.ts'
import {
  assessAs,
  at,
  by,
  clock,
  customer,
  desk,
  given,
  play,
  relay,
  taken,
  text,
  type Wished,
} from '#core/testing/world.ts'

const day = 24 * 60
const bo = by('bo')
const ring: Command = { type: 'clock.ring' }
const call = (reach: 'reached' | 'no_answer', contact: `con_${string}` = 'con_b'): Command => ({
  ...samples['contact.hold'],
  reach,
  contact,
})
const solve = samples['case.solve']
const solved: readonly Wished[] = [...taken, [2, bo, solve]]
/** Solved on a Thursday, severity 3: asked on the Thursday after. */
const dueAt = 2 + 7 * day

test('with the solving it is planned when the customer is asked whether it holds, by severity', () => {
  const severe = (severity: 1 | 2 | 4) => given(...taken, [2, bo, assessAs(severity)]).when(3, bo, solve)
  const [planned] = severe(1).then('promise.withdrawn', 'case.solved', 'check_back.planned').slice(-1)
  assert.ok(planned?.type === 'check_back.planned')
  assert.deepEqual([planned.dueAt, planned.count, planned.unit], [at(3 + day), 1, 'business_days'])
  const [second] = severe(2).then('promise.withdrawn', 'case.solved', 'check_back.planned').slice(-1)
  // Thursday, then Friday and Monday: nobody asks on a Sunday.
  assert.equal(second?.type === 'check_back.planned' && second.dueAt, at(3 + 4 * day))
  severe(4).then('promise.withdrawn', 'case.solved')
})
test('a question that was answered holds anyway', () => {
  given(...taken, [2, bo, { type: 'case.classify', kind: 'question' }])
    .when(3, bo, solve)
    .then('promise.withdrawn', 'case.solved')
})
test('a desk may count plain days', () => {
  const plain = { count: 2, unit: 'days' } as const
  const after = [plain, plain, plain, plain] as const
  const [planned] = given(...taken)
    .on({ ...desk, checkBacks: { after, notFor: [] } })
    .when(2, bo, solve)
    .then('promise.withdrawn', 'case.solved', 'check_back.planned')
    .slice(-1)
  assert.equal(planned?.type === 'check_back.planned' && planned.dueAt, at(2 + 2 * day))
})
test('without a calendar days are counted by the clocks of the desk', () => {
  const newYork = { ...desk, zone: 'America/New_York' }
  const due = (now: string, count: number, facts: DeskFacts = newYork) => {
    const until = delayed(facts, asked, instant(Date.parse(now)), { count, unit: 'business_days' })
    return new Date(until).toISOString().slice(0, 16)
  }
  const asked = { kind: 'problem', severity: 3, entitled: null } as never
  // Friday at 20 in New York is Saturday in UTC, and the next business day is Monday.
  assert.equal(due('2026-11-21T01:00:00Z', 1), '2026-11-24T01:00')
  assert.equal(due('2026-11-21T01:00:00Z', 1, desk), '2026-11-23T01:00')
  // At the same hour also when clocks were changed meanwhile: on 1 November 2026.
  assert.equal(due('2026-10-30T13:00:00Z', 5), '2026-11-06T14:00')
})
test('business days are those of the calendar the case is served by, else of the house', () => {
  const calendars = { cal_a: calendarOf() }
  const versions = [{ version: 1, calendar: 'cal_a', targets: [] }] as const
  const facts = { ...desk, calendars, policies: { pol_a: { id: 'pol_a', name: 'Gold', versions } } } as const
  const planned = (housePolicy: PolicyId | null, more: readonly Wished[] = []) => {
    const { events } = play([...taken, ...more, [9 * 60, bo, solve]], { ...facts, housePolicy })
    const one = events.at(-1)
    return one?.type === 'check_back.planned' ? one.dueAt : null
  }
  // Solved at 19 in Stockholm, when it is closed: it counts from the next opening, Friday at 8.
  const opening = at(22 * 60 + 7 * day)
  assert.equal(planned('pol_a'), opening)
  assert.equal(planned('pol_no'), at(9 * 60 + 7 * day))
  assert.equal(planned(null), at(9 * 60 + 7 * day))
  const decision = { outcome: 'covered', policy: 'pol_a', version: 1, steps: [] } as const
  assert.equal(planned(null, [[2, bo, { type: 'entitlement.decide', decision }]]), opening)
})
test('he says that it holds: the case is closed as confirmed', () => {
  const [ended] = given(...solved)
    .when(dueAt, bo, { type: 'check_back.end', how: 'holds', evidence: 'con_b' })
    .then('check_back.ended', 'case.closed')
  assert.deepEqual(ended?.type === 'check_back.ended' && [ended.how, ended.evidence], ['holds', 'con_b'])
})
test('he says that it came back: the case is open again, with the same contact', () => {
  const again = given(...solved, [3, bo, { type: 'check_back.end', how: 'came_back', text: text('again') }])
  assert.deepEqual(
    again.events.slice(-3).map(one => one.type),
    ['check_back.ended', 'case.reopened', 'promise.made'],
  )
  const state = openedCase(again.state)!
  assert.deepEqual([state.phase, state.contact, state.checkBack], ['open', 'agt_bo', null])
  again.when(4, bo, { type: 'check_back.end', how: 'holds' }).thenRefused('check_back.not_pending')
})
test('his own yes and no on his page end it, too', () => {
  const yes: Command = { type: 'case.close', reason: 'confirmed' }
  const [held] = given(...solved)
    .when(3, customer, yes)
    .then('check_back.ended', 'case.closed')
  assert.equal(held?.type === 'check_back.ended' && held.how, 'holds')
  const no: Command = { type: 'case.reopen', reason: 'not_fixed' }
  const [back] = given(...solved)
    .when(3, customer, no)
    .then('check_back.ended', 'case.reopened', 'promise.made')
  assert.equal(back?.type === 'check_back.ended' && back.how, 'came_back')
})
test('what goes on in another case did not hold in this one', () => {
  const [ended] = given(...solved)
    .when(3, bo, samples['case.merge'])
    .then('check_back.ended', 'case.merged')
  assert.equal(ended?.type === 'check_back.ended' && ended.how, 'came_back')
})
test('nobody closes a case whose customer is still to be asked', () => {
  given(...solved)
    .when(3, bo, { type: 'case.close', reason: 'no_reply' })
    .thenRefused('check_back.pending')
})
test('at its time it is late, once, and stays so until he was asked', () => {
  given(...solved)
    .when(dueAt - 1, clock, ring)
    .thenNothing()
  const [late] = given(...solved)
    .when(dueAt, clock, ring)
    .then('check_back.late')
  assert.equal(late?.type === 'check_back.late' && late.keeper, 'agt_bo')
  const marked = given(...solved, [dueAt, clock, ring])
  assert.equal(nextRing(marked.state), null)
  marked.when(dueAt + 30 * day, clock, ring).thenNothing()
})
test('where nobody keeps it, nobody is named', () => {
  const gone = { ...desk, agents: { ...desk.agents, agt_bo: { ...desk.agents.agt_bo!, active: false } } }
  const kept = given(...solved)
    .on(gone)
    .when(dueAt, clock, ring)
    .then('check_back.late')
  assert.equal(kept[0]?.type === 'check_back.late' && kept[0].keeper, 'agt_karin')
  const { agt_karin: _, ...others } = gone.agents as DeskFacts['agents']
  const left = given(...solved)
    .on({ ...gone, agents: others })
    .when(dueAt, clock, ring)
    .then('check_back.late')
  assert.equal(left[0]?.type === 'check_back.late' && left[0].keeper, undefined)
})
test('not reached by phone: tried again the next day; twice, and it ends so', () => {
  const [, tried] = given(...solved)
    .when(dueAt, bo, call('no_answer'))
    .then('contact.held', 'check_back.tried')
  assert.equal(tried?.type === 'check_back.tried' && tried.again, at(dueAt + day))
  const once = given(...solved, [dueAt, bo, call('no_answer')])
  assert.equal(nextRing(once.state), at(dueAt + day))
  const [, ended] = once
    .when(dueAt + 60, bo, call('no_answer', 'con_c'))
    .then('contact.held', 'check_back.ended')
  assert.equal(ended?.type === 'check_back.ended' && ended.how, 'not_reached')
  const twice = given(...solved, [dueAt, bo, call('no_answer')], [dueAt + 60, bo, call('no_answer', 'con_c')])
  assert.equal(openedCase(twice.state)!.phase, 'solved')
  twice.when(dueAt + 61, bo, { type: 'case.close', reason: 'no_reply' }).then('case.closed')
  // A call of his that we missed is not a try of ours, and after the end nobody is tried.
  given(...solved)
    .when(3, bo, { ...call('no_answer'), direction: 'in' } as Command)
    .then('contact.held', 'promise.made')
  twice.when(dueAt + 61, bo, call('no_answer', 'con_d')).then('contact.held')
  given(...solved)
    .when(3, bo, call('reached'))
    .then('contact.held')
})
test('a mail that asks is a try once it has left; after two without an answer the clock ends it', () => {
  const ask = (message: `msg_${string}`): Command => ({
    ...samples['message.queue'],
    message,
    checkBack: true,
  })
  const left = (message: `msg_${string}`): Command => ({ type: 'message.note_sent', message, relay: 'r' })
  const asked: readonly Wished[] = [...solved, [dueAt - 60, bo, ask('msg_a')]]
  given(...asked)
    .when(dueAt - 59, relay, left('msg_a'))
    .then('message.sent', 'check_back.tried')
  const twice = given(
    ...asked,
    [dueAt - 59, relay, left('msg_a')],
    [dueAt + day, bo, ask('msg_b')],
    [dueAt + day + 1, relay, left('msg_b')],
  )
  const [ended] = twice.when(dueAt + 9 * day, clock, ring).then('check_back.ended')
  assert.equal(ended?.type === 'check_back.ended' && ended.how, 'not_reached')
  given(...taken)
    .when(3, bo, ask('msg_a'))
    .thenRefused('check_back.not_pending')
  // Nothing is asked of somebody who wrote meanwhile, and he is not answered by it either.
  given(...asked, [dueAt - 59, customer, samples['message.receive']])
    .when(dueAt - 58, relay, left('msg_a'))
    .then('message.sent')
})
test('a mail that came back asked nobody: it is no try, and nobody ends as not reached by it', () => {
  const asked = (minute: number, message: `msg_${string}`): readonly Wished[] => [
    [minute, bo, { ...samples['message.queue'], message, checkBack: true }],
    [minute + 1, relay, { type: 'message.note_sent', message, relay: 'r' }],
  ]
  const back = (minute: number, message: `msg_${string}`): Wished => [
    minute,
    relay,
    { type: 'message.note_bounced', message, hard: true, status: '5.1.1' },
  ]
  const first = [...solved, ...asked(dueAt, 'msg_a')] as const
  const lost = [...first, back(dueAt + 2, 'msg_a')] as const
  assert.equal(openedCase(given(...lost).state)!.checkBack?.tries, 0)
  const twice = [...lost, ...asked(dueAt + day, 'msg_b'), back(dueAt + day + 2, 'msg_b')] as const
  given(...twice)
    .when(dueAt + 9 * day, clock, ring)
    .then('check_back.late')
  given(...lost, ...asked(dueAt + day, 'msg_b'))
    .when(dueAt + 9 * day, clock, ring)
    .then('check_back.late')
  const [, tried] = given(...lost)
    .when(dueAt + 60, bo, call('no_answer'))
    .then('contact.held', 'check_back.tried')
  assert.equal(tried?.type, 'check_back.tried')
  // What comes back before it is said to have left was no try yet, and an older one takes none of the next.
  const early = [[dueAt, bo, { ...samples['message.queue'], message: 'msg_a', checkBack: true }]] as const
  const { state } = given(...solved, ...early, back(dueAt + 1, 'msg_a'))
  assert.equal(openedCase(state)!.checkBack?.tries, 0)
  const ended = [...first, [dueAt + 3, bo, { type: 'check_back.end', how: 'came_back' }]] as const
  const again = given(...ended, [dueAt + 4, bo, solve], back(dueAt + 5, 'msg_a'))
  assert.equal(openedCase(again.state)!.checkBack?.tries, 0)
})
const thanks: readonly Wished[] = [...solved, [60, customer, samples['message.receive']]]
test('a word of thanks opens the case and leaves the question standing, without a clock of its own', () => {
  const { state, events } = given(...thanks)
  assert.equal(openedCase(state)!.checkBack?.id, 'chb_1')
  assert.ok(!events.some(one => one.type === 'check_back.ended'))
  given(...thanks)
    .when(dueAt, clock, ring)
    .then('promise.late')
})
test('it was thanks only: solved as before, and confirmed', () => {
  given(...thanks)
    .when(61, bo, { type: 'check_back.end', how: 'holds', evidence: 'msg_in2' })
    .then('check_back.ended', 'promise.withdrawn', 'case.solved', 'case.closed')
  given(...thanks, [61, bo, { type: 'question.add', question: 'que_a', text: text('?') }])
    .when(62, bo, { type: 'check_back.end', how: 'holds' })
    .thenRefused('case.has_open_question', { count: 1 })
})
test('it was not thanks: the question ends, and a new solving plans a new one', () => {
  given(...thanks)
    .when(61, bo, { type: 'check_back.end', how: 'came_back' })
    .then('check_back.ended')
  given(...thanks)
    .when(61, bo, solve)
    .then('check_back.ended', 'promise.withdrawn', 'case.solved', 'check_back.planned')
  given(...thanks)
    .when(61, bo, { type: 'case.close', reason: 'withdrawn' })
    .then('check_back.ended', 'promise.withdrawn', 'case.closed')
  given(...thanks)
    .when(61, bo, samples['case.merge'])
    .then('promise.withdrawn', 'check_back.ended', 'case.merged')
})
