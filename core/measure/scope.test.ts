// How a part of the desk is named, and who may see the measures of which.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { instant } from '#core/kit/time.ts'
import type { CaseCourse } from '#core/measure/case-course.ts'
import { isWithin, maySeeScope, readScope, scopeText } from '#core/measure/scope.ts'

test('what names a part is read back as it is written', () => {
  for (const text of ['desk', 'team:tea_a', 'level:2', 'product:pro_a', 'channel:email', 'kind:update'])
    assert.equal(scopeText(readScope(text)!), text)
  for (const text of ['', 'agent:agt_a', 'level:4', 'team:', 'team:a b', 'channel'])
    assert.equal(readScope(text), null)
})

test('before a case came it was nowhere', () => {
  const stood = [{ at: instant(10), team: 'tea_a', level: 1, product: null, kind: 'other' }] as const
  const one = { channel: 'email', stood } as unknown as CaseCourse
  const scope = readScope('team:tea_a')!
  assert.deepEqual([isWithin(scope, one, instant(9)), isWithin(scope, one, instant(10))], [false, true])
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
