// Mail of bare CRs is read in the lines it was written in; a CR within a mail of proper lines begins no
// field.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { withLineEnds } from './line-ends.ts'
import { readLetter } from './testing.ts'

const lines = ['From: Anna <anna@example.org>', 'Subject: Router', '', 'The router', 'is off.', '', 'Anna']

test('a mail whose lines end with a bare CR is read as its writer saw it, whatever SMTP set behind it', () => {
  for (const end of ['', '\r', '\r\n', '\r\r\n', '\n', '\r\n\r\n']) {
    const mail = readLetter(Buffer.from(lines.join('\r') + end))
    const read = [mail.from?.address, mail.subject, mail.reply]
    assert.deepEqual(read, ['anna@example.org', 'Router', 'The router\nis off.\n\nAnna'], JSON.stringify(end))
  }
})

test('parts and files of such a mail are found, too', () => {
  const mail = [
    'From: anna@example.org',
    'Content-Type: multipart/mixed; boundary=b',
    ...['', '--b', '', 'See the log.', '--b'],
    ...['Content-Type: text/plain; name=log.txt', 'Content-Disposition: attachment; filename=log.txt'],
    ...['', 'one', 'two', '--b--', ''],
  ]
  const { reply, attachments } = readLetter(Buffer.from(mail.join('\r')))
  assert.equal(reply, 'See the log.')
  assert.deepEqual(
    attachments.map(({ name, bytes }) => [name, Buffer.from(bytes).toString()]),
    [['log.txt', 'one\ntwo']],
  )
})

test('where a mail has lines, a CR among them is no line end: nobody hides a field behind one', () => {
  const hidden =
    'Received: by mx\r\nFrom: anna@example.org\r\nSubject: a\rFrom: boss@example.org\r\n\r\nHi\rthere\r\n'
  const { from, subject, reply } = readLetter(Buffer.from(hidden))
  assert.deepEqual(
    [from?.address, subject, reply],
    ['anna@example.org', 'a From: boss@example.org', 'Hi\nthere'],
  )
})

test('only such mails are copied, and none so large that it would hold others up', () => {
  for (const raw of ['', 'Subject: a', 'Subject: a\r\n\r\nb\rc\r\n', 'Subject: a\n\nb']) {
    const bytes = Buffer.from(raw)
    assert.equal(withLineEnds(bytes), bytes, JSON.stringify(raw))
  }
  assert.equal(Buffer.from(withLineEnds(Buffer.from('a\rb\r\r\n'))).toString(), 'a\nb\n\r\n')
  const large = Buffer.alloc(5 * 1024 * 1024, '\r')
  assert.equal(withLineEnds(large), large)
})
