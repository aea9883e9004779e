// A case that opens with how bad it is: the grid gives its severity, and the answers stay with the case.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { type Person, type TestDesk, testDesk } from '#server/http/testing.ts'

let desk: TestDesk
let bo: Person
before(async () => {
  desk = await testDesk()
  bo = await desk.person()
})
after(() => desk.close())

const because = 'It stops one person, and money is lost'
const impact = { people: 'one', workaround: 'none', harm: 'money', because }
const open = (more: object) =>
  desk.ask(bo, 'POST', 'cases', {
    ...{ channel: 'phone', subject: 'Router', customer: { name: 'Anna' }, take: true, ...more },
  })

test('the grid gives the severity, and the impact stands in the ledger with its reason', async () => {
  const made = await open({ impact: { ...impact, wished: 1, since: 1_000 } })
  assert.equal(made.status, 201, made.text)
  const { card, ledger, texts } = (await desk.ask(bo, 'GET', `cases/${made.json.id}`)).json
  const assessed = ledger.filter((one: { type: string }) => one.type === 'severity.assessed')
  assert.equal(card.severity, 2)
  assert.equal(assessed.length, 1)
  const { people, workaround, harm, severity, wished, since } = assessed[0]
  assert.deepEqual([people, workaround, harm, severity, wished, since], ['one', 'none', 'money', 2, 1, 1_000])
  assert.equal(texts[assessed[0].because.text], because)
})

test('a severity beside the impact is one answer too many, and a time to come is none', async () => {
  const both = await open({ impact, severity: 1 })
  assert.deepEqual([both.status, both.json.fields?.[0]?.path], [400, 'severity'])
  const ahead = await open({ impact: { ...impact, since: desk.shell.now() + 60_000 } })
  assert.deepEqual([ahead.status, ahead.json.code], [422, 'severity.since_future'])
})
