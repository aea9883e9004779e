// Open cases that look alike are suggested as one problem; dismissed, opened or joined they are suggested no
// more. A known error that does not fit is offered there no more, and counted.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { type Person, type TestDesk, testDesk } from '#server/http/testing.ts'

let desk: TestDesk
let bo: Person
before(async () => {
  desk = await testDesk()
  bo = await desk.person({ name: 'Bo' })
})
after(() => desk.close())

const post = (path: string, body: object = {}) => desk.ask(bo, 'POST', path, body)
type Case = { readonly id: string; readonly number: number; readonly subject: string }
const suggestedNow = async (by = bo): Promise<readonly (readonly string[])[]> => {
  const answer = await desk.ask(by, 'GET', 'matters/problems/suggested')
  assert.equal(answer.status, 200, answer.text)
  return answer.json.items.map((one: { cases: Case[] }) => one.cases.map(({ subject }) => subject).sort())
}
const about = async (subject: string) => (await desk.opened(bo, { subject })).id
const subjects = (word: string) => [
  `${word} flickers on startup`,
  `${word} flickers, startup`,
  `startup: ${word} flickers`,
]

test('three alike are suggested and dismissed with a reason; a fourth brings them back', async () => {
  const all = subjects('lamp')
  const ids = [await about(all[0]!), await about(all[1]!)]
  await about('The invoice has a wrong name')
  assert.deepEqual(await suggestedNow(), [])
  ids.push(await about(all[2]!))
  assert.deepEqual(await suggestedNow(), [[...all].sort()])
  const wrong = await post('matters/problems/suggested/dismiss', { cases: ids, because: 'no idea' })
  assert.equal(wrong.status, 400)
  const done = await post('matters/problems/suggested/dismiss', { cases: ids, because: 'coincidence' })
  assert.equal(done.status, 204, done.text)
  assert.deepEqual(await suggestedNow(), [])
  await about('lamp flickers after startup')
  assert.equal((await suggestedNow())[0]?.length, 4)
})

test('opened as a problem they are explained', async () => {
  const before = (await suggestedNow()).length
  const ids: string[] = []
  for (const subject of subjects('fan')) ids.push(await about(subject))
  assert.equal(
    (await suggestedNow()).some(one => one[0]?.includes('fan')),
    true,
  )
  const { status } = await post('matters/problems', { title: 'Fan', kind: 'device', cases: ids })
  assert.equal(status, 201)
  assert.equal((await suggestedNow()).length, before)
})

test('a known error that does not fit is not offered there again, and its page counts it', async () => {
  const { json } = await post('matters/problems', {
    title: 'Screen stays black after update',
    kind: 'software',
  })
  await post(`matters/problems/${json.id}/publish`, { edition: 0, symptoms: 'Screen black, update' })
  const id = await about('Screen black since the update')
  const other = await about('Update: screen black')
  const fits = async (caseId: string) =>
    (await desk.ask(bo, 'GET', `cases/${caseId}/known-errors`)).json.items.map((one: Case) => one.id)
  assert.deepEqual([await fits(id), await fits(other)], [[json.id], [json.id]])
  const said = await post(`cases/${id}/known-errors/${json.id}/does-not-fit`)
  assert.equal(said.status, 204, said.text)
  await post(`cases/${id}/known-errors/${json.id}/does-not-fit`)
  assert.deepEqual([await fits(id), await fits(other)], [[], [json.id]])
  assert.equal((await desk.ask(bo, 'GET', `matters/problems/${json.id}`)).json.unfit, 1)
})

test('whoever may not read problems cannot ask what is suggested either', async () => {
  const aud = await desk.person({ name: 'Aud', roles: ['admin'] })
  const listed = await desk.ask(aud, 'GET', 'matters/problems')
  const answer = await desk.ask(aud, 'GET', 'matters/problems/suggested')
  assert.deepEqual([answer.status, answer.json.code], [listed.status, listed.json.code])
  assert.notEqual(answer.status, 200)
})

test('what nothing is like is new to us, among enough cases; once one alike comes, neither is', async () => {
  const found = async (id: string) => (await desk.ask(bo, 'GET', `cases/${id}/known-errors`)).json.newAmong
  const first = await about('Turnstile hums in fog')
  assert.equal(await found(first), null, 'too few to tell')
  for (let n = 0; n < 20; n++) await about(`Parcel ${n} went astray`)
  assert.ok((await found(first)) >= 20)
  const second = await about('The turnstile hums, fog outside')
  assert.deepEqual([await found(first), await found(second)], [null, null])
})
