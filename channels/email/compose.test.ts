import assert from 'node:assert/strict'
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import PostalMime from 'postal-mime'
import { languages } from '#core/people/language.ts'
import { composeMail, isRefused, messageIdOf, type OutboundMail } from './compose.ts'
import { confirmation, handedOff, late, linkMail, reply, solved } from './mail-kinds.ts'
import { deliveryOf, folderRelay } from './relay.ts'

const now = Date.parse('2026-11-26T12:00:00Z')
const due = { at: now + 5_400_000, now, zone: 'Europe/Stockholm' }

const outbound = (changes: Partial<OutboundMail> = {}): OutboundMail => ({
  from: { name: 'Sundnät', address: 'support@example.com' },
  to: { name: 'Anna', address: 'anna@example.org' },
  replyTo: { name: 'Sundnät', address: 'support+abcdefghijklmnopqrstuvwxyz@example.com' },
  messageId: messageIdOf('msg_1', 'example.com'),
  inReplyTo: '<1@example.org>',
  references: ['<1@example.org>'],
  subject: 'Re: Router [4821]',
  preheader: 'You hear from us by 14:30.',
  desk: 'Sundnät',
  blocks: [{ type: 'written', markdown: 'Hello **Anna**, <script>1</script> ![x](http://x/y.png)' }],
  foot: ['Sundnät. Case 4821'],
  language: 'en',
  loop: 'x1',
  automatic: true,
  date: now,
  attachments: [],
  ...changes,
})

for (const language of languages) {
  const frame = {
    language,
    desk: 'Sundnät',
    number: '4821',
    customerName: 'Anna',
    followUrl: 'https://help.example/c/7Qm2',
    phone: '040-628 04 10',
  }
  test(`every kind of mail is whole in ${language}, its text at most 76 columns`, () => {
    const said = { markdown: 'Vi bytte port.', signed: { name: 'Bo', role: 'Support' } }
    for (const content of [
      confirmation(frame, due),
      confirmation(frame, due, 'unregistered'),
      confirmation(frame, due, 'not_covered'),
      reply(frame, { ...said, subject: 'SV: Re: Router', due, asks: false }),
      reply(frame, { ...said, subject: 'Router', due: { ...due, from: now }, asks: false }),
      late(frame, { promised: { ...due, from: now }, due: { ...due, from: now }, reason: '' }),
      handedOff(frame, { workerName: 'Marta', contactName: 'Bo', due }),
      late(frame, { promised: { ...due, at: now }, due, reason: 'The test takes longer.' }),
      solved(frame, { ...said, closes: { ...due, at: now + 10 * 86_400_000 } }),
      linkMail(frame, { href: 'https://help.example/s/1', minutes: 15 }),
    ]) {
      const mail = composeMail(outbound({ ...content, language }))
      assert.ok(!isRefused(mail))
      const text = String(mail.text)
      assert.doesNotMatch(text + mail.subject + mail.html, /mail\.[a-z]+_|[{}]undefined|\{\w+\}/)
      for (const line of text.split('\n')) assert.ok(line.length <= 76 || /^https:/.test(line), line)
      assert.doesNotMatch(String(mail.html), /<img|<table|@font-face|<link/)
      if (content.kind !== 'link' && content.kind !== 'solved') assert.match(text, /14:30/)
    }
  })
}

test('what an agent writes cannot become HTML or a picture', () => {
  const mail = composeMail(outbound())
  assert.ok(!isRefused(mail))
  assert.match(String(mail.html), /Hello <strong>Anna<\/strong>, &lt;script&gt;/)
  assert.doesNotMatch(String(mail.html), /<script>|<img/)
})

test('no value breaks into a header, and no address is more than one', () => {
  for (const value of ['a\r\nBcc: v@x.se', 'a\nBcc: v@x.se', 'a\rb', 'a\0']) {
    assert.deepEqual(composeMail(outbound({ subject: value })), { refused: 'mail.header_value' })
    assert.deepEqual(composeMail(outbound({ to: { name: value, address: 'a@b.se' } })), {
      refused: 'mail.header_value',
    })
  }
  for (const address of [
    'a@b.se, c@d.se',
    '<a@b.se> <c@d.se>',
    'g:a@b.se;',
    'a b@c.se',
    '"a"@b.se',
    'a@b.se\n',
    '',
  ]) {
    assert.deepEqual(
      composeMail(outbound({ to: { name: '', address } })),
      { refused: 'mail.address' },
      address,
    )
  }
})

