// Addresses that take no mail: three different mails that came back for good, told to the contact once, said
// before anybody writes, and lifted with a reason.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { CaseId } from '#core/kit/id.ts'
import { dayMs } from '#core/kit/time.ts'
import { type Person, type TestDesk, testDesk } from '#server/http/testing.ts'
import { takeIn } from '#server/intake.ts'
import { notifyDue } from '#server/react/notify.ts'
import { sweepMail } from '#server/react/sweep.ts'
import {
  deliverAll,
  eventsOf,
  keepingRelay,
  mailOf,
  reportOf,
  type Sent,
  writtenTo,
} from '#server/testing/sent-mail.ts'
import { failureDays } from '#store/desk/sent-mail.ts'

let desk: TestDesk
let bo: Person
let lead: Person
before(async () => {
  desk = await testDesk()
  bo = await desk.person()
  lead = await desk.person({ roles: ['lead', 'agent'] })
})
after(() => desk.close())

const comesBack = (sent: Sent, more: Partial<Parameters<typeof reportOf>[1]> = {}) =>
  takeIn(desk.shell, { from: '', to: [sent.returnTo] }, reportOf(sent, { to: sent.returnTo, ...more }))
const unreachable = async (id: CaseId) =>
  (await eventsOf(desk, id)).filter(one => one.type === 'customer.unreachable').length
const standing = async () => (await desk.ask(lead, 'GET', 'suppressions')).json.items
const page = async (id: CaseId) => (await desk.ask(bo, 'GET', `cases/${id}`)).json

/** A case whose address takes no mail any more. */
async function stopped() {
  const { id } = await desk.opened(bo)
  const mails = [await writtenTo(desk, bo, id), await writtenTo(desk, bo, id), await writtenTo(desk, bo, id)]
  for (const sent of mails) await comesBack(sent)
  return { id, mails, address: mails[0]!.address }
}

test('the same mail that comes back three times is one; soft failures are none', async () => {
  const { id } = await desk.opened(bo)
  const [first, second] = [await writtenTo(desk, bo, id), await writtenTo(desk, bo, id)]
  for (let i = 0; i < 3; i++) await comesBack(first, { id: `again${i}${id}` })
  await comesBack(second)
  for (let i = 0; i < 3; i++)
    await comesBack(await writtenTo(desk, bo, id), { status: '4.2.2', said: 'Mailbox full.' })
  assert.equal(await unreachable(id), 0)
  assert.equal((await page(id)).mailStoppedAt, null)
})

/** A report that names no address: it went back to the address that knows the mail. */
const returned = (sent: Sent, said: string) =>
  takeIn(
    desk.shell,
    { from: '', to: [sent.returnTo] },
    mailOf(
      'From: postmaster@kunde.example',
      `Message-ID: <r${sent.message}@kunde.example>`,
      'Subject: Unzustellbar: Router',
      'Content-Type: text/plain; charset=utf-8',
      '',
      said,
    ),
  )

test('a report in plain words that names nobody counts by what it says', async () => {
  for (const [said, status, times] of [
    ['Die Nachricht konnte nicht zugestellt werden: 550 5.1.1 User unknown', '5.1.1', 1],
    ['Die Nachricht konnte nicht zugestellt werden: Das Postfach ist voll.', '5.0.0', 0],
  ] as const) {
    const { id } = await desk.opened(bo)
    for (let i = 0; i < 3; i++) await returned(await writtenTo(desk, bo, id), said)
    const bounced = (await eventsOf(desk, id)).filter(one => one.type === 'message.bounced')
    assert.deepEqual(
      bounced.map(one => [one.status, one.hard]),
      Array(3).fill([status, times === 1]),
    )
    assert.equal(await unreachable(id), times, said)
  }
})

test('three different mails that came back suspend the address; the contact is told once', async () => {
  const { id, mails, address } = await stopped()
  assert.equal(await unreachable(id), 1)
  await notifyDue(desk.shell)
  const told = async () =>
    (await desk.ask(bo, 'GET', 'notices')).json.items.filter(
      (one: { cause: string; caseId: string }) => one.cause === 'customer.unreachable' && one.caseId === id,
    ).length
  assert.equal(await told(), 1)
  // A report that comes late, and one of them again.
  await comesBack(mails[2]!, { id: `late${id}` })
  await comesBack(mails[0]!, { id: `later${id}` })
  await notifyDue(desk.shell)
  assert.deepEqual([await unreachable(id), await told()], [1, 1])
  const one = (await standing()).find((each: { address: string }) => each.address === address)
  assert.equal(one.mails.length, 3)
  assert.ok(one.mails.every((mail: { caseId: string; status: string }) => mail.caseId === id))
})

