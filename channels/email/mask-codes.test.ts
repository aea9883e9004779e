import assert from 'node:assert/strict'
import { test } from 'node:test'
import { maskCodes } from './mask-codes.ts'

const secrets = [
  ['Your verification code is 482913.', '482913'],
  ['Code: 4829', '4829'],
  ['Your code: 482 913', '482 913'],
  ['Use 482-913 to sign in', '482-913'],
  ['G-482913 is your Google verification code', '482913'],
  ['Your Slack code is ABC-123', 'ABC-123'],
  ['Enter XK4F9Q to go on', 'XK4F9Q'],
  ['Enter QWZKPT to go on', 'QWZKPT'],
  ['Din kod är 48 29 13', '48 29 13'],
  ['Il codice è 48291377', '48291377'],
  ['Ihr Code lautet 1234-5678', '1234-5678'],
  ['El vostre codi: 482913', '482913'],
  ['Ваш код: 482913', '482913'],
  ['Ваш код 4829 — никому не сообщайте', '4829'],
  ['Confirm: https://app.example/verify?token=abcDEF_123-xyz', 'abcDEF'],
  ['<https://app.example/r/9f8a7b6c5d>', '9f8a7b6c5d'],
  ['Open myapp://login#code=zzz', 'zzz'],
  ['see (https://a.example/x/secretpath) now', 'secretpath'],
] as const
for (const [text, secret] of secrets)
  test(`what lets somebody in is taken out: ${text}`, () => {
    assert.ok(text.includes(secret))
    assert.ok(!maskCodes(text).includes(secret), maskCodes(text))
  })

test('the house of a link stays, and so do the words around', () => {
  assert.equal(
    maskCodes('Please confirm your address: https://app.example/verify?t=1 Thank you, Anna'),
    'Please confirm your address: https://app.example/••• Thank you, Anna',
  )
  for (const text of ['Out of office until Monday', 'Jag är borta 3 dagar', 'Anna & Bo', ''])
    assert.equal(maskCodes(text), text)
})

test('a long text is masked at once', () => {
  const begun = performance.now()
  maskCodes('a1'.repeat(200_000) + ' 12 34'.repeat(50_000) + 'https://'.repeat(20_000))
  assert.ok(performance.now() - begun < 1_000)
})
