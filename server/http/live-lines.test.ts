// The live line by HTTP: a ring reaches whom it rings at by the commit, one of two who answer has it, and
// what came of it stands in the case.
import assert from 'node:assert/strict'
import { after, before, beforeEach, describe, it } from 'node:test'
import { secondMs } from '#core/kit/time.ts'
import { ringDue } from '#server/react/ring.ts'
import { type Person, type TestDesk, testDesk } from '#server/http/testing.ts'

let desk: TestDesk
let bo: Person
let marta: Person
let ivan: Person
let karin: Person
let origin: string
before(async () => {
  desk = await testDesk()
  bo = await desk.person({ name: 'Bo', levels: [1] })
  marta = await desk.person({ name: 'Marta', levels: [2] })
  ivan = await desk.person({ name: 'Ivan', levels: [2] })
  karin = await desk.person({ name: 'Karin', levels: [1, 2], roles: ['agent', 'lead'] })
  origin = await desk.app.listen({ host: '127.0.0.1', port: 0 })
})
after(() => desk.close())
const here = (...people: Person[]) => desk.shell.whereabouts.see(new Set(people.map(one => one.id)))
beforeEach(() => here(bo, marta, ivan))

const wish = async (by: Person, id: string, deed: string, body: object = {}) =>
  desk.ask(by, 'POST', `cases/${id}/${deed}`, body)
const done = async (by: Person, id: string, deed: string, body: object = {}) => {
  const answer = await wish(by, id, deed, body)
  assert.equal(answer.status, 200, answer.text)
  return answer.json
}
const question = { level: 2, question: 'Can you test the line?', tried: 'Restart: no change' }
const lines = async (by: Person, query = '') => (await desk.ask(by, 'GET', `live-line${query}`)).json

/** The live fact of a case's card as its feed says it. */
async function feedOf(by: Person) {
  const answer = await fetch(`${origin}/api/v1/live`, { headers: by.headers })
  const body = answer.body!.pipeThrough(new TextDecoderStream()).getReader()
  let text = ''
  return {
    async until(wanted: RegExp) {
      while (!wanted.test(text)) text += (await body.read()).value ?? assert.fail(`ended with ${text}`)
    },
    close: () => body.cancel(),
  }
}

describe('the live line', () => {
  it('rings by push at whom it rings at, with the summary; is answered, written on and ended', async () => {
    const { id, number } = await desk.opened(bo)
    const [feed, asker] = [await feedOf(ivan), await feedOf(bo)]
    await feed.until(/event: hello/)
    // Who has the desk open is there: of the others it is not known any more.
    desk.pass(20 * secondMs)
    await here(bo, ivan)
    const { ids, events } = await done(bo, id, 'live-line/ask', question)
    assert.deepEqual(events, ['live_line.asked', 'live_line.rang'])
    await feed.until(new RegExp(`"agents":\\["${ivan.id}"\\]`))
    const [open, ...more] = (await lines(ivan, '?mine=1')).open
    assert.equal(more.length, 0)
    assert.equal(open.card.number, number)
    assert.deepEqual([open.line.question, open.line.tried], [question.question, question.tried])
    await done(ivan, id, 'live-line/answer', { live: ids.live })
    await asker.until(new RegExp(`"answeredBy":"${ivan.id}"`))
    await done(bo, id, 'live-line/say', { live: ids.live, text: 'It goes off at eight.' })
    assert.deepEqual(
      (await lines(bo, '?mine=1')).open[0].line.said.map((one: { text: string }) => one.text),
      ['It goes off at eight.'],
    )
    const end = { live: ids.live, outcome: 'answered', text: 'The port was reset.' }
    await done(ivan, id, 'live-line/end', end)
    assert.deepEqual((await lines(bo, '?mine=1')).open, [])
    const { json: page } = await desk.ask(bo, 'GET', `cases/${id}`)
    const ended = page.ledger.findLast((one: { type: string }) => one.type === 'live_line.ended')
    assert.deepEqual(ended.people, [bo.id, ivan.id])
    assert.equal(page.texts[ended.text.text], 'The port was reset.')
    assert.deepEqual([page.card.worker, page.card.contact, page.card.level], [bo.id, bo.id, 1])
    await Promise.all([feed.close(), asker.close()])
  })

  it('of two who answer at once one has it, and the other is told', async () => {
    const { id } = await desk.opened(bo)
    const { ids } = await done(bo, id, 'live-line/ask', question)
    const answers = await Promise.all(
      [ivan, marta].map(one => wish(one, id, 'live-line/answer', { live: ids.live })),
    )
    assert.deepEqual(answers.map(one => one.status).sort(), [200, 409])
    const late = answers.find(one => one.status === 409)
    assert.equal(late?.json.code, 'live_line.taken')
    await done(bo, id, 'live-line/take-back', { live: ids.live })
  })

  it('goes on to the next by the clock, whoever has restarted meanwhile, and ends unanswered', async () => {
    desk.pass(20 * secondMs)
    await here(bo, ivan)
    const { id } = await desk.opened(bo)
    const { ids } = await done(bo, id, 'live-line/ask', question)
    const standing = async () => {
      const [open] = (await lines(bo, '?mine=1')).open.filter(
        (one: { card: { id: string } }) => one.card.id === id,
      )
      const { standing, ringing } = open.card.live.line
      return [standing, ringing?.as ?? null, ringing?.agents ?? []]
    }
    assert.deepEqual(await standing(), ['ringing', 'level', [ivan.id]])
    const world = { ...desk.shell, there: desk.shell.whereabouts.there }
    desk.pass(26 * secondMs)
    await here(bo, ivan)
    await ringDue(world)
    assert.deepEqual(await standing(), ['ringing', 'lead', [karin.id]])
    desk.pass(61 * secondMs)
    await ringDue(world)
    assert.deepEqual(await standing(), ['unanswered', null, []])
    // Asked again it rings the lead first: nobody begs twice.
    await done(bo, id, 'live-line/take-back', { live: ids.live })
    await here(bo, ivan)
    await done(bo, id, 'live-line/ask', question)
    assert.deepEqual(await standing(), ['ringing', 'lead', [karin.id]])
  })

  it('rings nobody who takes no turn, talks, or is not there; and says so before one asks', async () => {
    const { id } = await desk.opened(bo)
    const level2 = async () => (await desk.ask(bo, 'GET', `cases/${id}/live-line`)).json.levels[1]
    assert.deepEqual((await level2()).free.toSorted(), [ivan.id, marta.id].toSorted())
    const until = desk.shell.now() + 60_000
    const paused = await desk.ask(marta, 'PUT', 'live-line/turn', { pausedUntil: until })
    assert.equal(paused.status, 200)
    assert.deepEqual([(await level2()).free, (await level2()).busy], [[ivan.id], 1])
    const { people, pausedUntil } = await lines(marta)
    assert.equal(pausedUntil, until)
    const states = Object.fromEntries(
      people.map((one: { agent: string; state: string }) => [one.agent, one.state]),
    )
    assert.deepEqual([states[marta.id], states[ivan.id], states[karin.id]], ['paused', 'free', 'away'])
    assert.equal((await desk.ask(marta, 'PUT', 'live-line/turn', { pausedUntil: null })).status, 200)
    assert.equal((await level2()).free.length, 2)
    const far = desk.shell.now() + 25 * 3_600_000
    assert.equal((await desk.ask(marta, 'PUT', 'live-line/turn', { pausedUntil: far })).status, 400)
    desk.pass(20 * secondMs)
    await here(bo)
    assert.equal((await level2()).free.length, 0)
    assert.deepEqual((await level2()).next, { as: 'lead', agents: [karin.id] })
  })
})

