// What a problem says reaches a case once, whatever happened to it meanwhile: it had closed and goes on, went
// on in another one, or had joined by mistake.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { CaseId } from '#core/kit/id.ts'
import { type Person, type TestDesk, testDesk } from '#server/http/testing.ts'
import { catchUp } from '#server/react/caught-up.ts'
import { tellMatterNews } from '#server/react/matter-news.ts'
import { notifyDue } from '#server/react/notify.ts'

let desk: TestDesk
let bo: Person
before(async () => {
  desk = await testDesk()
  bo = await desk.person({ name: 'Bo' })
})
after(() => desk.close())

const ask = async (path: string, body: object = {}) => {
  const answer = await desk.ask(bo, 'POST', path, body)
  assert.ok(answer.status < 300, `${path}: ${answer.text}`)
  return answer.json
}
const caseOf = async (): Promise<CaseId> => (await desk.opened(bo)).id
const problemOf = async (...cases: CaseId[]): Promise<string> =>
  (await ask('matters/problems', { title: 'The VPN drops', kind: 'software', cases })).id
const publish = (id: string, edition: number, symptoms: string) =>
  ask(`matters/problems/${id}/publish`, { edition, symptoms })
const fix = (id: string) => ask(`matters/problems/${id}/fix`, { what: 'Patched', verified: 'It ran a week' })
async function tell(): Promise<void> {
  while ((await tellMatterNews(desk.shell)) === 0);
  await catchUp(desk.shell)
  await notifyDue(desk.shell)
}
const close = async (id: CaseId) => {
  await ask(`cases/${id}/case/solve`, { fix: 'restarted' })
  await ask(`cases/${id}/check-back/end`, { how: 'holds' })
}
const facts = async (id: CaseId, type: string) =>
  (await desk.store.read(id))!.events.filter(one => one.type === type) as unknown as {
    fact: number
    news: string
    words?: object
    tell?: { text: string }
  }[]
const untold = async (id: CaseId): Promise<number> => (await desk.store.card(id))?.untold?.count ?? 0
const noticed = async (by: Person, id: CaseId): Promise<number> =>
  (await desk.ask(by, 'GET', 'notices')).json.items.filter(
    (one: { cause: string; caseId: string }) => one.cause === 'matter.told' && one.caseId === id,
  ).length

test('a case that had closed hears on going on what was said meanwhile, once, as news to decide on', async () => {
  const id = await caseOf()
  const problem = await problemOf(id)
  await close(id)
  assert.equal((await desk.store.card(id))?.phase, 'closed')
  await publish(problem, 0, 'It drops')
  await fix(problem)
  await tell()
  assert.deepEqual(await facts(id, 'matter.told'), [], 'a closed case is left in peace')
  await ask(`cases/${id}/case/reopen`, { reason: 'not_fixed', text: 'it drops again' })
  await tell()
  await tell()
  assert.deepEqual(
    (await facts(id, 'matter.told')).map(one => one.news),
    ['known_error', 'fixed'],
  )
  assert.equal(await untold(id), 2)
  // A node that died before it ended the work tells nothing twice.
  await desk.store.pool.query("update effect set status = 'waiting', ended_at = null where kind = 'beside'")
  await tell()
  assert.equal((await facts(id, 'matter.told')).length, 2)
})

test('what is said as a closed case goes on is told behind what it missed, and nothing is passed over', async () => {
  const id = await caseOf()
  const problem = await problemOf(id)
  await close(id)
  await publish(problem, 0, 'It drops')
  await tell()
  await ask(`cases/${id}/case/reopen`, { reason: 'not_fixed', text: 'it drops again' })
  await fix(problem)
  // The telling of the fix comes before the catching up.
  while ((await tellMatterNews(desk.shell)) === 0);
  const news = async () => (await facts(id, 'matter.told')).map(one => one.news)
  assert.deepEqual(await news(), ['known_error', 'fixed'])
  await tell()
  assert.deepEqual(await news(), ['known_error', 'fixed'], 'each once')
})

