// Who is told of what becomes of a hand-off: its giver, whom it was raised to, the lead who decides.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { OpenedCase } from '#core/case/state.ts'
import { aboutOf, dueOf, holderOf, isSettled, isTelling, kindOf, type Telling } from '#core/notice/notice.ts'
import { whoIsTold } from '#core/notice/who.ts'
import type { DeskFacts, Reach } from '#core/people/desk-facts.ts'
import { clockedDesk } from '#core/testing/clocked.ts'
import { ring, run } from '#core/testing/clocked-play.ts'
import { samples } from '#core/testing/sample.ts'
import { agentId, at, by, clock, taken, teamId, text, type Wished } from '#core/testing/world.ts'

const reach: Reach = { zone: 'Europe/Stockholm', quiet: [], mail: 'away', cover: null }
const desk: DeskFacts = {
  ...clockedDesk,
  agents: Object.fromEntries(Object.values(clockedDesk.agents).map(one => [one.id, { ...one, reach }])),
}
const told = ({ state, event }: Known, now: number) =>
  whoIsTold(state, event, { now: at(now), desk, before: [], isTakenUp: false }).tell.map(
    one => `${desk.agents[one.agent]?.name} ${one.as}`,
  )

type Known = { state: OpenedCase; event: Telling }
function after(wished: readonly Wished[], which: Telling['type']): Known {
  const { events, state } = run(wished)
  const event = events.filter(isTelling).find(one => one.type === which)
  assert.ok(event, `no ${which} in ${events.map(one => one.type)}`)
  return { state, event }
}
const offer: Wished = [
  10,
  by('bo'),
  {
    type: 'hand_off.offer',
    handOff: 'hnd_a',
    team: teamId(2),
    question: text('why'),
    summary: { problem: text('p'), claims: [], steps: [], promise: 'prm_1', noStepsBecause: text('none') },
  },
]

test('an offer that goes on tells its giver where somebody is away, and whoever it was raised to', () => {
  const named: Wished = [
    10,
    by('bo'),
    { ...samples['hand_off.offer'], handOff: 'hnd_a', agent: agentId('marta') },
  ]
  const widened = (because: 'expired' | 'receiver_away') =>
    ({ type: 'hand_off.widened', because, handOff: 'hnd_a', at: at(140), by: clock }) as const
  assert.deepEqual([isTelling(widened('expired')), isTelling(widened('receiver_away'))], [false, true])
  const raised = after([...taken, named, [130, clock, ring], [140, clock, ring]], 'hand_off.raised')
  assert.deepEqual([aboutOf(raised.event), dueOf(raised.state, raised.event)], ['hnd_a', null])
  assert.deepEqual(told(raised, 140), ['karin owner'])
  const away = { ...raised.event, type: 'hand_off.widened', because: 'receiver_away' } as Telling
  assert.equal(holderOf(raised.state, away), 'agt_bo')
})
test('a dispute is the matter of the lead who decides; a correction of who accepted', () => {
  const no: Wished = [11, by('marta'), { ...samples['hand_off.return'] }]
  const again: Wished = [12, by('bo'), { ...samples['hand_off.offer'], handOff: 'hnd_b' }]
  const disputed = after(
    [...taken, offer, no, again, [13, by('marta'), { ...samples['hand_off.return'], handOff: 'hnd_b' }]],
    'hand_off.disputed',
  )
  assert.equal(holderOf(disputed.state, disputed.event), 'agt_karin')
  assert.equal(isSettled(disputed.state, disputed.event), false)
  const decided = { ...disputed.state.handOffs.hnd_b!, isDisputed: false }
  assert.equal(isSettled({ ...disputed.state, handOffs: { hnd_b: decided } }, disputed.event), true)
  const corrected = after(
    [
      ...taken,
      offer,
      [11, by('marta'), samples['hand_off.accept']],
      [12, by('bo'), samples['hand_off.correct']],
    ],
    'hand_off.corrected',
  )
  assert.equal(holderOf(corrected.state, corrected.event), 'agt_marta')
  assert.equal(isSettled(corrected.state, corrected.event), false)
  const unknown = { ...corrected.event, handOff: 'hnd_x' } as Telling
  assert.equal(holderOf(corrected.state, unknown), 'agt_marta')
})

test('a no tells giver and contact with the reason, not who said it; somebody in both places once', () => {
  const no: Wished = [11, by('marta'), samples['hand_off.return']]
  const back = after([...taken, offer, no], 'hand_off.returned')
  assert.deepEqual(told(back, 11), ['bo owner'])
  assert.equal(kindOf(back.event), 'not_reproducible')
  assert.deepEqual([aboutOf(back.event), isSettled(back.state, back.event)], ['hnd_a', true])
  const elsewhere = { ...back.state, contact: agentId('chiara') }
  assert.deepEqual(told({ ...back, state: elsewhere }, 11), ['bo owner', 'chiara contact'])
  const his = { ...back.state, contact: agentId('marta') }
  assert.deepEqual(told({ ...back, state: his }, 11), ['bo owner'], 'who said no knows it')
  const gone = { ...back.state, contact: agentId('nobody') }
  assert.deepEqual(told({ ...back, state: gone }, 11), ['bo owner'])
})
test('what a lead decided tells giver and contact, and who was named and has to take it', () => {
  const decided = (more: object) => {
    const named: Wished = [10, by('bo'), { ...samples['hand_off.offer'], handOff: 'hnd_a', ...more }]
    const { state } = after([...taken, named, [130, clock, ring], [140, clock, ring]], 'hand_off.expired')
    const event = {
      ...{ type: 'hand_off.decided', handOff: 'hnd_a', how: 'must_take', text: text('t') },
      ...{ at: at(141), by: by('karin') },
    } as Telling
    return { state, event }
  }
  const open = decided({})
  assert.deepEqual(told(open, 141), ['bo owner'])
  assert.equal(kindOf(open.event), 'must_take')
  const offered = {
    ...open.state.handOffs.hnd_a!,
    to: { ...open.state.handOffs.hnd_a!.to, agent: agentId('marta') },
  }
  const named = { ...open, state: { ...open.state, handOffs: { hnd_a: offered } } }
  assert.deepEqual(told(named, 141), ['bo owner', 'marta owner'])
  const unknown = { ...open.event, handOff: 'hnd_x' } as Telling
  assert.deepEqual(told({ ...open, event: unknown }, 141), ['bo owner'])
  const away = { ...open.event, by: clock } as Telling
  assert.deepEqual(told({ ...open, event: away }, 141), ['bo owner'])
})