describe('a swarm and a wanted call-back', () => {
  it('is seen by the house, helped in, led and ended with the helpers named', async () => {
    const { id } = await desk.opened(bo)
    const expert = await desk.person({ name: 'Jordi', levels: [3] })
    assert.equal((await desk.ask(expert, 'GET', `cases/${id}`)).status, 404)
    const { ids } = await done(bo, id, 'swarm/raise', { question: 'Who knows this?' })
    const { open } = await lines(expert)
    const one = open.find((each: { card: { id: string } }) => each.card.id === id)
    assert.equal(one.swarm.question, 'Who knows this?')
    await done(expert, id, 'swarm/offer', { swarm: ids.swarm, text: 'I have seen it' })
    await done(bo, id, 'swarm/choose-lead', { swarm: ids.swarm, agent: expert.id })
    await done(expert, id, 'swarm/say', { swarm: ids.swarm, text: 'Which firmware?' })
    const short = await wish(bo, id, 'swarm/end', { swarm: ids.swarm, how: 'answer' })
    assert.equal(short.json.code, 'swarm.words_missing')
    await done(bo, id, 'swarm/end', { swarm: ids.swarm, how: 'answer', text: 'Firmware 2' })
    const { json } = await desk.ask(expert, 'GET', `cases/${id}`)
    const ended = json.ledger.findLast((each: { type: string }) => each.type === 'swarm.ended')
    assert.deepEqual(ended.helpers, [expert.id])
  })

  it('lapses by the clock and waits for a word; a call-back that was missed rings a lead the second time', async () => {
    const { id } = await desk.opened(bo)
    const world = { ...desk.shell, there: desk.shell.whereabouts.there }
    await done(bo, id, 'swarm/raise', { question: 'Who?' })
    const dueAt = desk.shell.now() + 10 * 60_000
    const want = { level: 2, dueAt, text: 'Please call me' }
    const { ids } = await done(bo, id, 'call-back/want', want)
    desk.pass(16 * 60_000)
    await ringDue(world)
    const [open] = (await lines(bo)).open.filter((one: { card: { id: string } }) => one.card.id === id)
    assert.deepEqual([open.card.live.swarm.standing, open.card.live.callBack.standing], ['lapsed', 'missed'])
    assert.equal(open.callBack.text, 'Please call me')
    await done(bo, id, 'call-back/withdraw', { callBack: ids.callBack })
    const again = await done(bo, id, 'call-back/want', { ...want, dueAt: desk.shell.now() + 60_000 })
    assert.deepEqual(again.events, ['call_back.wanted', 'live_line.asked', 'live_line.rang'])
    await done(marta, id, 'call-back/give', { callBack: again.ids.callBack, text: 'Called' })
  })
})
