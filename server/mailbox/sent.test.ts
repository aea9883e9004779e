// Answers written in another mail program count in their case, each once; nothing else in the folder of sent
// mail is our business.
import assert from 'node:assert/strict'
import { after, afterEach, before, beforeEach, describe, test } from 'node:test'
import type { CaseId, MailboxId } from '#core/kit/id.ts'
import { openedCase } from '#core/case/case.ts'
import type { Mailboxes } from '#server/mailbox/mailboxes.ts'
import { mailIdOf } from '#server/mail-id.ts'
import { noDovecot } from '#test/support/dovecot.ts'
import { type MailboxDesk, mailboxDesk, ownAddress, rawMail } from '#test/support/mailbox-desk.ts'
import type { Person } from '#server/http/testing.ts'

let desk: MailboxDesk
let node: Mailboxes
let bo: Person
let id: MailboxId
let box = ''
let count = 0

/** A customer's mail that was taken in as a case. */
async function asked(): Promise<CaseId> {
  await desk.dovecot.deliver(rawMail(`${box} help`), { owner: box })
  await desk.until(id, one => one.taken >= 1)
  const found = (await desk.received()).find(one => one.text.includes(box))
  return found!.caseId as CaseId
}
const answer = (more: Record<string, string> = {}) =>
  rawMail(`${box} answer`, {
    From: `Bo Berg <${bo.email}>`,
    'Return-Path': `<${bo.email}>`,
    To: 'anna@customers.example',
    'In-Reply-To': `<${box}-help@customers.example>`,
    References: `<${box}-help@customers.example>`,
    ...more,
  })
const sent = (raw: string, at?: number) =>
  desk.dovecot.deliver(raw, { owner: box, folder: 'Sent', isRead: true, ...(at && { at }) })
async function said(caseId: CaseId) {
  const ledger = (await desk.store.read(caseId))!
  return ledger.events.flatMap(one =>
    one.type === 'message.queued' ? [{ by: one.by, text: ledger.texts.get(one.text.text), at: one.at }] : [],
  )
}

describe('the folder of sent mail', { skip: noDovecot ?? false }, () => {
  before(async () => {
    desk = await mailboxDesk()
    bo = await desk.person({ name: 'Bo Berg' })
  })
  after(() => desk.stop())
  beforeEach(async () => {
    box = `sent${++count}x`
    id = await desk.mailbox({ name: box, signInName: box, sentFolder: 'Sent' })
    node = desk.read()
    await desk.until(id, one => one.code === 'connected')
    await desk.round(id)
  })
  afterEach(async () => {
    await node.stop()
    for (const one of await desk.desk.mailboxes.all()) await desk.desk.mailboxes.remove(one.id, one.version)
  })

  test('an answer to a customer is the reply of its writer, said when it was sent, and does not leave again', async () => {
    const caseId = await asked()
    await sent(answer())
    await desk.until(id, one => one.taken === 2)
    const [reply] = await said(caseId)
    assert.deepEqual([reply?.by, reply?.text], [{ kind: 'agent', id: bo.id }, `${box} answer`])
    assert.equal((await desk.store.card(caseId))?.worker, bo.id, 'who answers a case nobody has has taken it')
    const state = openedCase(desk.shell.folded((await desk.store.read(caseId))!))
    assert.equal(state?.firstAnsweredAt, reply?.at, 'the customer has been answered')
    assert.deepEqual(await desk.store.leaseEffects(10, 1_000), [], 'nothing waits to be sent')
  })

  test('an answer from an address that is nobody of ours, or of one who does not have the case, is kept too', async () => {
    const caseId = await asked()
    const eva = await desk.person({ name: 'Eva' })
    await desk.ask(eva, 'POST', `cases/${caseId}/worker/take`, {})
    await sent(answer({ From: ownAddress, 'Message-ID': `<shared-${box}@desk.example>` }))
    await sent(answer())
    await desk.until(id, one => one.taken === 3)
    const itself = { kind: 'system', part: 'intake' }
    assert.deepEqual(
      (await said(caseId)).map(one => one.by),
      [itself, itself],
    )
    assert.equal((await desk.store.card(caseId))?.worker, eva.id)
  })

  test('an answer to a mail of ours finds its case by that mail; ours own are passed over', async () => {
    const caseId = await asked()
    const ours = `<${mailIdOf('msg_0000000000000000000000000a', caseId, 'desk.example')}>`
    await sent(answer({ 'Message-ID': ours }))
    await sent(answer({ 'In-Reply-To': ours, References: ours, 'Message-ID': `<second-${box}@bo.example>` }))
    await desk.until(id, one => one.taken === 2)
    assert.equal((await said(caseId)).length, 1)
  })

  test('the same answer twice, or in a folder whose numbers changed, counts once', async () => {
    const caseId = await asked()
    await sent(answer())
    await desk.until(id, one => one.taken === 2)
    await node.stop()
    await desk.dovecot.newNumbers(box, 'Sent')
    await sent(`X-Archived: yes\r\n${answer()}`)
    node = desk.read()
    await desk.round(id)
    await desk.round(id)
    assert.equal((await said(caseId)).length, 1)
  })

  test('a word to a colleague, and a mail that answers nothing of ours, change no case', async () => {
    const caseId = await asked()
    await sent(answer({ To: 'colleague@desk.example' }))
    await sent(rawMail(`${box} private`, { From: bo.email, To: 'someone@else.example' }))
    await desk.round(id)
    await desk.round(id)
    assert.deepEqual(await said(caseId), [])
    assert.equal((await desk.received()).filter(one => one.text.includes(box)).length, 1)
    const { rows } = await desk.store.pool.query(
      "select outcome from mailbox_mail where mailbox_id = $1 and folder = 'Sent' order by uid",
      [id],
    )
    assert.deepEqual(rows, [{ outcome: 'no_case' }, { outcome: 'no_case' }])
  })

  test('an answer found before the mail it answers waits for it', async () => {
    await sent(answer())
    await desk.round(id)
    const caseId = await asked()
    desk.pass(5 * 60_000)
    await node.stop()
    node = desk.read()
    await desk.until(id, one => one.taken === 2)
    assert.equal((await said(caseId)).length, 1)
  })
})
