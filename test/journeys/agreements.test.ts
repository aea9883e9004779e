// A manager keeps what is agreed, in a browser: what cannot be kept is refused at its field with an example,
// in each language; a calendar gets a version from a date and holidays from a file; a change says what it
// would move before it is made. Not: how the pages look (pages.test.ts).
import assert from 'node:assert/strict'
import { after } from 'node:test'
import type { Page } from 'playwright-core'
import { weekdays } from '#core/clock/date.ts'
import { languages } from '#core/people/language.ts'
import { type Client, signIn } from '#test/support/client.ts'
import { password } from '#test/support/desk.ts'
import { type Journey, quiet, signInBy, startJourney } from '#test/support/journey.ts'
import { axeFinds } from '#test/support/look.ts'
import { sayIn } from '#words/say-in.ts'

const journey: Journey = await startJourney()
const { desk } = journey
after(() => journey.end())

const karin = await desk.person('Karin Ek', { roles: ['agent', 'lead', 'admin'], levels: [1, 2, 3] })
const week = { mon: [['08:00', '17:00']], tue: [['08:00', '17:00']] }
const targets = [
  {
    kind: 'first_response',
    within: [120, 240, 480, null].map(count => count && { count, unit: 'minutes' }),
    counts: 'always',
  },
]

let client: Client
let page: Page
let calendar: string
let number: number

journey.scene('something is agreed already, and a case is judged by it', async () => {
  client = await signIn(desk.url, karin.email, password)
  const add = async (path: string, body: object) => {
    const { status, json, text } = await client.ask('POST', path, body)
    assert.equal(status, 201, text)
    return json
  }
  const hours = { zone: 'Europe/Stockholm', versions: [{ week }] }
  calendar = (await add('calendars', { name: 'Days', hours })).id
  const policy = (await add('policies', { name: 'Gold', calendar, targets })).id
  const settings = (await client.ask('GET', 'settings')).json
  await client.ask('PATCH', 'settings', { version: settings.version, housePolicy: policy })
  const organisation = (await add('organisations', { name: 'Ek & Co' })).id
  const line = { coverage: { kind: 'account' }, policy, from: Date.UTC(2026, 0, 1) }
  await add('contracts', { name: 'Frame', organisation, lines: [line] })
  const customer = { name: 'Anna', email: 'anna@ek.example' }
  number = (await add('cases', { channel: 'api', subject: 'Router', customer })).number
  page = await journey.open({ viewport: { width: 1440, height: 900 } })
  await signInBy(page, desk.url, karin.email)
})

const dialog = () => page.getByRole('dialog')
const kept = async () => (await client.ask('GET', 'calendars')).json.items[0]

/** Opens a page of the set-up in a language. */
async function arrive(path: string, language: (typeof languages)[number]): Promise<void> {
  const now = await desk.shell.desk.agents.one(karin.id)
  if (now && now.language !== language) {
    await desk.shell.desk.agents.change(karin.id, now.version, { language })
    await desk.shell.changed()
  }
  await page.goto(desk.url + path)
  await page.locator(`html[lang="${language}"]`).waitFor()
  await page.locator('h1').first().waitFor()
  await page.locator(':root:not(:has([aria-busy="true"]))').waitFor()
}

/** The sentence stands in the dialog, and the focus is at the field it is about. */
async function refusedAtField(text: string): Promise<void> {
  await dialog().getByText(text).first().waitFor()
  await page.locator('[role="dialog"] [aria-invalid="true"]:focus').waitFor()
}

for (const language of languages)
  journey.sight(`what cannot be kept is refused at its field, with an example: ${language}`, async () => {
    const say = sayIn(language)
    await arrive('/admin/calendars', language)
    await page.getByRole('button', { name: say('set_up.calendar_add') }).click()
    await dialog().getByLabel(say('set_up.name'), { exact: true }).fill('Nights')
    const times = dialog().locator('fieldset input')
    for (const time of await times.all()) await time.fill('')
    await page.keyboard.press('Control+Enter')
    await refusedAtField(say('set_up.fault_no_working_hours'))
    await times.nth(0).fill('8')
    await times.nth(1).fill('17')
    await dialog().getByLabel(say('set_up.desk_zone')).fill('Moon/Base')
    await page.keyboard.press('Control+Enter')
    await refusedAtField(say('set_up.fault_zone_unknown'))
    // What the server said to it then is no word on what is typed now.
    await dialog().getByLabel(say('set_up.desk_zone')).fill('Europe/Rome')
    await times.nth(1).fill('7')
    await page.keyboard.press('Control+Enter')
    await refusedAtField(say('set_up.fault_interval_reversed'))
    assert.equal(await dialog().getByText(say('set_up.fault_zone_unknown')).count(), 0)

    await arrive('/admin/policies', language)
    await page.getByRole('button', { name: say('set_up.policy_new_version_of', { name: 'Gold' }) }).click()
    await dialog().getByLabel(say('set_up.owed_minutes')).first().fill('120')
    await page.keyboard.press('Control+Enter')
    await refusedAtField(say('set_up.fault_warn_longer'))

    await arrive('/admin/contracts', language)
    await page.getByRole('button', { name: say('set_up.change_one', { name: 'Frame' }) }).click()
    await dialog()
      .getByRole('button', { name: say('set_up.line_add') })
      .click()
    await page.keyboard.press('Control+Enter')
    await dialog().getByText(say('set_up.fault_overlaps')).waitFor()
    await dialog().getByLabel(say('set_up.absence_until')).first().fill('2020-01-01')
    await page.keyboard.press('Control+Enter')
    await refusedAtField(say('set_up.fault_until_order'))
    assert.equal((await client.ask('GET', 'calendars')).json.items.length, 1)
    quiet(journey)
  })