test('what its customer has not heard goes along into the case it is merged into, in words kept there', async () => {
  const [first, second] = [await caseOf(), await caseOf()]
  const problem = await problemOf(first)
  await fix(problem)
  await tell()
  assert.equal(await untold(first), 1)
  await ask(`cases/${first}/case/merge`, { into: second })
  assert.equal(await untold(second), 1)
  assert.deepEqual((await desk.store.card(second))?.fixes, { [problem]: 'told' })
  const [told] = await facts(second, 'matter.told')
  assert.equal(told?.news, 'fixed')
  const [arose] = await facts(second, 'news.arose')
  const { texts } = (await desk.store.read(second))!
  assert.ok(!arose?.tell || texts.has(arose.tell.text as never), 'its words are the other case’s own')
  await tell()
  assert.equal((await facts(second, 'matter.told')).length, 1, 'nothing comes twice')
})

test('a word for its customer and his open questions go along, in words kept there, and once', async () => {
  const marta = await desk.person({ name: 'Marta', levels: [1] })
  const [first, second] = [await caseOf(), await caseOf()]
  await ask(`cases/${first}/question/add`, { text: 'Will it cost anything?' })
  const note = { text: 'The cable is on its way', tell: true }
  const noted = await desk.ask(marta, 'POST', `cases/${first}/note/add`, note)
  assert.equal(noted.status, 200, noted.text)
  assert.equal(await untold(first), 1)
  await ask(`cases/${first}/case/merge`, { into: second })
  await ask(`cases/${first}/case/merge`, { into: second })
  assert.equal(await untold(second), 1)
  const { events, texts } = (await desk.store.read(second))!
  const words = events.flatMap(one =>
    one.type === 'news.arose' && one.tell
      ? [texts.get(one.tell.text)]
      : one.type === 'question.added'
        ? [texts.get(one.text.text)]
        : [],
  )
  assert.deepEqual(words, ['The cable is on its way', 'Will it cost anything?'])
  const solved = await desk.ask(bo, 'POST', `cases/${second}/case/solve`, { fix: 'restarted' })
  assert.equal(solved.json.code, 'case.has_open_question')
})

test('whose several cases it is about hears it once, and all of them wait among his news', async () => {
  const ivan = await desk.person({ name: 'Ivan' })
  const [a, b] = [(await desk.opened(ivan)).id, (await desk.opened(ivan)).id]
  await publish(await problemOf(a, b), 0, 'It drops')
  await tell()
  assert.equal((await noticed(ivan, a)) + (await noticed(ivan, b)), 1)
  assert.deepEqual([await untold(a), await untold(b)], [1, 1])
})

test('joined by mistake, undone and joined again: nothing waits between, and nobody is told twice', async () => {
  const eva = await desk.person({ name: 'Eva' })
  const { id: other } = await desk.opened(eva)
  const id = await caseOf()
  const problem = await problemOf(other)
  await ask(`cases/${id}/matter/join`, { matter: problem })
  await publish(problem, 0, 'It drops')
  await tell()
  assert.equal(await untold(id), 1)
  assert.deepEqual([await noticed(bo, id), await noticed(eva, other)], [1, 1], 'each contact, once')
  await ask(`cases/${id}/matter/leave`, { matter: problem, because: 'another fault' })
  assert.equal(await untold(id), 0, 'what it was told of a mistake waits for nobody')
  await publish(problem, 1, 'It drops at noon')
  await tell()
  assert.equal((await facts(id, 'matter.told')).length, 1, 'who left hears nothing')
  await ask(`cases/${id}/matter/join`, { matter: problem })
  await close(id)
  await ask(`cases/${id}/case/reopen`, { reason: 'not_fixed', text: 'it drops again' })
  await tell()
  assert.equal((await facts(id, 'matter.told')).length, 1, 'what was said before is there to read')
  assert.equal(await untold(id), 0)
  assert.deepEqual([await noticed(bo, id), await noticed(eva, other)], [1, 2], 'exactly as often as told')
  await fix(problem)
  await tell()
  await tell()
  const told = await facts(id, 'matter.told')
  assert.equal(new Set(told.map(one => one.fact)).size, told.length)
  assert.deepEqual([told.at(-1)?.news, await untold(id)], ['fixed', 1])
})
