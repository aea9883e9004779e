// Mail to a supplier carries a way back; what comes back lands at its supplier case only from that supplier,
// and a reference alone only from a sender whose domain stands up for him.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { type Person, type TestDesk, testDesk } from '#server/http/testing.ts'
import type { MessageId, SupplierCaseId } from '#core/kit/id.ts'
import type { SupplierFact } from '#core/supplier/supplier-fact.ts'
import { takeIn } from '#server/intake.ts'
import { noteNotSent, supplierLetter, supplierMailOf, supplierToken } from '#server/supplier-mail.ts'
import { addressWithToken } from '#channels/email/reply-token.ts'

let desk: TestDesk
let bo: Person
let acme: string
const agreed = {
  calendar: null,
  answer: [60, 60, 60, 60],
  update: [null, null, null, null],
  solution: [null, null, null, null],
  ...{ chaseMinutes: 30, chasesMax: 2, raiseMinutes: 60 },
}
const supplier = async (body: object): Promise<string> => {
  const karin = await desk.person({ name: 'Karin', roles: ['lead'] })
  return (await desk.ask(karin, 'POST', 'suppliers', { agreed, ...body })).json.id
}
before(async () => {
  desk = await testDesk()
  bo = await desk.person({ name: 'Bo' })
  acme = await supplier({ name: 'Acme', addresses: ['help@acme.example', '@acme.example'], ourNumber: 'C-9' })
})
after(() => desk.close())

const deed = (id: string, name: string, body: object) =>
  desk.ask(bo, 'POST', `matters/supplier-cases/${id}/${name}`, body)
async function sent(to = acme): Promise<SupplierCaseId> {
  const { id: caseId } = await desk.opened(bo)
  const body = { case: caseId, supplier: to, title: 'The radio module resets' }
  const { id } = (await desk.ask(bo, 'POST', 'matters/supplier-cases', body)).json
  const answer = await deed(id, 'send', { how: 'mail', words: 'It resets hourly' })
  assert.equal(answer.status, 200, answer.text)
  return id
}
const factsOf = async (id: SupplierCaseId) =>
  (await desk.desk.matters.read(id))!.facts as unknown as (SupplierFact & {
    mail: MessageId
    answer: string
  })[]
const standing = async (id: string) =>
  (await desk.ask(bo, 'GET', `matters/supplier-cases/${id}`)).json.row.standing
const cases = async () => (await desk.store.cards({ sort: 'newest', limit: 200 })).items.length
const aside = async () => (await desk.desk.asideMails.list({ limit: 50, reason: 'supplier' })).length

type Come = {
  from?: string
  to?: string
  subject?: string
  headers?: string
  text?: string
  verdict?: string
  /** delivered so often at once */
  times?: number
}
let mails = 0
/** A mail comes in; `verdict`: what the domain of its sender says. */
async function come({ from = 'kim@acme.example', verdict = 'confirmed', times = 1, ...mail }: Come) {
  const { to = 'support@desk.example', subject = 'Re', headers = '', text = 'Use 4.2' } = mail
  mails += 1
  const head = `From: ${from}\r\nTo: ${to}\r\nMessage-ID: <${mails}@acme.example>\r\nSubject: ${subject}\r\n`
  const senders = { check: async () => ({ sender: verdict, spf: 'none', dkim: [], dmarc: 'none' }) }
  const shell = { ...desk.shell, senders } as unknown as TestDesk['shell']
  const raw = Buffer.from(`${head}${headers}\r\n${text}\r\n`)
  const all = Array.from({ length: times }, () => takeIn(shell as never, { from, to: [to] }, raw))
  return (await Promise.all(all))[0]!
}

test('a mail of theirs that is delivered several times at once is one word', async () => {
  const id = await sent()
  const to = addressWithToken('support@desk.example', supplierToken(desk.shell.config.secret, id))
  await come({ to, text: 'Version 4.2 is out', times: 4 })
  assert.equal((await factsOf(id)).filter(one => one.type === 'supplier.said').length, 1)
})

