// How far somebody had read a case before he opened it: said with the case, moved by looking at it.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { type Person, type TestDesk, testDesk } from '#server/http/testing.ts'

let desk: TestDesk
let bo: Person
let eva: Person
before(async () => {
  desk = await testDesk()
  bo = await desk.person({ name: 'Bo Ek' })
  eva = await desk.person({ name: 'Eva Lind' })
})
after(() => desk.close())

const page = async (by: Person, id: string) => (await desk.ask(by, 'GET', `cases/${id}`)).json

test('a case says how far its reader had come; looking moves it, for him alone', async () => {
  const { id } = await desk.opened(bo)
  assert.equal((await page(eva, id)).seenSeq, 0)
  assert.equal((await page(eva, id)).seenSeq, 0, 'asking is not looking')
  const { seq } = await page(eva, id)
  const looks = await desk.ask(eva, 'POST', 'presence', { caseId: id, doing: 'viewing' })
  assert.equal(looks.status < 300, true, looks.text)
  await desk.ask(bo, 'POST', `cases/${id}/note/add`, { text: 'Anna called.' })
  const after = await page(eva, id)
  assert.deepEqual([after.seenSeq, after.seq > seq], [seq, true])
  assert.equal((await page(bo, id)).seenSeq, 0)
})
