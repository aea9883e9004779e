import assert from 'node:assert/strict'
import { after as afterAll, before, describe, test } from 'node:test'
import { type TestPortal, testPortal } from '#server/http/portal-testing.ts'
import { asks, numberIn, visitor, words } from '#server/http/portal-visiting.ts'

describe('asking', () => {
  let portal: TestPortal
  before(async () => {
    portal = await testPortal()
  })
  afterAll(() => portal.close())

  test('one question after the other becomes one case with words, answers and a confirmation', async () => {
    const browser = visitor(portal)
    const first = await browser.post('/en/help/ask/what', { words })
    assert.equal(first.statusCode, 303)
    assert.equal(first.headers.location, '/en/help/ask/when')
    const receipt = await asks(browser)
    assert.equal(receipt.statusCode, 200)
    const number = numberIn(receipt.payload)
    const ledger = await portal.shell.store.read(number)
    assert.deepEqual(
      ledger!.events.map(event => event.type),
      ['case.opened', 'promise.made', 'message.received', 'claim.made', 'claim.made', 'message.queued'],
    )
    const [opened] = ledger!.events
    assert.ok(
      opened?.type === 'case.opened' &&
        !opened.verified &&
        opened.channel === 'form' &&
        opened.language === 'en',
    )
    assert.ok([...ledger!.texts.values()].includes('It happens at certain times.'))
    assert.match(receipt.payload, /anna@example\.org/)
    assert.match(
      receipt.payload,
      /<time datetime="2026-11-26T17:18:00.000Z">18:18<\/time> <small>today,<\/small>/,
    )
    const followed = await browser.get(`/en/help/cases/${number}`)
    assert.equal(followed.statusCode, 200)
  })

  test('the last button pressed twice, also at once, makes one case', async () => {
    const browser = visitor(portal)
    await asks(browser)
    const count = async () => (await portal.shell.store.cards({ sort: 'newest', limit: 100 })).items.length
    const before = await count()
    const again = visitor(portal)
    await again.post('/en/help/ask/what', { words: 'Another thing is broken' })
    await again.post('/en/help/ask/when', { when: 'unknown' })
    await again.post('/en/help/ask/who', { name: 'Bea', mail: '', tel: '+46 70 123 45 67' })
    const both = await Promise.all([
      again.post('/en/help/ask/check', {}),
      again.post('/en/help/ask/check', {}),
    ])
    const third = await again.post('/en/help/ask/check', {})
    assert.deepEqual(
      [...both, third].map(one => one.headers.location),
      Array(3).fill('/en/help/ask/done'),
    )
    assert.equal(await count(), before + 1)
  })

  test('what was typed comes back with a word at the field, and is kept for the way back', async () => {
    const browser = visitor(portal)
    const empty = await browser.post('/en/help/ask/what', { words: '  ' })
    assert.equal(empty.statusCode, 422)
    assert.match(empty.payload, /<title>Error: What is wrong\?/)
    assert.match(empty.payload, /href="#words">Write what happens/)
    await browser.post('/en/help/ask/what', { words })
    await browser.post('/en/help/ask/when', { when: 'always' })
    const wrong = await browser.post('/en/help/ask/who', { name: '', mail: 'anna@', tel: '070' })
    assert.equal(wrong.statusCode, 422)
    assert.match(wrong.payload, /3 things to change/)
    assert.match(wrong.payload, /value="anna@"/)
    assert.match((await browser.get('/en/help/ask')).payload, /The internet goes off every evening/)
    assert.equal((await browser.get('/en/help/ask/check')).headers.location, '/en/help/ask/who')
  })

  test('a machine that fills the hidden field opens no case', async () => {
    const browser = visitor(portal)
    const refused = await asks(browser, { website: 'http://spam.example' })
    assert.equal(refused.statusCode, 303)
    const page = await browser.post('/en/help/ask/who', { name: 'A', mail: 'a@b.se', tel: '', website: 'x' })
    assert.match(page.payload, /A hidden field was filled in/)
  })

  test('files go with the case, too large and too many ones come back at the field with the words kept', async () => {
    const browser = visitor(portal)
    const photo = new Blob([Buffer.from('photo')], { type: 'image/png' })
    const large = await browser.post('/en/help/ask/what', {
      words,
      'huge.log': new Blob([Buffer.alloc(20 * 2 ** 20 + 1)]),
      'a.png': photo,
    })
    assert.equal(large.statusCode, 422)
    assert.match(large.payload, /huge\.log is larger than 20 MB/)
    assert.match(large.payload, /Remove a\.png/)
    const many = Object.fromEntries(Array.from({ length: 6 }, (_, i) => [`f${i}.txt`, new Blob([String(i)])]))
    assert.match((await browser.post('/en/help/ask/what', { words, ...many })).payload, /Send up to 5 files/)
    const receipt = await asks(browser)
    const number = numberIn(receipt.payload)
    const page = await browser.get(`/en/help/cases/${number}`)
    const link = page.payload.match(/href="(\/en\/help\/cases\/\d+\/files\/[^"]+)" download>a\.png/)?.[1]
    assert.ok(link)
    const file = await browser.get(link)
    assert.equal(file.payload, 'photo')
    assert.match(String(file.headers['content-disposition']), /^attachment/)
    assert.equal((await visitor(portal).get(link)).statusCode, 404)
  })

  test('a file that may do harm is not given back to its sender either, and he reads why', async () => {
    const browser = visitor(portal)
    const program = new Blob([Buffer.from('MZ a program')], { type: 'application/pdf' })
    await browser.post('/en/help/ask/what', { words, 'invoice.pdf': program })
    const number = numberIn((await asks(browser)).payload)
    const page = () => browser.get(`/en/help/cases/${number}`)
    const link = (await page()).payload.match(
      /href="(\/en\/help\/cases\/\d+\/files\/[^"]+)" download>invoice/,
    )?.[1]
    assert.ok(link)
    const file = await browser.get(link)
    assert.equal(file.statusCode, 403)
    assert.match(file.payload, /This file is kept back/)
    assert.doesNotMatch(file.payload, /MZ a program/)
    assert.equal((await browser.get(`${link}/picture`)).statusCode, 404)
    assert.doesNotMatch((await page()).payload, /download>invoice/, 'the case says so from then on')
    assert.match((await page()).payload, /Kept back, because it may do harm/)
  })

  test('twenty cases an hour from one place are enough', async () => {
    const place = '198.51.100.7'
    let taken = 0
    for (let i = 0; i < 21; i++) {
      const browser = visitor(portal, {}, place)
      const receipt = await asks(browser, { mail: `a${i}@example.org` })
      if (receipt.statusCode === 200) taken += 1
    }
    assert.equal(taken, 20)
  })

  test('many forms naming one address send it one mail, without a word of the form', async () => {
    for (let i = 0; i < 30; i++)
      await asks(visitor(portal, {}, `203.0.113.${i}`), { mail: 'victim@example.net', words: `Buy now ${i}` })
    assert.equal(portal.automatic.filter(one => one === 'confirmation victim@example.net').length, 1)
    const { items } = await portal.shell.store.cards({ sort: 'newest', limit: 100 })
    const victim = [...portal.customers.values()].find(one => one.email === 'victim@example.net')
    let mails = 0
    for (const card of items.filter(one => one.customer === victim?.id)) {
      const ledger = await portal.shell.store.read(card.id)
      for (const event of ledger!.events)
        if (event.type === 'message.queued') {
          mails += 1
          assert.doesNotMatch(ledger!.texts.get(event.text.text) ?? '', /Buy now/)
        }
    }
    assert.equal(mails, 1)
  })

  test('a form from a foreign page is turned away', async () => {
    const browser = visitor(portal)
    for (const more of [{ 'sec-fetch-site': 'cross-site' }, { 'sec-fetch-site': 'same-site' }]) {
      const answer = await browser.post('/en/help/ask/what', { words }, more)
      assert.equal(answer.statusCode, 403)
      assert.match(answer.payload, /did not come from our page/)
    }
    const old = await portal.app.inject({
      method: 'POST',
      url: '/en/help/cases/leave',
      headers: { origin: 'http://evil.example', 'content-type': 'application/x-www-form-urlencoded' },
      payload: '',
    })
    assert.equal(old.statusCode, 403)
  })
})
