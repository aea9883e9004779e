// A lead looks where people are missing: the sentence, the grid by keys, an hour with its cases, the table,
// what others may not see. Not: the reckoning (core/capacity).
import assert from 'node:assert/strict'
import { after } from 'node:test'
import type { Page } from 'playwright-core'
import { weekdays } from '#core/clock/date.ts'
import { watchOverload } from '#server/react/overload.ts'
import { signIn } from '#test/support/client.ts'
import { password } from '#test/support/desk.ts'
import { quiet, signInBy, startJourney } from '#test/support/journey.ts'

const journey = await startJourney()
const { desk } = journey
after(() => journey.end())
const karin = await desk.person('Karin', { roles: ['agent', 'lead'] })
let page: Page
let of = ''

journey.scene('a case of now, and nobody with working hours', async () => {
  const client = await signIn(desk.url, karin.email, password)
  const { status, text } = await client.ask('POST', 'cases', {
    ...{ channel: 'phone', subject: 'No light', customer: { name: 'Anna' }, take: true },
  })
  assert.equal(status, 201, text)
  const day = (ms: number) => new Date(desk.shell.now() + ms).toISOString().slice(0, 10)
  of = `${day(-86_400_000)}..${day(86_400_000)}`
})

journey.scene('g a leads there; a week without cases says so', async () => {
  page = await journey.open()
  await signInBy(page, desk.url, karin.email)
  await page.getByRole('link', { name: 'No light' }).waitFor()
  await page.keyboard.press('g')
  await page.keyboard.press('a')
  await page.waitForURL(/\/capacity/)
  await page.locator('[data-sentence]', { hasText: 'Nothing came' }).waitFor()
  await page.getByText(/no working hours/).waitFor()
})

journey.scene('who is missing is said, stands in the grid, and leads to the cases', async () => {
  await page.goto(`${desk.url}/capacity?of=${of}`)
  await page.locator('[data-sentence]', { hasText: /is missing|are missing/ }).waitFor()
  const cell = page.locator('td a[tabindex="0"]')
  assert.match((await cell.allInnerTexts()).join(), /^−\d$/)
  await cell.focus()
  const { weekday, hour } = /^(?<weekday>\w+)-(?<hour>\d+)$/.exec((await cell.getAttribute('data-hour'))!)!
    .groups!
  assert.ok(weekdays.some(one => one === weekday))
  await page.keyboard.press(weekday === 'sun' ? 'ArrowLeft' : 'ArrowRight')
  const next = weekdays[weekdays.indexOf(weekday as 'mon') + (weekday === 'sun' ? -1 : 1)]
  await page.locator(`[data-hour="${next}-${hour}"]:focus`).waitFor()
  await page.locator(`[data-hour="${weekday}-${hour}"]`).click()
  await page.getByRole('link', { name: /No light/ }).waitFor()
  await page.keyboard.press('Escape')
  await page.locator('[data-sentence]').waitFor()
})

journey.scene('a flood stands over the board; promises at risk are moved in one go', async () => {
  const client = await signIn(desk.url, karin.email, password)
  const { version, setting } = (await client.ask('GET', 'settings')).json
  const admin = await desk.person('Ada', { roles: ['admin'] })
  const capacity = { ...setting.capacity, handleMinutes: [100, 100, 100] }
  const set = await signIn(desk.url, admin.email, password)
  assert.equal((await set.ask('PATCH', 'settings', { version, capacity })).status, 200)
  for (let i = 0; i < 6; i++) {
    const customer = { name: `Anna ${i}`, email: `anna${i}@customers.example` }
    const made = await client.ask('POST', 'cases', { channel: 'email', subject: 'No light', customer })
    assert.equal(made.status, 201, made.text)
  }
  await watchOverload(desk.shell)
  await page.goto(`${desk.url}/board`)
  await page.getByText(/more comes than people can do since .* Time told to new customers: /).waitFor()
  await page.getByRole('link', { name: 'Promises at risk' }).click()
  await page.getByRole('button', { name: /^Move \d promises and tell the customers/ }).click()
  await page
    .getByText(/^\d promises moved\.$/)
    .first()
    .waitFor()
  await page.getByText('No promise that could be moved is in danger.').waitFor()
  await page.keyboard.press('Escape')
  await page.locator('[data-sentence]').waitFor()
})

journey.scene(
  't turns it into a table; an address without a week says so; agents see none of it',
  async () => {
    await page.keyboard.press('t')
    await page.getByRole('columnheader', { name: 'Needed' }).waitFor()
    await page.goto(`${desk.url}/capacity?week=none`)
    await page.getByText('This address names no week.').waitFor()
    await page.getByRole('button', { name: 'Show this week' }).click()
    await page.locator('[data-sentence]').waitFor()
    quiet(journey)
    const other = await journey.enter('Bo', { roles: ['agent'] })
    await other.goto(`${desk.url}/capacity`)
    await other.getByText('Capacity is for leads').waitFor()
  },
)
