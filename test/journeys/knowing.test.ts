// Somebody says what he knows in his own settings; his lead finds him by the product, adds a training, and
// looks at one person at a time. Who does not lead is told so.
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
const karin = await journey.enter('Karin Ek', { roles: ['agent', 'lead', 'admin'] })
const asKarin = await signIn(desk.url, karin.person.email, password)
const added = await asKarin.ask('POST', 'products', { name: 'Router X' })
assert.equal(added.status, 201, added.text)
const looks = async (page: Page) => {
  assert.deepEqual(await axeFinds(page), [])
  assert.deepEqual(await clipped(page), [])
}

journey.scene('one says what he knows, among his own settings', async () => {
  await bo.goto(`${desk.url}/me`)
  await bo.getByText('Nothing is said of any product yet').waitFor()
  await bo.getByRole('button', { name: 'Say what is known' }).click()
  const form = bo.getByRole('dialog', { name: 'Say what is known' })
  await form.getByRole('button', { name: 'Save' }).click()
  await form.getByText('Which product?').waitFor()
  await form.getByLabel('Product').selectOption('Router X')
  await form.getByLabel('Used since').fill('2999-01-01')
  await form.getByRole('button', { name: 'Save' }).click()
  await form.getByText('This date is still to come.').waitFor()
  await form.getByLabel('Used since').fill('2024-05-01')
  await looks(bo)
  await form.getByRole('button', { name: 'Save' }).click()
  await bo.getByRole('row', { name: /Router X.*1 May 2024.*says Bo Lind/ }).waitFor()
  await bo.getByText('Nothing was handed up in 90 days.').waitFor()
  await looks(bo)
})

journey.scene('his lead finds him by the product, and says that he was trained', async () => {
  await karin.goto(`${desk.url}/q/mine`)
  await karin.getByRole('heading', { level: 1 }).waitFor()
  await karin.keyboard.press('g')
  await karin.keyboard.press('w')
  await karin.getByRole('heading', { name: 'Who knows which product' }).waitFor()
  await karin.getByText('Choose a product.').waitFor()
  await karin.getByRole('combobox', { name: 'Product', exact: true }).selectOption('Router X')
  await karin.getByRole('row', { name: /Bo Lind.*used it/ }).waitFor()
  await looks(karin)
  await karin.getByText('One person', { exact: true }).click()
  await karin.getByRole('combobox', { name: 'Person', exact: true }).selectOption('Bo Lind')
  await karin.getByRole('button', { name: 'Change Router X' }).click()
  const form = karin.getByRole('dialog', { name: 'Router X' })
  await form.getByLabel('Trained on').fill('2025-02-03')
  await form.getByRole('button', { name: 'Save' }).click()
  await karin.getByRole('row', { name: /1 May 2024.*says Bo Lind.*3 Feb 2025.*says Karin Ek/ }).waitFor()
  await looks(karin)
})

journey.scene('who does not lead him is told why he sees nothing', async () => {
  await bo.goto(`${desk.url}/knowing?v=person&who=${karin.person.id}`)
  await bo.getByText('Only the person and those who lead that person see this.').waitFor()
  await looks(bo)
})

journey.scene('the live line rings by it once the desk says so', async () => {
  await karin.goto(`${desk.url}/admin/levels`)
  const isOn = (checked: boolean) =>
    karin.getByRole('checkbox', { name: /rings first at who knows the product/, checked })
  await isOn(false).click()
  await isOn(true).waitFor()
  await karin.reload()
  await isOn(true).waitFor()
  await looks(karin)
})
