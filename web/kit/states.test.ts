// What a screen shows for a question to the server.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Problem } from '../api/problem.ts'
import { standingOf } from './states.ts'

test('data that was there stays and is marked old when its renewal fails', () => {
  const standing = standingOf({ data: [1], error: new Error('net'), isPending: false, dataUpdatedAt: 7 })
  assert.deepEqual(standing, { is: 'there', data: [1], old: true, from: 7 })
})

test('denied wins over old data, because what may not be read is taken away', () => {
  const problem = new Problem({ status: 403, code: 'access.denied' })
  assert.equal(standingOf({ data: [1], error: problem, isPending: false }).is, 'denied')
})

test('without data an error is a failure, a missing thing is gone, and neither is loading', () => {
  assert.equal(standingOf({ error: new Error('net'), isPending: false }).is, 'failed')
  assert.equal(
    standingOf({ error: new Problem({ status: 404, code: 'case.not_found' }), isPending: false }).is,
    'gone',
  )
  assert.equal(standingOf({ isPending: true }).is, 'loading')
})
