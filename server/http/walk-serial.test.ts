// A serial number answered in a walk: cover is judged again at once, and the ledger says by what question.
import assert from 'node:assert/strict'
import { after, before, it } from 'node:test'
import { languages } from '#core/people/language.ts'
import { openDoor } from '#server/http/portal-visitor.ts'
import { visitor } from '#server/http/portal-visiting.ts'
import { type Person, type TestDesk, testDesk } from '#server/http/testing.ts'

let desk: TestDesk
let bo: Person
let admin: Person
before(async () => {
  desk = await testDesk()
  bo = await desk.person({ name: 'Bo Ek' })
  admin = await desk.person({ name: 'Karin', roles: ['admin'] })
  await desk.desk.scripts.publish({
    ...{ slug: 'number', version: 1, at: desk.shell.now(), by: bo.id, shipped: null },
    form: {
      slug: 'number',
      languages,
      title: all('x'),
      says: all('x'),
      article: 'a',
      start: 'number',
      steps,
    },
  })
})
after(() => desk.close())

const all = (text: string) => Object.fromEntries(languages.map(one => [one, text]))
const steps = [
  {
    ...{ name: 'number', ask: all('Ours?'), why: all('Why'), say: all('Which number, {customer}?') },
    ...{ serial: {}, next: [{ to: 'over' }], otherwise: 'over' },
  },
  { name: 'over', end: 'hand_off', toLevel: 2, question: all('What?'), say: all('Wait') },
]
const answered = async (given: object) => {
  const { id } = await desk.opened(bo)
  const begun = await desk.ask(bo, 'POST', `cases/${id}/walk/begin`, { script: 'number' })
  const { walk } = begun.json.ids
  const body = { walk, step: 'number', ...given }
  const { json } = await desk.ask(bo, 'POST', `cases/${id}/walk/answer`, body)
  return { id, events: json.events as string[] }
}

it('where nothing is agreed a number is an answer and no more', async () => {
  assert.deepEqual((await answered({ answer: 'value', text: 'SN 1' })).events, ['walk.answered'])
})

it('where something is agreed it is judged at once, by that number, and says by what question', async () => {
  const week = { mon: [['08:00', '17:00']] }
  const hours = { zone: 'Europe/Stockholm', versions: [{ week }] }
  const { json } = await desk.ask(admin, 'POST', 'calendars', { name: 'Week', hours })
  const within = [15, 30, 60, 120].map(count => ({ count, unit: 'minutes' }))
  const targets = [{ kind: 'first_response', within, counts: 'always' }]
  const added = await desk.ask(admin, 'POST', 'policies', { name: 'Gold', calendar: json.id, targets })
  assert.equal(added.status, 201, added.text)
  await desk.shell.changed()
  const { id, events } = await answered({ answer: 'value', text: ' SN 1 234 ' })
  assert.deepEqual(events.slice(0, 2), ['walk.answered', 'entitlement.decided'])
  const { ledger, texts } = (await desk.ask(bo, 'GET', `cases/${id}`)).json
  const judged = ledger.findLast((one: { type: string }) => one.type === 'entitlement.decided')
  assert.deepEqual([judged.serial, texts[judged.because.text]], ['SN 1 234', 'Which number, Anna Lindqvist?'])
  const left = await answered({ answer: 'cannot', because: 'It is worn off' })
  assert.deepEqual(left.events, ['walk.answered'])
})

it('what the customer answers alone is judged as well, as soon as we know that it is he', async () => {
  const byHimself = async (proven: boolean) => {
    const { id, number } = await desk.opened(bo)
    const { customer } = (await desk.shell.store.card(id))!
    const secret = await openDoor(desk.shell, { caseId: id, customer, proven })
    const browser = visitor(desk)
    await browser.get(`/en/help/cases/${number}?k=${encodeURIComponent(secret)}`)
    const base = `/en/help/cases/${number}/scripts/number`
    await browser.post(`${base}/begin`, {})
    await browser.post(`${base}/0`, { step: 'number', answer: 'value', value: 'SN 77-A' })
    const { events } = (await desk.shell.store.read(id))!
    const at = events.findLastIndex(one => one.type === 'walk.answered')
    assert.ok(at > 0)
    return events.slice(at + 1).find(one => one.type === 'entitlement.decided')
  }
  assert.equal((await byHimself(true))?.serial, 'SN 77-A')
  assert.equal(await byHimself(false), undefined)
})
