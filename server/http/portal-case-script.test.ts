// Scripts a customer goes through on his case: offered by what it is about, answers in its ledger at once.
import assert from 'node:assert/strict'
import { after as afterAll, before, describe, test } from 'node:test'
import { fold } from '#core/case/case.ts'
import type { EventOf, Recorded } from '#core/case/event.ts'
import type { AgentId, CaseId } from '#core/kit/id.ts'
import { languages } from '#core/people/language.ts'
import { placeOf } from '#core/script/walk.ts'
import { stillOpen, wantedFacts } from '#core/wanted/known.ts'
import { type TestPortal, testPortal } from '#server/http/portal-testing.ts'
import { asks, type Browser, numberIn, visitor } from '#server/http/portal-visiting.ts'

const all = (text: string) => Object.fromEntries(languages.map(one => [one, text]))
const told = (text: string) => ({ why: all(`Why ${text}`), say: all(text) })
const colours = [
  { name: 'green', words: all('Green') },
  { name: 'red', words: all('Red') },
]
const steps = [
  {
    name: 'light',
    ask: all('Which light?'),
    ...told('Say light?'),
    choices: colours,
    next: [{ to: 'restart' }],
    otherwise: 'restart',
    fact: 'router.light',
  },
  {
    name: 'restart',
    do: all('Have it restarted'),
    ...told('Pull the plug, {customer}. {agent} of {desk} waits.'),
    expect: all('Green light.'),
    worked: 'solved',
    failed: 'line',
    otherwise: 'line',
  },
  {
    name: 'line',
    level: 1,
    ask: all('The line?'),
    ...told('Say line?'),
    choices: colours,
    next: [{ to: 'over' }],
    otherwise: 'over',
  },
  { name: 'solved', end: 'solved', say: all('Good.'), fixed: all('A restart.') },
  { name: 'over', end: 'hand_off', toLevel: 2, question: all('The line?'), say: all('Wait.') },
]

let portal: TestPortal
let bo: AgentId
before(async () => {
  portal = await testPortal()
  bo = portal.agent('Bo', 1)
  for (const [slug, title] of [
    ['no-internet', 'No internet at home'],
    ['wifi', 'Slow internet'],
    ['printer', 'Printer'],
  ] as const) {
    const form = {
      slug,
      languages,
      title: all(title),
      says: all(title),
      article: slug,
      start: 'light',
      steps,
    }
    const at = portal.shell.now()
    await portal.shell.desk.scripts.publish({ slug, version: 1, form, at, by: null, shipped: null })
  }
})
afterAll(() => portal.close())

type Scene = {
  readonly browser: Browser
  readonly number: number
  readonly id: CaseId
  readonly base: string
}
async function opened(): Promise<Scene> {
  const browser = visitor(portal)
  const number = numberIn((await asks(browser, { mail: '', tel: '+46 70 123 45 67' })).payload)
  const id = await portal.caseOf(number)
  return { browser, number, id, base: `/en/help/cases/${number}/scripts/no-internet` }
}
async function begun(): Promise<Scene> {
  const scene = await opened()
  const to = await scene.browser.post(`${scene.base}/begin`, {})
  assert.equal(to.headers.location, scene.base)
  return scene
}
const textOf = (markup: string) => markup.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ')
const eventsOf = async ({ id }: Scene) => (await portal.shell.store.read(id))!.events
const walked = (events: readonly Recorded[]) =>
  events.map(({ type }) => type).filter(type => type.startsWith('walk.') || type === 'step.tried')
const give = ({ browser, base }: Scene, n: number, step: string, fields: Record<string, string>) =>
  browser.post(`${base}/${n}`, { step, ...fields })

