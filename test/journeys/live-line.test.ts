// The live line in two browsers: one asks, it rings on the other's screen without a reload, is answered, both
// write, it ends with what came of it, and that stands in the case. A second ring nobody takes says so.
import assert from 'node:assert/strict'
import { after } from 'node:test'
import { signIn } from '#test/support/client.ts'
import { password } from '#test/support/desk.ts'
import { startJourney } from '#test/support/journey.ts'
import { axeFinds, clipped } from '#test/support/look.ts'

const journey = await startJourney()
const { desk } = journey
after(() => journey.end())

const bo = await journey.enter('Bo Lind', { levels: [1] })
const marta = await journey.enter('Marta Ruiz', { levels: [2] })
const asBo = await signIn(desk.url, bo.person.email, password)
const customer = { name: 'Anna Lindqvist', email: 'anna@customers.example' }
const body = { channel: 'phone', subject: 'Router drops the line', customer, take: true }
const opened = await asBo.ask('POST', 'cases', body)
assert.equal(opened.status, 201, opened.text)
const { id, number } = opened.json
const bar = (page: typeof bo) => page.getByRole('region', { name: 'Live line' })

journey.scene('one key asks level 2; who is free is said before', async () => {
  await marta.goto(`${desk.url}/q/mine`)
  await marta.getByRole('heading', { level: 1 }).waitFor()
  await bo.goto(`${desk.url}/c/${number}`)
  await bo.getByRole('heading', { name: 'Router drops the line' }).waitFor()
  await bo.keyboard.press('h')
  const form = bo.getByRole('dialog', { name: 'Ask another level now' })
  await form.getByText('Free now: Marta Ruiz').waitFor()
  await form.getByLabel('Question').fill('Can you test the line?')
  assert.deepEqual(await axeFinds(bo), [])
  await form.getByRole('button', { name: 'Ask level 2 now' }).click()
  await bar(bo).getByText('Level 2 is asked; it rings at Marta Ruiz').waitFor()
})

journey.scene('it rings on the other screen with the summary, and stands after a reload', async () => {
  await bar(marta).getByText('Bo Lind asks you').waitFor()
  await bar(marta).getByText('Can you test the line?').waitFor()
  await marta.reload()
  await bar(marta).getByText('Bo Lind asks you').waitFor()
  assert.deepEqual(await axeFinds(marta), [])
  assert.deepEqual(await clipped(marta), [])
})

journey.scene('F9 answers; both write, and a number is a button', async () => {
  await marta.keyboard.press('F9')
  await bar(marta).getByText('On the line with Bo Lind').waitFor()
  await bar(bo).getByText('On the line with Marta Ruiz').waitFor()
  await bar(bo).getByLabel('Write to the others').fill('It goes off at eight.')
  await bar(bo).getByRole('button', { name: 'Send' }).click()
  await bar(marta).getByText('It goes off at eight.').waitFor()
  await bar(marta).getByRole('button', { name: 'Call me at …' }).click()
  await bar(marta).getByLabel('Number to call').fill('+46 70 123 45 67')
  await bar(marta).getByRole('button', { name: 'Send' }).click()
  const call = bar(bo).getByRole('link', { name: 'Call +46 70 123 45 67' })
  assert.equal(await call.getAttribute('href'), 'tel:+46701234567')
  assert.deepEqual(await axeFinds(bo), [])
})

journey.scene('it ends with what came of it, which stands in the case with its people', async () => {
  await bar(marta).getByRole('button', { name: 'End', exact: true }).click()
  await bar(marta).getByLabel('In words').fill('The port was reset.')
  await bar(marta).getByRole('button', { name: 'End with this' }).click()
  await bar(bo).waitFor({ state: 'detached' })
  await bo.getByText('The port was reset.').first().waitFor()
  await bo
    .getByText(/Bo Lind, Marta Ruiz/)
    .first()
    .waitFor()
  const { json } = await asBo.ask('GET', `cases/${id}`)
  const types = json.ledger.map((one: { type: string }) => one.type)
  assert.ok(types.includes('live_line.ended'))
  assert.equal(json.card.level, 1, 'the case did not move')
})

journey.scene('a hand raised is seen on the page of the live line; who helps is asked to lead', async () => {
  const asked = await asBo.deed(id, 'swarm/raise', { question: 'Who knows firmware 7?' })
  assert.ok(asked)
  await marta.goto(`${desk.url}/live-line`)
  await marta.getByText('Who knows firmware 7?').waitFor()
  await marta.getByLabel(/What you know of it/).fill('I have seen it')
  await marta.getByRole('button', { name: 'I can help' }).click()
  await bo.goto(`${desk.url}/live-line`)
  await bo.getByRole('button', { name: 'Let Marta Ruiz lead' }).click()
  await bo.getByText('Leads').waitFor()
  assert.deepEqual(await axeFinds(bo), [])
  assert.deepEqual(await clipped(bo), [])
})
