// What walks teach about a script, over HTTP: from walks that were really gone.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { CaseId, WalkId } from '#core/kit/id.ts'
import { dayMs, minuteMs } from '#core/kit/time.ts'
import { walksTold } from '#core/measure/walk-told.ts'
import { languages } from '#core/people/language.ts'
import { newId } from '#server/new-id.ts'
import { type Answer, type Person, type TestDesk, testDesk } from '#server/http/testing.ts'

let desk: TestDesk
let bo: Person
before(async () => {
  desk = await testDesk()
  bo = await desk.person({ name: 'Bo Ek' })
})
after(() => desk.close())

const all = (text: string) => Object.fromEntries(languages.map(one => [one, `${text} ${one}`]))
const check = (name: string, failed: string) => ({
  name,
  do: all(`Do ${name}`),
  why: all('Why'),
  say: all('Say'),
  expect: all('It works'),
  worked: 'fine',
  failed,
  otherwise: failed,
  group: 'checks',
})
const steps = [
  check('rare', 'often'),
  check('often', 'bad'),
  { name: 'fine', end: 'solved', say: all('Good'), fixed: all('It') },
  { name: 'bad', end: 'hand_off', toLevel: 2, question: all('What is it?'), say: all('Wait') },
]
const publish = (slug: string, version: number) =>
  desk.desk.scripts.publish({
    slug,
    version,
    form: {
      slug,
      languages,
      title: all(slug),
      says: all('It is down'),
      article: slug,
      start: 'rare',
      steps,
    },
    at: desk.shell.now(),
    by: bo.id,
    shipped: null,
  })

const deed = async (id: string, verb: string, body: object): Promise<Answer> => {
  const answer = await desk.ask(bo, 'POST', `cases/${id}/${verb}`, body)
  assert.equal(answer.status, 200, answer.text)
  return answer
}
/** A walk with these answers, two minutes each. */
async function walked(script: string, ...answers: readonly (readonly [string, string])[]) {
  const { id } = await desk.opened(bo)
  const begun = await deed(id, 'walk/begin', { script })
  const walk = begun.json.ids.walk as string
  for (const [step, answer] of answers) {
    desk.pass(2 * minuteMs)
    const because = answer === 'skipped' || answer === 'cannot' ? { because: 'No hands', nowhere: true } : {}
    await deed(id, 'walk/answer', { walk, step, answer, ...because })
  }
  return { id, walk }
}
const figures = async (slug: string, more = '', by = bo, headers = {}) => {
  const answer = await desk.ask(by, 'GET', `scripts/${slug}/figures${more}`, undefined, headers)
  assert.equal(answer.status, 200, answer.text)
  return answer.json
}
const stepOf = (found: { steps: { step: string }[] }, name: string) =>
  found.steps.find(one => one.step === name) as Record<string, unknown> | undefined

test('each walk is told by step, path and version, as its facts say it', async () => {
  await publish('told', 1)
  const { id } = await walked('told', ['rare', 'worked'])
  await walked('told', ['rare', 'failed'], ['often', 'worked'])
  await walked('told', ['rare', 'skipped'], ['often', 'failed'])
  const resting = await walked('told', ['rare', 'cannot'])
  await deed(id, 'case/solve', { fix: 'Plugged in' })
  await deed(id, 'case/reopen', { reason: 'not_fixed' })
  await publish('told', 2)
  await walked('told', ['rare', 'failed'])

  const found = await figures('told', '?version=1')
  const { range, ...solved } = found.versions[1].solved
  assert.deepEqual(solved, { times: 2, of: 3 })
  assert.ok(range.from < 0.25 && range.to > 0.9, 'three walks are told with their doubt')
  assert.deepEqual([found.versions[1].ends.open, found.versions[1].reopened], [1, 1])
  assert.deepEqual(
    [found.versions[0].version, found.versions[0].isLive, found.versions[0].ends.open],
    [2, true, 1],
  )
  const rare = stepOf(found, 'rare')!
  assert.deepEqual([rare.reached, rare.reopened, rare.nowhere], [4, 1, 2])
  assert.deepEqual(rare.left, { worked: 1, failed: 1, skipped: 1, cannot: 1 })
  assert.ok(Math.abs((rare.medianSeconds as number) - 120) <= 6)
  assert.ok(Math.abs((rare.p90Seconds as number) - 120) <= 6)
  assert.deepEqual(found.versions[1].walkers, { agent: 4, customer: 0, both: 0 })
  assert.deepEqual(found.total, { ...found.total, solved: found.versions[1].solved })
  const whole = await figures('told', '?version=all')
  assert.deepEqual([whole.version, whole.total.ends.open, stepOf(whole, 'rare')!.reached], [null, 2, 5])
  const paths = found.paths.map((one: { steps: string[]; end: string; walks: number }) =>
    [...one.steps, one.end, one.walks].join(' '),
  )
  assert.deepEqual(paths.toSorted(), ['rare often hand_off 1', 'rare often solved 1', 'rare solved 1'])
  for (const one of [id, resting.id]) {
    const ledger = await desk.store.read(one as CaseId)
    assert.deepEqual(await desk.desk.walkFigures.ofCase(one as CaseId), walksTold(ledger!.events))
  }
  desk.pass(8 * dayMs)
  // His session has ended meanwhile.
  bo = await desk.person({ name: 'Bo Lund' })
  const later = await figures('told', '?version=1')
  assert.deepEqual([later.versions[1].ends.abandoned, stepOf(later, 'often')!.abandoned], [1, 1])
})

