// Thanks of customers: a thank-you of theirs and good words after solving, for everybody who worked on the
// case; counted in the year with their cases. Thanks among colleagues: people.test.ts.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Command } from '#core/case/case.ts'
import type { CaseId } from '#core/kit/id.ts'
import type { Actor } from '#core/people/actor.ts'
import { type Person, type TestDesk, testDesk } from '#server/http/testing.ts'
import type { Sealer } from '#server/sealer.ts'

let desk: TestDesk
let bo: Person
let eva: Person
before(async () => {
  desk = await testDesk()
  bo = await desk.person({ name: 'Bo' })
  eva = await desk.person({ name: 'Eva' })
})
after(() => desk.close())

async function wish(id: CaseId, by: Actor, wished: (seal: Sealer) => Command): Promise<void> {
  const seal = desk.shell.sealer()
  const commands = [wished(seal)]
  const handled = await desk.shell.handle({ caseId: id, by, commands, texts: seal.texts })
  assert.equal(handled.outcome, 'done', JSON.stringify(handled))
}
const clock: Actor = { kind: 'system', part: 'clock' }
async function solved(): Promise<{ id: CaseId; number: number; anna: Extract<Actor, { kind: 'customer' }> }> {
  const { id, number } = await desk.opened(bo)
  const done = await desk.ask(bo, 'POST', `cases/${id}/case/solve`, { fix: 'Another cable' })
  assert.equal(done.status, 200, done.text)
  return { id, number, anna: { kind: 'customer', id: (await desk.store.card(id))!.customer } }
}
const thanksOf = async (who: Person) => (await desk.ask(who, 'GET', 'thanks')).json.items
const year = () => new Date(desk.shell.now()).getUTCFullYear()
async function counted(): Promise<number> {
  const { figures } = (await desk.ask(eva, 'GET', `support-day?year=${year()}`)).json
  return figures.find((one: { figure: string }) => one.figure === 'thanks_customers').n
}

test('a thank-you is read by who worked on the case, and by nobody else', async () => {
  const { id, number, anna } = await solved()
  const before = await counted()
  const message = { message: desk.shell.newId('msg'), channel: 'email', from: anna.id } as const
  const received = { attached: [], automatic: null, thanks: true } as const
  await wish(id, anna, seal => ({
    ...{ type: 'message.receive', ...message, text: seal.text('Thank you, Bo!'), ...received },
  }))
  const [one] = await thanksOf(bo)
  assert.deepEqual([one.number, one.from, one.to, one.words], [number, null, null, 'Thank you, Bo!'])
  assert.deepEqual(await thanksOf(eva), [])
  assert.equal(await counted(), before + 1)
  const { items } = (await desk.ask(bo, 'GET', `support-day/thanks_customers?year=${year()}`)).json
  assert.deepEqual(items[0].number, number)
})
test('good words after solving are thanks; low ones, marks alone and words taken back are none', async () => {
  const { id, number, anna } = await solved()
  const before = await counted()
  const satisfaction = desk.shell.newId('sat')
  await wish(id, clock, () => ({ type: 'satisfaction.ask', satisfaction }))
  const says = (score: 1 | 4 | 5, words?: string) =>
    wish(id, anna, seal => ({
      ...{ type: 'satisfaction.answer', score, text: words === undefined ? undefined : seal.text(words) },
    }))
  await says(4)
  assert.equal(await counted(), before, 'a mark without words')
  await says(5, 'Kind people')
  assert.equal((await thanksOf(bo))[0].words, 'Kind people')
  assert.equal((await thanksOf(bo))[0].number, number)
  assert.equal(await counted(), before + 1)
  await says(1, 'It broke again')
  assert.equal(await counted(), before, 'he changed his mind')
  assert.notEqual((await thanksOf(bo))[0]?.number, number)
})
