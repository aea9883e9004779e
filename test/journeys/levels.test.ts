// A case through the levels and back, in three browsers, by keyboard: a customer asks for more help, her
// contact passes it on, it comes back with a reason, is passed on again, accepted, answered, told to her and
// confirmed. Not: the same over mail and without her help (story.test.ts), nor how many keys an act takes.
import assert from 'node:assert/strict'
import { after, describe } from 'node:test'
import type { Locator, Page } from 'playwright-core'
import { type Journey, quiet, startJourney } from '#test/support/journey.ts'
import { followLink } from '#test/support/mailbox.ts'

const journey: Journey = await startJourney()
const { desk } = journey
after(() => journey.end())

const subject = 'The line drops every evening'
let bo: Page
let marta: Page
let anna: Page
let number: string

/** Resolves once a fact with these words stands in the ledger on the screen. */
const stands = (page: Page, words: string | RegExp) =>
  page.getByRole('article').filter({ hasText: words }).first().waitFor()
const form = (page: Page) => page.getByRole('dialog')
/** Pressed from where the focus is brought, not pointed at. */
const press = (one: Locator) => one.first().press('Enter')
const write = async (field: Locator, words: string) => {
  await field.first().focus()
  await field.page().keyboard.type(words)
}
/** Keys of the case work from its heading. */
const key = async (page: Page, name: string) => {
  await page.getByRole('heading', { level: 1, name: subject }).focus()
  await page.keyboard.press(name)
}
/** The form is done with what it holds, and gone. */
const done = async (page: Page) => {
  await page.keyboard.press('Control+Enter')
  await form(page).waitFor({ state: 'detached' })
}
const offerOn = (page: Page) => page.getByRole('region', { name: 'A hand-off waits' })

async function passOn(question: string): Promise<void> {
  await key(bo, 'e')
  await write(form(bo).getByRole('textbox', { name: 'What you want from them' }), question)
  await done(bo)
  await stands(bo, question)
}

describe('through the levels and back', () => {
  journey.scene('two levels of agents sign in, and a customer opens her case', async () => {
    bo = await journey.enter('Bo Berg')
    marta = await journey.enter('Marta Sundin', { levels: [2] })
    anna = await journey.open()
    await anna.goto(`${desk.url}/en/help/ask`)
    await write(anna.getByLabel('What is wrong?'), subject)
    await press(anna.getByRole('button', { name: 'Continue', exact: true }))
    await anna.getByLabel('At certain times').press('Space')
    await press(anna.getByRole('button', { name: 'Continue', exact: true }))
    await write(anna.getByLabel('Your name'), 'Anna Lind')
    await write(anna.getByLabel('E-mail address'), 'anna@customers.example')
    await press(anna.getByRole('button', { name: 'Continue', exact: true }))
    await press(anna.getByRole('button', { name: 'Send to support' }))
    number = ((await anna.locator('.number').textContent()) ?? '').trim()
    await press(anna.getByRole('link', { name: `Follow case ${number}` }))
    await anna.waitForURL(/\/help\/cases\/\d+$/)
    await anna.getByRole('heading', { name: subject }).waitFor()
  })

  journey.scene('the first level takes it and becomes her contact', async () => {
    // His own screen shows it before it is recorded; hers does not.
    const recorded = bo.waitForResponse(/take-next$/)
    await bo.keyboard.press('n')
    await recorded
    await stands(bo, 'Bo Berg is the contact')
  })

  journey.scene('she asks for more help, and he sees it without a reload', async () => {
    await press(anna.getByRole('link', { name: 'Ask for more help' }))
    await anna.getByLabel('This troubleshooting leads nowhere').press('Space')
    await press(anna.getByRole('button', { name: 'Send', exact: true }))
    await anna.getByRole('heading', { name: 'You asked for more help' }).waitFor()
    await stands(bo, /leads nowhere/i)
  })

  journey.scene('he passes it to the second level with what was tried and a question', async () => {
    await key(bo, 't')
    await write(form(bo).getByLabel('What was done'), 'Restarted the line card')
    await write(form(bo).getByLabel('Why', { exact: true }), 'It drops at the nightly profile change')
    await done(bo)
    await passOn('Why does the profile change cut the line?')
  })

  journey.scene('it comes back with a reason and one next act', async () => {
    await marta.goto(`${desk.url}/c/${number}`)
    await press(offerOn(marta).getByRole('button', { name: 'Return' }))
    await form(marta).getByLabel('Reason').selectOption('customer_pending')
    await write(
      form(marta).getByLabel('The next act for the giver'),
      'Ask her whether the clock radio is near it.',
    )
    await done(marta)
    await stands(bo, 'Ask her whether the clock radio is near it.')
  })

  journey.scene('he passes it on again, and it is accepted and read back', async () => {
    await passOn('The radio is far away. Why does it cut the line?')
    await press(offerOn(marta).getByRole('button', { name: 'Accept' }))
    await write(
      form(marta).getByLabel('In your own words: what is wanted'),
      'Find out why it drops at eight.',
    )
    await done(marta)
    await stands(bo, 'Find out why it drops at eight.')
    await anna.reload()
    await anna.getByText('Specialists check it').first().waitFor()
  })

  journey.scene('the second level answers, and the work is back with her contact', async () => {
    await press(marta.getByRole('button', { name: 'Answer level 1' }))
    await write(form(marta).getByLabel('Result'), 'A new profile is set')
    await write(form(marta).getByLabel('Cause'), 'An old line profile')
    await write(form(marta).getByLabel('How it was checked'), 'Two evenings without a drop')
    await write(form(marta).getByLabel('What to tell the customer'), 'It was our line profile.')
    await done(marta)
    await stands(bo, 'An old line profile')
  })

  journey.scene('the news is told to her by her contact', async () => {
    const news = bo.getByRole('region', { name: 'News to pass on' })
    await press(news.getByRole('button', { name: 'Write' }))
    await write(
      bo.getByRole('textbox', { name: 'Reply to Anna' }),
      'It was our line profile; it is changed now.',
    )
    await bo.keyboard.press('Control+Enter')
    // It waits for its undo, and leaves.
    const letter = await desk.outside.find(({ mail }) => (mail.text ?? '').includes('it is changed now.'))
    await news.waitFor({ state: 'detached' })
    await bo.keyboard.press('Escape')
    // Whoever has the letter may read the whole case.
    await anna.goto(followLink(letter))
    await anna.getByText('It was our line profile; it is changed now.').first().waitFor()
    assert.equal(await anna.getByText('An old line profile').count(), 0)
  })

  journey.scene('it is solved, and she confirms', async () => {
    // The call keeps what the letter promised.
    await key(bo, 'o')
    await write(form(bo).getByLabel('What was said (if it matters)'), 'It has held since.')
    const keeps = form(bo).getByLabel(/^keeps/)
    if (!(await keeps.first().isChecked())) await keeps.first().press('Space')
    await done(bo)
    await stands(bo, 'It has held since.')
    await key(bo, 'd')
    await write(form(bo).getByLabel('What fixed it', { exact: true }), 'A new line profile.')
    const recorded = bo.waitForResponse(/\/case\/solve$/)
    await bo.keyboard.press('Control+Enter')
    await recorded
    await anna.reload()
    await anna.getByText('A new line profile.').first().waitFor()
    await press(anna.getByRole('button', { name: /^Yes/ }))
    await bo.getByText('This case is closed.').waitFor()
    quiet(journey)
  })
})
