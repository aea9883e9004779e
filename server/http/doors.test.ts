// The small parts the HTTP door is made of: passwords, limits, links, languages, names of files.
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { instant } from '#core/kit/time.ts'
import { backOff, buckets, turnstile } from '#server/http/limits.ts'
import { isPassword, passwordFault, passwordHash } from '#server/http/password.ts'
import { contentOf, contentToken, linkMs } from '#server/http/signed-link.ts'
import { plainName } from '#server/http/upload-file.ts'
import { acceptedLanguage } from '#server/http/words.ts'

describe('a password', () => {
  it('is kept in PHC form and known again, however its letters are composed', async () => {
    const hash = await passwordHash('räksmörgås på tåget')
    assert.match(hash, /^\$argon2id\$v=19\$m=19456,t=2,p=1\$[\w+/]{22}\$[\w+/]{43}$/)
    assert.equal(await isPassword('räksmörgås på tåget'.normalize('NFD'), hash), true)
    assert.equal(await isPassword('räksmörgås på tågeT', hash), false)
    assert.notEqual(await passwordHash('räksmörgås på tåget'), hash)
  })

  it('of nobody is never right', async () => {
    assert.equal(await isPassword('', null), false)
  })

  it('kept in another form is a fault', async () => {
    await assert.rejects(isPassword('x', '$2b$10$abc'))
  })

  const rows: [string, string[], ReturnType<typeof passwordFault>][] = [
    ['fourteen signs', [], 'password.too_short'],
    ['fifteen letters', [], null],
    ['aaaaaaaaaaaaaaaa', [], 'password.too_common'],
    ['PasswordPassword', [], 'password.too_common'],
    ['karin.holm@desk.example', ['karin.holm@desk.example'], 'password.too_common'],
    ['åäöåäöüß日本語кот 1', [], null],
  ]
  for (const [password, about, fault] of rows)
    it(`“${password}” ${fault ?? 'is good'}`, () => assert.equal(passwordFault(password, about), fault))
})

describe('limits', () => {
  it('a bucket empties and refills', () => {
    let at = 0
    const bucket = buckets({ most: 2, perMinute: 60 }, () => at)
    assert.deepEqual([bucket.take('a'), bucket.take('a'), bucket.take('a'), bucket.take('b')], [0, 0, 1, 0])
    at = 1000
    assert.deepEqual([bucket.take('a'), bucket.take('a')], [0, 1])
  })

  it('the back-off doubles up to a quarter of an hour, and ends with success', () => {
    let at = 0
    const tries = backOff(() => at)
    const waits = []
    for (let i = 0; i < 18; i++) {
      tries.failed('a')
      waits.push(tries.waitSeconds('a'))
    }
    assert.deepEqual(waits.slice(3, 8), [0, 1, 2, 4, 8])
    assert.equal(waits.at(-1), 900)
    at = 900_000
    assert.equal(tries.waitSeconds('a'), 0)
    tries.succeeded('a')
    tries.failed('a')
    assert.equal(tries.waitSeconds('a'), 0)
  })

  it('a turnstile lets few in at once and turns away what finds no room', async () => {
    const enter = turnstile(1, 1)
    let leave = () => {}
    const first = enter(
      () =>
        new Promise<string>(resolve => {
          leave = () => resolve('first')
        }),
    )
    const second = enter(async () => 'second')
    assert.equal(await enter(async () => 'third'), null)
    leave()
    assert.deepEqual(
      [await first, await second, await enter(async () => 'fourth')],
      ['first', 'second', 'fourth'],
    )
  })
})

describe('a link to content', () => {
  const secret = new Uint8Array(32).fill(7)
  const file = { kind: 'file', sha256: 'ab', type: 'text/plain', name: 'a.txt', size: 1 } as const
  const token = contentToken(secret, file, instant(0))

  it('leads there until it expires', () => {
    assert.deepEqual(contentOf(secret, token, instant(linkMs - 1)), file)
    assert.equal(contentOf(secret, token, instant(linkMs)), null)
  })

  it('leads nowhere when a letter of it is changed, or when another signed it', () => {
    for (const wrong of ['', '.', '..', `${token}.`, token.slice(1), `x${token}`, token.slice(0, -2)])
      assert.equal(contentOf(secret, wrong, instant(0)), null, wrong)
    assert.equal(contentOf(new Uint8Array(32), token, instant(0)), null)
  })
})

describe('what comes from outside', () => {
  const names: [string, string][] = [
    ['../../etc/passwd', 'passwd'],
    ['C:\\Users\\anna\\bild.png', 'bild.png'],
    ['a\u0000b\r\n.txt', 'ab.txt'],
    ['invoice\u202Efdp.exe', 'invoicefdp.exe'],
    ['/', 'file'],
    ['x'.repeat(500), 'x'.repeat(200)],
  ]
  for (const [name, plain] of names)
    it(`a file named ${JSON.stringify(name.slice(0, 30))} is kept by a plain name`, () =>
      assert.equal(plainName(name), plain))

  const wished: [string | undefined, string | null][] = [
    [undefined, null],
    ['', null],
    ['sv-SE,sv;q=0.9,en;q=0.8', 'sv'],
    ['fr, de;q=0.3, it;q=0.7', 'it'],
    ['ru;q=0, ca', 'ca'],
    ['*', null],
    ['de;q=abc, ru;q=0.1', 'ru'],
  ]
  for (const [header, language] of wished)
    it(`Accept-Language ${JSON.stringify(header)} is ${language}`, () =>
      assert.equal(acceptedLanguage(header), language))
})
