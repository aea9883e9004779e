// What is made of an order that walks propose: into the draft beside what others write, or declined and
// left alone.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { WalkId } from '#core/kit/id.ts'
import type { WalkTold } from '#core/measure/walk-told.ts'
import { languages } from '#core/people/language.ts'
import { newId } from '#server/new-id.ts'
import { type Person, type TestDesk, testDesk } from '#server/http/testing.ts'

let desk: TestDesk
let bo: Person
let karin: Person
let ed: Person
before(async () => {
  desk = await testDesk()
  bo = await desk.person({ name: 'Bo Ek' })
  karin = await desk.person({ name: 'Karin Holm', roles: ['lead'] })
  ed = await desk.person({ name: 'Ed Falk', roles: ['editor'] })
})
after(() => desk.close())

const all = (text: string) => Object.fromEntries(languages.map(one => [one, `${text} ${one}`]))
const check = (name: string, failed: string, more: object = {}) => ({
  ...{ name, do: all(`Do ${name}`), why: all('Why'), say: all('Say'), expect: all('It works') },
  ...{ worked: 'fine', failed, otherwise: failed, group: 'checks' },
  ...more,
})
const steps = [
  check('rare', 'often'),
  check('often', 'bad'),
  { name: 'fine', end: 'solved', say: all('Good'), fixed: all('It') },
  { name: 'bad', end: 'hand_off', toLevel: 2, question: all('What is it?'), say: all('Wait') },
]
const formOf = (slug: string, own: readonly object[] = steps) => ({
  ...{ slug, languages, title: all(slug), says: all('It is down'), article: slug, start: 'rare' },
  steps: own,
})
async function publish(slug: string, form: object = formOf(slug)): Promise<void> {
  const version = ((await desk.desk.scripts.past(slug))?.versions.length ?? 0) + 1
  await desk.desk.scripts.publish({ slug, version, form, at: desk.shell.now(), by: karin.id, shipped: null })
}
/** Walks in which the second check helped, or (`rare`) the first. */
async function walks(slug: string, many: { often: number; rare?: number }, version = 1): Promise<void> {
  const passed = (...ways: readonly (readonly [string, 'worked' | 'failed'])[]) =>
    ways.map(([step, how]) => ({ step, how, nowhere: false, undone: false }))
  const tell = (ways: ReturnType<typeof passed>) => {
    const walk = newId('wlk') as WalkId
    const course = { slug, version, passed: ways, end: 'solved', stands: 'fine' } as const
    const at = desk.shell.now()
    const told: WalkTold = {
      ...{ walk, part: 0, walker: 'customer', course, reopened: false },
      ...{ seconds: ways.map(() => 120), begunAt: at, changedAt: at },
    }
    return desk.desk.walkFigures.tellAlone(walk, [told])
  }
  for (let i = 0; i < many.often; i++) await tell(passed(['rare', 'failed'], ['often', 'worked']))
  for (let i = 0; i < (many.rare ?? 0); i++) await tell(passed(['rare', 'worked']))
}
const orderOf = async (slug: string) => {
  const answer = await desk.ask(bo, 'GET', `scripts/${slug}/figures`)
  assert.equal(answer.status, 200, answer.text)
  return answer.json.orders[0]
}
const post = (by: Person, slug: string, act: string, body: object) =>
  desk.ask(by, 'POST', `scripts/${slug}/orders/checks/${act}`, body)
const better = { order: ['often', 'rare'] }
const codeOf = ({ status, json }: { status: number; json: { code?: string } }) => [status, json.code]

test('an order is proposed with what it saves and how sure that is', async () => {
  await publish('told')
  await walks('told', { often: 40, rare: 10 })
  const found = await orderOf('told')
  assert.deepEqual(
    [found.verdict, found.order, found.dismissed, found.isInDraft],
    [...['better', ['often', 'rare']], ...[null, false]],
  )
  const { minutes, from, to, sure } = found.saves
  assert.ok(Math.abs(minutes - (found.minutesNow - found.minutesThen)) < 1e-9)
  assert.ok(from > 0 && from < minutes && minutes < to && sure > 0.99, JSON.stringify(found.saves))
  assert.ok(
    Math.abs(found.middleNow - 4) < 0.3 && Math.abs(found.middleThen - 2) < 0.2,
    JSON.stringify(found),
  )
})

