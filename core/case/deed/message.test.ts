import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Command, evolve } from '#core/case/case.ts'
import type { MessageId } from '#core/kit/id.ts'
import {
  at,
  by,
  clock,
  customer,
  given,
  opened,
  relay,
  taken,
  text,
  type Wished,
} from '#core/testing/world.ts'

const write = (message: `msg_${string}`, more: object = {}): Command =>
  ({
    type: 'message.queue',
    message,
    channel: 'email',
    text: text('hello'),
    attached: [],
    undoSeconds: 10,
    keeps: [],
    ...more,
  }) as Command
const receive = (message: `msg_${string}`, more: object = {}): Command =>
  ({
    type: 'message.receive',
    message,
    channel: 'email',
    from: 'cus_anna',
    text: text('help'),
    attached: [],
    automatic: null,
    ...more,
  }) as Command
const sent = (message: `msg_${string}`): Command => ({ type: 'message.note_sent', message, relay: 'outbox' })
const queued: readonly Wished[] = [...taken, [2, by('bo'), write('msg_a')]]
const solve: Command = { type: 'case.solve', fix: text('restart') }

test('a message waits as long as it can be undone, then leaves', () => {
  const [message] = given(...taken)
    .when(2, by('bo'), write('msg_a'))
    .then('message.queued')
  assert.equal(message?.type === 'message.queued' && message.sendAt, at(2) + 10_000)
})
test('an undone message never leaves; undoing twice changes nothing', () => {
  given(...queued)
    .when(2, by('bo'), { type: 'message.withdraw', message: 'msg_a' })
    .then('message.withdrawn')
  const undone = given(...queued, [2, by('bo'), { type: 'message.withdraw', message: 'msg_a' }])
  undone.when(2, by('bo'), { type: 'message.withdraw', message: 'msg_a' }).thenNothing()
  undone.when(3, relay, sent('msg_a')).thenNothing()
  undone
    .when(3, relay, { type: 'message.note_failed', message: 'msg_a', reason: 'x', final: true })
    .thenNothing()
})
test('what has left is not undone', () => {
  given(...queued)
    .when(3, by('bo'), { type: 'message.withdraw', message: 'msg_a' })
    .thenRefused('message.already_sent')
  given(...queued, [3, relay, sent('msg_a')])
    .when(2, by('bo'), { type: 'message.withdraw', message: 'msg_a' })
    .thenRefused('message.already_sent')
})
test('undoing "send and wait" gives the turn back to us', () => {
  const asked = given(...taken, [2, by('bo'), write('msg_a', { wait: { reason: 'answer' } })])
  assert.equal(asked.state.phase === 'open' && asked.state.wait?.turn, 'customer')
  asked
    .when(2, by('bo'), { type: 'message.withdraw', message: 'msg_a' })
    .then('message.withdrawn', 'wait.ended')
})
test('an earlier wait outlives an undone message', () => {
  const asked = given(
    ...taken,
    [2, by('bo'), write('msg_a', { wait: { reason: 'answer' } })],
    [5, by('bo'), write('msg_b')],
  )
  asked.when(5, by('bo'), { type: 'message.withdraw', message: 'msg_b' }).then('message.withdrawn')
})
test('a second question does not start a second wait', () => {
  given(...taken, [2, by('bo'), write('msg_a', { wait: { reason: 'answer', until: at(60) } })])
    .when(3, by('bo'), write('msg_b', { wait: { reason: 'answer' } }))
    .then('message.queued')
})
test('a message that left keeps the promises it names and the word of the house', () => {
  const [, kept] = given(...queued)
    .when(3, relay, sent('msg_a'))
    .then('message.sent', 'promise.kept')
  assert.equal(kept?.type === 'promise.kept' && kept.late, false)
  const promised: Wished = [
    2,
    by('bo'),
    { type: 'promise.make', promise: 'prm_x', topic: text('news'), means: 'email', dueAt: at(30) },
  ]
  given(...taken, promised, [3, by('bo'), write('msg_a', { keeps: ['prm_x'] })])
    .when(4, relay, sent('msg_a'))
    .then('message.sent', 'promise.kept')
  given(...taken, promised, [3, by('bo'), write('msg_a')])
    .when(4, relay, sent('msg_a'))
    .then('message.sent')
})
test('a promise is kept in time by the click, even when the relay was slow', () => {
  const [, kept] = given(...queued)
    .when(600, relay, sent('msg_a'))
    .then('message.sent', 'promise.kept')
  assert.equal(kept?.type === 'promise.kept' && kept.late, false)
})
test('a message cannot keep a promise nobody made', () => {
  given(...taken)
    .when(2, by('bo'), write('msg_a', { keeps: ['prm_no'] }))
    .thenRefused('promise.not_found')
})
test('an automatic message keeps nothing and answers nobody', () => {
  const confirmed = given(opened, [0, clock, write('msg_c', { automatic: 'confirmation', undoSeconds: 0 })])
  confirmed.when(1, relay, sent('msg_c')).then('message.sent')
  const after = given(
    opened,
    [0, clock, write('msg_c', { automatic: 'confirmation' })],
    [1, relay, sent('msg_c')],
  )
  assert.equal(after.state.phase === 'open' && after.state.firstAnsweredAt, null)
})
test('the relay reports a message once', () => {
  const left = given(...queued, [3, relay, sent('msg_a')])
  left.when(4, relay, sent('msg_a')).thenNothing()
  assert.equal(left.state.phase === 'open' && left.state.firstAnsweredAt, at(2))
})
test('a refused message is failed; a delayed one is not', () => {
  const note = (final: boolean): Command => ({
    type: 'message.note_failed',
    message: 'msg_a',
    reason: '550 no such person',
    final,
  })
  const failed = given(...queued, [3, relay, note(true)]).state
  assert.equal(failed.phase === 'open' && failed.messages.msg_a?.standing, 'failed')
  const delayed = given(...queued, [3, relay, note(false)]).state
  assert.equal(delayed.phase === 'open' && delayed.messages.msg_a?.standing, 'queued')
})
test('a message that came back is bounced, once', () => {
  const bounce: Command = { type: 'message.note_bounced', message: 'msg_a', hard: true, status: '5.1.1' }
  given(...queued, [3, relay, sent('msg_a')])
    .when(9, relay, bounce)
    .then('message.bounced')
  given(...queued, [3, relay, sent('msg_a')], [9, relay, bounce])
    .when(10, relay, bounce)
    .thenNothing()
})
test('a message that did not arrive is sent again, perhaps to somebody else, whose words count from then on', () => {
  const failed = given(...queued, [
    ...([
      3,
      relay,
      { type: 'message.note_failed', message: 'msg_a', reason: '550 no', final: true },
    ] as const),
  ])
  const again: Command = { type: 'message.send_again', message: 'msg_a', to: 'cus_eva' }
  failed.when(9, by('bo'), again).then('message.sent_again')
  const { state } = given(
    ...queued,
    [3, relay, { type: 'message.note_failed', message: 'msg_a', reason: '550 no', final: true }],
    [9, by('bo'), again],
  )
  assert.ok(state.phase === 'open')
  assert.equal(state.messages.msg_a?.standing, 'queued')
  assert.ok(state.writers?.includes('cus_eva'))
  const bounced: Command = { type: 'message.note_bounced', message: 'msg_a', hard: true, status: '5.1.1' }
  given(...queued, [3, relay, sent('msg_a')], [4, relay, bounced])
    .when(9, by('bo'), again)
    .then('message.sent_again')
})
test('what is on its way, has arrived, or was never written is not sent again', () => {
  const again = (message: MessageId): Command => ({ type: 'message.send_again', message, to: 'cus_anna' })
  given(...queued)
    .when(9, by('bo'), again('msg_a'))
    .thenRefused('message.not_failed')
  given(...queued, [3, relay, sent('msg_a')])
    .when(9, by('bo'), again('msg_a'))
    .thenRefused('message.not_failed')
  given(...queued)
    .when(9, by('bo'), again('msg_no'))
    .thenRefused('message.not_found')
  given(opened, [1, customer, receive('msg_in')])
    .when(9, by('bo'), again('msg_in'))
    .thenRefused('message.not_found')
})
test('what was never written cannot be undone, sent, failed or bounced', () => {
  const state = given(opened, [1, customer, receive('msg_in')])
  for (const message of ['msg_no', 'msg_in'] as const) {
    state.when(2, by('bo'), { type: 'message.withdraw', message }).thenRefused('message.not_found')
    state.when(2, relay, sent(message)).thenRefused('message.not_found')
    state
      .when(2, relay, { type: 'message.note_failed', message, reason: 'x', final: true })
      .thenRefused('message.not_found')
    state
      .when(2, relay, { type: 'message.note_bounced', message, hard: true, status: '5.0.0' })
      .thenRefused('message.not_found')
  }
})
test("a customer's answer ends our waiting at once", () => {
  given(...taken, [2, by('bo'), write('msg_a', { wait: { reason: 'answer' } })])
    .when(9, customer, receive('msg_in'))
    .then('message.received', 'wait.ended')
})
test('a customer who writes is owed an answer, unless he has our word already', () => {
  given(opened).when(1, customer, receive('msg_in')).then('message.received')
  given(...queued, [3, relay, sent('msg_a')])
    .when(9, customer, receive('msg_in'))
    .then('message.received', 'promise.made')
})
test('a customer who writes to a solved case opens it again', () => {
  given(...taken, [2, by('bo'), solve])
    .when(9, customer, receive('msg_in'))
    .then('message.received', 'case.reopened', 'promise.made')
})
test('an automatic answer wakes nobody', () => {
  const auto = receive('msg_in', { automatic: 'auto-reply' })
  given(...taken, [2, by('bo'), solve])
    .when(9, customer, auto)
    .then('message.received')
  given(...taken, [2, by('bo'), write('msg_a', { wait: { reason: 'answer' } })])
    .when(9, customer, auto)
    .then('message.received')
})
test('a message may go to another person of the case', () => {
  const [message] = given(...taken)
    .when(2, by('bo'), write('msg_a', { to: 'cus_boss' }))
    .then('message.queued')
  assert.equal(message?.type === 'message.queued' && message.to, 'cus_boss')
})

