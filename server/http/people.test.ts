// People: thanks, what drives them mad, code words written again, hard contacts and the pause after one. Who
// sees what, over HTTP.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { dayMs, minuteMs } from '#core/kit/time.ts'
import { type Person, type TestDesk, testDesk } from '#server/http/testing.ts'

let desk: TestDesk
let bo: Person
let eva: Person
let marta: Person
let lead: Person
let otherLead: Person

before(async () => {
  desk = await testDesk()
  const one = { teams: [desk.teams[1]] }
  bo = await desk.person({ name: 'Bo Ek', ...one })
  eva = await desk.person({ name: 'Eva Lind', ...one })
  marta = await desk.person({ name: 'Marta Ruiz', levels: [2], teams: [desk.teams[2]] })
  lead = await desk.person({ name: 'Karin Holm', roles: ['agent', 'lead'], ...one })
  const two = { levels: [1, 2] as const, teams: [desk.teams[2]] }
  otherLead = await desk.person({ name: 'Lena Berg', roles: ['agent', 'lead'], ...two })
})
after(() => desk.close())

const items = async (by: Person, path: string) => {
  const { status, json, text } = await desk.ask(by, 'GET', path)
  assert.equal(status, 200, text)
  return json.items
}
async function done(
  by: Person,
  id: string,
  deed: string,
  body: object = {},
): Promise<Record<string, string>> {
  const answer = await desk.ask(by, 'POST', `cases/${id}/${deed}`, body)
  assert.equal(answer.status, 200, `${deed}: ${answer.text}`)
  return answer.json.ids
}
const causes = async (who: Person): Promise<string[]> =>
  (await items(who, 'notices')).map((one: { cause: string }) => one.cause)
/** On by days; nobody is signed out meanwhile. */
async function pass(days: number): Promise<void> {
  desk.pass(days * dayMs)
  const { pool } = desk.store
  const now = desk.shell.now()
  await pool.query('update session set last_used_at = $1, expires_at = $2', [now, now + 30 * dayMs])
}
const monday = () => pass(8)

test('thanks of a colleague are read by everybody who worked on the case, at any level, and by nobody else', async () => {
  const { id, number } = await desk.opened(bo)
  const { handOff } = await done(bo, id, 'hand-off/offer', {
    ...{ team: desk.teams[2], question: 'Run a line test.', noStepsBecause: 'the line is down' },
  })
  await done(marta, id, 'hand-off/accept', { handOff, readBack: 'A line test.' })
  await done(bo, id, 'thanks/give', { to: marta.id, text: 'You saved the day.' })
  const [thanks] = await items(marta, 'thanks')
  assert.deepEqual(
    [thanks.number, thanks.from, thanks.to, thanks.words],
    [number, bo.id, marta.id, 'You saved the day.'],
  )
  assert.deepEqual(await items(bo, 'thanks'), [], 'one’s own thanks are for others')
  assert.deepEqual(await items(eva, 'thanks'), [])
  assert.equal((await desk.ask(bo, 'POST', `cases/${id}/thanks/give`, { to: bo.id, text: 'me' })).status, 422)
  await done(marta, id, 'thanks/give', { to: bo.id, text: 'And you.' })
  const year = new Date(desk.shell.now()).getUTCFullYear()
  const { figures } = (await desk.ask(eva, 'GET', `support-day?year=${year}`)).json
  const of = (figure: string) => figures.find((one: { figure: string }) => one.figure === figure).n
  assert.deepEqual([of('thanks_colleagues'), of('thanks_customers')], [2, 0])
  const list = (await desk.ask(bo, 'GET', `support-day/thanks_colleagues?year=${year}`)).json
  assert.deepEqual(
    list.items.map((one: { number: number; times: number }) => [one.number, one.times]),
    [[number, 2]],
  )
  const none = (await desk.ask(bo, 'GET', `support-day?year=${year - 1}`)).json.figures
  assert.ok(none.every((one: { n: number }) => one.n === 0))
})

test('a hand-off found clear is material of what went well, for its giver and his lead', async () => {
  const { id, number } = await desk.opened(bo)
  const { handOff } = await done(bo, id, 'hand-off/offer', {
    ...{ team: desk.teams[2], question: 'Check the port.', noStepsBecause: 'the line is down' },
  })
  const early = await desk.ask(marta, 'POST', `cases/${id}/hand-off/rate`, { handOff })
  assert.deepEqual([early.status, early.json.code], [422, 'hand_off.not_received'])
  await done(marta, id, 'hand-off/accept', { handOff, readBack: 'The port.' })
  await done(marta, id, 'hand-off/rate', { handOff })
  const since = `since=${desk.shell.now() - dayMs}`
  const numbers = async (by: Person, more = '') =>
    (await items(by, `coach/well?${since}${more}`)).map((one: { number: number }) => one.number)
  assert.deepEqual(await numbers(lead), [number])
  assert.deepEqual(await numbers(bo, '&mine=1'), [number])
  assert.deepEqual(await numbers(marta, '&mine=1'), [])
  assert.deepEqual(await numbers(otherLead), [])
  assert.equal((await desk.ask(bo, 'GET', `coach/well?${since}`)).status, 403)
  await done(marta, id, 'hand-off/rate', { handOff, missing: 'why' })
  assert.equal((await numbers(lead)).length, 1, 'the word that was clear stands beside the later one')
})

