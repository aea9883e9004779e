import assert from 'node:assert/strict'
import { after as afterAll, before, describe, test } from 'node:test'
import type { LightMyRequestResponse } from 'fastify'
import { after, dayMs, hourMs, minuteMs } from '#core/kit/time.ts'
import { type TestPortal, testPortal, thursday } from '#server/http/portal-testing.ts'
import { castOf, play } from '#test/journeys/portal-scenes.ts'

/** A browser without a script: keeps cookies, sends plain forms from our own pages. */
function visitor(portal: TestPortal, headers: Record<string, string> = {}, remoteAddress = '192.0.2.1') {
  const cookies = new Map<string, string>()
  const keep = (answer: LightMyRequestResponse) => {
    for (const { name, value, maxAge } of answer.cookies as {
      name: string
      value: string
      maxAge?: number
    }[])
      if (maxAge === 0) cookies.delete(name)
      else cookies.set(name, value)
    return answer
  }
  const common = () => ({
    remoteAddress,
    headers: { cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; '), ...headers },
  })
  return {
    cookies,
    get: async (url: string) => keep(await portal.app.inject({ method: 'GET', url, ...common() })),
    async post(url: string, fields: Record<string, string | Blob>, more: Record<string, string> = {}) {
      const form = new FormData()
      for (const [name, value] of Object.entries(fields))
        if (typeof value === 'string') form.append(name, value)
        else form.append('files', value, name)
      const request = new Request('http://here', { method: 'POST', body: form })
      const payload = Buffer.from(await request.arrayBuffer())
      const { headers: own, ...rest } = common()
      const type = request.headers.get('content-type')!
      const sent = { 'content-type': type, 'sec-fetch-site': 'same-origin', ...own, ...more }
      return keep(await portal.app.inject({ method: 'POST', url, payload, headers: sent, ...rest }))
    },
  }
}
type Browser = ReturnType<typeof visitor>

const hidden = (html: string, name: string) =>
  html.match(new RegExp(`name="${name}" value="([^"]*)"`))?.[1] ?? ''
const words = 'The internet goes off every evening. The light turns red.'

async function asks(browser: Browser, more: Record<string, string> = {}) {
  await browser.post('/en/help/ask/what', { words, ...more })
  await browser.post('/en/help/ask/when', { when: 'times', since: 'since Monday' })
  await browser.post('/en/help/ask/who', { name: 'Anna', mail: 'anna@example.org', tel: '', ...more })
  await browser.post('/en/help/ask/check', {})
  return browser.get('/en/help/ask/done')
}
const numberIn = (html: string) => Number(html.match(/class="number">(\d+)/)?.[1])

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
      'huge.log': new Blob([Buffer.alloc(20_000_001)]),
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

describe('a case', () => {
  let portal: TestPortal
  let cast: ReturnType<typeof castOf>
  before(async () => {
    portal = await testPortal()
    cast = castOf(portal)
  })
  afterAll(() => portal.close())

  const opened = async (scene: Parameters<typeof play>[2]) => {
    const shown = await play(portal, cast, scene, 'en')
    const browser = visitor(portal)
    await browser.get(`/en/help/cases/${shown.number}?k=${shown.secret}`)
    const path = `/en/help/cases/${shown.number}`
    return { ...shown, browser, path, page: await browser.get(path) }
  }

  test('the secret of a link becomes a cookie at once and is in no page', async () => {
    const { number, secret } = await play(portal, cast, 'on-time', 'en')
    const browser = visitor(portal)
    const exchanged = await browser.get(`/en/help/cases/${number}?k=${secret}`)
    assert.equal(exchanged.statusCode, 303)
    assert.equal(exchanged.headers.location, `/en/help/cases/${number}`)
    assert.match(String(exchanged.headers['set-cookie']), /HttpOnly; SameSite=Lax/)
    const page = await browser.get(`/en/help/cases/${number}`)
    assert.doesNotMatch(page.payload, new RegExp(secret))
    assert.equal(page.headers['cache-control'], 'no-store')
    assert.equal(page.headers['referrer-policy'], 'no-referrer')
    assert.match(String(page.headers['content-security-policy']), /default-src 'none'/)
    assert.doesNotMatch(page.payload, /<script|style=/)
    const behind = await visitor(portal).get(`/en/help/cases/${number}?k=${secret}/more-help`)
    assert.equal(behind.headers.location, `/en/help/cases/${number}/more-help`)
  })

  test('a number alone, a wrong secret, an expired one and no case at all get the same page', async () => {
    const { number, secret } = await play(portal, cast, 'on-time', 'en')
    const other = await play(portal, cast, 'on-time', 'en')
    const bodies = new Set<string>()
    const look = async (url: string) => {
      const answer = await visitor(portal).get(url)
      assert.equal(answer.statusCode, 404)
      bodies.add(answer.payload)
    }
    await look(`/en/help/cases/${number}`)
    await look('/en/help/cases/999999')
    await look('/en/help/cases/0')
    await look(`/en/help/cases/${number}?k=wrong-wrong-wrong-wrong`)
    await look(`/en/help/cases/${number}?k=${other.secret}`)
    await look(`/en/help/cases/${number}/more-help`)
    portal.at(after(thursday, 901 * hourMs))
    await look(`/en/help/cases/${number}?k=${secret}`)
    portal.at(thursday)
    assert.equal(bodies.size, 1)
    const stranger = await visitor(portal).post(`/en/help/cases/${number}/add`, { words: 'let me in' })
    assert.equal(stranger.statusCode, 404)
    assert.equal((await portal.shell.store.card(number))?.phase, 'open')
  })

  test('it says who has it and what comes by when, and no level, team, note or call report', async () => {
    const { page } = await opened('on-time')
    assert.match(page.payload, /Marta Soler, a specialist, works on it\. Bo Nyström is still your contact\./)
    assert.match(
      page.payload,
      /You hear from us by <strong class="big"><time[^>]+>14:30<\/time> <small>today,<\/small><\/strong> even if we have no news\./,
    )
    assert.doesNotMatch(page.payload, /level|Sounded annoyed|First line|Is the line good|Drops at eight/i)
  })

  test('lateness stands first, without a time there is none, and a new one is large', async () => {
    const { page, browser, path, caseId } = await opened('late')
    const promise = page.payload.slice(page.payload.indexOf('class="promise late"'))
    assert.ok(promise.indexOf('are late.') < promise.indexOf('There is no new time yet.'))
    await portal.deed(caseId, cast.bo, seal => ({
      type: 'promise.make',
      promise: portal.shell.newId('prm'),
      topic: seal.text('Line test'),
      means: 'email',
      dueAt: after(thursday, 57 * minuteMs),
    }))
    assert.match((await browser.get(path)).payload, /New time: <strong class="big"><time[^>]+>15:15<\/time>/)
  })

  test('something added arrives once however often it is sent, and other words arrive, too', async () => {
    const { browser, path, page, caseId } = await opened('on-time')
    const once = hidden(page.payload, 'once')
    const send = (text: string) => browser.post(`${path}/add`, { once, words: text })
    const answers = await Promise.all([send('It blinked twice'), send('It blinked twice')])
    assert.deepEqual(
      answers.map(one => one.statusCode),
      [303, 303],
    )
    await send('It blinked twice')
    await send('And once more')
    const ledger = await portal.shell.store.read(caseId)
    const said = ledger!.events.flatMap(event =>
      event.type === 'message.received' ? [ledger!.texts.get(event.text.text)] : [],
    )
    assert.deepEqual(said.slice(1), ['It blinked twice', 'And once more'])
    const shown = (await browser.get(`${path}?done=added`)).payload
    assert.match(shown, /“And once more”/)
    assert.match(shown, /role="status"/)
    assert.equal((await browser.post(`${path}/add`, { once, words: '' })).statusCode, 422)
  })

  test('his answer ends our waiting for him', async () => {
    const { browser, path, page, number } = await opened('waiting')
    assert.match(page.payload, /Bo Nyström has a question for you/)
    assert.match(page.payload, /Which lights were on/)
    assert.equal(page.payload.match(/<textarea/g)?.length, 1)
    await browser.post(`${path}/add`, { once: hidden(page.payload, 'once'), words: 'Only the red one' })
    assert.equal((await portal.shell.store.card(number))?.wait, null)
    assert.match((await browser.get(path)).payload, /We are working on it/)
  })

  test('more help names who reads it and by when, and is asked once', async () => {
    const { browser, path, caseId } = await opened('on-time')
    const form = await browser.get(`${path}/more-help`)
    assert.equal(
      form.payload.match(/Karin Holm, who leads our support, reads it and answers by <time[^>]+>15:18/g)
        ?.length,
      6,
    )
    const once = hidden(form.payload, 'once')
    assert.match((await browser.post(`${path}/more-help`, { once })).payload, /Choose what it is/)
    const send = () =>
      browser.post(`${path}/more-help`, { once, reason: 'leads_nowhere', words: 'Third time' })
    await send()
    assert.equal((await send()).headers.location, `${path}?done=asked_help`)
    const ledger = await portal.shell.store.read(caseId)
    assert.equal(ledger!.events.filter(event => event.type === 'help.asked').length, 1)
    assert.equal((await portal.shell.store.card(caseId))?.help, true)
  })

  test('reading a solved case, or a link in its mail, answers nothing; one press does', async () => {
    const { browser, path, number } = await opened('solved')
    for (const part of ['yes', 'not-yet', 'works'])
      assert.equal((await browser.get(`${path}/${part}`)).headers.location, `${path}#works`)
    assert.equal((await portal.shell.store.card(number))?.phase, 'solved')
    const not = await browser.post(`${path}/works`, { works: 'no' })
    assert.equal(not.headers.location, `${path}/open-again`)
    assert.equal((await portal.shell.store.card(number))?.phase, 'open')
    assert.match((await browser.get(`${path}/open-again`)).payload, /Your case is open again/)
    const { browser: other, path: second, number: done } = await opened('solved')
    assert.equal(
      (await other.post(`${second}/works`, { works: 'yes' })).headers.location,
      `${second}?done=confirmed`,
    )
    assert.equal((await portal.shell.store.card(done))?.phase, 'closed')
    assert.equal((await other.post(`${second}/works`, { works: 'yes' })).statusCode, 303)
    portal.at(after(thursday, 15 * dayMs))
    await other.post(`${second}/works`, { works: 'no' })
    assert.equal((await portal.shell.store.card(done))?.phase, 'closed')
    portal.at(thursday)
  })

  test('whoever only typed an address sees his own words and our promises, not what we wrote to it', async () => {
    const known = await portal.customer('Real Owner', { email: 'owner@example.org' })
    const browser = visitor(portal, {}, '192.0.2.50')
    const number = numberIn((await asks(browser, { mail: 'Owner@example.org' })).payload)
    const card = await portal.shell.store.card(number)
    assert.equal(card?.customer, known.id)
    await portal.deed(card!.id, cast.bo, () => ({ type: 'worker.take' }))
    const message = portal.shell.newId('msg')
    await portal.deed(card!.id, cast.bo, seal => ({
      type: 'message.queue',
      message,
      channel: 'email',
      text: seal.text('Your new code is 1234'),
      attached: [],
      undoSeconds: 0,
      keeps: [],
      wait: { reason: 'answer' },
    }))
    await portal.deed(card!.id, 'relay', () => ({ type: 'message.note_sent', message, relay: 'test' }))
    const page = await browser.get(`/en/help/cases/${number}`)
    assert.equal(page.statusCode, 200)
    assert.doesNotMatch(page.payload, /1234|Nyström|Real Owner/)
    assert.match(page.payload, /went to your e-mail only/)
    assert.match(page.payload, /The internet goes off/)
  })

  test('a link to all cases is sent only where an address is known, and nobody sees the difference', async () => {
    const anna = await portal.customer('Anna', { email: 'anna.link@example.org' })
    const browser = visitor(portal)
    const next = portal.nextLetter()
    const known = await browser.post('/en/help/cases/sign-in', { mail: 'anna.link@example.org' })
    const unknown = await browser.post('/en/help/cases/sign-in', { mail: 'nobody.link@example.org' })
    assert.equal(known.payload.replaceAll('anna', 'nobody'), unknown.payload)
    const letter = await next
    assert.deepEqual([letter.to, letter.kind], [anna.email, 'follow_link'])
    const url = new URL(letter.url)
    const page = await browser.get(`${url.pathname}${url.search}`)
    assert.equal(browser.cookies.size, 0)
    const k = hidden(page.payload, 'k')
    assert.equal((await browser.post('/en/help/cases/enter', { k })).headers.location, '/en/help/cases')
    assert.match((await browser.get('/en/help/cases')).payload, /You have no cases with us yet/)
    const twice = await visitor(portal).post('/en/help/cases/enter', { k })
    assert.equal(twice.statusCode, 404)
    assert.match(twice.payload, /was used or has expired/)
    const forged = k.replace(/^cus_[^.]+/, (await portal.customer('Mallory')).id)
    assert.equal((await visitor(portal).post('/en/help/cases/enter', { k: forged })).statusCode, 404)
    await browser.post('/en/help/cases/leave', {})
    assert.match((await browser.get('/en/help/cases')).payload, /Send me the link/)
  })

  test('my cases lists those that wait for the customer first', async () => {
    const browser = visitor(portal)
    for (const scene of ['on-time', 'waiting', 'solved'] as const) {
      const { number, secret } = await play(portal, cast, scene, 'en')
      await browser.get(`/en/help/cases/${number}?k=${secret}`)
    }
    const { payload } = await browser.get('/en/help/cases')
    const order = ['Waiting for your reply', 'We are working on it', 'Solved'].map(status =>
      payload.indexOf(status),
    )
    assert.ok(
      order.every(at => at > 0) && order.toSorted((a, b) => a - b).join() === order.join(),
      String(order),
    )
    assert.match((await browser.get('/en/help')).payload, /next update by <time/)
  })

  test('help leads to the language the browser asks for, and unknown pages keep the look', async () => {
    const browser = visitor(portal, { 'accept-language': 'pt, ru;q=0.8, en;q=0.5' })
    assert.equal((await browser.get('/help')).headers.location, '/ru/help')
    const missing = await browser.get('/it/help/nowhere')
    assert.equal(missing.statusCode, 404)
    assert.match(missing.payload, /Questa pagina non esiste/)
  })
})
