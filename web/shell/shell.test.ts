// Addresses and remembered cases of the shell.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isAt, places } from './places.ts'
import { withRecent } from './recent.ts'
import { readSearch, writeSearch } from './search-text.ts'

test('the query string is plain texts, both ways', () => {
  assert.deepEqual(readSearch('?f=level%3A2&sort=clock'), { f: 'level:2', sort: 'clock' })
  assert.equal(writeSearch({ f: 'level:2', sort: '', q: undefined }), '?f=level%3A2')
  assert.equal(writeSearch({}), '')
})

test('a case belongs to the queue, and /s is not the beginning of /set', () => {
  const place = (id: string) => places.find(one => one.id === id)!
  assert.equal(isAt(place('queue'), '/c/4821'), true)
  assert.equal(isAt(place('search'), '/s'), true)
  assert.equal(isAt(place('search'), '/set'), false)
})

test('nine cases are remembered, the newest first, none twice', () => {
  const one = (number: number) => ({ number, subject: '', customerName: '' })
  const nine = Array.from({ length: 9 }, (_, index) => one(index))
  assert.deepEqual(
    withRecent(nine, one(4)).map(each => each.number),
    [4, 0, 1, 2, 3, 5, 6, 7, 8],
  )
  assert.equal(withRecent(nine, one(99)).length, 9)
})
