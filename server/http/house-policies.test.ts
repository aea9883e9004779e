// Policies of the house over HTTP: published, found by their words, acknowledged by hash, withdrawn while
// somebody acknowledges.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { type Person, type TestDesk, testDesk } from '#server/http/testing.ts'
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

const post = (by: Person, path: string, body: unknown = {}, headers: Record<string, string> = {}) =>
  desk.ask(by, 'POST', `house-policies${path}`, body, headers)
const get = (by: Person, path: string) => desk.ask(by, 'GET', `house-policies${path}`)
const soon = () => desk.shell.now() + 60_000

type Made = { readonly number: number; readonly id: string }
async function published(more: object = {}): Promise<Made> {
  const body = { title: 'Refunds', words: 'Ask a lead before you refund.', acknowledgeBy: soon(), ...more }
  const answer = await post(karin, '', body)
  assert.equal(answer.status, 201, answer.text)
  return answer.json
}
const hashOf = async ({ number }: Made): Promise<string> => (await get(bo, `/${number}`)).json.hash
const numbers = (answer: { json: { items: { number: number }[] } }) =>
  answer.json.items.map(one => one.number)

test('a lead publishes one, nobody else of the house; whoever it binds is awaited', async () => {
  const body = { title: 'Mine', words: 'No', acknowledgeBy: soon() }
  const no = await post(bo, '', body)
  assert.deepEqual([no.status, no.json.code], [403, 'house_policy.not_owner'])
  const one = await published()
  const seen = (await get(bo, `/${one.number}`)).json
  assert.deepEqual(
    [seen.title, seen.version, seen.mine, seen.may, seen.awaited],
    ['Refunds', 1, 'awaited', ['acknowledge'], []],
  )
  const whole = (await get(karin, `/${one.number}`)).json
  assert.ok(whole.awaited.some((who: { name: string }) => who.name === 'Bo'))
  assert.deepEqual(whole.may, ['acknowledge', 'publish', 'place', 'name_owner', 'withdraw'])
})

test('found by words of its title and its text, without accents and in any order', async () => {
  const one = await published({ title: 'Café credits', words: 'Only leads hand them out in Zürich.' })
  const found = async (q: string) => numbers(await get(bo, `?q=${encodeURIComponent(q)}`))
  assert.deepEqual(await found('zurich cafe'), [one.number])
  assert.deepEqual(await found('zurich tea'), [])
})

test('acknowledged by the hash of what was read; a new version is acknowledged anew', async () => {
  const one = await published()
  const hash = await hashOf(one)
  const other = await post(bo, `/${one.number}/acknowledge`, { version: 1, hash: 'f'.repeat(64) })
  assert.deepEqual([other.status, other.json.code], [409, 'house_policy.other_version'])
  const done = await post(bo, `/${one.number}/acknowledge`, { version: 1, hash })
  assert.deepEqual(done.json.events, ['house_policy.acknowledged'])
  assert.equal((await get(bo, `/${one.number}`)).json.mine, 'acknowledged')
  assert.ok(!numbers(await get(bo, '?awaited=true')).includes(one.number))
  const words = 'Ask a lead before you refund more than 20.'
  const next = { read: 1, title: 'Refunds', words, acknowledgeBy: soon() }
  assert.equal((await post(karin, `/${one.number}/publish`, next)).json.code, 'house_policy.changed_missing')
  assert.equal((await post(karin, `/${one.number}/publish`, { ...next, changed: 'Up to 20' })).status, 200)
  const seen = (await get(bo, `/${one.number}`)).json
  assert.deepEqual([seen.version, seen.mine, seen.changed], [2, 'awaited', 'Up to 20'])
  assert.deepEqual(
    seen.versions.map((v: { version: number; acknowledged: number }) => [v.version, v.acknowledged]),
    [
      [2, 0],
      [1, 1],
    ],
  )
  assert.notEqual(seen.hash, hash)
})

test('withdrawn and acknowledged at once: either it was acknowledged before, or he is told so', async () => {
  const one = await published()
  const hash = await hashOf(one)
  const [withdrawn, acknowledged] = await Promise.all([
    post(karin, `/${one.number}/withdraw`, { because: 'It was wrong' }),
    post(bo, `/${one.number}/acknowledge`, { version: 1, hash }),
  ])
  assert.equal(withdrawn.status, 200, withdrawn.text)
  if (acknowledged.status !== 200) assert.equal(acknowledged.json.code, 'house_policy.withdrawn')
  const late = await post(karin, `/${one.number}/acknowledge`, { version: 1, hash })
  assert.deepEqual([late.status, late.json.code], [422, 'house_policy.withdrawn'])
  const seen = (await get(bo, `/${one.number}`)).json
  assert.deepEqual([seen.standing, seen.because, seen.may], ['withdrawn', 'It was wrong', []])
  assert.equal(seen.versions[0].acknowledged, acknowledged.status === 200 ? 1 : 0)
  assert.ok(numbers(await get(bo, '?standing=withdrawn')).includes(one.number))
})