test('a mail to a supplier knows its way back, and bears no word of the customer', async () => {
  const id = await sent()
  const mail = (await factsOf(id)).find(one => one.type === 'supplier.sent')!.mail
  const from = { name: 'Desk', address: 'support@desk.example' }
  const made = await supplierMailOf(desk.shell, supplierLetter(id, mail, 'help@acme.example'), from)
  assert.match(made!.subject, /^The radio module resets · \[\d+\]$/)
  assert.deepEqual(made!.blocks, [{ type: 'written', markdown: 'It resets hourly' }])
  assert.match(made!.messageId, /^<[^<>\s]+@[^<>\s]+>$/, 'as a header takes it')
  const secret = supplierToken(desk.shell.config.secret, id)
  assert.equal(made!.replyTo?.address, addressWithToken('support@desk.example', secret))
  assert.deepEqual(made!.foot, ['C-9'])
  await deed(id, 'send', { how: 'mail', words: 'Still so' })
  const second = (await factsOf(id)).filter(one => one.type === 'supplier.sent')[1]!.mail
  const again = await supplierMailOf(desk.shell, supplierLetter(id, second, 'help@acme.example'), from)
  assert.equal(again!.inReplyTo, made!.messageId)
  assert.equal(await supplierMailOf(desk.shell, supplierLetter(id, 'msg_none', 'x@y.example'), from), null)
  await noteNotSent(desk.shell, supplierLetter(id, mail, 'help@acme.example'), '550 no such user')
  assert.equal(await standing(id), 'ours')
})

test('their answer lands at the supplier case, is read by its owner, and opens no case', async () => {
  const id = await sent()
  const before = await cases()
  const to = addressWithToken('support@desk.example', supplierToken(desk.shell.config.secret, id))
  assert.deepEqual(await come({ to, subject: 'Re: SR-4711 radio' }), { ok: true, id })
  const said = (await factsOf(id)).filter(one => one.type === 'supplier.said')
  assert.deepEqual([said.length, said[0]?.answer], [1, 'unread'])
  assert.equal(await standing(id), 'ours')
  const page = (await desk.ask(bo, 'GET', `matters/supplier-cases/${id}`)).json
  assert.equal(page.offered, 'SR-4711')
  await deed(id, 'say', { answer: 'update', how: 'mail', words: 'They work on it', reference: 'SR-4711' })
  assert.equal(await standing(id), 'waiting')
  // With nothing but their reference, and a domain that stands up for it.
  assert.deepEqual(await come({ subject: 'SR-4711: more to tell' }), { ok: true, id })
  assert.equal(await cases(), before)
})

test('a machine of theirs acknowledges, and its reference is offered', async () => {
  const id = await sent()
  const to = addressWithToken('support@desk.example', supplierToken(desk.shell.config.secret, id))
  await come({ to, subject: 'Ticket SR-9001 created', headers: 'Auto-Submitted: auto-replied\r\n' })
  const types = (await factsOf(id)).map(one => one.type)
  assert.ok(types.includes('supplier.reference_offered'))
  assert.equal(await standing(id), 'unreferenced', 'an acknowledgement is no answer')
})

test('a stranger, another supplier and a forged sender are never taken at their word', async () => {
  const id = await sent()
  await deed(id, 'lodge', { reference: 'SR-5000' })
  const count = (await factsOf(id)).length
  const before = await aside()
  await supplier({ name: 'Other', addresses: ['@other.example'] })
  const to = addressWithToken('support@desk.example', supplierToken(desk.shell.config.secret, id))
  await come({ from: 'eve@other.example', subject: 'SR-5000 is fixed' })
  await come({ subject: 'SR-5000 is fixed', verdict: 'unknown' })
  await come({ to, subject: 'SR-5000 is fixed', verdict: 'denied' })
  await come({ to, from: 'eve@stranger.example', subject: 'SR-5000 is fixed' })
  assert.equal(await aside(), before + 4)
  assert.equal((await factsOf(id)).length, count)
  // What quotes no reference of ours goes the way of all mail.
  const all = await cases()
  await come({ subject: 'An offer, no. 12-34567' })
  assert.equal(await cases(), all + 1)
})

