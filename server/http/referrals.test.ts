// Who reads what customers were sent elsewhere for: whoever owns the product, named in set-up, a person or a
// team; those who lead read all. The reason is his; the case only for who may open it.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { AgentId } from '#core/kit/id.ts'
import { notifyDue } from '#server/react/notify.ts'
import { type Person, type TestDesk, testDesk } from '#server/http/testing.ts'

let desk: TestDesk
let [admin, lead, bo, owner, other]: Person[] = []
let lamp = ''
let radio = ''
before(async () => {
  desk = await testDesk()
  admin = await desk.person({ name: 'Ada', roles: ['admin'] })
  lead = await desk.person({ name: 'Karin', roles: ['agent', 'lead'] })
  bo = await desk.person({ name: 'Bo' })
  owner = await desk.person({ name: 'Ola' })
  other = await desk.person({ name: 'Tim' })
  lamp = await product('Lamp', owner.id)
  radio = await product('Radio', null)
})
after(() => desk.close())

async function product(name: string, of: string | null): Promise<string> {
  const made = await desk.ask(admin!, 'POST', 'products', { name, owner: of })
  assert.equal(made.status, 201, made.text)
  await desk.shell.changed()
  return made.json.id
}
async function referred(about: string | null, because: string): Promise<number> {
  const { id, number } = await desk.opened(bo!)
  if (about) await desk.ask(bo!, 'POST', `cases/${id}/case/classify`, { product: about })
  const body = { reason: 'referred', because, instead: 'A shop' }
  const closed = await desk.ask(bo!, 'POST', `cases/${id}/case/close`, body)
  assert.equal(closed.status, 200, closed.text)
  return number
}
type Read = {
  readonly code?: string
  readonly items: readonly {
    readonly number: number | null
    readonly subject: string | null
    readonly by: string
    readonly product: string | null
    readonly because: string
    readonly instead: string
  }[]
  readonly counts: readonly { readonly product: string | null; readonly n: number }[]
}
const read = async (by: Person | undefined, more = '') =>
  (await desk.ask(by!, 'GET', `referrals?since=0${more}`)) as { status: number; json: Read }
const reasons = ({ json }: { json: Read }) => json.items.map(one => one.because)

test('the owner of a product reads its referrals with their reasons, counted, and is told of each once', async () => {
  const number = await referred(lamp, 'Ours has no battery')
  await referred(radio, 'Ours has no long wave')
  await notifyDue(desk.shell)
  await notifyDue(desk.shell)
  const mine = await read(owner)
  assert.deepEqual(reasons(mine), ['Ours has no battery'])
  const one = mine.json.items[0]!
  assert.deepEqual([one.number, one.by, one.product, one.instead], [number, bo!.id, lamp, 'A shop'])
  assert.deepEqual(mine.json.counts, [{ product: lamp, n: 1 }])
  const { items } = (await desk.ask(owner!, 'GET', 'notices')).json
  assert.deepEqual(
    items.map((each: { cause: string; as: string; number: number }) => [each.cause, each.as, each.number]),
    [['case.closed', 'product_owner', number]],
  )
  assert.deepEqual((await desk.ask(other!, 'GET', 'notices')).json.items, [])
})

test('those who lead read all, of one product or of none; who owns nothing reads none', async () => {
  await referred(null, 'No idea which')
  const all = await read(lead)
  assert.deepEqual(reasons(all).sort(), ['No idea which', 'Ours has no battery', 'Ours has no long wave'])
  assert.deepEqual(
    all.json.counts.map((one: { n: number }) => one.n),
    [1, 1, 1],
  )
  assert.deepEqual(reasons(await read(lead, `&product=${radio}`)), ['Ours has no long wave'])
  assert.deepEqual(reasons(await read(owner, `&product=${radio}`)), [], 'another’s product')
  const no = await read(other)
  assert.deepEqual([no.status, no.json.code], [403, 'role.missing'])
})

test('a case that is opened again was no referral; one its owner may not open shows its reason alone', async () => {
  const number = await referred(lamp, 'Ours has no dimmer')
  const keeper = await desk.person({ name: 'Eva', roles: ['editor'] })
  const row = (await desk.ask(admin!, 'GET', 'products')).json.items.find(
    (one: { id: string }) => one.id === lamp,
  )
  const changed = await desk.ask(admin!, 'PATCH', `products/${lamp}`, {
    version: row.version,
    owner: keeper.id,
  })
  assert.deepEqual([changed.status, changed.json.owner], [200, keeper.id])
  await desk.shell.changed()
  const newest = (await read(keeper)).json.items[0]!
  assert.deepEqual([newest.because, newest.number, newest.subject], ['Ours has no dimmer', null, null])
  assert.equal((await read(owner)).status, 403, 'it is his no more')
  const again = await desk.ask(bo!, 'POST', `cases/${number}/case/reopen`, { reason: 'by_agent' })
  assert.equal(again.status, 200, again.text)
  assert.deepEqual(reasons(await read(keeper)), ['Ours has no battery'])
})

test('a team may own it; nobody who is not there, nor people of another house', async () => {
  const team = (await desk.desk.teams.add({ id: 'tea_lights', name: 'Lights', level: 2 })).id
  await desk.desk.agents.setTeams(other!.id as AgentId, [team])
  await desk.shell.changed()
  const torch = await product('Torch', team)
  await referred(torch, 'Ours is too heavy')
  assert.deepEqual(reasons(await read(other)), ['Ours is too heavy'])
  const ask = (of: string) => desk.ask(admin!, 'POST', 'products', { name: `For ${of}`, owner: of })
  const answers = await Promise.all(['agt_nobody', 'tea_nobody', 'cus_anna'].map(ask))
  assert.deepEqual(
    answers.map(one => [one.status, one.json.code]),
    [
      [422, 'agent.not_found'],
      [422, 'team.not_found'],
      [400, 'request.invalid'],
    ],
  )
})

test('the list goes on where it ended', async () => {
  const { referrals } = desk.desk
  const period = { since: 0 as never, until: (desk.shell.now() + 60_000) as never, products: null }
  const first = await referrals.list({ ...period, limit: 1 })
  const rest = await referrals.list({ ...period, limit: 9, before: first[0]! })
  const all = await referrals.list({ ...period, limit: 9 })
  assert.deepEqual([...first, ...rest], all)
  assert.ok(rest.length > 0)
})
