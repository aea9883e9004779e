// A clock runs out and the one whose case it is learns of it wherever he is; he says how he wants to be
// reached, and the lead says who is on call.
import assert from 'node:assert/strict'
import { after } from 'node:test'
import { secondMs } from '#core/kit/time.ts'
import { signIn } from '#test/support/client.ts'
import { password } from '#test/support/desk.ts'
import { quiet, startJourney } from '#test/support/journey.ts'

const journey = await startJourney()
const { desk } = journey
after(() => journey.end())

const bo = await journey.enter('Bo Lind')
const karin = await desk.person('Karin Ek', { roles: ['agent', 'lead', 'admin'], levels: [1, 2, 3] })
const asBo = await signIn(desk.url, bo.person.email, password)
const asKarin = await signIn(desk.url, karin.email, password)

journey.scene('a promise runs out: the bell says so without a reload, and leads to the case', async () => {
  const bell = bo.getByRole('banner').getByRole('link', { name: /notice/i })
  await bo.getByRole('link', { name: 'Notices', exact: true }).waitFor()
  const customer = { name: 'Anna Lindqvist', email: 'anna@customers.example' }
  const promise = { topic: 'the line test', means: 'phone', dueAt: Date.now() + secondMs }
  const body = { channel: 'phone', subject: 'Router drops the line', customer, take: true, promise }
  const opened = await asBo.ask('POST', 'cases', body)
  assert.equal(opened.status, 201, opened.text)
  await bo.getByRole('link', { name: '1 new notice' }).waitFor()
  await bell.click()
  await bo.waitForURL(/\/notices$/)
  await bo.getByText('Router drops the line').waitFor()
  await bo.getByRole('link', { name: 'A promise is overdue' }).click()
  await bo.waitForURL(new RegExp(`/c/${opened.json.number}$`))
  await bo.getByRole('link', { name: 'Notices', exact: true }).waitFor()
  await bell.click()
  await bo.getByText('Router drops the line').waitFor()
  await bo.getByText('New', { exact: true }).waitFor({ state: 'detached' })
  assert.equal((await asBo.ask('GET', 'notices')).json.unread, 0)
})

journey.scene('he says when he is not to be reached, and how else', async () => {
  await bo.goto(`${desk.url}/me`)
  await bo.getByRole('radio', { name: 'Always' }).click()
  await bo.getByText('Saved').first().waitFor()
  await bo.getByRole('button', { name: 'Add quiet hours' }).click()
  await bo.getByLabel('From').first().fill('21:30')
  const kept = async () => (await asBo.ask('GET', 'me')).json.preferences
  const until = async (isSo: (now: Record<string, unknown>) => boolean) => {
    for (let now = await kept(); !isSo(now); now = await kept()) await bo.waitForTimeout(50)
  }
  await until(now => JSON.stringify(now.quiet).includes('21:30'))
  assert.equal((await kept()).noticeMail, 'always')
  await bo.getByLabel('From').first().fill('07:00')
  await bo.getByText('Not saved yet').waitFor()
  assert.match(JSON.stringify((await kept()).quiet), /21:30/)
})

journey.scene('the lead says who is on call for a team', async () => {
  const week = { mon: [['08:00', '17:00']] }
  const hours = { zone: 'Europe/Stockholm', versions: [{ week, holidays: [] }] }
  assert.equal((await asKarin.ask('POST', 'calendars', { name: 'Office hours', hours })).status, 201)
  const page = await journey.enter('Eva Lead', { roles: ['agent', 'lead'], levels: [1] })
  await page.goto(`${desk.url}/admin/levels`)
  const first = page.getByRole('button', { name: /^On call for .*: Nobody/ }).first()
  await first.click()
  const sheet = page.getByRole('dialog', { name: 'On call' })
  await sheet.getByRole('button', { name: 'Add a turn' }).click()
  await sheet.getByRole('button', { name: 'Save' }).click()
  await sheet.getByText('Turn 1: choose who').waitFor()
  await sheet.getByLabel('When the team works').selectOption({ label: 'Office hours' })
  await sheet.getByLabel('Who is on call').selectOption({ label: 'Bo Lind' })
  await sheet.getByLabel('From').fill('2026-01-01T17:00')
  await sheet.getByLabel('Until').fill('2099-01-01T08:00')
  await sheet.getByRole('button', { name: 'Save' }).click()
  await page.getByRole('button', { name: /^On call for .*: Bo Lind/ }).waitFor()
  quiet(journey)
})
