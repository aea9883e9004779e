// Proposing a sale or a fix over HTTP: marked as one or the other, help first, and a no that holds for all of
// the cases of a customer.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { CaseId } from '#core/kit/id.ts'
import { type Person, type TestDesk, testDesk } from '#server/http/testing.ts'

let desk: TestDesk
let bo: Person
before(async () => {
  desk = await testDesk()
  bo = await desk.person({ name: 'Bo' })
})
after(() => desk.close())

const deed = (id: CaseId, verb: string, body: object, headers = {}) =>
  desk.ask(bo, 'POST', `cases/${id}/${verb}`, body, headers)
const make = (id: CaseId, more: object = {}) =>
  deed(id, 'proposal/make', {
    kind: 'sale',
    what: 'A second lamp',
    amountMinor: 1_050,
    currency: 'EUR',
    ...more,
  })
const of = (email: string) => ({ customer: { name: 'Anna', email } })
async function solved(email: string): Promise<CaseId> {
  const { id } = await desk.opened(bo, of(email))
  assert.equal((await deed(id, 'case/solve', { fix: 'Reset' })).status, 200)
  return id
}
const codeOf = async (answer: ReturnType<typeof make>) => (await answer).json.code
const wordsSent = async (id: CaseId) => {
  const { events, texts } = (await desk.store.read(id))!
  return events.flatMap(one =>
    one.type === 'message.queued' && one.automatic === 'proposal' ? [texts.get(one.text.text)!] : [],
  )
}

test('help comes first; what mends costs nothing; a sale says what it costs, in a letter that says both', async () => {
  const { id } = await desk.opened(bo, of('first@customers.example'))
  assert.equal(await codeOf(make(id)), 'proposal.help_first')
  assert.equal(await codeOf(make(id, { kind: 'fix' })), 'proposal.fix_costs')
  const costless = { amountMinor: undefined, currency: undefined }
  assert.equal((await make(id, { kind: 'fix', what: 'Another cable', ...costless })).status, 200)
  const [fix] = await wordsSent(id)
  assert.match(fix!, /^Another cable\n\nThis is part of the help/)
  assert.equal((await make(id, { asked: true })).status, 200)
  const sale = (await wordsSent(id)).at(-1)!
  assert.match(
    sale,
    /^A second lamp\n\nIt costs €10\.50\.\n\nThis is something to buy\. You get the same help/,
  )
})
test('a no is remembered in every case of the customer, and of nobody else', async () => {
  const id = await solved('no@customers.example')
  const { ids } = (await make(id)).json
  const said = { proposal: ids.proposal, says: 'no', words: 'One is enough' }
  assert.equal((await deed(id, 'proposal/answer', said)).status, 200)
  assert.equal(await codeOf(deed(id, 'proposal/answer', { ...said, says: 'yes' })), 'proposal.answered')
  assert.equal(await codeOf(make(id)), 'proposal.said_no')
  const other = await solved('no@customers.example')
  assert.equal(await codeOf(make(other)), 'proposal.said_no')
  assert.equal((await make(other, { asked: true })).status, 200)
  assert.equal((await make(await solved('else@customers.example'))).status, 200)
})
test('a no to a fix says nothing of sales', async () => {
  const id = await solved('fix@customers.example')
  const { ids } = (await deed(id, 'proposal/make', { kind: 'fix', what: 'A cable' })).json
  assert.equal((await deed(id, 'proposal/answer', { proposal: ids.proposal, says: 'no' })).status, 200)
  assert.equal((await make(await solved('fix@customers.example'))).status, 200)
})
test('what is half said is refused at its field; the same key proposes once', async () => {
  const id = await solved('half@customers.example')
  assert.equal((await make(id, { currency: undefined })).status, 400)
  assert.equal((await make(id, { kind: 'both' })).status, 400)
  const body = { kind: 'fix', what: 'A cable' }
  const key = { 'idempotency-key': 'one-proposal' }
  const [first, second] = [
    await deed(id, 'proposal/make', body, key),
    await deed(id, 'proposal/make', body, key),
  ]
  assert.deepEqual([first.status, second.status], [200, 200])
  assert.deepEqual(second.json.ids, first.json.ids)
  assert.equal((await wordsSent(id)).length, 1)
})
test('taken back it cannot be answered', async () => {
  const id = await solved('back@customers.example')
  const { proposal } = (await make(id)).json.ids
  assert.equal((await deed(id, 'proposal/withdraw', { proposal, because: 'Sold out' })).status, 200)
  assert.equal(await codeOf(deed(id, 'proposal/answer', { proposal, says: 'yes' })), 'proposal.answered')
})
