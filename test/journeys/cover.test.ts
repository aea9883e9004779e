// A lead says when somebody works and who is on call week after week; whoever promises something for a time
// when he is not at work reads who keeps it, and chooses; whoever covers finds it and takes it over.
import assert from 'node:assert/strict'
import { after } from 'node:test'
import type { Page } from 'playwright-core'
import { languages } from '#core/people/language.ts'
import { signIn } from '#test/support/client.ts'
import { password } from '#test/support/desk.ts'
import { quiet, signInBy, startJourney } from '#test/support/journey.ts'
import { axeFinds, clipped, fontsReady, tooWide } from '#test/support/look.ts'
import { sayIn } from '#words/say-in.ts'

const journey = await startJourney()
const { desk } = journey
after(() => journey.end())

const karin = await desk.person('Karin Ek', { roles: ['agent', 'lead', 'admin'], levels: [1, 2, 3] })
const bo = await journey.enter('Bo Lind')
const eva = await journey.enter('Eva Sandström-Aldana')
const asBo = await signIn(desk.url, bo.person.email, password)
const asKarin = await signIn(desk.url, karin.email, password)
const lead: Page = await journey.open({ viewport: { width: 1440, height: 900 } })
await signInBy(lead, desk.url, karin.email)
const dialog = (page: Page) => page.getByRole('dialog')

const days = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday']
/** A weekday three days from now: whoever works on it only is off now. */
const another = days[(new Date().getUTCDay() + 2) % 7]!

journey.scene('a lead says when Bo works, and that Eva covers', async () => {
  await lead.goto(`${desk.url}/admin/people`)
  await lead.getByRole('button', { name: 'Change Bo Lind' }).click()
  await dialog(lead).getByText('taken as always there').waitFor()
  await dialog(lead).getByRole('button', { name: 'Set hours' }).click()
  for (const day of days)
    for (const end of ['from', 'until']) await dialog(lead).getByLabel(`${day}, part 1: ${end}`).fill('')
  await dialog(lead).getByRole('button', { name: 'Save the hours' }).click()
  await dialog(lead).getByText(sayIn('en')('set_up.fault_no_working_hours')).waitFor()
  await dialog(lead).getByLabel(`${another}, part 1: from`).fill('9:40')
  await dialog(lead).getByLabel(`${another}, part 1: until`).fill('12')
  await dialog(lead).getByLabel('Who covers outside them').selectOption({ label: 'Eva Sandström-Aldana' })
  await dialog(lead).getByRole('button', { name: 'Save the hours' }).click()
  await dialog(lead).getByRole('button', { name: 'Remove the hours' }).waitFor()
  await dialog(lead).getByRole('button', { name: 'Close' }).click()
  await lead.getByText(/not at work until/).waitFor()
  await bo.goto(`${desk.url}/me`)
  await bo.getByText('Eva Sandström-Aldana covers outside it.').waitFor()
})

let number: number
journey.scene(
  'Bo reads who keeps his promise before he makes it, and may wait until he is back',
  async () => {
    const customer = { name: 'Anna Lindqvist', email: 'anna@customers.example' }
    const body = { channel: 'phone', subject: 'Router drops the line', customer, take: true }
    number = (await asBo.ask('POST', 'cases', body)).json.number
    await bo.goto(`${desk.url}/c/${number}`)
    await bo.getByRole('heading', { name: 'Router drops the line' }).waitFor()
    await bo.keyboard.press('p')
    await dialog(bo)
      .getByRole('radio', { name: 'Eva Sandström-Aldana keeps it for me; it stays my word' })
      .waitFor()
    const button = dialog(bo).getByRole('button', { name: /^Promise by/ })
    const before = await button.textContent()
    await dialog(bo)
      .getByRole('radio', { name: /when I am back$/ })
      .click()
    await dialog(bo).locator('[type="datetime-local"]').waitFor()
    await dialog(bo).getByText('You are not at work then').waitFor({ state: 'detached' })
    assert.notEqual(await button.textContent(), before)
    await dialog(bo).getByRole('radio', { name: 'in 1 hour' }).click()
    await dialog(bo).getByLabel('What is promised').fill('the line test')
    await dialog(bo)
      .getByRole('radio', { name: /it stays my word$/ })
      .click()
    await button.click()
    await bo.getByText(/^Eva Sandström-Aldana keeps it for Bo Lind until/).waitFor()
  },
)

