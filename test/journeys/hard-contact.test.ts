// A hard contact in a browser: marked by key with what was said, the customer warned in calm words of his
// language, and nothing offered meanwhile.
import assert from 'node:assert/strict'
import { after } from 'node:test'
import { signIn } from '#test/support/client.ts'
import { password } from '#test/support/desk.ts'
import { quiet, startJourney } from '#test/support/journey.ts'
import { axeFinds } from '#test/support/look.ts'

const journey = await startJourney()
const { desk } = journey
after(() => journey.end())

const bo = await journey.enter('Bo Lind', { levels: [1] })
const asBo = await signIn(desk.url, bo.person.email, password)
const customer = { name: 'Anna Lindqvist', email: 'anna@customers.example' }
const begun = { channel: 'phone', subject: 'No picture', customer, take: true }
const opened = (await asBo.ask('POST', 'cases', begun)).json as { id: string; number: number }
const main = bo.locator('#main')

journey.scene('what was said is kept, and five minutes begin', async () => {
  await bo.goto(`${desk.url}/c/${opened.number}`)
  await bo.locator('h1', { hasText: 'No picture' }).waitFor()
  await bo.keyboard.press('m')
  await bo.keyboard.press('x')
  const form = bo.getByRole('dialog')
  await form.getByRole('textbox').fill('You are all fools.')
  assert.deepEqual(await axeFinds(bo), [])
  await form.getByRole('button', { name: 'Mark a hard contact' }).click()
  await main.getByText('You are all fools.').waitFor()
  await bo.getByText('Five minutes for you').first().waitFor()
  const { json } = await asBo.ask('GET', 'live-line/hard-contact')
  assert.notEqual((json as { pausedUntil: number | null }).pausedUntil, null)
})

journey.scene('the customer is warned in ready words', async () => {
  await main.getByRole('button', { name: 'Warn the customer' }).click()
  const form = bo.getByRole('dialog')
  assert.match(await form.getByRole('textbox').inputValue(), /keep to the matter/)
  await form.getByRole('button', { name: 'Warn the customer' }).click()
  await main.getByText('Warned by Bo Lind').waitFor()
  await bo.goto(`${desk.url}/thanks?v=mad`)
  await bo.getByRole('heading', { name: 'What drives me mad' }).waitFor({ state: 'attached' })
  quiet(journey)
})