const doubted = receive('msg_eve', { from: 'cus_eve', doubt: 'other_address' })
const confirm: Command = { type: 'message.confirm_sender', message: 'msg_eve' }

test('words from an address nobody knows here wake nobody, until somebody of ours says whose they are', () => {
  const waiting = given(...taken, [2, by('bo'), write('msg_a', { wait: { reason: 'answer' } })])
  waiting.when(9, customer, doubted).then('message.received')
  const doubtful = given(
    ...taken,
    [2, by('bo'), write('msg_a', { wait: { reason: 'answer' } })],
    [9, customer, doubted],
  )
  assert.equal(doubtful.state.phase === 'open' && doubtful.state.wait?.turn, 'customer')
  doubtful.when(10, by('bo'), confirm).then('message.sender_confirmed', 'wait.ended')
  const solved = given(...taken, [2, by('bo'), solve], [9, customer, doubted])
  assert.equal(solved.state.phase, 'solved')
  solved.when(10, by('bo'), confirm).then('message.sender_confirmed', 'case.reopened', 'promise.made')
})
test('a sender is confirmed once, and only one who was in doubt', () => {
  const sure = given(...queued, [9, customer, doubted], [10, by('bo'), confirm])
  sure.when(11, by('bo'), confirm).thenNothing()
  given(...queued, [9, customer, receive('msg_eve')])
    .when(10, by('bo'), confirm)
    .thenNothing()
  given(...queued)
    .when(10, by('bo'), confirm)
    .thenRefused('message.not_found')
  given(...queued)
    .when(10, by('bo'), { type: 'message.confirm_sender', message: 'msg_a' })
    .thenRefused('message.not_found')
})
test('whoever was confirmed, or was written to, is one of the people of the case from then on', () => {
  const writers = (...wished: readonly Wished[]) => {
    const { state } = given(...wished)
    return state.phase === 'open' ? (state.writers ?? []) : null
  }
  assert.deepEqual(writers(...queued, [9, customer, doubted]), [])
  const sure: Wished[] = [...queued, [9, customer, doubted], [10, by('bo'), confirm]]
  assert.deepEqual(writers(...sure), ['cus_eve'])
  const again = receive('msg_again', { from: 'cus_eve', doubt: 'unproven' })
  const twice: Command = { type: 'message.confirm_sender', message: 'msg_again' }
  assert.deepEqual(writers(...sure, [11, customer, again], [12, by('bo'), twice]), ['cus_eve'])
  assert.deepEqual(writers(...taken, [2, by('bo'), write('msg_b', { to: 'cus_boss' })]), ['cus_boss'])
})
test('of a case that went into another, whose words counted there counts here; an older fact does not say', () => {
  const writersAfter = (brings: object) => {
    const { state } = given(...taken)
    const link = { type: 'case.linked', to: 'cas_b', how: 'merged_from', brings, at: at(5), by: by('bo') }
    const after = evolve(state, link as never)
    return after.phase === 'open' ? (after.writers ?? []) : null
  }
  const brought = { since: at(0), policies: [], waited: [] }
  assert.deepEqual(writersAfter({ ...brought, customer: 'cus_boris' }), ['cus_boris'])
  assert.deepEqual(writersAfter(brought), [])
})
test('a thank-you wakes nobody and asks for nothing', () => {
  const thanks = receive('msg_in', { thanks: true })
  given(...taken, [2, by('bo'), solve])
    .when(9, customer, thanks)
    .then('message.received')
  given(...taken, [2, by('bo'), write('msg_a', { wait: { reason: 'answer' } })])
    .when(9, customer, thanks)
    .then('message.received')
})
test('a confirmation of a message that is not there invents none: what is recorded is never refused', () => {
  const { state } = given(...queued)
  const strange = { type: 'message.sender_confirmed', message: 'msg_no', from: 'cus_eve' } as const
  const after = evolve(state, { ...strange, at: at(9), by: by('bo') })
  assert.equal(after.phase === 'open' && after.messages, state.phase === 'open' && state.messages)
})
