// Mails made to hurt whoever reads them: each has a verdict within a second (and a tenth more for every
// megabyte), and none holds up the process that takes mail in. Not: single limits (pre-scan.test.ts).
import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { openReader } from './reader.ts'
import { bombHead, bombs } from './testing-bombs.ts'

const reader = openReader()
after(() => reader.close())

test('there are at least forty of them', () => assert.ok(bombs.length >= 40))

for (const [name, make] of bombs) {
  test(`a mail of ${name} has a verdict at once and stalls nobody`, async () => {
    const raw = Buffer.from(make(), 'latin1')
    await reader.readMail(Buffer.from(`${bombHead}\r\nwarm`))
    const before = process.threadCpuUsage()
    const since = performance.now()
    const pending = reader.readMail(raw)
    const { user, system } = process.threadCpuUsage(before)
    const stalledMs = (user + system) / 1_000
    const verdict = await pending
    const takenMs = performance.now() - since
    const limitMs = 1_000 + 100 * Math.max(0, raw.length / 1e6 - 1)
    const said = 'unreadable' in verdict ? verdict.unreadable : 'read'
    assert.notEqual(said, 'mail.parser_crashed')
    assert.notEqual(said, 'mail.parser_timeout')
    assert.ok(takenMs < limitMs, `${said} after ${Math.round(takenMs)} ms`)
    assert.ok(stalledMs <= 50, `held the taker up for ${Math.round(stalledMs)} ms`)
  })
}