test('what drives somebody mad only he reads; leads read a theme from three people on, a week later, no names', async () => {
  const say = (by: Person, body: object) =>
    desk.ask(by, 'POST', 'annoyances', { theme: 'tools', says: 'x', ...body })
  const first = await say(bo, { says: 'The map takes a minute.', quotable: true })
  assert.equal(first.status, 201, first.text)
  await say(bo, { says: 'And again.' })
  await say(eva, { says: 'I click twelve times.' })
  assert.deepEqual((await items(bo, 'annoyances')).map((one: { says: string }) => one.says).sort(), [
    'And again.',
    'The map takes a minute.',
  ])
  assert.deepEqual(await items(lead, 'annoyances'), [])
  await monday()
  const themes = async (by: Person) => (await desk.ask(by, 'GET', 'coach/themes')).json.themes
  assert.deepEqual(await themes(lead), [], 'two people, however often they say it, are no theme')
  await say(lead, { says: 'Mine as well.' })
  await say(marta, { says: 'Slow map.', quotable: true })
  assert.deepEqual(await themes(lead), [], 'not in the week in which it was said')
  await monday()
  const shared = await themes(lead)
  assert.deepEqual(
    shared.map((one: { theme: string; says: string[] }) => [one.theme, one.says.toSorted()]),
    [['tools', ['Slow map.', 'The map takes a minute.']]],
  )
  assert.doesNotMatch(JSON.stringify(shared), /agt_|cas_|ann_/)
  assert.equal((await desk.ask(bo, 'GET', 'coach/themes')).status, 403)
  const theirs = await desk.ask(lead, 'DELETE', `annoyances/${first.json.id}`)
  assert.equal(theirs.status, 404)
  assert.equal((await desk.ask(bo, 'DELETE', `annoyances/${first.json.id}`)).status, 204)
  assert.equal((await desk.ask(bo, 'DELETE', `annoyances/${first.json.id}`)).status, 404)
  assert.deepEqual((await themes(lead))[0].says, ['Slow map.'], 'what he removed is gone there too')
})

test('one person who leads is no third himself, and what receivers miss is told without names', async () => {
  for (const by of [bo, eva, lead]) await desk.ask(by, 'POST', 'annoyances', { theme: 'rules', says: 'x' })
  await monday()
  const of = async (by: Person) =>
    (await desk.ask(by, 'GET', 'coach/themes')).json.themes.map((one: { theme: string }) => one.theme)
  assert.equal((await of(lead)).includes('rules'), false)
  assert.equal((await of(otherLead)).includes('rules'), true)
  const levelTwo = await Promise.all(
    ['Ivan', 'Jo', 'Kim'].map(name => desk.person({ name, levels: [2], teams: [desk.teams[2]] })),
  )
  for (const by of levelTwo) {
    const { id } = await desk.opened(bo)
    const { handOff } = await done(bo, id, 'hand-off/offer', {
      ...{ team: desk.teams[2], question: 'Why?', noStepsBecause: 'the line is down' },
    })
    await done(by, id, 'hand-off/accept', { handOff, readBack: 'Why.' })
    await done(by, id, 'hand-off/rate', { handOff, missing: 'which_device' })
  }
  await monday()
  assert.deepEqual((await desk.ask(lead, 'GET', 'coach/themes')).json.missing, ['which_device'])
})

test('a code word is the author’s own matter once; repeated, his lead hears of it, without text or number', async () => {
  const { id, number } = await desk.opened(eva)
  await done(eva, id, 'note/add', { text: 'Clearly PEBKAC and layer 8.' })
  assert.deepEqual(await items(lead, 'coach/conduct'), [])
  assert.deepEqual(await items(eva, 'coach/conduct?mine=1'), [])
  assert.equal((await causes(lead)).includes('conduct.repeated'), false)
  desk.pass(minuteMs)
  await done(eva, id, 'note/add', { text: 'The modem blinks.' })
  assert.equal((await causes(lead)).includes('conduct.repeated'), false)
  await done(eva, id, 'note/add', { text: 'Another ID-10T.' })
  assert.equal((await causes(lead)).includes('conduct.repeated'), true)
  for (const by of [otherLead, bo, eva]) assert.equal((await causes(by)).includes('conduct.repeated'), false)
  const told = await items(lead, 'coach/conduct')
  assert.deepEqual(
    [told.length, told[0].agent, told[0].number, Object.keys(told[0]).sort()],
    [3, eva.id, number, ['agent', 'at', 'number', 'subject', 'word']],
  )
  assert.equal((await items(eva, 'coach/conduct?mine=1')).length, 3, 'he sees what is told of him')
  assert.deepEqual(await items(otherLead, 'coach/conduct'), [])
  await pass(31)
  assert.deepEqual(await items(lead, 'coach/conduct'), [], 'forgotten after 30 days')
})

