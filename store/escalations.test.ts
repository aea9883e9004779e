// Wishes for somebody who leads, kept: each fact once and for ever, words erasable, what is open first.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import {
  decideEscalation,
  type Escalation,
  type EscalationCommand,
  type EscalationFact,
  escalationOf,
} from '#core/escalation/escalation.ts'
import type { CaseId } from '#core/kit/id.ts'
import { instant } from '#core/kit/time.ts'
import { type Desk, deskOf } from '#store/desk/desk.ts'
import { openPool, type Pool } from '#store/postgres/pool.ts'
import { testDatabase } from '#store/testing.ts'

let drop: () => Promise<void>
let pool: Pool
let desk: Desk
before(async () => {
  const database = await testDatabase()
  drop = database.drop
  pool = openPool({ url: database.url })
  desk = deskOf(pool)
})
after(async () => {
  await pool.end()
  await drop()
})

const asked = (about: string, minute: number): EscalationFact => ({
  ...{ type: 'asked', at: instant(minute), by: 'customer', case: `cas_${about}`, customer: 'cus_1' },
  ...{ reason: 'want_manager', concerns: [], answerBy: instant(minute + 10) },
})
const begin = async (name: string, minute: number): Promise<Escalation> => {
  const fact = asked(name, minute)
  const state = escalationOf(`esc_${name}`, [fact])!
  assert.equal(await desk.escalations.append(state, fact, 'I want your boss'), true)
  return state
}
const next = async (state: Escalation, command: EscalationCommand, words: string | null = null) => {
  const fact = decideEscalation(state, command, { by: 'agt_karin', at: instant(99) }) as EscalationFact
  const facts = (await desk.escalations.facts(state.id)).map(one => one.fact)
  const then = escalationOf(state.id, [...facts, fact])!
  return (await desk.escalations.append(then, fact, words)) ? then : null
}

test('facts come back in order, with their words; of two at once one is kept', async () => {
  const first = await begin('a', 1)
  const taken = await next(first, { type: 'take' })
  assert.ok(taken)
  const fact = { type: 'taken', at: instant(5), by: 'agt_other' } as const
  const stale = escalationOf('esc_a', [asked('a', 1), fact])!
  assert.equal(await desk.escalations.append(stale, fact, null), false)
  const kept = await desk.escalations.facts('esc_a')
  assert.deepEqual(
    kept.map(one => [one.fact.type, one.words]),
    [
      ['asked', 'I want your boss'],
      ['taken', null],
    ],
  )
  assert.deepEqual(await desk.escalations.one('esc_a'), taken)
  assert.equal(await desk.escalations.one('esc_none'), null)
})

test('what goes on stands first; what is late is found until it is marked', async () => {
  const b = await begin('b', 2)
  const told = await next(b, { type: 'tell', outcome: 'explained', how: 'call' }, 'We explained')
  await next(told!, { type: 'end' })
  await begin('c', 3)
  assert.deepEqual(
    (await desk.escalations.all(10)).map(one => one.id),
    ['esc_a', 'esc_c', 'esc_b'],
  )
  assert.deepEqual(
    (await desk.escalations.late(instant(12), 10)).map(one => one.id),
    [],
  )
  const [late] = await desk.escalations.late(instant(13), 10)
  assert.equal(late?.id, 'esc_c')
  await next(late!, { type: 'ring' })
  assert.deepEqual(await desk.escalations.late(instant(13), 10), [])
  assert.deepEqual(
    (await desk.escalations.ofCase('cas_b' as CaseId)).map(one => one.standing),
    ['ended'],
  )
})

test('words are erased for good; a fact is never changed or removed', async () => {
  assert.equal(await desk.escalations.erase('cas_b' as CaseId), 2)
  assert.equal(await desk.escalations.erase('cas_b' as CaseId), 0)
  assert.ok((await desk.escalations.facts('esc_b')).every(one => one.words === null))
  for (const statement of [
    "update escalation_fact set fact = '{}'",
    "update escalation_fact set words = 'other'",
    'delete from escalation_fact',
  ])
    await assert.rejects(pool.query(statement), { code: 'TL002' })
})

test('another version follows every fact that is kept, and no other', async () => {
  const before = await desk.escalations.version()
  const state = await begin('version', 3)
  const begun = await desk.escalations.version()
  assert.notEqual(begun, before)
  await desk.escalations.all(10)
  assert.equal(await desk.escalations.version(), begun)
  await next(state, { type: 'take' })
  assert.notEqual(await desk.escalations.version(), begun)
})
