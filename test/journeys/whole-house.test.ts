// One fault through the whole house, each in a window of his own: a customer writes, level 1 asks on the live
// line and passes it on, level 2 makes it happen again, names the cause and the known error and takes it to
// the supplier, whose mail brings a release; level 3 verifies it, everybody is told, the customer confirms.
// Not: what each part does besides (live-line, problem, verification, server/supplier-mail).
import assert from 'node:assert/strict'
import { after, describe } from 'node:test'
import type { Locator, Page } from 'playwright-core'
import { signIn } from '#test/support/client.ts'
import { password } from '#test/support/desk.ts'
import { type Journey, quiet, startJourney } from '#test/support/journey.ts'
import { followLink, headerOf } from '#test/support/mailbox.ts'

const journey: Journey = await startJourney()
const { desk } = journey
after(() => journey.end())

const subject = 'The router restarts every hour'
const annaAt = 'anna@customers.example'
const acmeAt = 'help@acme.example'
let bo: Page
let marta: Page
let igor: Page
let anna: Page
let number: number
let problem: string

/** Resolves once a fact with these words stands in the ledger on the screen. */
const stands = (page: Page, words: string | RegExp) =>
  page.getByRole('article').filter({ hasText: words }).first().waitFor()
const form = (page: Page) => page.getByRole('dialog')
const line = (page: Page) => page.getByRole('region', { name: 'Live line' })
const inHead = (page: Page, name: RegExp): Locator => page.locator('#main header').getByRole('link', { name })

/** Keys of the page work from its heading; two of them follow each other. */
async function key(page: Page, ...names: readonly string[]): Promise<void> {
  await page.locator('#main h1').first().focus()
  for (const name of names) await page.keyboard.press(name)
  await form(page).waitFor()
}
/** Fills the fields of the open form, sends it, and waits until it is gone. */
async function filled(page: Page, fields: Readonly<Record<string, string>>): Promise<void> {
  for (const [label, words] of Object.entries(fields))
    await form(page).getByLabel(label, { exact: true }).fill(words)
  await page.keyboard.press('Control+Enter')
  await form(page).waitFor({ state: 'detached' })
}
async function atCase(page: Page): Promise<void> {
  await page.goto(`${desk.url}/c/${number}`)
  await page.getByRole('heading', { level: 1, name: subject }).waitFor()
}

/** Answers the hand-off with what was found, down to the level that asked. */
async function answer(page: Page, level: number, result: string): Promise<void> {
  const aside = page.getByRole('complementary')
  await aside
    .getByRole('button', { name: `Answer level ${level}` })
    .first()
    .click()
  await filled(page, {
    Result: result,
    Cause: 'The radio module resets',
    'How it was checked': 'A night in lab 3',
    'What to tell the customer': 'Please load 7.2.',
  })
  await stands(page, result)
}

