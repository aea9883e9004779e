// Somebody left, and his leaving was broken off before his cases were placed: they are placed all the same.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { type Person, type TestDesk, testDesk } from '#server/http/testing.ts'
import { letterTeller, placeCases } from '#server/placing.ts'
import { leftBehind } from '#server/react/left-behind.ts'

let desk: TestDesk
let karin: Person
before(async () => {
  desk = await testDesk()
  karin = await desk.person({ name: 'Karin', roles: ['agent', 'lead', 'admin'], levels: [1] })
})
after(() => desk.close())

test('his open cases get a queue and a contact; who is still here is left alone, and nobody is asked for ever', async () => {
  const bo = await desk.person({ name: 'Bo' })
  const { id } = await desk.opened(bo)
  const placed: string[] = []
  const look = leftBehind(desk.shell, async agent => {
    placed.push(agent)
    await placeCases(desk.shell, agent, { tell: letterTeller(desk.shell) })
  })
  await look()
  assert.deepEqual(placed, [], 'he is here')
  // Out, and the node that was to place his cases died.
  const row = await desk.desk.agents.one(bo.id)
  await desk.desk.agents.change(bo.id, row!.version, { disabledAt: desk.shell.now() })
  await desk.shell.changed()
  await look()
  const card = await desk.store.card(id)
  assert.deepEqual([card?.worker, card?.contact], [null, karin.id])
  let asked = 0
  const counted = {
    ...desk.shell.store,
    count: (...args: Parameters<typeof desk.shell.store.count>) => {
      asked++
      return desk.shell.store.count(...args)
    },
  }
  const free = leftBehind({ facts: desk.shell.facts, store: counted }, async () =>
    assert.fail('nothing is left'),
  )
  for (let n = 0; n < 4; n++) await free()
  assert.equal(asked, 4)
})
