// Problems over HTTP: opened from a case, joined by several at once, told and followed to the end; who may
// not read them cannot tell one from none.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { CaseId } from '#core/kit/id.ts'
import { type Person, type TestDesk, testDesk } from '#server/http/testing.ts'
import { tellMatterNews } from '#server/react/matter-news.ts'

let desk: TestDesk
let bo: Person
let marta: Person
before(async () => {
  desk = await testDesk()
  bo = await desk.person({ name: 'Bo' })
  marta = await desk.person({ name: 'Marta', levels: [2] })
})
after(() => desk.close())

const at = (path: string) => `matters/problems${path}`
const post = (by: Person, path: string, body: unknown = {}, headers: Record<string, string> = {}) =>
  desk.ask(by, 'POST', at(path), body, headers)
const get = (by: Person, path: string) => desk.ask(by, 'GET', at(path))

async function opened(more: object = {}): Promise<{ id: string; number: number }> {
  const answer = await post(bo, '', { title: 'The VPN drops at noon', kind: 'software', ...more })
  assert.equal(answer.status, 201, answer.text)
  return answer.json
}
const caseOf = async (by = bo): Promise<CaseId> => (await desk.opened(by)).id
async function tell(): Promise<void> {
  while ((await tellMatterNews(desk.shell)) === 0);
}
const factsOf = async (id: CaseId) => (await desk.store.read(id))!.events

test('opened from cases it is theirs, is listed, and its page says all', async () => {
  const cases = [await caseOf(), await caseOf()]
  const { id, number } = await opened({ cases, alike: 'All in the morning' })
  const page = (await get(bo, `/${number}`)).json
  assert.deepEqual([page.row.id, page.row.title, page.row.cases], [id, 'The VPN drops at noon', 2])
  assert.equal(page.row.owner, bo.id)
  assert.equal(page.names.agents[bo.id], 'Bo')
  assert.ok(Object.values(page.texts).includes('All in the morning'))
  const listed = (await get(bo, '?mine=true')).json.items
  assert.deepEqual(
    listed.map((one: { id: string }) => one.id),
    [id],
  )
  assert.deepEqual((await get(marta, '?mine=true')).json.items, [])
  const { items } = (await get(bo, `/${number}/cases`)).json
  assert.deepEqual(items.map((one: { id: string }) => one.id).sort(), cases.sort())
  assert.equal((await desk.ask(bo, 'GET', `cases/${cases[0]}`)).json.matters[0].number, number)
})

test('the cause a case has shown goes along, in the same breath', async () => {
  const cause = { cause: 'Noon restarts the daemon', how: 'log' }
  const { number } = await opened({ cases: [await caseOf()], cause })
  const { ledger, texts } = (await get(bo, `/${number}`)).json
  const found = ledger.find((one: { type: string }) => one.type === 'problem.cause_found')
  assert.deepEqual([texts[found.cause.text], found.how], [cause.cause, 'log'])
  assert.equal((await post(bo, '', { title: 'x', cause: { cause: 'y', how: 'guessed' } })).status, 400)
})

test('the same key opens one problem, and a deed twice is one fact', async () => {
  const key = { 'idempotency-key': 'once' }
  const body = { title: 'Twice' }
  const [first, again] = [await post(bo, '', body, key), await post(bo, '', body, key)]
  assert.deepEqual([again.status, again.json.id], [201, first.json.id])
  assert.equal((await post(bo, '', { title: 'Other' }, key)).status, 422)
  const { id } = first.json
  assert.equal((await post(bo, `/${id}/close`, {}, { 'if-match': '"9"' })).status, 412)
  const closed = await post(bo, `/${id}/close`, {}, { 'if-match': '"1"', 'idempotency-key': 'c' })
  assert.deepEqual(closed.json.events, ['problem.closed'])
  assert.equal(closed.headers.etag, '"2"')
  assert.equal((await post(bo, `/${id}/fix`, { what: 'x', verified: 'y' })).json.code, 'problem.ended')
})

