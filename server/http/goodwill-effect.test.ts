// What became of customers six and twelve months after they were given something: who came back with the
// same, who is a customer still, who is gone, and of whom nothing is known. Not: giving (goodwill.test.ts).
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { firstRules } from '#core/goodwill/rules.ts'
import type { CaseId } from '#core/kit/id.ts'
import { dayMs } from '#core/kit/time.ts'
import type { GoodwillEffect } from '#store/desk/goodwill-figure.ts'
import { type Person, type TestDesk, testDesk } from '#server/http/testing.ts'

let desk: TestDesk
let bo: Person
let karin: Person
before(async () => {
  desk = await testDesk()
  bo = await desk.person({ name: 'Bo' })
  karin = await desk.person({ name: 'Karin', roles: ['agent', 'lead', 'admin'] })
  await made('goodwill/rules', { read: 0, rules: firstRules })
})
after(() => desk.close())

async function made(path: string, body: object) {
  const { status, json, text } = await desk.ask(karin, 'POST', path, body)
  assert.equal(status, 201, text)
  return json
}
/** Months go by; nobody is signed out meanwhile. */
async function pass(months: number): Promise<void> {
  desk.pass(Math.round(months * 30.44 * dayMs))
  const now = desk.shell.now()
  await desk.store.pool.query('update session set last_used_at = $1, expires_at = $2', [
    now,
    now + 30 * dayMs,
  ])
}

type Wish = { kind?: 'malfunction' | 'question'; product?: string; organisation?: string }
/** Somebody calls, each time as himself. */
async function calls(
  name: string,
  { kind = 'malfunction', product, organisation }: Wish = {},
): Promise<CaseId> {
  const email = `${name.toLowerCase()}@c.example`
  const { id } = await desk.opened(bo, {
    customer: { name, email, ...(organisation && { organisation }) },
    ...(product && { product }),
  })
  const said = await desk.ask(bo, 'POST', `cases/${id}/case/classify`, { kind })
  assert.equal(said.status, 200, said.text)
  return id
}
async function give(id: CaseId): Promise<void> {
  const gift = { kind: 'upgrade', what: 'A faster line', amountMinor: 100, currency: 'EUR', fault: 'ours' }
  const given = await desk.ask(bo, 'POST', `cases/${id}/goodwill/give`, { ...gift, because: 'Two days dark' })
  assert.equal(given.status, 200, given.text)
}
async function house(name: string) {
  const organisation: string = (await made('organisations', { name })).id
  const contract = await made('contracts', { name: `Frame of ${name}`, organisation })
  const cancel = async () => {
    const body = { version: contract.version, state: 'cancelled' }
    const { status, text } = await desk.ask(karin, 'PATCH', `contracts/${contract.id}`, body)
    assert.equal(status, 200, text)
  }
  return { organisation, cancel }
}
async function effects(): Promise<Record<number, Omit<GoodwillEffect, 'months' | 'kind'>>> {
  const { status, json, text } = await desk.ask(karin, 'GET', 'goodwill/figures')
  assert.equal(status, 200, text)
  return Object.fromEntries(
    (json.effect as GoodwillEffect[]).map(({ months, kind, ...counts }) => {
      assert.equal(kind, 'upgrade')
      return [months, counts]
    }),
  )
}

test('after six and after twelve months it is told who came back, stayed, is gone, or is not known', async () => {
  const router: string = (await made('products', { name: 'Router' })).id
  const camera: string = (await made('products', { name: 'Camera' })).id
  const [stays, leaves, left] = [
    await house('Stays & Co'),
    await house('Leaves & Co'),
    await house('Left & Co'),
  ]
  await give(await calls('Ada', { product: router }))
  await give(await calls('Ben', { organisation: leaves.organisation }))
  await give(await calls('Cas', { organisation: stays.organisation }))
  await give(await calls('Dan', { organisation: left.organisation }))
  await give(await calls('Eva', { product: router }))
  await give(await calls('Fay'))
  await left.cancel()
  await pass(3)
  assert.deepEqual(await effects(), {}, 'nobody can know yet')
  // Of the same product she comes back whatever it is; of another one, or with something else, they do not.
  await calls('Ada', { product: router, kind: 'question' })
  await calls('Eva', { product: camera })
  await calls('Fay', { kind: 'question' })
  await pass(2)
  await give(await calls('Gil'))
  await pass(2)
  await calls('Ada', { product: camera })
  await pass(2)
  await calls('Ben', { organisation: leaves.organisation })
  await leaves.cancel()
  await pass(3.5)
  await calls('Ada', { product: camera })
  const half = { given: 7, cameBack: 1, still: 3, gone: 1 }
  const year = { given: 6, cameBack: 2, still: 2, gone: 2 }
  assert.deepEqual(await effects(), { 6: half, 12: year })
})
