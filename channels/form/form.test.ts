import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  isMailAddress,
  phoneNumber,
  plainLine,
  plainWords,
  subjectOf,
  whoFaults,
  wordsFaults,
} from '#channels/form/form.ts'

const codes = (faults: readonly { code: string }[]) => faults.map(one => one.code)

test('words keep their lines and lose what only machines see', () => {
  assert.equal(plainWords('  It\u0000 blinks\r\nred\u0007 '), 'It blinks\nred')
  assert.equal(plainWords('\ud800x'), '\ufffdx')
  assert.equal(plainLine(' a\n\n b '), 'a b')
  assert.equal(plainLine('x'.repeat(500)).length, 200)
})

test('words are needed where they are asked for, and have a longest length', () => {
  assert.deepEqual(codes(wordsFaults('', true)), ['words_missing'])
  assert.deepEqual(codes(wordsFaults('', false)), [])
  assert.deepEqual(codes(wordsFaults('x'.repeat(5000), true)), [])
  assert.deepEqual(wordsFaults('x'.repeat(5001), true)[0]?.values, { count: 5001, most: 5000 })
})

test('a mail address has one sign and a domain with a dot', () => {
  for (const good of ['a@b.se', "anna.o'neil+x@sub.example.org", 'å@exämple.se'])
    assert.ok(isMailAddress(good), good)
  for (const bad of [
    '',
    'a',
    'a@b',
    '@b.se',
    'a@b.',
    'a b@c.se',
    'a@b.se, c@d.se',
    'a@b@c.se',
    'a@b.se\nbcc:x@y.se',
    `${'x'.repeat(250)}@b.se`,
  ])
    assert.ok(!isMailAddress(bad), bad)
})

test('a phone number has its country code', () => {
  assert.equal(phoneNumber('+46 70-123 45 67'), '+46701234567')
  assert.equal(phoneNumber('0046 (70) 123.45.67'), '+46701234567')
  for (const bad of ['070 123 45 67', '+46', '+0 123 456 789', '+46 70 abc 45', ''])
    assert.equal(phoneNumber(bad), null, bad)
})

test('a name and one way to reach somebody are enough', () => {
  assert.deepEqual(codes(whoFaults({ name: '', mail: '', tel: '' })), ['name_missing', 'reach_missing'])
  assert.deepEqual(codes(whoFaults({ name: 'A', mail: 'x', tel: '1' })), ['mail_wrong', 'tel_wrong'])
  assert.deepEqual(codes(whoFaults({ name: 'A', mail: '', tel: '+46701234567' })), [])
})

test('a case is named by the first sentence, cut at a word', () => {
  assert.equal(
    subjectOf('The internet goes off every evening. Then it comes back.'),
    'The internet goes off every evening',
  )
  assert.equal(subjectOf('Hi! It is broken since 3.5 days'), 'Hi! It is broken since 3.5 days')
  assert.equal(subjectOf('first line\nsecond'), 'first line')
  const long = subjectOf('word '.repeat(40))
  assert.ok(long.length <= 80 && long.endsWith('word…'), long)
  assert.equal([...subjectOf('🙂'.repeat(100))].length, 80)
})
