// What other cases of the same customer know is offered with where it was said; only a press takes it over.
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { CaseId, ProductId } from '#core/kit/id.ts'
import { languages } from '#core/people/language.ts'
import { type Answer, type Person, type TestDesk, testDesk } from '#server/http/testing.ts'

let desk: TestDesk
let bo: Person
let router: ProductId
let printer: ProductId
before(async () => {
  desk = await testDesk()
  bo = await desk.person({ name: 'Bo Ek' })
  router = (await desk.desk.products.add({ id: desk.shell.newId('pro'), name: 'Router' })).id
  printer = (await desk.desk.products.add({ id: desk.shell.newId('pro'), name: 'Printer' })).id
  await desk.desk.scripts.publish({
    ...{ slug: 'ask', version: 1, at: desk.shell.now(), by: bo.id, shipped: null },
    form: {
      slug: 'ask',
      languages,
      title: all('Ask'),
      says: all('Ask'),
      article: 'a',
      start: 'light',
      steps,
    },
  })
})
after(() => desk.close())

const all = (text: string) => Object.fromEntries(languages.map(one => [one, text]))
const asked = (name: string, to: string, more: object) => ({
  ...{ name, ask: all(`${name}?`), why: all('Why'), say: all(`${name}?`), next: [{ to }], otherwise: to },
  ...more,
})
const steps = [
  asked('light', 'name', {
    choices: ['green', 'red'].map(name => ({ name, words: all(name) })),
    fact: 'router.light',
    holdsMinutes: 60,
  }),
  asked('name', 'photo', { text: {}, fact: 'caller.name', holdsMinutes: 600 }),
  asked('photo', 'plain', { photo: {}, fact: 'router.photo', holdsMinutes: 600 }),
  asked('plain', 'over', { choices: [{ name: 'yes', words: all('yes') }] }),
  { name: 'over', end: 'hand_off', toLevel: 2, question: all('What?'), say: all('Wait') },
]

type Case = { readonly id: CaseId; readonly number: number; readonly walk: string; readonly known: unknown }
const deed = (id: string, verb: string, body: object, by = bo): Promise<Answer> =>
  desk.ask(by, 'POST', `cases/${id}/walk/${verb}`, body)
const walked = async (customer: string, product?: string, by = bo): Promise<Case> => {
  const about = { customer: { id: customer }, ...(product && { product }) }
  const { id, number } = await desk.opened(by, about)
  const begun = await deed(id, 'begin', { script: 'ask' }, by)
  assert.equal(begun.status, 200, begun.text)
  return { id, number, walk: begun.json.ids.walk, known: begun.json.walk.known }
}
const says = async ({ id, walk }: Case, step: string, given: object) => {
  const answer = await deed(id, 'answer', { walk, step, answer: 'value', ...given })
  assert.equal(answer.status, 200, answer.text)
  return answer.json.walk
}
const ledgerOf = async (id: string) => (await desk.ask(bo, 'GET', `cases/${id}`)).json

