// Who got a copy of a mail is let write in its case by a click, and taken out again.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { type Person, type TestDesk, testDesk } from '#server/http/testing.ts'
import { mailed } from '#server/mail-testing.ts'

let desk: TestDesk
let bo: Person
let eve: Person
before(async () => {
  desk = await testDesk()
  bo = await desk.person()
  eve = await desk.person({ levels: [2], teams: [desk.teams[2]] })
})
after(() => desk.close())

const boss = 'boss@firm.example'
/** A case of Anna's, of which her boss got a copy. */
async function copied() {
  const made = await mailed(desk, { from: 'anna@firm.example', id: 'first@firm', headers: [`Cc: ${boss}`] })
  assert.ok(made)
  await desk.ask(bo, 'POST', `cases/${made.id}/worker/take`, {})
  return made
}
let answers = 0
/** What the boss answers to all. */
const answered = async () =>
  mailed(desk, {
    from: boss,
    id: `answer-${++answers}@firm`,
    headers: ['In-Reply-To: <first@firm>', 'References: <first@firm>'],
    text: `It is urgent, for the ${answers}th time.`,
  })

test('who got a copy is a stranger until somebody lets him in, and again once he is left out', async () => {
  const { id } = await copied()
  const deed = (what: string, by: Person, address: string) =>
    desk.ask(by, 'POST', `cases/${id}/writer/${what}`, { address })
  assert.notEqual((await answered())?.id, id)

  const away = await deed('admit', eve, boss)
  assert.ok(away.status === 403 || away.status === 404, away.text)
  const admitted = await deed('admit', bo, boss.toUpperCase())
  assert.deepEqual([admitted.status, admitted.json.events], [200, ['writer.admitted']], admitted.text)
  assert.equal((await answered())?.id, id)

  const left = await deed('leave-out', bo, boss)
  assert.deepEqual([left.status, left.json.events], [200, ['writer.left_out']], left.text)
  assert.notEqual((await answered())?.id, id)
})

test('one of ours, an address of ours, the customer, and whom nobody knows are told apart', async () => {
  const { id } = (await mailed(desk, { from: 'nils@example.org' }))!
  await desk.ask(bo, 'POST', `cases/${id}/worker/take`, {})
  const deed = async (what: string, address: string) =>
    desk.ask(bo, 'POST', `cases/${id}/writer/${what}`, { address })
  const fields = (answer: Awaited<ReturnType<typeof deed>>) => answer.json.fields?.[0]?.message
  assert.equal(fields(await deed('admit', eve.email)), 'ours')
  assert.equal((await deed('admit', 'no address')).status, 400)
  assert.equal((await deed('leave-out', 'nobody@example.org')).json.code, 'customer.not_found')
  assert.equal((await deed('leave-out', 'nils@example.org')).json.code, 'writer.is_customer')
})
