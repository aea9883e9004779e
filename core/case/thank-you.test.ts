// The thank-you, on sentences of our own in each language: every one that thanks is known but for a few, and
// none that says more is taken for thanks.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { isThankYou } from '#core/case/thank-you.ts'
import { languages } from '#core/people/language.ts'

const folder = new URL('../../test/thanks/', import.meta.url)

for (const language of languages) {
  const lines = readFileSync(new URL(`${language}.txt`, folder), 'utf8')
    .split('\n')
    .filter(Boolean)
  const said = (mark: string) =>
    lines.filter(line => line.startsWith(mark)).map(line => line.slice(2).replaceAll(' / ', '\n'))
  test(`${language}: thanks are known for what they are`, () => {
    const all = said('+')
    assert.ok(all.length >= 30)
    const missed = all.filter(words => !isThankYou(words))
    assert.ok(missed.length <= all.length * 0.1, missed.join('\n'))
  })
  test(`${language}: whatever says more is a message like any other`, () => {
    const all = said('-')
    assert.ok(all.length >= 60)
    assert.deepEqual(
      all.filter(words => isThankYou(words)),
      [],
    )
  })
}

test('what is quoted below counts for nothing, and nothing at all is no thanks', () => {
  assert.equal(isThankYou('Thanks!\n> Is it working?'), true)
  for (const words of ['', '   ', '> Thanks', '👍', `Thanks ${'a '.repeat(300)}`])
    assert.equal(isThankYou(words), false, words)
  assert.equal(isThankYou('Thanks\nNo'), false)
  assert.equal(isThankYou('Thanks Anna Bo Carl Dora Eve'), false, 'a list of names is no thanks')
})
