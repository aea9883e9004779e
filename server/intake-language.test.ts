// In which language a new customer is written to whose words do not tell it. Not: the guess itself
// (channels/email/intake.test.ts).
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { type TestDesk, testDesk } from '#server/http/testing.ts'
import { takeIn } from '#server/intake.ts'

let desk: TestDesk
before(async () => {
  desk = await testDesk()
})
after(() => desk.close())

const id = () => desk.shell.newId
let count = 0
/** The language of the case a mail from there opens. */
async function languageOf(from: string, words: string) {
  count += 1
  const raw = Buffer.from(
    `From: ${from}\r\nMessage-ID: <${count}@mx.example>\r\nSubject: Router\r\n\r\n${words}\r\n`,
  )
  const taken = await takeIn(desk.shell, { from, to: ['support@desk.example'] }, raw)
  assert.ok('ok' in taken, JSON.stringify(taken))
  const customer = await desk.desk.customers.byEmail(from)
  return customer!.language
}

test('words that tell it come first, then the sender’s colleagues, then the team', async () => {
  const { now } = desk.shell
  const firm = await desk.desk.organisations.add({
    id: id()('org'),
    name: 'Example',
    domains: ['kund.example'],
  })
  for (const name of ['anna', 'bo'])
    await desk.desk.customers.add({
      ...{ id: id()('cus'), name, email: `${name}@kund.example`, createdAt: now() },
      ...{ language: 'it', organisation: firm.id },
    })
  assert.equal(await languageOf('clara@kund.example', 'Router offline'), 'it')
  assert.equal(await languageOf('dora@kund.example', 'Der Router geht seit gestern nicht mehr.'), 'de')
  assert.equal(await languageOf('eva@else.example', 'Router offline'), 'en')
})