test('a mail into the folder is one file however often it is sent, and asks robots not to answer', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'tierline-outbox-'))
  const relay = folderRelay(folder)
  const mail = composeMail(outbound())
  assert.ok(!isRefused(mail))
  await relay.send('msg_1/mail', mail)
  assert.equal((await relay.send('msg_1/mail', mail)).outcome, 'sent')
  assert.deepEqual(await readdir(folder), ['msg_1-mail.eml'])
  const written = await readFile(join(folder, 'msg_1-mail.eml'), 'utf8')
  assert.match(written, /^Message-ID: <msg_1\.tierline@example\.com>\r$/m)
  assert.match(written, /^In-Reply-To: <1@example\.org>\r$/m)
  assert.match(written, /^Auto-Submitted: auto-generated\r$/m)
  assert.match(written, /^X-Auto-Response-Suppress: All\r$/m)
  assert.match(written, /^X-Tierline-Loop: x1\r$/im)
  relay.close()
  await rm(folder, { recursive: true })
})

test('a fault says truthfully whether the mail may have left', () => {
  assert.equal(deliveryOf({ responseCode: 550, command: 'RCPT TO' }).outcome, 'failed')
  assert.equal(deliveryOf({ responseCode: 451, command: 'DATA' }).outcome, 'retry')
  assert.equal(deliveryOf({ code: 'ECONNREFUSED', command: 'CONN' }).outcome, 'retry')
  assert.equal(deliveryOf({ code: 'ETIMEDOUT', command: 'DATA' }).outcome, 'unknown')
})

test('a window is said by both its ends, and one over midnight by the day of each', () => {
  const frame = {
    ...{ language: 'en' as const, desk: 'Sundnät', number: '4821', customerName: 'Anna' },
    followUrl: 'https://help.example/c/7Qm2',
  }
  const said = { subject: 'Router', markdown: 'Hello', signed: null, asks: false }
  const preheader = (from: number, at: number) =>
    reply(frame, { ...said, due: { ...due, from, at } }).preheader
  assert.equal(
    preheader(now + 3_600_000, now + 10_800_000),
    'You hear from us 14:00–16:00 today, even if we have no news.',
  )
  assert.equal(
    preheader(now + 9 * 3_600_000, now + 12 * 3_600_000),
    'You hear from us Thursday 26 November 22:00 – Friday 27 November 01:00, even if we have no news.',
  )
})

const night = { ...due, from: now + 9 * 3_600_000, at: now + 12 * 3_600_000 }
const nights = {
  en: [
    'You hear from us Thursday 26 November 22:00 – Friday 27 November 01:00, even if we have no news.',
    'We promised to be in touch Thursday 26 November 22:00 – Friday 27 November 01:00 and are late.',
  ],
  sv: [
    'Du hör från oss torsdag 26 november 22:00 – fredag 27 november 01:00, även om vi inte har något nytt.',
    'Vi lovade höra av oss torsdag 26 november 22:00 – fredag 27 november 01:00 och är sena.',
  ],
  it: [
    'Ti ricontatteremo nella fascia giovedì 26 novembre 22:00 – venerdì 27 novembre 01:00, anche se non avremo novità.',
    'Avevamo promesso di farci sentire nella fascia giovedì 26 novembre 22:00 – venerdì 27 novembre 01:00 e siamo in ritardo.',
  ],
  de: [
    'Sie hören Donnerstag, 26. November 22:00 – Freitag, 27. November 01:00 Uhr von uns, auch wenn es nichts Neues gibt.',
    'Wir hatten Donnerstag, 26. November 22:00 – Freitag, 27. November 01:00 Uhr zugesagt und sind zu spät.',
  ],
  ca: [
    'Us direm alguna cosa en la franja dijous 26 de novembre 22:00 – divendres 27 de novembre 01:00, encara que no hi hagi novetats.',
    'Us havíem promès dir-vos alguna cosa en la franja dijous 26 de novembre 22:00 – divendres 27 de novembre 01:00 i fem tard.',
  ],
  ru: [
    'Мы свяжемся с вами 26 ноября 22:00 – 27 ноября 01:00, даже если новостей не будет.',
    'Мы обещали связаться с вами 26 ноября 22:00 – 27 ноября 01:00 и не успели.',
  ],
} as const

