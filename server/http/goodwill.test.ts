// Giving beyond what is owed over HTTP: by rules that are published, within caps and budgets also when two
// ask at once, told to the customer in his language, and redeemed once by a code nobody guesses.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { firstRules, type GoodwillRules } from '#core/goodwill/rules.ts'
import type { CaseId, GoodwillId } from '#core/kit/id.ts'
import { dayMs, minuteMs } from '#core/kit/time.ts'
import type { KeptGoodwill } from '#store/desk/goodwill.ts'
import { type Person, type TestDesk, testDesk } from '#server/http/testing.ts'

let desk: TestDesk
let bo: Person
let karin: Person
let shop: Person
before(async () => {
  desk = await testDesk()
  await arrive()
  assert.equal((await publish({})).status, 201)
})
after(() => desk.close())

/** Everybody signs in: sessions do not outlast the days that pass here. */
async function arrive(): Promise<void> {
  bo = await desk.person({ name: 'Bo' })
  karin = await desk.person({ name: 'Karin', roles: ['agent', 'lead'] })
  shop = await desk.person({ name: 'Shop' })
}
async function passDays(days: number): Promise<void> {
  desk.pass(days * dayMs)
  await arrive()
}

const post = (by: Person, path: string, body: unknown = {}, headers = {}) =>
  desk.ask(by, 'POST', path, body, headers)
const get = async (by: Person, path: string) => (await desk.ask(by, 'GET', path)).json
let read = 0
async function publish(changes: Partial<GoodwillRules>) {
  const answer = await post(karin, 'goodwill/rules', { read, rules: { ...firstRules, ...changes } })
  if (answer.status === 201) read = answer.json.version
  return answer
}
async function known(more: Record<string, unknown> = {}): Promise<CaseId> {
  const { id } = await desk.opened(bo, more)
  const done = await post(bo, `cases/${id}/case/classify`, { kind: 'malfunction' })
  assert.equal(done.status, 200, done.text)
  return id
}
const gift = {
  ...{ kind: 'coupon', what: '10 € off the next order', amountMinor: 1_000, currency: 'EUR', fault: 'ours' },
  because: 'Two days without a line',
}
const give = (id: CaseId, more: object = {}, by = bo) =>
  post(by, `cases/${id}/goodwill/give`, { ...gift, ...more })
const ledgerOf = async (id: CaseId) => (await desk.store.read(id))!
async function codeOf(id: CaseId): Promise<string> {
  const { events, texts } = await ledgerOf(id)
  const one = events.findLast(event => event.type === 'goodwill.granted')
  return one?.type === 'goodwill.granted' ? texts.get(one.code!.text)! : assert.fail()
}
const redeem = (code: string, more: object = {}, by = shop) => post(by, 'goodwill/redeem', { code, ...more })
const whoOf = async (id: CaseId) => (await desk.store.card(id))!.customer

test('nothing is given before the fault is understood; then with a letter in his language', async () => {
  const { id } = await desk.opened(bo, { language: 'de' })
  const early = await give(id)
  assert.deepEqual([early.status, early.json.code], [422, 'goodwill.not_understood'])
  assert.equal((await desk.shell.desk.goodwill.list({ limit: 9, customer: await whoOf(id) })).length, 0)
  await post(bo, `cases/${id}/case/classify`, { kind: 'malfunction' })
  const done = await give(id, { words: 'Danke für Ihre Geduld.' })
  assert.deepEqual(done.json.events, ['goodwill.asked', 'goodwill.granted', 'message.queued'], done.text)
  const { events, texts } = await ledgerOf(id)
  const letter = events.findLast(one => one.type === 'message.queued')
  const words = letter?.type === 'message.queued' ? texts.get(letter.text.text)! : assert.fail()
  const code = await codeOf(id)
  assert.match(code, /^[0-9A-Z]{4}(-[0-9A-Z]{4}){3}$/)
  assert.match(words, /^Sie bekommen einen Gutschein von uns: 10 € off the next order \(Wert 10,00\s€\)\./)
  assert.ok(words.includes(code) && words.includes('Danke für Ihre Geduld.'))
  const granted = events.find(one => one.type === 'goodwill.granted')
  assert.ok(granted?.type === 'goodwill.granted' && granted.rules === read && granted.authority === 'level_1')
})

