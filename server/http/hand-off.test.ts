// A hand-off over HTTP and on the real store: the gate with a recorded skill, two who accept at once, the
// way on to the right team, a receiver who leaves, and the word to the customer that goes out or is taken
// back.
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { Event } from '#core/case/event.ts'
import type { CaseId } from '#core/kit/id.ts'
import { type Person, type TestDesk, testDesk } from '#server/http/testing.ts'
import { newId } from '#server/new-id.ts'
import { freeStranded } from '#server/react/stranded.ts'

let desk: TestDesk
let bo: Person
let marta: Person
let ivan: Person
let karin: Person
before(async () => {
  desk = await testDesk()
  bo = await desk.person({ name: 'Bo' })
  marta = await desk.person({ name: 'Marta', levels: [2] })
  ivan = await desk.person({ name: 'Ivan', levels: [2] })
  karin = await desk.person({ name: 'Karin', roles: ['lead', 'admin', 'agent'] })
})
after(() => desk.close())

const ask = (by: Person, id: CaseId, path: string, body: object) =>
  desk.ask(by, 'POST', `cases/${id}/${path}`, body)
const ok = async (by: Person, id: CaseId, path: string, body: object) => {
  const answer = await ask(by, id, path, body)
  assert.equal(answer.status, 200, answer.text)
  return answer.json as { events: string[]; ids: Record<string, `hnd_${string}`> }
}
const refused = async (by: Person, id: CaseId, path: string, body: object) => {
  const { status, json, text } = await ask(by, id, path, body)
  assert.ok(status >= 400, text)
  return [status, json.code, json.details ?? null]
}
const offer = (more: object = {}) => ({
  team: desk.teams[2],
  question: 'Which light?',
  noSteps: 'nothing_to_try',
  ...more,
})
const offered = async (more: object = {}): Promise<{ id: CaseId; handOff: `hnd_${string}` }> => {
  const { id } = await desk.opened(bo)
  const { ids } = await ok(bo, id, 'hand-off/offer', offer(more))
  return { id, handOff: ids.handOff! }
}
const ledger = async (id: CaseId): Promise<readonly Event[]> =>
  (await desk.shell.store.read(id))?.events ?? []

describe('the gate', () => {
  it('lets a customer through whose skill an agent recorded, and the receiver reads it', async () => {
    const { id } = await desk.opened(bo)
    const skilled = offer({ noSteps: 'customer_skilled' })
    const not = await refused(bo, id, 'hand-off/offer', skilled)
    assert.deepEqual(not, [422, 'hand_off.skill_not_recorded', null])
    const { customer } = (await desk.ask(bo, 'GET', `cases/${id}`)).json
    const skill = 'Runs the network of a hospital'
    const changed = await desk.ask(bo, 'PATCH', `customers/${customer.id}`, { skill })
    assert.deepEqual([changed.json.skill.text, changed.json.skill.by], [skill, bo.id])
    const { ids } = await ok(bo, id, 'hand-off/offer', skilled)
    const page = (await desk.ask(marta, 'GET', `cases/${id}`)).json
    const entry = page.ledger.find((event: { handOff?: string }) => event.handOff === ids.handOff)
    assert.equal(page.texts[entry.summary.skill.text], skill)
    assert.equal(page.customer.skill.by, bo.id)
    const gone = await desk.ask(bo, 'PATCH', `customers/${customer.id}`, { skill: null })
    assert.equal(gone.json.skill, null)
  })
  it('lets an express wish through, where it is pointed to', async () => {
    const { id } = await desk.opened(bo)
    const { ids } = await ok(bo, id, 'claim/make', { text: 'I have done all this. Pass me on.' })
    const wish = offer({ noSteps: 'customer_wish' })
    assert.equal((await refused(bo, id, 'hand-off/offer', wish))[1], 'hand_off.wish_not_found')
    await ok(bo, id, 'hand-off/offer', { ...wish, wishedIn: ids.claim })
  })
})

