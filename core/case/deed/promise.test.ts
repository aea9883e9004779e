import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Command } from '#core/case/case.ts'
import { nextRing } from '#core/case/ring.ts'
import { samples } from '#core/testing/sample.ts'
import {
  agentId,
  at,
  by,
  clock,
  customer,
  given,
  openCommand,
  relay,
  taken,
  text,
  type Wished,
} from '#core/testing/world.ts'

const make = (promise: `prm_${string}`, minutes: number, more: object = {}): Command =>
  ({
    type: 'promise.make',
    promise,
    topic: text('call back'),
    means: 'phone',
    dueAt: at(minutes),
    ...more,
  }) as Command
const promised: readonly Wished[] = [...taken, [2, by('bo'), make('prm_a', 60)]]

test('the house promises an answer when a case opens, by severity', () => {
  const [, , house] = given()
    .when(0, customer, { ...openCommand, severity: 1 })
    .then('case.opened', 'case.classified', 'promise.made')
  assert.equal(house?.type === 'promise.made' && house.dueAt, at(30))
  const [, plain] = given().when(0, customer, openCommand).then('case.opened', 'promise.made')
  assert.equal(plain?.type === 'promise.made' && plain.dueAt, at(240))
})
test("what a person promises takes the place of the house's running promise", () => {
  given(...taken)
    .when(2, by('bo'), make('prm_a', 60))
    .then('promise.made', 'promise.moved')
})
test("the house's promise is not moved once its time has come, though the clock has not rung yet", () => {
  given(...taken)
    .when(240, by('bo'), make('prm_a', 300))
    .then('promise.made')
})
test('a promise has a keeper: who made it, or who is named, if he is there', () => {
  const [made] = given(...taken)
    .when(2, by('bo'), make('prm_a', 60))
    .then('promise.made', 'promise.moved')
  assert.equal(made?.type === 'promise.made' && made.keeper, 'agt_bo')
  const [named] = given(...taken)
    .when(2, by('bo'), make('prm_a', 60, { keeper: agentId('marta') }))
    .then('promise.made', 'promise.moved')
  assert.equal(named?.type === 'promise.made' && named.keeper, 'agt_marta')
  given(...taken)
    .when(2, by('bo'), make('prm_a', 60, { keeper: agentId('gone') }))
    .thenRefused('agent.not_found')
  const [none] = given(...taken)
    .when(2, clock, make('prm_a', 60))
    .then('promise.made', 'promise.moved')
  assert.equal(none?.type === 'promise.made' && none.keeper, null)
})
test('a promise lies ahead, and not farther than a year', () => {
  given(...taken)
    .when(2, by('bo'), make('prm_a', 2))
    .thenRefused('promise.in_the_past')
  given(...taken)
    .when(2, by('bo'), make('prm_a', 60 * 24 * 400))
    .thenRefused('promise.too_far')
})
test('at its due instant a promise is late, once; a day later it is missed', () => {
  given(...promised)
    .when(59, clock, { type: 'clock.ring' })
    .thenNothing()
  given(...promised)
    .when(60, clock, { type: 'clock.ring' })
    .then('promise.late')
  const late = given(...promised, [60, clock, { type: 'clock.ring' }])
  late.when(61, clock, { type: 'clock.ring' }).thenNothing()
  late.when(60 + 24 * 60, clock, { type: 'clock.ring' }).then('promise.missed', 'promise.made')
})
test('a clock that slept a day writes both verdicts, in order', () => {
  given(...promised)
    .when(60 + 24 * 60, clock, { type: 'clock.ring' })
    .then('promise.late', 'promise.missed', 'promise.made')
})
test('a promise kept by hand says whether it was late', () => {
  const [kept] = given(...promised)
    .when(30, by('karin'), { type: 'promise.keep', promise: 'prm_a' })
    .then('promise.kept')
  assert.equal(kept?.type === 'promise.kept' && kept.late, false)
  const [late] = given(...promised)
    .when(90, by('karin'), { type: 'promise.keep', promise: 'prm_a' })
    .then('promise.kept')
  assert.equal(late?.type === 'promise.kept' && late.late, true)
})
test('a promise ends once', () => {
  const kept = given(...promised, [30, by('karin'), { type: 'promise.keep', promise: 'prm_a' }])
  const because = text('x')
  kept.when(31, by('karin'), { type: 'promise.keep', promise: 'prm_a' }).thenRefused('promise.not_running')
  kept
    .when(31, by('bo'), { type: 'promise.move', promise: 'prm_a', to: 'prm_b', dueAt: at(90), because })
    .thenRefused('promise.not_running')
  kept
    .when(31, by('bo'), { type: 'promise.withdraw', promise: 'prm_a', because })
    .thenRefused('promise.not_running')
  kept
    .when(31, by('bo'), { type: 'promise.miss', promise: 'prm_a', because })
    .thenRefused('promise.not_running')
  kept.when(31, by('bo'), make('prm_c', 90, { instead: 'prm_a' })).thenRefused('promise.not_running')
})
test('a promise nobody made cannot end', () => {
  const because = text('x')
  const state = given(...taken)
  state.when(3, by('karin'), { type: 'promise.keep', promise: 'prm_no' }).thenRefused('promise.not_found')
  state
    .when(3, by('bo'), { type: 'promise.move', promise: 'prm_no', to: 'prm_b', dueAt: at(9), because })
    .thenRefused('promise.not_found')
  state
    .when(3, by('bo'), { type: 'promise.withdraw', promise: 'prm_no', because })
    .thenRefused('promise.not_found')
  state
    .when(3, by('bo'), { type: 'promise.miss', promise: 'prm_no', because })
    .thenRefused('promise.not_found')
  state.when(3, by('bo'), make('prm_c', 90, { instead: 'prm_no' })).thenRefused('promise.not_found')
})
test('a promise is moved before it is due only, and the new one is linked', () => {
  const because = text('the part is late')
  const move = (dueAt: number): Command => ({
    type: 'promise.move',
    promise: 'prm_a',
    to: 'prm_b',
    dueAt: at(dueAt),
    because,
  })
  given(...promised)
    .when(30, by('bo'), move(120))
    .then('promise.moved', 'promise.made')
  given(...promised)
    .when(60, by('bo'), move(120))
    .thenRefused('promise.already_due')
  given(...promised, [61, clock, { type: 'clock.ring' }])
    .when(62, by('bo'), move(120))
    .thenRefused('promise.already_due')
  given(...promised)
    .when(30, by('bo'), move(29))
    .thenRefused('promise.in_the_past')
})
test('the keeper gives up a late promise; the house gives a new time, or he himself does', () => {
  const late = given(...promised, [61, clock, { type: 'clock.ring' }])
  late
    .when(62, by('bo'), { type: 'promise.miss', promise: 'prm_a', because: text('he is away') })
    .then('promise.missed', 'promise.made')
  // Another word he may still count on is new time enough.
  given(...promised, [3, by('bo'), make('prm_b', 600)], [61, clock, { type: 'clock.ring' }])
    .when(62, by('bo'), { type: 'promise.miss', promise: 'prm_a', because: text('he is away') })
    .then('promise.missed')
  late.when(62, by('bo'), make('prm_b', 120, { instead: 'prm_a' })).then('promise.missed', 'promise.made')
  given(...promised)
    .when(30, by('bo'), { type: 'promise.miss', promise: 'prm_a', because: text('x') })
    .thenRefused('promise.not_running')
})
test('the customer may take a promise off us', () => {
  given(...promised)
    .when(30, by('bo'), { type: 'promise.withdraw', promise: 'prm_a', because: text('no need to call') })
    .then('promise.withdrawn')
})
test('the word of the house stays late until somebody speaks', () => {
  const late = given(...taken, [240, clock, { type: 'clock.ring' }])
  late.when(240 + 30 * 24 * 60, clock, { type: 'clock.ring' }).thenNothing()
})
test('of two missed promises the house makes one next word; a third still running is word enough', () => {
  const two: readonly Wished[] = [...promised, [3, by('bo'), make('prm_b', 61)]]
  const days = 61 + 24 * 60
  given(...two)
    .when(days, clock, { type: 'clock.ring' })
    .then('promise.late', 'promise.late', 'promise.missed', 'promise.missed', 'promise.made')
  given(...two, [4, by('bo'), make('prm_c', days + 60)])
    .when(days, clock, { type: 'clock.ring' })
    .then('promise.late', 'promise.late', 'promise.missed', 'promise.missed')
})

