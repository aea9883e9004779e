// A flood: new customers get the time that can be kept at once, promises at risk are moved once and with a
// word, and all is as before when it is over. On real PostgreSQL.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { CaseId } from '#core/kit/id.ts'
import { hourMs, minuteMs } from '#core/kit/time.ts'
import { type Person, type TestDesk, testDesk } from '#server/http/testing.ts'
import { letterContent } from '#server/react/letter-mail.ts'
import { messageMail } from '#server/react/message-mail.ts'
import { watchOverload } from '#server/react/overload.ts'
import type { Preferences } from '#store/desk/agent.ts'

let desk: TestDesk
let lead: Person
let bo: Person
before(async () => {
  desk = await testDesk()
  lead = await desk.person({ name: 'Karin', roles: ['lead'] })
  bo = await desk.person({ name: 'Bo' })
  // One person does contacts of sixteen minutes in half of the time: seven in the usual four hours.
  const admin = await desk.person({ roles: ['admin'] })
  const { version, setting } = (await desk.ask(admin, 'GET', 'settings')).json
  const capacity = { ...setting.capacity, busyPercent: 50, handleMinutes: [16, 30, 60] }
  const done = await desk.ask(admin, 'PATCH', 'settings', { version, capacity })
  assert.equal(done.status, 200, done.text)
})
after(() => desk.close())

const watch = () => watchOverload(desk.shell)
const overloads = async (by = lead) => (await desk.ask(by, 'GET', 'overloads')).json.items
const risk = (by = lead) => desk.ask(by, 'GET', `overloads/${desk.teams[1]}/promises`)
const move = (items: object[], by = lead) =>
  desk.ask(by, 'POST', `overloads/${desk.teams[1]}/promises`, { items })
let customers = 0
async function wrote(language = 'en', severity?: number): Promise<CaseId> {
  const customer = { name: 'Anna', email: `anna${customers++}@flood.example` }
  const body = { channel: 'email', subject: 'No light', customer, language, ...(severity && { severity }) }
  const { status, json, text } = await desk.ask(bo, 'POST', 'cases', body)
  assert.equal(status, 201, text)
  return json.id
}
const facts = async (id: CaseId) => (await desk.store.read(id))!.events
/** Within how many minutes the case was promised a word, last. */
const promised = async (id: CaseId) => {
  const made = (await facts(id)).findLast(one => one.type === 'promise.made')
  assert.ok(made?.type === 'promise.made')
  return (made.dueAt - made.at) / minuteMs
}
const early: CaseId[] = []

test('as long as people can do it, customers are promised the usual time', async () => {
  for (let i = 0; i < 3; i++) early.push(await wrote(i === 0 ? 'sv' : 'en'))
  await watch()
  assert.deepEqual(await overloads(), [])
  assert.equal(await promised(early[2]!), 240)
  assert.equal((await risk()).json.code, 'set_up.not_found', 'nothing is to be moved')
})

test('a flood is said at once: leads see it, new customers get the time that can be kept', async () => {
  for (let i = 0; i < 9; i++) early.push(await wrote())
  await Promise.all([watch(), watch()])
  const [one, ...more] = await overloads()
  assert.deepEqual([one.team, one.waiting, one.came, one.people, more], [desk.teams[1], 12, 12, 1, []])
  assert.equal(one.withoutHours, 1, 'that one has no working hours, and it is told')
  assert.ok(one.minutes > 390 && one.endedAt === null, String(one.minutes))
  assert.equal(await promised(await wrote()), one.minutes)
  assert.equal(await promised(await wrote('en', 1)), 30, 'what is graver is taken first')
  assert.equal((await desk.ask(bo, 'GET', 'overloads')).json.code, 'role.missing')
})

test('its leads are told once a time, however often it is looked at; others are not', async () => {
  await watch()
  const told = async (by: Person) =>
    (await desk.ask(by, 'GET', 'notices')).json.items.filter(
      (one: { cause: string }) => one.cause === 'team.overloaded',
    )
  const [one, ...more] = await told(lead)
  const name = desk.shell.facts().teams[desk.teams[1]]!.name
  assert.deepEqual([one.subject, one.as, one.number, more], [name, 'lead', null, []])
  assert.deepEqual(await told(bo), [])
  const { json } = await desk.ask(lead, 'POST', 'notices/read', { keys: [one.key] })
  assert.equal(json.unread, 0, 'and looked at like any other')
})

test('promises that will be late are moved once, each with a word in its customer’s language', async () => {
  const { items } = (await risk()).json
  assert.ok(items.length >= 3, String(items.length))
  const wishes = items.map((one: { card: { id: string }; promise: string; to: number }) => ({
    ...{ case: one.card.id, promise: one.promise, dueAt: one.to },
  }))
  assert.equal((await move(wishes, bo)).json.code, 'role.missing')
  const [first, second] = await Promise.all([move(wishes), move(wishes)])
  const outcomes = [...first.json.items, ...second.json.items].map((one: { outcome: string }) => one.outcome)
  assert.equal(outcomes.filter(one => one === 'moved').length, wishes.length, first.text + second.text)
  for (const { case: id, promise, dueAt } of wishes) {
    const events = await facts(id)
    assert.equal(events.filter(one => one.type === 'promise.moved' && one.promise === promise).length, 1)
    const letters = events.filter(one => one.type === 'message.queued' && one.automatic === 'busy')
    assert.equal(letters.length, 1)
    assert.ok(events.some(one => one.type === 'promise.made' && one.dueAt === dueAt))
  }
  assert.deepEqual((await risk()).json.items, [], 'nothing is left to move')
})

