// "May I tell?" over HTTP: asked from a case, heard by its lead, decided with the policy it rests on or
// becomes, and told to the case.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { CaseId } from '#core/kit/id.ts'
import { type Person, type TestDesk, testDesk } from '#server/http/testing.ts'
import { tellMatterNews, tellMissed } from '#server/react/matter-news.ts'
import { notifyDue } from '#server/react/notify.ts'
import { ringMatters } from '#server/react/matter-ring.ts'
import { matterWorld } from '#server/matters.ts'

let desk: TestDesk
let bo: Person
let karin: Person
before(async () => {
  desk = await testDesk()
  bo = await desk.person({ name: 'Bo' })
  karin = await desk.person({ name: 'Karin', roles: ['agent', 'lead'] })
})
after(() => desk.close())

const post = (by: Person, path: string, body: unknown = {}) => desk.ask(by, 'POST', path, body)
async function asked(more: object = {}): Promise<{ caseId: CaseId; number: number; id: string }> {
  const { id: caseId } = await desk.opened(bo)
  const body = { question: 'Is the price going up?', answer: 'Yes, in May', ...more }
  const answer = await post(bo, `cases/${caseId}/may-tell`, body)
  assert.equal(answer.status, 201, answer.text)
  return { caseId, ...answer.json }
}
const shown = async (number: number, by = bo) => (await desk.ask(by, 'GET', `may-tells/${number}`)).json
const newsOf = async (id: CaseId) =>
  (await desk.store.read(id))!.events.flatMap(one => (one.type === 'matter.told' ? [one.news] : []))
async function tell(): Promise<void> {
  while ((await tellMatterNews(desk.shell)) === 0);
}

test('asked from a case it stands there, and waits among those who lead', async () => {
  const { caseId, number } = await asked()
  const events = (await desk.store.read(caseId))!.events.map(one => one.type)
  assert.deepEqual(events.slice(-2), ['matter.joined', 'matter.told'])
  assert.deepEqual(await newsOf(caseId), ['may_tell_asked'])
  const { items } = (await desk.ask(karin, 'GET', 'may-tells?open=true')).json
  const one = items.find((item: { number: number }) => item.number === number)
  assert.deepEqual(
    [one.question, one.answer, one.case.id, one.may],
    ['Is the price going up?', 'Yes, in May', caseId, ['decide', 'withdraw']],
  )
  assert.deepEqual((await shown(number)).may, ['withdraw'])
  const own = await post(bo, `may-tells/${number}/decide`, { answer: 'yes' })
  assert.deepEqual([own.status, own.json.code], [403, 'may_tell.not_lead'])
})

test('a decision rests on the policy as it stood then, whatever is published later', async () => {
  const acknowledgeBy = desk.shell.now() + 60_000
  const policy = (await post(karin, 'house-policies', { title: 'Prices', words: 'Say it', acknowledgeBy }))
    .json
  const { caseId, number } = await asked()
  const done = await post(karin, `may-tells/${number}/decide`, { answer: 'yes', policy: `${policy.number}` })
  assert.equal(done.status, 200, done.text)
  const next = { read: 1, title: 'Prices', words: 'Do not say it', changed: 'Not any more', acknowledgeBy }
  assert.equal((await post(karin, `house-policies/${policy.number}/publish`, next)).status, 200)
  const { decided, standing } = await shown(number)
  assert.deepEqual(
    [standing, decided.reach, decided.pinned.number, decided.pinned.version],
    ['yes', 'exception', policy.number, 1],
  )
  await tell()
  assert.deepEqual(await newsOf(caseId), ['may_tell_asked', 'may_tell'])
  const told = (await desk.store.read(caseId))!.events.findLast(one => one.type === 'matter.told')
  assert.ok(told?.type === 'matter.told' && told.pinned, 'the case says it as well')
  assert.deepEqual(
    told.pinned.map(one => [one.policy, one.version]),
    [[policy.id, 1]],
  )
  await post(karin, `house-policies/${policy.number}/withdraw`, { because: 'over' })
  const late = await asked()
  const body = { answer: 'yes', policy: `${policy.number}` }
  const refused = await post(karin, `may-tells/${late.number}/decide`, body)
  assert.equal(refused.json.code, 'house_policy.withdrawn')
})

test('a decision becomes a policy, which everybody finds; one that is refused publishes none', async () => {
  const { number } = await asked()
  const becomes = { title: 'Price rises', words: 'Say that prices are reviewed in spring.' }
  const all = async () => (await desk.ask(bo, 'GET', 'house-policies?q=spring')).json.items
  const refused = await post(karin, `may-tells/${number}/decide`, { answer: 'these_words', becomes })
  assert.deepEqual([refused.json.code, (await all()).length], ['may_tell.words_missing', 0])
  const words = 'Prices are reviewed in spring.'
  const done = await post(karin, `may-tells/${number}/decide`, { answer: 'these_words', words, becomes })
  assert.equal(done.status, 200, done.text)
  const again = await post(karin, `may-tells/${number}/decide`, { answer: 'yes', becomes })
  assert.equal(again.json.code, 'may_tell.ended')
  const [policy, ...more] = await all()
  assert.deepEqual([policy.title, more], ['Price rises', []])
  const { decided } = await shown(number)
  assert.deepEqual([decided.reach, decided.words, decided.pinned.number], ['policy', words, policy.number])
})

test('nobody decided in time: the case says so, and its lead is told', async () => {
  const { caseId, id } = await asked({ minutes: 5 })
  const at = desk.shell.now() + 6 * 60_000
  await ringMatters(matterWorld(desk.shell), { now: async () => at as never })
  const ledger = (await desk.shell.desk.matters.read(id as 'mty_a'))!
  assert.equal(ledger.facts.at(-1)?.type, 'may_tell.late')
  await tell()
  assert.deepEqual(await newsOf(caseId), ['may_tell_asked', 'may_tell_late'])
})

