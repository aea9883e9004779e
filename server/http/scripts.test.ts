// Published scripts over HTTP: the list, one of them, and what is not there.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { type Person, type TestDesk, testDesk } from '#server/http/testing.ts'

let desk: TestDesk
let bo: Person
before(async () => {
  desk = await testDesk()
  bo = await desk.person({ name: 'Bo Ek' })
  for (const slug of ['mail', 'printer', 'wifi']) await publish(slug, 1)
})
after(() => desk.close())

const form = (slug: string, version: number) => ({
  title: { en: `${slug} ${version}`, sv: `${slug} sv` },
  says: { en: `${slug}?` },
  languages: ['en', 'sv'],
  steps: Array.from({ length: version }, () => ({})),
})
const publish = (slug: string, version: number) =>
  desk.desk.scripts.publish({
    slug,
    version,
    form: form(slug, version),
    at: desk.shell.now(),
    by: bo.id,
    shipped: null,
  })

test('the list goes page by page in the order of names, with the titles in every language', async () => {
  const first = await desk.ask(bo, 'GET', 'scripts?limit=2')
  assert.equal(first.status, 200)
  assert.deepEqual(first.json.items, [
    { ...form('mail', 1), slug: 'mail', version: 1, steps: 1 },
    { ...form('printer', 1), slug: 'printer', version: 1, steps: 1 },
  ])
  const rest = await desk.ask(bo, 'GET', `scripts?limit=2&cursor=${first.json.next}`)
  assert.deepEqual(
    [rest.json.items.map((one: { slug: string }) => one.slug), rest.json.next],
    [['wifi'], null],
  )
  const foreign = await desk.ask(bo, 'GET', 'scripts?cursor=nonsense')
  assert.deepEqual([foreign.status, foreign.json.code], [400, 'cursor.invalid'])
})

test('a script is the version new walks begin with, or the one asked for', async () => {
  await publish('wifi', 2)
  const live = await desk.ask(bo, 'GET', 'scripts/wifi')
  assert.deepEqual([live.json.version, live.json.isLive, live.json.by], [2, true, bo.id])
  assert.deepEqual(live.json.form, form('wifi', 2))
  const before = await desk.ask(bo, 'GET', 'scripts/wifi?version=1')
  assert.deepEqual([before.json.version, before.json.isLive], [1, false])
  assert.deepEqual(before.json.form, form('wifi', 1))
})

test('a script that was withdrawn serves its versions by number only', async () => {
  await desk.desk.scripts.withdraw('printer')
  const gone = await desk.ask(bo, 'GET', 'scripts/printer')
  assert.deepEqual([gone.status, gone.json.code], [404, 'script.not_found'])
  assert.equal((await desk.ask(bo, 'GET', 'scripts/printer?version=1')).status, 200)
  const { items } = (await desk.ask(bo, 'GET', 'scripts')).json
  assert.ok(!items.some((one: { slug: string }) => one.slug === 'printer'))
})

test('what is not there is not found, what is no name is not as described, nobody reads without a name', async () => {
  const asked = async (url: string) => (await desk.ask(bo, 'GET', url)).status
  assert.deepEqual(
    [await asked('scripts/none'), await asked('scripts/wifi?version=9'), await asked('scripts/Wi_Fi')],
    [404, 404, 400],
  )
  assert.equal((await desk.ask(null, 'GET', 'scripts')).status, 401)
})
