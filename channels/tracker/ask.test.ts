// Where a tracker may be asked: nowhere inside unless the desk says so, and never at what is no tracker.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ask, isTrackerUrl, mayAsk } from './ask.ts'
import { factOf, harmless, markOf, unmarked } from './body.ts'
import { TrackerFault } from './fault.ts'

test('public addresses are asked, our own network only where it is allowed, others never', () => {
  for (const address of ['140.82.121.6', '2606:50c0:8000::153']) assert.ok(mayAsk(address, false), address)
  const inside = ['127.0.0.1', '10.1.2.3', '172.16.0.1', '192.168.1.1', '100.64.0.1', '::1', 'fd12::1']
  const mapped = ['::ffff:127.0.0.1', '::ffff:10.0.0.1']
  for (const address of [...inside, ...mapped]) {
    assert.ok(!mayAsk(address, false), address)
    assert.ok(mayAsk(address, true), address)
  }
  const others = ['169.254.169.254', '::ffff:169.254.169.254', '0.0.0.0', '224.0.0.1', '255.255.255.255']
  const more = ['::', 'fe80::1', 'ff02::1', 'fd00:ec2::254', '100.100.100.200', '64:ff9b::a9fe:a9fe', 'x']
  for (const address of [...others, ...more]) assert.ok(!mayAsk(address, true), address)
})

test('an address is in secret or on this machine, and carries nothing beside', () => {
  for (const url of ['https://git.example/api/v4', 'http://127.0.0.1:3000']) assert.ok(isTrackerUrl(url), url)
  const wrong = [
    'http://git.example',
    'ftp://git.example',
    'https://a:b@git.example',
    'https://git.example?x=1',
    'x',
  ]
  for (const url of [...wrong, 'http://127.0.0.1.evil.example']) assert.ok(!isTrackerUrl(url), url)
})

test('however an inner address is written, it is not asked', async () => {
  const forms = ['https://2130706433/', 'https://0x7f.1/', 'https://[::ffff:7f00:1]/', 'https://localhost/']
  for (const url of forms)
    await assert.rejects(
      ask({ method: 'GET', url, headers: {} }, { isPrivateAllowed: false, timeoutMs: 2_000 }),
      fault => fault instanceof TrackerFault && fault.code === 'private_address',
      url,
    )
})

test('our mark is known again, and nobody else can write one', () => {
  const secret = new Uint8Array(32).fill(7)
  const mark = markOf(secret, 'chr_a', 3)
  assert.deepEqual(factOf(secret, `words\n${mark}`), { matter: 'chr_a', seq: 3 })
  assert.equal(factOf(secret, mark.replace('chr_a', 'chr_b')), null)
  assert.equal(factOf(new Uint8Array(32), mark), null)
  assert.equal(unmarked(`words\n${mark} <!-- never closed`), 'words')
  assert.equal(factOf(secret, harmless(mark)), null, 'words that hold a mark lose it')
})
