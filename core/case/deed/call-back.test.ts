import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Command, evolve } from '#core/case/case.ts'
import type { Event } from '#core/case/event.ts'
import { isIgnoredBy, liveRing } from '#core/case/live.ts'
import type { OpenedCase } from '#core/case/state.ts'
import { timeline } from '#core/case/timeline.ts'
import { worldOf } from '#core/testing/live-world.ts'
import { at, by, clock, customer, given, taken, teamId, text } from '#core/testing/world.ts'

const bo = by('bo')
const want = (callBack: 'cbk_a' | 'cbk_b' = 'cbk_a', due = 30): Command => ({
  type: 'call_back.want',
  callBack,
  level: 2,
  dueAt: at(due),
  text: text('call me, please'),
})
const give: Command = { type: 'call_back.give', callBack: 'cbk_a', text: text('done') }
const withdraw: Command = { type: 'call_back.withdraw', callBack: 'cbk_a' }
const ring: Command = { type: 'clock.ring' }
const offer = (handOff: 'hnd_a' | 'hnd_b'): Command => ({
  type: 'hand_off.offer',
  handOff,
  team: teamId(2),
  question: text('why?'),
  summary: {
    problem: text('p'),
    claims: [],
    steps: [],
    promise: null,
    noSteps: 'nothing_to_try',
    noStepsBecause: text('n'),
  },
})
const wanted = [...taken, [2, bo, want()]] as const
const rangLead = (events: readonly Event[]) =>
  events.some(one => one.type === 'live_line.rang' && one.as === 'lead' && one.agents.includes('agt_karin'))

test('a word that is wanted by a time is given, withdrawn or missed', () => {
  assert.equal(liveRing(given(...wanted).state as OpenedCase), at(30))
  given(...wanted)
    .when(9, by('marta'), give)
    .then('call_back.given')
  given(...wanted)
    .when(9, bo, give)
    .thenRefused('call_back.own')
  given(...wanted)
    .when(9, bo, withdraw)
    .then('call_back.withdrawn')
  given(...wanted, [9, by('marta'), give])
    .when(9, bo, withdraw)
    .thenRefused('call_back.ended')
  given(...taken)
    .when(9, bo, withdraw)
    .thenRefused('call_back.not_found')
  given(...taken)
    .when(9, by('marta'), give)
    .thenRefused('call_back.not_found')
  const world = worldOf([...wanted], {})
  assert.deepEqual(world.do(29, clock, ring), [])
  assert.deepEqual(
    world.do(30, clock, ring).map(one => one.type),
    ['call_back.missed'],
  )
  assert.equal(world.live().callBack?.standing, 'missed')
  const entry = timeline(world.ledger()).find(one => one.kind === 'call_back')
  assert.equal(entry?.kind === 'call_back' && entry.standing, 'missed')
})

test('one at a time, by one of ours, of a team of the level, at a time to come and not too far', () => {
  given(...wanted)
    .when(3, bo, want('cbk_b'))
    .thenRefused('call_back.already')
  given(...taken)
    .when(3, customer, want())
    .thenRefused('agent.not_found')
  given(...taken)
    .when(3, bo, want('cbk_a', 3))
    .thenRefused('promise.in_the_past')
  given(...taken)
    .when(3, bo, want('cbk_a', 15 * 24 * 60))
    .thenRefused('call_back.too_far', { count: 14 })
  for (const team of ['tea_1', 'tea_shut'] as const)
    given(...taken)
      .when(3, bo, { ...want(), team } as Command)
      .thenRefused('team.not_found')
  given(...taken)
    .when(3, bo, { ...want(), team: 'tea_2' } as Command)
    .then('call_back.wanted')
})

