// Automatic mails in a desk's own words: by language, with fields that are checked, each version with its
// author, and back to what is shipped. What a stranger wrote is in no confirmation, whatever the desk
// writes.
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type { SendMailOptions } from 'nodemailer'
import { languages } from '#core/people/language.ts'
import { confirmation } from '#server/confirmation.ts'
import { contactLetter } from '#server/contact-letter.ts'
import { type Person, type TestDesk, testDesk } from '#server/http/testing.ts'
import { mailed } from '#server/mail-testing.ts'
import { deliverAll, keepingRelay } from '#server/testing/sent-mail.ts'
import { letterKinds } from '#words/letter-words.ts'

let desk: TestDesk
let lead: Person
before(async () => {
  desk = await testDesk()
  lead = await desk.person({ name: 'Lena Ek', roles: ['lead'] })
  Object.assign(desk.shell, { confirmation: (of: never) => confirmation(desk.shell, of) })
})
after(() => desk.close())

const at = (kind: string, language = 'en', more = '') => `mail-templates/${kind}/${language}${more}`
const now = async (kind: string, language = 'en') => {
  const { items } = (await desk.ask(lead, 'GET', 'mail-templates')).json
  return items.find((one: { kind: string }) => one.kind === kind).languages[language]
}
const write = async (kind: string, words: object, language = 'en', by = lead) => {
  const { version } = await now(kind, language)
  return desk.ask(by, 'PUT', at(kind, language), { version, subject: null, ...words })
}

let strangers = 0
/** The confirmation a stranger gets who writes in a language. */
async function confirmed(text: string): Promise<SendMailOptions> {
  strangers += 1
  const from = `stranger${strangers}@example.org`
  await mailed(desk, { from: `Mallory Canary <${from}>`, subject: 'Canary subject', text })
  const { relay, mails } = keepingRelay()
  await deliverAll(desk, relay)
  const mail = mails.find(one => (one.mail.to as { address: string }).address === from)?.mail
  assert.ok(mail, 'confirmed')
  return mail
}
const english = 'My router drops the connection every evening. The canary sings.'
const swedish = 'Min router tappar anslutningen varje kväll och jag vet inte vad jag ska göra åt det.'

test('before anything is written each mail says what is shipped, in each language', async () => {
  const { items } = (await desk.ask(lead, 'GET', 'mail-templates')).json
  assert.deepEqual(
    items.map((one: { kind: string }) => one.kind),
    letterKinds,
  )
  for (const { kind, languages: said } of items)
    for (const language of languages) {
      assert.equal(said[language].isOwn, false, `${kind} ${language}`)
      assert.ok(said[language].words.length > 20, `${kind} ${language}`)
    }
  assert.match((await now('confirmation')).words, /\{number\}/)
})

test('a desk’s own confirmation is sent, its fields said; the promise, the links and the foot stay', async () => {
  const own = { subject: '{desk}: case {number}', words: 'We are {desk}.\n\nQuote {number} on the phone.' }
  const written = await write('confirmation', own)
  assert.equal(written.status, 200, written.text)
  assert.deepEqual([written.json.languages.en.isOwn, written.json.languages.sv.isOwn], [true, false])
  const mail = await confirmed(english)
  assert.match(String(mail.subject), /^Support: case \d+$/)
  assert.match(String(mail.text), /We are Support\.\n\nQuote \d+ on the phone\./)
  assert.match(String(mail.html), /Quote \d+ on the phone\./)
  assert.match(String(mail.text), /YOU|BY \d\d:\d\d|WRITES TO YOU/)
  assert.match(String(mail.text), /help\/cases\/\d+/)
})

test('somebody who reads another language gets what is shipped in it, never the desk’s words of this one', async () => {
  const mail = await confirmed(swedish)
  assert.doesNotMatch(`${mail.subject}${mail.text}`, /We are Support|Support: case/)
  assert.match(String(mail.text), /ärende/)
})

describe('words of strangers', () => {
  for (const field of ['subject', 'customer', 'text', 'name', 'email', 'message', 'agent'])
    test(`a confirmation has no field {${field}}`, async () => {
      const refused = await write('confirmation', { words: `You wrote: {${field}}` })
      assert.equal(refused.status, 400)
      assert.deepEqual(refused.json.fields, [{ path: 'words', message: `unknown field {${field}}` }])
      const inSubject = await write('confirmation', { subject: `Re: {${field}}`, words: 'x' })
      assert.equal(inSubject.json.fields[0].path, 'subject')
    })

  test('nothing a stranger typed stands in his confirmation, fields in braces included', async () => {
    const mail = await confirmed(`{desk} {number} ${english}`)
    assert.doesNotMatch(`${mail.subject}${mail.text}${mail.html}`, /canary|Mallory/i)
  })
})

test('a letter to a customer with another contact says it in the desk’s words', async () => {
  const customer = await desk.customer()
  await write('contact', { words: '{agent} of {desk} is there for you now.' }, 'en')
  assert.equal(await contactLetter(desk.shell, customer, lead.id), 'Lena Ek of Support is there for you now.')
  const { version } = await now('contact')
  await desk.ask(lead, 'DELETE', at('contact', 'en', `?version=${version}`))
  assert.match(await contactLetter(desk.shell, customer, lead.id), /^From now on Lena Ek is your contact\./)
})

test('each version is kept with who wrote it; going back is a version of its own; a stale one is refused', async () => {
  await write('late', { words: 'Sorry.' })
  await write('late', { subject: 'Late, {time}', words: 'Very sorry.' })
  const { version } = await now('late')
  assert.equal(
    (await desk.ask(lead, 'PUT', at('late'), { version: 1, subject: null, words: 'x' })).status,
    409,
  )
  const back = await desk.ask(lead, 'DELETE', at('late', 'en', `?version=${version}`))
  assert.equal(back.json.languages.en.isOwn, false)
  const { items } = (await desk.ask(lead, 'GET', at('late', 'en', '/versions'))).json
  assert.deepEqual(
    items.map(({ version, words, name }: Record<string, unknown>) => [version, words, name]),
    [
      [3, null, 'Lena Ek'],
      [2, 'Very sorry.', 'Lena Ek'],
      [1, 'Sorry.', 'Lena Ek'],
    ],
  )
  assert.equal((await desk.ask(lead, 'GET', 'audit')).json.items[0].what, 'mail_template.removed')
})

test('a preview says the mail with facts of nobody’s, and keeps nothing', async () => {
  for (const kind of letterKinds) {
    const { subject, words, version } = await now(kind, 'de')
    const seen = await desk.ask(lead, 'POST', at(kind, 'de', '/preview'), { subject, words })
    assert.equal(seen.status, 200, seen.text)
    assert.doesNotMatch(`${seen.json.subject}${seen.json.text}`, /[{}]/, kind)
    assert.equal((await now(kind, 'de')).version, version)
  }
  const wrong = await desk.ask(lead, 'POST', at('late', 'de', '/preview'), { subject: null, words: '{x}' })
  assert.equal(wrong.status, 400)
})

test('a subject for a mail that has none is refused; so is who is no lead', async () => {
  assert.equal((await write('contact', { subject: 'Hello', words: 'x' })).json.fields[0].path, 'subject')
  const admin = await desk.person({ roles: ['admin'] })
  assert.equal((await write('late', { words: 'x' }, 'en', admin)).status, 403)
  const editor = await desk.person({ roles: ['editor'] })
  assert.equal((await desk.ask(editor, 'GET', 'mail-templates')).status, 200)
  const agent = await desk.person({ roles: ['agent'] })
  assert.equal((await desk.ask(agent, 'GET', 'mail-templates')).status, 403)
})