const write = (minute: number, more: object = {}): Wished => [
  minute,
  by('bo'),
  { ...samples['message.queue'], message: 'msg_a', undoSeconds: 30, keeps: ['prm_a'], ...more } as Command,
]
const gone = (minute: number): Wished => [
  minute,
  relay,
  { type: 'message.note_sent', message: 'msg_a', relay: 'r' },
]
const ring: Command = { type: 'clock.ring' }
test('a promise is not late while the reply that keeps it, clicked in time, is on its way', () => {
  const onItsWay = given(...promised, write(59.9))
  assert.equal(nextRing(onItsWay.state), null)
  onItsWay.when(60, clock, ring).thenNothing()
  onItsWay.when(60 + 24 * 60, clock, ring).thenNothing()
  const [, kept] = given(...promised, write(59.9), [60, clock, ring])
    .when(60.5, relay, gone(60.5)[2])
    .then('message.sent', 'promise.kept')
  assert.equal(kept?.type === 'promise.kept' && kept.late, false)
  given(...promised, write(60))
    .when(60.1, clock, ring)
    .thenNothing()
})
test('the word of the house is kept by any reply on its way', () => {
  const onItsWay = given(...taken, write(239.9, { keeps: [] }))
  assert.equal(nextRing(onItsWay.state), null)
  onItsWay.when(240, clock, ring).thenNothing()
})
test('the word of the house to what he wrote after the click is kept by no reply that was on its way then', () => {
  const wrote: Wished = [10.2, customer, samples['message.receive'] as Command]
  const first = [...taken, write(2, { message: 'msg_0', keeps: [] })] as const
  const answered = [
    ...first,
    [2.5, relay, { type: 'message.note_sent', message: 'msg_0', relay: 'r' }],
  ] as const
  const crossed = given(...answered, write(10, { keeps: [] }), wrote)
  crossed.when(10.5, relay, gone(10.5)[2]).then('message.sent')
  assert.equal(nextRing(crossed.state), at(250.2))
  crossed.when(251, clock, ring).then('promise.late')
})
test('no reply keeps it from being late that keeps another, came late or did not leave, nor a letter of the desk', () => {
  const late = (...more: Wished[]) =>
    given(...promised, ...more)
      .when(61, clock, ring)
      .then('promise.late')
  late(write(59.9, { keeps: [] }))
  late(write(60.1))
  late(write(59.9, { automatic: 'satisfaction' }))
  late(write(59.9), [59.95, by('bo'), { type: 'message.withdraw', message: 'msg_a' }])
  const lost = { type: 'message.note_failed', message: 'msg_a', reason: '550', final: true } as const
  const failed = [...promised, write(59.9), [60.5, relay, lost]] as const
  late(...failed.slice(promised.length))
  assert.equal(nextRing(given(...failed).state), at(60), 'the clock looks at once')
})
