// An answer that brings our own mail back without any mark: the new words are told from ours.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { mailHtml } from '#channels/email/mail-html.ts'
import { mailPlain } from '#channels/email/mail-plain.ts'
import { textOfHtml } from '#channels/email/html-text.ts'
import type { CustomerId } from '#core/kit/id.ts'
import { type Person, type TestDesk, testDesk } from '#server/http/testing.ts'
import { mailed } from '#server/mail-testing.ts'
import { messageMail } from '#server/react/message-mail.ts'

let desk: TestDesk
let bo: Person
before(async () => {
  desk = await testDesk()
  bo = await desk.person({ name: 'Bo Ek' })
})
after(() => desk.close())

let count = 0
const asked =
  'Please hold the button at the back for ten seconds, until the lamp turns green.\n\n' +
  'Then tell me which lamps are lit.'

/** A case whose customer has our mail before him: as text, as a program shows its HTML, and how to answer. */
async function answered(text = asked) {
  const from = `Anna <anna${++count}@example.org>`
  const { id } = (await mailed(desk, { from }))!
  await desk.ask(bo, 'POST', `cases/${id}/worker/take`, {})
  const queued = await desk.ask(bo, 'POST', `cases/${id}/message/queue`, { text, seenSeq: 99 })
  assert.equal(queued.status, 200, queued.text)
  const ledger = (await desk.store.read(id))!
  const { customer } = (await desk.store.card(id))!
  const person = (await desk.desk.customers.one(customer as CustomerId))!
  const { mail, replyTo } = (await messageMail(desk.shell, ledger, queued.json.ids.message, person))!
  const says = async (words: string) => {
    const taken = (await mailed(desk, { from, to: replyTo, text: words.replace(/\n/g, '\r\n') }))!
    assert.equal(taken.id, id)
    const got = taken.events.findLast(one => one.type === 'message.received')!
    const { texts } = (await desk.store.read(id))!
    return { text: texts.get(got.text.text), full: got.full && texts.get(got.full.text) }
  }
  return { plain: mailPlain(mail.blocks, mail.foot, 'en'), shown: textOfHtml(mailHtml(mail)), says }
}

const said = 'All four are lit now, but the printer still prints nothing.'

test('our mail below an answer, without a mark, is not said by the customer', async () => {
  const { plain, says } = await answered()
  const { text, full } = await says(`${said}\n\n${plain}`)
  assert.equal(text, said)
  assert.match(full ?? '', /ten seconds/)
})

test('nor is it as a program shows its HTML, above the answer or below', async () => {
  const below = await answered()
  assert.equal((await below.says(`${said}\n\n${below.shown}`)).text, said)
  const above = await answered()
  assert.equal((await above.says(`${above.shown}\n\n${said}`)).text, said)
})

test('an answer between our lines stays, and so do all words when no mail of ours is among them', async () => {
  const { says } = await answered()
  const [first, second] = asked.split('\n\n')
  const { text } = await says(`${first}\n\nI did, twice.\n\n${second}\n\nOnly the red one.`)
  assert.match(text ?? '', /^I did, twice\.\n+Only the red one\.$/)
  const other = 'Please hold the line, I said to him, and the lamp turned green at once after that.'
  assert.equal((await says(other)).text, other)
})

test('who sends back nothing but our words has sent them', async () => {
  const { plain, says } = await answered()
  assert.match((await says(plain)).text ?? '', /ten seconds/)
})
