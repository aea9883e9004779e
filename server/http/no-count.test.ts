// Passing on early is never counted against a person: no answer of the API and no line of the board says how
// often somebody passed a case on, got one back, or had one that was stuck.
import assert from 'node:assert/strict'
import { after, before, it } from 'node:test'
import { minuteMs } from '#core/kit/time.ts'
import { type Person, type TestDesk, testDesk } from '#server/http/testing.ts'
import { newId } from '#server/new-id.ts'
import { notifyDue } from '#server/react/notify.ts'
import { ringDue } from '#server/react/ring.ts'

let desk: TestDesk
let bo: Person
let karin: Person

before(async () => {
  desk = await testDesk()
  bo = await desk.person({ name: 'Bo' })
  karin = await desk.person({ name: 'Karin', roles: ['agent', 'lead', 'admin'], levels: [1, 2, 3] })
  const offer = { team: desk.teams[2], question: 'Is it the line?', noStepsBecause: 'It is the line' }
  const [one, other] = [await desk.opened(bo), await desk.opened(bo)]
  const given = await desk.ask(bo, 'POST', `cases/${one.id}/hand-off/offer`, offer)
  assert.equal(given.status, 200, given.text)
  const back = { handOff: given.json.ids.handOff, reason: 'customer_pending', nextAct: 'Ask her for the log' }
  assert.equal((await desk.ask(karin, 'POST', `cases/${one.id}/hand-off/return`, back)).status, 200)
  desk.pass(241 * minuteMs)
  const { store, now, facts } = desk.shell
  await ringDue({ store, now, newId, facts })
  await notifyDue(desk.shell)
  assert.ok((await store.card(other.id))?.stuck, 'there is something that could be counted')
})
after(() => desk.close())

/** What would count it: by its name. A time of day, or minutes allowed, is a setting and no count. */
const isCountName = (name: string): boolean =>
  /stuck|hand_?offs?|passed|returned|escalat|carried|nudg/i.test(name) && !/minutes|at$|by$/i.test(name)

/** Numbers of such a name in what is about one person: keyed by his id, or beside it. */
function counts(value: unknown, path = '', isPerson = false): string[] {
  if (typeof value !== 'object' || value === null) return []
  if (Array.isArray(value)) return value.flatMap((one, i) => counts(one, `${path}[${i}]`, isPerson))
  const entries = Object.entries(value)
  const own = isPerson || entries.some(([key, one]) => key === 'id' && /^agt_/.test(String(one)))
  return entries.flatMap(([key, one]) => {
    const isOf = own || /^agt_/.test(key)
    const here = isOf && typeof one === 'number' && isCountName(key) ? [`${path}.${key}`] : []
    return [...here, ...counts(one, `${path}.${key}`, isOf)]
  })
}

it('finds a count where there is one', () => {
  assert.deepEqual(counts({ people: [{ id: 'agt_1', handOffs: 3 }] }), ['.people[0].handOffs'])
  assert.deepEqual(counts({ agt_1: { stuck: 2 } }), ['.agt_1.stuck'])
  assert.deepEqual(counts({ stuck: 2, people: [{ id: 'agt_1', acceptMinutes: 3 }] }), [])
})

it('no answer holds one, asked by a lead of everything that can be asked without a name', async () => {
  const { paths } = (await desk.ask(null, 'GET', 'openapi.json')).json
  const urls = Object.entries<Record<string, unknown>>(paths)
    .filter(([path, methods]) => 'get' in methods && !path.includes('{') && !path.endsWith('/live'))
    .map(([path]) => path)
  let asked = 0
  for (const url of urls) {
    const { status, json } = await desk.ask(karin, 'GET', url)
    if (status !== 200 || json === null) continue
    asked++
    assert.deepEqual(counts(json, url), [])
  }
  assert.ok(asked > 20, `${asked} answers were searched`)
  for (const url of ['/api/v1/board', '/api/v1/agents', '/api/v1/cases/counts'])
    assert.ok(urls.includes(url), url)
})

it('no list can be asked for by who passed on or was stuck', async () => {
  const { paths } = (await desk.ask(null, 'GET', 'openapi.json')).json
  const names = paths['/api/v1/cases'].get.parameters.map((one: { name: string }) => one.name)
  assert.ok(names.includes('worker'))
  assert.deepEqual(
    names.filter((name: string) => /passed|returned|given|hand/i.test(name)),
    [],
  )
})
