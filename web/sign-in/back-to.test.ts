// After signing in one lands on one's own desk, whatever the address said.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { backTo, shortBy } from './back-to.ts'

const rows: readonly [string | undefined, string][] = [
  ['/q/mine?sort=clock', '/q/mine?sort=clock'],
  ['/c/4821#e37', '/c/4821#e37'],
  [undefined, '/'],
  ['', '/'],
  ['https://evil.example', '/'],
  ['//evil.example', '/'],
  ['/\\evil.example', '/'],
  ['/\t/evil.example', '/'],
  ['javascript:alert(1)', '/'],
  ['/sign-in?to=/x', '/'],
  ['/invitation/abc', '/'],
]
for (const [wished, place] of rows)
  test(`from ${JSON.stringify(wished)} to ${place}`, () => assert.equal(backTo(wished), place))

test('a password is counted in characters, not in code units', () => {
  assert.equal(shortBy('too short'), 9)
  assert.equal(shortBy('🜁'.repeat(14)), 14)
  assert.equal(shortBy('🜁'.repeat(15)), null)
})
