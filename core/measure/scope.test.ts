// How a part of the desk is named, and who may see the measures of which.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isPlaceIn, maySeeScope, readScope, scopeText } from '#core/measure/scope.ts'

test('what names a part is read back as it is written', () => {
  for (const text of ['desk', 'team:tea_a', 'level:2', 'product:pro_a', 'channel:email', 'kind:update'])
    assert.equal(scopeText(readScope(text)!), text)
  for (const text of ['', 'agent:agt_a', 'level:4', 'team:', 'team:a b', 'channel'])
    assert.equal(readScope(text), null)
})

test('a place is within a part by what the part is of', () => {
  const place = { team: 'tea_a', level: 1, product: null, kind: 'other', channel: 'email' } as const
  const isIn = (text: string) => isPlaceIn(readScope(text)!, place)
  assert.deepEqual([isIn('team:tea_a'), isIn('level:1'), isIn('channel:email')], [true, true, true])
  assert.deepEqual([isIn('team:tea_b'), isIn('level:2'), isIn('product:pro_a')], [false, false, false])
})

test('who oversees sees every part, others the desk and their own teams', () => {
  const of = (roles: readonly ('agent' | 'lead' | 'admin' | 'auditor')[], text: string) =>
    maySeeScope({ roles, teams: ['tea_a'] }, readScope(text)!)
  for (const role of ['lead', 'admin', 'auditor'] as const) assert.ok(of([role], 'team:tea_b'))
  assert.ok(of(['agent'], 'desk'))
  assert.ok(of(['agent'], 'team:tea_a'))
  assert.ok(!of(['agent'], 'team:tea_b'))
  assert.ok(!of(['agent'], 'level:1'))
})
