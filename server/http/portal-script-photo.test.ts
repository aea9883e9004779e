// A script's photo goes ahead of its answer; and who looks back from where it needs one of us is heard.
import assert from 'node:assert/strict'
import { after as afterAll, before, beforeEach, test } from 'node:test'
import type { EventOf, Recorded } from '#core/case/event.ts'
import { languages } from '#core/people/language.ts'
import { type TestPortal, testPortal } from '#server/http/portal-testing.ts'
import { type Browser, numberIn, visitor } from '#server/http/portal-visiting.ts'

const all = (words: string) => Object.fromEntries(languages.map(language => [language, words]))
const ask = (name: string, next: string, asked: object) => ({
  ...{ name, ask: all(`Ask ${name}`), why: all(`Why ${name}`), say: all(`Say ${name}?`) },
  ...{ ...asked, next: [{ to: next }], otherwise: next },
})
const steps = [
  ask('day', 'photo', { date: {} }),
  ask('photo', 'line', { photo: {} }),
  { ...ask('line', 'over', { text: {} }), level: 1 },
  { name: 'over', end: 'solved', say: all('Good.'), fixed: all('It.') },
]
const png = Buffer.from('\x89PNG\r\n\x1a\nrest', 'latin1')

let portal: TestPortal
let browser: Browser
before(async () => {
  portal = await testPortal()
  const { desk, now } = portal.shell
  const form = { slug: 'lamp', languages, title: all('Lamp'), says: all('It blinks.'), article: 'lamp' }
  const published = { slug: 'lamp', version: 1, form: { ...form, start: 'day', steps } }
  await desk.scripts.publish({ ...published, at: now(), by: null, shipped: null })
})
afterAll(() => portal.close())
beforeEach(() => {
  browser = visitor(portal)
})

const base = '/en/help/scripts/lamp'
const textOf = (markup: string) => markup.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ')
const give = (n: number, step: string, fields: Record<string, string | Blob>) =>
  browser.post(`${base}/${n}`, { step, answer: 'value', ...fields })
const day = (value: string) => give(0, 'day', { value })
const photo = () => give(1, 'photo', { 'lamp.png': new Blob([png], { type: 'image/png' }) })

async function sent(words: string): Promise<readonly Recorded[]> {
  await browser.post('/en/help/ask/what', { words })
  await browser.post('/en/help/ask/when', { when: 'unknown' })
  await browser.post('/en/help/ask/who', { name: 'Anna', mail: 'anna@example.org', tel: '' })
  await browser.post('/en/help/ask/check', {})
  const number = numberIn((await browser.get('/en/help/ask/done')).payload)
  return (await portal.shell.store.read(number))!.events
}
const answersIn = (events: readonly Recorded[]) =>
  events.filter(event => event.type === 'walk.answered') as unknown as EventOf<'walk.answered'>[]

/** A photo sent ahead of its form, as the script of the page does. */
async function ahead(name: string, bytes: Buffer): Promise<string> {
  const send = async (method: 'POST' | 'PATCH', path: string, type: string, payload: object | Buffer) => {
    const cookie = [...browser.cookies].map(([key, value]) => `${key}=${value}`).join('; ')
    const headers = { 'sec-fetch-site': 'same-origin', 'content-type': type, 'upload-offset': '0', cookie }
    const answer = await portal.app.inject({ method, url: `/help/files${path}`, headers, payload })
    return answer.json()
  }
  const { id } = await send('POST', '', 'application/json', { name, type: 'image/png', size: bytes.length })
  assert.equal((await send('PATCH', `/${id}`, 'application/offset+octet-stream', bytes)).isWhole, true)
  return id
}

test('a photo goes ahead of its answer; one that is gone says so, and is asked for again', async () => {
  await day('2026-11-24')
  const page = await browser.get(`${base}/1`)
  assert.match(page.payload, /src="\/help\/send-files\.js.*data-ahead="\/help\/files"/s)
  assert.doesNotMatch((await browser.get(`${base}/0`)).payload, /send-files/)
  const came = await ahead('lamp.png', png)
  const other = `${came.slice(0, -1)}${came.endsWith('0') ? 1 : 0}`
  const gone = await give(1, 'photo', { came: other })
  assert.equal(gone.statusCode, 422)
  assert.match(textOf(gone.payload), /Choose/)
  assert.equal((await give(1, 'photo', { came })).headers.location, `${base}/2`)
  assert.match(textOf((await browser.get(`${base}/1`)).payload), /lamp\.png/)
  const [kept] = answersIn(await sent('The photo shows the lamp.')).flatMap(one => one.attached ?? [])
  assert.deepEqual(await portal.shell.store.blob(kept!.sha256).then(one => Buffer.from(one!.bytes)), png)
})

test('who looks back from where it needs one of us, and says something else, is heard', async () => {
  await day('2026-11-24')
  await photo()
  await day('2026-11-25')
  await photo()
  const events = await sent('It was a day later.')
  const turns = events.flatMap(({ type }) => (/^walk\.(?:went_back|paused)/.test(type) ? [type] : []))
  assert.deepEqual(turns, ['walk.went_back', 'walk.paused'])
  const days = answersIn(events).filter(one => one.step === 'day')
  assert.deepEqual(
    days.map(one => ('value' in one.answer ? one.answer.value : null)),
    ['2026-11-24', '2026-11-25'],
  )
})