test('taken back, it waits no more; what may not be told is no news to the customer', async () => {
  const back = await asked()
  const taken = await post(bo, `may-tells/${back.number}/withdraw`, { because: 'It is on the site' })
  assert.equal(taken.status, 200, taken.text)
  assert.equal((await shown(back.number)).standing, 'withdrawn')
  const { caseId, number } = await asked()
  const no = { answer: 'no', because: 'Not public yet' }
  assert.equal((await post(karin, `may-tells/${number}/decide`, no)).status, 200)
  await tell()
  const { events } = (await desk.store.read(caseId))!
  assert.equal(await newsOf(caseId).then(news => news.at(-1)), 'may_not_tell')
  assert.ok(!events.some(one => one.type === 'news.arose'))
})

test('an exception that names no policy keeps those shown to who decided, and says so', async () => {
  const acknowledgeBy = desk.shell.now() + 60_000
  const policy = { title: 'What may be told', words: 'Ask first', acknowledgeBy, moments: ['telling'] }
  const { id } = (await post(karin, 'house-policies', policy)).json
  const { number } = await asked()
  assert.equal((await post(karin, `may-tells/${number}/decide`, { answer: 'yes' })).status, 200)
  const { decided } = await shown(number)
  assert.deepEqual([decided.reach, decided.pinned], ['exception', null])
  assert.deepEqual(
    decided.shown.map((one: { policy: string; version: number }) => [one.policy, one.version]),
    [[id, 1]],
  )
})

test('a case that missed the decision hears it whole when it goes on: its words, and what it rests on', async () => {
  const { caseId, id, number } = await asked()
  const policy = { title: 'Prices in May', words: 'Say it', acknowledgeBy: desk.shell.now() + 60_000 }
  const made = (await post(karin, 'house-policies', policy)).json
  await post(karin, `may-tells/${number}/decide`, { answer: 'yes', policy: `${made.number}` })
  await tellMissed(desk.shell, caseId, [id as 'mty_a', { since: 0 as never, told: 1 }])
  const { events, texts } = (await desk.store.read(caseId))!
  const told = events.findLast(one => one.type === 'matter.told')
  assert.ok(told?.type === 'matter.told' && told.words)
  assert.deepEqual(
    [told.news, texts.get(told.words.text), told.pinned?.map(one => one.policy)],
    ['may_tell', 'Yes, in May', [made.id]],
  )
})

test('whoever asked is told of the decision, once, contact or not; those who lead what is asked', async () => {
  const mia = await desk.person({ name: 'Mia' })
  const { id: caseId } = await desk.opened(bo)
  const body = { question: 'Is it the fuse?', answer: 'It is' }
  const { number, id } = (await post(mia, `cases/${caseId}/may-tell`, body)).json
  const own = await asked()
  const notify = async () => {
    await tell()
    while ((await notifyDue(desk.shell)) === 0);
  }
  await notify()
  for (const one of [number, own.number])
    await post(karin, `may-tells/${one}/decide`, { answer: 'no', because: 'Not yet' })
  await notify()
  const about = async (who: Person, which: { readonly matter: string; readonly case: string }) => {
    const { items } = (await desk.ask(who, 'GET', 'notices')).json
    type One = { cause: string; kind: string | null; caseId: string; matterId: string; subject: string }
    const mine = items.filter((one: One) => one.matterId === which.matter || one.caseId === which.case)
    return mine.map(({ cause, kind }: One) => `${cause} ${kind}`).sort()
  }
  const [hers, his] = [
    { matter: id, case: caseId },
    { matter: own.id, case: own.caseId },
  ]
  assert.deepEqual(await about(mia, hers), ['may_tell.decided null'])
  assert.deepEqual(await about(bo, hers), ['matter.told may_not_tell'], 'its contact hears it by his case')
  assert.deepEqual(await about(bo, his), ['may_tell.decided null'], 'not twice')
  assert.deepEqual(await about(karin, his), ['matter.told may_tell_asked'])
  const { items } = (await desk.ask(mia, 'GET', 'notices')).json
  assert.deepEqual([items[0].number, items[0].subject], [number, 'Is it the fuse?'])
  await post(mia, 'notices/read', { matter: id })
  assert.equal(
    (await desk.ask(mia, 'GET', 'notices?unread=true')).json.items.some(
      (one: { matterId: string }) => one.matterId === id,
    ),
    false,
  )
})

test('who may not read the case cannot tell such a question from none', async () => {
  const { number } = await asked()
  const { version } = await desk.desk.settings.desk()
  await desk.desk.settings.changeDesk(version, { restrictedKinds: ['security'] })
  await desk.shell.changed()
  const { id } = await desk.opened(bo, { kind: 'security' })
  const body = { question: 'Who was it?', answer: 'We know' }
  const behind = (await post(bo, `cases/${id}/may-tell`, body)).json.number as number
  assert.equal((await shown(behind)).number, behind)
  const marta = await desk.person({ name: 'Marta', levels: [2] })
  assert.equal((await shown(behind, marta)).code, 'may_tell.not_found')
  const { items } = (await desk.ask(marta, 'GET', 'may-tells')).json
  assert.ok(!items.some((one: { number: number }) => one.number === behind))
  const partner = await desk.person({ roles: ['partner'] })
  const [there, none] = [number, 999_999].map(one => desk.ask(partner, 'GET', `may-tells/${one}`))
  assert.deepEqual((await there)!.json.code, (await none)!.json.code)
})
