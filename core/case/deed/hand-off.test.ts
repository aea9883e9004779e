import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Command } from '#core/case/case.ts'
import { answerOwed, offerOf } from '#core/case/deed/hand-off-state.ts'
import type { OpenedCase } from '#core/case/state.ts'
import { samples } from '#core/testing/sample.ts'
import {
  assessAs,
  agentId,
  by,
  clock,
  desk,
  given,
  opened,
  taken,
  teamId,
  text,
  type Wished,
} from '#core/testing/world.ts'

const summary = { problem: text('evenings'), claims: [], steps: [], promise: null }
const offer = (more: object = {}): Command =>
  ({
    type: 'hand_off.offer',
    handOff: 'hnd_a',
    team: teamId(2),
    question: text('test the line'),
    summary,
    ...more,
  }) as Command
const step: Command = {
  type: 'step.try',
  step: 'stp_a',
  what: text('restart'),
  why: text('hung'),
  outcome: 'no_change',
  doneBy: 'customer',
}
const tried: readonly Wished[] = [...taken, [2, by('bo'), step]]
const offered: readonly Wished[] = [...tried, [3, by('bo'), offer()]]
const accepted: readonly Wished[] = [
  ...offered,
  [5, by('marta'), { type: 'hand_off.accept', handOff: 'hnd_a', readBack: text('line') }],
]
const answer = (handOff: `hnd_${string}` = 'hnd_a'): Command => ({
  type: 'hand_off.answer',
  handOff,
  result: text('fixed'),
  cause: text('card'),
  verified: text('24 h clean'),
  tell: text('tell her'),
})
const back: Command = {
  type: 'hand_off.return',
  handOff: 'hnd_a',
  reason: 'missing_evidence',
  missing: ['claims'],
  nextAct: text('send the log'),
}

