import assert from 'node:assert/strict'
import { test } from 'node:test'
import { mayRead } from '#core/access/may.ts'
import { type Command, evolve } from '#core/case/case.ts'
import { swarmSign } from '#core/case/deed/swarm.ts'
import type { Event } from '#core/case/event.ts'
import { liveRing } from '#core/case/live.ts'
import type { OpenedCase } from '#core/case/state.ts'
import { timeline } from '#core/case/timeline.ts'
import { worldOf } from '#core/testing/live-world.ts'
import {
  assessAs,
  agentId,
  at,
  by,
  clock,
  customer,
  desk,
  given,
  taken,
  teamId,
  text,
  type Wished,
} from '#core/testing/world.ts'

const bo = by('bo')
const raise: Command = { type: 'swarm.raise', swarm: 'swm_a', question: text('who knows this?') }
const offer: Command = { type: 'swarm.offer', swarm: 'swm_a', text: text('I saw it') }
const choose = (id: string): Command => ({ type: 'swarm.choose_lead', swarm: 'swm_a', agent: agentId(id) })
const say: Command = { type: 'swarm.say', swarm: 'swm_a', text: text('hm') }
const end: Command = { type: 'swarm.end', swarm: 'swm_a', how: 'answer', text: text('a') }
const ring: Command = { type: 'clock.ring' }
const raised = [...taken, [2, bo, raise]] as const
const helped = [...raised, [4.5, by('jordi'), offer]] as const

test('a hand that is raised is seen by the whole house, and anybody may offer help', () => {
  const world = worldOf([...taken], {})
  const jordi = desk.agents[agentId('jordi')]!
  assert.equal(mayRead(jordi, world.card(), false, desk), false)
  const [event] = world.do(2, bo, raise)
  assert.equal(
    event?.type === 'swarm.raised' && event.until,
    at(17),
    'a quarter of an hour, unless said otherwise',
  )
  assert.equal(mayRead(jordi, world.card(), false, desk), true)
  world.do(3, by('jordi'), offer)
  assert.deepEqual(world.do(3, by('jordi'), offer), [], 'offered twice is offered once')
  assert.deepEqual(world.card().live?.swarm?.helpers, ['agt_jordi'])
  assert.deepEqual(world.refused(3, bo, offer), ['swarm.own', undefined])
})

test('whose question it is says who leads, of those who help', () => {
  given(...helped)
    .when(5, bo, choose('jordi'))
    .then('swarm.lead_chosen')
  given(...helped, [5, bo, choose('jordi')])
    .when(5, bo, choose('jordi'))
    .thenNothing()
  given(...helped)
    .when(5, by('karin'), choose('jordi'))
    .then('swarm.lead_chosen')
  given(...helped)
    .when(5, bo, choose('marta'))
    .thenRefused('swarm.no_helper')
  given(...helped)
    .when(5, by('jordi'), choose('jordi'))
    .thenRefused('swarm.not_yours')
  given(...taken)
    .when(5, bo, choose('jordi'))
    .thenRefused('swarm.not_found')
})

test('those in it and a lead write; it ends with words, with its helpers and how long the first took', () => {
  given(...helped)
    .when(5, by('jordi'), say)
    .then('swarm.said')
  given(...helped)
    .when(5, by('karin'), say)
    .then('swarm.said')
  given(...helped)
    .when(5, by('chiara'), say)
    .thenRefused('swarm.not_yours')
  given(...helped)
    .when(5, customer, say)
    .thenRefused('swarm.not_yours')
  given(...taken)
    .when(5, bo, say)
    .thenRefused('swarm.not_found')
  const [event] = given(...helped)
    .when(9, by('jordi'), end)
    .then('swarm.ended')
  assert.deepEqual(
    event?.type === 'swarm.ended' && [event.helpers, event.firstHelpMinutes, event.minutes, event.how],
    [['agt_jordi'], 3, 7, 'answer'],
  )
  const [alone] = given(...raised)
    .when(9, by('karin'), { type: 'swarm.end', swarm: 'swm_a', how: 'withdrawn' })
    .then('swarm.ended')
  assert.equal(alone?.type === 'swarm.ended' && 'firstHelpMinutes' in alone, false)
  const bare = { type: 'swarm.end', swarm: 'swm_a', how: 'test' } as const
  given(...helped)
    .when(9, bo, bare)
    .thenRefused('swarm.words_missing')
  given(...helped)
    .when(9, bo, { ...bare, how: 'handed_off' })
    .then('swarm.ended')
  given(...helped)
    .when(9, by('chiara'), end)
    .thenRefused('swarm.not_yours')
  given(...taken)
    .when(9, bo, end)
    .thenRefused('swarm.not_found')
  given(...helped, [9, bo, end])
    .when(9, by('marta'), offer)
    .thenRefused('swarm.ended')
})

