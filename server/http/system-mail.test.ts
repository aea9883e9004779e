// The queue of system mail: what lets somebody in is seen by a lead only, and written down.
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { type Person, type TestDesk, testDesk } from '#server/http/testing.ts'
import { mailed } from '#server/mail-testing.ts'

let desk: TestDesk
let agent: Person
let lead: Person
let admin: Person
before(async () => {
  desk = await testDesk()
  agent = await desk.person()
  lead = await desk.person({ roles: ['agent', 'lead'] })
  admin = await desk.person({ roles: ['admin'] })
})
after(() => desk.close())

let count = 0
/** A mail with a code and a link; its id in the queue. */
async function verification(from = `no-reply@shop${++count}.example`): Promise<number> {
  const link = `https://shop.example/v?token=sesame${count}`
  const text = `Your verification code is 48291${count % 10}. Or open ${link}`
  const kept = await mailed(desk, { from, subject: `Verify your email: 48291${count % 10}`, text })
  assert.equal(kept, null, 'it opens no case')
  return (await desk.ask(lead, 'GET', 'system-mail')).json.items[0].id
}

describe('a mail that proves an address', () => {
  it('is in the queue with sender, reason and words, without its code and its link', async () => {
    const id = await verification()
    for (const who of [agent, lead, admin]) {
      const { status, json, text } = await desk.ask(who, 'GET', 'system-mail')
      assert.equal(status, 200)
      const [first] = json.items
      assert.deepEqual(
        [first.id, first.reason, first.sender],
        [id, 'verification', `no-reply@shop${count}.example`],
      )
      assert.match(first.preview, /Your verification code is •••/)
      assert.doesNotMatch(text, /48291|sesame/)
      const read = await desk.ask(who, 'GET', `system-mail/${id}`)
      assert.match(read.json.text, /https:\/\/shop\.example\/•••/)
      assert.doesNotMatch(read.text, /48291|sesame/)
    }
  })
  it('is revealed by a lead only, and who looked is in the audit', async () => {
    const id = await verification()
    for (const who of [agent, admin])
      assert.equal((await desk.ask(who, 'POST', `system-mail/${id}/reveal`, {})).status, 403)
    const seen = await desk.ask(lead, 'POST', `system-mail/${id}/reveal`, {})
    assert.match(seen.json.text, /48291\d.*sesame/s)
    const audit = await desk.ask(admin, 'GET', 'audit')
    const looks = audit.json.items.filter((one: { what: string }) => one.what === 'system_mail.revealed')
    assert.equal(looks.length, 1)
    assert.deepEqual([looks[0].actor, looks[0].about], [lead.id, String(id)])
  })
  it('is made a case once, however often it is asked for, and no customer reads it', async () => {
    const id = await verification()
    assert.equal((await desk.ask(agent, 'POST', `system-mail/${id}/case`, {})).status, 403)
    const made = await desk.ask(lead, 'POST', `system-mail/${id}/case`, {})
    assert.equal(made.status, 200, made.text)
    assert.equal((await desk.ask(lead, 'POST', `system-mail/${id}/case`, {})).status, 404)
    const { events } = (await desk.store.read(made.json.number))!
    const message = events.find(event => event.type === 'message.received')
    assert.equal(message?.type === 'message.received' && message.automatic, 'verification')
    assert.equal(
      events.some(event => event.type === 'message.queued'),
      false,
      'nobody is confirmed',
    )
  })
  it('is thrown away by a lead', async () => {
    const id = await verification()
    assert.equal((await desk.ask(agent, 'DELETE', `system-mail/${id}`)).status, 403)
    assert.equal((await desk.ask(lead, 'DELETE', `system-mail/${id}`)).status, 204)
    assert.equal((await desk.ask(lead, 'GET', `system-mail/${id}`)).status, 404)
    assert.equal((await desk.ask(lead, 'DELETE', `system-mail/${id}`)).status, 404)
  })
})