test('taken, it is in a draft whose arrows lead so, which has no fault and is published as ever', async () => {
  await publish('taken')
  await walks('taken', { often: 40, rare: 10 })
  const { status, json, text } = await post(ed, 'taken', 'take', better)
  assert.equal(status, 200, text)
  assert.deepEqual([json.revision, json.by, json.faults, json.clashes], [1, ed.id, [], []])
  assert.equal(json.form.start, 'often')
  assert.deepEqual(
    json.form.steps.map((one: { name: string; failed?: string }) => [one.name, one.failed]),
    [
      ['often', 'rare'],
      ['rare', 'bad'],
      ['fine', undefined],
      ['bad', undefined],
    ],
  )
  assert.equal((await orderOf('taken')).isInDraft, true)
  const [begun] = await desk.desk.audit.newest(1)
  assert.deepEqual([begun!.what, begun!.about, begun!.actor], ['script_draft.begun', 'taken', ed.id])
  const again = await post(ed, 'taken', 'take', better)
  assert.deepEqual([again.status, again.json.revision], [200, 1], 'a second press makes no revision')
  const live = await desk.ask(bo, 'GET', 'scripts/taken')
  assert.equal(live.json.form.start, 'rare', 'nothing is applied by itself')
  assert.equal((await desk.ask(karin, 'POST', 'scripts/taken/publish', { revision: 1 })).status, 201)
  assert.deepEqual(codeOf(await post(ed, 'taken', 'take', better)), [422, 'script.order_not_fit'])
})

test('it is put on what stands in the draft then: what others wrote stays, and is put together with theirs', async () => {
  await publish('beside')
  const worded = formOf('beside', [check('rare', 'often', { why: all('Because') }), ...steps.slice(1)])
  const put = (body: object) => desk.ask(karin, 'PUT', 'scripts/beside/draft', body)
  assert.equal((await put({ form: worded, revision: 0 })).status, 200)
  const { json } = await post(ed, 'beside', 'take', better)
  assert.equal(json.revision, 2)
  const rare = json.form.steps.find((one: { name: string }) => one.name === 'rare')
  assert.deepEqual([rare.why, rare.failed], [all('Because'), 'bad'])
  const titled = await put({ form: { ...worded, title: all('Later') }, revision: 1 })
  assert.deepEqual([titled.json.clashes, titled.json.faults], [[], []])
  assert.deepEqual([titled.json.form.start, titled.json.form.title], ['often', all('Later')])
})

test('an order that is not of these checks, or that the draft cannot have, changes nothing', async () => {
  await publish('fitless')
  for (const order of [
    ['often', 'fine'],
    ['often', 'rare', 'fine'],
    ['rare', 'rare'],
  ])
    assert.deepEqual(codeOf(await post(ed, 'fitless', 'take', { order })), [422, 'script.order_not_fit'])
  assert.deepEqual(codeOf(await post(ed, 'fitless', 'take', { order: ['rare'] }))[0], 400)
  assert.deepEqual(codeOf(await post(ed, 'nothing', 'take', better)), [404, 'script.not_found'])
  const between = formOf('fitless', [check('rare', 'fine'), ...steps.slice(1)])
  await desk.ask(karin, 'PUT', 'scripts/fitless/draft', { form: between, revision: 0 })
  assert.deepEqual(codeOf(await post(ed, 'fitless', 'take', better)), [422, 'script.order_not_fit'])
  const broken = { ...formOf('fitless'), start: 7 }
  await desk.ask(karin, 'PUT', 'scripts/fitless/draft', { form: broken, revision: 1 })
  assert.deepEqual(codeOf(await post(ed, 'fitless', 'take', better)), [422, 'script.order_not_fit'])
  assert.equal((await desk.desk.scriptDrafts.newest('fitless'))!.revision, 2)
})

