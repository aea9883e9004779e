// Who writes a word that mocks the customer is told so while he writes, in both composers, before anything is
// saved; it holds nothing back.
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
const hint = bo.locator('#main').getByText('mocks whoever asked for help')

journey.scene('in a team note: said at once, gone with the word, and held back by nothing', async () => {
  await bo.goto(`${desk.url}/c/${opened.number}`)
  await bo.locator('h1', { hasText: 'No picture' }).waitFor()
  await bo.keyboard.press('i')
  const note = bo.getByRole('textbox', { name: 'Note for the team' })
  await note.fill('Classic I-D-1-0-T, told her to press the button')
  await hint.waitFor()
  assert.match(await bo.locator('#main').textContent().then(String), /I-D-1-0-T mocks/)
  assert.deepEqual(await axeFinds(bo), [])
  await note.fill('Told her to press the button')
  await hint.waitFor({ state: 'detached' })
  await note.fill('A layer 8 problem')
  await hint.waitFor()
  await bo.keyboard.press('Control+Enter')
  await bo.locator('#main').getByText('A layer 8 problem').first().waitFor()
  await note.waitFor({ state: 'detached' })
})

journey.scene('in the reply to the customer as well', async () => {
  await bo.keyboard.press('r')
  await bo.keyboard.type('Dear Anna, between chair and keyboard')
  await hint.waitFor()
  quiet(journey)
})
