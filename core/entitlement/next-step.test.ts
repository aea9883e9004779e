import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Command } from '#core/case/case.ts'
import type { EntitlementDecision } from '#core/case/deed/target.ts'
import { nextStep } from '#core/entitlement/next-step.ts'
import { byGold } from '#core/testing/clocked.ts'
import { run, take } from '#core/testing/clocked-play.ts'
import { by, customer, desk, openCommand, text, type Wished } from '#core/testing/world.ts'

const none: EntitlementDecision = { outcome: 'not_covered', steps: [{ rule: 'serial', result: 'not_given' }] }
const stepAfter = (entitled: EntitlementDecision | undefined, more: object = {}, ...then: Wished[]) =>
  nextStep(run([[0, customer, { ...openCommand, ...more, entitled } as Command], take, ...then]).state, desk)
const numbered = (decision: EntitlementDecision): EntitlementDecision => ({
  ...decision,
  steps: [{ rule: 'serial', result: 'nothing_there' }],
})

test('who is covered, or asked a desk that judges nothing, is told nothing of contracts', () => {
  assert.equal(stepAfter(undefined), null)
  assert.equal(stepAfter({ ...byGold, outcome: 'covered', line: 'lin_a' }), null)
  assert.equal(stepAfter({ ...byGold, outcome: 'waiver', waiver: 'wai_a' }), null)
})

test('of whom we know neither a firm nor a number, we ask for one', () => {
  assert.equal(stepAfter(none), 'unregistered')
  assert.equal(stepAfter(byGold), 'unregistered')
})

test('whose number or firm no contract names is told so, unless everybody gets help', () => {
  assert.equal(stepAfter(numbered(none)), 'not_covered')
  assert.equal(stepAfter(none, { organisation: 'org_ek' }), 'not_covered')
  assert.equal(stepAfter(numbered(byGold)), null)
})

test('a case that has ended needs no next step', () => {
  const solve: Wished = [20, by('bo'), { type: 'case.solve', fix: text('f') }]
  assert.equal(stepAfter(none, {}, solve), null)
})

test('a house that keeps no contracts asks nobody for a number', () => {
  const without: EntitlementDecision = { outcome: 'not_covered', steps: [] }
  const first: Wished = [0, customer, { ...openCommand, entitled: byGold } as Command]
  const none: Wished = [0, customer, { ...openCommand, entitled: without } as Command]
  assert.equal(nextStep(run([first, take]).state, { hasContracts: false }), null)
  assert.equal(nextStep(run([none, take]).state, { hasContracts: false }), 'not_covered')
  assert.equal(nextStep(run([first, take]).state, { hasContracts: true }), 'unregistered')
})
