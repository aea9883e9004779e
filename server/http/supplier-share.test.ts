// Supplier cases in the share of another house: given, read without anybody of our customers, answered by
// form, taken back; and nothing else of them comes through any door that a partner asks.
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { CaseId, SupplierCaseId, TeamId } from '#core/kit/id.ts'
import { hourMs } from '#core/kit/time.ts'
import { type Person, type TestDesk, testDesk } from '#server/http/testing.ts'

let desk: TestDesk
let bo: Person
let lead: Person
let admin: Person
let pia: Person
let vera: Person
let away: TeamId
let far: TeamId
let suppliers: string[]
const agreed = {
  ...{ calendar: null, answer: [60, 60, 60, 60], update: [240, 240, 240, 240] },
  ...{ solution: [null, null, null, null], chaseMinutes: 30, chasesMax: 2, raiseMinutes: 60 },
}
const house = async (name: string, more: object = {}): Promise<TeamId> => {
  const { id } = (await desk.ask(admin, 'POST', 'teams', { name, level: 2 })).json
  await agree(id, { house: `${name} AB`, ...more })
  return id
}
const agree = async (id: TeamId, more: object) => {
  const team = (await desk.desk.teams.one(id))!
  const partner = { house: 'X', accountable: bo.id, endsAt: null, readDays: 3, namesPeople: false, ...more }
  const answer = await desk.ask(admin, 'PATCH', `teams/${id}`, { version: team.version, partner })
  assert.equal(answer.status, 200, answer.text)
}
before(async () => {
  desk = await testDesk()
  bo = await desk.person({ name: 'Bo Ek' })
  lead = await desk.person({ name: 'Karin Holm', roles: ['lead'] })
  admin = await desk.person({ roles: ['admin'], levels: [], teams: [] })
  away = await house('Away')
  far = await house('Far')
  pia = await desk.person({ name: 'Pia Away', levels: [2], teams: [away] })
  vera = await desk.person({ name: 'Vera Far', levels: [2], teams: [far] })
  suppliers = []
  for (const name of ['Acme', 'Rival Works'])
    suppliers.push((await desk.ask(lead, 'POST', 'suppliers', { name, agreed })).json.id)
})
after(() => desk.close())

const deed = async (id: string, path: string, body: object = {}, by = bo): Promise<string[]> => {
  const answer = await desk.ask(by, 'POST', `matters/supplier-cases/${id}/${path}`, body)
  assert.equal(answer.status, 200, `${path}: ${answer.text}`)
  return answer.json.events
}
type Given = { id: SupplierCaseId; number: number; caseId: CaseId; caseNumber: number }
/** A supplier case of Bo's that was sent; with `to`, given to a house. */
async function sent(to: TeamId | null = away, supplier = 0): Promise<Given> {
  const { id: caseId, number: caseNumber } = await desk.opened(bo)
  const opened = await desk.ask(bo, 'POST', 'matters/supplier-cases', {
    ...{ case: caseId, supplier: suppliers[supplier], title: 'Anna Lindqvist’s radio resets' },
  })
  assert.equal(opened.status, 201, opened.text)
  const { id, number } = opened.json
  await deed(id, 'send', { how: 'form', words: 'Anna Lindqvist sees it reset; call +46 70 123 45 67' })
  if (to) await deed(id, 'share', { partner: to })
  return { id, number, caseId, caseNumber }
}
const shared = (by: Person, path = '') => desk.ask(by, 'GET', `shared/supplier-cases${path}`)
const answer = (by: Person, number: number, body: object, headers: Record<string, string> = {}) =>
  desk.ask(by, 'POST', `shared/supplier-cases/${number}/answer`, body, headers)
const numbers = async (by: Person): Promise<number[]> =>
  (await shared(by)).json.items.map((one: { number: number }) => one.number)

