// Around a promise on the screen: a call about one device, a window by two clocks, a supplier who answers,
// and F6. Not: the story from end to end (story.test.ts).
import assert from 'node:assert/strict'
import { after, describe } from 'node:test'
import type { Page } from 'playwright-core'
import { type Client, signIn } from '#test/support/client.ts'
import { type LiveDesk, password, type Person } from '#test/support/desk.ts'
import { type Journey, quiet, signInBy, startJourney } from '#test/support/journey.ts'

const journey: Journey = await startJourney()
const { desk } = journey
let karin: Page
let client: Client
let anna: string

after(() => journey.end())

const stands = (page: Page, words: string | RegExp) =>
  page.getByRole('article').filter({ hasText: words }).first().waitFor()
const form = (page: Page) => page.getByRole('dialog')
const act = (page: Page, name: string | RegExp) =>
  page.getByRole('complementary').getByRole('button', { name }).first()
const made = async (path: string, body: object): Promise<string> => {
  const { status, json } = await client.ask('POST', path, body)
  assert.equal(status, 201, `${path}: ${JSON.stringify(json)}`)
  return json.id
}

/** A firm with a contract that names a device and a place, and somebody of it who registered the device. */
async function agree(): Promise<void> {
  const week = Object.fromEntries(['mon', 'tue', 'wed', 'thu', 'fri'].map(day => [day, [['08:00', '17:00']]]))
  const calendar = await made('calendars', { name: 'Days', hours: { zone: 'UTC', versions: [{ week }] } })
  const within = [15, 30, 60, 120].map(count => ({ count, unit: 'minutes' }))
  const targets = [{ kind: 'first_response', within, counts: 'always' }]
  const policy = await made('policies', { name: 'Gold', calendar, targets })
  const organisation = await made('organisations', { name: 'Ek' })
  const from = Date.UTC(2020, 0, 1)
  const lines = [
    { coverage: { kind: 'serial', serial: 'SN 77-A' }, policy, from },
    { coverage: { kind: 'site', site: 'Lund' }, policy, from },
  ]
  await made('contracts', { name: 'Frame', number: 'EK 2026/017', organisation, lines })
  anna = await made('customers', { name: 'Anna Lind', email: 'anna@ek.example', organisation })
  await made(`customers/${anna}/registrations`, { number: 'SN 77-A' })
}

