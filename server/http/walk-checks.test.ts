// Automatic checks of an agent's walk over HTTP: outages, earlier cases, and what does not answer in time.
import assert from 'node:assert/strict'
import { after, before, beforeEach, describe, it } from 'node:test'
import { dayMs, hourMs, instant } from '#core/kit/time.ts'
import { languages } from '#core/people/language.ts'
import { type Person, type TestDesk, testDesk } from '#server/http/testing.ts'
import { newId } from '#server/new-id.ts'
import type { KeptOutage } from '#store/desk/outage.ts'

let desk: TestDesk
let bo: Person
let product: `pro_${string}`
let phone: `pro_${string}`

const all = (text: string) => Object.fromEntries(languages.map(one => [one, `${text} ${one}`]))
const check = (name: string, of: string, next: string) => ({
  ...{ name, check: of, why: all('Why'), say: all('I look.'), seconds: 1 },
  ...{ next: [{ when: { is: [name, 'yes'] }, to: 'told' }, { to: next }], otherwise: 'silent' },
})
const ask = (name: string, next: string) => ({
  ...{ name, ask: all(`Ask ${name}`), why: all('Why'), say: all(`Say ${name}`), text: {} },
  ...{ next: [{ to: next }], otherwise: next },
})
const ends = [
  { name: 'told', tell: all('{outage}'), to: 'over' },
  { name: 'silent', tell: all('Silent'), to: 'over' },
  { name: 'over', end: 'hand_off', toLevel: 2, question: all('The line?'), say: all('On.') },
]
const outageScript = [ask('first', 'outage'), check('outage', 'known_outage', 'over'), ...ends]
const pastScript = [check('past', 'device_history', 'over'), ...ends]

before(async () => {
  desk = await testDesk()
  bo = await desk.person({ name: 'Bo Ek' })
  const add = async (name: string) => (await desk.desk.products.add({ id: newId('pro'), name })).id
  product = await add('Router')
  phone = await add('Phone')
  await publish('outage', outageScript)
  await publish('past', pastScript)
  // Cases are judged only where something is owed; by that their device and place are known.
  const policy = { id: newId('pol'), name: 'House', versions: [] }
  await desk.desk.agreements.policies.add(policy)
  await desk.shell.changed()
})
after(() => desk.close())
const table = () => desk.shell.desk
let own: ReturnType<typeof table>
beforeEach(() => {
  own = { ...table() }
})

async function publish(slug: string, steps: readonly { readonly name: string }[]) {
  const start = steps[0]!.name
  const form = { slug, languages, title: all(slug), says: all(slug), article: slug, start, steps }
  await desk.desk.scripts.publish({ slug, version: 1, form, at: desk.shell.now(), by: bo.id, shipped: null })
}
const announced = (own: Partial<KeptOutage>) =>
  desk.desk.outages.add({
    ...{
      id: newId('otg'),
      what: { en: 'The net is down.' },
      scripts: [],
      products: [],
      organisations: [],
      places: [],
    },
    ...{ since: instant(desk.shell.now() - hourMs), expectedUntil: null },
    ...{ announcedBy: bo.id, announcedAt: desk.shell.now() },
    ...own,
  })
const over = ({ id, version }: KeptOutage) =>
  desk.desk.outages.change(id, version, { overAt: desk.shell.now(), endedBy: bo.id })

type Looked = { step: string; kind: string; value?: string; found: Record<string, never> }
/** The last thing a check said on a case, and where the walk stands by it. */
async function looked(id: string, script: string): Promise<Looked> {
  const begun = await desk.ask(bo, 'POST', `cases/${id}/walk/begin`, { script })
  assert.equal(begun.status, 200, begun.text)
  const { walk } = begun.json.ids
  const body = { walk, step: 'first', answer: 'value', text: 'red' }
  const { json } = script === 'past' ? begun : await desk.ask(bo, 'POST', `cases/${id}/walk/answer`, body)
  const { ledger } = (await desk.ask(bo, 'GET', `cases/${id}`)).json
  const { answer } = ledger.findLast((one: { type: string }) => one.type === 'walk.answered')
  return { step: json.walk.place.step, ...answer, found: json.walk.found }
}
const opened = async (more: Record<string, unknown> = {}) => (await desk.opened(bo, more)).id