test('an order after which a check would ask for what is not known yet is refused with the fault', async () => {
  const asking = (name: string, next: string, more: object = {}) => ({
    ...{ name, ask: all('Ask'), why: all('Why'), say: all('Say'), group: 'checks' },
    choices: ['yes', 'no'].map(one => ({ name: one, words: all(one) })),
    ...{ next: [{ to: next }], otherwise: next },
    ...more,
  })
  const when = { is: ['rare', 'yes'] }
  const own = [
    asking('rare', 'often'),
    asking('often', 'bad', { next: [{ when, to: 'fine' }, { to: 'bad' }] }),
    ...steps.slice(2),
  ]
  await publish('known', formOf('known', own))
  const { status, json } = await post(ed, 'known', 'take', better)
  assert.deepEqual([status, json.code, json.fields?.length > 0], [422, 'script.order_breaks', true])
  assert.equal(await desk.desk.scriptDrafts.newest('known'), null)
})

test('who may not write a draft takes and declines nothing', async () => {
  await publish('rights')
  await walks('rights', { often: 40, rare: 10 })
  assert.deepEqual(codeOf(await post(bo, 'rights', 'take', better)), [403, 'role.missing'])
  assert.deepEqual(codeOf(await post(bo, 'rights', 'dismiss', { because: 'No' })), [403, 'role.missing'])
  const back = await desk.ask(bo, 'DELETE', 'scripts/rights/orders/checks/dismissal')
  assert.deepEqual(codeOf(back), [403, 'role.missing'])
  assert.equal(await desk.desk.scriptDrafts.newest('rights'), null)
})

test('declined with a reason it stays so, until the figures say clearly more or somebody takes it back', async () => {
  await publish('declined')
  await walks('declined', { often: 36, rare: 24 })
  assert.equal((await post(ed, 'declined', 'dismiss', { because: ' ' })).status, 400)
  const because = 'The first is quicker to explain.'
  const answer = await post(ed, 'declined', 'dismiss', { because })
  assert.equal(answer.status, 204, answer.text)
  const [audited] = await desk.desk.audit.newest(1)
  assert.deepEqual([audited!.what, audited!.about], ['script_order.dismissed', 'declined'])
  const declined = await orderOf('declined')
  assert.deepEqual(
    [declined.verdict, declined.dismissed.because, declined.dismissed.by],
    ['better', because, ed.id],
  )
  await walks('declined', { often: 12, rare: 8 })
  assert.equal((await orderOf('declined')).dismissed?.because, because, 'more of the same is no news')
  await walks('declined', { often: 900 })
  assert.equal((await orderOf('declined')).dismissed, null, 'it saves clearly more now')
  assert.equal((await post(ed, 'declined', 'dismiss', { because: 'Still.' })).status, 204)
  assert.equal((await orderOf('declined')).dismissed.because, 'Still.')
  const back = () => desk.ask(ed, 'DELETE', 'scripts/declined/orders/checks/dismissal')
  assert.equal((await back()).status, 204)
  assert.equal((await orderOf('declined')).dismissed, null)
  assert.deepEqual(codeOf(await back()), [404, 'script.no_order'])
})

test('nothing can be declined where nothing is proposed', async () => {
  await publish('few')
  await walks('few', { often: 5 })
  const dismiss = (body: object) => post(karin, 'few', 'dismiss', { because: 'No', ...body })
  assert.deepEqual(codeOf(await dismiss({})), [404, 'script.no_order'])
  assert.deepEqual(codeOf(await dismiss({ version: 3 })), [404, 'script.not_found'])
  await walks('few', { often: 40 })
  assert.deepEqual(codeOf(await dismiss({ until: 1 })), [404, 'script.no_order'], 'then there were no walks')
  assert.equal((await dismiss({ version: 1 })).status, 204)
})
