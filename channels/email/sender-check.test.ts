// Checks of senders against zones of our own: signatures that hold and break, addresses that may send, seals.
import assert from 'node:assert/strict'
import { generateKeyPairSync } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { authenticate } from 'mailauth'
import { dkimSign } from 'mailauth/lib/dkim/sign.js'
import { sealMessage } from 'mailauth/lib/arc/index.js'
import { parseAllDocuments } from 'yaml'
import { type SenderChecks, usualChecks } from '#core/case/sender-check.ts'
import { type Handed, openSenderChecker } from './sender-check.ts'
import { unsignedKey, unsignedResults } from './unsigned.ts'
import type { Resolve } from './dns-cache.ts'

const keys = () => {
  const { publicKey, privateKey } = generateKeyPairSync('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'der' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  })
  return { txt: `v=DKIM1; k=rsa; p=${publicKey.toString('base64')}`, privateKey }
}
const [own, far] = [keys(), keys()]
type Zone = Readonly<Record<string, unknown>>
const zone: Zone = {
  'TXT s1._domainkey.strict.example': [[own.txt]],
  'TXT _dmarc.strict.example': [['v=DMARC1; p=reject']],
  'TXT strict.example': [['v=spf1 ip4:192.0.2.1 -all']],
  'TXT s1._domainkey.forwarder.example': [[far.txt]],
  'TXT _dmarc.asks.example': [['v=DMARC1; p=none']],
  'TXT only-spf.example': [['v=spf1 ip4:192.0.2.1 -all']],
}
const fault = (code: string) => Object.assign(new Error(code), { code })
const resolverOf =
  (records: Zone): Resolve =>
  async (name, type) => {
    const found = records[`${type} ${name.toLowerCase()}`]
    if (found === undefined) throw fault('ENOTFOUND')
    if (typeof found === 'string') throw fault(found)
    return found
  }
const checker = openSenderChecker({ host: 'desk.example', resolve: resolverOf(zone) })
after(() => checker.close())

const written = (domain: string, body = 'The printer is silent.') =>
  [
    `From: Anna <anna@${domain}>`,
    'To: support@desk.example',
    'Subject: Printer',
    'Date: Mon, 23 Nov 2026 09:00:00 +0000',
    `Message-ID: <1@${domain}>`,
    '',
    body,
    '',
  ].join('\r\n')
async function signed(domain: string, { privateKey } = own): Promise<string> {
  const raw = written(domain)
  const signatureData = [{ signingDomain: domain, selector: 's1', privateKey }]
  // Its types ask for one key beside the list, its code reads the list only.
  const asked = { canonicalization: 'relaxed/relaxed', signatureData } as never
  const { signatures } = await dkimSign(raw, asked)
  return signatures + raw
}
/** Whom the desk would take for the writer. */
const writerIn = (raw: string): string => /^From:[^\r]*?([^\s<]+@[^\s>,]+)/im.exec(raw)?.[1] ?? ''
const check = (raw: string, more: Partial<Handed> = {}, how: Partial<SenderChecks> = {}) =>
  checker.check(
    {
      ...{ raw: Buffer.from(raw), from: writerIn(raw), headers: [] },
      ...{ ip: null, helo: 'mx.example', mailFrom: '', ...more },
    },
    { ...usualChecks, ...how },
  )
const verdict = async (...asked: Parameters<typeof check>) => (await check(...asked)).sender

test('a signature of the sender’s domain that holds confirms a mail, whoever handed it over', async () => {
  const found = await check(await signed('strict.example'), {
    ip: '198.51.100.7',
    mailFrom: 'x@else.example',
  })
  assert.deepEqual([found.sender, found.dkim, found.dmarc], ['confirmed', 'pass', 'pass'])
  assert.match(found.details, /DKIM strict\.example: pass/)
})
test('changed words, or no signature, are denied by a domain that asks for one', async () => {
  const changed = (await signed('strict.example')).replace('silent', 'on fire')
  const found = await check(changed)
  assert.deepEqual([found.sender, found.dkim, found.spf, found.dmarc], ['denied', 'fail', 'off', 'fail'])
  assert.equal(await verdict(written('strict.example')), 'denied')
})
test('a mail that names two writers is asked of the one the desk takes, whatever the other’s domain says', async () => {
  const mailFrom = 'mallory@evil.example'
  const evil = { ...zone, 'TXT _dmarc.evil.example': [['v=DMARC1; p=reject']] }
  const all = { ...evil, 'TXT evil.example': [['v=spf1 ip4:192.0.2.66 -all']] }
  const own = openSenderChecker({ host: 'desk.example', resolve: resolverOf(all) })
  const from = (words: string) => written('x').replace('From: Anna <anna@x>', words)
  for (const words of [
    'From: Anna <anna@strict.example>\r\nFrom: <mallory@evil.example>',
    'From: <mallory@evil.example>\r\nFrom: Anna <anna@strict.example>',
    'From: anna@strict.example, mallory@evil.example',
    'X-None: here',
  ]) {
    const raw = Buffer.from(from(words))
    const handed = { raw, headers: [], ip: '192.0.2.66', helo: 'x', mailFrom }
    const of = async (writer: string) => (await own.check({ ...handed, from: writer }, usualChecks)).sender
    assert.equal(await of('anna@strict.example'), 'denied', words)
    assert.equal(await of('mallory@evil.example'), 'confirmed', words)
  }
  own.close()
})
test('an address that may send for the domain confirms it, another is denied', async () => {
  const mailFrom = 'anna@strict.example'
  assert.equal(await verdict(written('strict.example'), { ip: '192.0.2.1', mailFrom }), 'confirmed')
  assert.equal(await verdict(written('strict.example'), { ip: '::ffff:192.0.2.1', mailFrom }), 'confirmed')
  assert.equal(await verdict(written('strict.example'), { ip: '192.0.2.9', mailFrom }), 'denied')
})
test('a hard no of SPF alone denies where nothing is signed', async () => {
  const mailFrom = 'anna@only-spf.example'
  assert.equal(await verdict(written('only-spf.example'), { ip: '192.0.2.9', mailFrom }), 'denied')
})
test('a domain that asks for nothing, or publishes nothing, is unknown, never denied', async () => {
  assert.equal(await verdict(written('asks.example')), 'unknown')
  assert.equal(
    await verdict(written('silent.example'), { ip: '192.0.2.9', mailFrom: 'a@silent.example' }),
    'unknown',
  )
})
test('a neighbour that hands on is no sender: SPF is not checked', async () => {
  for (const ip of ['127.0.0.1', '10.1.2.3', '172.20.0.2', '192.168.1.1', '::1', 'fd00::1', 'nonsense', null])
    assert.equal((await check(written('strict.example'), { ip, mailFrom: 'anna@strict.example' })).spf, 'off')
})
test('behind a mail server of ours its own header says who handed over, and only its own', async () => {
  const value = 'from mx.strict.example (mx [192.0.2.1]) by mx.desk.example with ESMTPS; Mon, 23 Nov 2026'
  const headers = [{ name: 'received', value }]
  const mailFrom = 'anna@strict.example'
  const raw = written('strict.example')
  assert.equal(await verdict(raw, { headers, mailFrom }, { receivedHost: 'MX.desk.example' }), 'confirmed')
  assert.equal((await check(raw, { headers, mailFrom }, { receivedHost: 'other.example' })).spf, 'off')
  assert.equal((await check(raw, { headers, mailFrom })).spf, 'off')
})
test('findings of a mail server the desk names are taken, those anybody wrote are not', async () => {
  const header = (by: string, result: string, of = 'strict.example') => ({
    name: 'authentication-results',
    value: `${by}; spf=none smtp.mailfrom=x; dkim=pass (ok) header.d=a.example; dmarc=${result} header.from=${of}`,
  })
  const how = { resultsHost: 'mx.desk.example' }
  const raw = written('strict.example')
  const told = await check(raw, { headers: [header('mx.desk.example', 'pass')] }, how)
  assert.deepEqual([told.sender, told.dkim, told.spf, told.arc], ['confirmed', 'pass', 'none', 'off'])
  assert.equal(await verdict(raw, { headers: [header('mx.desk.example', 'fail')] }, how), 'denied')
  const other = header('mx.desk.example', 'pass', 'evil.example')
  assert.equal(await verdict(raw, { headers: [other] }, how), 'denied', 'it asked of another writer')
  const forged = [header('evil.example', 'pass'), header('mx.desk.example', 'pass')]
  assert.equal(await verdict(raw, { headers: forged }, how), 'denied', 'only the topmost is ours')
  assert.equal(
    await verdict(raw, { headers: [header('mx.desk.example', 'pass')] }),
    'denied',
    'none is named',
  )
})
test('the seal of a forwarder is believed only where the desk lists him', async () => {
  const raw = await signed('strict.example')
  const resolver = resolverOf(zone) as never
  const first = await authenticate(Buffer.from(raw), {
    resolver,
    mta: 'forwarder.example',
    disableBimi: true,
  })
  const seal = { signingDomain: 'forwarder.example', selector: 's1', privateKey: far.privateKey }
  const results = (first.arc as { authResults?: string }).authResults
  const listed = raw.replace('silent.', 'silent.\r\n-- \r\nSent through a list')
  // The list changes the words and seals what it makes of them.
  const sealed = await sealMessage(Buffer.from(listed), {
    ...seal,
    authResults: results,
    cv: 'none',
  } as never)
  const whole = `${Buffer.from(sealed as Uint8Array).toString()}${listed}`
  assert.equal(await verdict(whole), 'denied')
  const believed = await check(whole, {}, { forwarders: ['Forwarder.example'] })
  assert.deepEqual([believed.sender, believed.arc, believed.dkim], ['confirmed', 'pass', 'fail'])
  assert.equal(await verdict(whole, {}, { forwarders: ['other.example'] }), 'denied')
})
test('switched off, nothing is asked; where nothing answers, it is unknown and said so', async () => {
  const none = await check(written('strict.example'), {}, { on: false })
  assert.deepEqual([none.sender, none.dkim, none.dmarc], ['unknown', 'off', 'off'])
  let asked = 0
  const resolve: Resolve = async () => {
    asked += 1
    throw fault('ECONNREFUSED')
  }
  const alone = openSenderChecker({ host: 'desk.example', resolve })
  const one = async (n: number) =>
    alone.check(
      {
        raw: Buffer.from(written(`d${n}.example`)),
        from: `anna@d${n}.example`,
        headers: [],
        ip: '192.0.2.1',
        helo: 'x',
        mailFrom: `a@d${n}.example`,
      },
      usualChecks,
    )
  for (let n = 0; n < 3; n++) assert.equal((await one(n)).sender, 'unknown')
  const before = asked
  const cut = await one(9)
  assert.deepEqual([cut.sender, cut.dmarc], ['unknown', 'error'])
  assert.equal(asked, before, 'nothing more is asked for a while')
  alone.close()
})
test('a name that never answers costs the limit and no more, and the next mail is checked', async () => {
  const stuck: Resolve = (name, type) =>
    name.includes('stuck') ? new Promise(() => {}) : resolverOf(zone)(name, type)
  const hurried = openSenderChecker({ host: 'desk.example', resolve: stuck, limitMs: 4_000 })
  const of = (raw: string) =>
    hurried.check(
      { raw: Buffer.from(raw), from: writerIn(raw), headers: [], ip: null, helo: '', mailFrom: '' },
      usualChecks,
    )
  const begun = performance.now()
  assert.equal((await of(written('stuck.example'))).sender, 'unknown')
  assert.ok(performance.now() - begun < 12_000)
  assert.equal((await of(await signed('strict.example'))).sender, 'confirmed')
  hurried.close()
  assert.equal((await of(written('strict.example'))).sender, 'unknown', 'closed, nothing is checked')
})

const suite = join(process.env.CORPORA_DIR ?? '../shared/corpora', 'email-auth/spf/rfc7208-tests.yml')
type Scenario = {
  readonly tests: Record<string, { helo: string; host: string; mailfrom: string; result: string | string[] }>
  readonly zonedata: Record<string, readonly (string | Record<string, unknown>)[]>
}
function zoneOf({ zonedata }: Scenario): Zone {
  const records: Record<string, unknown> = {}
  const add = (type: string, name: string, value: unknown) => {
    const key = `${type} ${name.toLowerCase()}`
    const known = records[key]
    records[key] = Array.isArray(known) ? [...known, value] : [value]
  }
  const text = (value: unknown) => [value].flat().map(String)
  for (const [name, all] of Object.entries(zonedata)) {
    const hasTxt = all.some(one => typeof one === 'object' && 'TXT' in one)
    for (const one of all) {
      if (one === 'TIMEOUT') {
        for (const type of ['TXT', 'A', 'AAAA', 'MX', 'PTR'])
          records[`${type} ${name.toLowerCase()}`] ??= 'ETIMEOUT'
        continue
      }
      for (const [type, value] of Object.entries(one as Record<string, unknown>)) {
        if (type === 'SPF' && !hasTxt) add('TXT', name, text(value))
        if (type === 'TXT' && value !== 'NONE') add('TXT', name, text(value))
        if (type === 'MX')
          add('MX', name, { priority: (value as unknown[])[0], exchange: (value as unknown[])[1] })
        if (type === 'A' || type === 'AAAA' || type === 'PTR') add(type, name, value)
      }
    }
  }
  return records
}
const heldFor = { pass: 'pass', fail: 'fail', softfail: 'fail', none: 'none', neutral: 'none' } as const
const mapped = (result: string) => heldFor[result as keyof typeof heldFor] ?? 'error'

const isSuiteMissing = existsSync(suite) ? false : `there is no suite at ${suite}`

test('the conformance suite of SPF comes out as it says', { skip: isSuiteMissing }, async () => {
  const misses: string[] = []
  let count = 0
  const all = parseAllDocuments(readFileSync(suite, 'utf8')).map(one => one.toJS() as Scenario)
  for (const scenario of all) {
    const own = openSenderChecker({
      host: 'receiver.example',
      resolve: resolverOf(zoneOf(scenario)),
      limitMs: 20_000,
    })
    for (const [name, { helo, host, mailfrom, result }] of Object.entries(scenario.tests)) {
      const raw = Buffer.from(written('none.example'))
      const handed = { raw, from: 'anna@none.example', headers: [], ip: host, helo, mailFrom: mailfrom }
      const found = await own.check(handed, usualChecks)
      // From a neighbour's address we check nothing, whatever a domain says of it.
      if (host.startsWith('192.168.')) continue
      count += 1
      const wanted = [result].flat().map(mapped)
      if (!wanted.some(one => one === found.spf))
        misses.push(`${name}: ${found.spf}, not ${wanted.join(' or ')}`)
    }
    own.close()
  }
  assert.ok(count >= 180)
  assert.ok(misses.length <= count * 0.05, misses.join('\n'))
})

/** A checker of its own, which gets mails as they are read. */
function reading() {
  const one = openSenderChecker({ host: 'desk.example', resolve: resolverOf(zone) })
  const headersOf = (raw: string) =>
    raw
      .slice(0, raw.indexOf('\r\n\r\n'))
      .split(/\r\n(?![ \t])/)
      .map(line => ({ name: line.split(':')[0]!.toLowerCase(), value: line.slice(line.indexOf(':') + 2) }))
  const check = async (raw: string, more: Partial<Handed> = {}) =>
    (
      await one.check(
        {
          ...{ raw: Buffer.from(raw), from: writerIn(raw), headers: headersOf(raw) },
          ...{ ip: null, helo: 'x', mailFrom: '', ...more },
        },
        usualChecks,
      )
    ).sender
  return { check, close: () => one.close() }
}

test('mails without a signature share what their domain says; signed ones are never taken for them', async t => {
  const { check, close } = reading()
  t.after(close)
  const outside = { ip: '198.51.100.7', mailFrom: 'anna@only-spf.example' }
  assert.equal(await check(written('strict.example')), 'denied')
  assert.equal(await check(written('strict.example', 'Other words.')), 'denied')
  assert.equal(await check(await signed('strict.example')), 'confirmed')
  assert.equal(await check(written('asks.example')), 'unknown')
  // Who hands it over belongs to it.
  assert.equal(await check(written('only-spf.example'), outside), 'denied')
  assert.equal(await check(written('only-spf.example'), { ...outside, ip: '192.0.2.1' }), 'unknown')
  assert.equal(await check(written('only-spf.example'), outside), 'denied')
})

test('a sender that programs may read differently is not shared with another', () => {
  const key = (...lines: string[]) =>
    unsignedKey({
      headers: lines.map(line => ({ name: line.split(':')[0]!, value: line.slice(line.indexOf(':') + 2) })),
      ...{ ip: null, helo: '', mailFrom: '' },
    })
  assert.equal(key('from: Anna <anna@A.example>'), key('from: bo@a.example', 'subject: x'))
  assert.notEqual(key('from: anna@a.example'), null)
  for (const lines of [
    ['from: anna@a.example', 'from: bo@b.example'],
    ['from: anna@a.example', 'sender: bo@b.example'],
    ['from: anna@a.example, bo@b.example'],
    ['from: "anna@b.example" <anna@a.example>'],
    ['from: anna@b.example <anna@a.example>'],
    ['from: anna@a.example (bo@b.example)'],
    ['from: =?utf-8?q?Anna?= <anna@a.example>'],
    ['from: anna@ä.example'],
    ['subject: x'],
    ['from: anna@a.example', 'dkim-signature: v=1'],
    ['from: anna@a.example', 'arc-seal: i=1'],
  ])
    assert.equal(key(...lines), null, lines.join())
})

test('what could not be asked is asked again; what was found is asked again after a minute', () => {
  let at = 0
  const kept = unsignedResults(() => at)
  const none = { result: 'none', policy: 'none', domain: 'a.example' }
  const found = { dkim: [], spf: null, dmarc: none, arc: { result: 'none', sealedBy: '', says: 'none' } }
  kept.keep('a', { ...found, dmarc: { ...none, result: 'temperror' } })
  assert.equal(kept.find('a'), null)
  kept.keep('a', found)
  at = 59_999
  assert.equal(kept.find('a'), found)
  at = 60_000
  assert.equal(kept.find('a'), null)
})
