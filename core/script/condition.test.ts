import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Condition, holds, stepsIn, type Value } from '#core/script/condition.ts'

const answered: Readonly<Record<string, Value>> = { light: 'red', speed: 20, restart: 'failed' }
const isSo = (condition: Condition) => holds(condition, step => answered[step] ?? null)

const table: readonly [Condition, boolean][] = [
  [{ is: ['light', 'red'] }, true],
  [{ is: ['light', 'green'] }, false],
  [{ is: ['speed', '20'] }, false],
  [{ is: ['unasked', 'red'] }, false],
  [{ among: ['light', ['green', 'red']] }, true],
  [{ among: ['light', ['green']] }, false],
  [{ among: ['unasked', ['green']] }, false],
  [{ atLeast: ['speed', 20] }, true],
  [{ atLeast: ['speed', 21] }, false],
  [{ atLeast: ['light', 0] }, false],
  [{ below: ['speed', 21] }, true],
  [{ below: ['speed', 20] }, false],
  [{ below: ['unasked', 20] }, false],
  [{ answered: 'restart' }, true],
  [{ answered: 'unasked' }, false],
  [{ all: [] }, true],
  [{ all: [{ answered: 'light' }, { answered: 'unasked' }] }, false],
  [{ any: [] }, false],
  [{ any: [{ answered: 'unasked' }, { answered: 'light' }] }, true],
  [{ not: { answered: 'unasked' } }, true],
  [{ not: { answered: 'light' } }, false],
]

for (const [condition, outcome] of table)
  test(`${JSON.stringify(condition)} ${outcome ? 'holds' : 'does not hold'}`, () =>
    assert.equal(isSo(condition), outcome))

test('a condition names the steps it asks about', () => {
  const asks = stepsIn({
    all: [
      { any: [{ is: ['one', 'x'] }, { among: ['two', ['x']] }] },
      { not: { answered: 'three' } },
      { atLeast: ['four', 1] },
      { below: ['five', 1] },
    ],
  })
  assert.deepEqual(asks, ['one', 'two', 'three', 'four', 'five'])
})