test('of two who publish at once one is asked to read the other', async () => {
  const { id } = await opened()
  const publish = (symptoms: string) => post(bo, `/${id}/publish`, { edition: 0, symptoms })
  const both = await Promise.all([publish('It drops'), publish('It falls')])
  assert.deepEqual(both.map(({ status }) => status).sort(), [200, 409])
  const lost = both.find(({ status }) => status === 409)
  assert.equal(lost?.json.code, 'problem.published_meanwhile')
})

test('cases join and leave several at once; one that is refused holds nobody up', async () => {
  const { id } = await opened()
  const cases = [await caseOf(), await caseOf()]
  const joined = await post(bo, `/${id}/join`, { cases })
  assert.deepEqual(
    joined.json.items.map((one: { outcome: string }) => one.outcome),
    ['done', 'done'],
  )
  assert.equal((await post(bo, `/${id}/join`, { cases })).json.items[0].outcome, 'nothing')
  const left = await post(bo, `/${id}/leave`, { cases: [cases[0]], because: 'another fault' })
  assert.equal(left.json.items[0].outcome, 'done')
  const again = await post(bo, `/${id}/leave`, { cases, because: 'another fault' })
  assert.deepEqual(
    again.json.items.map((one: { code: string | null }) => one.code),
    ['matter.not_joined', null],
  )
  assert.equal((await get(bo, `/${id}`)).json.row.cases, 0)
  const unknown = await desk.ask(bo, 'POST', `cases/${cases[0]}/matter/join`, { matter: 'prb_none' })
  assert.equal(unknown.json.code, 'matter.not_found')
})

test('the list is asked by what the cause lies in, by whether it was found, and by its standing', async () => {
  const { id } = await opened({ kind: 'device', title: 'The radio resets' })
  const known = await opened({ kind: 'device', cause: { cause: 'A worn contact', how: 'test' } })
  const idsOf = async (query: string): Promise<string[]> =>
    (await get(bo, `?limit=100&${query}`)).json.items.map((one: { id: string }) => one.id)
  assert.deepEqual(await idsOf('lies_in=device'), [known.id, id])
  assert.deepEqual(await idsOf('lies_in=device&cause=found'), [known.id])
  assert.deepEqual(await idsOf('lies_in=device&cause=open&standing=open'), [id])
  assert.deepEqual(await idsOf('lies_in=device&standing=closed'), [])
  assert.equal((await idsOf('lies_in=network')).includes(id), false)
  assert.equal((await idsOf('cause=open')).includes(known.id), false)
  assert.equal((await get(bo, '?lies_in=luck')).status, 400)
})

test('a fix is told to every case, each customer is asked, and the page counts what came of it', async () => {
  const cases = [await caseOf(), await caseOf(), await caseOf()]
  const { id } = await opened({ cases })
  const solve = (caseId: CaseId) => desk.ask(bo, 'POST', `cases/${caseId}/case/solve`, { fix: 'restarted' })
  assert.equal((await solve(cases[0]!)).status, 200)
  const fix = { what: 'Patched', version: '4.2', verified: 'It ran a week' }
  assert.equal((await post(bo, `/${id}/fix`, fix)).status, 200)
  await tell()
  const stages = async () => (await get(bo, `/${id}`)).json.stages
  assert.deepEqual(await stages(), { cases: 3, told: 3, asked: 0, holds: 0, came_back: 0 })
  const arose = (await factsOf(cases[1]!)).find(one => one.type === 'news.arose')
  assert.ok(arose?.type === 'news.arose')
  const called = await desk.ask(bo, 'POST', `cases/${cases[1]}/contact/hold`, {
    ...{ means: 'phone', direction: 'out', reach: 'reached', minutes: 1, tells: [arose.news] },
  })
  assert.equal(called.status, 200, called.text)
  const held = await desk.ask(bo, 'POST', `cases/${cases[0]}/check-back/end`, { how: 'holds' })
  assert.equal(held.status, 200, held.text)
  assert.deepEqual(await stages(), { cases: 3, told: 1, asked: 1, holds: 1, came_back: 0 })
  assert.equal((await get(bo, `/${id}`)).json.telling[0].told, 3)
})

