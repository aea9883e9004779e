// The yearly support day with true numbers: what was solved, kept in time and answered, each as often as it
// happened and with the cases behind it. Thanks: thanks.test.ts, people.test.ts.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { dayMs, hourMs } from '#core/kit/time.ts'
import type { YearFigure } from '#store/desk/thanks.ts'
import { type Person, type TestDesk, testDesk } from '#server/http/testing.ts'

let desk: TestDesk
let bo: Person
let marta: Person
before(async () => {
  desk = await testDesk()
  // Hours and a year go by here: not over the end of one by chance.
  desk.pass(Date.UTC(year() + 1, 2, 1) - desk.shell.now())
  bo = await desk.person({ name: 'Bo Ek' })
  marta = await desk.person({ name: 'Marta Ruiz', levels: [2] })
})
after(() => desk.close())

async function done(by: Person, id: string, deed: string, body: object = {}) {
  const answer = await desk.ask(by, 'POST', `cases/${id}/${deed}`, body)
  assert.equal(answer.status, 200, `${deed}: ${answer.text}`)
  return answer.json as { ids: Record<string, string>; events: string[] }
}
async function promise(id: string): Promise<string> {
  const promised = { topic: 'the result', means: 'phone', dueAt: desk.shell.now() + hourMs }
  return (await done(bo, id, 'promise/make', promised)).ids.promise!
}
const said = { result: 'Port reset', cause: 'A stuck port', verified: 'It rang', tell: 'It works again' }
async function answered(id: string): Promise<void> {
  const offer = { team: desk.teams[2], question: 'Run a line test.', noStepsBecause: 'the line is down' }
  const { handOff } = (await done(bo, id, 'hand-off/offer', offer)).ids
  await done(marta, id, 'hand-off/accept', { handOff, readBack: 'A line test.' })
  await done(marta, id, 'hand-off/answer', { handOff, ...said })
}

const year = () => new Date(desk.shell.now()).getUTCFullYear()
async function numbers(of: number): Promise<Partial<Record<YearFigure, number>>> {
  const { status, json, text } = await desk.ask(marta, 'GET', `support-day?year=${of}`)
  assert.equal(status, 200, text)
  const figures = json.figures as { figure: YearFigure; n: number }[]
  return Object.fromEntries(figures.map(({ figure, n }) => [figure, n]))
}
async function behind(figure: YearFigure, of: number): Promise<[number, number][]> {
  const { json } = await desk.ask(bo, 'GET', `support-day/${figure}?year=${of}`)
  return json.items.map(({ number, times }: { number: number; times: number }) => [number, times])
}

async function call(id: string): Promise<readonly string[]> {
  const words = { minutes: 2, text: 'It works again.', keeps: 'all' }
  const call = { means: 'phone', direction: 'out', reach: 'reached', ...words }
  return (await done(bo, id, 'contact/hold', call)).events
}

const nothing = {
  ...{ cases_solved: 0, promises_kept: 0, hand_offs_answered: 0, thanks_customers: 0, thanks_colleagues: 0 },
}
test('what was solved, kept in time and answered counts as often as it happened, in its year', async () => {
  const first = year()
  const [twice, once, open] = [await desk.opened(bo), await desk.opened(bo), await desk.opened(bo)]
  await promise(twice.id)
  assert.ok((await call(twice.id)).includes('promise.kept'))
  await promise(once.id)
  await promise(once.id)
  assert.equal((await call(once.id)).filter(one => one === 'promise.kept').length, 2)
  await promise(open.id)
  desk.pass(2 * hourMs)
  assert.ok((await call(open.id)).includes('promise.kept'), 'kept, but late')
  await answered(twice.id)
  await answered(twice.id)
  await answered(once.id)
  const offer = { team: desk.teams[2], question: 'Is it the port?', noStepsBecause: 'the line is down' }
  const { handOff } = (await done(bo, open.id, 'hand-off/offer', offer)).ids
  await done(marta, open.id, 'hand-off/accept', { handOff, readBack: 'Whether it is the port.' })
  await done(bo, twice.id, 'case/solve', { fix: 'Another cable' })
  await done(bo, twice.id, 'case/reopen', { reason: 'not_fixed' })
  await done(bo, twice.id, 'case/solve', { fix: 'Another port' })
  await done(bo, once.id, 'case/solve', { fix: 'Another cable' })

  const year1 = { ...nothing, cases_solved: 3, promises_kept: 3, hand_offs_answered: 3 }
  assert.deepEqual(await numbers(first), year1)
  const [a, b] = [twice.number, once.number]
  assert.deepEqual(await behind('cases_solved', first), [
    [b, 1],
    [a, 2],
  ])
  assert.deepEqual(await behind('promises_kept', first), [
    [b, 2],
    [a, 1],
  ])
  assert.deepEqual(await behind('hand_offs_answered', first), [
    [b, 1],
    [a, 2],
  ])

  await nextYear()
  await done(marta, open.id, 'hand-off/answer', { handOff, ...said })
  await done(bo, open.id, 'case/solve', { fix: 'A new box' })
  assert.deepEqual(await numbers(first + 1), { ...nothing, cases_solved: 1, hand_offs_answered: 1 })
  assert.deepEqual(await behind('cases_solved', first + 1), [[open.number, 1]])
  assert.deepEqual(await numbers(first), year1)
  assert.deepEqual(await numbers(first - 1), nothing)
})

/** Nobody is signed out meanwhile. */
async function nextYear(): Promise<void> {
  desk.pass(366 * dayMs)
  const now = desk.shell.now()
  await desk.store.pool.query('update session set last_used_at = $1, expires_at = $2', [now, now + dayMs])
}
