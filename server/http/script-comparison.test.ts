// Two versions of a script, or one and the draft, side by side over HTTP.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { type Person, type TestDesk, testDesk } from '#server/http/testing.ts'

let desk: TestDesk
let bo: Person
let karin: Person
before(async () => {
  desk = await testDesk()
  bo = await desk.person({ name: 'Bo Ek' })
  karin = await desk.person({ name: 'Karin Holm', roles: ['lead'] })
})
after(() => desk.close())

const form = (words: string) => ({
  slug: 'kettle',
  languages: ['en'],
  title: { en: 'A kettle' },
  says: { en: 'It is cold' },
  article: 'kettle',
  start: 'done',
  steps: [{ name: 'done', end: 'solved', say: { en: words }, fixed: { en: 'The plug' } }],
})
const compared = (query: string) => desk.ask(bo, 'GET', `scripts/kettle/comparison?${query}`)

test('whoever reads scripts sees what a draft changes in a version, and what a version changed', async () => {
  const put = (revision: number, words: string) =>
    desk.ask(karin, 'PUT', 'scripts/kettle/draft', { form: form(words), revision })
  await put(0, 'It is warm.')
  await desk.ask(karin, 'POST', 'scripts/kettle/publish', { revision: 1 })
  assert.equal((await put(0, 'It is hot.')).status, 200)
  const { status, json } = await compared('before=1&after=draft')
  assert.deepEqual([status, json.whole], [200, { sentences: [], arrows: [], values: [] }])
  const [step, ...more] = json.steps
  assert.deepEqual([more, step.what, step.sentences.length], [[], 'changed', 1])
  assert.deepEqual(step.sentences[0].words, [
    { kind: 'kept', text: 'It is' },
    { kind: 'removed', text: ' warm.' },
    { kind: 'added', text: ' hot.' },
  ])
  assert.deepEqual((await compared('before=1&after=1')).json.steps, [])
})

test('a version or draft there is not, and a word that is neither, are refused', async () => {
  assert.equal((await compared('before=9&after=1')).json.code, 'script.not_found')
  assert.equal((await compared('before=1&after=older')).status, 400)
  assert.equal((await compared('before=1')).status, 400)
  const none = await desk.ask(bo, 'GET', 'scripts/none/comparison?before=draft&after=draft')
  assert.equal(none.json.code, 'script.draft_not_found')
})
