// What is decided stands in the case with the policy it rests on, as it was then: a warning, and the end of a
// contact on a lead's word; and an honest referral reaches whoever owns the product, with its reason.
import assert from 'node:assert/strict'
import { after } from 'node:test'
import type { Page } from 'playwright-core'
import { signIn } from '#test/support/client.ts'
import { password } from '#test/support/desk.ts'
import { startJourney } from '#test/support/journey.ts'
import { axeFinds, clipped, tooWide } from '#test/support/look.ts'

const journey = await startJourney()
const { desk } = journey
after(() => journey.end())

const karin = await journey.enter('Karin Ek', { roles: ['agent', 'lead', 'admin'] })
const bo = await journey.enter('Bo Lind')
const [asKarin, asBo] = await Promise.all(
  [karin, bo].map(({ person }) => signIn(desk.url, person.email, password)),
)
const looks = async (page: Page) =>
  assert.deepEqual([await axeFinds(page), await clipped(page), await tooWide(page)], [[], [], 0])
async function opened(subject: string): Promise<number> {
  const customer = { name: 'Anna', email: 'anna@customers.example' }
  const made = await asBo!.ask('POST', 'cases', { channel: 'phone', subject, customer, take: true })
  assert.equal(made.status, 201, made.text)
  return made.json.number
}
const acknowledgeBy = Date.now() + 86_400_000
const words = { title: 'Calm words', words: 'Warn once, calmly.', acknowledgeBy }
const policy = await asKarin!.ask('POST', 'house-policies', { ...words, moments: ['conduct'] })
assert.equal(policy.status, 201, policy.text)

journey.scene('warned by one version, and ended on a lead’s word by the next', async () => {
  const number = await opened('Shouts at us')
  await bo.goto(`${desk.url}/c/${number}`)
  await bo.locator('h1', { hasText: 'Shouts at us' }).waitFor()
  await bo.keyboard.press('m')
  await bo.keyboard.press('x')
  const form = bo.getByRole('dialog')
  await form.getByText('Calm words').waitFor()
  await form.getByLabel('What was said or written').fill('You fools.')
  await form.getByRole('button', { name: 'Mark a hard contact' }).click()
  await bo.getByRole('button', { name: 'Warn the customer' }).click()
  await bo.getByRole('dialog').getByRole('button', { name: 'Warn the customer' }).click()
  await bo.getByText('By “Calm words”, version 1').waitFor()
  await bo.getByRole('button', { name: 'Ask a lead to end the contact' }).click()
  await bo.getByRole('dialog').getByLabel('Why').fill('He went on.')
  await bo.getByRole('dialog').getByRole('button', { name: 'Ask a lead to end the contact' }).click()
  await bo.getByText('End of contact asked for').first().waitFor()

  const next = { ...words, words: 'Warn once, then a lead.', read: 1, changed: 'A lead decides' }
  const again = await asKarin!.ask('POST', `house-policies/${policy.json.number}/publish`, next)
  assert.equal(again.status, 200, again.text)
  await karin.goto(`${desk.url}/c/${number}`)
  await karin.getByRole('button', { name: 'End the contact' }).click()
  await karin.getByRole('dialog').getByRole('button', { name: 'End the contact' }).click()
  await karin.getByText('By “Calm words”, version 2').waitFor()
  assert.equal(
    await karin.getByText('By “Calm words”, version 1').count(),
    2,
    'what was decided before stays',
  )
  await looks(karin)
  await bo.getByText('By “Calm words”, version 2').waitFor()
})

journey.scene('an owner is named for a product, and reads why a customer was sent elsewhere', async () => {
  await karin.goto(`${desk.url}/admin/products`)
  await karin.getByRole('button', { name: 'Add a product' }).click()
  const form = karin.getByRole('dialog')
  await form.getByLabel('Name').fill('Lamp')
  await form.getByLabel('Who owns it').selectOption('Bo Lind')
  await looks(karin)
  await form.getByRole('button', { name: 'Add' }).click()
  await karin.getByRole('row', { name: /Lamp.*Bo Lind/ }).waitFor()
  const { items } = (await asKarin!.ask('GET', 'products')).json
  const number = await opened('Wants a lamp without a cable')
  await asKarin!.deed(String(number), 'case/classify', { product: items[0].id })
  const because = { because: 'Ours has no battery', instead: 'The shop in the harbour' }
  await asKarin!.deed(String(number), 'case/close', { reason: 'referred', ...because })
  await bo.goto(`${desk.url}/q/mine`)
  await bo.getByRole('heading', { level: 1 }).waitFor()
  await bo.keyboard.press('g')
  await bo.keyboard.press('x')
  await bo
    .getByRole('row', { name: /Ours has no battery.*The shop in the harbour.*Lamp.*Karin Ek/ })
    .waitFor()
  await bo.getByLabel('Product').selectOption('Lamp (1)')
  await bo.getByText('Ours has no battery').waitFor()
  await looks(bo)
  await bo.goto(`${desk.url}/notices`)
  await bo.getByText('A customer was sent elsewhere: your product did not serve him').waitFor()
})