describe('one fault through the whole house', () => {
  journey.scene('three levels sign in, a supplier is known, a customer writes', async () => {
    bo = await journey.enter('Bo Berg')
    marta = await journey.enter('Marta Sundin', { levels: [2], roles: ['agent', 'lead'] })
    igor = await journey.enter('Igor Palm', { levels: [3] })
    anna = await journey.open()
    const lead = await signIn(desk.url, 'marta@desk.example', password)
    const asBo = await signIn(desk.url, 'bo@desk.example', password)
    await asBo.ask('PATCH', 'me', { preferences: { undoSeconds: 0 } })
    const agreed = {
      ...{ calendar: null, answer: [60, 60, 60, 60], update: [null, null, null, null] },
      ...{ solution: [null, null, null, null], chaseMinutes: 30, chasesMax: 2, raiseMinutes: 60 },
    }
    const acme = { name: 'Acme Radio', addresses: [acmeAt], ourNumber: 'C-9', agreed }
    const made = await lead.ask('POST', 'suppliers', acme)
    assert.equal(made.status, 201, made.text)
    const text = 'It goes off once an hour since Monday, then comes back by itself.'
    await desk.mail({ from: `Anna Lind <${annaAt}>`, subject, text })
    await bo.goto(`${desk.url}/q/unassigned`)
    await bo.getByRole('link', { name: subject }).click()
    await bo.getByRole('heading', { level: 1, name: subject }).waitFor()
    number = Number(/\/c\/(\d+)/.exec(bo.url())?.[1])
    await bo.getByRole('complementary').getByRole('button', { name: 'Take it' }).first().click()
    await stands(bo, 'Bo Berg is the contact')
  })

  journey.scene('level 1 asks on the live line; level 2 answers and wants the case', async () => {
    await marta.goto(`${desk.url}/q/mine`)
    await key(bo, 'h')
    await filled(bo, { Question: 'Is the hourly restart known to you?' })
    await line(marta).getByText('Is the hourly restart known to you?').waitFor()
    await marta.keyboard.press('F9')
    await line(bo).getByText('On the line with Marta Sundin').waitFor()
    await line(marta).getByLabel('Write to the others').fill('No. Pass it on, I make it happen here.')
    await line(marta).getByRole('button', { name: 'Send' }).click()
    await line(bo).getByText('I make it happen here.').waitFor()
    await line(marta).getByRole('button', { name: 'End', exact: true }).click()
    await line(marta).getByLabel('In words').fill('Level 2 makes it happen again.')
    await line(marta).getByRole('button', { name: 'End with this' }).click()
    await stands(bo, 'Level 2 makes it happen again.')
  })

  journey.scene('it is passed on and accepted', async () => {
    await key(bo, 't')
    await filled(bo, { 'What was done': 'Changed its power supply', Why: 'A weak one restarts it' })
    await key(bo, 'e')
    await filled(bo, { 'What you want from them': 'Why does it restart every hour?' })
    await atCase(marta)
    const offer = marta.getByRole('region', { name: 'A hand-off waits' })
    await offer.getByRole('button', { name: 'Accept' }).click()
    await filled(marta, { 'In your own words: what is wanted': 'The cause of the hourly restart.' })
    await stands(marta, 'The cause of the hourly restart.')
  })

  journey.scene('level 2 makes it happen again and names the cause', async () => {
    await key(marta, 'm', 'r')
    await filled(marta, {
      Where: 'Lab 2, firmware 7.1',
      Steps: 'Let it run for three hours',
      Expected: 'It runs on',
      'What came': 'Three restarts',
    })
    await stands(marta, 'Three restarts')
    await key(marta, 'm', 'c')
    await filled(marta, {
      'What it is': 'The radio module resets',
      'What it showed': 'Its log ends each time',
    })
    await stands(marta, 'The radio module resets')
  })

  journey.scene('one cause, a known error with a workaround', async () => {
    await key(marta, 'm', 'p')
    await form(marta).getByLabel('Which one').selectOption({ label: 'A new one' })
    await filled(marta, { 'What its cases have in common': 'Firmware 7.1' })
    await inHead(marta, /^problem \d+/).click()
    await marta.getByRole('button', { name: 'Publish as known error' }).waitFor()
    problem = /\d+$/.exec(new URL(marta.url()).pathname)?.[0] ?? ''
    await key(marta, 'p')
    await filled(marta, { 'How it shows': 'The router restarts every hour with firmware 7.1' })
    await key(marta, 'w')
    await filled(marta, { 'How one gets around it': 'Switch the 5 GHz radio off' })
    await marta.getByText('Switch the 5 GHz radio off').first().waitFor()
    await bo
      .getByRole('region', { name: 'News to pass on' })
      .getByText('Switch the 5 GHz radio off')
      .waitFor()
  })

  journey.scene('it goes to the supplier, whose mail brings a release', async () => {
    await atCase(marta)
    await key(marta, 'u')
    await form(marta).getByLabel('Supplier', { exact: true }).selectOption({ label: 'Acme Radio' })
    await filled(marta, { 'What it is about, as the supplier may read it': 'Module RX4 resets hourly' })
    await inHead(marta, /supplier case \d+/i).click()
    await marta.getByRole('button', { name: 'Send', exact: false }).first().waitFor()
    await key(marta, 's')
    const told = 'What they are told: no names, addresses or numbers of people'
    await filled(marta, { [told]: 'It resets every hour with firmware 7.1' })
    const letter = await desk.outside.find(({ to }) => to.includes(acmeAt))
    assert.ok(!(letter.mail.text ?? '').includes('Anna'), 'her name does not leave')
    await desk.mail({
      ...{ from: acmeAt, to: headerOf(letter, 'reply-to'), subject: `Re: ${letter.mail.subject}` },
      ...{
        inReplyTo: letter.mail.messageId,
        text: 'Fixed in 7.2, which you can load now. Our number: AC-77.',
      },
    })
    await marta.getByText('Fixed in 7.2, which you can load now.').first().waitFor()
    await key(marta, 'a')
    await form(marta).getByLabel('What it comes to').selectOption({ label: 'They released a fix' })
    await filled(marta, {
      'In words': 'They released 7.2',
      'Release or version': '7.2',
      'Their reference': 'AC-77',
    })
    await marta.getByRole('button', { name: 'Tested' }).waitFor()
    await key(marta, 't')
    await filled(marta, { 'In words': 'Two days in the lab without a restart' })
    await marta.getByText('Two days in the lab without a restart').first().waitFor()
    // Nobody waits for the supplier any more, nor does she read so.
    await bo.locator('#main header').getByText('We are working on it').waitFor()
  })

  journey.scene('level 3 verifies it in the case; the problem is fixed and its contact is told', async () => {
    await atCase(marta)
    await key(marta, 'e')
    await filled(marta, { 'What you want from them': 'Does 7.2 end it?' })
    await atCase(igor)
    // Several things wait at the head: folded, one does it from the side.
    await igor.getByRole('complementary').getByRole('button', { name: 'Accept' }).first().click()
    await filled(igor, { 'In your own words: what is wanted': 'See whether 7.2 ends it.' })
    await key(igor, 'm', 'v')
    await filled(igor, {
      'Test environment': 'Lab 3',
      'How the fault was made to happen there': 'Ran 7.1 for three hours',
      'Fix that was checked': 'Firmware 7.2',
      'What was seen, or why it could not be checked': 'A night without a restart',
    })
    await stands(igor, 'A night without a restart')
    await answer(igor, 2, 'It does')
    await marta.goto(`${desk.url}/problems/${problem}`)
    await marta.getByRole('button', { name: 'It is fixed' }).waitFor()
    await key(marta, 'd')
    await filled(marta, {
      'What was done': 'Firmware of the supplier',
      'Gone in version': '7.2',
      'How it was seen that it is gone': 'A night in lab 3 without a restart',
    })
    await marta.locator('dt:has-text("contact told") + dd', { hasText: '1' }).waitFor()
  })

  journey.scene('level 2 answers level 1, who tells her', async () => {
    await atCase(marta)
    await answer(marta, 1, 'Firmware 7.2 ends it')
    await stands(bo, 'Firmware 7.2 ends it')
    const news = bo.getByRole('region', { name: 'News to pass on' })
    await news.getByRole('button', { name: 'Write' }).first().click()
    await bo.getByRole('textbox', { name: 'Reply to Anna' }).fill('Firmware 7.2 ends the restarts.')
    await bo.keyboard.press('Control+Enter')
    const letter = await desk.outside.find(({ mail }) => (mail.text ?? '').includes('ends the restarts'))
    await anna.goto(followLink(letter))
    await anna.getByText('Firmware 7.2 ends the restarts.').first().waitFor()
    assert.equal(await anna.getByText('AC-77').count(), 0, 'what is between us and the supplier stays there')
  })

  journey.scene('it is solved, and she confirms', async () => {
    await bo.keyboard.press('Escape')
    await key(bo, 'd')
    // He owes her no other word: she is asked whether it holds.
    await form(bo).getByRole('button', { name: 'Withdraw' }).click()
    await filled(bo, { Why: 'She has the release, and is asked whether it holds' })
    await stands(bo, 'She has the release')
    await key(bo, 'd')
    await filled(bo, { 'What fixed it': 'Firmware 7.2' })
    await desk.ledger(await caseId(), ({ events }) => events.some(one => one.type === 'case.solved'))
    await anna.reload()
    await anna.getByRole('button', { name: /^Yes/ }).click()
    await bo.getByText('This case is closed.').waitFor()
    quiet(journey)
  })
})

const caseId = async (): Promise<string> => {
  const { items } = await desk.shell.store.cards({ sort: 'newest', limit: 10 })
  return items.find(one => one.number === number)!.id
}