test('a hard contact: marked, warned in the customer’s language, ended by another lead, taken up again', async () => {
  const { id } = await desk.opened(bo)
  const { abuse } = await done(bo, id, 'abuse/mark', { kind: 'insult', said: 'You fool.' })
  const no = await desk.ask(bo, 'POST', `cases/${id}/contact-end/ask`, { abuse, because: 'again' })
  assert.deepEqual([no.status, no.json.code], [422, 'contact_end.not_warned'])
  const { message } = await done(bo, id, 'abuse/warn', { abuse })
  const { events } = (await desk.store.read(id))!
  const letter = events.find(one => one.type === 'message.queued' && one.message === message)
  assert.equal(letter?.type === 'message.queued' && letter.automatic, 'conduct')
  await done(bo, id, 'contact-end/ask', { abuse, because: 'again' })
  const own = await desk.ask(bo, 'POST', `cases/${id}/contact-end/grant`, { abuse })
  assert.equal(own.status, 403)
  const twice = await Promise.all(
    [1, 2].map(() => desk.ask(lead, 'POST', `cases/${id}/contact-end/grant`, { abuse })),
  )
  assert.deepEqual(twice.map(one => one.status).sort(), [200, 422], 'two clicks end it once')
  const write = await desk.ask(bo, 'POST', `cases/${id}/message/queue`, {
    ...{ text: 'Hello', seenSeq: (await desk.ask(bo, 'GET', `cases/${id}`)).json.seq },
  })
  assert.deepEqual([write.status, write.json.code], [422, 'contact_end.stands'], write.text)
  await done(lead, id, 'contact-end/lift', { abuse, because: 'he apologised' })
})

test('five minutes after a hard contact nothing is given, and they end by themselves', async () => {
  await desk.opened(eva, { take: false })
  const path = 'live-line/hard-contact'
  const begun = await desk.ask(bo, 'POST', path, {})
  const left = begun.json.pausedUntil - desk.shell.now()
  assert.ok(left > 4 * minuteMs && left <= 5 * minuteMs, begun.text)
  desk.pass(minuteMs)
  assert.equal((await desk.ask(bo, 'POST', path, {})).json.pausedUntil, begun.json.pausedUntil)
  const none = await desk.ask(bo, 'POST', 'cases/take-next', {})
  assert.deepEqual([none.status, none.json.details], [409, { why: 'hard_contact' }])
  desk.pass(5 * minuteMs)
  assert.equal((await desk.ask(bo, 'GET', path)).json.pausedUntil, null)
  assert.notDeepEqual((await desk.ask(bo, 'POST', 'cases/take-next', {})).json.details, {
    why: 'hard_contact',
  })
  await desk.ask(bo, 'POST', path, {})
  assert.equal((await desk.ask(bo, 'DELETE', path)).status, 204)
  assert.equal((await desk.ask(bo, 'GET', path)).json.pausedUntil, null)
  await desk.ask(bo, 'PUT', 'live-line/turn', { pausedUntil: desk.shell.now() + minuteMs })
  assert.equal(
    (await desk.ask(bo, 'GET', path)).json.pausedUntil,
    null,
    'no turn by own wish is no such pause',
  )
})

test('meanwhile an offer by name goes to the team, an assignment waits, and both say why without saying what', async () => {
  const { id } = await desk.opened(bo)
  const other = await desk.opened(bo)
  await desk.ask(eva, 'POST', 'live-line/hard-contact', {})
  await desk.ask(marta, 'POST', 'live-line/hard-contact', {})
  const assign = () => desk.ask(bo, 'POST', `cases/${other.id}/worker/assign`, { agent: eva.id })
  const waits = await assign()
  assert.deepEqual(
    [waits.status, waits.json.code, waits.json.details],
    [422, 'agent.pausing', { agent: 'Eva Lind', count: 5 }],
  )
  assert.ok(!/hard|contact/i.test(waits.json.title), waits.json.title)
  await done(bo, id, 'hand-off/offer', {
    ...{ team: desk.teams[2], agent: marta.id, question: 'Which port?', noStepsBecause: 'it is down' },
  })
  const widened = (await desk.store.read(id))!.events.find(one => one.type === 'hand_off.widened')
  assert.equal(widened?.type === 'hand_off.widened' && widened.because, 'receiver_pauses')
  desk.pass(6 * minuteMs)
  assert.equal((await assign()).status, 200)
})
