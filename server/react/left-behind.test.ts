// Somebody left, and his leaving was broken off before his cases were placed: they are placed all the same.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { type Person, type TestDesk, testDesk } from '#server/http/testing.ts'
import { letterTeller, placeCases } from '#server/placing.ts'
import { chasesAny, placeMatters } from '#server/placing-matters.ts'
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
  const free = leftBehind({ facts: desk.shell.facts, store: counted, desk: desk.desk }, async () =>
    assert.fail('nothing is left'),
  )
  for (let n = 0; n < 4; n++) await free()
  assert.equal(asked, 4)
})

const none = [null, null, null, null]
const agreed = {
  ...{ calendar: null, answer: none, update: none, solution: none },
  ...{ chaseMinutes: 30, chasesMax: 2, raiseMinutes: 60 },
}

test('what he chased beside cases goes to a lead, a problem back to its team; what is over stays', async () => {
  const eva = await desk.person({ name: 'Eva' })
  const { json: team } = await desk.ask(eva, 'POST', 'matters/problems', { title: 'A', kind: 'software' })
  const { json: over } = await desk.ask(eva, 'POST', 'matters/problems', { title: 'B', kind: 'software' })
  await desk.ask(eva, 'POST', `matters/problems/${over.id}/dismiss`, { because: 'none' })
  const change = { kind: 'bug_fix', title: 'C', wanted: 'w', why: 'y' }
  const { id: caseId } = await desk.opened(eva)
  const acme = { name: 'Acme', agreed }
  const { json: supplier } = await desk.ask(karin, 'POST', 'suppliers', acme)
  const outside = { case: caseId, supplier: supplier.id, title: 'S' }
  const { json: spc } = await desk.ask(eva, 'POST', 'matters/supplier-cases', outside)
  const { json: asked } = await desk.ask(eva, 'POST', 'changes', change)
  assert.equal(await chasesAny(desk.shell, eva.id), true)
  const row = await desk.desk.agents.one(eva.id)
  await desk.desk.agents.change(eva.id, row!.version, { disabledAt: desk.shell.now() })
  await desk.shell.changed()
  const look = leftBehind(desk.shell, agent => placeMatters(desk.shell, agent))
  await look()
  const rows = await desk.desk.matters.rows([team.id, over.id, asked.id, spc.id])
  const owners = [team, over, asked, spc].map(({ id }) => rows.find(one => one.id === id)?.owner)
  assert.deepEqual(owners, [null, eva.id, karin.id, karin.id])
  assert.equal(await chasesAny(desk.shell, eva.id), false)
})