journey.scene('Eva finds it among hers, and takes it over', async () => {
  await eva.goto(`${desk.url}/q/mine`)
  await eva.getByText(/You cover for Bo/).waitFor()
  await eva.goto(`${desk.url}/c/${number}`)
  await eva.getByRole('button', { name: 'I keep it' }).press('Enter')
  await eva.getByText(/^Eva Sandström-Aldana keeps it for Bo Lind until/).waitFor({ state: 'detached' })
  const { ledger } = (await asBo.ask('GET', `cases/${number}`)).json
  const over = ledger.find((event: { type: string }) => event.type === 'promise.taken_over')
  assert.equal(over.keeper, eva.person.id)
})

journey.scene('in a reply, a call and a hand-off he chooses as well, and Eva gives her word', async () => {
  const keeperOf = async () => {
    const { ledger } = (await asBo.ask('GET', `cases/${number}`)).json
    return ledger.findLast((event: { type: string }) => event.type === 'promise.made').keeper
  }
  const theirs = 'Eva Sandström-Aldana gives the word instead of me'
  const saved = (path: string) => bo.waitForResponse(answer => answer.url().endsWith(path))
  await bo.getByRole('heading', { level: 1 }).focus()
  await bo.keyboard.press('r')
  const reply = bo.getByRole('region', { name: /^Reply to Anna/ })
  await reply.getByRole('textbox').fill('We look at the line.')
  const next = reply.getByLabel('Next update')
  await next.selectOption({ label: 'another time …' })
  const who = reply.getByLabel('You are not at work then. Who keeps it?')
  await who.selectOption({ index: 2 })
  await who.waitFor({ state: 'detached' })
  await next.and(bo.locator(':focus')).waitFor()
  await next.selectOption({ index: 1 })
  await who.selectOption({ label: theirs })
  const sent = saved('/message/queue')
  await bo.keyboard.press('Control+Enter')
  await sent
  assert.equal(await keeperOf(), eva.person.id)

  await bo.getByRole('heading', { level: 1 }).focus()
  await bo.keyboard.press('o')
  await dialog(bo).getByLabel('Promise the next update').check()
  await dialog(bo).getByLabel('Next update', { exact: true }).selectOption({ index: 0 })
  await dialog(bo).getByRole('radio', { name: theirs }).check()
  const held = saved('/contact/hold')
  await bo.keyboard.press('Control+Enter')
  await held
  await dialog(bo).waitFor({ state: 'hidden' })
  assert.equal(await keeperOf(), eva.person.id)

  await bo.getByRole('heading', { level: 1 }).focus()
  await bo.keyboard.press('e')
  await dialog(bo).getByLabel('Promise the next update').check()
  await dialog(bo).getByLabel('Next update', { exact: true }).selectOption({ index: 0 })
  await dialog(bo)
    .getByRole('radio', { name: 'Eva Sandström-Aldana keeps it for me; it stays my word' })
    .waitFor()
  await bo.keyboard.press('Escape')
  await dialog(bo).waitFor({ state: 'hidden' })
})

journey.scene('on the line he reads who keeps what he promises, before there is a case', async () => {
  await bo.goto(`${desk.url}/new`)
  await bo.getByRole('combobox', { name: 'Number, name or e-mail' }).fill('Anna Lind')
  await bo
    .getByRole('option', { name: /Anna Lindqvist/ })
    .first()
    .click()
  await bo.getByRole('textbox', { name: 'What the person says' }).fill('The line is dead again.')
  const next = bo.getByLabel('Next update', { exact: true })
  await next.selectOption({ index: 0 })
  await bo.getByRole('radio', { name: /when I am back$/ }).click()
  await bo.getByText('You are not at work then').waitFor({ state: 'detached' })
  await next.and(bo.locator(':focus')).waitFor()
  await next.selectOption({ index: 0 })
  await next.selectOption({ label: 'another time …' })
  await bo.getByLabel('Day and time').waitFor()
  await next.selectOption({ index: 0 })
  await bo.getByRole('radio', { name: 'Eva Sandström-Aldana keeps it for me; it stays my word' }).check()
  await bo.getByRole('button', { name: 'Create' }).click()
  await bo.getByText(/^Eva Sandström-Aldana keeps it for Bo Lind until/).waitFor()
})