journey.scene('a calendar gets other hours from a date; the version before stays as it is', async () => {
  await arrive('/admin/calendars', 'en')
  await page.getByRole('button', { name: 'Change Days' }).click()
  await dialog().getByRole('button', { name: 'Add a version from a date' }).click()
  await dialog().getByLabel('In force from').fill('2100-01-01')
  await dialog().getByLabel('Tuesday, part 1: until').fill('12')
  await dialog()
    .getByLabel('Public holidays of', { exact: true })
    .selectOption({ label: 'Germany, all states' })
  await dialog().getByRole('button', { name: 'Add them: Public holidays of Germany, all states' }).click()
  await dialog().getByRole('button', { name: 'Look at the open cases' }).click()
  await dialog().getByText('none of them moves now').waitFor()
  await page.keyboard.press('Control+Enter')
  await dialog().waitFor({ state: 'hidden' })
  const { hours } = await kept()
  assert.deepEqual(hours.versions[0].week, week)
  assert.deepEqual(
    [hours.versions[1].validFrom, hours.versions[1].week.tue],
    ['2100-01-01', [['08:00', '12:00']]],
  )
  const names = hours.versions[1].holidays.map((one: { name: string }) => one.name)
  assert.ok(names.includes('Tag der Deutschen Einheit'))
  await page.getByText('2 versions').waitFor()
})

journey.scene('hours that were counted stay; what was entered is saved from tomorrow on', async () => {
  const { hours } = await kept()
  const always = Object.fromEntries(weekdays.map(day => [day, [['00:00', '24:00']]]))
  const { json: open } = await client.ask('POST', 'calendars', {
    name: 'Every day',
    hours: { ...hours, versions: [{ week: always }] },
  })
  const policies = (await client.ask('GET', 'policies')).json.items
  await client.ask('POST', `policies/${policies[0].id}/versions`, {
    version: policies[0].version,
    calendar: open.id,
    targets,
  })
  await arrive('/admin/calendars', 'en')
  await page.getByRole('button', { name: 'Change Every day' }).click()
  const times = dialog().locator('fieldset input')
  await times.first().waitFor()
  for (const time of await times.all()) await time.fill('')
  // A weekday that is not now: what was counted since the case came was open, and would be closed.
  const other = (new Date().getUTCDay() + 2) % 7
  await times.nth(other * 4).fill('8')
  await times.nth(other * 4 + 1).fill('17')
  await page.keyboard.press('Control+Enter')
  await dialog().getByText('Hours that have passed were counted and stay as they were.').waitFor()
  assert.deepEqual(await axeFinds(page), [])
  await dialog().getByRole('button', { name: 'Save as a version from' }).click()
  await dialog().waitFor({ state: 'hidden' })
  const changed = (await client.ask('GET', 'calendars')).json.items.find(
    (one: { id: string }) => one.id === open.id,
  )
  assert.deepEqual(changed.hours.versions[0].week, always)
  assert.deepEqual(changed.hours.versions[1].week, {
    [weekdays[other] as string]: [['08:00', '17:00']],
  })
})

const file = (...lines: string[]) => ({
  name: 'holidays.ics',
  mimeType: 'text/calendar',
  buffer: Buffer.from(
    ['BEGIN:VCALENDAR', 'BEGIN:VEVENT', ...lines, 'END:VEVENT', 'END:VCALENDAR', ''].join('\r\n'),
  ),
})

