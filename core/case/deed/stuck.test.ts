// What is said of a case that is stuck, once, and what its worker may answer.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { cardOf } from '#core/case/card.ts'
import { type Command, decide, fold } from '#core/case/case.ts'
import { ringOf } from '#core/case/ring.ts'
import type { OpenedCase } from '#core/case/state.ts'
import { isRefusal } from '#core/kit/refusal.ts'
import { samples, summary } from '#core/testing/sample.ts'
import { after, bo, calls, desk, due, minute, note, ring, says, writes } from '#core/testing/stuck-world.ts'
import {
  assessAs,
  agentId,
  at,
  by,
  caseId,
  clock,
  countingIds,
  customer,
  opened,
  play,
  settingAt,
  taken,
  teamId,
  text,
  textOf,
  type Wished,
} from '#core/testing/world.ts'

const words = { text: textOf, customerName: 'Anna', organisationName: null }

test('the clock says it once, with the signs, what shows them and when the lead hears of it', () => {
  const held = after([...taken, [241, clock, ring]])
  const [said] = held.events.filter(one => one.type === 'stuck.noticed')
  assert.deepEqual(said, {
    type: 'stuck.noticed',
    at: at(241),
    by: clock,
    stuck: 'stk_1',
    signs: [{ sign: 'held', since: at(1), evidence: [] }],
    leadAt: at(271),
  })
  assert.deepEqual(decide(held.state, ring, clock, settingAt(at(2_000), desk)), [])
  assert.equal(ringOf(held.state, desk), null)
  const severe: Wished = [2, by('chiara'), assessAs(1)]
  const [grave] = after([...taken, severe, [16, clock, ring]]).events.filter(
    one => one.type === 'stuck.noticed',
  )
  assert.equal(grave?.leadAt, at(16), 'at severity 1 the lead hears of it at once')
})

test('a new sign beside one that was said is said by itself; the lead’s time stays the earlier one', () => {
  const asked: Wished = [250, customer, samples['help.ask']]
  const { state, events } = after([...taken, [241, clock, ring], asked, [250, clock, ring]])
  const last = events.at(-1)
  assert.deepEqual(last?.type === 'stuck.noticed' && last.signs.map(one => one.sign), ['help_asked'])
  const { noticed } = state.stuck
  assert.deepEqual(
    [noticed?.id, noticed?.signs, minute(noticed!.at), minute(noticed!.leadAt)],
    ['stk_2', ['help_asked', 'held'], 241, 271],
  )
  const spoken = after([...taken, [241, clock, ring], asked, [250, clock, ring], calls(260)])
  assert.equal(spoken.state.stuck.noticed, null, 'a call of the worker’s ends both')
  const colleague: Wished = [260, by('karin'), { ...samples['contact.hold'], contact: 'con_k' } as Command]
  const half = after([...taken, [241, clock, ring], asked, [250, clock, ring], colleague])
  assert.deepEqual(
    half.state.stuck.noticed?.signs,
    ['held'],
    'a call of a lead’s ends what the customer waits for',
  )
})

const stuck: readonly Wished[] = [...taken, [241, clock, ring]]
const carryOn = (minutes: number, until: number): Wished => [
  minutes,
  bo,
  { type: 'stuck.answer', how: 'carry_on', until: at(until), because: text('the log comes at noon') },
]
const answer = (wished: readonly Wished[], minutes: number, command: Command, facts = desk) =>
  decide(after(wished, facts).state, command, bo, { now: at(minutes), newId: countingIds(), desk: facts })

test('who carries on until a time is left alone until then, and asked again after it', () => {
  const { state } = after([...stuck, carryOn(245, 300)])
  assert.equal(minute(ringOf(state, desk)), 300)
  assert.deepEqual(decide(state, ring, clock, settingAt(at(299), desk)), [])
  const again = after([...stuck, carryOn(245, 300), [300, clock, ring]])
  const last = again.events.at(-1)
  assert.deepEqual(last?.type === 'stuck.noticed' && [last.signs[0]?.sign, minute(last.leadAt)], [
    'held',
    330,
  ])
  assert.equal(minute(again.state.stuck.noticed!.at), 241, 'it is stuck since it was said first')
  assert.equal(after([...stuck, carryOn(245, 300), note(250)]).state.stuck.noticed, null)
})

test('while he carries on, what the customer says is said all the same', () => {
  const asked: Wished = [250, customer, samples['help.ask']]
  assert.deepEqual(due([...stuck, carryOn(245, 300), asked]), ['help_asked 250', 'held 300'])
})

