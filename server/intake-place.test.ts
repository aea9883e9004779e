// To which case a mail belongs: rules a manager could confirm, by real mails on a real ledger.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { addressWithToken } from '#channels/email/reply-token.ts'
import type { EventOf } from '#core/case/event.ts'
import type { CaseId, CustomerId, MessageId } from '#core/kit/id.ts'
import { type Person, type TestDesk, testDesk } from '#server/http/testing.ts'
import { mailIdOf } from '#server/mail-id.ts'
import { notifyDue } from '#server/react/notify.ts'
import { mailed } from '#server/mail-testing.ts'

let desk: TestDesk
let bo: Person
let lead: Person
let specialist: Person

before(async () => {
  desk = await testDesk()
  bo = await desk.person()
  lead = await desk.person({ roles: ['lead', 'admin'] })
  specialist = await desk.person({ roles: ['agent', 'lead'], levels: [2] })
})
after(() => desk.close())

let people = 0
const somebody = () => `Anna <anna${++people}@example.org>`
const received = async (id: CaseId): Promise<EventOf<'message.received'>[]> =>
  (await desk.store.read(id))!.events.filter(event => event.type === 'message.received')
const linksOf = async (id: CaseId) =>
  (await desk.store.read(id))!.events.flatMap(event =>
    event.type === 'case.linked' ? [`${event.how} ${event.to}`] : [],
  )
/** A case by mail, and the Message-ID of our first mail in it. */
async function begun(from: string, id?: string) {
  const opened = await mailed(desk, { from, ...(id && { id }) })
  assert.ok(opened)
  const card = (await desk.store.card(opened.id))!
  const ours = (message: MessageId) => `<${mailIdOf(message, opened.id, desk.shell.config.mailDomain)}>`
  return { ...opened, customer: card.customer as CustomerId, answered: ours('msg_reply' as MessageId) }
}
const secretFor = async (caseId: CaseId, customer: CustomerId) => {
  const secret = `s${String(++people).padStart(25, '0')}`
  await desk.desk.replyTokens.add({ secret, caseId, customer, at: desk.shell.now() })
  return addressWithToken('support@desk.example', secret)
}

test('an answer that names our mail goes to its case when the customer wrote it', async () => {
  const anna = somebody()
  const one = await begun(anna)
  for (const header of ['In-Reply-To', 'References']) {
    const again = await mailed(desk, { from: anna, headers: [`${header}: ${one.answered}`] })
    assert.equal(again?.number, one.number, header)
  }
  assert.equal((await received(one.id)).length, 3)
})

test('a stranger who names our mail gets a case of his own, which says where it may belong', async () => {
  const one = await begun(somebody())
  const other = await mailed(desk, { from: somebody(), headers: [`In-Reply-To: ${one.answered}`] })
  assert.ok(other)
  assert.notEqual(other.number, one.number)
  assert.deepEqual(await linksOf(other.id), [`may_relate ${one.id}`])
  assert.equal((await received(one.id)).length, 1, 'nothing is added to the case of the other')
})

test("an answer to the customer's own mail goes to its case, a stranger's does not", async () => {
  const anna = somebody()
  const one = await begun(anna, 'first-word@example.org')
  const answers = ['In-Reply-To: <first-word@example.org>']
  assert.equal((await mailed(desk, { from: anna, headers: answers }))?.number, one.number)
  const other = await mailed(desk, { from: somebody(), headers: answers })
  assert.notEqual(other?.number, one.number)
  assert.deepEqual(await linksOf(other!.id), [`may_relate ${one.id}`])
})

test('a number in the subject is a hint, even from the customer himself', async () => {
  const anna = somebody()
  const one = await begun(anna)
  const other = await mailed(desk, { from: anna, subject: `Re: it [#${one.number}]` })
  assert.notEqual(other?.number, one.number)
  assert.deepEqual(await linksOf(other!.id), [`may_relate ${one.id}`])
})

