// A policy of the house is published, read and acknowledged; somebody asks from a case whether he may tell an
// answer, a lead decides it as a policy, and the case hears it: seen by people in a browser.
import assert from 'node:assert/strict'
import { after } from 'node:test'
import type { Page } from 'playwright-core'
import { signIn } from '#test/support/client.ts'
import { password } from '#test/support/desk.ts'
import { quiet, startJourney } from '#test/support/journey.ts'
import { axeFinds, clipped } from '#test/support/look.ts'

const journey = await startJourney()
const { desk } = journey
after(() => journey.end())

const bo = await journey.enter('Bo Lind')
const karin = await journey.enter('Karin Ek', { roles: ['agent', 'lead'], levels: [1, 2] })
const asBo = await signIn(desk.url, bo.person.email, password)
const customer = { name: 'Anna Lindqvist', email: 'anna@customers.example' }
const body = { channel: 'phone', subject: 'Asks about prices', customer, take: true }
const opened = await asBo.ask('POST', 'cases', body)
assert.equal(opened.status, 201, opened.text)
const { id, number } = opened.json

const looks = async (page: Page) => {
  assert.deepEqual(await axeFinds(page), [])
  assert.deepEqual(await clipped(page), [])
}

journey.scene('a lead publishes a policy; whoever it binds reads it and says so', async () => {
  await karin.goto(`${desk.url}/policies`)
  await karin.getByText('No policy fits.').waitFor()
  await karin.keyboard.press('u')
  const form = karin.getByRole('dialog', { name: 'Publish a policy' })
  await form.getByLabel('Title').fill('Refunds')
  await form.getByLabel('What holds').fill('Ask a lead before you refund.')
  await form.getByLabel('Writing to customers, what may be told').check()
  await looks(karin)
  await karin.route('**/house-policies', route => route.fulfill({ status: 503, body: '' }))
  await form.getByRole('button', { name: 'Publish' }).click()
  await karin.getByRole('status').or(karin.getByRole('alert')).first().waitFor()
  assert.equal(await form.getByLabel('Title').inputValue(), 'Refunds', 'nothing is lost')
  await karin.unroute('**/house-policies')
  await form.getByRole('button', { name: 'Publish' }).click()
  await form.waitFor({ state: 'detached' })
  await karin.getByRole('heading', { name: 'Refunds' }).waitFor()
  await karin.getByText(/Bo Lind/).waitFor()
  await looks(karin)
  await bo.goto(`${desk.url}/notices`)
  const asked = bo.getByRole('link', { name: 'A policy was published: read it and confirm that you have' })
  await asked.waitFor()
  await looks(bo)
  await asked.click()
  await bo.getByText(/^Read this and say so by/).waitFor()
  await bo.goto(`${desk.url}/policies`)
  await bo.getByText('to read', { exact: true }).waitFor()
  await looks(bo)
  await bo.getByRole('link', { name: /Refunds/ }).click()
  await bo.getByText(/^Read this and say so by/).waitFor()
  await bo.keyboard.press('y')
  await bo.getByText('Noted that you have read it.').first().waitFor()
  await bo.getByText('read', { exact: true }).waitFor()
  await looks(bo)
})

journey.scene('from the case: a policy is looked up, and a lead is asked what may be told', async () => {
  await bo.goto(`${desk.url}/c/${number}`)
  await bo.getByRole('heading', { name: 'Asks about prices' }).waitFor()
  await bo.keyboard.press('m')
  await bo.keyboard.press('y')
  const found = bo.getByRole('dialog', { name: 'Look up a policy' })
  await found.getByLabel('Words in a policy').fill('refund')
  await found.getByText('Ask a lead before you refund.').waitFor()
  await looks(bo)
  await bo.keyboard.press('Escape')
  await bo.keyboard.press('m')
  await bo.keyboard.press('t')
  const form = bo.getByRole('dialog', { name: 'May I tell?' })
  await form.getByLabel('What the customer asks').fill('Does the price go up?')
  await form.getByLabel('What would be told').fill('Yes, in May')
  await form.getByRole('link', { name: 'Refunds' }).waitFor()
  await looks(bo)
  await form.getByRole('button', { name: 'Ask' }).click()
  await bo
    .getByText(/a lead is asked whether this may be told/)
    .first()
    .waitFor()
})

journey.scene('where a policy is shown is said later as well; a refusal leads to it', async () => {
  await karin.goto(`${desk.url}/policies`)
  await karin.getByRole('link', { name: /Refunds/ }).click()
  await karin.getByRole('heading', { name: 'Refunds' }).waitFor()
  await karin.keyboard.press('m')
  const form = karin.getByRole('dialog', { name: 'Where it is shown' })
  await form.getByLabel('Goodwill').check()
  await looks(karin)
  await karin.keyboard.press('Control+Enter')
  await karin.getByText('Writing to customers, what may be told, Goodwill').waitFor()
  await bo.goto(`${desk.url}/c/${number}`)
  await bo.getByRole('heading', { name: 'Asks about prices' }).waitFor()
  await bo.keyboard.press('m')
  await bo.keyboard.press('w')
  const give = bo.getByRole('dialog')
  await give.getByLabel('What he gets, in words he reads').fill('Ten euros off')
  await give.getByLabel('What it is worth (EUR)').fill('10')
  await give.getByLabel('Why').fill('He waited')
  await bo.keyboard.press('Control+Enter')
  const toasts = bo.getByRole('region', { name: 'Messages of this page' })
  await toasts.getByRole('link', { name: 'Refunds' }).waitFor()
  await looks(bo)
})

journey.scene('the lead decides it in his words, as a policy; the case and its contact hear it', async () => {
  await karin.goto(`${desk.url}/policies`)
  await karin.getByRole('link', { name: /Does the price go up/ }).click()
  await karin.getByRole('heading', { name: 'Does the price go up?' }).waitFor()
  await looks(karin)
  await karin.keyboard.press('y')
  const form = karin.getByRole('dialog', { name: 'Decide' })
  await form.getByLabel('in these words').check()
  await form.getByLabel('Words that may be told').fill('Prices are reviewed in spring.')
  await form.getByLabel(/It holds from now on/).check()
  await form.getByLabel('Title').fill('Price rises')
  await form.getByLabel('What holds').fill('Say that prices are reviewed in spring.')
  await looks(karin)
  await form.getByRole('button', { name: 'Decide' }).click()
  await karin.getByText('As a policy from now on.').waitFor()
  await karin.getByRole('link', { name: 'By “Price rises”, version 1' }).waitFor()
  await looks(karin)
  await desk.ledger(id, ({ events }) =>
    events.some(one => one.type === 'matter.told' && one.news === 'may_tell_so'),
  )
  await bo
    .getByText(/this may be told, in these words/)
    .first()
    .waitFor()
  await bo.goto(`${desk.url}/policies?q=spring`)
  await bo.getByRole('link', { name: /Price rises/ }).waitFor()
})

quiet(journey)