describe('a supplier case in the share of another house', () => {
  it('is read by their team alone, without the people of our cases', async () => {
    const mine = await sent()
    await sent(null)
    const theirs = await sent(far, 1)
    assert.deepEqual(await numbers(pia), [mine.number])
    assert.deepEqual(await numbers(vera), [theirs.number])
    const page = await shared(pia, `/${mine.number}`)
    assert.equal(page.status, 200, page.text)
    assert.equal(page.json.row.standing, 'asked')
    assert.deepEqual(
      page.json.course.map((one: { what: string }) => one.what),
      ['sent'],
    )
    assert.match(page.json.course[0].words, /sees it reset/)
    assert.doesNotMatch(page.text, /Anna|Lindqvist|123 45 67|Bo Ek|Acme/)
    assert.equal(page.json.owed[0].target, 'answer')
    for (const who of [vera, bo, lead])
      assert.equal((await shared(who, `/${mine.number}`)).json.code, 'matter.not_found')
    assert.deepEqual(await numbers(bo), [])
  })

  it('is answered by form, with their reference, once, and its owner hears of it', async () => {
    const { id, number } = await sent()
    const key = { 'idempotency-key': 'one-answer' }
    const body = { answer: 'question', words: 'Which firmware does Anna Lindqvist have?', reference: 'F-9' }
    const [first, again] = [await answer(pia, number, body, key), await answer(pia, number, body, key)]
    assert.equal(first.status, 200, first.text)
    assert.deepEqual(first.json.events.slice(0, 1), ['supplier.said'])
    assert.ok(first.json.events.includes('supplier.lodged'))
    assert.deepEqual(again.json.events, [])
    const ours = (await desk.ask(bo, 'GET', `matters/supplier-cases/${id}`)).json
    assert.deepEqual([ours.row.standing, ours.row.reference, ours.row.partner], ['ours', 'F-9', away])
    const said = ours.ledger.find((one: { type: string }) => one.type === 'supplier.said')
    assert.deepEqual([said.partner, said.by.id, said.how], [away, pia.id, 'form'])
    const notices = (await desk.ask(bo, 'GET', 'notices')).text
    assert.match(notices, new RegExp(`"${id}"`))
    await deed(id, 'send', { how: 'form', words: '4.1' })
    const release = { answer: 'release', words: 'Take 4.2', version: '4.2' }
    assert.equal((await answer(pia, number, release)).status, 200)
    assert.equal((await shared(pia, `/${number}`)).json.row.standing, 'testing')
    await deed(id, 'retest', { holds: false, words: 'Anna Lindqvist is furious' })
    const page = await shared(pia, `/${number}`)
    assert.equal(page.json.course.at(-1).holds, false)
    assert.doesNotMatch(page.text, /furious/)
    assert.match(page.text, /Which firmware does Anna/, 'their own words stay as they wrote them')
    const stale = await answer(pia, number, release, { 'if-match': '"1"' })
    assert.equal(stale.status, 412)
  })

  it('keeps everything else of ours: no door that they ask says a word of it', async () => {
    const { id, number, caseId, caseNumber } = await sent()
    const secret = 'Zwiebelfisch'
    await deed(id, 'chase', { how: 'phone', reached: true, result: `${secret} one`, who: `${secret} two` })
    await deed(id, 'escalate', { who: `${secret} three`, words: `${secret} four` })
    await deed(id, 'spend', { minutes: 5, cents: 77_123, what: `${secret} five` })
    await deed(id, 'assess', { severity: 1, because: `${secret} six` })
    const note = await desk.ask(bo, 'POST', `cases/${caseId}/note/add`, { text: `${secret} seven` })
    assert.equal(note.status, 200)
    const other = await sent(far, 1)
    await deed(other.id, 'say', { answer: 'update', how: 'phone', words: `${secret} eight` })
    const { paths } = (await desk.ask(null, 'GET', 'openapi.json')).json
    const named: Record<string, string> = { supplierCase: id, case: caseId, number: String(number) }
    let asked = 0
    for (const [path, methods] of Object.entries(paths as Record<string, object>)) {
      if (!('get' in methods) || path.endsWith('/live')) continue
      const url = path
        .replace(/^\/api\/v1\//, '')
        .replaceAll(/\{(\w+)\}/g, (_all, name: string) => named[name] ?? id)
      const got = await desk.ask(pia, 'GET', url)
      asked += 1
      assert.ok(got.status < 500, `${url}: ${got.status} ${got.text}`)
      assert.doesNotMatch(got.text, new RegExp(`${secret}|77123|Rival|Lindqvist|123 45 67`), url)
    }
    assert.ok(asked > 100, `${asked} doors`)
    assert.match((await desk.ask(bo, 'GET', `matters/supplier-cases/${id}`)).text, /Zwiebelfisch four/)
    for (const url of [
      `matters/supplier-cases/${id}`,
      `cases/${caseNumber}`,
      `shared/supplier-cases/${other.number}`,
    ])
      assert.ok([403, 404, 422].includes((await desk.ask(pia, 'GET', url)).status), url)
    for (const one of ['send', 'say', 'lodge', 'share', 'unshare', 'solve', 'take']) {
      const body = { how: 'form', words: 'x', answer: 'update', reference: 'x', partner: away, because: 'x' }
      const tried = await desk.ask(pia, 'POST', `matters/supplier-cases/${id}/${one}`, body)
      assert.ok(tried.status >= 400 && tried.status < 500, one)
    }
    assert.equal(
      (await answer(pia, other.number, { answer: 'update', words: 'x' })).json.code,
      'matter.not_found',
    )
  })

  it('is taken back at any time, ends with what was agreed, and is there again when it is agreed anew', async () => {
    const { id, number } = await sent()
    assert.deepEqual(await deed(id, 'unshare', { because: 'given to the wrong house' }), [
      'supplier.unshared',
    ])
    assert.equal((await shared(pia, `/${number}`)).json.code, 'matter.not_found')
    const late = await answer(pia, number, { answer: 'update', words: 'too late' })
    assert.equal(late.json.code, 'matter.not_found')
    assert.equal((await numbers(pia)).includes(number), false)
    await deed(id, 'share', { partner: away })
    assert.equal((await shared(pia, `/${number}`)).status, 200)
    const wrong = await desk.ask(bo, 'POST', `matters/supplier-cases/${id}/share`, { partner: desk.teams[2] })
    assert.deepEqual([wrong.status, wrong.json.code], [422, 'supplier.not_a_partner'])
    await agree(away, { endsAt: desk.shell.now() })
    assert.deepEqual(await numbers(pia), [])
    assert.equal((await shared(pia, `/${number}`)).json.code, 'matter.not_found')
    await agree(away, { endsAt: desk.shell.now() + hourMs })
    assert.equal((await shared(pia, `/${number}`)).status, 200)
    await agree(away, {})
  })

  it('goes on over pages, also where a page has one that is read no more', async () => {
    const before = (await numbers(pia)).length
    await sent()
    const first = (await shared(pia, '?limit=1')).json
    const rest = (await shared(pia, `?cursor=${first.next}`)).json
    assert.equal(first.items.length + rest.items.length, before + 1)
    assert.equal((await shared(pia, '?cursor=nonsense')).status, 400)
  })
})
