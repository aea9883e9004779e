// What an hour costs, set by who leads and refused at its field; what a case cost, noted, summed up and taken
// back; and that a partner who has the case is told nothing of it.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { type Person, type TestDesk, testDesk } from '#server/http/testing.ts'

let desk: TestDesk
let bo: Person
let karin: Person
before(async () => {
  desk = await testDesk()
  bo = await desk.person({ name: 'Bo Ek' })
  karin = await desk.person({ name: 'Karin Holm', roles: ['agent', 'lead'] })
})
after(() => desk.close())

const rates = { 1: 3_000, 2: 6_000, 3: null }
const spent = { kind: 'parts', amountMinor: 1_250, currency: 'EUR', what: 'A canary lamp' }
const done = async (by: Person, id: string, path: string, body: object) => {
  const answer = await desk.ask(by, 'POST', `cases/${id}/${path}`, body)
  assert.equal(answer.status, 200, `${path}: ${answer.text}`)
  return answer.json.ids as Record<string, string>
}

test('before a currency is set no cost is noted, and no case has any', async () => {
  const { id } = await desk.opened(bo)
  const no = await desk.ask(bo, 'POST', `cases/${id}/cost/note`, spent)
  assert.deepEqual([no.status, no.json.code], [422, 'cost.no_currency'])
  assert.deepEqual((await desk.ask(bo, 'GET', `cases/${id}/costs`)).json, {
    ...{ currency: null, minor: {}, totalMinor: 0 },
  })
  assert.deepEqual((await desk.ask(karin, 'GET', 'costs')).json, { version: 0, versions: [] })
})

test('who leads says what an hour costs; what is no currency, and another one later, is refused there', async () => {
  const set = (body: object, by = karin) => desk.ask(by, 'POST', 'costs', { rates, ...body })
  const fieldOf = ({ json }: Awaited<ReturnType<typeof set>>) => json.fields
  assert.equal((await set({ read: 0, currency: 'EUR' }, bo)).status, 403)
  const odd = await set({ read: 0, currency: 'XQQ' })
  assert.deepEqual([odd.status, fieldOf(odd)], [400, [{ path: 'currency', message: 'currency' }]])
  assert.equal((await set({ read: 0, currency: 'EUR', rates: { 1: -1, 2: 0, 3: 0 } })).status, 400)
  const first = await set({ read: 0, currency: 'EUR' })
  assert.deepEqual([first.status, first.json.version, first.json.rates], [201, 1, rates])
  assert.equal((await set({ read: 0, currency: 'EUR' })).status, 409, 'somebody was faster')
  assert.deepEqual(fieldOf(await set({ read: 1, currency: 'SEK' })), [
    { path: 'currency', message: 'other_currency' },
  ])
  const both = await Promise.all([1, 2].map(() => set({ read: 1, currency: 'EUR' })))
  assert.deepEqual(both.map(({ status }) => status).toSorted(), [201, 409])
  assert.equal((await desk.ask(bo, 'GET', 'costs')).status, 403)
  const told = await desk.ask(bo, 'GET', 'session')
  assert.deepEqual(told.json.desk.costs, { currency: 'EUR', versions: [] }, 'not what an hour costs')
})

test('what a case cost is summed up by what it was paid for; a cost taken back counts no more', async () => {
  const { id } = await desk.opened(bo)
  await done(bo, id, 'note/add', { text: 'Looked.', minutes: 10 })
  const { cost } = await done(bo, id, 'cost/note', spent)
  await done(bo, id, 'cost/note', { ...spent, kind: 'travel', amountMinor: 300 })
  const read = async () => (await desk.ask(bo, 'GET', `cases/${id}/costs`)).json
  assert.deepEqual(await read(), {
    ...{ currency: 'EUR', minor: { people: 500, parts: 1_250, travel: 300 }, totalMinor: 2_050 },
  })
  await done(bo, id, 'cost/withdraw', { cost, because: 'Found the old one.' })
  assert.deepEqual((await read()).minor, { people: 500, travel: 300 })
  const other = await desk.ask(bo, 'POST', `cases/${id}/cost/note`, { ...spent, currency: 'SEK' })
  assert.deepEqual([other.status, other.json.code], [422, 'cost.other_currency'])
  const none = await desk.ask(bo, 'POST', `cases/${id}/cost/note`, { ...spent, amountMinor: 0 })
  assert.equal(none.status, 400)
})

test('a case that goes on in another brings along what it cost', async () => {
  const [from, into] = [await desk.opened(bo), await desk.opened(bo)]
  await done(bo, from.id, 'cost/note', spent)
  await done(bo, into.id, 'cost/note', { ...spent, amountMinor: 50 })
  await done(bo, from.id, 'case/merge', { into: into.id })
  const { minor } = (await desk.ask(bo, 'GET', `cases/${into.id}/costs`)).json
  assert.deepEqual(minor, { parts: 1_300 })
})

test('a partner who has the case is told neither sums nor words, and notes none', async () => {
  const admin = await desk.person({ roles: ['admin'], levels: [], teams: [] })
  const away = (await desk.ask(admin, 'POST', 'teams', { name: 'Away', level: 2 })).json.id
  const { version } = (await desk.desk.teams.one(away))!
  const agreement = { house: 'Nord', accountable: karin.id, endsAt: null, readDays: 3, namesPeople: false }
  const agreed = await desk.ask(admin, 'PATCH', `teams/${away}`, { version, partner: agreement })
  assert.equal(agreed.status, 200, agreed.text)
  const pia = await desk.person({ name: 'Pia Away', levels: [2], teams: [away] })
  const [gone, { id }] = [await desk.opened(bo), await desk.opened(bo)]
  await done(bo, gone.id, 'cost/note', { ...spent, amountMinor: 77_123 })
  await done(bo, id, 'cost/note', { ...spent, amountMinor: 31_415 })
  await done(bo, gone.id, 'case/merge', { into: id })
  const { handOff } = await done(bo, id, 'hand-off/offer', {
    ...{ team: away, question: 'Why?', noStepsBecause: 'none fits' },
  })
  await done(pia, id, 'hand-off/accept', { handOff, readBack: 'I see.' })
  const read = await desk.ask(pia, 'GET', `cases/${id}`)
  assert.equal(read.status, 200, read.text)
  assert.doesNotMatch(read.text, /31415|77123|canary lamp|amountMinor/)
  assert.match((await desk.ask(bo, 'GET', `cases/${id}`)).text, /31415.*77123|77123.*31415/s)
  assert.equal((await desk.ask(pia, 'GET', `cases/${id}/costs`)).status, 403)
  assert.equal((await desk.ask(pia, 'POST', `cases/${id}/cost/note`, spent)).status, 403)
})