describe('the rule for a sender', () => {
  it('keeps all his mail aside from then on, and only his', async () => {
    const from = 'news@shop.example'
    const first = await mailed(desk, { from })
    assert.ok(first, 'a person may be behind it')
    const id = await verification(`no-reply@always.example`)
    const done = await desk.ask(lead, 'POST', `system-mail/${id}/always`, {})
    assert.deepEqual(done.json, { sender: 'no-reply@always.example' })
    assert.equal((await desk.ask(lead, 'POST', `system-mail/${id}/always`, {})).status, 200)
    assert.equal(await mailed(desk, { from: 'no-reply@always.example', text: 'Hello.' }), null)
    const { version, setting } = (await desk.ask(admin, 'GET', 'settings')).json
    assert.deepEqual(setting.systemSenders, ['no-reply@always.example'])
    const house = { version, systemSenders: ['@Shop.example'] }
    assert.equal((await desk.ask(admin, 'PATCH', 'settings', house)).status, 200)
    assert.equal(await mailed(desk, { from }), null, 'all of the house')
    assert.equal((await desk.ask(lead, 'GET', 'system-mail?reason=rule')).json.items.length, 2)
    assert.ok(await mailed(desk, { from: 'anna@else.example' }))
    assert.equal((await desk.ask(lead, 'GET', 'system-mail?reason=nonsense')).status, 400)
  })
})

describe('the list', () => {
  it('goes on where it ended, at a hundred thousand mails as at ten', async () => {
    const fill = `insert into aside_mail (key, at, reason, sender, subject, raw)
      select 'k' || n, n, 'bounce', 'mailer@x.example', 'Subject', '' from generate_series(1, 100000) n`
    await desk.store.pool.query(fill)
    let before: number | null = null
    const begun = performance.now()
    const seen = new Set<number>()
    for (let page = 0; page < 5; page++) {
      const url: string = `system-mail?reason=bounce${before ? `&before=${before}` : ''}`
      const { items, next } = (await desk.ask(lead, 'GET', url)).json
      assert.equal(items.length, 50)
      for (const one of items) seen.add(one.id)
      before = next
    }
    assert.equal(seen.size, 250)
    assert.ok(performance.now() - begun < 2_000)
  })
})

describe('mail of our own people', () => {
  const forwarded = [
    'Please help her.',
    '',
    '---------- Forwarded message ---------',
    'From: Anna Lindqvist <anna.lindqvist@customer.example>',
    'Date: Mon, 23 Nov 2026 at 09:00',
    'Subject: The printer',
    'To: Bo <bo@desk.example>',
    '',
    'The printer is silent since this morning.',
  ].join('\r\n')
  it('forwarded, is the case of whoever wrote it', async () => {
    const made = await mailed(desk, { from: agent.email, subject: 'Fwd: The printer', text: forwarded })
    assert.ok(made)
    const card = (await desk.store.card(made.id))!
    const customer = await desk.desk.customers.one(card.customer as `cus_${string}`)
    assert.equal(customer?.email, 'anna.lindqvist@customer.example')
    assert.equal(card.subject, 'The printer')
    const ledger = (await desk.store.read(made.id))!
    const message = ledger.events.find(event => event.type === 'message.received')
    assert.ok(message?.type === 'message.received')
    assert.equal(message.forwarded, agent.id)
    assert.match(ledger.texts.get(message.text.text) ?? '', /^The printer is silent/)
    assert.match(ledger.texts.get(message.full!.text) ?? '', /Please help her/)
  })
  it('that forwards nothing is kept aside, and makes no customer of him', async () => {
    assert.equal(await mailed(desk, { from: agent.email, text: 'Lunch?' }), null)
    assert.equal((await desk.ask(lead, 'GET', 'system-mail')).json.items[0].reason, 'from-agent')
    assert.equal(await desk.desk.customers.byEmail(agent.email), null)
  })
})
