// Two cases that become one over HTTP: what is owed survives, nobody is merged in a circle, and no word of a
// customer is lost where cases once were. Not: the rest of merging (deeds.test.ts).
import assert from 'node:assert/strict'
import { after, before, it } from 'node:test'
import { addressWithToken } from '#channels/email/reply-token.ts'
import type { CaseId, CustomerId } from '#core/kit/id.ts'
import { type Person, type TestDesk, testDesk } from '#server/http/testing.ts'
import { takeIn } from '#server/intake.ts'

let desk: TestDesk
let bo: Person
let admin: Person

before(async () => {
  desk = await testDesk()
  admin = await desk.person({ roles: ['admin'] })
  bo = await desk.person()
})
after(() => desk.close())

const merge = (from: string, into: string) => desk.ask(bo, 'POST', `cases/${from}/case/merge`, { into })
const phaseOf = async (id: string) => (await desk.store.card(id as CaseId))?.phase

it('of two that are merged into each other at once one goes on, and the other answer says why', async () => {
  for (let round = 0; round < 5; round++) {
    const [a, b] = [await desk.opened(bo), await desk.opened(bo)]
    const both = await Promise.all([merge(a.id, b.id), merge(b.id, a.id)])
    const refused = both.find(answer => answer.status !== 200)
    assert.equal(both.filter(answer => answer.status === 200).length, 1)
    assert.ok(['case.changed', 'case.merged'].includes(refused?.json.code), refused?.json.code)
    assert.deepEqual([await phaseOf(a.id), await phaseOf(b.id)].sort(), ['merged', 'open'])
  }
})

it('a case that has gone on elsewhere takes no other in', async () => {
  const [a, b, c] = [await desk.opened(bo), await desk.opened(bo), await desk.opened(bo)]
  assert.equal((await merge(a.id, b.id)).status, 200)
  const answer = await merge(c.id, a.id)
  assert.deepEqual([answer.status, answer.json.code], [422, 'case.merged'])
  assert.equal(await phaseOf(c.id), 'open')
})

it('an open case does not go on in one that has ended; the ended one goes on in it, and two that ended do', async () => {
  const [open, ended, other] = [await desk.opened(bo), await desk.opened(bo), await desk.opened(bo)]
  for (const one of [ended, other]) {
    const solved = await desk.ask(bo, 'POST', `cases/${one.id}/case/solve`, {
      fix: 'A fuse',
    })
    assert.equal(solved.status, 200, solved.text)
  }
  const answer = await merge(open.id, ended.id)
  assert.deepEqual([answer.status, answer.json.code], [422, 'case.other_ended'])
  assert.match(answer.json.title, new RegExp(`^Case ${ended.number} has ended`))
  assert.equal(await phaseOf(open.id), 'open')
  assert.equal((await merge(ended.id, other.id)).status, 200)
  assert.equal((await merge(other.id, open.id)).status, 200)
})

it('the one that goes on is owed from the beginning of the earlier one, and says why', async () => {
  const week = Object.fromEntries(['mon', 'tue', 'wed', 'thu', 'fri'].map(day => [day, [['08:00', '17:00']]]))
  const hours = { zone: 'Europe/Stockholm', versions: [{ week }] }
  const calendar = (await desk.ask(admin, 'POST', 'calendars', { name: 'Days', hours })).json.id
  const within = [60, 60, 60, 60].map(count => ({ count, unit: 'minutes' }))
  const targets = [{ kind: 'first_response', within, counts: 'always' }]
  const policy = (await desk.ask(admin, 'POST', 'policies', { name: 'Gold', calendar, targets })).json.id
  const { version } = (await desk.ask(admin, 'GET', 'settings')).json
  const house = await desk.ask(admin, 'PATCH', 'settings', { version, housePolicy: policy })
  assert.equal(house.status, 200, JSON.stringify(house.json))
  const [a, b] = [await desk.opened(bo), await desk.opened(bo)]
  const [first, second] = await Promise.all([a, b].map(one => desk.store.card(one.id as CaseId)))
  assert.ok(first!.openedAt < second!.openedAt)
  assert.equal((await merge(a.id, b.id)).status, 200)
  const { clocks } = (await desk.ask(bo, 'GET', `cases/${b.id}/clocks`)).json
  const [one] = clocks
  assert.deepEqual([one.kind, one.from, one.standing], ['first_response', first!.openedAt, 'running'])
  assert.deepEqual(
    one.moves.map((move: { because: string; dueAt: number }) => [move.because, move.dueAt]),
    [['merged', first!.openedAt + 60 * 60_000]],
  )
  const before = (await desk.ask(bo, 'GET', `cases/${a.id}/clocks`)).json.clocks
  assert.equal(before[0].standing, 'cancelled')
})

it('a word to cases that once were merged in a circle is a new case, not a question without end', async () => {
  const [a, b] = [await desk.opened(bo), await desk.opened(bo)]
  const by = { kind: 'agent', id: bo.id } as const
  for (const [from, into] of [
    [a, b],
    [b, a],
  ] as const) {
    // As a node without the guard would have recorded it.
    const commands = [{ type: 'case.merge', into: into.id as CaseId, itself: false }] as const
    await desk.shell.handle({ caseId: from.id as CaseId, by, commands, texts: [] })
  }
  assert.deepEqual([await phaseOf(a.id), await phaseOf(b.id)], ['merged', 'merged'])
  const card = (await desk.store.card(a.id as CaseId))!
  const secret = 'k'.repeat(26)
  const customer = card.customer as CustomerId
  await desk.desk.replyTokens.add({ secret, caseId: card.id, customer, at: desk.shell.now() })
  const to = addressWithToken('support@desk.example', secret)
  const mail = `From: anna@example.org\r\nTo: ${to}\r\nMessage-ID: <1@example.org>\r\nSubject: Still\r\n\r\nStill so.\r\n`
  const taken = await takeIn(desk.shell, { from: 'anna@example.org', to: [to] }, Buffer.from(mail))
  assert.ok('ok' in taken, JSON.stringify(taken))
  assert.match(taken.id, /^case \d+$/)
  assert.notEqual(taken.id, `case ${card.number}`)
})
