// Supplier cases over HTTP: the suppliers set up, a case taken outside, chased, answered, tested, told and
// judged; who may not read them cannot tell one from none.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { CaseId } from '#core/kit/id.ts'
import { after as later, minuteMs } from '#core/kit/time.ts'
import { type Person, type TestDesk, testDesk } from '#server/http/testing.ts'
import { matterWorld } from '#server/matters.ts'
import { tellMatterNews } from '#server/react/matter-news.ts'
import { ringMatters } from '#server/react/matter-ring.ts'

let desk: TestDesk
let bo: Person
let marta: Person
let karin: Person
let supplier: { id: string; version: number }
const agreed = {
  calendar: null,
  answer: [60, 60, 60, 60],
  update: [null, null, null, null],
  solution: [null, null, null, null],
  ...{ chaseMinutes: 30, chasesMax: 2, raiseMinutes: 60 },
}
before(async () => {
  desk = await testDesk()
  bo = await desk.person({ name: 'Bo' })
  marta = await desk.person({ name: 'Marta', levels: [2] })
  karin = await desk.person({ name: 'Karin', roles: ['lead'] })
  const answer = await desk.ask(karin, 'POST', 'suppliers', {
    ...{ name: 'Acme', addresses: ['Help@Acme.example', '@acme.example'], agreed },
  })
  assert.equal(answer.status, 201, answer.text)
  supplier = answer.json
})
after(() => desk.close())

const post = (by: Person, path: string, body: unknown = {}, headers: Record<string, string> = {}) =>
  desk.ask(by, 'POST', `matters/supplier-cases${path}`, body, headers)
const get = (by: Person, path: string) => desk.ask(by, 'GET', `matters/supplier-cases${path}`)
async function opened(more: object = {}): Promise<{ id: string; number: number; caseId: CaseId }> {
  const { id: caseId } = await desk.opened(bo)
  const body = { case: caseId, supplier: supplier.id, title: 'The radio module resets', ...more }
  const answer = await post(bo, '', body)
  assert.equal(answer.status, 201, answer.text)
  return { ...answer.json, caseId }
}
const done = async (by: Person, path: string, body: unknown): Promise<string[]> => {
  const answer = await post(by, path, body)
  assert.equal(answer.status, 200, answer.text)
  return answer.json.events
}

test('a supplier is set up by a lead, paused, and nothing new is taken to it', async () => {
  const own = { name: 'Slow', agreed }
  assert.equal((await desk.ask(bo, 'POST', 'suppliers', own)).status, 403)
  const { id, version } = (await desk.ask(karin, 'POST', 'suppliers', own)).json
  const bad = { name: 'Bad', agreed: { ...agreed, calendar: 'cal_none' } }
  const refused = await desk.ask(karin, 'POST', 'suppliers', bad)
  assert.deepEqual([refused.status, refused.json.fields[0].path], [400, 'agreed.calendar'])
  assert.equal((await desk.ask(karin, 'POST', 'suppliers', { ...own, addresses: ['no'] })).status, 400)
  const paused = await desk.ask(karin, 'PATCH', `suppliers/${id}`, { version, active: false })
  assert.deepEqual([paused.status, paused.json.active], [200, false])
  assert.equal((await desk.ask(karin, 'PATCH', `suppliers/${id}`, { version, name: 'X' })).status, 409)
  const { id: caseId } = await desk.opened(bo)
  const taken = await post(bo, '', { case: caseId, supplier: id, title: 'Anything' })
  assert.deepEqual([taken.status, taken.json.code], [422, 'supplier.paused'])
  const { items } = (await desk.ask(bo, 'GET', 'suppliers')).json
  assert.equal(items.at(-1).id, id)
  assert.equal((await desk.ask(bo, 'GET', 'suppliers/sup_none/figures')).status, 404)
})

test('taken outside, the case stays where it is, belongs to it, and hears what comes of it', async () => {
  const { id, number, caseId } = await opened()
  const beside = (await desk.ask(bo, 'GET', `cases/${caseId}`)).json
  assert.deepEqual(
    beside.matters.map((one: { id: string }) => one.id),
    [id],
  )
  assert.equal(beside.card.wait ?? null, null, 'waiting is offered, not done')
  assert.equal((await get(bo, `/${number}`)).json.row.standing, 'unsent')
  assert.ok(
    (await done(bo, `/${id}/send`, { how: 'phone', words: 'It resets hourly' })).includes('supplier.sent'),
  )
  assert.equal((await get(bo, `/${id}`)).json.row.standing, 'unreferenced')
  assert.deepEqual(await done(bo, `/${id}/lodge`, { reference: 'SR-7' }), ['supplier.lodged'])
  assert.deepEqual(await desk.desk.suppliers.byReferences(['sr-7']), [id])
  await done(marta, `/${id}/say`, { answer: 'release', how: 'phone', words: 'Use 4.2', version: '4.2' })
  assert.equal((await post(bo, `/${id}/solve`, { through: 'release', words: 'x' })).status, 422)
  await done(marta, `/${id}/retest`, { holds: true, words: 'A night without a reset' })
  await tellMatterNews(desk.shell)
  const news = (await desk.store.read(caseId))!.events.flatMap(one =>
    one.type === 'matter.told' ? [one.news] : [],
  )
  assert.deepEqual(news, ['supplier_answered'])
  await tellMatterNews(desk.shell)
  await done(bo, `/${id}/spend`, { minutes: 40, cents: 9_900, what: 'a loan device' })
  await done(bo, `/${id}/solve`, { through: 'release', words: 'Rolled out' })
  await done(bo, `/${id}/close`, { right: true })
  const page = (await get(bo, `/${number}`)).json
  assert.deepEqual([page.row.standing, page.row.right, page.version], ['closed', true, '4.2'])
  assert.equal(page.agents[marta.id], 'Marta')
  assert.ok(Object.values(page.texts).includes('Rolled out'))
  const figures = (await desk.ask(bo, 'GET', `suppliers/${supplier.id}/figures`)).json
  assert.equal(figures.supplier.name, 'Acme')
  assert.deepEqual([figures.answered, figures.neverSilent, figures.right, figures.cents], [1, 1, 1, 9_900])
  assert.deepEqual(figures.medianMinutes, 0)
  const over = (await get(bo, '?standing=closed')).json.items
  assert.deepEqual(
    over.map((one: { id: string }) => one.id),
    [id],
  )
})

