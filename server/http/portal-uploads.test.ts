// Files of customers that come ahead of their form: they go on after a lost line, belong to one browser, go
// with the form that names them, and are bounded.
import assert from 'node:assert/strict'
import { createHash, randomBytes } from 'node:crypto'
import { after as afterAll, before, test } from 'node:test'
import { hourMs } from '#core/kit/time.ts'
import { type TestPortal, testPortal } from '#server/http/portal-testing.ts'
import { asks, type Browser, hidden, numberIn, visitor, words } from '#server/http/portal-visiting.ts'

let portal: TestPortal
before(async () => {
  portal = await testPortal()
})
afterAll(() => portal.close())

const bytes = randomBytes(300_000)
const sha256 = createHash('sha256').update(bytes).digest('hex')
const wish = { name: 'trace.log', type: 'text/plain', size: bytes.length, sha256 }

const own = { 'sec-fetch-site': 'same-origin' }
const ask = async (
  browser: Browser,
  method: 'GET' | 'POST' | 'PATCH' | 'DELETE',
  path = '',
  payload?: object | Buffer,
  headers: Record<string, string> = {},
) => {
  const isPiece = Buffer.isBuffer(payload)
  const answer = await portal.app.inject({
    method,
    url: `/help/files${path}`,
    remoteAddress: '192.0.2.1',
    headers: {
      ...own,
      ...(payload && { 'content-type': isPiece ? 'application/offset+octet-stream' : 'application/json' }),
      cookie: [...browser.cookies].map(([name, value]) => `${name}=${value}`).join('; '),
      ...headers,
    },
    ...(payload && { payload }),
  })
  for (const { name, value } of answer.cookies as { name: string; value: string }[])
    browser.cookies.set(name, value)
  return { status: answer.statusCode, json: answer.payload ? answer.json() : null }
}
const piece = (browser: Browser, id: string, from: number, to: number) =>
  ask(browser, 'PATCH', `/${id}`, bytes.subarray(from, to), { 'upload-offset': String(from) })

/** A file of which all came, in two pieces. */
async function whole(browser: Browser): Promise<string> {
  const { id } = (await ask(browser, 'POST', '', wish)).json
  await piece(browser, id, 0, 100_000)
  assert.equal((await piece(browser, id, 100_000, bytes.length)).json.isWhole, true)
  return id
}
const attachedIn = async (number: number) =>
  (await portal.shell.store.read(number))!.events.flatMap(event =>
    event.type === 'message.received' ? (event.attached ?? []) : [],
  )

test('after a lost line it goes on where it stopped, also when it is chosen anew', async () => {
  const browser = visitor(portal)
  const begun = await ask(browser, 'POST', '', wish)
  assert.deepEqual([begun.status, begun.json.offset], [201, 0])
  await piece(browser, begun.json.id, 0, 120_000)
  const again = await ask(browser, 'POST', '', wish)
  assert.deepEqual([again.json.id, again.json.offset], [begun.json.id, 120_000])
  const wrong = await piece(browser, begun.json.id, 0, 120_000)
  assert.deepEqual([wrong.status, wrong.json.code], [409, 'upload.other_offset'])
  const done = await piece(browser, begun.json.id, 120_000, bytes.length)
  assert.equal(done.json.isWhole, true)
})

test('it goes with the question that names it, and pressed twice it is one file', async () => {
  const browser = visitor(portal)
  const came = await whole(browser)
  await browser.post('/en/help/ask/what', { words, came })
  const twice = await browser.post('/en/help/ask/what', { words, came })
  assert.equal(twice.statusCode, 303)
  const number = numberIn((await asks(browser)).payload)
  const attached = await attachedIn(number)
  assert.deepEqual(
    attached.map(one => [one.size, one.sha256]),
    [[bytes.length, sha256]],
  )
})

test('it goes with what is added to a case; a form with a fault keeps it; a second press adds nothing', async () => {
  const browser = visitor(portal)
  const number = numberIn((await asks(browser)).payload)
  const came = await whole(browser)
  const page = await browser.get(`/en/help/cases/${number}`)
  const once = hidden(page.payload, 'once')
  const path = `/en/help/cases/${number}/add`
  const long = await browser.post(path, { once, words: 'x'.repeat(5_001), came })
  assert.equal(long.statusCode, 422)
  assert.match(long.payload, new RegExp(`name="came" value="${came}" checked`))
  const sent = { once, words: 'Here it is.', came }
  const both = [await browser.post(path, sent), await browser.post(path, sent)]
  assert.deepEqual(
    both.map(one => one.statusCode),
    [303, 303],
  )
  assert.deepEqual(
    (await attachedIn(number)).map(one => one.sha256),
    [sha256],
  )
})

test('of another browser it is not there; one that is gone is a word at the field', async () => {
  const [browser, stranger] = [visitor(portal), visitor(portal)]
  const id = await whole(browser)
  await whole(stranger)
  for (const other of [stranger, visitor(portal)]) {
    assert.equal((await ask(other, 'GET', `/${id}`)).json.code, 'upload.not_found')
    assert.equal((await piece(other, id, 0, 1)).json.code, 'upload.not_found')
    await ask(other, 'DELETE', `/${id}`)
    const form = await other.post('/en/help/ask/what', { words, came: id })
    assert.equal(form.statusCode, 422)
    assert.match(form.payload, /A file is no longer here\. Choose it again/)
  }
  assert.equal((await ask(browser, 'GET', `/${id}`)).json.isWhole, true)
  assert.equal((await ask(browser, 'DELETE', `/${id}`)).status, 204)
  assert.equal((await ask(browser, 'GET', `/${id}`)).json.code, 'upload.not_found')
})

test('a foreign page sends none, and it is bounded by size, number and a day', async () => {
  const browser = visitor(portal)
  assert.equal((await ask(browser, 'POST', '', wish, { 'sec-fetch-site': 'cross-site' })).status, 403)
  assert.equal((await ask(browser, 'POST', '', { name: 'x' })).json.code, 'request.invalid')
  const large = await ask(browser, 'POST', '', { ...wish, size: 21 * 2 ** 20 }, { 'accept-language': 'de' })
  assert.deepEqual([large.status, large.json.code], [413, 'upload.too_large'])
  assert.match(large.json.detail, /20 MB/)
  const { id } = (await ask(browser, 'POST', '', wish)).json
  for (let i = 1; i < 10; i++) await ask(browser, 'POST', '', { ...wish, name: `${i}` })
  assert.equal((await ask(browser, 'POST', '', { ...wish, name: 'more' })).json.code, 'upload.too_many')
  portal.at((Date.now() + 26 * hourMs) as Parameters<TestPortal['at']>[0])
  await ask(visitor(portal), 'POST', '', wish)
  assert.equal((await ask(browser, 'GET', `/${id}`)).json.code, 'upload.not_found')
})
