// Who is told that a case is stuck: its worker, a colleague who is asked, and the lead when nothing happens.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { OpenedCase } from '#core/case/state.ts'
import type { AgentId } from '#core/kit/id.ts'
import { type Instant, minuteMs } from '#core/kit/time.ts'
import {
  aboutOf,
  dueOf,
  isSettled,
  isTelling,
  kindOf,
  type Telling,
  wokenLateMs,
} from '#core/notice/notice.ts'
import { type Asked, whoIsTold } from '#core/notice/who.ts'
import type { AgentFacts, DeskFacts, Reach } from '#core/people/desk-facts.ts'
import { samples } from '#core/testing/sample.ts'
import { desk, ring } from '#core/testing/stuck-world.ts'
import {
  assessAs,
  agentId,
  at,
  by,
  clock,
  customer,
  play,
  taken,
  text,
  type Wished,
} from '#core/testing/world.ts'

const reach: Reach = { zone: 'Europe/Stockholm', quiet: [], mail: 'away', cover: null }
const people = (changes: Readonly<Record<string, Partial<AgentFacts>>> = {}): DeskFacts => ({
  ...desk,
  agents: Object.fromEntries(
    Object.values(desk.agents).map(one => [one.id, { ...one, reach, ...changes[one.name] }]),
  ),
})

type Known = { state: OpenedCase; event: Telling }
function told({ state, event }: Known, asked: Partial<Asked> = {}) {
  const now = asked.now ?? event.at
  const found = whoIsTold(state, event, { now, desk: people(), before: [], isTakenUp: false, ...asked })
  const minute = (instant: Instant | null) => (instant === null ? null : (instant - at(0)) / minuteMs)
  return {
    tell: found.tell.map(one => `${(one.agent as AgentId).slice(4)} ${one.as}`),
    againAt: minute(found.againAt),
  }
}

/** Bo has had it for four hours without doing anything; what follows is played on. */
function stuckCase(...more: readonly Wished[]): Known {
  const { events, state } = play([...taken, [241, clock, ring], ...more], desk)
  const event = events.filter(isTelling).findLast(one => one.type.startsWith('stuck.'))
  assert.ok(event)
  return { state: state as OpenedCase, event }
}
const note: Wished = [250, by('bo'), samples['note.add']]
const carriesOn: Wished = [
  250,
  by('bo'),
  { type: 'stuck.answer', how: 'carry_on', until: at(400), because: text('b') },
]

test('that a case is stuck its worker hears first; the lead only when nothing has happened', () => {
  const known = stuckCase()
  const before = [{ agent: agentId('bo'), tellAt: at(241) }]
  assert.deepEqual(told(known), { tell: ['bo owner'], againAt: 271 })
  assert.deepEqual(told(known, { now: at(270), before, isTakenUp: true }), { tell: [], againAt: 271 })
  const looked = { now: at(271), before, isTakenUp: true }
  assert.deepEqual(told(known, looked), { tell: ['karin lead'], againAt: null }, 'a look alone is no help')
  for (const next of [note, carriesOn]) {
    const { state } = play([...taken, [241, clock, ring], next], desk)
    const done = { state: state as OpenedCase, event: known.event }
    assert.deepEqual(told(done, { now: at(271), before }), { tell: [], againAt: null })
  }
  assert.deepEqual([aboutOf(known.event), kindOf(known.event)], ['stk_1', 'held'])
  assert.deepEqual([dueOf(known.state, known.event), wokenLateMs(known.state, known.event)], [null, null])
})

test('at severity 1 worker and lead hear at once that a case is stuck', () => {
  const grave = stuckCase([242, by('chiara'), assessAs(1)])
  assert.deepEqual(told(grave), { tell: ['bo owner', 'karin lead'], againAt: null })
})

test('said anew, what was said before is settled', () => {
  const first = stuckCase()
  const second = stuckCase([250, customer, samples['help.ask']], [250, clock, ring])
  assert.equal(isSettled(second.state, second.event), false)
  assert.equal(isSettled(second.state, first.event), true)
  assert.deepEqual([aboutOf(second.event), kindOf(second.event)], ['stk_2', 'help_asked'])
})

test('what a notice is about is the sign, or the clock it comes from', () => {
  const warned = { type: 'target.warned', target: 'tgt_a', kind: 'resolution', at: at(1), by: clock } as const
  assert.equal(kindOf(warned as Telling), 'resolution')
})

test('a colleague who is asked by name hears of it himself, and nobody in his place', () => {
  const ask: Wished = [250, by('bo'), { type: 'stuck.answer', how: 'help', agent: 'agt_chiara' }]
  const asked = stuckCase(ask)
  assert.deepEqual(told(asked), { tell: ['chiara asked'], againAt: null })
  assert.deepEqual([aboutOf(asked.event), kindOf(asked.event)], ['stk_1.agt_chiara', null])
  const away = people({ chiara: { absent: true } })
  assert.deepEqual(told(asked, { desk: away }), { tell: [], againAt: null })
  assert.equal(isSettled(asked.state, asked.event), false)
  assert.equal(isSettled(stuckCase(ask, [260, by('bo'), samples['note.add']]).state, asked.event), true)
  const { agent: _, ...carries } = asked.event as Extract<Telling, { type: 'stuck.answered' }>
  assert.equal(isTelling(carries), false, 'who carries on asks nobody')
})
