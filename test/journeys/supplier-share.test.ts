// A supplier case given to a house outside: its people find it, read it without our customer and answer; its
// owner sees the answer without a reload, and takes it back.
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
const karin = await desk.person('Karin Ek', { roles: ['agent', 'lead', 'admin'], levels: [1] })
const [asBo, asKarin] = [
  await signIn(desk.url, bo.person.email, password),
  await signIn(desk.url, karin.email, password),
]
const made = async (path: string, body: object) => {
  const answer = await asKarin.ask('POST', path, body)
  assert.ok(answer.status < 300, answer.text)
  return answer.json
}
// The people of level 2 are of another house here.
const { items } = (await asKarin.ask('GET', 'teams')).json
const team = items.find((one: { id: string }) => one.id === desk.teams[2])
const agreed = await asKarin.ask('PATCH', `teams/${team.id}`, {
  version: team.version,
  partner: {
    ...{ house: 'Fjärrhjälp AB', accountable: bo.person.id, endsAt: null, readDays: 3, namesPeople: false },
  },
})
assert.equal(agreed.status, 200, agreed.text)
const pia = await journey.enter('Pia Nord', { levels: [2] })
const none = [null, null, null, null]
const supplier = await made('suppliers', {
  name: 'Acme Radios',
  agreed: {
    ...{ calendar: null, answer: [60, 60, 60, 60], update: none, solution: none },
    ...{ chaseMinutes: 600, chasesMax: 2, raiseMinutes: 600 },
  },
})
const customer = { name: 'Anna Lindqvist', email: 'anna@customers.example' }
const opened = await asBo.ask('POST', 'cases', {
  ...{ channel: 'phone', subject: 'Router drops the line', customer, take: true },
})
const outside = await asBo.ask('POST', 'matters/supplier-cases', {
  ...{ case: opened.json.id, supplier: supplier.id, title: 'The radio resets every hour' },
})
assert.equal(outside.status, 201, outside.text)
const { id, number } = outside.json
const words = 'Anna Lindqvist sees the light go out'
const sent = await asBo.ask('POST', `matters/supplier-cases/${id}/send`, { how: 'form', words })
assert.equal(sent.status, 200, sent.text)

const looks = async (page: Page) => {
  assert.deepEqual(await axeFinds(page), [])
  assert.deepEqual(await clipped(page), [])
}

journey.scene('its owner gives it to a house outside, by its key', async () => {
  await pia.goto(`${desk.url}/shared`)
  await pia.getByText('Nothing is with you at present.', { exact: false }).waitFor()
  await looks(pia)
  await bo.goto(`${desk.url}/suppliers/${number}`)
  await bo.getByRole('heading', { name: 'The radio resets every hour' }).waitFor()
  await bo.keyboard.press('h')
  const form = bo.getByRole('dialog', { name: 'Give to another house' })
  await looks(bo)
  await form.getByRole('button', { name: 'Save' }).click()
  await bo.getByText('Given to Fjärrhjälp AB: they answer here').waitFor()
  await looks(bo)
})

journey.scene('they find it without a reload, without our customer, and answer in their words', async () => {
  await pia.getByRole('link', { name: `${number} The radio resets every hour` }).click()
  await pia.getByText('sees the light go out', { exact: false }).waitFor()
  assert.equal(await pia.getByText('Anna').count(), 0, 'she does not leave the house')
  assert.equal(await pia.getByText('Bo Lind').count(), 0)
  await looks(pia)
  const form = pia.getByRole('form', { name: 'Answer' })
  await form.getByLabel('What it comes to').selectOption('question')
  await form.getByLabel('In words').fill('Which firmware is it?')
  await form.getByLabel('Your reference').fill('F-77')
  await pia.keyboard.press('Control+Enter')
  await pia.getByText('With the support desk', { exact: true }).waitFor()
  assert.equal(await form.getByLabel('In words').inputValue(), '')
  await looks(pia)
  await bo.getByText('Pia Nord, Fjärrhjälp AB').first().waitFor()
  await bo.getByText('Which firmware is it?').waitFor()
})

journey.scene('an answer that does not arrive stays as it was written', async () => {
  const form = pia.getByRole('form', { name: 'Answer' })
  await pia.route('**/answer', route => route.fulfill({ status: 503, body: '' }))
  await form.getByLabel('In words').fill('We look at it tomorrow')
  await form.getByRole('button', { name: 'Answer' }).click()
  await pia.getByRole('status').or(pia.getByRole('alert')).first().waitFor()
  assert.equal(await form.getByLabel('In words').inputValue(), 'We look at it tomorrow')
  await pia.unroute('**/answer')
  await form.getByRole('button', { name: 'Answer' }).click()
  await pia.locator('ol').getByText('We look at it tomorrow').waitFor()
})

journey.scene('taken back with a reason, it is there no more', async () => {
  await bo.keyboard.press('h')
  const form = bo.getByRole('dialog', { name: 'Take it back' })
  await form.getByLabel('Why').fill('given to the wrong house')
  await form.getByRole('button', { name: 'Save' }).click()
  await bo.getByText('Taken back from Fjärrhjälp AB').waitFor()
  await pia.reload()
  await pia.getByText('This is not with you, or not any more.').waitFor()
  await looks(pia)
})

quiet(journey)
