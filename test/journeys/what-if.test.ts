// A lead asks what would be otherwise: as it is now, with one more person, as a table, by a link; what is no
// change, what says too little, and who may not see it. Not: the playing (core/capacity).
import assert from 'node:assert/strict'
import { after } from 'node:test'
import type { Page } from 'playwright-core'
import { seedDesk } from '#bin/seeding.ts'
import { weekdays } from '#core/clock/date.ts'
import type { PostgresStore } from '#store/postgres/store.ts'
import { signIn } from '#test/support/client.ts'
import { password } from '#test/support/desk.ts'
import { quiet, signInBy, startJourney } from '#test/support/journey.ts'

const journey = await startJourney()
const { desk } = journey
after(() => journey.end())
const karin = await desk.person('Karin', { roles: ['agent', 'lead'] })
let page: Page
const sentence = (text: RegExp) => page.locator('[data-sentence]', { hasText: text }).waitFor()

journey.scene('two years of cases, and one person who is planned', async () => {
  const store = desk.shell.store as PostgresStore
  const quietly = { progress: () => {}, openShare: 0, seed: 1 }
  await seedDesk({ url: desk.databaseUrl, store, cases: 1_200, ...quietly })
  const client = await signIn(desk.url, karin.email, password)
  const people = (await client.ask('GET', 'agents')).json.items
  const { version } = people.find((one: { id: string }) => one.id === karin.id)
  const hours = Object.fromEntries(weekdays.slice(0, 5).map(one => [one, [['09:00', '17:00']]]))
  const wish = { version, zone: 'UTC', hours, cover: null }
  const set = await client.ask('PUT', `working-weeks/${karin.id}`, wish)
  assert.equal(set.status, 200, set.text)
})

journey.scene('capacity leads there: first it is said how it goes now', async () => {
  page = await journey.open()
  await signInBy(page, desk.url, karin.email)
  await page.goto(`${desk.url}/capacity`)
  await page.getByRole('link', { name: 'What if …' }).click()
  await sentence(/^As planned now, .* Choose what would be otherwise\.$/)
})

journey.scene('a choice stands in the address, and its difference is said first', async () => {
  await page.getByRole('button', { name: 'More or fewer people' }).click()
  await page.waitForURL(/people=2%3A1/)
  await page.getByLabel('At which level').selectOption('1')
  await page.getByLabel('On which days').selectOption('mon-fri')
  await page.waitForURL(/people=1%3A1%3Amon-fri%3A9-17/)
  await page.getByText('40 hours a week').waitFor()
  await page.getByLabel('How much comes').selectOption('50')
  await page.waitForURL(/arrivals=50/)
  await sentence(/instead of .* \(95% sure: /)
  await page.locator('[data-figure="busy-1"]').getByText('What if').waitFor()
})

journey.scene('t turns it into a table; the link says the same to others', async () => {
  await page.keyboard.press('t')
  await page.getByRole('columnheader', { name: 'Difference' }).waitFor()
  const said = await page.locator('[data-sentence]').textContent()
  await page.goto(page.url())
  await page.getByRole('rowheader', { name: 'Level 1: Wait until work begins' }).waitFor()
  assert.equal(await page.locator('[data-sentence]').textContent(), said)
  await page.getByRole('button', { name: 'Take this out' }).click()
  await page.waitForURL(now => !now.search.includes('people'))
})

journey.scene('what is no change, what says too little, and agents: it is said', async () => {
  await page.goto(`${desk.url}/capacity/what-if?people=9:1`)
  await page.getByRole('button', { name: 'Begin anew' }).click()
  await sentence(/^As planned now/)
  const today = new Date(desk.shell.now()).toISOString().slice(0, 10)
  await page.goto(`${desk.url}/capacity/what-if?of=${today}`)
  await page.getByText(/^Less than a week was counted/).waitFor()
  await page.keyboard.press('Escape')
  await page.waitForURL(/\/capacity\?/)
  quiet(journey)
  const other = await journey.enter('Bo', { roles: ['agent'] })
  await other.goto(`${desk.url}/capacity/what-if`)
  await other.getByText('Capacity is for leads').waitFor()
})