test('a hand-off asks a question and stays with the giver until accepted', () => {
  const { state } = given(...offered)
  assert.equal(state.phase === 'open' && state.level, 1)
  assert.equal(state.phase === 'open' && state.worker, 'agt_bo')
})
test('level 1 does not hand on what nobody tried, unless it says why', () => {
  given(...taken)
    .when(3, by('bo'), offer())
    .thenRefused('hand_off.steps_missing')
  given(...taken)
    .when(3, by('bo'), offer({ summary: { ...summary, noStepsBecause: text('danger') } }))
    .then('hand_off.offered')
})
test('who accepts becomes the worker at his level; the contact stays', () => {
  given(...offered)
    .when(5, by('marta'), { type: 'hand_off.accept', handOff: 'hnd_a' })
    .then('hand_off.accepted', 'worker.assigned')
  const { state } = given(...accepted)
  assert.deepEqual(state.phase === 'open' && [state.level, state.worker, state.contact], [
    2,
    'agt_marta',
    'agt_bo',
  ])
})
test('only people accept', () => {
  given(...offered)
    .when(5, clock, { type: 'hand_off.accept', handOff: 'hnd_a' })
    .thenRefused('agent.not_found')
})
test('one hand-off at a time waits', () => {
  given(...offered)
    .when(4, by('bo'), offer({ handOff: 'hnd_b' }))
    .thenRefused('hand_off.pending')
})
test('a case nobody works on is taken before it is handed on', () => {
  given(opened).when(4, by('bo'), offer()).thenRefused('hand_off.needs_worker')
})
test('the receiver exists, is there, and belongs to the team or its level', () => {
  const state = given(...tried)
  state.when(4, by('bo'), offer({ team: teamId('shut') })).thenRefused('team.not_found')
  state.when(4, by('bo'), offer({ agent: agentId('nobody') })).thenRefused('agent.not_found')
  state.when(4, by('bo'), offer({ agent: agentId('gone') })).thenRefused('agent.not_found')
  state.when(4, by('bo'), offer({ agent: agentId('jordi') })).thenRefused('agent.not_in_team')
  state.when(4, by('bo'), offer({ agent: agentId('marta') })).then('hand_off.offered')
})
test('handing to the same place is no hand-off; to a colleague or another team of the level it is', () => {
  const state = given(...tried)
  state.when(4, by('bo'), offer({ team: teamId(1) })).thenRefused('hand_off.same_level')
  state.when(4, by('bo'), offer({ team: teamId(1), agent: agentId('bo') })).thenRefused('hand_off.same_level')
  state.when(4, by('bo'), offer({ team: teamId(1), agent: agentId('chiara') })).then('hand_off.offered')
  state.when(4, by('bo'), offer({ team: teamId('other') })).then('hand_off.offered')
})
test('a hand-off is returned with a reason and one next act; the giver still has the case', () => {
  given(...offered)
    .when(4, by('marta'), back)
    .then('hand_off.returned')
  const { state } = given(...offered, [4, by('marta'), back])
  assert.equal(state.phase === 'open' && state.worker, 'agt_bo')
})
test('severity 1 is not returned, only fixed forward', () => {
  given(...tried, [2, by('bo'), assessAs(1)], [3, by('bo'), offer()])
    .when(4, by('marta'), back)
    .thenRefused('hand_off.severity_1_not_returned')
})
test('a second return of the same step is for a lead', () => {
  const again = given(...offered, [4, by('marta'), back], [5, by('bo'), offer({ handOff: 'hnd_b' })])
  const second: Command = { ...back, handOff: 'hnd_b' } as Command
  again.when(6, by('marta'), second).then('hand_off.disputed')
  again.when(6, clock, second).then('hand_off.disputed')
  again.when(6, by('karin'), second).then('hand_off.returned')
})
test('a hand-off that ended is neither accepted, returned nor withdrawn', () => {
  const ended = given(...offered, [4, by('bo'), { type: 'hand_off.withdraw', handOff: 'hnd_a' }])
  ended.when(5, by('marta'), { type: 'hand_off.accept', handOff: 'hnd_a' }).thenRefused('hand_off.ended')
  ended.when(5, by('marta'), back).thenRefused('hand_off.ended')
  ended.when(5, by('bo'), { type: 'hand_off.withdraw', handOff: 'hnd_a' }).thenRefused('hand_off.ended')
  ended.when(5, by('marta'), { type: 'hand_off.accept', handOff: 'hnd_no' }).thenRefused('hand_off.not_found')
})
test('an offer nobody accepts in time expires once and can still be accepted', () => {
  given(...offered)
    .when(122, clock, { type: 'clock.ring' })
    .thenNothing()
  given(...offered)
    .when(123, clock, { type: 'clock.ring' })
    .then('hand_off.expired', 'hand_off.raised')
  const expired = given(...offered, [123, clock, { type: 'clock.ring' }])
  expired.when(124, clock, { type: 'clock.ring' }).thenNothing()
  expired
    .when(125, by('marta'), { type: 'hand_off.accept', handOff: 'hnd_a' })
    .then('hand_off.accepted', 'worker.assigned')
})
test('the answer brings the work back to the giver', () => {
  given(...accepted)
    .when(9, by('marta'), answer())
    .then('hand_off.answered', 'worker.assigned', 'news.arose')
  const { state } = given(...accepted, [9, by('marta'), answer()])
  assert.deepEqual(state.phase === 'open' && [state.level, state.worker, state.accepted], [1, 'agt_bo', []])
})
test('the answer finds the contact when the giver is gone, and the queue when both are', () => {
  const without = (...ids: string[]) => ({
    ...desk,
    agents: Object.fromEntries(
      Object.entries(desk.agents).map(([id, one]) => [id, { ...one, active: !ids.includes(id) }]),
    ),
  })
  const other = given(...accepted, [6, by('bo'), samples['contact.assign']])
  const [, again] = other
    .on(without('agt_bo'))
    .when(9, by('marta'), answer())
    .then('hand_off.answered', 'worker.assigned', 'news.arose')
  assert.equal(again?.type === 'worker.assigned' && again.agent, 'agt_chiara')
  other
    .on(without('agt_bo', 'agt_chiara'))
    .when(9, by('marta'), answer())
    .then('hand_off.answered', 'worker.queued', 'news.arose')
})
test('the newest accepted hand-off is answered first', () => {
  const deeper = given(
    ...accepted,
    [6, by('marta'), offer({ handOff: 'hnd_b', team: teamId(3) })],
    [7, by('jordi'), { type: 'hand_off.accept', handOff: 'hnd_b' }],
  )
  deeper.when(8, by('jordi'), answer('hnd_a')).thenRefused('hand_off.not_accepted')
  deeper.when(8, by('jordi'), answer('hnd_b')).then('hand_off.answered', 'worker.assigned', 'news.arose')
  deeper.when(8, by('jordi'), answer('hnd_no')).thenRefused('hand_off.not_found')
})
test('what was not accepted is not answered', () => {
  given(...offered)
    .when(8, by('marta'), answer())
    .thenRefused('hand_off.not_accepted')
})
test('a case without hand-offs has no offer and owes no answer', () => {
  const state = given(opened).state as OpenedCase
  assert.equal(offerOf(state), null)
  assert.equal(answerOwed(state), null)
  assert.equal(answerOwed({ ...state, accepted: ['hnd_lost'] }), null)
})