test('its time runs out without a word: that stands there until somebody says what came of it', () => {
  const world = worldOf([...raised], {})
  assert.equal(liveRing(world.state()), at(17))
  assert.deepEqual(world.do(16, clock, ring), [])
  assert.deepEqual(
    world.do(17, clock, ring).map(one => one.type),
    ['swarm.lapsed'],
  )
  assert.equal(
    world.do(18, clock, ring).filter(one => one.type === 'swarm.lapsed').length,
    0,
    'it is said once',
  )
  assert.equal(world.card().live?.swarm?.standing, 'lapsed')
  world.do(19, bo, { ...raise, swarm: 'swm_b', until: at(60) } as Command)
  assert.equal(world.live().swarm?.id, 'swm_b', 'a hand may be raised again')
  given(...raised, [17, clock, ring])
    .when(20, bo, end)
    .then('swarm.ended')
})

test('one at a time, by one of ours, with a time that is to come and not too far', () => {
  given(...raised)
    .when(3, bo, { ...raise, swarm: 'swm_b' } as Command)
    .thenRefused('swarm.already')
  given(...taken)
    .when(3, customer, raise)
    .thenRefused('agent.not_found')
  given(...taken)
    .when(3, bo, { ...raise, until: at(3) } as Command)
    .thenRefused('promise.in_the_past')
  given(...taken)
    .when(3, bo, { ...raise, until: at(8 * 24 * 60) } as Command)
    .thenRefused('swarm.too_far', { count: 7 })
  given(...taken)
    .when(3, bo, { ...raise, because: 'severity_1', until: at(60) } as Command)
    .then('swarm.raised')
})

test('a case that ends ends its swarm; the ledger reads as one entry', () => {
  const out = given(...helped).when(9, bo, { type: 'case.solve', fix: text('f') }).outcome as readonly Event[]
  const ended = out.find(one => one.type === 'swarm.ended')
  assert.equal(ended?.type === 'swarm.ended' && ended.how, 'case_ended')
  const world = worldOf([...helped, [5, bo, choose('jordi')], [6, bo, say], [7, bo, end]], {})
  const entry = timeline(world.ledger()).find(one => one.kind === 'swarm')
  assert.ok(entry?.kind === 'swarm')
  assert.deepEqual(
    [entry.offers.length, entry.lead, entry.said.length, entry.ended?.firstHelpMinutes, entry.standing],
    [1, 'agt_jordi', 1, 3, 'ended'],
  )
})

test('one is proposed at severity 1, returned twice, or when nothing was tried for an hour', () => {
  const sign = (wished: readonly Wished[], minutes: number) =>
    swarmSign(given(...wished).state as OpenedCase, desk, at(minutes))
  const severe = (severity: 1 | 2): Wished => [2, bo, assessAs(severity)]
  assert.equal(sign(taken, 90), null)
  assert.equal(sign([...taken, severe(1)], 3), 'severity_1')
  assert.equal(sign([...taken, severe(2)], 3), null)
  assert.equal(sign([...taken, severe(2)], 90), 'no_hypothesis')
  assert.equal(sign([...taken, severe(1), [3, bo, raise]], 4), null, 'nor when a hand was raised before')
  assert.equal(sign([...taken, [3, bo, { type: 'case.solve', fix: text('f') }]], 90), null)
  const offered = (handOff: 'hnd_a' | 'hnd_b'): readonly Wished[] => [
    [
      5,
      bo,
      {
        type: 'hand_off.offer',
        handOff,
        team: teamId(2),
        question: text('q'),
        summary: {
          problem: text('p'),
          claims: [],
          steps: [],
          promise: null,
          noStepsBecause: text('n'),
        } as never,
      },
    ],
    [6, by('marta'), { type: 'hand_off.return', handOff, reason: 'not_reproducible', nextAct: text('n') }],
  ]
  assert.equal(sign([...taken, ...offered('hnd_a')], 9), null)
  const { state } = given(...taken, ...offered('hnd_a'))
  const one = (state as OpenedCase).handOffs.hnd_a!
  const twice = { ...state, handOffs: { hnd_a: one, hnd_b: one } } as OpenedCase
  assert.equal(swarmSign(twice, desk, at(9)), 'returned_twice')
})

test('a fact about another swarm than the newest changes nothing', () => {
  const { state } = given(...raised)
  const stray = { type: 'swarm.lapsed', swarm: 'swm_z', at: at(3), by: clock } as const
  assert.deepEqual((evolve(state, stray) as OpenedCase).live, (state as OpenedCase).live)
})
