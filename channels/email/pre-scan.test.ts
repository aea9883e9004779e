import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type PreScanRefusal, preScan } from './pre-scan.ts'

const head = 'From: a@example.com\r\n'
const multipart = (boundary: string) => `Content-Type: multipart/mixed; boundary=${boundary}\r\n\r\n`
const part = (boundary: string, headers = '') => `--${boundary}\r\n${headers}\r\n\r\n`

const nested = (depth: number): string => {
  let mail = head
  for (let at = 0; at < depth; at++) mail += `${multipart(`b${at}`)}--b${at}\r\n`
  return mail
}

const bombs: Record<string, [PreScanRefusal, () => string]> = {
  'a million parts': ['mail.too_many_parts', () => head + multipart('b') + '--b\r\n\r\n'.repeat(1_000_000)],
  'fifty thousand attachments': [
    'mail.too_many_parts',
    () => head + multipart('b') + part('b', 'Content-Disposition: attachment; filename=a').repeat(50_000),
  ],
  'parts ten thousand deep': ['mail.too_deep', () => nested(10_000)],
  'twenty thousand nested messages': [
    'mail.too_many_nested',
    () => head + 'Content-Type: message/rfc822\r\n\r\n'.repeat(20_000),
  ],
  'a header of 20 MB': ['mail.header_too_large', () => `${head}X: ${'a'.repeat(20_000_000)}\r\n\r\n`],
  'a million headers': ['mail.header_too_large', () => `${head}${'X: a\r\n'.repeat(1_000_000)}\r\n`],
  'a thousand lines over the limit of a header': [
    'mail.header_too_large',
    () => `${head}${'X:\r\n'.repeat(3_000)}\r\n`,
  ],
  'half a million addresses': [
    'mail.header_too_large',
    () => `${head}To: ${'a@b.se,'.repeat(500_000)}\r\n\r\n`,
  ],
  'more addresses than allowed': [
    'mail.too_many_addresses',
    () => `${head}To: ${'a@b.se,'.repeat(600)}\r\n\r\n`,
  ],
  'nested groups': ['mail.too_many_addresses', () => `${head}To: ${'g:'.repeat(5_000)}a@b.se\r\n\r\n`],
  'comments in comments': ['mail.too_many_addresses', () => `${head}To: ${'('.repeat(5_000)}a@b.se\r\n\r\n`],
  'a flood of references': [
    'mail.too_many_references',
    () => `${head}References: ${'<a@b> '.repeat(5_000)}\r\n\r\n`,
  ],
  'HTML of 2.5 MB': [
    'mail.html_too_large',
    () => `${head}Content-Type: text/html\r\n\r\n${'<div>'.repeat(500_000)}`,
  ],
  'more than 50 MB': ['mail.too_large', () => head + 'a'.repeat(51 * 1024 * 1024)],
  'nothing at all': ['mail.empty', () => ''],
}

for (const [name, [refused, make]] of Object.entries(bombs)) {
  test(`a mail with ${name} is refused within a second`, () => {
    const raw = Buffer.from(make(), 'latin1')
    const since = performance.now()
    const verdict = preScan(raw)
    const takenMs = performance.now() - since
    assert.equal(verdict.ok ? 'let in' : verdict.refused, refused)
    assert.match(verdict.ok ? '' : verdict.smtp, /^55[24] 5\.[36]\.\d /)
    assert.ok(takenMs < 1_000, `took ${takenMs} ms`)
  })
}

test('a large mail within the limits is let in, its delimiters counted once each', () => {
  const body = `${'A'.repeat(76)}\r\n`.repeat(400_000)
  const raw = Buffer.from(
    `${head}${multipart('b')}${part('b')}hej\r\n${part('b')}${body}--b--\r\nepilogue --b\r\n`,
  )
  assert.deepEqual(preScan(raw), { ok: true, parts: 3, outerParts: 3 })
})

test('lines that only look like delimiters are not counted', () => {
  const raw = Buffer.from(`${head}${multipart('b')}--b\r\n\r\n--bc\r\n--\r\n -- b\r\n--b--\r\n`)
  assert.deepEqual(preScan(raw), { ok: true, parts: 2, outerParts: 2 })
})

test('parts of a nested message are counted apart', () => {
  const inner = `${head}${multipart('i')}--i\r\n\r\nx\r\n--i--\r\n`
  const raw = Buffer.from(
    `${head}${multipart('b')}--b\r\nContent-Type: message/rfc822\r\n\r\n${inner}--b--\r\n`,
  )
  assert.deepEqual(preScan(raw), { ok: true, parts: 3, outerParts: 2 })
})