test('merged, its cases go over, each once, and nobody joins what is gone', async () => {
  const cases = [await caseOf(), await caseOf()]
  const [one, other] = [await opened({ cases }), await opened({ cases: [cases[0]] })]
  assert.equal((await post(bo, `/${one.id}/merge`, { into: one.id })).json.code, 'problem.into_itself')
  assert.equal((await post(bo, `/${one.id}/merge`, { into: String(other.number) })).status, 200)
  // Said while they are on their way.
  assert.equal((await post(bo, `/${other.id}/publish`, { edition: 0, symptoms: 'It drops' })).status, 200)
  await tell()
  for (const id of cases) {
    const facts = await factsOf(id)
    assert.equal(facts.filter(fact => fact.type === 'matter.moved').length, 1)
    assert.equal(facts.filter(fact => fact.type === 'matter.told').length, 1)
    assert.deepEqual((await desk.store.card(id))?.matters, [other.id])
  }
  const late = await desk.ask(bo, 'POST', `cases/${await caseOf()}/matter/join`, { matter: one.id })
  assert.equal(late.json.code, 'problem.merged_away')
  assert.equal((await post(bo, `/${other.id}/merge`, { into: one.id })).json.code, 'problem.ended')
  const { row, names } = (await get(bo, `/${one.id}`)).json
  assert.deepEqual([row.standing, names.problems[other.id]], ['merged', other.number])
})

test('of two cases that are merged the problem of the first is told where it goes on, and counted once', async () => {
  const [first, second] = [await caseOf(), await caseOf()]
  const { number } = await opened({ cases: [first] })
  const merged = await desk.ask(bo, 'POST', `cases/${first}/case/merge`, { into: second })
  assert.equal(merged.status, 200, merged.text)
  const { items } = (await get(bo, `/${number}/cases`)).json
  assert.deepEqual(
    items.map((one: { id: string }) => one.id),
    [second],
  )
  assert.equal((await get(bo, `/${number}`)).json.row.cases, 1)
  await post(bo, `/${number}/publish`, { edition: 0, symptoms: 'It drops' })
  await tell()
  const told = (await factsOf(second)).filter(one => one.type === 'matter.told')
  assert.deepEqual(
    told.map(one => one.type === 'matter.told' && one.news),
    ['known_error'],
  )
  assert.ok(!(await factsOf(first)).some(one => one.type === 'matter.told'))
})

test('what is said while one case goes on in another is told there, also where the second half comes late', async () => {
  const [first, second] = [await caseOf(), await caseOf()]
  const { number } = await opened({ cases: [first] })
  const other = await opened()
  // The node died between the two halves of merging.
  await desk.shell.handle({
    ...{ caseId: first, by: { kind: 'agent', id: bo.id }, texts: [] },
    commands: [{ type: 'case.merge', into: second, itself: false }],
  })
  await post(bo, `/${number}/publish`, { edition: 0, symptoms: 'It drops' })
  await post(bo, `/${number}/merge`, { into: other.id })
  await tell()
  const again = () => desk.ask(bo, 'POST', `cases/${first}/case/merge`, { into: second })
  assert.deepEqual([(await again()).status, (await again()).status], [200, 200])
  const facts = (await factsOf(second)).filter(one => one.type.startsWith('matter.'))
  assert.deepEqual(
    facts.map(one => one.type),
    ['matter.joined', 'matter.told', 'matter.moved'],
  )
  const { items } = (await get(bo, `/${other.number}/cases`)).json
  assert.deepEqual(
    items.map((one: { id: string }) => one.id),
    [second],
  )
})

