// A thank-you that comes by mail: it opens nothing, resumes nothing, and whoever had a part hears of it.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { addressWithToken } from '#channels/email/reply-token.ts'
import type { CaseId, CustomerId } from '#core/kit/id.ts'
import { type Person, type TestDesk, testDesk } from '#server/http/testing.ts'
import { mailed } from '#server/mail-testing.ts'
import { notifyDue } from '#server/react/notify.ts'

let desk: TestDesk
let bo: Person
let marta: Person
let stranger: Person
before(async () => {
  desk = await testDesk()
  bo = await desk.person({ name: 'Bo' })
  marta = await desk.person({ name: 'Marta', levels: [2] })
  stranger = await desk.person({ name: 'Chiara' })
})
after(() => desk.close())

let count = 0
/** A case Bo works on, which Marta wrote a note to, and the customer's way to answer. */
async function begun() {
  const from = `Anna <anna${++count}@example.org>`
  const opened = (await mailed(desk, { from }))!
  const card = (await desk.store.card(opened.id))!
  const secret = `t${String(count).padStart(25, '0')}`
  const customer = card.customer as CustomerId
  await desk.desk.replyTokens.add({ secret, caseId: opened.id, customer, at: desk.shell.now() })
  assert.equal((await desk.ask(bo, 'POST', `cases/${opened.id}/worker/take`, {})).status, 200)
  const to = addressWithToken('support@desk.example', secret)
  const says = (text: string, headers: string[] = []) => mailed(desk, { from, to, text, headers })
  return { id: opened.id, says }
}
const phase = async (id: CaseId) => (await desk.store.card(id))?.phase
const told = async (id: CaseId, person: Person) => {
  await notifyDue(desk.shell)
  const { json } = await desk.ask(person, 'GET', 'notices')
  return json.items.filter(
    (one: { caseId: string; cause: string }) => one.caseId === id && one.cause === 'message.received',
  )
}

test('thanks leave a solved case solved, and everybody who worked on it hears of them', async () => {
  const { id, says } = await begun()
  const offer = { team: desk.teams[2], question: 'Is it the line?', noStepsBecause: 'none fits' }
  const offered = await desk.ask(bo, 'POST', `cases/${id}/hand-off/offer`, offer)
  const handOff = offered.json.ids.handOff
  const accepted = { handOff, readBack: 'The line' }
  assert.equal((await desk.ask(marta, 'POST', `cases/${id}/hand-off/accept`, accepted)).status, 200)
  const answer = { handOff, result: 'Fixed', cause: 'A plug', verified: 'It runs', tell: 'It runs' }
  const answered = await desk.ask(marta, 'POST', `cases/${id}/hand-off/answer`, answer)
  assert.equal(answered.status, 200, answered.text)
  assert.equal((await desk.ask(bo, 'POST', `cases/${id}/case/solve`, { fix: 'It runs' })).status, 200)
  await says('Thank you so much!\r\n\r\nAnna')
  assert.equal(await phase(id), 'solved')
  for (const [person, count] of [
    [bo, 1],
    [marta, 1],
    [stranger, 0],
  ] as const)
    assert.equal((await told(id, person)).length, count, person.id)
  assert.equal((await told(id, marta))[0].as, 'helper')
  await says('Thank you, but it is dead again.')
  assert.equal(await phase(id), 'open', 'whatever says more is a word like any other')
  assert.equal((await told(id, bo)).length, 1)
})

test('whoever helped on a live line or in a swarm, of any level, hears of the thanks as well', async () => {
  const { id, says } = await begun()
  const expert = await desk.person({ name: 'Jordi', levels: [3] })
  const done = async (who: Person, deed: string, body: object) => {
    const answer = await desk.ask(who, 'POST', `cases/${id}/${deed}`, body)
    assert.equal(answer.status, 200, answer.text)
    return answer.json.ids
  }
  await desk.shell.whereabouts.see(new Set([bo.id, marta.id]))
  const { live } = await done(bo, 'live-line/ask', { level: 2, question: 'Is it the line?' })
  await done(marta, 'live-line/answer', { live })
  await done(marta, 'live-line/end', { live, outcome: 'answered', text: 'It is the plug' })
  const { swarm } = await done(bo, 'swarm/raise', { question: 'Which plug fits?' })
  await done(expert, 'swarm/offer', { swarm })
  await done(bo, 'swarm/end', { swarm, how: 'answer', text: 'The white one' })
  await says('Thank you so much!')
  for (const person of [bo, marta, expert])
    assert.deepEqual(
      (await told(id, person)).map((one: { as: string }) => one.as),
      ['helper'],
    )
  assert.deepEqual(await told(id, stranger), [])
})

test('thanks resume nothing that waits for the customer; an answer does', async () => {
  const { id, says } = await begun()
  const waits = { turn: 'customer', reason: 'answer' }
  const ask = {
    text: 'Does it run?',
    wait: { reason: 'answer' },
    undoSeconds: 0,
    channel: 'email',
    noPromise: 'x',
    seenSeq: 99,
  }
  const queued = await desk.ask(bo, 'POST', `cases/${id}/message/queue`, ask)
  assert.equal(queued.status, 200, queued.text)
  const turn = async () => (await desk.store.card(id))?.wait?.turn ?? null
  assert.equal(await turn(), waits.turn)
  await says('Many thanks, Bo!')
  assert.equal(await turn(), 'customer')
  await says('It runs since nine.')
  assert.equal(await turn(), null)
})

test('a file beside the thanks, or thanks that begin a case, are no mere thanks', async () => {
  const { id, says } = await begun()
  assert.equal((await desk.ask(bo, 'POST', `cases/${id}/case/solve`, { fix: 'It runs' })).status, 200)
  const headers = ['MIME-Version: 1.0', 'Content-Type: multipart/mixed; boundary=b']
  const parts = ['--b', '', 'Thanks!', '--b', 'Content-Type: text/plain; name=log.txt', '']
  const file = 'Content-Disposition: attachment; filename=log.txt'
  await says([...parts.slice(0, 5), file, '', 'error', '--b--'].join('\r\n'), headers)
  assert.equal(await phase(id), 'open')
  const first = (await mailed(desk, { from: 'new@example.org', text: 'Thank you!' }))!
  const [message] = first.events.filter(event => event.type === 'message.received')
  assert.equal(message?.type === 'message.received' && message.thanks, undefined)
})
