import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { idOf, isId } from '#core/kit/id.ts'
import { isRefusal, refuse } from '#core/kit/refusal.ts'
import { after, earliest, instant } from '#core/kit/time.ts'
import { defaultDesk, minutesFor, workSetting, worksAt } from '#core/people/desk-facts.ts'
import { isLanguage } from '#core/people/language.ts'
import { houseLevels } from '#core/people/level.ts'
import { agentId, desk, teamId } from '#core/testing/world.ts'

test('ids are ordered by time, say what they name, and use all their chance', () => {
  const chance = fc.uint8Array({ minLength: 10, maxLength: 10 })
  fc.assert(
    fc.property(fc.nat(2 ** 40), fc.nat(2 ** 40), chance, chance, (a, b, x, y) => {
      const [one, other] = [idOf('cas', a, x), idOf('cas', b, y)]
      assert.ok(isId('cas', one) && !isId('agt', one) && one.length === 30)
      if (a !== b) assert.equal(one < other, a < b)
    }),
  )
  assert.notEqual(
    idOf('cas', 1, new Uint8Array(10)),
    idOf('cas', 1, new Uint8Array([0, 0, 0, 0, 0, 0, 0, 0, 0, 1])),
  )
  assert.equal(idOf('cas', 1, new Uint8Array(0)), idOf('cas', 1, new Uint8Array(10)))
  for (const bad of ['cas_', 'cas_A', `cas_${'a'.repeat(41)}`, 'cas_a b', 'case_a'])
    assert.equal(isId('cas', bad), false)
})
test('the earliest of several instants, or none', () => {
  assert.equal(earliest([]), null)
  assert.equal(earliest([null, instant(5), instant(3), null, instant(4)]), 3)
  assert.equal(after(instant(5), -2), 3)
})
test('a refusal is told from any other outcome', () => {
  assert.deepEqual(
    [isRefusal(refuse('case.full')), isRefusal([]), isRefusal(null), isRefusal('x')],
    [true, false, false, false],
  )
  assert.deepEqual(refuse('case.full', { count: 1 }), { refused: 'case.full', details: { count: 1 } })
})
test('a team may do what its level may, unless it says otherwise itself', () => {
  const facts = {
    ...desk,
    teams: { ...desk.teams, tea_2: { ...desk.teams[teamId(2)]!, setting: { speaks: true } } },
  }
  assert.deepEqual([workSetting(facts, teamId(2)).speaks, workSetting(desk, teamId(2)).speaks], [true, false])
  assert.equal(workSetting(desk, teamId('none')), desk.levels[1])
  assert.deepEqual(
    houseLevels.map(level => worksAt(desk.agents[agentId('karin')]!, level)),
    [true, true, false],
  )
  assert.deepEqual(
    ([1, 2, 3, 4] as const).map(s => minutesFor(defaultDesk.answerMinutes, s)),
    [30, 120, 240, 480],
  )
})
test('the desk speaks six languages', () => {
  assert.deepEqual(['ca', 'fr', 7].map(isLanguage), [true, false, false])
})