describe('around a promise', () => {
  journey.scene('a lead signs in, and a contract is agreed', async () => {
    const person: Person = await desk.person('Karin Ek', { roles: ['agent', 'lead', 'admin'] })
    client = await signIn(desk.url, person.email, password)
    await agree()
    karin = await journey.open()
    await signInBy(karin, desk.url, person.email)
  })

  journey.scene('a call names a device and a place, and the contract is said with its number', async () => {
    await karin.goto(`${desk.url}/new`)
    const who = karin.getByRole('combobox', { name: 'Number, name or e-mail' })
    await who.fill('Anna Lind')
    await karin.getByRole('option', { name: /Anna Lind.*Ek/ }).click()
    await karin.getByRole('textbox', { name: 'What the person says' }).fill('The router is dead.')
    const serial = karin.getByRole('combobox', { name: 'Serial or subscription number' })
    await karin.getByText('1 number is registered for this person.').waitFor()
    await serial.fill('sn77-a')
    await karin.getByLabel('Site', { exact: true }).selectOption('Lund')
    await karin.getByRole('button', { name: 'Create' }).click()
    await karin.getByRole('heading', { level: 1, name: 'The router is dead' }).waitFor()
    await karin.getByRole('complementary').getByText('Frame (EK 2026/017)').first().waitFor()
    const judged = (await lastCase(desk)).find(event => event.type === 'entitlement.decided')
    assert.deepEqual(judged?.type === 'entitlement.decided' && [judged.serial, judged.site], [
      'sn77-a',
      'Lund',
    ])
  })

  journey.scene('it is judged again, with a reason, by the device and the place it was', async () => {
    await act(karin, 'Explain').click()
    await form(karin).getByRole('button', { name: 'Judge again' }).click()
    const serial = form(karin).getByLabel('Serial or subscription number')
    assert.equal(await serial.inputValue(), 'sn77-a')
    assert.equal(await form(karin).getByLabel('Site', { exact: true }).inputValue(), 'Lund')
    await form(karin).getByRole('button', { name: 'Judge again' }).click()
    await form(karin).getByText('Write the reason.').waitFor()
    await serial.fill('SN 77-B')
    await form(karin).getByLabel('Why').fill('She read it from the wrong box.')
    const stored = karin.waitForResponse(/\/entitlement\/decide$/)
    await form(karin).getByRole('button', { name: 'Judge again' }).click()
    await stored
    await stands(karin, 'She read it from the wrong box.')
    const judged = (await lastCase(desk)).findLast(event => event.type === 'entitlement.decided')
    assert.ok(judged?.type === 'entitlement.decided' && judged.because)
    assert.deepEqual([judged.outcome, judged.serial, judged.site], ['covered', 'SN 77-B', 'Lund'])
  })

  journey.scene('her time zone is set beside the case', async () => {
    await act(karin, 'Time zone').click()
    await form(karin).getByLabel('Time zone').selectOption('America/New_York')
    await form(karin).getByRole('button', { name: 'Save' }).click()
    await karin.getByText(/\d\d:\d\d there/).waitFor()
    assert.equal((await client.ask('GET', `customers/${anna}`)).json.timeZone, 'America/New_York')
  })

  journey.scene('a window is promised, and her clock stands beside it', async () => {
    await karin.getByRole('heading', { level: 1 }).focus()
    await karin.keyboard.press('p')
    await form(karin).getByText('another time …').click()
    const due = form(karin).getByLabel('Day and time')
    const day = (await due.inputValue()).slice(0, 10)
    const next = new Date(Date.parse(day) + 86_400_000).toISOString().slice(0, 10)
    await due.fill(`${next}T16:00`)
    await form(karin).getByLabel('Not before').fill('16:00')
    await form(karin).getByText('The window ends when it begins.').first().waitFor()
    await form(karin).getByLabel('Not before').fill('14:00')
    await form(karin)
      .getByText(/for Anna, Eastern Time \(New York\)/)
      .waitFor()
    await form(karin).getByLabel('What is promised').fill('a new router')
    await form(karin)
      .getByRole('button', { name: /^Promise .*14:00–16:00/ })
      .click()
    await stands(karin, /a new router.*14:00–16:00/)
    // It can be moved once it is recorded.
    await karin
      .getByRole('article')
      .filter({ hasText: 'a new router' })
      .getByRole('button', { name: 'Move' })
      .waitFor()
    const event = (await lastCase(desk)).findLast(one => one.type === 'promise.made')
    assert.ok(event?.type === 'promise.made' && event.from !== undefined && event.dueAt > event.from)
  })

  journey.scene('it is moved to a window over midnight, which is said with both days', async () => {
    const entry = karin.getByRole('article').filter({ hasText: 'a new router' })
    await entry.getByRole('button', { name: 'Move' }).click()
    await form(karin).getByText('another time …').click()
    const due = form(karin).getByLabel('Day and time')
    const day = new Date(Date.now() + 3 * 86_400_000).toISOString().slice(0, 10)
    await due.fill(`${day}T02:00`)
    await form(karin).getByLabel('Not before').fill('22:00')
    await form(karin)
      .getByText(/^Ends on the next day: .* 22:00 – .* 02:00\.$/)
      .waitFor()
    assert.equal(await due.inputValue(), `${day}T02:00`, 'the day is that of its beginning')
    await form(karin).getByLabel('Why', { exact: true }).fill('The part comes by the night train')
    await form(karin)
      .getByRole('button', { name: /22:00 – .* 02:00/ })
      .click()
    await stands(karin, /a new router.* 22:00 – .* 02:00/)
    const made = (await lastCase(desk)).findLast(one => one.type === 'promise.made')
    assert.ok(made?.type === 'promise.made' && made.from !== undefined)
    assert.equal(made.dueAt - made.from, 4 * 3_600_000)
  })

  journey.scene('a supplier is waited for, and his answer ends it', async () => {
    await act(karin, /^Wait for the supplier/).click()
    await form(karin).getByRole('button', { name: /^Wait/ }).click()
    const told = karin.waitForResponse(/\/wait\/end$/)
    await act(karin, 'The supplier answered').click()
    await told
    await act(karin, /^Wait for the supplier/).waitFor()
    const ended = (await lastCase(desk)).findLast(one => one.type === 'wait.ended')
    assert.equal(ended?.type === 'wait.ended' && ended.how, 'answer')
  })

  journey.scene('whoever leads lets it rest for force majeure, with what it is and until when', async () => {
    await act(karin, /^Wait for the supplier/).click()
    await form(karin).getByText('Waiting for us').click()
    await form(karin).getByRole('combobox', { name: 'Waiting for' }).selectOption('force_majeure')
    await form(karin).getByRole('button', { name: /^Wait/ }).click()
    await form(karin).getByText('Say what it is').first().waitFor()
    await form(karin).getByLabel('What it is').fill('The sea cable is broken')
    const day = new Date(Date.now() + 2 * 86_400_000).toISOString().slice(0, 10)
    await form(karin).getByLabel('Look again').fill(`${day}T09:00`)
    await form(karin).getByRole('button', { name: /^Wait/ }).click()
    await stands(karin, /Put aside for force majeure: The sea cable is broken · look again/)
    const started = (await lastCase(desk)).findLast(one => one.type === 'wait.started')
    assert.ok(started?.type === 'wait.started' && started.reason === 'force_majeure' && started.until)
    await act(karin, 'End the waiting').click()
    await act(karin, /^Wait for the supplier/).waitFor()
  })

  journey.scene('F6 leads to what the page says, Enter takes it away and leads back', async () => {
    await karin.route('**/api/v1/customers/*', route => route.abort())
    const messages = karin.getByRole('region', { name: 'Messages of this page' })
    for (const said of [1, 2]) {
      await act(karin, 'Time zone').click()
      await form(karin).getByRole('button', { name: 'Save' }).click()
      await messages
        .getByText('No connection')
        .nth(said - 1)
        .waitFor()
      await form(karin).waitFor({ state: 'detached' })
    }
    // What was said before goes by itself; an error stays.
    await messages.getByText('Saved').waitFor({ state: 'detached' })
    const begun = karin.getByRole('navigation').getByRole('link', { name: 'Board' })
    await begun.focus()
    const focused = messages.locator(':focus')
    for (let presses = 0; presses < 10 && (await focused.count()) === 0; presses += 1)
      await karin.keyboard.press('F6')
    assert.equal(await focused.count(), 1, 'F6 comes to the messages within one round')
    await karin.keyboard.press('Enter')
    await messages.getByText('No connection').nth(1).waitFor({ state: 'detached' })
    await focused.waitFor()
    await karin.keyboard.press('Enter')
    await messages.waitFor({ state: 'detached' })
    await begun.and(karin.locator(':focus')).waitFor()
    quiet(journey)
  })
})

async function lastCase({ shell }: LiveDesk) {
  const [card] = (await shell.store.cards({ sort: 'newest', limit: 1 })).items
  return (await shell.store.read(card!.id))!.events
}