describe('what was said in another case of the same customer', () => {
  it('is offered where the device is the same, with where and when it was said', async () => {
    const anna = await desk.customer()
    const first = await walked(anna, router)
    assert.equal(first.known, null)
    await says(first, 'light', { value: 'red' })
    const { known } = await walked(anna, router)
    const { at, ...offered } = known as { at: number }
    assert.deepEqual(offered, {
      ...{ fact: 'router.light', value: 'red', text: null, walk: first.walk },
      from: { case: first.id, number: first.number },
    })
    assert.ok(at <= desk.shell.now())
    assert.equal((await walked(anna, printer)).known, null)
    assert.equal((await walked(anna)).known, null)
  })

  it('is never taken over by itself; taken over, the ledger says from where', async () => {
    const anna = await desk.customer()
    const first = await walked(anna, router)
    await says(first, 'light', { value: 'red' })
    const second = await walked(anna, router)
    const before = await ledgerOf(second.id)
    assert.ok(!before.ledger.some(({ type }: { type: string }) => type === 'walk.reused'))
    const taken = await deed(second.id, 'reuse', { walk: second.walk, step: 'light' })
    assert.deepEqual([taken.status, taken.json.walk.place.step], [200, 'name'])
    const reused = (await ledgerOf(second.id)).ledger.at(-1)
    assert.deepEqual([reused.value, reused.from, reused.fromCase], ['red', first.walk, first.id])
  })

  it('of the person is offered whatever the case is about; its words are a text of the new case', async () => {
    const anna = await desk.customer()
    const first = await walked(anna, router)
    await says(first, 'light', { value: 'red' })
    await says(first, 'name', { text: 'Anna L.' })
    const second = await walked(anna, printer)
    const at = await says(second, 'light', { value: 'green' })
    assert.deepEqual([at.known.text, at.known.from.number], ['Anna L.', first.number])
    await deed(second.id, 'reuse', { walk: second.walk, step: 'name' })
    const { ledger, texts } = await ledgerOf(second.id)
    const reused = ledger.at(-1)
    assert.equal(texts[reused.text.text], 'Anna L.')
    assert.equal(reused.value, reused.text.text)
    // Erased here, it is still there; erased there, it is offered no more.
    const third = await walked(anna, printer)
    const said = (await ledgerOf(first.id)).ledger.find((one: { step?: string }) => one.step === 'name')
    await desk.store.erase([said.text.text])
    assert.equal((await says(third, 'light', { value: 'red' })).known, null)
    assert.equal((await ledgerOf(second.id)).texts[reused.text.text], 'Anna L.')
  })

  it('is not offered once it is no longer true, nor of a picture, nor where nothing is asked by name', async () => {
    const anna = await desk.customer()
    const first = await walked(anna, router)
    await says(first, 'light', { value: 'red' })
    await says(first, 'name', { text: 'Anna L.' })
    const form = new FormData()
    form.set('file', new File([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1')], 'router', { type: 'image/png' }))
    const photo = (await desk.ask(bo, 'POST', 'uploads', form)).json.id
    await says(first, 'photo', { photo })
    desk.pass(60 * 60_000)
    const second = await walked(anna, router)
    assert.equal(second.known, null)
    const refused = await deed(second.id, 'reuse', { walk: second.walk, step: 'light' })
    assert.deepEqual([refused.status, refused.json.code], [422, 'walk.not_known'])
    await says(second, 'light', { value: 'green' })
    const atPhoto = await deed(second.id, 'reuse', { walk: second.walk, step: 'name' })
    assert.deepEqual([atPhoto.json.walk.place.step, atPhoto.json.walk.known], ['photo', null])
    assert.equal((await deed(second.id, 'reuse', { walk: second.walk, step: 'photo' })).status, 422)
  })

  it('goes after what this case says itself, and the latest of several cases goes before the others', async () => {
    const anna = await desk.customer()
    for (const value of ['red', 'green', 'red']) await says(await walked(anna, router), 'light', { value })
    const last = await walked(anna, router)
    assert.equal((last.known as { value: string }).value, 'red')
    await says(last, 'light', { value: 'green' })
    const again = await deed(last.id, 'begin', { script: 'ask' })
    const { known } = again.json.walk
    assert.deepEqual([known.value, known.from], ['green', null])
  })
})

describe('nothing is told across', () => {
  it('customers, or employers of one customer', async () => {
    const [anna, other] = [await desk.customer(), await desk.customer('Sven Berg')]
    await says(await walked(anna, router), 'light', { value: 'red' })
    assert.equal((await walked(other, router)).known, null)
    const organisation = desk.shell.newId('org')
    await desk.desk.organisations.add({ id: organisation, name: 'Berg AB', domains: [] })
    const now = (await desk.desk.customers.one(anna))!
    await desk.desk.customers.change(anna, now.version, { organisation })
    assert.equal((await walked(anna, router)).known, null)
  })

  it('to an agent who may not read the other case', async () => {
    const anna = await desk.customer()
    const first = await walked(anna, router)
    await says(first, 'light', { value: 'red' })
    const [level] = [{ restricted: true }]
    await desk.desk.teams.change(desk.teams[1], (await team()).version, { setting: level })
    await desk.shell.changed()
    try {
      const closed = await desk.desk.teams.add({ id: desk.shell.newId('tea'), name: 'Others', level: 1 })
      await desk.shell.changed()
      const ivan = await desk.person({ name: 'Ivan', teams: [closed.id] })
      const { id } = await desk.opened(ivan, { customer: { id: anna }, product: router, team: closed.id })
      const begun = await deed(id, 'begin', { script: 'ask' }, ivan)
      assert.deepEqual([begun.status, begun.json.walk.known], [200, null])
      const refused = await deed(id, 'reuse', { walk: begun.json.ids.walk, step: 'light' }, ivan)
      assert.deepEqual([refused.status, refused.json.code], [422, 'walk.not_known'])
    } finally {
      await desk.desk.teams.change(desk.teams[1], (await team()).version, { setting: {} })
      await desk.shell.changed()
    }
  })
})
const team = async () => (await desk.desk.teams.all()).find(one => one.id === desk.teams[1])!
