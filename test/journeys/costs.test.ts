// What an hour costs is set, what a case cost is noted and taken back, and reports tell it in the desk's
// currency.
import assert from 'node:assert/strict'
import { after } from 'node:test'
import { weekAt } from '#core/measure/period.ts'
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
const opened = await client.ask('POST', 'cases', {
  ...{ channel: 'phone', subject: 'Lamp', take: true, kind: 'malfunction' },
  customer: { name: 'Anna', email: 'anna@customers.example' },
})
const looks = async (page: typeof karin) =>
  assert.deepEqual([await axeFinds(page), await clipped(page), await tooWide(page)], [[], [], 0])

journey.scene('what an hour costs is set from now on; nonsense is refused at its field', async () => {
  await karin.goto(`${desk.url}/admin/costs`)
  await karin.getByText('Nothing is set yet: no costs are counted.').waitFor()
  await karin.getByLabel('An hour at level 2').fill('much')
  await karin.keyboard.press('Control+s')
  await karin.getByText('Write an amount as a number').waitFor()
  await looks(karin)
  await karin.getByLabel('An hour at level 1').fill('42')
  await karin.getByLabel('An hour at level 2').fill('60,50')
  await karin.keyboard.press('Control+s')
  await karin.getByRole('cell', { name: '€60.50' }).waitFor()
  await karin.getByRole('cell', { name: 'not known' }).waitFor()
  await looks(karin)
})

journey.scene('a cost is noted in the case and summed up beside it', async () => {
  await bo.goto(`${desk.url}/c/${opened.json.number}`)
  await bo.locator('h1', { hasText: 'Lamp' }).waitFor()
  await bo.keyboard.press('m')
  await bo.keyboard.press('e')
  const form = bo.getByRole('dialog')
  await form.getByRole('radio', { name: 'parts' }).check()
  await form.getByLabel('Amount in EUR').fill('12,50')
  await form.getByLabel('What for, in a few words').fill('A new bulb')
  await looks(bo)
  await bo.keyboard.press('Control+Enter')
  await form.waitFor({ state: 'detached' })
  await bo.getByText('A new bulb').waitFor()
  await bo.getByRole('heading', { name: 'Cost so far' }).waitFor()
  await bo.getByRole('definition').filter({ hasText: '€12.50' }).waitFor()
  await looks(bo)
})

journey.scene('reports tell what a contact cost, beside what was opened again', async () => {
  // The desk's own week: late on a Sunday it is another one than in UTC.
  const week = weekAt(desk.shell.now(), desk.shell.settings().timeZone ?? 'UTC')
  await karin.goto(`${desk.url}/reports?of=${week}`)
  await karin.getByRole('heading', { name: 'Effort and cost' }).waitFor()
  await karin.getByText('€12.50').first().waitFor()
  await looks(karin)
})

journey.scene('a cost is taken back with a reason, stays readable, and counts no more', async () => {
  await bo.getByRole('button', { name: 'Take the cost back' }).first().click()
  await bo.getByRole('dialog').getByLabel('Why').fill('The old one works')
  await bo.keyboard.press('Control+Enter')
  await bo.getByText('taken back').first().waitFor()
  await bo.getByText('The old one works').waitFor()
  await bo.getByRole('heading', { name: 'Cost so far' }).waitFor({ state: 'detached' })
  await looks(bo)
})
