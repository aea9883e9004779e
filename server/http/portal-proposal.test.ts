import assert from 'node:assert/strict'
import { after as afterAll, before, test } from 'node:test'
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
async function proposed() {
  portal.at(thursday)
  const shown = await play(portal, cast, 'solved', 'en')
  const proposal = portal.shell.newId('prp')
  await portal.deed(shown.caseId, cast.bo, seal => ({
    ...{ type: 'proposal.make', proposal, kind: 'sale', what: seal.text('A <b>second</b> lamp') },
    ...{ amountMinor: 1_050, currency: 'EUR' },
  }))
  const browser = visitor(portal, {}, `192.0.2.${++visitors}`)
  const path = `/en/help/cases/${shown.number}`
  await browser.get(`${path}?k=${shown.secret}`)
  const answers = async () =>
    (await portal.shell.store.read(shown.caseId))!.events.flatMap(one =>
      one.type === 'proposal.answered' ? [one.says] : [],
    )
  return { ...shown, browser, path, proposal, answers }
}

test('he reads what it is and that his help does not depend on it; a press answers, once', async () => {
  const { browser, path, proposal, answers } = await proposed()
  const { payload } = await browser.get(path)
  assert.match(payload, /Offered for sale/)
  assert.match(payload, /A &lt;b&gt;second&lt;\/b&gt; lamp/)
  assert.match(payload, /It costs €10\.50\./)
  assert.match(payload, /You get the same help whether you take it or not\./)
  assert.doesNotMatch(payload, /<script(?! src="\/help\/send-files\.js)/)
  assert.deepEqual(await answers(), [])
  const form = { once: hidden(payload, 'once'), says: 'no' }
  const told = await browser.post(`${path}/proposals/${proposal}`, form)
  assert.match(String(told.headers.location), /done=answered_proposal/)
  await browser.post(`${path}/proposals/${proposal}`, form)
  assert.deepEqual(await answers(), ['no'])
  const after = (await browser.get(path)).payload
  assert.match(after, /You said no/)
  assert.doesNotMatch(after, /No, thank you/)
})
test('what is not proposed, or not his, is not there', async () => {
  const { browser, path, answers, proposal } = await proposed()
  const { payload } = await browser.get(path)
  const once = hidden(payload, 'once')
  assert.equal((await browser.post(`${path}/proposals/none`, { once, says: 'yes' })).statusCode, 404)
  assert.equal((await browser.post(`${path}/proposals/${proposal}`, { once, says: 'maybe' })).statusCode, 404)
  const unknown = await browser.post(`${path}/proposals/prp_0`, { once, says: 'yes' })
  assert.doesNotMatch(String(unknown.headers.location), /done=/)
  const stranger = visitor(portal, {}, '192.0.2.250')
  assert.notEqual(
    (await stranger.post(`${path}/proposals/${proposal}`, { once, says: 'yes' })).statusCode,
    303,
  )
  assert.deepEqual(await answers(), [])
})
