// What the checks of a sender mean for his mail: who is denied is nobody we know, and where nothing can be
// checked nothing is refused.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Handed } from '#channels/email/sender-check.ts'
import { type Findings, unasked } from '#channels/email/sender-verdict.ts'
import { addressWithToken } from '#channels/email/reply-token.ts'
import type { EventOf } from '#core/case/event.ts'
import type { SenderVerdict } from '#core/case/sender-check.ts'
import type { CaseId, CustomerId, MessageId } from '#core/kit/id.ts'
import { type Person, type TestDesk, testDesk } from '#server/http/testing.ts'
import { mailIdOf } from '#server/mail-id.ts'
import { mailed } from '#server/mail-testing.ts'

let desk: TestDesk
let bo: Person
before(async () => {
  desk = await testDesk()
  bo = await desk.person()
})
after(() => desk.close())

/** The desk whose senders' domains say this. */
function where(sender: SenderVerdict, seen: Handed[] = []) {
  const findings: Findings = {
    ...unasked('off'),
    sender,
    dmarc: sender === 'denied' ? 'fail' : 'pass',
    details: 'DMARC example.org: as it is',
  }
  const check = async (handed: Handed) => {
    seen.push(handed)
    return findings
  }
  return { store: desk.store, shell: { ...desk.shell, senders: { check } } }
}
const first = async (id: CaseId) =>
  (await desk.store.read(id))!.events.find(
    (event): event is EventOf<'message.received'> & { seq: number } => event.type === 'message.received',
  )!
let people = 0
const somebody = () => `Anna <anna${++people}@example.org>`

test('who is denied is matched to nobody and to no case, whatever he names', async () => {
  const anna = somebody()
  const one = (await mailed(where('confirmed'), { from: anna }))!
  const card = (await desk.store.card(one.id))!
  const secret = 'd'.repeat(26)
  const customer = card.customer as CustomerId
  await desk.desk.replyTokens.add({ secret, caseId: one.id, customer, at: desk.shell.now() })
  const ours = `<${mailIdOf('msg_reply' as MessageId, one.id, 'desk.example')}>`
  for (const more of [
    {},
    { headers: [`In-Reply-To: ${ours}`] },
    { to: addressWithToken('support@desk.example', secret) },
  ]) {
    const other = (await mailed(where('denied'), { from: anna, ...more }))!
    assert.notEqual(other.number, one.number)
    const own = (await desk.store.card(other.id))!
    assert.notEqual(own.customer, customer)
    assert.equal(own.organisation, null)
    const { checked, doubt } = await first(other.id)
    assert.deepEqual([checked?.sender, checked?.dmarc, doubt], ['denied', 'fail', 'unproven'])
    const person = await desk.desk.customers.one(own.customer as CustomerId)
    assert.equal(person?.email, null, 'nothing is sent to whom he names')
    assert.match(person?.name ?? '', /Anna \(anna\d+@example\.org\)/)
    const links = other.events.filter(event => event.type === 'case.linked')
    assert.equal(links.length, Object.keys(more).length, 'where it may belong is said')
  }
  assert.equal((await desk.store.read(one.id))!.events.filter(e => e.type === 'message.received').length, 1)
})

test('confirmed or unknown, the same mail goes where it belongs, and says what was found', async () => {
  for (const verdict of ['confirmed', 'unknown'] as const) {
    const anna = somebody()
    const one = (await mailed(where(verdict), { from: anna }))!
    const { checked, doubt } = await first(one.id)
    assert.deepEqual([checked?.sender, doubt], [verdict, undefined])
    const ledger = (await desk.store.read(one.id))!
    assert.equal(ledger.texts.get(checked!.details!.text), 'DMARC example.org: as it is')
    const ours = `<${mailIdOf('msg_reply' as MessageId, one.id, 'desk.example')}>`
    const again = await mailed(where(verdict), { from: anna, headers: [`In-Reply-To: ${ours}`] })
    assert.equal(again?.number, one.number)
  }
})

test('an agent who knows better confirms a denied sender, and his words count', async () => {
  const one = (await mailed(where('denied'), { from: somebody() }))!
  const { message } = await first(one.id)
  await desk.ask(bo, 'POST', `cases/${one.id}/worker/take`, {})
  const done = await desk.ask(bo, 'POST', `cases/${one.id}/message/confirm-sender`, { message })
  assert.equal(done.status, 200, done.text)
})

test('switched off, no domain is asked', async () => {
  const { version, setting } = await desk.desk.settings.desk()
  const off = { on: false, forwarders: [], resultsHost: null, receivedHost: null }
  await desk.desk.settings.changeDesk(version, { ...setting, senderChecks: off })
  await desk.shell.changed()
  const seen: Handed[] = []
  const one = (await mailed(where('denied', seen), { from: somebody() }))!
  assert.deepEqual(seen, [])
  assert.equal((await first(one.id)).checked, undefined)
})
