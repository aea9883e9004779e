// What a domain says of a key, in each of its wrong forms; and signatures of both kinds, as a far server
// reckons them.
import assert from 'node:assert/strict'
import { before, describe, test } from 'node:test'
import { authenticate } from 'mailauth'
import {
  type DkimAlgorithm,
  type DkimFinding,
  type DkimPair,
  dkimRecord,
  lookUpDkim,
  newDkimPair,
  signedMail,
} from './dkim.ts'

const pairs = {} as Record<DkimAlgorithm, DkimPair>
before(async () => {
  for (const one of ['rsa', 'ed25519'] as const) pairs[one] = await newDkimPair(one)
})
const fault = (code: string) => Object.assign(new Error(code), { code })

describe('what a domain says of a key', () => {
  const rows: [string, (own: string) => string[][] | Error, DkimFinding][] = [
    ['the record as we showed it', own => [[own]], 'seen'],
    ['it cut in pieces, as long ones lie', own => [[own.slice(0, 200), own.slice(200)]], 'seen'],
    ['blanks within the key, and no version', own => [[own.slice(10).replace('p=MII', 'p= MII ')]], 'seen'],
    ['other texts beside it', own => [['v=spf1 -all'], [own]], 'seen'],
    ['nothing', () => fault('ENODATA'), 'missing'],
    ['a name that is not there', () => fault('ENOTFOUND'), 'missing'],
    ['another text alone', () => [['v=spf1 -all']], 'missing'],
    ['a key of somebody else', () => [['v=DKIM1; p=MIIBIjANBg']], 'different'],
    ['the key with its end cut off', own => [[own.slice(0, 255)]], 'different'],
    ['a key taken back', () => [['v=DKIM1; p=']], 'revoked'],
    ['two keys', own => [[own], ['v=DKIM1; p=MIIBIjANBg']], 'several'],
    ['our key for another kind of signature', own => [[own.replace('k=rsa', 'k=ed25519')]], 'wrong_tags'],
    ['our key for something else than mail', own => [[`${own}; s=tlsrpt`]], 'wrong_tags'],
    ['our key for hashes nobody makes any more', own => [[`${own}; h=sha1`]], 'wrong_tags'],
    ['no answer', () => fault('ETIMEOUT'), 'unreachable'],
  ]
  for (const [name, answer, finding] of rows)
    test(`${name}: ${finding}`, async () => {
      const key = { algorithm: 'rsa', publicKey: pairs.rsa.publicKey } as const
      const said = answer(dkimRecord(key))
      const resolve = async () => (said instanceof Error ? Promise.reject(said) : said)
      assert.equal((await lookUpDkim(resolve, 'x._domainkey.desk.example', key)).finding, finding)
    })
})

describe('a signed mail', () => {
  const raw = Buffer.from(
    [
      ...['From: Support <support@desk.example>', 'To: anna@example.org', 'Subject: Your router'],
      ...['Date: Mon, 23 Nov 2026 09:00:00 +0000', 'Message-ID: <a@desk.example>', '', 'Restart it.', ''],
    ].join('\r\n'),
  )
  const records = (): Record<string, string> => ({
    'r._domainkey.desk.example': dkimRecord({ algorithm: 'rsa', publicKey: pairs.rsa.publicKey }),
    'e._domainkey.desk.example': dkimRecord({ algorithm: 'ed25519', publicKey: pairs.ed25519.publicKey }),
  })
  const verified = async (mail: Buffer) => {
    const resolver = async (name: string) => {
      const found = records()[name]
      return found ? [[found]] : Promise.reject(fault('ENOTFOUND'))
    }
    const { dkim } = await authenticate(mail, { resolver: resolver as never, disableBimi: true })
    return (dkim?.results ?? []).map(one => one.status?.result)
  }
  const signed = () =>
    signedMail(raw, [
      { domain: 'desk.example', selector: 'r', privateKey: pairs.rsa.privateKey },
      { domain: 'desk.example', selector: 'e', privateKey: pairs.ed25519.privateKey },
    ])

  test('holds by both kinds of key, and its own bytes stand after the signatures unchanged', async () => {
    const mail = await signed()
    assert.deepEqual(await verified(mail), ['pass', 'pass'])
    assert.ok(mail.subarray(-raw.length).equals(raw))
  })

  for (const [what, from, to] of [
    ['its sender', 'support@', 'boss@'],
    ['its subject', 'router', 'invoice'],
    ['its words', 'Restart', 'Replace'],
  ] as const)
    test(`does not hold any more when ${what} was altered`, async () => {
      const altered = Buffer.from((await signed()).toString().replace(from, to))
      assert.ok(!(await verified(altered)).includes('pass'))
    })

  test('of forty megabytes holds up nobody for long', async () => {
    const large = Buffer.concat([raw, Buffer.alloc(40_000_000, `${'x'.repeat(74)}\r\n`)])
    const begun = performance.eventLoopUtilization()
    let longest = 0
    let last = performance.now()
    const timer = setInterval(() => {
      longest = Math.max(longest, performance.now() - last)
      last = performance.now()
    }, 1)
    const mail = await signedMail(large, [
      { domain: 'desk.example', selector: 'r', privateKey: pairs.rsa.privateKey },
    ])
    clearInterval(timer)
    assert.ok(mail.length > large.length)
    // Of all the time it was busy only a small part was in one piece.
    const { active } = performance.eventLoopUtilization(begun)
    assert.ok(longest < Math.max(active / 4, 50), `${longest} of ${active} ms in one piece`)
  })
})
