// What we still do not know is one list: the page of the case, a script, the hand-off and what goes to a
// supplier read the same, and what is answered in one of them is open in none.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { languages } from '#core/people/language.ts'
import { type Person, type TestDesk, testDesk } from '#server/http/testing.ts'

let desk: TestDesk
let bo: Person
let lead: Person
const all = (text: string) => Object.fromEntries(languages.map(one => [one, text]))
const told = { why: all('Why'), say: all('Say') }
const colours = ['green', 'red'].map(name => ({ name, words: all(name) }))
const steps = [
  {
    ...{ name: 'light', ask: all('Which light?'), ...told, choices: colours, fact: 'router.light' },
    ...{ next: [{ to: 'pass-on' }], otherwise: 'pass-on' },
  },
  { name: 'pass-on', end: 'hand_off', toLevel: 2, question: all('The line?'), say: all('Wait') },
]
before(async () => {
  desk = await testDesk()
  bo = await desk.person({ name: 'Bo' })
  lead = await desk.person({ name: 'Karin', roles: ['agent', 'lead', 'admin'] })
  const form = { slug: 'light', languages, title: all('Light'), says: all('Light'), article: 'light' }
  await desk.desk.scripts.publish({
    ...{ slug: 'light', version: 1, form: { ...form, start: 'light', steps } },
    ...{ at: desk.shell.now(), by: bo.id, shipped: null },
  })
  const facts = [
    {
      ...{ name: 'router.light', words: { en: 'Light' }, ask: { en: 'Which light?' }, required: true },
      choices: colours,
    },
    { name: 'router.model', words: { en: 'Model' }, ask: { en: 'Which model?' }, required: true },
  ]
  const added = await desk.ask(lead, 'POST', 'wanted-lists', { facts, kinds: ['malfunction'] })
  assert.equal(added.status, 201, added.text)
})
after(() => desk.close())

const say = async (id: string, path: string, body: object) => {
  const answer = await desk.ask(bo, 'POST', `cases/${id}/${path}`, body)
  assert.equal(answer.status, 200, `${path}: ${answer.text}`)
  return answer.json
}
async function opened(): Promise<string> {
  const { id } = await desk.opened(bo)
  await say(id, 'case/classify', { kind: 'malfunction' })
  return id
}
/** What is open on the page of the case and in what goes to a supplier. */
async function openIn(id: string): Promise<{ page: string[]; pack: string[] }> {
  const page = (await desk.ask(bo, 'GET', `cases/${id}/wanted-facts?language=en`)).json.items
  const pack = (await desk.ask(bo, 'GET', `cases/${id}/evidence`)).json.wanted
  return {
    page: page.flatMap((one: { fact: string; known: unknown }) => (one.known ? [] : [one.fact])),
    pack: pack.flatMap((one: { fact: string; words: unknown }) => (one.words === null ? [one.fact] : [])),
  }
}
/** What the sheet of a hand-off says is open. */
async function openInHandOff(id: string): Promise<string[]> {
  const body = { team: desk.teams[2], question: 'Why?', noSteps: 'urgent', openBecause: 'on the road' }
  await say(id, 'hand-off/offer', body)
  const { ledger } = (await desk.ask(bo, 'GET', `cases/${id}`)).json
  return ledger.find((one: { type: string }) => one.type === 'hand_off.offered').summary.wantedOpen ?? []
}

test('answered in a script it is open nowhere', async () => {
  const id = await opened()
  const both = ['router.light', 'router.model']
  assert.deepEqual(await openIn(id), { page: both, pack: both })
  const { walk } = (await say(id, 'walk/begin', { script: 'light' })).ids
  await say(id, 'walk/answer', { walk, step: 'light', answer: 'value', value: 'red' })
  assert.deepEqual(await openIn(id), { page: ['router.model'], pack: ['router.model'] })
  assert.deepEqual(await openInHandOff(id), ['router.model'])
})

test('recorded on the case, a script offers it and does not ask again', async () => {
  const id = await opened()
  await say(id, 'wanted-fact/record', { fact: 'router.light', choice: 'green', source: 'seen' })
  const { walk } = await say(id, 'walk/begin', { script: 'light' })
  assert.deepEqual([walk.known?.fact, walk.known?.value], ['router.light', 'green'])
  assert.deepEqual(await openIn(id), { page: ['router.model'], pack: ['router.model'] })
})

test('said by the customer in words, it is known on the sheet and in the pack alike', async () => {
  const id = await opened()
  await say(id, 'claim/make', { text: 'It is an FB 7590', fact: 'router.model' })
  assert.deepEqual(await openIn(id), { page: ['router.light'], pack: ['router.light'] })
  assert.deepEqual(await openInHandOff(id), ['router.light'])
})