test('who begs a second time gets a lead on the line at once, never a third note', () => {
  const world = worldOf([...wanted], {})
  world.do(30, clock, ring)
  assert.equal(isIgnoredBy(world.state(), 2), true)
  const again = world.do(31, bo, { ...want('cbk_b', 60), team: 'tea_2' } as Command)
  assert.deepEqual(
    again.map(one => one.type),
    ['call_back.wanted', 'live_line.asked', 'live_line.rang'],
  )
  assert.equal(rangLead(again), true)
  const [, asked] = again
  assert.equal(asked?.type === 'live_line.asked' && asked.because, 'begged')
  // The first time of another level is the first time.
  const other = worldOf([...wanted, [30, clock, ring]], {})
  const third = { type: 'live_line.ask', live: 'liv_a', level: 3, question: text('q') } as const
  assert.equal(rangLead(other.do(31, bo, third)), false)
})

test('so does who asks the live line again after nobody answered, until somebody has', () => {
  const ask = (live: 'liv_a' | 'liv_b'): Command => ({
    type: 'live_line.ask',
    live,
    level: 2,
    question: text('q'),
  })
  const world = worldOf([...taken], {})
  assert.equal(rangLead(world.do(2, bo, ask('liv_a'))), false)
  for (const minute of [3, 4, 5, 7]) world.do(minute, clock, ring)
  assert.equal(world.line().standing, 'unanswered')
  assert.equal(rangLead(world.do(8, bo, ask('liv_b'))), true)
  world.do(8, by('karin'), { type: 'live_line.answer', live: 'liv_b' })
  assert.equal(isIgnoredBy(world.state(), 2), false)
})

test('and a hand-off offered again after the first was let expire', () => {
  const world = worldOf([...taken, [2, bo, offer('hnd_a')]], {})
  world.do(1500, clock, ring)
  assert.equal(isIgnoredBy(world.state(), 2), true)
  world.do(1501, bo, { type: 'hand_off.withdraw', handOff: 'hnd_a' })
  const again = world.do(1502, bo, offer('hnd_b'))
  assert.equal(rangLead(again), true)
  // Taken up it was heard.
  world.do(1503, by('marta'), { type: 'hand_off.accept', handOff: 'hnd_b' })
  assert.equal(isIgnoredBy(world.state(), 2), false)
})

test('nothing rings beside a line that is open, nor where nobody was let down', () => {
  const world = worldOf([...wanted], {})
  world.do(30, clock, ring)
  world.do(31, bo, { type: 'live_line.ask', live: 'liv_a', level: 2, question: text('q') })
  assert.deepEqual(
    world.do(31, bo, want('cbk_b', 60)).map(one => one.type),
    ['call_back.wanted'],
  )
  const [, second] = given(...wanted).events.filter(one => one.type === 'call_back.wanted')
  assert.equal(second, undefined)
})

test('given after its time it was heard, and a case that ends wants no word any more', () => {
  const world = worldOf([...wanted], {})
  world.do(30, clock, ring)
  world.do(31, by('karin'), { ...give, text: undefined } as Command)
  assert.equal(isIgnoredBy(world.state(), 2), false)
  const out = given(...wanted).when(9, bo, { type: 'case.solve', fix: text('f') }).outcome as readonly Event[]
  assert.equal(
    out.some(one => one.type === 'call_back.withdrawn'),
    true,
  )
})

test('a fact about another call-back or hand-off changes nothing', () => {
  const { state } = given(...wanted)
  const stray = { type: 'call_back.missed', callBack: 'cbk_z', at: at(3), by: clock } as const
  assert.deepEqual((evolve(state, stray) as OpenedCase).live, (state as OpenedCase).live)
  const expired = { type: 'hand_off.expired', handOff: 'hnd_z', at: at(3), by: clock } as const
  assert.equal(isIgnoredBy(evolve(state, expired) as OpenedCase, 2), false)
})

test('what a level is wanted for it reads, also when the time has gone by', () => {
  const world = worldOf([...wanted], {})
  world.do(30, clock, ring)
  assert.equal(world.card().live?.callBack?.standing, 'missed')
  const [given] = world.do(31, by('marta'), give)
  assert.equal(given?.type, 'call_back.given')
  assert.equal(world.card().live, undefined)
})
