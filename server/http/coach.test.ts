// What leads read to help people write clearer, and their private words: who sees what, and that nobody is
// ranked.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { dayMs } from '#core/kit/time.ts'
import { type Person, type TestDesk, testDesk } from '#server/http/testing.ts'

let desk: TestDesk
let bo: Person
let eva: Person
let marta: Person
let lead: Person
let otherLead: Person
let auditor: Person

before(async () => {
  desk = await testDesk()
  const one = { teams: [desk.teams[1]] }
  bo = await desk.person({ name: 'Bo Ek', ...one })
  eva = await desk.person({ name: 'Eva Lind', ...one })
  marta = await desk.person({ name: 'Marta Ruiz', levels: [2], teams: [desk.teams[2]] })
  lead = await desk.person({ name: 'Karin Holm', roles: ['agent', 'lead'], ...one })
  const two = { levels: [2] as const, teams: [desk.teams[2]] }
  otherLead = await desk.person({ name: 'Lena Berg', roles: ['agent', 'lead'], ...two })
  auditor = await desk.person({ name: 'Ulf Dahl', roles: ['auditor'] })
})
after(() => desk.close())

const since = () => `since=${desk.shell.now() - 30 * dayMs}`
const read = async (by: Person, path: string) => {
  const { status, json, text } = await desk.ask(by, 'GET', `coach/${path}`)
  assert.equal(status, 200, text)
  return json.items
}
async function done(by: Person, id: string, deed: string, body: object): Promise<Record<string, string>> {
  const answer = await desk.ask(by, 'POST', `cases/${id}/${deed}`, body)
  assert.equal(answer.status, 200, `${deed}: ${answer.text}`)
  return answer.json.ids
}
/** A case of somebody's that he has offered to the second line. */
async function offered(by: Person) {
  const { id, number } = await desk.opened(by)
  const { handOff } = await done(by, id, 'hand-off/offer', {
    team: desk.teams[2],
    question: 'Run a line test.',
    noStepsBecause: 'the line is down',
  })
  return { id, number, handOff: handOff! }
}
async function unclear(by: Person, flagger: Person) {
  const { id } = await desk.opened(by)
  const { note } = await done(by, id, 'note/add', { text: 'It blinks.', kind: 'finding' })
  await done(flagger, id, 'note/flag', { about: note, missing: 'which_device' })
  return { id, note: note! }
}

test('nobody but a lead learns anything of it, not even an auditor', async () => {
  for (const path of ['returned', 'unclear', 'sample'])
    for (const by of [bo, auditor]) {
      const answer = await desk.ask(
        by,
        'GET',
        `coach/${path}?${since()}&seed=x`.replace(/&seed=x$/, path === 'sample' ? '&seed=x' : ''),
      )
      assert.deepEqual([answer.status, answer.json.code], [403, 'role.missing'], path)
    }
})

test('a returned hand-off stands with its reason and next act, for the lead of its giver only', async () => {
  const { id, number, handOff } = await offered(bo)
  await done(marta, id, 'hand-off/return', {
    handOff,
    reason: 'missing_evidence',
    missing: ['claims'],
    nextAct: 'Send the log of the modem.',
  })
  const [item] = await read(lead, `returned?${since()}`)
  assert.deepEqual(
    [item.number, item.author, item.words, item.returned.by, item.returned.reason, item.returned.nextAct],
    [number, bo.id, 'Run a line test.', marta.id, 'missing_evidence', 'Send the log of the modem.'],
  )
  assert.deepEqual(await read(otherLead, `returned?${since()}`), [])
  assert.deepEqual(await read(lead, `returned?${since()}&team=${desk.teams[2]}`), [])
  assert.deepEqual(await read(lead, `returned?since=0&until=${item.returned.at}`), [])
})

test('what was unclear stands with how it was mended; often unclear is marked, and nobody is counted', async () => {
  const { id, note } = await unclear(bo, otherLead)
  desk.pass(25 * 60_000)
  await done(bo, id, 'note/mend', { about: note, text: 'The DSL lamp of the modem.' })
  const [item] = await read(lead, `unclear?${since()}`)
  assert.deepEqual([item.what, item.words, item.often, item.author], ['note', 'It blinks.', false, bo.id])
  const { by, missing, mended } = item.flags[0]
  assert.deepEqual(
    [by, missing, mended.text, mended.minutes],
    [otherLead.id, 'which_device', 'The DSL lamp of the modem.', 25],
  )
  await unclear(bo, otherLead)
  await unclear(eva, otherLead)
  await unclear(bo, otherLead)
  const all = await read(lead, `unclear?${since()}`)
  const often = (who: Person) =>
    all.filter((one: { author: string }) => one.author === who.id).map((one: { often: boolean }) => one.often)
  assert.deepEqual([often(bo), often(eva)], [[true, true, true], [false]])
  const times = all.map((one: { at: number }) => one.at)
  assert.deepEqual(
    times,
    times.toSorted((a: number, b: number) => b - a),
    'in order of time, not of people',
  )
  const whole = (await desk.ask(lead, 'GET', `coach/unclear?${since()}`)).json
  assert.deepEqual(Object.keys(whole).sort(), ['items', 'next'])
  for (const one of whole.items)
    for (const key of Object.keys(one)) assert.doesNotMatch(key, /count|score|rank/)
})

