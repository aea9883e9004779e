// The direct number of a contact, as customers read it over HTTP: only where his level or team gives numbers.
import assert from 'node:assert/strict'
import { after, before, it } from 'node:test'
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
})
after(() => desk.close())

/** What the customer reads of the case, by a link to him or by one whose owner only typed an address. */
async function pageOf(proven = true): Promise<string> {
  const { id, number } = await desk.opened(bo)
  const { customer } = (await desk.shell.store.card(id))!
  const secret = await openDoor(desk.shell, { caseId: id, customer, proven })
  const browser = visitor(desk)
  await browser.get(`/en/help/cases/${number}?k=${encodeURIComponent(secret)}`)
  const page = await browser.get(`/en/help/cases/${number}`)
  assert.equal(page.statusCode, 200)
  return page.payload
}
const mine = (directNumber: string | null) => desk.ask(bo, 'PATCH', 'me', { preferences: { directNumber } })
async function changed(url: string, version: number, givesNumber: boolean | null) {
  const { status, text } = await desk.ask(admin, 'PATCH', url, { version, setting: { givesNumber } })
  assert.equal(status, 200, text)
}

it('is read where the level gives numbers, unless the team does not; and where the team does by itself', async () => {
  assert.equal((await mine('call me')).status, 400)
  const kept = await mine('+46 8 555 12 34')
  assert.deepEqual([kept.status, kept.json.preferences.directNumber], [200, '+4685551234'])
  const number = /Direct number<\/dt><dd>\+4685551234</
  assert.doesNotMatch(await pageOf(), /4685551234/)
  await changed('levels/1', 0, true)
  assert.match(await pageOf(), number)
  assert.doesNotMatch(await pageOf(false), /4685551234/)
  const url = `teams/${desk.teams[1]}`
  const version = async () => (await desk.desk.teams.one(desk.teams[1]))!.version
  await changed(url, await version(), false)
  assert.doesNotMatch(await pageOf(), /4685551234/)
  await changed('levels/1', 1, false)
  await changed(url, await version(), true)
  assert.match(await pageOf(), number)
  assert.equal((await mine(null)).status, 200)
  assert.doesNotMatch(await pageOf(), /4685551234|Direct number/)
})