it('the sheet keeps everything that was written in it, and all promises', async () => {
  const { id } = await desk.opened(bo)
  const dueAt = desk.shell.now() + 3_600_000
  const { ids } = await ok(bo, id, 'promise/make', { topic: 'the result', means: 'phone', dueAt })
  const words = { guess: 'The card', ruledOut: 'The cable', ifThen: 'Restart', doNot: 'Reset', access: 'VPN' }
  const more = { ...words, ask: 'fix', guessConfidence: 'high', wantedBy: dueAt, mayTell: 'That we look' }
  await ok(bo, id, 'hand-off/offer', offer(more))
  const event = (await ledger(id)).findLast(one => one.type === 'hand_off.offered')
  assert.ok(event?.type === 'hand_off.offered')
  const { summary } = event
  assert.deepEqual([summary.ask, summary.guessConfidence, summary.wantedBy], ['fix', 'high', dueAt])
  assert.ok(summary.promises?.includes(ids.promise as never))
  const page = (await desk.ask(marta, 'GET', `cases/${id}`)).json
  for (const [name, said] of Object.entries(words)) {
    const ref = summary[name as 'guess']
    assert.equal(page.texts[ref!.text], said)
  }
})

it('of two who accept at once one has it, and the other hears who', async () => {
  const { id, handOff } = await offered()
  const both = await Promise.all(
    [marta, ivan].map(one => ask(one, id, 'hand-off/accept', { handOff, readBack: 'The light' })),
  )
  const [won, lost] = both.toSorted((a, b) => a.status - b.status)
  assert.equal(won?.status, 200)
  assert.deepEqual([lost?.status, lost?.json.code], [409, 'hand_off.taken'])
  const has = (await ledger(id)).findLast(one => one.type === 'worker.assigned')
  const name = has?.type === 'worker.assigned' && has.agent === marta.id ? 'Marta' : 'Ivan'
  assert.match(lost?.json.title ?? '', new RegExp(name))
})

it('level 2 reads back, the giver corrects it', async () => {
  const { id, handOff } = await offered()
  assert.equal((await refused(marta, id, 'hand-off/accept', { handOff }))[1], 'hand_off.read_back_missing')
  await ok(marta, id, 'hand-off/accept', { handOff, readBack: 'The modem is broken' })
  assert.deepEqual((await ok(bo, id, 'hand-off/correct', { handOff, text: 'Not the modem' })).events, [
    'hand_off.corrected',
  ])
})

it('the wrong team passes it to the right one; a second no is decided by a lead', async () => {
  const { id, handOff } = await offered()
  const no = { handOff, reason: 'wrong_team', nextAct: 'They have the switches' }
  assert.equal((await refused(marta, id, 'hand-off/return', no))[1], 'hand_off.return_incomplete')
  const gone = await ok(marta, id, 'hand-off/return', { ...no, team: desk.teams[3] })
  assert.deepEqual(gone.events, ['hand_off.rerouted'])
  const jordi = await desk.person({ name: 'Jordi', levels: [3] })
  const again = { handOff, reason: 'level_1_can', nextAct: 'Read it', solution: 'Restart it twice' }
  assert.deepEqual((await ok(jordi, id, 'hand-off/return', again)).events, ['hand_off.disputed'])
  assert.equal((await refused(jordi, id, 'hand-off/decide', { handOff, how: 'stays', text: 'x' }))[0], 403)
  await ok(karin, id, 'hand-off/decide', { handOff, how: 'must_take', text: 'It is yours' })
  await ok(jordi, id, 'hand-off/accept', { handOff, readBack: 'Mine then' })
})

it('what was offered to somebody who leaves goes to his team', async () => {
  const leaver = await desk.person({ name: 'Leaver', levels: [2] })
  const { id, handOff } = await offered({ agent: leaver.id })
  const { store, now, facts } = desk.shell
  const world = { store, now, facts, newId }
  await freeStranded(world)
  assert.equal((await ledger(id)).at(-1)?.type, 'hand_off.offered')
  const version = (await desk.shell.desk.agents.one(leaver.id))?.version
  const left = await desk.ask(karin, 'POST', `agents/${leaver.id}/disable`, { version })
  assert.equal(left.status, 200, left.text)
  await freeStranded(world)
  const last = (await ledger(id)).at(-1)
  assert.deepEqual(last?.type === 'hand_off.widened' && last.because, 'receiver_away')
  await ok(ivan, id, 'hand-off/accept', { handOff, readBack: 'The light' })
})

it('the word to the customer waits to be undone, and is taken back with the hand-off', async () => {
  const { id } = await desk.opened(bo)
  const tellCustomer = 'Our specialists look at it now.'
  const { ids, events } = await ok(bo, id, 'hand-off/offer', offer({ tellCustomer }))
  assert.deepEqual(events.slice(0, 2), ['hand_off.offered', 'message.queued'])
  const undone = await ok(bo, id, 'hand-off/withdraw', { handOff: ids.handOff })
  assert.deepEqual(undone.events, ['hand_off.withdrawn', 'message.withdrawn'])
})