test('nothing is sent by mail to whom we cannot write', async () => {
  const dumb = await supplier({ name: 'Dumb' })
  const { id: caseId } = await desk.opened(bo)
  const body = { case: caseId, supplier: dumb, title: 'Anything' }
  const { id } = (await desk.ask(bo, 'POST', 'matters/supplier-cases', body)).json
  const answer = await deed(id, 'send', { how: 'mail', words: 'x' })
  assert.deepEqual([answer.status, answer.json.code], [422, 'supplier.no_address'])
  assert.equal(await standing(id), 'unsent')
})

test('a mail that quotes a wrong reference is placed by a lead, and taken out again: all stands as before', async () => {
  const karin = await desk.person({ name: 'Karin', roles: ['agent', 'lead', 'admin'] })
  const [right, wrong] = [await sent(), await sent()]
  await deed(right, 'lodge', { reference: 'SR-7000' })
  await deed(wrong, 'lodge', { reference: 'SR-7001' })
  await come({ subject: 'SR-7001 is fixed', verdict: 'unknown', text: 'Load 4.3' })
  const list = async (query = '?reason=supplier') =>
    (await desk.ask(karin, 'GET', `system-mail${query}`)).json.items as { id: number; subject: string }[]
  const [mail] = await list()
  const page = async (id: string) => (await desk.ask(bo, 'GET', `matters/supplier-cases/${id}`)).json
  const before = await page(wrong)
  const place = (id: string) =>
    desk.ask(karin, 'POST', `system-mail/${mail!.id}/supplier-case`, { supplierCase: id })
  assert.equal(
    (await desk.ask(bo, 'POST', `system-mail/${mail!.id}/supplier-case`, { supplierCase: wrong })).status,
    403,
  )
  const placed = await place(wrong)
  assert.equal(placed.status, 200, placed.text)
  assert.equal(await standing(wrong), 'ours')
  assert.ok(!(await list('')).some(one => one.id === mail!.id), 'it is not in the queue any more')
  assert.notEqual((await place(right)).status, 200, 'it lies at one of them only')
  const { unread } = await page(wrong)
  const out = await deed(wrong, 'take-out', { mail: unread, because: 'they mean the other one' })
  assert.equal(out.status, 200, out.text)
  const after = await page(wrong)
  assert.deepEqual(
    [after.row.standing, after.owed, after.chaseAt],
    [before.row.standing, before.owed, before.chaseAt],
  )
  assert.ok(!JSON.stringify(after.texts).includes('Load 4.3'), 'its words stay no longer here')
  assert.deepEqual((await list())[0], mail)
  assert.equal((await place(right)).status, 200)
  assert.equal(await standing(right), 'ours')
  // Whoever has acted on it has read it.
  await deed(right, 'send', { how: 'mail', words: 'Thank you' })
  const late = await deed(right, 'take-out', { mail: unread, because: 'no' })
  assert.deepEqual([late.status, late.json.code], [422, 'supplier.read_already'])
})

test('what landed by itself at a reference that was wrong is taken out, and waits aside', async () => {
  const id = await sent()
  const to = addressWithToken('support@desk.example', supplierToken(desk.shell.config.secret, id))
  const count = await aside()
  assert.deepEqual(await come({ to, subject: 'About another one' }), { ok: true, id })
  assert.equal(await aside(), count)
  const { unread } = (await desk.ask(bo, 'GET', `matters/supplier-cases/${id}`)).json
  assert.equal((await deed(id, 'take-out', { mail: unread, because: 'another one' })).status, 200)
  assert.equal(await aside(), count + 1)
  assert.equal(await standing(id), 'unreferenced')
})
