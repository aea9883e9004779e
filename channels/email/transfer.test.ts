// What is decoded in pieces is what decoding it at once gives: wherever lines end, whatever stands between.
// Not: other encodings, which the structures of mails show (structures.test.ts).
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { decodeTransfer } from './transfer.ts'

/** Bytes that repeat nowhere near. */
function bytesOf(size: number, seed: number): Buffer {
  let state = seed
  return Buffer.from(
    Uint8Array.from({ length: size }, () => {
      state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0
      return state >>> 24
    }),
  )
}
const lines = (text: string, letters: number, end: string) =>
  text.replace(new RegExp(`.{${letters}}`, 'g'), `$&${end}`)
const file = bytesOf(700_001, 7)
const text = file.toString('base64')

const written: Readonly<Record<string, string>> = {
  'lines of 76 letters': lines(text, 76, '\r\n'),
  'lines that end within four letters': lines(text, 61, '\r\n'),
  'line feeds alone': lines(text, 75, '\n'),
  'a letter a line': lines(text.slice(0, 700_000), 1, '\n') + text.slice(700_000),
  'no line at all': text,
  'blanks between letters': lines(text, 5, ' \t'),
  'blank lines in between': lines(text, 300, '\r\n\r\n\n'),
  'letters of no alphabet': lines(text, 1_000, '\0\x80!'),
  'one such letter late': `${text.slice(0, 500_000)}\x80${text.slice(500_000)}`,
  'the other alphabet': lines(file.toString('base64url'), 77, '\r\n'),
  'no padding': lines(text.replace(/=+$/, ''), 76, '\r\n'),
}
for (const [what, body] of Object.entries(written))
  test(`a large file in base64 is whole: ${what}`, () => {
    assert.ok(decodeTransfer(Buffer.from(body, 'latin1'), 'base64').equals(file))
  })
