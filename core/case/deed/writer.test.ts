// Who may write in a case beside its customer: whom somebody of ours let in, until he is left out.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { evolve } from '#core/case/case.ts'
import { isParticipant } from '#core/case/sender-check.ts'
import { at, by, given, type play, taken, text } from '#core/testing/world.ts'

const address = text('boss@example.org')
const admit = { type: 'writer.admit', customer: 'cus_boss', address } as const
const leaveOut = { ...admit, type: 'writer.leave_out' } as const

test('who got a copy writes in the case once somebody says so, and no more when he is left out', () => {
  const state = given(...taken)
  state.when(2, by('bo'), admit).then('writer.admitted')
  state.when(2, by('bo'), leaveOut).thenNothing()
  const let_in = given(...taken, [2, by('bo'), admit])
  let_in.when(3, by('bo'), admit).thenNothing()
  let_in.when(3, by('bo'), leaveOut).then('writer.left_out')
  const writes = (...acts: Parameters<typeof play>[0]) => {
    const { state } = given(...taken, ...acts)
    return state.phase !== 'unopened' && isParticipant(state, 'cus_boss')
  }
  assert.equal(writes(), false)
  assert.equal(writes([2, by('bo'), admit]), true)
  assert.equal(writes([2, by('bo'), admit], [3, by('bo'), leaveOut]), false)
  assert.equal(writes([2, by('bo'), admit], [3, by('bo'), leaveOut], [4, by('bo'), admit]), true)
})

test('left out of a case in which nobody was ever let in, nothing is left', () => {
  const { state } = given(...taken)
  const fact = { type: 'writer.left_out', customer: 'cus_boss', address, at: at(3), by: by('bo') } as const
  const after = evolve(state, fact)
  assert.deepEqual(after.phase !== 'unopened' && after.writers, [])
})

test('the customer is not left out of his own case', () => {
  given(...taken)
    .when(2, by('bo'), { ...leaveOut, customer: 'cus_anna' })
    .thenRefused('writer.is_customer')
})