journey.scene(
  'a broken calendar file says line and cause and changes nothing; a sound one is taken',
  async () => {
    const take = async (chosen: ReturnType<typeof file>) => {
      const asked = page.waitForEvent('filechooser')
      await page.getByRole('button', { name: 'Holidays from a file into Days' }).click()
      await (await asked).setFiles(chosen)
    }
    const before = await kept()
    await take(file('SUMMARY:Stocktaking', 'DTSTART;VALUE=DATE:21009999'))
    await page.getByText('Line 4 of the file: “21009999” is no date or time.').waitFor()
    await page.getByText('Nothing was taken from it.').waitFor()
    assert.deepEqual(await kept(), before)
    const latin = file('SUMMARY:Nyår', 'DTSTART;VALUE=DATE:21000101')
    await take({ ...latin, buffer: Buffer.from(latin.buffer.toString(), 'latin1') })
    await page.getByText('Line 3 of the file: It is not readable text.').waitFor()
    assert.deepEqual(await kept(), before)
    await take(file('SUMMARY:Stocktaking', 'DTSTART;VALUE=DATE:21000104'))
    await page
      .getByRole('region', { name: 'Messages of this page' })
      .getByText('Days: 1 day taken from the file.')
      .waitFor()
    assert.deepEqual(await axeFinds(page), [])
    const { hours } = await kept()
    assert.ok(hours.versions[1].holidays.some((one: { on: string }) => one.on === '2100-01-04'))
  },
)

journey.scene('a new version of a policy says what it would move, and moves nothing by itself', async () => {
  const clocks = async () => (await client.ask('GET', `cases/${number}/clocks`)).json.clocks
  const before = await clocks()
  await arrive('/admin/policies', 'en')
  await page.getByRole('button', { name: 'New version of Gold' }).click()
  const severe = dialog().getByLabel('3 · Normal', { exact: true }).first()
  await severe.fill('5')
  await dialog().getByRole('button', { name: 'Look at the open cases' }).click()
  const found = dialog().getByRole('status')
  await found.getByText('1 is judged by this, with 1 clock: none of them moves now.').waitFor()
  await found.getByText('Judged again, 1 case would be otherwise, and 1 clock would move.').waitFor()
  await found.getByRole('listitem').getByText(String(number)).waitFor()
  assert.deepEqual(await axeFinds(page), [])
  await page.keyboard.press('Control+Enter')
  await dialog().waitFor({ state: 'hidden' })
  assert.deepEqual((await clocks())[0].dueAt, before[0].dueAt)
  quiet(journey)
})

journey.scene(
  'what those without a contract get is chosen, looked at, and holds once it is saved',
  async () => {
    const housePolicy = async () => (await client.ask('GET', 'settings')).json.setting.housePolicy
    const before = await housePolicy()
    const choice = page.getByRole('combobox', { name: 'Without a contract' })
    await arrive('/admin/policies', 'en')
    await choice.selectOption({ label: 'nothing owed' })
    await page.getByRole('button', { name: 'Look at the open cases' }).click()
    await page.getByText('1 is covered by no contract, with 1 clock: none of them moves now.').waitFor()
    assert.deepEqual(await axeFinds(page), [])
    assert.equal(await housePolicy(), before)
    await page.getByRole('button', { name: 'Cancel' }).click()
    await page.getByText('What this would move').waitFor({ state: 'hidden' })
    await choice.selectOption({ label: 'nothing owed' })
    await page.getByRole('button', { name: 'Save', exact: true }).click()
    await page.getByText('What this would move').waitFor({ state: 'hidden' })
    assert.equal(await housePolicy(), null)
  },
)

journey.scene('a new contract says which open cases it would judge', async () => {
  const { items } = (await client.ask('GET', 'organisations')).json
  const customer = { name: 'Bea', email: 'bea@ek.example', organisation: items[0].id }
  await client.ask('POST', 'cases', { channel: 'api', subject: 'Printer', customer })
  await arrive('/admin/contracts', 'en')
  await page.getByRole('button', { name: 'Add a contract' }).click()
  await dialog().getByRole('button', { name: 'Look at the open cases' }).click()
  const found = dialog().getByRole('status')
  await found.getByText('Open cases of this organisation looked at: 1').waitFor()
  assert.deepEqual(await axeFinds(page), [])
  await page.keyboard.press('Escape')
  quiet(journey)
})

const contracts = async (q = '') =>
  (await client.ask('GET', `contracts${q && `?q=${encodeURIComponent(q)}`}`)).json.items

journey.scene('a contract names who may file under all of it', async () => {
  await arrive('/admin/contracts', 'en')
  await page.getByRole('button', { name: 'Change Frame' }).click()
  await dialog().getByLabel('Everybody of the organisation may file').uncheck()
  await page.keyboard.press('Control+Enter')
  await refusedAtField('Choose at least one person, or let everybody file.')
  assert.equal(await dialog().getByText('Choose at least one person').count(), 1)
  await dialog().getByLabel('Bea', { exact: true }).check()
  await dialog().getByRole('button', { name: 'Look at the open cases' }).click()
  await dialog().getByRole('status').getByText('Judged again, all of them would stay').waitFor()
  assert.deepEqual(await axeFinds(page), [])
  await page.keyboard.press('Control+Enter')
  await dialog().waitFor({ state: 'hidden' })
  await page.getByRole('row', { name: 'Frame' }).getByText('1 named caller').waitFor()
  const [frame] = await contracts()
  const people = (await client.ask('GET', `customers?organisation=${frame.organisation}`)).json.items
  assert.deepEqual(frame.callers, [people[0].id])
})