test('the mail says the new time, in the language of its reader', async () => {
  const id = early[0]!
  const ledger = (await desk.store.read(id))!
  const [known] = (await desk.ask(lead, 'GET', `overloads/${desk.teams[1]}/promises`)).json.items
  assert.equal(known, undefined)
  const moved = await move([
    { case: id, promise: lastPromise(await facts(id)), dueAt: desk.shell.now() + 30 * hourMs },
  ])
  assert.equal(moved.json.items[0].outcome, 'moved', moved.text)
  assert.equal(moved.json.items[0].told, true)
  const now = (await desk.store.read(id))!
  const queued = now.events.findLast(one => one.type === 'message.queued')!
  const customer = (await desk.desk.customers.one(openedBy(ledger.events)))!
  const { mail } = (await messageMail(desk.shell, now, queued.message, customer))!
  const said = JSON.stringify(mail.blocks)
  assert.match(said, /Just nu hör fler än vanligt av sig/)
  assert.match(said, /Du hör från oss senast/)
})
const openedBy = ([opened]: Awaited<ReturnType<typeof facts>>) => {
  assert.ok(opened?.type === 'case.opened')
  return opened.customer
}
const lastPromise = (events: Awaited<ReturnType<typeof facts>>) => {
  const made = events.findLast(one => one.type === 'promise.made')
  return made?.type === 'promise.made' ? made.promise : ''
}

test('what a person promised, what is not there and what is another’s is not moved', async () => {
  const dueAt = desk.shell.now() + 48 * hourMs
  const taken = await desk.opened(bo, {
    promise: { topic: 'the test', means: 'phone', dueAt: dueAt - hourMs },
  })
  const own = lastPromise(await facts(taken.id as CaseId))
  const codes = async (items: object[]) =>
    (await move(items)).json.items.map((one: { code: string }) => one.code)
  assert.deepEqual(await codes([{ case: taken.id, promise: own, dueAt }]), ['promise.not_running'])
  assert.deepEqual(await codes([{ case: taken.id, promise: 'prm_0', dueAt }]), ['promise.not_found'])
})

test('who leads is told by mail where he likes it, once, and not before his quiet hours end', async () => {
  const clock = (ms: number) => new Date(ms).toISOString().slice(11, 16)
  const now = desk.shell.now()
  const days = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const
  const quiet = [{ days, from: clock(now - hourMs), until: clock(now + 10 * minuteMs) }]
  const likes = async (name: string, preferences: Preferences) => {
    const one = await desk.person({ name, roles: ['lead'] })
    const { version } = (await desk.desk.agents.one(one.id))!
    await desk.desk.agents.change(one.id, version, { preferences })
    return one
  }
  const lena = await likes('Lena', { noticeMail: 'always' })
  const ida = await likes('Ida', { noticeMail: 'always', quiet })
  const eva = await likes('Eva', { noticeMail: 'never' })
  await desk.shell.changed()
  const sent = (to: Person) =>
    desk.letters.filter(one => one.to === to.email && one.values?.cause === 'team.overloaded')
  await watch()
  await watch()
  const [letter, ...more] = sent(lena)
  const name = desk.shell.facts().teams[desk.teams[1]]!.name
  assert.deepEqual([letter!.values?.team, letter!.url, more], [name, 'http://desk.example/capacity', []])
  const { subject } = letterContent({ ...letter!, language: 'de' }, 'Support')
  assert.equal(subject, `Es kommt mehr, als die Personen schaffen (${name})`)
  assert.deepEqual([sent(ida), sent(eva)], [[], []])
  desk.pass(11 * minuteMs)
  await watch()
  await watch()
  assert.deepEqual([sent(ida).length, sent(lena).length, sent(eva).length], [1, 1, 0])
})

test('it ends by itself, not with the first case, and stays known with how bad it was', async () => {
  desk.pass(61 * minuteMs)
  await watch()
  assert.equal((await overloads())[0].endedAt, null, 'what waits is still too much')
  const waiting = (await desk.store.toTake([desk.teams[1]], 100)).map(one => one.id)
  for (const id of waiting.slice(4)) {
    const taken = await desk.ask(bo, 'POST', `cases/${id}/worker/take`, {})
    assert.equal(taken.status, 200, taken.text)
  }
  await watch()
  const [one] = await overloads()
  assert.ok(one.endedAt !== null && one.minutesMost >= one.minutes)
  desk.pass(61 * minuteMs)
  assert.equal(await promised(await wrote()), 240)
})

test('what people noted goes before what the settings say', async () => {
  for (let i = 0; i < 10; i++) {
    const { id } = await desk.opened(bo, { subject: 'No light' })
    const done = await desk.ask(bo, 'POST', `cases/${id}/note/add`, { text: 'A long search', minutes: 60 })
    assert.equal(done.status, 200, done.text)
  }
  desk.pass(61 * minuteMs)
  for (let i = 0; i < 12; i++) await wrote()
  await watch()
  const [one] = await overloads()
  assert.deepEqual([one.endedAt, one.handleS], [null, 3_600])
})

test('a desk that does not want it said says nothing, and ends what was said', async () => {
  const admin = await desk.person({ roles: ['admin'] })
  for (let i = 0; i < 12; i++) await wrote()
  await watch()
  assert.equal((await overloads())[0].endedAt, null)
  const { version, setting } = (await desk.ask(admin, 'GET', 'settings')).json
  const capacity = { ...setting.capacity, saysOverload: false }
  assert.equal((await desk.ask(admin, 'PATCH', 'settings', { version, capacity })).status, 200)
  await watch()
  assert.ok((await overloads())[0].endedAt !== null)
  assert.equal(await promised(await wrote()), 240)
})