describe('a known outage', () => {
  it('is told of by the announced words where it concerns the product; which one is kept', async () => {
    const one = await announced({ products: [product] })
    const yes = await looked(await opened({ product }), 'outage')
    assert.deepEqual([yes.step, yes.kind, yes.value], ['told', 'result', 'yes'])
    const { id, what, since } = one
    assert.deepEqual(yes.found, {
      outage: { id, what, since, expectedUntil: null, overAt: null },
      earlier: null,
    })
    const no = await looked(await opened({ product: phone }), 'outage')
    assert.deepEqual([no.step, no.value, no.found.outage], ['over', 'no', null])
    const silent = await looked(await opened(), 'outage')
    assert.deepEqual([silent.step, silent.kind], ['silent', 'silent'], 'nobody said which product it is')
    await over(one)
    assert.equal((await looked(await opened({ product }), 'outage')).value, 'no')
  })

  it('is compared with the place the case was judged by', async () => {
    const one = await announced({ places: ['Lund'] })
    assert.equal((await looked(await opened({ site: 'Office Lund' }), 'outage')).value, 'yes')
    assert.equal((await looked(await opened({ site: 'Malmö' }), 'outage')).value, 'no')
    assert.equal((await looked(await opened(), 'outage')).kind, 'silent')
    await over(one)
  })
})

describe('earlier cases', () => {
  it('of the same device are told of first, and can be opened from the answer', async () => {
    const earlier = await desk.opened(bo, { serial: 'SN 4711', subject: 'It went dark' })
    const past = await looked(await opened({ serial: 'sn4711' }), 'past')
    assert.deepEqual([past.step, past.value], ['told', 'yes'])
    const { by, cases } = past.found.earlier as unknown as { by: string; cases: { number: number }[] }
    assert.equal(by, 'device')
    assert.deepEqual(
      cases.map(({ number }) => number),
      [earlier.number],
    )
    assert.equal((await looked(await opened({ serial: 'SN 1' }), 'past')).value, 'no')
  })

  it('else of the same customer with the same product, within a year', async () => {
    const customer = { id: await desk.customer() }
    const earlier = await desk.opened(bo, { customer, product })
    const id = await opened({ customer, product })
    const past = await looked(id, 'past')
    const found = past.found.earlier as unknown as { by: string; cases: { id: string }[] }
    assert.deepEqual([found.by, found.cases.map(one => one.id)], ['product', [earlier.id]])
    assert.equal((await looked(await opened({ customer, product: phone }), 'past')).value, 'no')
    assert.equal((await looked(await opened({ customer }), 'past')).kind, 'silent', 'nothing to ask by')
    desk.pass(366 * dayMs)
    const fresh = await desk.person({ name: 'Fresh' })
    const late = await desk.opened(fresh, { customer, product })
    const begun = await desk.ask(fresh, 'POST', `cases/${late.id}/walk/begin`, { script: 'past' })
    assert.deepEqual([begun.json.walk.place.step, begun.json.walk.found.earlier], ['over', null])
    desk.pass(-366 * dayMs)
  })
})

describe('a check that does not answer in time', () => {
  const asks = (on: () => Promise<never>) =>
    Object.assign(desk.shell.desk, { outages: { ...own.outages, on } })

  it('is silent after its seconds, and the walk goes on', async () => {
    asks(() => new Promise(() => {}))
    const before = performance.now()
    const hung = await looked(await opened({ product }), 'outage')
    assert.deepEqual([hung.step, hung.kind], ['silent', 'silent'])
    assert.ok(performance.now() - before < 5_000)
    Object.assign(desk.shell.desk, own)
  })

  it('one that throws is silent at once', async () => {
    asks(() => Promise.reject(new Error('no such table')))
    const thrown = await looked(await opened({ product }), 'outage')
    assert.deepEqual([thrown.step, thrown.kind], ['silent', 'silent'])
    Object.assign(desk.shell.desk, own)
  })

  it('is asked only where the walk comes to it: a question before it waits for nobody', async () => {
    let asked = 0
    asks(() => {
      asked += 1
      return Promise.reject(new Error('asked'))
    })
    const id = await opened({ product })
    const begun = await desk.ask(bo, 'POST', `cases/${id}/walk/begin`, { script: 'outage' })
    assert.deepEqual([begun.json.walk.place.step, asked], ['first', 0])
    Object.assign(desk.shell.desk, own)
  })
})
