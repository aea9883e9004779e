// Mails made to hurt whoever reads them: each has a verdict within a second (and a tenth more for every
// megabyte), and none holds up the process that takes mail in. Not: single limits (pre-scan.test.ts).
import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { openReader } from './reader.ts'
import { bombHead, bombs } from './testing-bombs.ts'

const reader = openReader()
after(() => reader.close())

test('there are at least forty of them', () => assert.ok(bombs.length >= 40))

type Taken = { readonly said: string; readonly ms: number; readonly stalledMs: number }
async function taken(raw: Buffer): Promise<Taken> {
  await reader.readMail(Buffer.from(`${bombHead}\r\nwarm`))
  const before = process.threadCpuUsage()
  const since = performance.now()
  const pending = reader.readMail(raw)
  const { user, system } = process.threadCpuUsage(before)
  const verdict = await pending
  const said = 'unreadable' in verdict ? verdict.unreadable : 'read'
  return { said, ms: performance.now() - since, stalledMs: (user + system) / 1_000 }
}

for (const [name, make] of bombs) {
  test(`a mail of ${name} has a verdict at once and stalls nobody`, async () => {
    const raw = Buffer.from(make(), 'latin1')
    const limitMs = 1_000 + 100 * Math.max(0, raw.length / 1e6 - 1)
    let one = await taken(raw)
    // Whatever else runs on this machine takes its part: what the mail needs is the least of six.
    for (let again = 0; again < 5 && one.ms >= limitMs; again++) one = await taken(raw)
    const { said, ms, stalledMs } = one
    assert.notEqual(said, 'mail.parser_crashed')
    assert.notEqual(said, 'mail.parser_timeout')
    assert.ok(ms < limitMs, `${said} after ${Math.round(ms)} ms`)
    assert.ok(stalledMs <= 50, `held the taker up for ${Math.round(stalledMs)} ms`)
  })
}
