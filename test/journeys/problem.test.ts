// One cause, many cases: opened from a case in one key, published, found by the next case with its
// workaround, fixed, told, and the page shows how far that has come. Nobody reloads a page.
import assert from 'node:assert/strict'
import { after } from 'node:test'
import type { Page } from 'playwright-core'
import { axeFinds } from '#test/support/look.ts'
import { signIn } from '#test/support/client.ts'
import { password } from '#test/support/desk.ts'
import { quiet, startJourney } from '#test/support/journey.ts'

const journey = await startJourney()
const { desk } = journey
after(() => journey.end())

const karin = await journey.enter('Karin Ek', { roles: ['agent', 'lead'], levels: [1, 2] })
const bo = await desk.person('Bo Lind')
const asBo = await signIn(desk.url, bo.email, password)
const opened = async (subject: string, customer: { name: string; email: string }) => {
  const answer = await asBo.ask('POST', 'cases', { channel: 'phone', subject, customer, take: true })
  assert.equal(answer.status, 201, answer.text)
  return answer.json as { id: string; number: number }
}
const main = (page: Page) => page.locator('#main')
let number = ''

journey.scene('from a case a problem is opened, and stands in the head of the case', async () => {
  const anna = { name: 'Anna Lindqvist', email: 'anna@customers.example' }
  const first = await opened('Scanner jams with glossy paper', anna)
  await karin.goto(`${desk.url}/c/${first.number}`)
  await karin.locator('h1', { hasText: 'Scanner' }).waitFor()
  await karin.keyboard.press('m')
  await karin.keyboard.press('p')
  const dialog = karin.getByRole('dialog')
  await dialog.getByLabel('Which one').selectOption({ label: 'A new one' })
  await dialog.getByLabel('What its cases have in common').fill('All of them in tray two')
  await karin.keyboard.press('Control+Enter')
  const link = main(karin)
    .locator('header')
    .getByRole('link', { name: /^problem \d+/ })
  await link.waitFor()
  number = /\d+/.exec((await link.textContent()) ?? '')?.[0] ?? ''
  await link.click()
  await main(karin).getByText('All of them in tray two').first().waitFor()
})

journey.scene('published with a workaround, it stands on the open list as it happens', async () => {
  const path = `matters/problems/${number}`
  await asBo.ask('POST', `${path}/take`, {})
  await karin.goto(`${desk.url}/problems?v=known`)
  await karin.locator('#main h1').waitFor()
  const symptoms = 'Glossy paper jams in tray two of the scanner'
  assert.equal((await asBo.ask('POST', `${path}/publish`, { edition: 0, symptoms })).status, 200)
  await main(karin).getByRole('link', { name: 'Scanner jams with glossy paper' }).waitFor()
  const around = { what: 'Use tray one for glossy paper', until: null }
  assert.equal((await asBo.ask('POST', `${path}/work-around`, around)).status, 200)
  await main(karin).getByText('workaround', { exact: true }).waitFor()
})

journey.scene('the next case is told of it first thing; one key joins it and writes the answer', async () => {
  const carlo = { name: 'Carlo Rossi', email: 'carlo@customers.example' }
  const next = await opened('Glossy paper jams in the scanner again', carlo)
  await karin.goto(`${desk.url}/c/${next.number}`)
  await karin.getByRole('heading', { name: `Known error ${number} fits` }).waitFor()
  await karin.keyboard.press('Shift+M')
  await main(karin)
    .locator('header')
    .getByRole('link', { name: `problem ${number}` })
    .waitFor()
  const written = karin.locator('textarea').filter({ hasText: 'Use tray one for glossy paper' })
  await written.waitFor()
})

journey.scene('fixed, both contacts are told, and the page counts it', async () => {
  await karin.goto(`${desk.url}/problems/${number}`)
  await main(karin).getByText('2 cases').first().waitFor()
  const fix = { what: 'A new roller', version: '4.2', verified: 'A hundred pages without a jam' }
  assert.equal((await asBo.ask('POST', `matters/problems/${number}/fix`, fix)).status, 200)
  await main(karin).getByText('A hundred pages without a jam').first().waitFor()
  await main(karin).locator('dt:has-text("contact told") + dd', { hasText: '2' }).waitFor()
  assert.deepEqual(await axeFinds(karin), [])
  quiet(journey)
})
