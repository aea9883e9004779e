// Which address a reply leaves from: that of the team whose case it is, else the default one; answers come
// back to it, and it is known by one Message-ID of the desk. Over a real connection to a mail server.
import assert from 'node:assert/strict'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { after, before, test } from 'node:test'
import { SMTPServer } from 'smtp-server'
import { type Relay, smtpRelay } from '#channels/email/relay.ts'
import { withoutToken } from '#channels/email/reply-token.ts'
import type { TeamId } from '#core/kit/id.ts'
import { type Person, type TestDesk, testDesk } from '#server/http/testing.ts'
import { mailIdOf } from '#server/mail-id.ts'
import { deliverAll } from '#server/testing/sent-mail.ts'

type Mail = { readonly raw: string; readonly from: string }

let desk: TestDesk
let bo: Person
let relay: Relay
const taken: Mail[] = []
const far = new SMTPServer({
  disabledCommands: ['AUTH', 'STARTTLS'],
  onData(stream, session, done) {
    void text(stream).then(raw => {
      const { mailFrom } = session.envelope
      taken.push({ raw, from: mailFrom ? mailFrom.address : '' })
      done()
    })
  },
})
const addresses = ['first@first.example', 'second@second.example', 'support@desk.example'] as const

before(async () => {
  desk = await testDesk()
  bo = await desk.person({ roles: ['agent', 'lead'], levels: [1, 2, 3] })
  const { shell, teams } = desk
  const fourth = (await desk.desk.teams.add({ id: shell.newId('tea'), name: 'Post room', level: 1 })).id
  const owners = [teams[1], teams[2], fourth]
  for (const [n, address] of addresses.entries()) {
    const own = { id: `adr_${n}`, address, team: owners[n]!, isDefault: owners[n] === fourth }
    await desk.desk.addresses.add(own)
  }
  await shell.changed()
  const server = far.listen(0, '127.0.0.1')
  await once(server, 'listening')
  relay = smtpRelay(`smtp://127.0.0.1:${(server.address() as AddressInfo).port}`)
})
after(async () => {
  relay.close()
  await new Promise<void>(done => far.close(() => done()))
  await desk.close()
})

/** The address in a header, without its name and brackets. */
function addressIn(raw: string, name: string): string {
  const headers = raw.slice(0, raw.indexOf('\r\n\r\n')).replace(/\r\n[ \t]+/g, ' ')
  return new RegExp(`^${name}: .*?<?([^<> ]+@[^<> ]+?)>?$`, 'im').exec(headers)?.[1] ?? ''
}

/** A reply in a case of a team, as its mail server got it. */
async function replyOf(team: TeamId) {
  const { id } = await desk.opened(bo, { team })
  const { seq, ...card } = (await desk.store.card(id))!
  assert.equal(card.team, team)
  const body = { text: 'Restart it.', undoSeconds: 0, seenSeq: seq }
  const { status, json } = await desk.ask(bo, 'POST', `cases/${id}/message/queue`, body)
  assert.equal(status, 200)
  taken.length = 0
  await deliverAll(desk, relay)
  const messageId = mailIdOf(json.ids.message, id, 'desk.example')
  const mail = taken.find(({ raw }) => addressIn(raw, 'Message-ID') === messageId)
  assert.ok(mail, 'it left under an id of the desk, whichever team wrote it')
  const { raw, from } = mail
  return { from: addressIn(raw, 'From'), replyTo: addressIn(raw, 'Reply-To'), returns: from }
}

const rules = [
  ['a team with an address writes from it', 1, addresses[0]],
  ['another team with an address writes from its own', 2, addresses[1]],
  ['a team without one writes from the default address', 3, addresses[2]],
] as const
for (const [rule, level, address] of rules)
  test(`${rule}, and answers and reports come back to it`, async () => {
    const { from, replyTo, returns } = await replyOf(desk.teams[level])
    assert.equal(from, address)
    assert.equal(withoutToken(replyTo), address)
    assert.notEqual(replyTo, address, 'an answer knows its case')
    const [name, domain] = address.split('@')
    assert.ok(returns.startsWith(`${name}+`) && returns.endsWith(`@${domain}`), returns)
  })