test('silence is listed and told once, and their word ends it', async () => {
  const { id } = await opened()
  await done(bo, `/${id}/send`, { how: 'form', words: 'It resets' })
  const inAnHour = async () => later(await desk.store.now(), 61 * minuteMs)
  await ringMatters(matterWorld(desk.shell), { now: inAnHour })
  await ringMatters(matterWorld(desk.shell), { now: inAnHour })
  const facts = (await desk.desk.matters.read(id as 'spc_1'))!.facts.map(one => one.type)
  assert.equal(facts.filter(one => one === 'supplier.silent').length, 1)
  assert.equal(facts.filter(one => one === 'supplier.chase_due').length, 1)
  const silent = (await get(bo, `?standing=silent&mine=true&supplier=${supplier.id}`)).json.items
  assert.deepEqual(
    silent.map((one: { id: string }) => one.id),
    [id],
  )
  assert.deepEqual((await get(marta, '?standing=silent&mine=true')).json.items, [])
})

test('the same key opens one; a page goes on after its last row; who may not read them finds none', async () => {
  const { id: caseId } = await desk.opened(bo)
  const body = { case: caseId, supplier: supplier.id, title: 'Twice' }
  const key = { 'idempotency-key': 'once' }
  const [first, again] = [await post(bo, '', body, key), await post(bo, '', body, key)]
  assert.deepEqual([again.status, again.json.id], [201, first.json.id])
  const one = (await get(bo, '?limit=1')).json
  const two = (await get(bo, `?limit=1&cursor=${one.next}`)).json
  assert.notEqual(one.items[0].id, two.items[0].id)
  const stale = await post(bo, `/${first.json.id}/take`, {}, { 'if-match': '"9"' })
  assert.equal(stale.status, 412)
  const cases = (await get(bo, `/${first.json.id}/cases`)).json.items
  assert.deepEqual(
    cases.map((each: { id: string }) => each.id),
    [caseId],
  )
  const admin = await desk.person({ name: 'Ada', roles: ['admin'] })
  assert.deepEqual(
    [(await get(admin, `/${first.json.id}`)).json.code, (await get(bo, '/spc_none')).json.code],
    ['matter.not_found', 'matter.not_found'],
  )
})

test('evidence goes along without the people of the case, whoever put it together', async () => {
  const { id, caseId } = await opened()
  const note = { text: 'Anna Lindqvist saw error 17 at her router' }
  const noted = await desk.ask(bo, 'POST', `cases/${caseId}/note/add`, note)
  assert.equal(noted.status, 200, noted.text)
  const { items } = (await desk.ask(bo, 'GET', `cases/${caseId}/evidence`)).json
  const { words } = items.find((one: { words: string }) => one.words.includes('error 17'))
  assert.ok(!words.includes('Lindqvist'), words)
  const refused = await post(bo, `/${id}/send`, { how: 'phone', words: note.text, pack: true })
  assert.deepEqual([refused.status, refused.json.code], [422, 'supplier.pack_shows_person'])
  assert.deepEqual((await done(bo, `/${id}/send`, { how: 'phone', words, pack: true }))[0], 'supplier.sent')
  // Words of one's own are one's own: somebody may have to be named.
  assert.equal((await post(bo, `/${id}/send`, { how: 'phone', words: note.text })).status, 200)
})

test('an entry that was struck is offered as evidence no more, and refused to whoever names it all the same', async () => {
  const { caseId } = await opened()
  const wrong = 'Error 99 was seen at another router'
  const noted = await desk.ask(bo, 'POST', `cases/${caseId}/note/add`, { text: wrong })
  const offered = async () => (await desk.ask(bo, 'GET', `cases/${caseId}/evidence`)).json.items
  const [entry] = (await offered()).filter((one: { words: string }) => one.words === wrong)
  assert.ok(entry, 'before it was struck it is offered')
  const ask = (seq: number) =>
    desk.ask(bo, 'POST', 'changes', {
      ...{ kind: 'bug_fix', title: 'T', wanted: 'w', why: 'y', case: caseId, entries: [seq] },
    })
  const before = await ask(entry.seq)
  assert.equal(before.status, 201, before.text)
  const { events } = (await desk.store.read(caseId))!
  const added = events.findLast(one => one.type === 'note.added')
  assert.ok(noted.status === 200 && added?.type === 'note.added')
  const struck = await desk.ask(bo, 'POST', `cases/${caseId}/note/strike`, {
    ...{ note: added.note, because: 'the wrong case' },
  })
  assert.equal(struck.status, 200, struck.text)
  const words = (await offered()).map((one: { words: string }) => one.words)
  assert.ok(!words.some((one: string) => one.includes('Error 99') || one.includes('the wrong case')))
  const refused = await ask(entry.seq)
  assert.deepEqual([refused.status, refused.json.code], [422, 'evidence.struck'])
  const later = await desk.ask(bo, 'POST', `changes/${before.json.id}/add_evidence`, {
    ...{ case: caseId, entries: [entry.seq] },
  })
  assert.equal(later.json.code, 'evidence.struck')
})
