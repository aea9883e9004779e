// A lead reads the report of a week: what changed, a measure beside what keeps it honest, its table, the
// cases behind it; what he sees stands in the address. Not: what the measures are (test/measures.test.ts).
import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { after } from 'node:test'
import type { Page } from 'playwright-core'
import { signIn } from '#test/support/client.ts'
import { password } from '#test/support/desk.ts'
import { quiet, signInBy, startJourney } from '#test/support/journey.ts'

const journey = await startJourney()
const { desk } = journey
after(() => journey.end())
const karin = await desk.person('Karin', { roles: ['agent', 'lead'] })
let week = ''
let page: Page

journey.scene('a week with three cases, one of them solved', async () => {
  const client = await signIn(desk.url, karin.email, password)
  const customer = { name: 'Anna', email: 'anna@customers.example' }
  for (const subject of ['A cable is loose', 'The printer is silent', 'No light']) {
    const { status, json, text } = await client.ask('POST', 'cases', {
      ...{ channel: 'phone', subject, customer, take: true, text: 'Since this morning.' },
    })
    assert.equal(status, 201, text)
    if (subject !== 'A cable is loose') continue
    const solved = await client.ask('POST', `cases/${json.id}/case/solve`, { fix: 'Plugged it in' })
    assert.equal(solved.status, 200, solved.text)
  }
  week = (await client.ask('GET', 'measures')).json.of
})

journey.scene('g r leads there; a sentence says what changed before anything is shown', async () => {
  page = await journey.open()
  await signInBy(page, desk.url, karin.email)
  await page.getByRole('link', { name: 'No light' }).waitFor()
  await page.keyboard.press('g')
  await page.keyboard.press('r')
  await page.waitForURL(/\/reports/)
  await page.locator('[data-sentence]', { hasText: 'Nothing happened' }).waitFor()
  await page.keyboard.press('.')
  await page.waitForURL(url => url.searchParams.get('of') === week)
  await page.locator('[data-sentence]', { hasText: 'Nothing moved more than chance does' }).waitFor()
  await page.getByText('This period goes on until').waitFor()
})

journey.scene('a small share stands with its range, and beside what keeps it honest', async () => {
  const share = page.locator('article', { hasText: 'Solved at level 1' }).last()
  assert.match((await share.allInnerTexts()).join(), /100%\s*of 1\s+95% sure: 21% to 100%/)
  await share.getByRole('link', { name: 'Solved at level 1' }).click()
  await page.waitForURL(url => url.searchParams.get('m') === 'level_1_share')
  await page.getByRole('heading', { name: 'Solved at level 1' }).waitFor()
  await page.getByText('What it does not say').first().waitFor()
  await page.getByRole('link', { name: /A cable is loose/ }).waitFor()
  await page.keyboard.press('Escape')
  await page.getByRole('link', { name: 'Time to solve, middle', exact: true }).first().click()
  await page.getByText('Beside it:').waitFor()
  await page.getByRole('link', { name: 'Opened again, within 7 days' }).waitFor()
})

journey.scene(
  'self-help stands beside level 1, working time beside calendar time, kinds by name',
  async () => {
    await page.goto(`${desk.url}/reports?of=${week}&m=level_0_share`)
    await page.getByRole('heading', { name: 'Solved by self-help' }).waitFor()
    await page.locator('#reports-beside', { hasText: 'Solved at level 1' }).waitFor()
    await page.getByText('No case stands behind it.').waitFor()
    await page.goto(`${desk.url}/reports?of=${week}&m=time_to_solve_working_median_s`)
    await page.locator('#reports-beside', { hasText: 'Time to solve, middle' }).waitFor()
    await page.goto(`${desk.url}/reports?of=${week}&m=first_reply_working_median_s`)
    await page.locator('#reports-beside', { hasText: 'First reply, middle' }).waitFor()
    await page.goto(`${desk.url}/reports?of=${week}`)
    const kinds = page.locator('section', { has: page.locator('#reports-why') }).locator('article')
    await kinds.filter({ hasText: 'Something else' }).filter({ hasText: '100%' }).waitFor()
  },
)

journey.scene(
  't turns the chart into a table of the same numbers; the link shows the same to another',
  async () => {
    await page.goto(`${desk.url}/reports?of=${week}&m=cases_opened`)
    const chart = page.getByRole('img', { name: /^Cases that came: .* 3$/ })
    await chart.waitFor()
    await page.keyboard.press('t')
    const row = page.getByRole('table', { name: 'Cases that came' }).getByRole('row').nth(1)
    assert.match((await row.allInnerTexts()).join(), /week \d+ of \d+\s+(Value\s+)?3/)
    assert.equal(await chart.count(), 0)
    const other = await journey.enter('Bo', { roles: ['agent'] })
    await other.goto(page.url())
    await other.getByRole('table', { name: 'Cases that came' }).waitFor()
    await other.getByLabel('Of', { exact: true }).waitFor()
    const parts = await other.getByLabel('Of', { exact: true }).locator('option').allInnerTexts()
    assert.ok(parts.length > 0 && parts.every(one => /^(the whole desk|team: )/.test(one)), parts.join())
  },
)

journey.scene('another period and a part are chosen on the page, and the file holds just that', async () => {
  await page.goto(`${desk.url}/reports?of=${week}`)
  await page.getByLabel('Beside', { exact: true }).selectOption('year')
  await page.waitForURL(url => url.searchParams.get('against') === 'year')
  await page.getByLabel('Of', { exact: true }).selectOption('channel:phone')
  await page.waitForURL(url => url.searchParams.get('scope') === 'channel:phone')
  await page
    .locator('article', { hasText: 'Cases that came' })
    .first()
    .getByText('3', { exact: true })
    .first()
    .waitFor()
  const link = page.getByRole('link', { name: 'Table as CSV' })
  const [download] = await Promise.all([page.waitForEvent('download'), link.click()])
  const [head, ...lines] = (await readFile(await download.path(), 'utf8')).trim().split(/\r?\n/)
  const row = (of: string) => lines.find(one => one.startsWith(`${of},`))!.split(',')
  assert.deepEqual(row('cases_opened').slice(0, 4), ['cases_opened', 'channel:phone', '3', '3'])
  const beside = head!.split(',').indexOf('before')
  assert.equal(row('cases_opened')[beside], '0', 'nothing came a year before')
})

journey.scene(
  'on paper stand the report and its period alone; an address that names none says so',
  async () => {
    await page.goto(`${desk.url}/reports?of=${week}`)
    await page.locator('[data-sentence]').waitFor()
    await page.emulateMedia({ media: 'print' })
    await page.locator('h1').waitFor({ state: 'hidden' })
    assert.ok(await page.locator('[data-sentence]').isVisible())
    assert.ok(await page.getByText('the whole desk · ').isVisible())
    await page.emulateMedia({ media: 'screen' })
    await page.goto(`${desk.url}/reports?of=yesterday`)
    await page.getByText('This address names no report.').waitFor()
    await page.getByRole('button', { name: 'Show last week' }).click()
    await page.locator('[data-sentence]').waitFor()
    quiet(journey)
  },
)
