// As whom a reply leaves and how it is signed: by the desk, by a team that says it its own way, in the
// customer's language; with or without the name of who wrote. The same stands before the composer and in
// the mail.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { SendMailOptions } from 'nodemailer'
import type { CaseId } from '#core/kit/id.ts'
import { type Person, type TestDesk, testDesk } from '#server/http/testing.ts'
import { deliverAll, keepingRelay } from '#server/testing/sent-mail.ts'

let desk: TestDesk
let bo: Person
let lead: Person
before(async () => {
  desk = await testDesk()
  bo = await desk.person({ name: 'Bo Ek', roles: ['agent'] })
  lead = await desk.person({ roles: ['lead'] })
  const { version, setting } = await desk.desk.settings.desk()
  await desk.desk.settings.changeDesk(version, { ...setting, name: 'Sundnät' })
  await desk.shell.changed()
})
after(() => desk.close())

const say = async (scope: string, said: object, by = lead) => {
  const { items } = (await desk.ask(lead, 'GET', 'mail-senders')).json
  const now = items.find((one: { scope: string }) => one.scope === scope)
  const body = { fromName: null, namesAgents: null, signatures: {}, version: now.version, ...said }
  return desk.ask(by, 'PUT', `mail-senders/${scope}`, body)
}
async function said(scope: string, words: object): Promise<void> {
  const answer = await say(scope, words)
  assert.equal(answer.status, 200, answer.text)
}

/** What is shown before the composer, and the mail that leaves then. */
async function reply(language = 'en'): Promise<{ shown: string; mail: SendMailOptions }> {
  const customer = { name: 'Anna', email: `${desk.shell.newId('cus')}@example.org` }
  const { id } = await desk.opened(bo, { customer, language })
  const { seq, customer: who } = (await desk.store.card(id as CaseId))!
  const kept = (await desk.desk.customers.one(who))!
  assert.equal(kept.language, language)
  const { from, signature } = (await desk.ask(bo, 'GET', `cases/${id}/sender`)).json
  const body = { text: 'Restart it.', undoSeconds: 0, seenSeq: seq }
  assert.equal((await desk.ask(bo, 'POST', `cases/${id}/message/queue`, body)).status, 200)
  const { relay, mails } = keepingRelay()
  await deliverAll(desk, relay)
  const { mail } = mails.find(one => (one.mail.to as { address: string }).address === customer.email)!
  assert.deepEqual(mail.from, from)
  return { shown: signature, mail }
}
const nameOf = ({ from }: SendMailOptions) => (from as { name: string }).name

test('where nobody said anything a reply leaves as the desk, signed by who wrote it', async () => {
  const { shown, mail } = await reply()
  assert.equal(nameOf(mail), 'Sundnät')
  assert.equal(shown.split('\n')[0], 'Bo Ek')
  assert.ok(String(mail.text).includes(shown))
})

test('the desk’s words hold for every team, in the customer’s language; another language is signed as before', async () => {
  await said('desk', {
    fromName: '{team} – {desk}',
    signatures: { sv: 'Vänliga hälsningar\n{agent}\n{team} <{desk}>' },
  })
  const { shown, mail } = await reply('sv')
  assert.equal(nameOf(mail), 'First line – Sundnät')
  assert.equal(shown, 'Vänliga hälsningar\nBo Ek\nFirst line <Sundnät>')
  assert.ok(String(mail.text).includes(`\n\n-- \n${shown}\n\n`), String(mail.text))
  assert.ok(String(mail.html).includes('Vänliga hälsningar<br>Bo Ek<br>First line &lt;Sundnät&gt;</p>'))
  assert.equal(String(mail.text).split('\n-- \n').length, 2, 'one line parts the words from the rest')
  const english = await reply('en')
  assert.match(english.shown, /^Bo Ek\n/)
})

test('a team says it its own way, and may name nobody', async () => {
  await said(desk.teams[1], { namesAgents: false, signatures: { en: 'Your {team}' } })
  const { shown, mail } = await reply()
  assert.equal(shown, 'Your First line')
  assert.equal(nameOf(mail), 'First line – Sundnät', 'what it does not say the desk does')
  assert.doesNotMatch(`${mail.text}${mail.html}`, /Bo Ek/)
  // A line of the desk's that would name somebody is left out.
  const swedish = await reply('sv')
  assert.equal(swedish.shown, 'Vänliga hälsningar\nFirst line <Sundnät>')
})

test('fields that mean nothing, a name where nobody is named, and a stale version are refused', async () => {
  const unknown = await say('desk', { signatures: { de: 'Grüße\n{telefon}' } })
  assert.equal(unknown.status, 400)
  assert.deepEqual(unknown.json.fields, [{ path: 'signatures.de', message: 'unknown field {telefon}' }])
  const named = await say(desk.teams[1], { namesAgents: false, fromName: '{agent}' })
  assert.deepEqual(named.json.fields, [{ path: 'fromName', message: 'names an agent' }])
  assert.equal((await say('desk', { version: 99 })).status, 409)
  assert.equal((await say('desk', { fromName: 'a\r\nBcc: x@y.example' })).status, 400)
  assert.equal(
    (
      await desk.ask(lead, 'PUT', 'mail-senders/tea_none', {
        ...{ version: 0, fromName: null, namesAgents: null, signatures: {} },
      })
    ).status,
    404,
  )
})

test('a lead says it, an administrator alone does not; the audit has who and what', async () => {
  const admin = await desk.person({ roles: ['admin'] })
  assert.equal((await say('desk', {}, admin)).status, 403)
  assert.equal((await desk.ask(bo, 'GET', 'mail-senders')).status, 403)
  const { items } = (await desk.ask(lead, 'GET', 'audit')).json
  assert.equal(items[0].what, 'mail_sender.changed')
  assert.equal(items[0].actor, lead.id)
})