for (const language of languages)
  test(`letters say a window over midnight with the day of each end in ${language}`, () => {
    const frame = {
      ...{ language, desk: 'Sundnät', number: '4821', customerName: 'Anna' },
      followUrl: 'https://help.example/c/7Qm2',
    }
    const [promised, missed] = nights[language]
    const said = { subject: 'Router', markdown: 'Hello', signed: null, asks: false }
    assert.equal(reply(frame, { ...said, due: night }).preheader, promised)
    assert.equal(confirmation(frame, night).preheader, promised, 'not "by" a window')
    const told = late(frame, { promised: night, due: night, reason: '' })
    assert.equal(told.preheader, missed)
    const mail = composeMail(outbound({ ...told, language }))
    assert.ok(!isRefused(mail))
    // Whatever closes the sentence in plain text is no line of its own beside the large time.
    assert.doesNotMatch(String(mail.html), /<p[^>]*>\s*[,.]/)
    assert.doesNotMatch(String(mail.text), / [,.]/)
  })

const another = {
  en: ['We promised Wednesday 25 November 14:30 and are late.', 'Saturday 28 November 14:30'],
  sv: ['Vi lovade onsdag 25 november 14:30 och är sena.', 'lördag 28 november 14:30'],
  it: ['Avevamo promesso mercoledì 25 novembre alle 14:30 e siamo in ritardo.', 'sabato 28 novembre 14:30'],
  de: [
    'Wir hatten Mittwoch, 25. November 14:30 Uhr zugesagt und sind zu spät.',
    'Samstag, 28. November 14:30 Uhr',
  ],
  ca: ['Us havíem dit dimecres 25 de novembre a les 14:30 i fem tard.', 'dissabte 28 de novembre 14:30'],
  ru: ['Мы обещали 25 ноября до 14:30 и не успели.', '28 ноября 14:30'],
} as const

for (const language of languages)
  test(`a letter that we are late says the days of both times in ${language}, where they are not today`, () => {
    const frame = {
      language,
      desk: 'Sundnät',
      number: '4821',
      customerName: 'Anna',
      followUrl: 'https://x.example/',
    }
    const day = 86_400_000
    const [missed, time] = another[language]
    const told = late(frame, {
      promised: { ...due, at: due.at - day },
      due: { ...due, at: due.at + 2 * day },
      reason: '',
    })
    assert.equal(told.preheader, missed)
    assert.ok(told.subject.endsWith(`: ${time} [4821]`), told.subject)
    const same = late(frame, { promised: { ...due, at: due.at - 3_600_000 }, due, reason: '' })
    assert.doesNotMatch(same.preheader + same.subject, /26|28|undefined/)
    assert.match(same.preheader, /13:30/)
    // By his clocks that was yesterday.
    const there = late(frame, {
      promised: { ...due, at: now - 7_200_000, zone: 'Pacific/Auckland' },
      due: null,
      reason: '',
    })
    assert.match(there.preheader, /26\D* 23:00/)
    const window = { ...due, from: due.at - day - 3_600_000, at: due.at - day }
    assert.match(late(frame, { promised: window, due: null, reason: '' }).preheader, /25\D* 13:30–14:30/)
  })

test('an attached picture is seen where the words name it, and only there; any other file is attached', async () => {
  const bytes = Buffer.from('\x89PNG\r\n\x1a\n', 'latin1')
  const picture = { type: 'image/png', bytes, isPicture: true }
  const mail = composeMail(
    outbound({
      blocks: [{ type: 'written', markdown: 'See\n![lamp "1".png]\n![log.txt]\n![gone.png]' }],
      attachments: [
        { name: 'log.txt', type: 'text/plain', bytes },
        { name: 'other.png', ...picture },
        { name: 'lamp "1".png', ...picture },
      ],
    }),
  )
  assert.ok(!isRefused(mail))
  const folder = await mkdtemp(join(tmpdir(), 'tierline-outbox-'))
  const relay = folderRelay(folder)
  await relay.send('m', mail)
  const raw = await readFile(join(folder, 'm.eml'), 'utf8')
  relay.close()
  await rm(folder, { recursive: true })
  const read = await PostalMime.parse(raw)
  const [log, other, lamp] = ['log.txt', 'other.png', 'lamp "1".png'].map(name =>
    read.attachments.find(one => one.filename === name),
  )
  assert.match(read.html ?? '', new RegExp(`<img [^>]*src="cid:${lamp!.contentId!.slice(1, -1)}" alt="lamp`))
  assert.equal(read.html!.match(/<img/g)!.length, 1)
  assert.match(read.html!, /\[log\.txt\]<br>\s*\[gone\.png\]/)
  assert.match(read.text!, /^See\n\[lamp "1"\.png\]\n\[log\.txt\]$/m)
  assert.deepEqual(
    [log, other].map(one => one!.contentId),
    [undefined, undefined],
  )
  assert.deepEqual(
    [log, other, lamp].map(one => one!.disposition),
    ['attachment', 'attachment', 'inline'],
  )
  assert.match(raw, /Content-Type: multipart\/related/)
})