journey.scene('an organisation is added, somebody is put into it, and it gets another name', async () => {
  await arrive('/admin/contracts', 'en')
  await page.getByRole('button', { name: 'Add an organisation' }).click()
  await dialog().waitFor()
  await page.keyboard.press('Control+Enter')
  await dialog().getByText('Enter a name.').waitFor()
  await dialog().getByLabel('Name', { exact: true }).fill('Berg Rör')
  await dialog().getByLabel('Mail domains').fill('berg')
  await page.keyboard.press('Control+Enter')
  await refusedAtField('berg is no mail domain')
  await dialog().getByLabel('Mail domains').fill('berg.example')
  await page.keyboard.press('Control+Enter')
  await dialog().waitFor({ state: 'hidden' })

  await page.goto(`${desk.url}/c/${number}`)
  await page.getByRole('button', { name: 'Organisation', exact: true }).click()
  await dialog().getByLabel('Organisation', { exact: true }).selectOption({ label: 'Berg Rör' })
  assert.deepEqual(await axeFinds(page), [])
  await page.keyboard.press('Control+Enter')
  await dialog().waitFor({ state: 'hidden' })
  const named = async (name: string) =>
    (await client.ask('GET', `organisations?q=${encodeURIComponent(name)}`)).json.items
  const [berg] = await named('berg r')
  const { items } = (await client.ask('GET', `customers?organisation=${berg.id}`)).json
  assert.deepEqual(
    items.map((one: { name: string }) => one.name),
    ['Anna'],
  )

  await arrive('/admin/contracts', 'en')
  await page.getByRole('button', { name: 'Change Berg Rör' }).click()
  await dialog().getByLabel('Name', { exact: true }).fill('Berg & Dal')
  await page.keyboard.press('Control+Enter')
  await dialog().waitFor({ state: 'hidden' })
  await page
    .getByRole('rowheader', { name: 'Berg & Dal' })
    .or(page.getByRole('cell', { name: 'Berg & Dal' }))
    .first()
    .waitFor()
  assert.deepEqual(await named('berg r'), [])
  quiet(journey)
})

journey.scene('contracts and organisations are found by letters; many organisations are folded', async () => {
  for (let n = 0; n < 13; n++) await client.ask('POST', 'organisations', { name: `Firm ${n}` })
  await arrive('/admin/contracts', 'en')
  const find = page.getByLabel('Find by organisation, name or number')
  await find.fill('no such')
  await page.getByText('No contract has this in its name or number.').waitFor()
  await find.fill('EK&co')
  await page.getByRole('button', { name: 'Change Frame' }).waitFor()
  assert.equal(await page.getByRole('button', { name: 'Change Firm 3' }).isVisible(), false)
  await page.getByText('Show 15 organisations').click()
  const part = page.getByRole('region', { name: 'Organisations' })
  await part.getByLabel('Find by name').fill('firm3')
  await page.getByRole('button', { name: 'Change Firm 4' }).waitFor({ state: 'hidden' })
  await page.getByRole('button', { name: 'Change Firm 3' }).waitFor()
  assert.deepEqual(await axeFinds(page), [])
  quiet(journey)
})

journey.scene('of many organisations one is found where it is chosen, and stays chosen', async () => {
  await arrive('/admin/contracts', 'en')
  await page.getByRole('button', { name: 'Add a contract' }).click()
  const chosen = dialog().getByLabel('Organisation', { exact: true })
  await dialog().getByLabel('Find by name').fill('firm 12')
  await chosen.getByRole('option', { name: 'Firm 3' }).waitFor({ state: 'detached' })
  await chosen.selectOption({ label: 'Firm 12' })
  await dialog().getByLabel('Find by name').fill('nobody')
  await dialog().getByText('No organisation has this in its name.').waitFor()
  assert.equal(await chosen.locator('option:checked').textContent(), 'Firm 12')
  await dialog().getByLabel('Find by name').fill('')
  assert.equal(await chosen.locator('option:checked').textContent(), 'Firm 12')
  assert.deepEqual(await axeFinds(page), [])
  await page.keyboard.press('Escape')
  quiet(journey)
})

journey.scene('beside a case from elsewhere, one’s own empty list says that it is empty', async () => {
  await page.goto(`${desk.url}/c/${number}`)
  const mine = page.getByRole('navigation', { name: 'Mine' })
  await mine.getByText('No cases here.').waitFor()
})