journey.scene('a rota of weeks in turn shows the next four weeks before it is kept', async () => {
  const week = { mon: [['08:00', '17:00']] }
  const hours = { zone: 'Europe/Stockholm', versions: [{ week, holidays: [] }] }
  assert.equal((await asKarin.ask('POST', 'calendars', { name: 'Office hours', hours })).status, 201)
  await lead.goto(`${desk.url}/admin/levels`)
  await lead.getByRole('button', { name: /^On call for First line: Nobody/ }).click()
  await dialog(lead).getByLabel('When the team works').selectOption({ label: 'Office hours' })
  await dialog(lead).getByText('Nobody is on call, and the team does not work').waitFor()
  await dialog(lead).getByLabel('Week after week').selectOption({ label: 'Each for a week, in turn' })
  await dialog(lead).getByText('Shown as soon as').waitFor()
  await lead.keyboard.press('Control+Enter')
  await dialog(lead).getByText('Week 1: choose who.').waitFor()
  await dialog(lead).getByLabel('Week 1').selectOption({ label: 'Bo Lind' })
  await dialog(lead).getByRole('button', { name: 'Add a person' }).click()
  await dialog(lead).getByLabel('Week 2').selectOption({ label: 'Eva Sandström-Aldana' })
  await dialog(lead).getByLabel('The first begins on or after').fill('2026-01-05')
  await dialog(lead).getByText('No gap, and never two at once.').waitFor()
  assert.ok((await dialog(lead).getByRole('row').count()) >= 5)
  await lead.keyboard.press('Control+Enter')
  await dialog(lead).waitFor({ state: 'hidden' })
  await lead.getByRole('button', { name: /^On call for First line: (Bo|Eva)/ }).waitFor()
  const team = (await asKarin.ask('GET', 'teams')).json.items.find(
    (one: { level: number }) => one.level === 1,
  )
  assert.deepEqual(team.rota.people, [bo.person.id, eva.person.id])
})

for (const [at, language] of languages.entries())
  journey.scene(`the forms stand in each language, in each size and theme: ${language}`, async () => {
    const say = sayIn(language)
    const now = await desk.shell.desk.agents.one(karin.id)
    await desk.shell.desk.agents.change(karin.id, now!.version, { language })
    await desk.shell.changed()
    await lead.setViewportSize(at % 2 === 0 ? { width: 390, height: 844 } : { width: 1440, height: 900 })
    await lead.emulateMedia({ colorScheme: at % 3 === 0 ? 'dark' : 'light' })
    const look = async () => {
      await fontsReady(lead)
      assert.deepEqual(await axeFinds(lead), [])
      assert.deepEqual(await clipped(lead), [])
      assert.equal(await tooWide(lead), 0)
    }
    await lead.goto(`${desk.url}/admin/people`)
    await lead.locator(`html[lang="${language}"]`).waitFor()
    await lead.getByRole('button', { name: say('set_up.change_one', { name: 'Bo Lind' }) }).click()
    await dialog(lead)
      .getByRole('button', { name: say('set_up.week_remove') })
      .waitFor()
    await look()
    await lead.goto(`${desk.url}/admin/levels`)
    await lead.locator('table').getByRole('button').first().click()
    await dialog(lead).getByText(say('set_up.rota_sound')).waitFor()
    await look()
    await dialog(lead).getByLabel(say('set_up.rota'), { exact: true }).selectOption('weekly')
    await dialog(lead).getByText(say('set_up.rota_unfinished')).waitFor()
    await dialog(lead).locator('fieldset select').first().selectOption({ index: 1 })
    await dialog(lead).getByRole('table').waitFor()
    await look()
    quiet(journey)
  })
