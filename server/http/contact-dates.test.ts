// When a contact began, over HTTP: what is refused says at which field.
import assert from 'node:assert/strict'
import { after as afterAll, before, test } from 'node:test'
import { dayMs, hourMs } from '#core/kit/time.ts'
import { type Person, type TestDesk, testDesk } from '#server/http/testing.ts'

let desk: TestDesk
let bo: Person
before(async () => {
  desk = await testDesk()
  bo = await desk.person({ name: 'Bo' })
})
afterAll(() => desk.close())

const opened = async () => {
  const { id } = await desk.opened(bo, { subject: 'Router' })
  const ask = (deed: string, body: object) => desk.ask(bo, 'POST', `cases/${id}/${deed}`, body)
  const refused = async (deed: string, body: object) => {
    const { status, json } = await ask(deed, body)
    assert.equal(status, 422)
    return [json.code, json.fields?.[0]?.path]
  }
  return { ask, refused }
}

test('a contact that has not begun yet, or was over before the case, is refused at its beginning', async () => {
  const { ask, refused } = await opened()
  const call = { means: 'phone', direction: 'out', reach: 'reached', minutes: 2 }
  const at = (ms: number) => ({ ...call, startedAt: desk.shell.now() + ms })
  assert.deepEqual(await refused('contact/hold', at(90 * dayMs)), ['contact.in_the_future', 'startedAt'])
  assert.deepEqual(await refused('contact/hold', at(-2 * hourMs)), ['contact.before_case', 'startedAt'])
  assert.equal((await ask('contact/hold', at(0))).status, 200)
})
