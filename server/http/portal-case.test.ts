import assert from 'node:assert/strict'
import { after as afterAll, before, describe, test } from 'node:test'
import { after, dayMs, hourMs, minuteMs } from '#core/kit/time.ts'
import { act } from '#server/escalations.ts'
import { type TestPortal, testPortal, thursday } from '#server/http/portal-testing.ts'
import { asks, hidden, numberIn, visitor } from '#server/http/portal-visiting.ts'
import { castOf, play } from '#test/journeys/portal-scenes.ts'

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
    assert.doesNotMatch(page.payload, /<script(?! src="\/help\/send-files\.js)|style=/)
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
    assert.equal(form.payload.match(/Bo Nyström, who has your case, answers by <time[^>]+>\d/g)?.length, 5)
    assert.equal(form.payload.match(/Karin Holm, who leads our support, reads it and answers by/g)?.length, 2)
    const once = hidden(form.payload, 'once')
    assert.match((await browser.post(`${path}/more-help`, { once })).payload, /Choose what it is/)
    const send = () =>
      browser.post(`${path}/more-help`, { once, reason: 'leads_nowhere', words: 'Third time' })
    await send()
    assert.equal((await send()).headers.location, `${path}?done=asked_help`)
    const ledger = await portal.shell.store.read(caseId)
    assert.equal(ledger!.events.filter(event => event.type === 'help.asked').length, 1)
    assert.equal((await portal.shell.store.card(caseId))?.help, true)
    const shown = (await browser.get(`${path}?done=asked_help`)).payload
    assert.match(shown, /You asked for more help\. You get an answer/)
    assert.match((await browser.get(`${path}/more-help`)).payload, /makes it more urgent/)
    const press = (said: string) =>
      browser.post(`${path}/more-help/reply`, { once: hidden(shown, 'once'), reply: said })
    assert.equal((await press('nonsense')).headers.location, `${path}#help`)
    assert.equal((await press('content')).headers.location, `${path}#help`, 'nothing was answered yet')
    assert.equal((await press('withdraw')).headers.location, `${path}?done=help_withdrawn`)
    assert.equal((await press('withdraw')).headers.location, `${path}?done=help_withdrawn`, 'pressed twice')
    assert.equal((await portal.shell.store.card(caseId))?.help, false)
    assert.match((await browser.get(path)).payload, /You need no more help than this/)
  })

  test('who was not treated properly says about whom, and follows it; the case knows nothing of it', async () => {
    const { browser, path, caseId } = await opened('on-time')
    const form = (await browser.get(`${path}/more-help`)).payload
    assert.match(form, /type="checkbox" name="about_0" value="yes" checked><span>Bo Nyström/)
    const once = hidden(form, 'once')
    const before = await portal.shell.store.read(caseId)
    const send = (words: string) =>
      browser.post(`${path}/more-help`, { once, reason: 'not_treated_properly', words, about_0: 'yes' })
    assert.equal((await send('He hung up')).headers.location, `${path}?done=asked_manager`)
    await send('He hung up')
    assert.deepEqual((await portal.shell.store.read(caseId))?.events, before?.events)
    const { escalations } = portal.shell.desk
    const [wish, ...others] = await escalations.ofCase(caseId)
    assert.ok(wish && others.length === 0)
    assert.deepEqual([wish.reason, wish.concerns.length, wish.seq], ['not_treated_properly', 1, 1])
    const page = (await browser.get(`${path}?done=asked_manager`)).payload
    assert.match(page, /You asked for somebody who leads our support/)
    assert.match(page, /It is read by <time/)
    assert.match(page, /nobody it is about/)
    const karin = Object.values(portal.shell.facts().agents).find(one => one.name === 'Karin Holm')!.id
    await act(portal.shell, wish.id, { type: 'take' }, { by: karin, words: null })
    assert.match((await browser.get(path)).payload, /Karin Holm sees to it/)
    const tell = { type: 'tell', outcome: 'apologised', how: 'call' } as const
    await act(portal.shell, wish.id, tell, { by: karin, words: 'We are sorry. Lena has your case now.' })
    assert.match((await browser.get(path)).payload, /Lena has your case now/)
    // Whoever has no link to the case sees none of it.
    assert.doesNotMatch((await visitor(portal).get(path)).payload, /somebody who leads/)
  })

  test('reading a solved case, or a link in its mail, answers nothing; one press does', async () => {
    const { browser, path, number, page } = await opened('solved')
    assert.match(page.payload, /We ask you again by .+, whether it holds\./)
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
    const [held] = (await portal.shell.store.read(done))!.events.slice(-2)
    assert.deepEqual([held?.type === 'check_back.ended' && held.how, held?.by.kind], ['holds', 'customer'])
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
    assert.deepEqual([letter.to, letter.kind, letter.values?.minutes], [anna.email, 'follow_link', 15])
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