test('whoever writes to it is told before; what is written all the same is not sent, and says why', async () => {
  const { id } = await stopped()
  const { seq, mailStoppedAt } = await page(id)
  assert.equal(typeof mailStoppedAt, 'number')
  const { relay, mails } = keepingRelay()
  const body = { text: 'Hello', undoSeconds: 0, seenSeq: seq }
  assert.equal((await desk.ask(bo, 'POST', `cases/${id}/message/queue`, body)).status, 200)
  await deliverAll(desk, relay)
  assert.equal(mails.length, 0)
  const failed = (await eventsOf(desk, id)).findLast(one => one.type === 'message.failed')
  assert.ok(failed?.type === 'message.failed' && failed.final && failed.reason === 'suspended')
})

test('a person lets it take mail again, with a reason, and it stands in the audit', async () => {
  const { id, address, mails } = await stopped()
  const one = (await standing()).find((each: { address: string }) => each.address === address)
  const path = `suppressions/${one.id}/lift`
  assert.equal((await desk.ask(lead, 'POST', path, { because: '' })).status, 400)
  assert.equal((await desk.ask(bo, 'POST', path, { because: 'full' })).status, 403)
  assert.equal((await desk.ask(lead, 'POST', path, { because: 'The mailbox was full.' })).status, 200)
  assert.equal((await desk.ask(lead, 'POST', path, { because: 'again' })).status, 404)
  const [line] = (await desk.ask(lead, 'GET', 'audit')).json.items
  assert.deepEqual([line.what, line.after.because], ['suppression.lifted', 'The mailbox was full.'])
  assert.equal((await page(id)).mailStoppedAt, null)
  assert.ok(await writtenTo(desk, bo, id), 'a mail leaves again')
  // It takes three more; a report on an old one counts as one.
  await comesBack(mails[0]!, { id: `old${id}` })
  assert.equal(await unreachable(id), 1)
})

test('of three reports at the same moment one is the third', async () => {
  const { id } = await desk.opened(bo)
  const mails = [await writtenTo(desk, bo, id), await writtenTo(desk, bo, id), await writtenTo(desk, bo, id)]
  await Promise.all(mails.map(sent => comesBack(sent)))
  assert.equal(await unreachable(id), 1)
})

test('what came back long ago does not count', async () => {
  const { id } = await desk.opened(bo)
  const old = [await writtenTo(desk, bo, id), await writtenTo(desk, bo, id)]
  for (const sent of old) await comesBack(sent)
  const { address } = old[0]!
  const at = desk.shell.now()
  desk.pass(failureDays * dayMs + 1)
  const path = 'z'.repeat(26)
  const failure = { path, caseId: id, message: null, address, status: '5.1.1', said: 'unknown' }
  const { sentMails } = desk.desk
  assert.equal(await sentMails.fail({ ...failure, at: desk.shell.now() }), false)
  assert.equal(await sentMails.fail({ ...failure, at }), true, 'seen from then it is the third')
})

test('what can serve no more is forgotten; what an address is stopped for stays', async () => {
  const fresh = await testDesk()
  try {
    const by = await fresh.person()
    const { id } = await fresh.opened(by)
    const sent = await writtenTo(fresh, by, id)
    const { sentMails, suppressions } = fresh.desk
    const [path] = /[0-9a-z]{26}/.exec(sent.returnTo)!
    const failure = { caseId: id, message: null, status: '5.1.1', said: 'x', at: fresh.shell.now() }
    for (const one of ['a', 'b', 'c']) await sentMails.fail({ ...failure, path: one, address: sent.address })
    await sentMails.fail({ ...failure, path: 'd', address: 'once@example.org' })
    await sweepMail(fresh.shell)
    const found = async () => sentMails.ofMessage(sent.message)
    assert.equal((await found())?.path, path, 'a young one stays')
    fresh.pass(failureDays * dayMs + 1)
    await sweepMail(fresh.shell)
    assert.equal(await found(), null)
    assert.equal((await suppressions.all(10))[0]?.mails.length, 3)
    const at = fresh.shell.now()
    const more = ['e', 'f'].map(one =>
      sentMails.fail({ ...failure, at, path: one, address: 'once@example.org' }),
    )
    assert.deepEqual(await Promise.all(more), [false, false], 'the old one is forgotten')
  } finally {
    await fresh.close()
  }
})
