// A fix is verified and checked again, by keys in the case: on the list until somebody looked, and what came
// back stands in the case with what is done next.
import assert from 'node:assert/strict'
import { after } from 'node:test'
import type { Page } from 'playwright-core'
import { signIn } from '#test/support/client.ts'
import { password } from '#test/support/desk.ts'
import { startJourney } from '#test/support/journey.ts'
import { axeFinds, clipped } from '#test/support/look.ts'

const journey = await startJourney()
const { desk } = journey
after(() => journey.end())

const bo = await journey.enter('Bo Lind')
const asBo = await signIn(desk.url, bo.person.email, password)
const customer = { name: 'Anna Lindqvist', email: 'anna@customers.example' }
const body = { channel: 'phone', subject: 'Router drops the line', customer, take: true }
const opened = await asBo.ask('POST', 'cases', body)
assert.equal(opened.status, 201, opened.text)
const { number } = opened.json
const looks = async (page: Page) => {
  assert.deepEqual(await axeFinds(page), [])
  assert.deepEqual(await clipped(page), [])
}
/** Two keys one after the other. */
const keys = async (first: string, second: string) => {
  await bo.keyboard.press(first)
  await bo.keyboard.press(second)
}

journey.scene('a fix is verified by its keys, in a named environment', async () => {
  await bo.goto(`${desk.url}/c/${number}`)
  await bo.getByRole('heading', { name: 'Router drops the line' }).waitFor()
  await keys('m', 'v')
  const form = bo.getByRole('dialog', { name: 'A fix was checked' })
  await form.getByLabel('Test environment').fill('Lab 2')
  await form.getByLabel('How the fault was made to happen there').fill('Plugged it in ten times')
  await form.getByLabel('Fix that was checked').fill('Firmware 3.3')
  await form.getByLabel('What was seen, or why').fill('Ten times green')
  await looks(bo)
  await form.getByRole('button', { name: 'Record it' }).click()
  await form.waitFor({ state: 'detached' })
  await bo.getByText('Plugged it in ten times').first().waitFor()
  await bo.getByText('Holds', { exact: true }).first().waitFor()
})

journey.scene('what is checked again stands in the case and on the list', async () => {
  await keys('m', 'g')
  const form = bo.getByRole('dialog', { name: 'Check again later' })
  await form.getByLabel('What is checked').fill('Still green after a week')
  await looks(bo)
  await form.getByRole('button', { name: 'Plan it' }).click()
  await bo.getByText('Still green after a week').first().waitFor()
  await bo.getByRole('link', { name: 'Checks' }).first().click()
  await bo.getByText('Nothing here is to be checked again.').waitFor()
  await bo
    .getByRole('button', { name: 'Ahead' })
    .or(bo.getByRole('radio', { name: 'Ahead' }))
    .first()
    .click()
  await bo.getByRole('link', { name: /Router drops the line/ }).waitFor()
  await looks(bo)
})

journey.scene('what came back needs a next action, and is done on the list', async () => {
  await bo.goto(`${desk.url}/c/${number}`)
  await bo.getByRole('button', { name: 'Checked', exact: true }).click()
  const form = bo.getByRole('dialog', { name: 'What came of the check' })
  await form.getByLabel('Came back').check()
  await form.getByLabel('What was looked at and seen').fill('Red again')
  await form.getByLabel('What is done next').fill('Try firmware 3.4')
  await looks(bo)
  await form.getByRole('button', { name: 'Record it' }).click()
  await bo.getByText('Try firmware 3.4').first().waitFor()
  await bo.goto(`${desk.url}/verification?v=done`)
  await bo.getByText('Came back').first().waitFor()
})
