// The weekly sample of answered hand-offs over HTTP: who is shown what, what may be said of it, and by whom.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { dayMs, instant } from '#core/kit/time.ts'
import { weekAt } from '#core/measure/period.ts'
import { type Person, type TestDesk, testDesk } from '#server/http/testing.ts'
import { measured } from '#server/measured.ts'

let desk: TestDesk
let bo: Person
let marta: Person
let lead: Person
let otherLead: Person
let week: string
let flagged: Answered
let plain: Answered
let own: Answered

type Answered = { readonly id: string; readonly number: number; readonly handOff: string }

before(async () => {
  desk = await testDesk()
  bo = await desk.person({ name: 'Bo Ek', teams: [desk.teams[1]] })
  marta = await desk.person({ name: 'Marta Ruiz', levels: [2], teams: [desk.teams[2]] })
  lead = await desk.person({ name: 'Karin Holm', roles: ['agent', 'lead'], teams: [desk.teams[1]] })
  const two = { levels: [1, 2] as const, teams: [desk.teams[2]] }
  otherLead = await desk.person({ name: 'Lena Berg', roles: ['agent', 'lead'], ...two })
  flagged = await answered(marta, { level1Because: 'It is in the script.' })
  plain = await answered(marta)
  own = await answered(otherLead)
  week = weekAt(instant(desk.shell.now()), 'UTC')
  await pass(8)
})
after(() => desk.close())

/** On by days; nobody is signed out meanwhile. */
async function pass(days: number): Promise<void> {
  desk.pass(days * dayMs)
  const now = desk.shell.now()
  await desk.store.pool.query('update session set last_used_at = $1, expires_at = $2', [
    now,
    now + 30 * dayMs,
  ])
}

async function done(by: Person, id: string, deed: string, body: object): Promise<Record<string, string>> {
  const answer = await desk.ask(by, 'POST', `cases/${id}/${deed}`, body)
  assert.equal(answer.status, 200, `${deed}: ${answer.text}`)
  return answer.json.ids
}

/** A case that went up and got its answer. */
async function answered(by: Person, more: object = {}): Promise<Answered> {
  const { id, number } = await desk.opened(bo)
  const { handOff } = await done(bo, id, 'hand-off/offer', {
    ...{ team: desk.teams[2], question: 'Run a line test.', noStepsBecause: 'the line is down' },
  })
  await done(by, id, 'hand-off/accept', { handOff, readBack: 'A line test.' })
  const said = { result: 'Port reset', cause: 'A stuck port', verified: 'It rang', tell: 'It works again' }
  await done(by, id, 'hand-off/answer', { handOff, ...said, ...more })
  return { id, number, handOff: handOff! }
}

const read = (by: Person, of = week) => desk.ask(by, 'GET', `coach/level-1?week=${of}`)
const check = (by: Person, { id, handOff }: Answered, more: object = {}) =>
  desk.ask(by, 'POST', `cases/${id}/hand-off/check`, {
    ...{ handOff, week, says: 'could', because: 'A reset is in the script.', ...more },
  })
const itemOf = async (by: Person, { handOff }: Answered) =>
  (await read(by)).json.items.find((one: { handOff: string }) => one.handOff === handOff)

test('only who leads in our house reads or checks the sample', async () => {
  for (const [answer, code] of [
    [await read(bo), 'role.missing'],
    [await check(bo, plain), 'access.lead_only'],
  ] as const)
    assert.deepEqual([answer.status, answer.json.code], [403, code])
})

test('a lead is shown what was asked and answered, but not what the answer says of level 1, nor who wrote it', async () => {
  const { json, status, text } = await read(lead)
  assert.equal(status, 200, text)
  assert.deepEqual([json.week, json.answered, json.drawn, json.elsewhere], [week, 3, 3, 0])
  assert.ok(!text.includes('It is in the script.') && !text.includes(marta.id), text)
  const item = await itemOf(lead, flagged)
  assert.deepEqual(
    [item.question, item.result, item.cause, item.verified, item.steps, item.checked],
    ['Run a line test.', 'Port reset', 'A stuck port', 'It rang', 0, null],
  )
  const theirs = (await read(otherLead)).json
  assert.deepEqual(
    [theirs.drawn, theirs.elsewhere, theirs.items.length],
    [3, 1, 2],
    'one’s own is for others',
  )
})

test('without a week it is the last one that is over; of one that is not, nothing is drawn', async () => {
  const last = (await desk.ask(lead, 'GET', 'coach/level-1')).json
  assert.equal(last.week, weekAt(instant(desk.shell.now() - 7 * dayMs), 'UTC'))
  for (const which of [weekAt(instant(desk.shell.now()), 'UTC'), '2026-W99', 'x']) {
    const { status, json } = await read(lead, which)
    assert.deepEqual([status, json.code, json.fields[0].path], [400, 'request.invalid', 'week'], which)
  }
  const empty = (await read(lead, '2020-W10')).json
  assert.deepEqual([empty.answered, empty.drawn, empty.items], [0, 0, []])
})

test('a check stands in the case and in the measures; then the answer’s own word is shown beside it', async () => {
  const first = await check(lead, flagged)
  assert.deepEqual([first.status, first.json.events], [200, ['hand_off.checked']], first.text)
  assert.deepEqual((await check(lead, flagged)).json.events, [], 'twice is once')
  const { checked } = await itemOf(lead, flagged)
  assert.deepEqual(
    [checked.by, checked.says, checked.because, checked.flag],
    [lead.id, 'could', 'A reset is in the script.', 'It is in the script.'],
  )
  await check(lead, plain)
  assert.equal((await itemOf(otherLead, plain)).checked.flag, null)
  await check(lead, own, { says: 'cannot_say', because: 'The log is gone.' })
  const now = desk.shell.now()
  const found = await measured(
    { pool: desk.store.pool, now: async () => now },
    { from: instant(now - dayMs), until: instant(now + 1) },
  )
  const of = (name: string) => {
    const one = found.find(each => each.measure === name)!
    return [one.value, one.n, one.list]
  }
  const list = [flagged.number, plain.number].toSorted((a, b) => a - b)
  assert.deepEqual(of('level_1_could_have_checked'), [1, 2, list])
  assert.deepEqual(of('level_1_flag_agreed'), [1 / 2, 2, list])
})

test('what was not drawn, is one’s own or was checked is refused, and says why', async () => {
  const refused = async (asked: ReturnType<typeof check>) => {
    const { status, json } = await asked
    return [status, json.code]
  }
  assert.deepEqual(await refused(check(otherLead, own)), [422, 'hand_off.own_answer'])
  assert.deepEqual(await refused(check(otherLead, plain, { says: 'could_not' })), [
    422,
    'hand_off.checked_before',
  ])
  const later = await answered(marta)
  assert.deepEqual(await refused(check(lead, later)), [422, 'hand_off.not_drawn'])
  assert.deepEqual(await refused(check(lead, plain, { because: ' ' })), [400, 'request.invalid'])
})

test('a case that went on in another one is left to nobody', async () => {
  const [one, into] = [await answered(marta), await answered(marta)]
  const before = week
  week = weekAt(instant(desk.shell.now()), 'UTC')
  await done(bo, one.id, 'case/merge', { into: into.id })
  await pass(8)
  assert.equal(await itemOf(lead, one), undefined)
  assert.ok(await itemOf(lead, into))
  assert.deepEqual((await check(lead, one)).json.code, 'case.merged')
  week = before
})
