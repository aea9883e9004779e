// Two cases that become one over HTTP: what is owed survives, nobody is merged in a circle, and no word of a
// customer is lost where cases once were. Not: the rest of merging (deeds.test.ts).
import assert from 'node:assert/strict'
import { after, before, it } from 'node:test'
import { addressWithToken } from '#channels/email/reply-token.ts'
import { fold } from '#core/case/case.ts'
import type { CaseId, CustomerId, QuestionId } from '#core/kit/id.ts'
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
const stateOf = async (id: string) => {
  const state = fold((await desk.store.read(id as CaseId))?.events ?? [])
  assert.ok(state.phase !== 'unopened')
  return state
}
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

it('a merge is taken back from either click on, and each case goes on by itself', async () => {
  const [a, b] = [await desk.opened(bo), await desk.opened(bo)]
  const added = await desk.ask(bo, 'POST', `cases/${a.id}/question/add`, { text: 'Which cable?' })
  const question = added.json.ids.question as QuestionId
  assert.equal((await merge(a.id, b.id)).status, 200)
  const key = { 'idempotency-key': 'part-once' }
  const part = (headers: Record<string, string> = {}) =>
    desk.ask(bo, 'POST', `cases/${a.id}/case/part`, {}, headers)
  assert.ok((await stateOf(b.id)).questions[question])
  const first = await part(key)
  assert.deepEqual([first.status, first.json.events[0]], [200, 'case.parted'], first.text)
  assert.deepEqual((await part(key)).json, first.json, 'the second click')
  const [one, two] = [await stateOf(a.id), await stateOf(b.id)]
  assert.deepEqual([one.phase, two.phase, two.brought], ['open', 'open', []])
  assert.equal(one.questions[question]?.standing, 'open')
  assert.equal(two.questions[question], undefined)
  assert.equal((await desk.store.card(a.id as CaseId))?.into, null)
  const again = await part()
  assert.deepEqual([again.status, again.json.code], [422, 'case.not_merged'])
  assert.equal((await desk.ask(bo, 'POST', `cases/${b.id}/case/part`, {})).json.code, 'case.not_merged')
  // A word to it is a word in it again, and it may be merged again.
  assert.equal((await merge(a.id, b.id)).status, 200)
  assert.equal((await part()).status, 200)
})

it('broken off between its two halves it is mended by asking again, with and without the same key', async () => {
  for (const headers of [{ 'idempotency-key': `half-${Date.now()}` }, {}]) {
    const [a, b] = [await desk.opened(bo), await desk.opened(bo)]
    assert.equal((await merge(a.id, b.id)).status, 200)
    const { handle } = desk.shell
    Object.assign(desk.shell, {
      handle: (deed: Parameters<typeof handle>[0]) => {
        if (deed.commands[0]?.type === 'case.unlink') throw new Error('gone')
        return handle(deed)
      },
    })
    const part = () => desk.ask(bo, 'POST', `cases/${a.id}/case/part`, {}, headers)
    assert.equal((await part()).status, 500)
    Object.assign(desk.shell, { handle })
    desk.faults.length = 0
    assert.deepEqual([await phaseOf(a.id), (await stateOf(b.id)).brought.length], ['open', 1])
    assert.equal((await part()).status, 200)
    assert.equal((await stateOf(b.id)).brought.length, 0)
  }
})

it('a case in one that has gone on itself is taken out of that one first', async () => {
  const [a, b, c] = [await desk.opened(bo), await desk.opened(bo), await desk.opened(bo)]
  assert.equal((await merge(a.id, b.id)).status, 200)
  assert.equal((await merge(b.id, c.id)).status, 200)
  const answer = await desk.ask(bo, 'POST', `cases/${a.id}/case/part`, {})
  assert.deepEqual([answer.status, answer.json.code], [422, 'case.other_merged'])
  assert.match(answer.json.title, new RegExp(`^Case ${b.number} `))
  assert.equal((await desk.ask(bo, 'POST', `cases/${b.id}/case/part`, {})).status, 200)
  assert.equal((await desk.ask(bo, 'POST', `cases/${a.id}/case/part`, {})).status, 200)
  assert.deepEqual([await phaseOf(a.id), await phaseOf(b.id), await phaseOf(c.id)], ['open', 'open', 'open'])
})

it('a late second click on the merge does not join again what was taken back since', async () => {
  const [a, b] = [await desk.opened(bo), await desk.opened(bo)]
  const click = () =>
    desk.ask(bo, 'POST', `cases/${a.id}/case/merge`, { into: b.id }, { 'idempotency-key': 'late-click' })
  assert.equal((await click()).status, 200)
  assert.equal((await desk.ask(bo, 'POST', `cases/${a.id}/case/part`, {})).status, 200)
  assert.equal((await click()).status, 200, 'the answer of the first click')
  assert.deepEqual([await phaseOf(a.id), (await stateOf(b.id)).brought], ['open', []])
})

it('while a reply is on its way nothing is merged, and nothing is taken back', async () => {
  const [a, b] = [await desk.opened(bo), await desk.opened(bo)]
  const write = async (id: string) => {
    const seenSeq = (await desk.store.card(id as CaseId))!.seq
    const body = { text: 'We look into it.', undoSeconds: 30, seenSeq }
    return desk.ask(bo, 'POST', `cases/${id}/message/queue`, body)
  }
  const first = await write(a.id)
  assert.equal(first.status, 200, first.text)
  const refused = await merge(a.id, b.id)
  assert.deepEqual([refused.status, refused.json.code], [422, 'message.under_way'])
  const { message } = first.json.ids
  assert.equal((await desk.ask(bo, 'POST', `cases/${a.id}/message/withdraw`, { message })).status, 200)
  assert.equal((await merge(a.id, b.id)).status, 200)
  assert.equal((await write(b.id)).status, 200)
  const part = await desk.ask(bo, 'POST', `cases/${a.id}/case/part`, {})
  assert.deepEqual([part.status, part.json.code], [422, 'message.under_way'])
  assert.equal(await phaseOf(a.id), 'merged')
})
