// A case is stuck: its worker sees why on its page, at once, and says how it goes on or passes it on with the
// reason on the sheet; a lead has the list of what is stuck. Explicit signs only.
import assert from 'node:assert/strict'
import { after } from 'node:test'
import { signIn } from '#test/support/client.ts'
import { password } from '#test/support/desk.ts'
import { quiet, startJourney } from '#test/support/journey.ts'
import { axeFinds, clipped } from '#test/support/look.ts'

const journey = await startJourney()
const { desk } = journey
after(() => journey.end())

const bo = await journey.enter('Bo Lind')
const karin = await journey.enter('Karin Ek', { roles: ['agent', 'lead', 'admin'], levels: [1, 2, 3] })
const asBo = await signIn(desk.url, bo.person.email, password)
const asKarin = await signIn(desk.url, karin.person.email, password)
const customer = { name: 'Anna Lindqvist', email: 'anna@customers.example' }
const body = { channel: 'phone', subject: 'Router drops the line', customer, take: true }
const opened = await asBo.ask('POST', 'cases', body)
assert.equal(opened.status, 201, opened.text)
const { id, number } = opened.json
const bar = bo.getByRole('region', { name: 'This case seems stuck' })

journey.scene(
  'the customer asks for more help: its page says why it seems stuck, without a reload',
  async () => {
    await bo.goto(`${desk.url}/c/${number}`)
    await bo.getByRole('heading', { name: 'Router drops the line' }).waitFor()
    await asKarin.deed(id, 'help/ask', { reason: 'getting_worse', text: 'It is worse today' })
    await bar.getByText('The customer asked for more help').waitFor()
    await bar.getByText(/a lead hears of it/).waitFor()
    await bar.getByText(/complete sheet is good work/).waitFor()
    assert.deepEqual(await axeFinds(bo), [])
    assert.deepEqual(await clipped(bo), [])
  },
)

journey.scene('the lead has a list of what is stuck, with its number and the reason', async () => {
  await karin.goto(`${desk.url}/q/stuck`)
  const row = karin.getByRole('row', { name: /Router drops the line/ })
  await row.getByText(/Stuck: The customer asked for more help/).waitFor()
  await karin.getByRole('link', { name: 'Stuck 1' }).waitFor()
  assert.deepEqual(await axeFinds(karin), [])
  assert.equal(await bo.getByRole('link', { name: /^Stuck/ }).count(), 0, 'for leads')
})

journey.scene('whoever works on it says until when he carries on, and why', async () => {
  await bar.getByRole('button', { name: 'Carry on until' }).click()
  const form = bo.getByRole('dialog', { name: 'Carry on until' })
  await form.getByRole('button', { name: 'Carry on' }).click()
  await form.getByRole('alert').waitFor()
  await form.getByLabel('What you try next, or wait for').fill('The line test ends at noon')
  await form.getByRole('button', { name: 'Carry on' }).click()
  await bar.getByText(/it is looked at again/).waitFor()
  await bo.getByText(/Carries on until/).waitFor()
  await bo.getByText('The line test ends at noon').waitFor()
  await karin.getByText(/^Goes on until/).waitFor()
})

journey.scene(
  'or he passes it on: the sheet knows the reason and asks for the question, and the list empties',
  async () => {
    await bar.getByRole('button', { name: 'Pass it on' }).click()
    await bo.getByText('Why just now: The customer asked for more help.').waitFor()
    // The code that runs in the page stands as text: these files know no browser.
    await bo.waitForFunction(`document.activeElement?.tagName === 'TEXTAREA'
    && document.activeElement.getAttribute('aria-required') === 'true'`)
    await bo.keyboard.press('Escape')
    const offer = { team: desk.teams[2], question: 'Test the line, please', noStepsBecause: 'It is the line' }
    await asBo.deed(id, 'hand-off/offer', offer)
    await bar.waitFor({ state: 'detached' })
    await karin.getByText('No case is stuck.').waitFor()
    const { json } = await asBo.ask('GET', `cases/${id}`)
    const types = json.ledger.map((one: { type: string }) => one.type)
    // The way up answers her request, too.
    assert.deepEqual(types.slice(-3).sort(), ['hand_off.offered', 'help.answering', 'stuck.answered'])
    quiet(journey)
  },
)

journey.scene('when a case counts as stuck is set where levels are', async () => {
  await karin.goto(`${desk.url}/admin/levels`)
  const part = karin.getByRole('region', { name: 'When a case is stuck' })
  await part.getByRole('checkbox', { name: 'A promise to the customer was moved twice' }).click()
  await karin.getByText('Saved').first().waitFor()
  const { json } = await asKarin.ask('GET', 'settings')
  assert.ok(!json.setting.stuck.signs.includes('promise_moved') && json.setting.stuck.signs.length === 8)
  const level = karin.getByRole('region', { name: /What level 1 may do/ })
  await level.getByText(/Is asked about a case in which nothing was done/).waitFor()
  assert.deepEqual(await axeFinds(karin), [])
})
