// Rules put in force by a lead, something given by them in a case, and the list of what was given.
import assert from 'node:assert/strict'
import { after } from 'node:test'
import { signIn } from '#test/support/client.ts'
import { password } from '#test/support/desk.ts'
import { startJourney } from '#test/support/journey.ts'
import { axeFinds, clipped, tooWide } from '#test/support/look.ts'

const journey = await startJourney()
const { desk } = journey
after(() => journey.end())

const karin = await journey.enter('Karin Ek', { roles: ['agent', 'lead'] })
const bo = await journey.enter('Bo Lind')
const client = await signIn(desk.url, bo.person.email, password)
const customer = { name: 'Anna', email: 'anna@customers.example' }
const opened = await client.ask('POST', 'cases', {
  ...{ channel: 'phone', subject: 'Lamp', customer, take: true, kind: 'malfunction' },
})
const looks = async () =>
  assert.deepEqual([await axeFinds(karin), await clipped(karin), await tooWide(karin)], [[], [], 0])

journey.scene('a desk without rules begins with usual ones; what is wrong is said at its field', async () => {
  await karin.goto(`${desk.url}/admin/goodwill`)
  await karin.getByRole('button', { name: 'Begin with usual rules' }).click()
  await karin.getByLabel('Level 2').fill('10')
  await karin.keyboard.press('Control+s')
  await karin.getByText('Error: Whoever is higher may not give less.').waitFor()
  await looks()
  await karin.getByLabel('Level 2').fill('50')
  await karin.getByLabel('Level 1').fill('25,50')
  await karin.keyboard.press('Control+s')
  await karin.getByText('Version 1 of the rules is in force.').last().waitFor()
  // The form is made anew of what is in force as soon as that was read again.
  await karin.locator('input[value="25.50"]').first().waitFor()
  assert.equal(await karin.getByLabel('Level 1').inputValue(), '25.50')
})

journey.scene('the rules are tried on a case', async () => {
  await karin.getByLabel('Number of the case').fill(String(opened.json.number))
  await karin.getByLabel('What it is worth (EUR)').fill('10')
  await karin.getByRole('button', { name: 'See what the rules say' }).click()
  await karin.getByText('You may give it by yourself.').waitFor()
  await looks()
})

journey.scene('something is given in the case, and stands in the list', async () => {
  await bo.goto(`${desk.url}/c/${opened.json.number}`)
  await bo.locator('h1', { hasText: 'Lamp' }).waitFor()
  await bo.keyboard.press('m')
  await bo.keyboard.press('w')
  const form = bo.getByRole('dialog')
  await form.getByLabel('What he gets, in words he reads').fill('Ten euros off the next order')
  await form.getByLabel('What it is worth (EUR)').fill('10')
  await form.getByLabel('Why').fill('The lamp was ours to test')
  await bo.keyboard.press('Control+Enter')
  await bo.getByText('You get a coupon from us').first().waitFor()
  await karin.keyboard.press('g')
  await karin.keyboard.press('k')
  await karin.getByRole('link', { name: 'Coupon' }).waitFor()
  await karin.getByRole('cell', { name: '€10.00' }).waitFor()
  await looks()
  await karin.getByRole('button', { name: 'what it came to' }).click()
  await karin.getByRole('heading', { name: 'What it came to within a year' }).waitFor()
  await looks()
})

journey.scene('what is given meanwhile appears in the list by itself', async () => {
  await karin.goto(`${desk.url}/goodwill`)
  await karin.getByRole('link', { name: 'Coupon' }).waitFor()
  const given = await client.ask('POST', `cases/${opened.json.number}/goodwill/give`, {
    ...{ kind: 'discount', what: '5 off', amountMinor: 500, currency: 'EUR', fault: 'ours', because: 'Late' },
  })
  assert.equal(given.status, 200, given.text)
  await karin.getByRole('cell', { name: '€5.00' }).waitFor()
})

journey.scene('a fix is proposed in the case; a sale waits until help was given', async () => {
  const propose = async (kind: RegExp, what: string) => {
    await bo.keyboard.press('m')
    await bo.keyboard.press('o')
    const form = bo.getByRole('dialog')
    await form.getByRole('radio', { name: kind }).check()
    await form.getByLabel('What is proposed, in words the customer reads').fill(what)
    assert.deepEqual([await axeFinds(bo), await clipped(bo), await tooWide(bo)], [[], [], 0])
    await bo.keyboard.press('Control+Enter')
    return form
  }
  const closed = await propose(/^A fix/, 'Another bulb')
  await closed.waitFor({ state: 'detached' })
  await bo.getByText('Proposed as part of the help').first().waitFor()
  await bo.getByText('waits for the customer').first().waitFor()
  await propose(/^A sale/, 'A second lamp')
  await bo.getByText('Help comes first').first().waitFor()
})
