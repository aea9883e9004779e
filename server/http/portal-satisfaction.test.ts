import assert from 'node:assert/strict'
import { after as afterAll, before, test } from 'node:test'
import { after, dayMs } from '#core/kit/time.ts'
import { type TestPortal, testPortal, thursday } from '#server/http/portal-testing.ts'
import { hidden, visitor } from '#server/http/portal-visiting.ts'
import { castOf, play } from '#test/journeys/portal-scenes.ts'

let portal: TestPortal
let cast: ReturnType<typeof castOf>
before(async () => {
  portal = await testPortal()
  cast = castOf(portal)
})
afterAll(() => portal.close())

let visitors = 0
/** Each from a place of his own, so that no limit of forms stands in the way. */
const somebody = () => visitor(portal, {}, `192.0.2.${++visitors}`)

async function asked(scene: 'solved' | 'closed' = 'solved') {
  portal.at(thursday)
  const shown = await play(portal, cast, scene, 'en')
  const satisfaction = portal.shell.newId('sat')
  await portal.deed(shown.caseId, 'clock', () => ({ type: 'satisfaction.ask', satisfaction }))
  const browser = somebody()
  const path = `/en/help/cases/${shown.number}`
  await browser.get(`${path}/satisfaction?k=${shown.secret}`)
  const answers = async () => {
    const ledger = (await portal.shell.store.read(shown.caseId))!
    return ledger.events.flatMap(one =>
      one.type === 'satisfaction.answered'
        ? [[one.score, one.text ? ledger.texts.get(one.text.text) : null]]
        : [],
    )
  }
  const press = async (fields: Record<string, string>, once?: string) => {
    const page = await browser.get(`${path}/satisfaction`)
    return browser.post(`${path}/satisfaction`, { once: once ?? hidden(page.payload, 'once'), ...fields })
  }
  return { ...shown, browser, path, answers, press }
}

test('opening the link answers nothing; a press does, once, and his page says what he told us', async () => {
  for (const scene of ['solved', 'closed'] as const) {
    const { browser, path, answers, press } = await asked(scene)
    const page = await browser.get(`${path}/satisfaction?score=5`)
    assert.equal(page.statusCode, 200)
    assert.match(page.payload, /How did we do\?/)
    assert.doesNotMatch(page.payload, /<script/)
    assert.deepEqual(await answers(), [])
    const once = hidden(page.payload, 'once')
    const told = await press({ score: '4', words: 'Kind <b>people</b>' }, once)
    assert.match(String(told.headers.location), /done=satisfaction/)
    await press({ score: '4', words: 'Kind <b>people</b>' }, once)
    assert.deepEqual(await answers(), [[4, 'Kind <b>people</b>']])
    const shown = (await browser.get(path)).payload
    assert.match(shown, /You told us: 4/)
    assert.match(shown, /Kind &lt;b&gt;people/)
  }
})
test('without a number nothing is recorded and the words stay; another answer changes the first', async () => {
  const { browser, path, answers, press } = await asked()
  const refused = await press({ score: '9', words: 'Nice' })
  assert.equal(refused.statusCode, 422)
  assert.match(refused.payload, /Choose a number from 1 to 5/)
  assert.match(refused.payload, />\s*Nice<\/textarea>/)
  await press({ score: '2' })
  portal.at(after(thursday, 13 * dayMs))
  await press({ score: '5' })
  assert.deepEqual(await answers(), [
    [2, null],
    [5, null],
  ])
  portal.at(after(thursday, 15 * dayMs))
  const late = await press({ score: '1' })
  assert.equal(late.statusCode, 409)
  assert.match(late.payload, /You told us: 5[\s\S]*could be changed for 14 days/)
  assert.equal((await answers()).length, 2)
  assert.doesNotMatch((await browser.get(path)).payload, /Change the answer/)
})
test('erased words are gone, the number stays', async () => {
  const { caseId, browser, path, press } = await asked()
  await press({ score: '3', words: 'Private matter' })
  const ledger = (await portal.shell.store.read(caseId))!
  const told = ledger.events.find(one => one.type === 'satisfaction.answered')
  assert.ok(told?.type === 'satisfaction.answered' && told.text)
  await portal.shell.store.erase([told.text.text])
  const shown = (await browser.get(path)).payload
  assert.match(shown, /You told us: 3/)
  assert.doesNotMatch(shown, /Private matter/)
})
test('who was not asked, or did not show that it is his case, gets no question', async () => {
  portal.at(thursday)
  const shown = await play(portal, cast, 'solved', 'en')
  const browser = somebody()
  const path = `/en/help/cases/${shown.number}`
  await browser.get(`${path}?k=${shown.secret}`)
  assert.equal((await browser.get(`${path}/satisfaction`)).statusCode, 303)
  assert.equal((await browser.post(`${path}/satisfaction`, { score: '1' })).statusCode, 303)
  assert.equal((await somebody().get(`${path}/satisfaction`)).statusCode, 404)
})