test('a house sets from how many on the lead helps', async () => {
  const admin = await desk.person({ name: 'Astrid', roles: ['admin'] })
  const { version, setting } = (await desk.ask(admin, 'GET', 'settings')).json
  assert.equal(setting.coachFlags, 3)
  const set = (coachFlags: number) => desk.ask(admin, 'PATCH', 'settings', { version, coachFlags })
  assert.equal((await set(1)).status, 400)
  assert.equal((await set(2)).json.setting.coachFlags, 2)
  await unclear(eva, otherLead)
  await unclear(eva, otherLead)
  const [item] = await read(lead, `unclear?${since()}`)
  assert.deepEqual([item.author, item.often], [eva.id, true])
})

test('a sample of hand-offs is fair over people, and the same seed gives the same', async () => {
  for (let i = 0; i < 4; i++) await offered(bo)
  await offered(eva)
  const items = await read(lead, `sample?${since()}&seed=monday&count=2`)
  assert.deepEqual(items.map((one: { author: string }) => one.author).sort(), [bo.id, eva.id].sort())
  assert.deepEqual(await read(lead, `sample?${since()}&seed=monday&count=2`), items)
  assert.deepEqual(await read(otherLead, `sample?${since()}&seed=monday`), [])
})

test('a sample holds what was solved, too, and its word goes to whoever solved it', async () => {
  const { id } = await desk.opened(marta)
  await done(marta, id, 'case/solve', { fix: 'The card was seated anew.' })
  const [item] = (await read(otherLead, `sample?${since()}&seed=monday&count=20`)).filter(
    (one: { caseId: string }) => one.caseId === id,
  )
  assert.deepEqual(
    [item.what, item.author, item.words, item.about],
    ['solved', marta.id, 'The card was seated anew.', id],
  )
  const say = (about: string, which = id) =>
    desk.ask(otherLead, 'POST', 'coach/words', { case: which, about, says: 'Well told.' })
  const said = await say(id)
  assert.deepEqual([said.status, said.json.author], [201, marta.id], said.text)
  const { id: unsolved } = await desk.opened(marta)
  assert.equal((await say(unsolved, unsolved)).json.code, 'set_up.not_found', 'nobody solved it')
  assert.equal((await say(unsolved)).json.code, 'set_up.not_found', 'another case')
  assert.equal((await read(marta, `sample?${since()}&seed=x&mine=1`)).length, 1)
  assert.equal((await desk.ask(otherLead, 'DELETE', `coach/words/${said.json.id}`)).status, 204)
})

test('a lead’s word is between him and the author: read, answered, removed, and never in the ledger', async () => {
  const { id, handOff } = await offered(bo)
  const say = (by: Person, body: object = {}) =>
    desk.ask(by, 'POST', 'coach/words', { case: id, about: handOff, says: 'Name the lamp first.', ...body })
  const seqBefore = (await desk.ask(lead, 'GET', `cases/${id}/ledger`)).json.seq
  const { status, json: word, text } = await say(lead)
  assert.deepEqual([status, word.author, word.readAt], [201, bo.id, null], text)
  assert.equal((await desk.ask(lead, 'GET', `cases/${id}/ledger`)).json.seq, seqBefore)
  assert.equal((await say(bo)).status, 403)
  assert.equal((await say(otherLead)).status, 403, 'he leads others')
  assert.equal((await say(lead, { about: 'hnd_none' })).json.code, 'set_up.not_found')
  assert.deepEqual(await causes(bo), ['coach.word'])
  const mine = await read(bo, 'words')
  assert.deepEqual([mine.length, mine[0].says], [1, 'Name the lamp first.'])
  for (const by of [eva, otherLead, auditor]) {
    assert.deepEqual([await read(by, 'words'), await read(by, 'words?as=lead')], [[], []])
    for (const [method, path] of [
      ['POST', `coach/words/${word.id}/read`],
      ['DELETE', `coach/words/${word.id}`],
    ] as const) {
      const answer = await desk.ask(by, method, path, method === 'POST' ? {} : undefined)
      assert.deepEqual([answer.status, answer.json.code], [404, 'set_up.not_found'], path)
    }
  }
  assert.equal((await desk.ask(lead, 'POST', `coach/words/${word.id}/read`, {})).status, 403)
  const answered = await desk.ask(bo, 'POST', `coach/words/${word.id}/read`, { answer: 'I will.' })
  assert.deepEqual([answered.status, answered.json.answer], [200, 'I will.'])
  assert.deepEqual(await causes(lead), ['coach.answered'])
  assert.equal((await read(lead, 'words?as=lead'))[0].answer, 'I will.')
  assert.equal((await desk.ask(bo, 'DELETE', `coach/words/${word.id}`)).status, 204)
  assert.deepEqual([await read(bo, 'words'), await read(lead, 'words?as=lead')], [[], []])
})

const causes = async (who: Person): Promise<string[]> =>
  (await desk.ask(who, 'GET', 'notices')).json.items.map((one: { cause: string }) => one.cause)