test('a better order is proposed in a sentence with its effect, and the script stays as it is', async () => {
  await publish('order', 1)
  const few = await figures('order')
  assert.deepEqual([few.orders[0].verdict, few.orders[0].order], ['too_few', null])
  assert.match(few.orders[0].message, /at least 30 times/)
  const since = desk.shell.now()
  for (let i = 0; i < 33; i++) {
    const isSolved = i % 3 > 0
    await walked('order', ['rare', 'failed'], ['often', isSolved ? 'worked' : 'failed'])
  }
  const [found] = (await figures('order')).orders
  assert.deepEqual([found.verdict, found.order], ['better', ['often', 'rare']])
  assert.ok(found.minutesThen < found.minutesNow)
  assert.match(found.message, /^On average [\d.]+ instead of [\d.]+ minutes$/)
  const [rare, often] = found.checks
  assert.deepEqual([rare.step, often.step, often.times], ['rare', 'often', 33])
  assert.match(often.message, /^often solves \d\d% in 2 minutes$/)
  assert.ok(often.range.from < often.solves && often.solves < often.range.to)
  assert.equal((await desk.ask(bo, 'GET', 'scripts/order')).json.version, 1)

  const program = await desk.token(['lead'])
  const said = await Promise.all(
    languages.map(async one => {
      const { orders } = await figures('order', '', program, { 'accept-language': one })
      return `${orders[0].message}: ${orders[0].checks[1].message}`
    }),
  )
  assert.equal(new Set(said).size, languages.length, said.join('\n'))

  const none = await figures('order', `?until=${since}`)
  assert.deepEqual([none.versions[0].solved.of, none.versions[0].solved.range], [0, null])
  assert.equal((await figures('order', `?since=${since}`)).versions[0].solved.of, 33)
})

test('the steps are a table of values, too, in the words of the reader', async () => {
  await publish('table', 1)
  await walked('table', ['rare', 'cannot'], ['often', 'worked'])
  const { status, text, headers } = await desk.ask(bo, 'GET', 'scripts/table/figures.csv?version=1')
  assert.equal(status, 200, text)
  assert.match(String(headers['content-disposition']), /table-figures\.csv/)
  const [head, rare, often] = text.split('\r\n').map(line => line.split(','))
  const row = (cells: readonly string[] = []) => Object.fromEntries(head!.map((name, i) => [name, cells[i]]))
  assert.deepEqual(row(rare), {
    ...row(rare),
    ...{
      n: '1',
      step: 'rare',
      words: 'Do rare en',
      reached: '1',
      solved: '0',
      cannot: '1',
      leads_nowhere: '1',
    },
  })
  assert.deepEqual([row(often).solved_share, row(often).timed], ['1', '1'])
  assert.equal((await desk.ask(bo, 'GET', 'scripts/table/figures.csv?version=9')).status, 404)
  assert.equal((await desk.ask(null, 'GET', 'scripts/table/figures.csv')).status, 401)
})

test('two versions are compared with a sentence: an honest one of few walks, else what differs', async () => {
  const slug = 'compared'
  const tell = async (version: number, solved: boolean, many: number) => {
    const passed = [{ step: 'rare', how: 'worked', nowhere: false, undone: false } as const]
    const course = { slug, version, passed, end: solved ? 'solved' : 'abandoned', stands: 'fine' } as const
    const at = desk.shell.now()
    for (let i = 0; i < many; i++) {
      const walk = newId('wlk') as WalkId
      const own = { walk, part: 0, walker: 'customer', reopened: false, begunAt: at, changedAt: at } as const
      await desk.desk.walkFigures.tellAlone(walk, [{ ...own, course, seconds: [60 * version] }])
    }
  }
  await publish(slug, 1)
  await publish(slug, 2)
  assert.equal((await figures(slug)).comparison, null)
  await tell(1, true, 3)
  await tell(2, true, 4)
  const few = (await figures(slug, '?against=1')).comparison
  assert.deepEqual([few.other, few.solved.verdict, few.time.difference], [1, 'no_telling', null])
  assert.equal(few.message, 'No difference can be told yet: 4 and 3 walks ended.')
  await tell(1, false, 40)
  await tell(2, true, 40)
  const { comparison } = await figures(slug, '?version=2&against=1')
  assert.deepEqual([comparison.solved.verdict, comparison.abandoned.verdict], ['more', 'less'])
  assert.match(comparison.message, /Version 2 solves more than version 1: 100% against 7%/)
  assert.match(comparison.message, /is abandoned less often.*0% against 93%/)
  const program = await desk.token(['lead'])
  const said = await Promise.all(
    languages.map(async one => {
      const found = await figures(slug, '?against=1', program, { 'accept-language': one })
      return found.comparison.message
    }),
  )
  assert.equal(new Set(said).size, languages.length, said.join('\n'))
  const none = await desk.ask(bo, 'GET', `scripts/${slug}/figures?against=7`)
  assert.deepEqual([none.status, none.json.code], [404, 'script.not_found'])
})

test('a script nobody walked has its steps and no figures; one that is not there is not found', async () => {
  await publish('unwalked', 1)
  const found = await figures('unwalked')
  assert.deepEqual(
    found.steps.map((one: { step: string; reached: number }) => [one.step, one.reached]),
    steps.map(({ name }) => [name, 0]),
  )
  assert.deepEqual(found.paths, [])
  await desk.desk.scripts.withdraw('unwalked')
  assert.deepEqual((await figures('unwalked')).versions[0].isLive, false)
  const asked = async (url: string) => {
    const { status, json } = await desk.ask(bo, 'GET', `scripts/${url}`)
    return [status, json.code]
  }
  assert.deepEqual(await asked('none/figures'), [404, 'script.not_found'])
  assert.deepEqual(await asked('unwalked/figures?version=7'), [404, 'script.not_found'])
  assert.equal((await asked('unwalked/figures?since=monday'))[0], 400)
  assert.equal((await desk.ask(null, 'GET', 'scripts/unwalked/figures')).status, 401)
})
