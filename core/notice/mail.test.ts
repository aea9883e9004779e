// Who is told of a mail: of a thank-you whoever worked on the case; of one to several teams their leads.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { OpenedCase } from '#core/case/state.ts'
import { aboutOf, dueOf, isSettled, isTelling, kindOf } from '#core/notice/notice.ts'
import { whoIsTold } from '#core/notice/who.ts'
import type { AgentFacts, DeskFacts } from '#core/people/desk-facts.ts'
import { samples } from '#core/testing/sample.ts'
import { at, by, customer, desk, play, taken, type Wished } from '#core/testing/world.ts'

const reach = { zone: 'Europe/Stockholm', quiet: [], mail: 'away', cover: null } as const
const people = (changes: Readonly<Record<string, Partial<AgentFacts>>> = {}): DeskFacts => ({
  ...desk,
  agents: Object.fromEntries(
    Object.values(desk.agents).map(one => [one.id, { ...one, reach, ...changes[one.name] }]),
  ),
})
const receive = samples['message.receive']

function told(facts: DeskFacts, ...wished: readonly Wished[]): string[] | null {
  const { state, events } = play([...taken, ...wished], facts)
  const event = events.filter(isTelling).findLast(one => one.type === 'message.received')
  if (!event) return null
  const opened = state as OpenedCase
  assert.deepEqual([aboutOf(event), kindOf(event), dueOf(opened, event)], [receive.message, null, null])
  assert.equal(isSettled(opened, event), true, 'nobody else hears of it later')
  const asked = { now: event.at, desk: facts, before: [], isTakenUp: false }
  const { tell, againAt } = whoIsTold(opened, event, asked)
  assert.equal(againAt, null)
  return tell.map(one => `${one.agent.slice(4)} ${one.as}`)
}

test('a thank-you is told to everybody who had a part, whatever his level, once', () => {
  const offer: Wished = [2, by('bo'), { ...samples['hand_off.offer'], handOff: 'hnd_a' }]
  const accept: Wished = [3, by('marta'), { type: 'hand_off.accept', handOff: 'hnd_a' }]
  const thanks: Wished = [9, customer, { ...receive, thanks: true }]
  assert.deepEqual(told(people(), thanks), ['bo helper'])
  const both = told(people(), offer, accept, thanks)
  assert.deepEqual(both?.toSorted(), ['bo helper', 'marta helper'])
  assert.deepEqual(told(people({ bo: { active: false } }), thanks), [], 'whoever left is not told')
})
test('a mail like any other tells nobody by a notice', () => {
  assert.equal(told(people(), [9, customer, receive]), null)
})
test('of a mail to several teams the leads of the others hear', () => {
  const other = Object.keys(desk.teams).find(team => team !== 'tea_1') as `tea_${string}`
  const lead = people({ chiara: { roles: ['lead'], teams: [other] } })
  assert.deepEqual(told(lead, [9, customer, { ...receive, also: [other] }]), ['chiara lead', 'karin lead'])
})
test('an agent whose facts are gone is nobody to tell', () => {
  const { bo, ...rest } = Object.fromEntries(
    Object.entries(people().agents).map(([id, one]) => [id.slice(4), one]),
  )
  assert.ok(bo)
  const { state, events } = play([...taken, [9, customer, { ...receive, thanks: true }]], people())
  const event = events.filter(isTelling).findLast(one => one.type === 'message.received')!
  const agents = Object.fromEntries(Object.values(rest).map(one => [one!.id, one!]))
  const asked = { now: at(9), desk: { ...people(), agents } as DeskFacts, before: [], isTakenUp: false }
  assert.deepEqual(whoIsTold(state as OpenedCase, event, asked).tell, [])
})