test('above one’s word a lead is asked; the customer reads what came of what he asked for', async () => {
  const id = await known()
  const dear = { amountMinor: 2_001, kind: 'discount', origin: 'customer' }
  const no = await give(id, dear)
  assert.deepEqual(
    [no.status, no.json.code, no.json.details.amount],
    [422, 'goodwill.above_limit', '20.00 EUR'],
  )
  const asked = await post(bo, `cases/${id}/goodwill/ask`, { ...gift, ...dear })
  assert.deepEqual(asked.json.events, ['goodwill.asked'], asked.text)
  const { goodwill } = asked.json.ids
  const own = await post(bo, `cases/${id}/goodwill/refuse`, { goodwill, words: 'no' })
  assert.deepEqual([own.status, own.json.code], [403, 'access.lead_only'])
  const refused = await post(karin, `cases/${id}/goodwill/refuse`, { goodwill, words: 'It was the storm.' })
  assert.deepEqual(refused.json.events, ['goodwill.refused', 'message.queued'], refused.text)
  const second = await post(karin, `cases/${id}/goodwill/grant`, { goodwill })
  assert.deepEqual([second.status, second.json.code], [422, 'goodwill.decided'])
  const idea = await post(bo, `cases/${id}/goodwill/ask`, { ...gift, ...dear, origin: 'agent' })
  const silent = await post(karin, `cases/${id}/goodwill/refuse`, {
    goodwill: idea.json.ids.goodwill,
    words: 'no',
  })
  assert.deepEqual(silent.json.events, ['goodwill.refused'])
})

test('a coupon is redeemed once: of two at once one wins, the other is told when it was', async () => {
  const id = await known()
  assert.equal((await give(id)).status, 200)
  const code = await codeOf(id)
  const both = await Promise.all([
    redeem(code, { where: 'order 1' }),
    redeem(code.toLowerCase().replaceAll('-', ' ')),
  ])
  const [won, lost] = both.toSorted((a, b) => a.status - b.status)
  assert.deepEqual([won!.status, won!.json.events], [200, ['goodwill.redeemed']], won!.text)
  assert.deepEqual([lost!.status, lost!.json.code], [422, 'goodwill.redeemed'], lost!.text)
  assert.match(lost!.json.details.when, /^\d{4}-\d\d-\d\d \d\d:\d\d$/)
  assert.equal((await ledgerOf(id)).events.filter(one => one.type === 'goodwill.redeemed').length, 1)
  const [row] = (await get(karin, `goodwill?customer=${await whoOf(id)}`)).items
  assert.deepEqual([row.standing, row.amountMinor, row.caseId], ['redeemed', 1_000, id])
})

test('the same request again, by its key, is one coupon and one redeeming', async () => {
  const id = await known()
  const key = { 'idempotency-key': 'give-once' }
  const [first, again] = [
    await post(bo, `cases/${id}/goodwill/give`, gift, key),
    await post(bo, `cases/${id}/goodwill/give`, gift, key),
  ]
  assert.deepEqual(again.json, first.json)
  assert.equal((await ledgerOf(id)).events.filter(one => one.type === 'goodwill.granted').length, 1)
  const code = await codeOf(id)
  const once = { 'idempotency-key': 'redeem-once' }
  const used = await post(shop, 'goodwill/redeem', { code }, once)
  assert.deepEqual((await post(shop, 'goodwill/redeem', { code }, once)).json, used.json)
})

test('taken back, run out and unknown each have their own no; who guesses has to wait', async () => {
  const id = await known()
  const { ids } = (await give(id)).json
  const back = await post(karin, `cases/${id}/goodwill/revoke`, { goodwill: ids.goodwill, because: 'a slip' })
  assert.deepEqual(back.json.events, ['goodwill.revoked'])
  assert.equal((await redeem(await codeOf(id))).json.code, 'goodwill.revoked')
  const other = await known()
  await publish({ couponDays: 1 })
  assert.equal((await give(other)).status, 200)
  await publish({})
  const code = await codeOf(other)
  await passDays(1)
  assert.equal((await redeem(code)).json.code, 'goodwill.expired')
  const guesser = await desk.person({ name: 'Guesser' })
  const guess = () => redeem('AAAA-AAAA-AAAA-AAAA', {}, guesser)
  for (let i = 0; i < 5; i++) assert.deepEqual([(await guess()).json.code], ['goodwill.code_unknown'])
  const stopped = await guess()
  assert.deepEqual([stopped.status, stopped.json.code], [429, 'request.too_many'])
  assert.equal((await redeem(code, {}, guesser)).status, 429, 'also one that would be right')
})

test('of many at once the cap of a customer and the budget of a team let through only what fits', async () => {
  await publish({ capMinor: 2_500 })
  const id = await known()
  const upgrade = { kind: 'upgrade' }
  const all = await Promise.all(Array.from({ length: 6 }, () => give(id, upgrade)))
  const codes = all.map(one => (one.status === 200 ? 'given' : one.json.code))
  assert.equal(codes.filter(one => one === 'given').length, 2, codes.join())
  assert.ok(
    codes.every(one => ['given', 'goodwill.over_cap'].includes(one)),
    codes.join(),
  )
  assert.deepEqual((await give(id, upgrade)).json.details, { limit: '25.00 EUR', spent: '20.00 EUR' })
  const team = (await desk.store.card(id))!.team
  const before = await spentBy(team)
  const budgets = [{ team, period: 'year', limitMinor: before + 1_000 } as const]
  await publish({ budgets })
  const cases = [await known(), await known(), await known()]
  const teams = await Promise.all(cases.map(one => give(one, upgrade)))
  assert.deepEqual(teams.map(one => one.json.code ?? 'given').toSorted(), [
    'given',
    'goodwill.over_budget',
    'goodwill.over_budget',
  ])
  assert.equal(await spentBy(team), before + 1_000)
  await publish({})
})
async function spentBy(team: string): Promise<number> {
  const { totals } = await get(karin, `goodwill/figures?team=${team}`)
  const counted = totals.filter((one: { standing: string }) => ['granted', 'redeemed'].includes(one.standing))
  return counted.reduce((sum: number, one: { amountMinor: number }) => sum + one.amountMinor, 0)
}