describe('a script on a case', () => {
  test('the case offers what fits it; a press begins it, a link alone does not', async () => {
    const scene = await opened()
    const page = (await scene.browser.get(`/en/help/cases/${scene.number}`)).payload
    assert.match(page, /action="\/en\/help\/cases\/\d+\/scripts\/no-internet\/begin"/)
    assert.doesNotMatch(page, /scripts\/printer/)
    assert.equal((await scene.browser.get(scene.base)).headers.location, `/en/help/cases/${scene.number}`)
    assert.deepEqual(walked(await eventsOf(scene)), [])
    await scene.browser.post(`${scene.base}/begin`, {})
    await scene.browser.post(`${scene.base}/begin`, {})
    assert.deepEqual(walked(await eventsOf(scene)), ['walk.begun'])
    const after = textOf((await scene.browser.get(`/en/help/cases/${scene.number}`)).payload)
    assert.match(after, /No internet at home Go on where you left it/)
  })

  test('what the customer answers there is known of the case under the name it is wanted by', async () => {
    const scene = await begun()
    const light = { name: 'router.light', words: all('Light'), ask: all('Which light?'), choices: colours }
    const openNow = async () => {
      const state = fold(await eventsOf(scene))
      assert.ok(state.phase !== 'unopened')
      return stillOpen(wantedFacts(state, [{ ...light, required: true }], portal.shell.now()))
    }
    assert.equal((await openNow()).length, 1)
    await give(scene, 0, 'light', { answer: 'green' })
    assert.deepEqual(await openNow(), [])
  })

  test('each answer is in the ledger at once; pressed twice it is one, and back keeps the old one', async () => {
    const scene = await begun()
    assert.equal((await give(scene, 0, 'light', { answer: 'green' })).headers.location, `${scene.base}/1`)
    assert.equal((await give(scene, 0, 'light', { answer: 'green' })).headers.location, `${scene.base}/1`)
    assert.deepEqual(walked(await eventsOf(scene)), ['walk.begun', 'walk.answered'])
    await give(scene, 0, 'light', { answer: 'red' })
    await give(scene, 1, 'restart', { answer: 'cannot', because: 'It hangs too high' })
    const events = await eventsOf(scene)
    assert.deepEqual(
      walked(events),
      ['begun', 'answered', 'went_back', 'answered']
        .map(one => `walk.${one}`)
        .concat('step.tried', 'walk.answered', 'walk.paused'),
    )
    assert.ok(
      events.filter(({ type }) => type.startsWith('walk.answered')).every(({ by }) => by.kind === 'customer'),
    )
    assert.match(
      textOf((await scene.browser.get(`${scene.base}/2`)).payload),
      /From here somebody goes on with you/,
    )
  })

  test('who speaks with whom is said by name on the page, and kept so; nobody reads a brace', async () => {
    const scene = await begun()
    await portal.deed(scene.id, bo, () => ({ type: 'worker.take' }))
    await give(scene, 0, 'light', { answer: 'red' })
    const { customerName } = (await portal.shell.store.card(scene.id))!
    const shown = textOf((await scene.browser.get(`${scene.base}/1`)).payload)
    assert.ok(shown.includes('waits.') && !shown.includes('{'), shown)
    await give(scene, 1, 'restart', { answer: 'failed' })
    const { events, texts } = (await portal.shell.store.read(scene.id))!
    const tried = events.find(({ type }) => type === 'step.tried') as unknown as EventOf<'step.tried'>
    const [what, why] = [tried.what, tried.why].map(ref => texts.get(ref.text))
    assert.equal(what, `Pull the plug, ${customerName}. Bo of Sundnät waits.`)
    assert.doesNotMatch(`${why}`, /[{}]/)
  })

  test('where it needs one of us the agent goes on at that step, and it is his then', async () => {
    const scene = await begun()
    await give(scene, 0, 'light', { answer: 'red' })
    await give(scene, 1, 'restart', { answer: 'failed' })
    const begin = (await eventsOf(scene)).find(
      ({ type }) => type === 'walk.begun',
    ) as unknown as EventOf<'walk.begun'>
    await portal.deed(scene.id, bo, () => ({ type: 'worker.take' }))
    await portal.deed(scene.id, bo, () => ({ type: 'walk.resume', walk: begin.walk }))
    const last = (await eventsOf(scene)).findLast(({ type }) => type === 'walk.answered')
    assert.equal(placeOf((last as unknown as EventOf<'walk.answered'>).to).step, 'line')
    const gone = await give(scene, 1, 'restart', { answer: 'worked' })
    assert.equal(gone.headers.location, `/en/help/cases/${scene.number}`)
    assert.doesNotMatch((await scene.browser.get(`/en/help/cases/${scene.number}`)).payload, /\/begin"/)
  })

  test('what is known already is offered, not asked again', async () => {
    const scene = await begun()
    await give(scene, 0, 'light', { answer: 'red' })
    const other = { ...scene, base: scene.base.replace('no-internet', 'wifi') }
    await scene.browser.post(`${other.base}/begin`, {})
    assert.match(textOf((await scene.browser.get(`${other.base}/0`)).payload), /Red We know this already/)
    assert.equal((await give(other, 0, 'light', { answer: 'known' })).headers.location, `${other.base}/1`)
    assert.deepEqual(walked(await eventsOf(scene)).slice(-1), ['walk.reused'])
    assert.match(textOf((await scene.browser.get(`${other.base}/1`)).payload), /Say light\? Red/)
  })

  test('a form that does not fit comes back; nobody else sees the walk, and a closed case begins none', async () => {
    const scene = await begun()
    assert.equal((await give(scene, 0, 'light', { answer: 'blue' })).statusCode, 422)
    assert.equal((await give(scene, 0, 'light', { answer: 'cannot', because: '' })).statusCode, 422)
    assert.match((await scene.browser.get(`${scene.base}/0/nowhere`)).payload, /Why does this lead nowhere\?/)
    const stranger = visitor(portal)
    assert.equal((await stranger.get(`${scene.base}/0`)).statusCode, 404)
    assert.equal((await stranger.post(`${scene.base}/0`, { step: 'light', answer: 'red' })).statusCode, 404)
    await give(scene, 0, 'light', { answer: 'red' })
    await give(scene, 1, 'restart', { answer: 'worked' })
    assert.match(
      textOf((await scene.browser.get(`${scene.base}/2`)).payload),
      /Solved. Thank you.*To your case/,
    )
    for (const slug of ['nothing', 'printer/../x'])
      assert.notEqual(
        (await scene.browser.post(`/en/help/cases/${scene.number}/scripts/${slug}/begin`, {})).statusCode,
        200,
      )
    assert.equal(walked(await eventsOf(scene)).filter(type => type === 'walk.begun').length, 1)
  })
})