test('its clock reminds those it waits for', async () => {
  const one = await published()
  await desk.store.now()
  const at = soon() + 60_000
  await ringMatters(matterWorld(desk.shell), { now: async () => at as never })
  const ledger = (await desk.shell.desk.matters.read(one.id as 'hpo_a'))!
  const reminded = ledger.facts.at(-1) as unknown as { type: string; agents: string[] }
  assert.equal(reminded.type, 'house_policy.reminded')
  assert.ok(reminded.agents.includes(bo.id))
})

test('who is not of our house sees none', async () => {
  const one = await published()
  const manager = await desk.person({ roles: ['partner'] })
  assert.equal((await get(manager, '')).status, 403)
  assert.equal((await get(manager, `/${one.number}`)).status, 403)
  assert.equal((await get(bo, '/999999')).json.code, 'house_policy.not_found')
})

test('shown at moments of the work without being acknowledged anew, and every refusal leads to them', async () => {
  const one = await published({ title: 'What we give away', moments: ['goodwill'] })
  const other = await published({ title: 'Words for hard contacts' })
  const about = async (moment: string) => numbers(await get(bo, `?moment=${moment}`))
  assert.deepEqual([await about('goodwill'), await about('conduct')], [[one.number], []])
  const hash = await hashOf(other)
  await post(bo, `/${other.number}/acknowledge`, { version: 1, hash })
  const no = await post(bo, `/${other.number}/place`, { moments: ['conduct'] })
  assert.deepEqual([no.status, no.json.code], [403, 'house_policy.not_owner'])
  const done = await post(karin, `/${other.number}/place`, { moments: ['conduct', 'goodwill'] })
  assert.deepEqual(done.json.events, ['house_policy.placed'])
  const seen = (await get(bo, `/${other.number}`)).json
  assert.deepEqual([seen.version, seen.mine, seen.moments], [1, 'acknowledged', ['goodwill', 'conduct']])
  assert.deepEqual((await about('goodwill')).sort(), [one.number, other.number].sort())
  assert.equal((await post(karin, `/${other.number}/place`, { moments: ['tea'] })).status, 400)

  const { number } = await desk.opened(bo)
  const gift = { kind: 'coupon', what: '10 € off', amountMinor: 1_000, currency: 'EUR', fault: 'ours' }
  const refused = await desk.ask(bo, 'POST', `cases/${number}/goodwill/give`, { ...gift, because: 'Late' })
  assert.equal(refused.json.policies, '/api/v1/house-policies?moment=goodwill', refused.text)
  const there = await desk.ask(bo, 'GET', refused.json.policies.slice('/api/v1/'.length))
  assert.deepEqual(numbers(there).sort(), [one.number, other.number].sort())
  assert.equal((await desk.ask(bo, 'GET', 'cases/987654')).json.policies, undefined, 'nothing agreed upon')
})

test('a decision keeps the version shown at its moment, whatever is published or withdrawn later', async () => {
  const one = await published({ title: 'Where we send people', moments: ['referral'] })
  const refer = async () => {
    const { id } = await desk.opened(bo)
    const because = { reason: 'referred', because: 'Ours has no battery', instead: 'A lamp with one' }
    const closed = await desk.ask(bo, 'POST', `cases/${id}/case/close`, because)
    assert.equal(closed.status, 200, closed.text)
    const ledger = await desk.store.read(id)
    const event = ledger!.events.findLast(each => each.type === 'case.closed')
    return event?.type === 'case.closed' ? event.pinned : null
  }
  const hash = await hashOf(one)
  assert.deepEqual(await refer(), [{ policy: one.id, version: 1, hash }])
  const next = { read: 1, changed: 'Names a shop', title: 'Where we send people', words: 'To the shop.' }
  const again = await post(karin, `/${one.number}/publish`, { ...next, acknowledgeBy: soon() })
  assert.equal(again.status, 200, again.text)
  assert.deepEqual(await refer(), [{ policy: one.id, version: 2, hash: await hashOf(one) }])
  const { versions } = (await get(bo, `/${one.id}`)).json
  assert.equal(
    versions.find((each: { hash: string }) => each.hash === hash).version,
    1,
    'still read as it was',
  )
  await post(karin, `/${one.number}/withdraw`, { because: 'A shop says it itself' })
  assert.equal(await refer(), undefined)
})

test('customers and partners hear no policies of the house with a refusal', async () => {
  const other = await desk.person({ name: 'Pia', roles: ['partner'] })
  const refused = await desk.ask(other, 'GET', 'house-policies')
  assert.deepEqual([refused.status, refused.json.policies], [403, undefined])
})