test('what somebody who died on the way set aside is free again once its case says it was never given', async () => {
  await publish({ capMinor: 1_000 })
  const id = await known()
  const customer = await whoOf(id)
  const lost: KeptGoodwill = {
    ...{ id: 'gdw_lost' as GoodwillId, caseId: id, customer, organisation: null, team: 'tea_x' as const },
    ...{ kind: 'upgrade', origin: 'agent', standing: 'giving', amountMinor: 1_000, currency: 'EUR' },
    ...{ rules: read, askedAt: desk.shell.now(), askedBy: null, dueAt: null, decidedAt: null },
    ...{ decidedBy: null, until: null, endedAt: null },
  }
  const limits = { capMinor: 1_000, capSince: 0 as never, budget: null }
  const { goodwill } = desk.shell.desk
  assert.deepEqual(await goodwill.hold(lost, { digest: null, at: desk.shell.now(), limits }), {
    outcome: 'held',
  })
  assert.equal((await give(id)).json.code, 'goodwill.over_cap')
  desk.pass(minuteMs)
  assert.equal((await give(id)).status, 200)
  assert.equal(await goodwill.one('gdw_lost' as GoodwillId), null)
  await publish({})
})

test('two leads who grant the same at once make one coupon, whose code is the one that counts', async () => {
  const id = await known()
  const { goodwill } = (await post(bo, `cases/${id}/goodwill/ask`, gift)).json.ids
  const both = await Promise.all([1, 2].map(() => post(karin, `cases/${id}/goodwill/grant`, { goodwill })))
  assert.deepEqual(both.map(one => one.json.code ?? 'granted').toSorted(), ['goodwill.decided', 'granted'])
  assert.equal((await redeem(await codeOf(id))).status, 200)
})

test('rules are versions: whoever read another one is told, and unsound ones are refused', async () => {
  const stale = await post(karin, 'goodwill/rules', { read: read - 1, rules: firstRules })
  assert.deepEqual([stale.status, stale.json.code], [409, 'goodwill.rules_changed'])
  const down = await publish({ ladder: { 1: 9, 2: 1, 3: 1, lead: 1 } })
  assert.deepEqual([down.status, down.json.details.about], [422, 'ladder'])
  const nobody = await publish({ budgets: [{ team: 'tea_nobody', period: 'year', limitMinor: 1 }] })
  assert.deepEqual([nobody.status, nobody.json.details.about], [422, 'budgets'])
  assert.equal((await post(bo, 'goodwill/rules', { read, rules: firstRules })).status, 403)
  const shown = await get(bo, 'goodwill/rules')
  assert.deepEqual([shown.version, shown.mine], [read, { authority: 'level_1', limitMinor: 2_000 }])
})

test('the rules can be tried on a case, which says which hold and how often it was asked', async () => {
  const { id } = await desk.opened(bo)
  const wish = { case: id, kind: 'coupon', fault: 'nobody', amountMinor: 2_001 }
  const tried = (await post(bo, 'goodwill/try', wish)).json
  const failing = tried.checks.filter((one: { holds: boolean }) => !one.holds)
  assert.deepEqual(
    failing.map((one: { check: string }) => one.check),
    ['understood', 'fault', 'limit'],
  )
  assert.equal(tried.customerMinor, 0)
  const lines = (await ledgerOf(id)).events.length
  assert.equal(lines, (await ledgerOf(id)).events.length)
})

test('a lead sees what it came to, for whom often, and what became of customers after half a year', async () => {
  const id = await known()
  for (let i = 0; i < 3; i++)
    assert.equal((await give(id, { kind: 'upgrade', amountMinor: 100 })).status, 200)
  const customer = await whoOf(id)
  const figures = await get(karin, 'goodwill/figures')
  const often = figures.often.find((one: { customer: string }) => one.customer === customer)
  assert.deepEqual([often.count, often.amountMinor], [3, 300])
  assert.equal((await desk.ask(bo, 'GET', 'goodwill/figures')).status, 403)
  await passDays(200)
  const { effect } = await get(karin, 'goodwill/figures')
  const half = effect.find(
    (one: { months: number; kind: string }) => one.months === 6 && one.kind === 'upgrade',
  )
  assert.ok(half.given >= 3 && half.cameBack === 0, JSON.stringify(effect))
})
