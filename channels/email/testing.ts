// For tests: a mail as bytes and as it is read, without a child process.
import assert from 'node:assert/strict'
import { isUnreadable, type Mail } from './mail.ts'
import { parseMail } from './parse.ts'
import { preScan } from './pre-scan.ts'

/** Reads a mail as the child process does; a text gets the line ends mails have. */
export function readLetter(raw: string | Buffer, encoding: BufferEncoding = 'utf8'): Mail {
  const bytes = typeof raw === 'string' ? Buffer.from(raw.replace(/\n/g, '\r\n'), encoding) : raw
  const scan = preScan(bytes)
  assert.ok(scan.ok, scan.ok ? '' : scan.refused)
  const mail = parseMail(bytes, { outerParts: scan.outerParts, ownDomain: 'desk.example' })
  assert.ok(!isUnreadable(mail), JSON.stringify(mail))
  return mail
}