test('one carries on twice, not three times; and not without end', () => {
  const twice = [
    ...stuck,
    carryOn(245, 300),
    [300, clock, ring],
    carryOn(305, 350),
    [350, clock, ring],
  ] as const
  const wish = carryOn(355, 400)[2]
  assert.deepEqual(answer(twice, 355, wish), { refused: 'stuck.carried_on', details: { count: 2 } })
  assert.ok(!isRefusal(answer(twice, 355, { type: 'stuck.answer', how: 'help', agent: 'agt_chiara' })))
  assert.deepEqual(answer(stuck, 245, carryOn(0, 245)[2]), { refused: 'promise.in_the_past' })
  const far = carryOn(0, 245 + 7 * 24 * 60 + 1)[2]
  assert.deepEqual(answer(stuck, 245, far), { refused: 'stuck.too_far', details: { count: 7 } })
  assert.deepEqual(answer(taken, 2, wish), { refused: 'stuck.not_noticed' })
})

test('a colleague is asked who can open the case; he has as long as the lead waits', () => {
  const ask = (agent: string): Command => ({ type: 'stuck.answer', how: 'help', agent: agentId(agent) })
  const asked = answer(stuck, 245, ask('chiara'))
  const [said] = isRefusal(asked) ? [] : asked
  assert.ok(said?.type === 'stuck.answered')
  assert.deepEqual([said.how, said.agent, minute(said.until)], ['help', 'agt_chiara', 275])
  assert.deepEqual(answer(stuck, 245, ask('bo')), { refused: 'agent.not_found' })
  assert.deepEqual(answer(stuck, 245, ask('gone')), { refused: 'agent.not_found' })
  assert.deepEqual(answer(stuck, 245, ask('jordi')), { refused: 'agent.not_in_team' })
})

test('who offers a stuck case to somebody has answered by it', () => {
  const pass: Command = { ...samples['hand_off.offer'], handOff: 'hnd_a', summary }
  const passed = answer(stuck, 245, pass)
  assert.ok(!isRefusal(passed))
  assert.deepEqual(
    passed.map(one => one.type),
    ['stuck.answered', 'hand_off.offered'],
  )
  assert.equal(after([...stuck, [245, bo, pass]]).state.stuck.noticed, null)
  assert.deepEqual(answer([...stuck, carryOn(245, 300)], 246, { ...pass, team: teamId(1) }), {
    refused: 'hand_off.same_level',
  })
})

test('a case that came back from its customer begins anew', () => {
  const solved: Wished = [250, bo, samples['case.solve']]
  assert.equal(after([...stuck, solved]).state.stuck.noticed, null)
  assert.deepEqual(due([...stuck, solved, [300, bo, samples['case.reopen']]]), ['held 540'])
})

test('the card says that it is stuck; a lead is needed when nothing has happened', () => {
  const card = (wished: readonly Wished[]) => cardOf(caseId('a'), after(wished).events, words)!
  assert.deepEqual(card(stuck).stuck, { since: at(241), signs: ['held'] })
  const told = card([
    ...stuck,
    [242, bo, { type: 'promise.make', promise: 'prm_a', topic: text('t'), means: 'phone', dueAt: at(900) }],
    note(300),
  ])
  assert.equal(told.stuck, undefined)
  const spoken: readonly Wished[] = [
    opened,
    says(0, 'msg_a'),
    [1, bo, { type: 'worker.take' }],
    ...writes(2, 'msg_b'),
    [2, bo, { type: 'promise.make', promise: 'prm_a', topic: text('t'), means: 'phone', dueAt: at(900) }],
    [242, clock, ring],
  ]
  assert.deepEqual(card(spoken).need, { code: 'stuck', at: at(272) })
  assert.deepEqual(card([...spoken, carryOn(245, 300)]).stuck, {
    since: at(242),
    signs: ['held'],
    until: at(300),
  })
  assert.equal(card([...spoken, carryOn(245, 300)]).need?.code, 'late')
})

test('an answer to what is no longer stuck changes nothing', () => {
  const { state } = after(taken)
  const late = {
    type: 'stuck.answered',
    at: at(2),
    by: bo,
    stuck: 'stk_9',
    how: 'carry_on',
    until: at(9),
  } as const
  assert.equal((play([...taken]).state as OpenedCase).stuck.noticed, null)
  assert.equal(state.stuck.noticed, null)
  assert.equal((fold([late], state) as OpenedCase).stuck.noticed, null)
})
