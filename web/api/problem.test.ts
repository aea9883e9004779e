// Problems as the browser reads them, and what it says about them.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { deedPath } from './deed-path.ts'
import { mayRetry, Problem, problemOf } from './problem.ts'
import { refusalText } from './refusal-text.ts'

const none = { get: () => null }
const say = (key: string) =>
  ({ 'refusal.case_not_open': 'It is not open.', 'kit.refused_offline': 'Offline.' })[key] ?? key

test('a problem document is read with its code, details, fields and reference', () => {
  const body = {
    code: 'request.invalid',
    title: 'No',
    details: { max: 20, odd: {} },
    fields: [{ path: 'subject', message: 'empty' }],
    ref: '7F3A',
  }
  const problem = problemOf(400, body, { get: name => (name === 'retry-after' ? '3' : null) })
  assert.equal(problem.code, 'request.invalid')
  assert.deepEqual(problem.details, { max: 20 })
  assert.deepEqual(problem.fields, [{ path: 'subject', message: 'empty' }])
  assert.equal(problem.reference, '7F3A')
  assert.equal(problem.waitS, 3)
})

test('an answer that is no problem document still makes a problem', () => {
  assert.equal(problemOf(502, undefined, none).code, 'http.502')
  assert.equal(problemOf(500, 'boom', none).status, 500)
})

test('only what may have been lost on the way is tried again', () => {
  for (const status of [0, 502, 503, 504]) assert.equal(mayRetry(new Problem({ status, code: 'x.y' })), true)
  for (const status of [400, 403, 409, 422, 500])
    assert.equal(mayRetry(new Problem({ status, code: 'x.y' })), false)
  assert.equal(mayRetry(new Error('a fault')), false)
})

test('a refusal is said in the catalogue’s words, then the server’s, then in general ones', () => {
  assert.equal(
    refusalText(new Problem({ status: 422, code: 'case.not_open', title: 'no' }), say),
    'It is not open.',
  )
  assert.equal(
    refusalText(new Problem({ status: 422, code: 'odd.one', title: 'Said there.' }), say),
    'Said there.',
  )
  assert.equal(refusalText(new Problem({ status: 0, code: 'net.offline' }), say), 'Offline.')
  assert.equal(refusalText(new Error('bug'), say), 'kit.refused_fault')
})

test('a deed’s address is its noun and verb in kebab case', () => {
  assert.equal(deedPath('cas_1', 'hand_off.offer'), '/cases/cas_1/hand-off/offer')
  assert.equal(deedPath('cas_1', 'case.solve'), '/cases/cas_1/case/solve')
})
