// Taking the next case: each is given to one only, to whom it fits, in the order of the rule; and whoever is
// given none is told why.
import assert from 'node:assert/strict'
import { after, before, beforeEach, describe, it } from 'node:test'
import { hourMs } from '#core/kit/time.ts'
import { type Person, type TestDesk, testDesk } from '#server/http/testing.ts'

let desk: TestDesk
let lead: Person

before(async () => {
  desk = await testDesk()
  lead = await desk.person({ name: 'Karin', roles: ['agent', 'lead'], levels: [3] })
})
after(() => desk.close())

/** Nothing waits from the test before. */
beforeEach(async () => {
  const sweeper = await desk.person()
  for (;;) if ((await take(sweeper)).status !== 200) return
})

const take = (by: Person, body: object = {}, headers: Record<string, string> = {}) =>
  desk.ask(by, 'POST', 'cases/take-next', body, headers)
const waiting = async (more: Record<string, unknown> = {}) => desk.opened(lead, { take: false, ...more })
const versionOf = async (who: Person) => (await desk.desk.agents.one(who.id))!.version
const nothing = { skills: [], languages: [], products: [], capacity: null }
const knows = async (who: Person, routing: object) =>
  desk.ask(lead, 'PUT', `agents/${who.id}/routing`, { version: await versionOf(who), ...nothing, ...routing })

describe('take next', () => {
  it('gives severity 1 first, then what is due first, and says why', async () => {
    const bo = await desk.person()
    const plain = await waiting()
    const grave = await waiting({ severity: 1 })
    const sooner = await waiting({ severity: 2 })
    const answers = [await take(bo), await take(bo), await take(bo)]
    assert.deepEqual(
      answers.map(({ json }) => [json.id, json.because.code]),
      [
        [grave.id, 'severity_1'],
        [sooner.id, 'due'],
        [plain.id, 'due'],
      ],
    )
    assert.equal((await take(bo)).json.code, 'queue.empty')
  })

  it('of twenty who ask at once each is given another case, and nobody none while one waits', async () => {
    const people = await Promise.all(Array.from({ length: 20 }, () => desk.person()))
    const cases = await Promise.all(Array.from({ length: 20 }, () => waiting()))
    const taken = await Promise.all(people.map(one => take(one)))
    assert.deepEqual(taken.map(one => one.json.id).sort(), cases.map(one => one.id).sort())
    for (const [i, { json }] of taken.entries())
      assert.equal((await desk.store.card(json.id))?.worker, people[i]!.id)
  })

  it('the same key is the same case, also when the first answer was lost', async () => {
    const bo = await desk.person()
    const [first] = [await waiting(), await waiting()]
    const key = { 'idempotency-key': 'take-1' }
    const one = await take(bo, {}, key)
    const again = await take(bo, {}, key)
    assert.deepEqual([one.json.id, again.json.id, again.json.number], [first.id, first.id, one.json.number])
    assert.equal(again.json.because, null)
    assert.notEqual((await take(bo)).json.id, first.id)
    assert.equal((await take(bo, { anyway: true }, key)).json.code, 'key.reused')
  })

  it('what waits for another language goes to whoever writes it; the others are told what is missing', async () => {
    const [bo, ivan] = [await desk.person(), await desk.person()]
    await knows(bo, { languages: [{ language: 'sv', writes: true, speaks: true }] })
    await knows(ivan, { languages: [{ language: 'ru', writes: true, speaks: false }] })
    const russian = await waiting({ language: 'ru', channel: 'email' })
    const { status, json } = await take(bo)
    assert.deepEqual(
      [status, json.code, json.details],
      [404, 'queue.nothing_fits', { count: 1, missing: 'language', language: 'ru', name: '' }],
    )
    assert.equal((await take(ivan)).json.id, russian.id)
  })

  it('a skill that a product needs keeps its cases for those who have it', async () => {
    const admin = await desk.person({ roles: ['admin'] })
    const [bo, eva] = [await desk.person(), await desk.person()]
    const product = (await desk.ask(admin, 'POST', 'products', { name: 'Link 5' })).json.id
    const skill = (await desk.ask(lead, 'POST', 'skills', { name: 'Radio', products: [product] })).json
    await knows(eva, { skills: [skill.id] })
    const { id } = await waiting({ product })
    const refused = (await take(bo)).json
    assert.deepEqual(
      [refused.code, refused.details.missing, refused.details.name],
      ['queue.nothing_fits', 'skill', 'Radio'],
    )
    assert.equal((await take(eva)).json.id, id)
    await knows(eva, { products: [] })
    await knows(bo, { skills: [skill.id], products: [product] })
    const other = (await desk.ask(admin, 'POST', 'products', { name: 'Link 6' })).json.id
    await waiting({ product: other })
    assert.deepEqual((await take(bo)).json.details, {
      count: 1,
      missing: 'product',
      language: '',
      name: 'Link 6',
    })
  })

  it('whose hands are full is given severity 1 only, and is told how full they are', async () => {
    const bo = await desk.person()
    await knows(bo, { capacity: 1 })
    await waiting()
    const { id } = await waiting()
    assert.equal((await take(bo)).status, 200)
    const { status, json } = await take(bo)
    assert.deepEqual([status, json.code, json.details], [409, 'queue.full', { has: 1, of: 1 }])
    const grave = await waiting({ severity: 1 })
    assert.equal((await take(bo)).json.id, grave.id)
    assert.equal((await desk.store.card(id))?.worker, null)
  })

  it('who asks twice at once is given no more than he can hold', async () => {
    const bo = await desk.person()
    await knows(bo, { capacity: 1 })
    await waiting()
    await waiting()
    const answers = await Promise.all([take(bo), take(bo), take(bo)])
    assert.deepEqual(answers.map(one => one.status).sort(), [200, 409, 409])
  })

  it('outside his hours nobody is given anything, unless he says that he works', async () => {
    const bo = await desk.person()
    await waiting()
    const absence = { from: desk.shell.now() - hourMs, until: desk.shell.now() + hourMs }
    const entered = { version: await versionOf(bo), ...absence }
    assert.equal((await desk.ask(lead, 'PUT', `absences/${bo.id}`, entered)).status, 200)
    const { status, json } = await take(bo)
    assert.deepEqual([status, json.code, json.details], [409, 'queue.outside_hours', { why: 'absent' }])
    assert.equal((await take(bo, { anyway: true })).status, 200)
  })

  it('a case on its way elsewhere, of another level or another team is not given', async () => {
    const bo = await desk.person({ teams: [desk.teams[1]] })
    const other = await desk.desk.teams.add({ id: 'tea_other', name: 'Others', level: 1 })
    await desk.shell.changed()
    await waiting({ team: desk.teams[2] })
    await waiting({ team: other.id })
    assert.equal((await take(bo)).json.code, 'queue.empty')
    const everywhere = await desk.person({ levels: [1, 2], teams: [] })
    assert.equal((await take(everywhere)).status, 200)
    assert.equal((await take(everywhere)).status, 200)
  })

  it('who may take nothing is told so, and the case stays for the others', async () => {
    const auditor = await desk.person({ roles: ['auditor'] })
    const { id } = await waiting()
    assert.notEqual((await take(auditor)).status, 200)
    const bo = await desk.person()
    desk.pass(11_000)
    assert.equal((await take(bo)).json.id, id)
  })
})
