import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isNumber, numberMax } from '#core/entitlement/number.ts'

test('a number has three signs or more, a digit among them, and nothing that no label carries', () => {
  for (const good of ['SN 77-A 0041', '123', 'Ж-17/2', '2026:4711', 'a1b']) assert.ok(isNumber(good), good)
  for (const bad of ['', '12', 'router', '-12', 'SN 7; drop', '<b>1</b>', '1\n\u0000 2'])
    assert.ok(!isNumber(bad), bad)
  assert.ok(isNumber('1'.repeat(numberMax)))
  assert.ok(!isNumber('1'.repeat(numberMax + 1)))
})