test('a secret in the hands of another brings his words in, doubted, and does nothing else', async () => {
  const one = await begun(somebody())
  const to = await secretFor(one.id, one.customer)
  await desk.ask(bo, 'POST', `cases/${one.id}/worker/take`, {})
  await desk.ask(bo, 'POST', `cases/${one.id}/case/solve`, { fix: 'It runs' })
  const eve = somebody()
  const said = await mailed(desk, { from: eve, to })
  assert.equal(said?.number, one.number)
  const [, doubted] = await received(one.id)
  assert.equal(doubted?.doubt, 'other_address')
  assert.equal((await desk.store.card(one.id))?.phase, 'solved', 'it is not the customer who wrote')
  const headers = [`In-Reply-To: ${one.answered}`]
  assert.notEqual((await mailed(desk, { from: eve, headers }))?.number, one.number, 'still a stranger')

  const message = doubted!.message
  const path = `cases/${one.id}/message/confirm-sender`
  assert.equal((await desk.ask(bo, 'POST', path, { message: 'msg_none' })).status, 422)
  assert.equal((await desk.ask(bo, 'POST', path, { message })).status, 200)
  assert.equal((await desk.store.card(one.id))?.phase, 'open', 'confirmed, his words count')
  assert.equal(
    (await mailed(desk, { from: eve, headers }))?.number,
    one.number,
    'he is one of its people now',
  )
  assert.equal((await received(one.id)).at(-1)?.doubt, undefined)
})

test('a secret for a closed case opens another: to follow it for the customer, a hint for a stranger', async () => {
  const anna = somebody()
  const one = await begun(anna)
  const to = await secretFor(one.id, one.customer)
  await desk.ask(bo, 'POST', `cases/${one.id}/worker/take`, {})
  await desk.ask(bo, 'POST', `cases/${one.id}/case/solve`, { fix: 'It runs' })
  await desk.ask(bo, 'POST', `cases/${one.id}/case/close`, { reason: 'confirmed' })
  const his = await mailed(desk, { from: anna, to })
  assert.deepEqual(await linksOf(his!.id), [`follow_up ${one.id}`])
  const another = await mailed(desk, { from: somebody(), to })
  assert.deepEqual(await linksOf(another!.id), [`may_relate ${one.id}`])
})

test('joined by an agent, the stranger is one of the people of the case it went into', async () => {
  const one = await begun(somebody())
  const boris = somebody()
  const headers = [`In-Reply-To: ${one.answered}`]
  const other = await mailed(desk, { from: boris, headers })
  const merged = await desk.ask(bo, 'POST', `cases/${other!.id}/case/merge`, { into: one.id })
  assert.equal(merged.status, 200, merged.text)
  assert.equal((await mailed(desk, { from: boris, headers }))?.number, one.number)
})

test('one mail to two of our addresses is one case of the first, and names the second', async () => {
  const addresses = ['one@desk.example', 'two@desk.example'] as const
  for (const [i, address] of addresses.entries()) {
    const fields = { address, team: desk.teams[i === 0 ? 1 : 2], language: 'en', isDefault: false }
    const added = await desk.ask(lead, 'POST', 'addresses', fields)
    assert.equal(added.status, 201, added.text)
  }
  const written = {
    from: somebody(),
    to: addresses.join(', '),
    id: 'two@example.org',
    subject: 'Two',
    text: 'Hi.',
  }
  const first = await mailed(desk, { ...written, rcpt: [addresses[0]] })
  const second = await mailed(desk, { ...written, rcpt: [addresses[1]] })
  assert.equal(second?.number, first?.number)
  const [only, ...more] = await received(first!.id)
  assert.deepEqual(more, [])
  assert.deepEqual(only?.also, [desk.teams[2]])
  assert.equal(only?.cc, undefined, 'our own addresses are no copies')
  assert.equal((await desk.store.card(first!.id))?.team, desk.teams[1])
  await notifyDue(desk.shell)
  const { json } = await desk.ask(specialist, 'GET', 'notices')
  const [notice] = json.items
  assert.deepEqual([notice.cause, notice.caseId, notice.as], ['message.received', first!.id, 'lead'])
})

test('the same Message-ID with other words is another mail, and says where the first is', async () => {
  const anna = somebody()
  const one = await begun(anna, 'forecast@example.org')
  const other = await mailed(desk, { from: somebody(), id: 'forecast@example.org', text: 'The real one.' })
  assert.notEqual(other?.number, one.number)
  assert.deepEqual(await linksOf(other!.id), [`may_relate ${one.id}`])
})

test('who got a copy is shown on the message and is nobody of the case', async () => {
  const boss = 'Boss <boss@example.org>'
  const anna = somebody()
  const one = await begun(anna)
  await mailed(desk, {
    from: anna,
    headers: [`Cc: ${boss}, support@desk.example`, `References: ${one.answered}`],
  })
  const ledger = (await desk.store.read(one.id))!
  const last = (await received(one.id)).at(-1)!
  assert.equal(ledger.texts.get(last.cc!.text), boss)
  const his = await mailed(desk, { from: boss, headers: [`In-Reply-To: ${one.answered}`] })
  assert.notEqual(his?.number, one.number)
})
