import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Command } from '#core/case/case.ts'
import { fold } from '#core/case/case.ts'
import { customerUnreachable, echoesMax, messageEchoed } from '#core/case/deed/echo.ts'
import { timeline } from '#core/case/timeline.ts'
import { aboutOf, isSettled, isTelling } from '#core/notice/notice.ts'
import { at, by, clock, customer, given, relay, taken, text, type Wished } from '#core/testing/world.ts'

const intake = { kind: 'system', part: 'intake' } as const
const write: Command = {
  type: 'message.queue',
  message: 'msg_a',
  channel: 'email',
  text: text('hello'),
  attached: [],
  undoSeconds: 0,
  keeps: [],
  wait: { reason: 'answer' },
}
const echo = (more: object = {}): Command =>
  ({ type: 'message.note_echoed', message: 'msg_a', what: 'auto-reply', ...more }) as Command
const unreachable: Command = { type: 'customer.note_unreachable', message: 'msg_a', status: '5.1.1' }
const sent: readonly Wished[] = [
  ...taken,
  [2, by('bo'), write],
  [3, relay, { type: 'message.note_sent', message: 'msg_a', relay: 'r' }],
]
const solved: readonly Wished[] = [...sent, [4, by('bo'), { type: 'case.solve', fix: text('f') }]]
const closed: readonly Wished[] = [...solved, [5, by('bo'), { type: 'case.close', reason: 'confirmed' }]]

test('what a machine answers changes nothing of a case, whether it waits, is solved or closed', () => {
  for (const [wished, phase] of [
    [sent, 'open'],
    [solved, 'solved'],
    [closed, 'closed'],
  ] as const) {
    const before = given(...wished).state
    const after = given(...wished, [9, intake, echo({ text: text('away'), status: '4.0.0' })]).state
    given(...wished)
      .when(9, intake, echo())
      .then('message.echoed')
    assert.ok(before.phase === phase && after.phase === phase)
    const same = { messages: {}, seq: 0, lastAt: at(0) }
    assert.deepEqual({ ...after, ...same }, { ...before, ...same })
  }
})
test('it stands at the message it answers', () => {
  const { events } = given(
    ...sent,
    [9, intake, echo({ text: text('away') })],
    [10, intake, echo({ what: 'delayed', status: '4.4.1' })],
  )
  const entries = timeline(events.map((event, index) => ({ ...event, seq: index + 1 })))
  const message = entries.find(one => one.kind === 'message')
  assert.ok(message?.kind === 'message')
  assert.deepEqual(
    message.echoes.map(one => [one.what, one.text?.text ?? null, one.status, one.at]),
    [
      ['auto-reply', 'txt_away', null, at(9)],
      ['delayed', null, '4.4.1', at(10)],
    ],
  )
})
test('a robot that answers without end fills no ledger', () => {
  const often = Array.from({ length: echoesMax }, (_, i): Wished => [9 + i, intake, echo()])
  given(...sent, ...often)
    .when(60, intake, echo())
    .thenRefused('message.too_many_echoes')
})
test('machines answer only what was written to the customer', () => {
  const written: Wished = [
    1,
    customer,
    {
      type: 'message.receive',
      message: 'msg_in',
      channel: 'email',
      from: 'cus_anna',
      text: text('x'),
      attached: [],
      automatic: null,
    },
  ]
  const state = given(...taken, written)
  for (const message of ['msg_in', 'msg_no'] as const) {
    state.when(2, intake, echo({ message })).thenRefused('message.not_found')
    state.when(2, intake, { ...unreachable, message } as Command).thenRefused('message.not_found')
  }
  const never = { type: 'message.echoed', message: 'msg_no', what: 'receipt', at: at(3), by: intake } as const
  const stopped = {
    type: 'customer.unreachable',
    message: 'msg_no',
    status: '',
    at: at(3),
    by: intake,
  } as const
  const open = state.state
  assert.ok(open.phase === 'open')
  assert.equal(messageEchoed(open, never), open)
  assert.equal(customerUnreachable(open, stopped), open)
})
test('that an address takes no mail wakes nobody, and is told to the contact as long as the case is open', () => {
  const { events, state } = given(...sent, [9, intake, unreachable])
  const fact = events.at(-1)!
  assert.ok(isTelling(fact) && state.phase === 'open')
  assert.equal(aboutOf(fact), 'msg_a')
  assert.equal(isSettled(state, fact), false)
  const before = fold(events.slice(0, -1))
  assert.ok(before.phase === 'open')
  assert.deepEqual([state.wait, state.promises], [before.wait, before.promises])
  given(...sent, [9, intake, unreachable])
    .when(10, intake, unreachable)
    .thenNothing()
  given(...closed)
    .when(9, intake, unreachable)
    .then('customer.unreachable')
})
test('a flood is told to a lead, and changes nothing of the case it comes into', () => {
  const { events, state } = given(...taken, [2, clock, { type: 'case.note_flooded', mails: 21 }])
  const fact = events.at(-1)!
  const before = fold(events.slice(0, -1))
  assert.ok(isTelling(fact) && state.phase === 'open' && before.phase === 'open')
  assert.deepEqual([aboutOf(fact), isSettled(state, fact)], [String(at(2)), false])
  const same = { seq: 0, lastAt: at(0) }
  assert.deepEqual({ ...state, ...same }, { ...before, ...same })
})
