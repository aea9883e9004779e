// The minutes after a hard contact hold back what is meant for somebody by name: an offer goes to his team,
// an assignment waits, no ring reaches him. Nothing of it counts against him.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Command } from '#core/case/case.ts'
import type { DeskFacts } from '#core/people/desk-facts.ts'
import { pausesUntil } from '#core/people/hard-pause.ts'
import type { There } from '#core/people/who-rings.ts'
import { offer } from '#core/testing/hand-off-play.ts'
import { worldOf } from '#core/testing/live-world.ts'
import { agentId, at, by, desk, taken, teamId, text } from '#core/testing/world.ts'

const here = { isHere: true, pausedUntil: null, calls: 0, rings: 0, cases: 0 }
const bo = by('bo')
const marta = agentId('marta')
/** Marta takes nothing before minute 8. */
const pauses: There = { agt_marta: { ...here, hardUntil: at(8) } }

test('a pause is known until it is over, and of nobody else', () => {
  assert.equal(pausesUntil(pauses, marta, at(7)), at(8))
  assert.equal(pausesUntil(pauses, marta, at(8)), null)
  assert.equal(pausesUntil({ agt_marta: here }, marta, at(7)), null)
  assert.equal(pausesUntil(pauses, agentId('ivan'), at(7)), null)
  for (const unknown of [null, undefined]) assert.equal(pausesUntil(unknown, marta, at(7)), null)
})

test('an offer to somebody who pauses is before all of his team at once, and says why', () => {
  const types = (minutes: number, there?: There) =>
    worldOf(taken, there ? { there } : {})
      .do(minutes, bo, offer({ agent: marta }))
      .map(one => (one.type === 'hand_off.widened' ? one.because : one.type))
  assert.deepEqual(types(5, pauses), ['hand_off.offered', 'receiver_pauses'])
  assert.deepEqual(types(9, pauses), ['hand_off.offered'], 'over, it is his alone')
  assert.deepEqual(types(5), ['hand_off.offered'], 'nobody knows of a pause')
  const world = worldOf(taken, { there: pauses })
  world.do(5, bo, offer({ agent: marta }))
  assert.equal(world.state().handOffs.hnd_a?.to.agent, undefined)
  world.do(6, by('ivan'), { type: 'hand_off.accept', handOff: 'hnd_a', readBack: text('the line') })
  assert.equal(world.state().worker, 'agt_ivan')
})

test('what a person gives to somebody who pauses is refused, with how long; he and the desk are not', () => {
  const assign: Command = { type: 'worker.assign', agent: agentId('chiara') }
  const there: There = { agt_chiara: { ...here, hardUntil: at(8) } }
  const world = () => worldOf(taken, { there })
  assert.deepEqual(world().refused(5.5, by('karin'), assign), [
    'agent.pausing',
    { agent: 'chiara', count: 3 },
  ])
  assert.equal(world().do(9, by('karin'), assign)[0]?.type, 'worker.assigned')
  assert.equal(world().do(5, { kind: 'system', part: 'desk' }, assign)[0]?.type, 'worker.assigned')
  const own: Command = { type: 'worker.assign', agent: agentId('karin') }
  const hers = worldOf(taken, { there: { agt_karin: { ...here, hardUntil: at(8) } } })
  assert.equal(hers.do(5, by('karin'), own)[0]?.type, 'worker.assigned')
})

test('who is on call is not rung while he pauses', () => {
  const duty = { hours: 'cal_a' as const, turns: [{ agent: agentId('jordi'), from: at(0), until: at(90) }] }
  const reach = { zone: 'UTC', quiet: [], mail: 'never', cover: null } as const
  const facts: DeskFacts = {
    ...desk,
    calendars: { cal_a: { zone: 'UTC', versions: [] } as never },
    teams: { ...desk.teams, tea_2: { ...desk.teams[teamId(2)]!, duty } },
    agents: { ...desk.agents, agt_jordi: { ...desk.agents[agentId('jordi')]!, reach } },
  }
  const ask: Command = { type: 'live_line.ask', live: 'liv_a', level: 2, question: text('why?') }
  const rang = (there: There) => {
    const world = worldOf(taken, { facts, there })
    world.do(2, bo, ask)
    return world.rang()
  }
  assert.deepEqual(rang({})[0], ['on_call', 'agt_jordi'])
  const paused = rang({ agt_jordi: { ...here, isHere: false, hardUntil: at(8) } })
  assert.ok(!paused.flat().includes('agt_jordi'), paused.flat().join())
})
