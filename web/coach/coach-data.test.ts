// What the address asks for, and how what was unclear stands together.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { askedOf, type CoachItem, sinceOf, together } from './coach-data.ts'

test('who leads nobody sees the words to himself first, and nothing that is for leads alone', () => {
  assert.equal(askedOf({}, false, 'x').view, 'words')
  for (const v of ['given', 'themes', 'level_1']) assert.equal(askedOf({ v }, false, 'x').view, 'words', v)
  assert.equal(askedOf({ v: 'unclear' }, false, 'x').view, 'unclear')
  assert.equal(askedOf({ v: 'unclear' }, true, 'x').view, 'unclear')
  assert.deepEqual(askedOf({ v: 'nowhere', days: '12' }, true, '2026-11-27'), {
    view: 'returned',
    days: 30,
    team: '',
    seed: '2026-11-27',
    week: '',
  })
  assert.equal(askedOf({ days: '7', seed: 'a' }, true, 'x').days, 7)
})

test('a period begins with a whole minute', () => {
  assert.equal(sinceOf(7, 7 * 86_400_000 + 90_000), 60_000)
})

test('people stand by name, whoever has more', () => {
  const item = (author: 'agt_z' | 'agt_a' | 'agt_b', often: boolean) => ({ author, often }) as CoachItem
  const items = [item('agt_z', true), item('agt_b', false), item('agt_a', true), item('agt_z', true)]
  const { often, rest } = together(items, id => id)
  assert.deepEqual(
    often.map(([who, all]) => [who, all.length]),
    [
      ['agt_a', 1],
      ['agt_z', 2],
    ],
  )
  assert.deepEqual(rest, [items[1]])
})