test('of two merged into each other at once one goes on', async () => {
  const [one, other] = [await opened(), await opened()]
  const both = await Promise.all([
    post(bo, `/${one.id}/merge`, { into: other.id }),
    post(bo, `/${other.id}/merge`, { into: one.id }),
  ])
  const rows = await Promise.all([one, other].map(async ({ id }) => (await get(bo, `/${id}`)).json.row))
  // The second saw the first; or both were let through, and what made a circle was undone.
  assert.ok(both.some(({ status }) => status === 200))
  assert.ok(rows.some(row => row.isOpen))
})

test('who chases it decides; partners and customers find none', async () => {
  const { id } = await opened({ team: desk.teams[1] })
  const denied = await post(marta, `/${id}/close`)
  assert.deepEqual([denied.status, denied.json.code], [403, 'problem.not_keeper'])
  assert.equal((await post(marta, `/${id}/take`)).status, 200)
  assert.equal((await post(marta, `/${id}/close`)).status, 200)
  const auditor = await desk.person({ roles: ['auditor'], levels: [], teams: [] })
  assert.equal((await get(auditor, `/${id}`)).status, 200)
  assert.equal((await post(auditor, '', { title: 'x' })).status, 403)
  const editor = await desk.person({ roles: ['editor'], levels: [], teams: [] })
  for (const path of ['', `/${id}`, `/${id}/cases`])
    assert.equal((await get(editor, path)).json.code, 'matter.not_found', path)
  assert.equal((await post(editor, '', { title: 'x' })).json.code, 'matter.not_found')
  assert.equal((await get(bo, '/prb_none')).json.code, 'matter.not_found')
  assert.equal((await get(bo, '?cursor=nonsense')).json.code, 'cursor.invalid')
})

test('a page leads on to the next, and filters hold', async () => {
  const page = (await get(bo, '?limit=2')).json
  const next = (await get(bo, `?limit=2&cursor=${page.next}`)).json
  assert.equal(page.items.length, 2)
  assert.ok(
    !next.items.some((one: { id: string }) => page.items.some((two: { id: string }) => one.id === two.id)),
  )
  const closed = (await get(bo, '?standing=closed,merged')).json.items
  assert.ok(closed.length >= 2)
  assert.ok(closed.every((one: { isOpen: boolean }) => !one.isOpen))
  const { id } = await opened()
  const until = desk.shell.now() + 60_000
  assert.equal((await post(bo, `/${id}/work-around`, { what: 'restart', until })).status, 200)
  const due = (await get(bo, '?sort=due')).json.items
  assert.deepEqual([due[0].id, due[0].dueAt, due[0].workaround], [id, until, 'holds'])
  const all = (await get(bo, '?standing=open,closed')).json.items
  assert.ok(all.some((one: { isOpen: boolean }) => one.isOpen))
})

test('a case that begins with the words of a known error is told of it, with what helps, until it joins', async () => {
  const { id, number } = await opened({ title: 'Scanner jams with glossy paper' })
  const symptoms = 'Glossy paper jams in tray two of the scanner'
  const scan = (await desk.opened(bo, { subject: 'Scanner: glossy paper jams again' })).id
  const known = async () => (await desk.ask(bo, 'GET', `cases/${scan}/known-errors`)).json.items
  assert.deepEqual(await known(), [], 'not published yet')
  await post(bo, `/${id}/publish`, { edition: 0, symptoms })
  await post(bo, `/${id}/work-around`, { what: 'Use tray one', until: null })
  const [fit] = await known()
  assert.deepEqual([fit.number, fit.around], [number, 'Use tray one'])
  assert.ok(fit.shared.includes('glossy'))
  await desk.ask(bo, 'POST', `cases/${scan}/matter/join`, { matter: id })
  assert.deepEqual(await known(), [])
})
