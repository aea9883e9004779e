// Mails nobody could read: listed for those who lead, given to somebody, and read again by what reads them
// now.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { UnreadableReason } from '#channels/email/mail.ts'
import { fold } from '#core/case/case.ts'
import { unopened } from '#core/case/state.ts'
import { type Person, type TestDesk, testDesk } from '#server/http/testing.ts'
import { takeIn } from '#server/intake.ts'
import { rawMail } from '#server/mail-testing.ts'

let desk: TestDesk
let agent: Person
let lead: Person
before(async () => {
  desk = await testDesk()
  agent = await desk.person()
  lead = await desk.person({ roles: ['agent', 'lead'] })
})
after(() => desk.close())

const support = 'support@desk.example'
const list = async (query = '', who = lead) => desk.ask(who, 'GET', `unreadable-mail${query}`)
const health = async () =>
  (await desk.ask(lead, 'GET', 'set-up/health')).json.items.find(
    ({ code }: { code: string }) => code === 'unreadable_mails',
  )

/** A mail the reader fell over; the first of the list. */
async function unread(
  from: string,
  { raw = rawMail({ from, text: 'The pump drips.' }), why = 'mail.parser_crashed' as UnreadableReason } = {},
) {
  const reader = { ...desk.shell.reader, readMail: async () => ({ unreadable: why }) }
  const taken = await takeIn({ ...desk.shell, reader }, { from, to: [support] }, raw)
  assert.ok('ok' in taken)
  return (await list()).json.items[0]
}
const stateOf = async (id: string) => fold((await desk.store.read(id as never))!.events, unopened)

test('a mail nobody could read is listed for those who lead; health is red until somebody has it', async () => {
  assert.equal(await health(), undefined)
  const one = await unread('eva@example.org')
  assert.equal(one.sender, 'eva@example.org')
  assert.equal(one.reason, 'mail.parser_crashed')
  assert.equal(one.standing, 'waiting')
  assert.deepEqual(await health(), {
    ...{ code: 'unreadable_mails', grade: 'broken', values: { n: 1 }, place: 'unreadable-mail' },
  })
  assert.equal((await list('', agent)).status, 403)

  const url = `unreadable-mail/${one.id}/give`
  assert.equal((await desk.ask(agent, 'POST', url, { agent: agent.id })).status, 403)
  const nobody = await desk.ask(lead, 'POST', url, { agent: 'agt_nobody' })
  assert.equal(nobody.json.code, 'agent.not_found')
  const given = await desk.ask(lead, 'POST', url, { agent: agent.id })
  assert.equal(given.status, 200, given.text)
  assert.equal(given.json.worker, agent.id)
  assert.equal(given.json.standing, 'in_hand')
  assert.equal(await health(), undefined)
  const card = await desk.store.card(one.case.id)
  assert.equal(card?.worker, agent.id)
})

test('the list is asked by whose turn it is and by the reason, and goes on where it ended', async () => {
  const one = await unread('filter@example.org', { why: 'mail.parser_timeout' })
  const found = async (query: string) =>
    (await list(query)).json.items.map(({ sender }: { sender: string }) => sender)
  assert.deepEqual(await found('?reason=mail.parser_timeout'), ['filter@example.org'])
  assert.deepEqual(await found('?standing=waiting'), ['filter@example.org'])
  assert.deepEqual(await found('?standing=in_hand'), ['eva@example.org'])
  assert.deepEqual(await found(`?before=${one.id}`), ['eva@example.org'])
  assert.equal((await list('?reason=nonsense')).status, 400)
})

test('what can be read by now is taken in as if it had just come, and its case goes on there', async () => {
  const one = await unread('per@example.org')
  const url = `unreadable-mail/${one.id}/again`
  assert.equal((await desk.ask(agent, 'POST', url, {})).status, 403)
  const tried = await desk.ask(lead, 'POST', url, {})
  assert.equal(tried.status, 200, tried.text)
  assert.equal(tried.json.outcome, 'case')
  assert.equal(tried.json.mail.standing, 'ended')
  const { readCase } = tried.json.mail
  assert.notEqual(readCase.id, one.case.id)
  const { events, texts } = (await desk.store.read(readCase.id))!
  const received = events.find(event => event.type === 'message.received')!
  assert.match(texts.get(received.text.text) ?? '', /The pump drips/)
  const stood = await stateOf(one.case.id)
  assert.equal(stood.phase, 'merged')
  assert.equal('into' in stood && stood.into, readCase.id)
  // Once more is the same case.
  const twice = await desk.ask(lead, 'POST', url, {})
  assert.deepEqual(twice.json, { ...tried.json })
})

test('whoever names another in his envelope than in his mail writes in nobody else’s case by it', async () => {
  const raw = rawMail({ from: 'anna@example.org', text: 'It is me.' })
  const one = await unread('mallory@example.net', { raw })
  const tried = await desk.ask(lead, 'POST', `unreadable-mail/${one.id}/again`, {})
  assert.equal(tried.json.outcome, 'case')
  const stood = await stateOf(one.case.id)
  assert.equal(stood.phase, 'open')
  assert.deepEqual('links' in stood && stood.links, [tried.json.mail.readCase.id])
  const into = await stateOf(tried.json.mail.readCase.id)
  assert.equal('writers' in into ? into.writers : undefined, undefined)
})

test('what still cannot be read stays with its reason; of what was too large there is no mail to read', async () => {
  const raw = Buffer.concat([rawMail({ from: 'deep@example.org' }), Buffer.from('x')])
  const one = await unread('deep@example.org', { raw, why: 'mail.too_large' })
  const tried = await desk.ask(lead, 'POST', `unreadable-mail/${one.id}/again`, {})
  assert.deepEqual([tried.json.outcome, tried.json.mail.standing], ['unreadable', 'waiting'])

  const empty = await unread('none@example.org', { raw: Buffer.from('\n\nwords'), why: 'mail.parts_differ' })
  const { reader } = desk.shell
  Object.assign(desk.shell, {
    reader: { ...reader, readMail: async () => ({ unreadable: 'mail.parser_failed' }) },
  })
  const still = await desk.ask(lead, 'POST', `unreadable-mail/${empty.id}/again`, {})
  Object.assign(desk.shell, { reader })
  assert.equal(still.json.outcome, 'unreadable')
  assert.equal(still.json.mail.reason, 'mail.parser_failed')
  assert.ok(still.json.mail.triedAt > 0)
  assert.equal((await desk.ask(lead, 'POST', 'unreadable-mail/99999/again', {})).status, 404)
})
