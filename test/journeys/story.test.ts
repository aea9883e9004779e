// The story Tierline is for, on the screen: two agents and a customer, each in a window of their own, and a
// real mail
// program outside. Not: the same over the API (test/story.test.ts), nor by keyboard alone (keyboard.test.ts).
import assert from 'node:assert/strict'
import { after, describe } from 'node:test'
import type { Page } from 'playwright-core'
import { type Journey, quiet, startJourney } from '#test/support/journey.ts'
import { followLink, headerOf, type Letter, replyAddress } from '#test/support/mailbox.ts'

const journey: Journey = await startJourney()
const { desk } = journey
const from = 'anna@customers.example'
const subject = 'The line drops every evening'
let bo: Page
let marta: Page
let anna: Page
let mailId: string
let number: number
let answer: Letter

after(() => journey.end())

const letterSaying = (words: string) =>
  desk.outside.find(one => one.to.includes(from) && (one.mail.text ?? '').includes(words))
/** Resolves once a fact with these words stands in the ledger on the screen. */
const stands = (page: Page, words: string | RegExp) =>
  page.getByRole('article').filter({ hasText: words }).first().waitFor()
const form = (page: Page) => page.getByRole('dialog')
const act = (page: Page, name: string | RegExp) =>
  page.getByRole('complementary').getByRole('button', { name }).first()

describe('the story on the screen', () => {
  journey.scene('two agents sign in', async () => {
    bo = await journey.enter('Bo Berg')
    marta = await journey.enter('Marta Sundin', { levels: [2] })
    anna = await journey.open()
  })

  journey.scene('a mail appears in the queue of an agent who looks, without a reload', async () => {
    await bo.getByRole('link', { name: 'Unassigned' }).first().click()
    await bo.getByRole('heading', { name: 'Unassigned' }).waitFor()
    mailId = await desk.mail({
      from: `Anna Lind <${from}>`,
      subject,
      text: 'Hello, my internet connection goes away every evening at eight. What can I do?\n\nAnna',
    })
    await bo.getByRole('link', { name: subject }).waitFor()
    number = Number((await letterSaying('')).mail.subject?.match(/\d+/)?.[0])
    assert.ok(number > 0)
  })

  journey.scene('it is opened and taken', async () => {
    await bo.getByRole('link', { name: subject }).click()
    await bo.getByRole('heading', { level: 1, name: subject }).waitFor()
    await stands(bo, 'goes away every evening at eight')
    await act(bo, 'Take it').click()
    await bo.getByRole('main').getByText('Bo Berg').first().waitFor()
  })

  journey.scene('a reply can be undone, and sent leaves as a mail that threads', async () => {
    const box = bo.getByRole('textbox', { name: 'Reply to Anna' })
    await box.fill('Hello Anna, I look at the line tonight.')
    await bo.getByRole('button', { name: /^Send(?! and)/ }).click()
    await bo.getByText(/Goes to Anna in \d+ s/).waitFor()
    await bo.getByRole('button', { name: /Undo/ }).first().click()
    await stands(bo, 'Taken back, never sent')
    assert.equal(await box.inputValue(), 'Hello Anna, I look at the line tonight.')
    await bo.getByRole('button', { name: /^Send(?! and)/ }).click()
    answer = await letterSaying('I look at the line tonight.')
    assert.equal(headerOf(answer, 'in-reply-to'), mailId)
    assert.match(replyAddress(answer), /^support\+/)
    assert.equal(desk.outside.letters.filter(one => one.mail.text?.includes('tonight.')).length, 1)
  })

  journey.scene('what the customer answers stands in the open case', async () => {
    await desk.mail({
      from: `Anna Lind <${from}>`,
      to: replyAddress(answer),
      subject: `Re: ${answer.mail.subject}`,
      text: 'Thanks. The modem is new, by the way.',
    })
    await stands(bo, 'The modem is new, by the way.')
  })

  journey.scene('a note, a step with its why and a promise', async () => {
    await bo.getByRole('button', { name: 'Write for the team' }).click()
    await bo.getByRole('textbox', { name: 'Note for the team' }).fill('Sounds like crosstalk.')
    await bo.getByRole('button', { name: 'Save for team' }).click()
    await stands(bo, 'Sounds like crosstalk.')
    await bo.getByRole('heading', { level: 1 }).focus()
    await bo.keyboard.press('t')
    await form(bo).getByLabel('What was done').fill('Restarted the line card')
    await form(bo).getByLabel('Why').fill('It drops at the nightly profile change')
    await form(bo).getByRole('button', { name: 'Save the step' }).click()
    await stands(bo, 'It drops at the nightly profile change')
    await bo.getByRole('heading', { level: 1 }).focus()
    await bo.keyboard.press('p')
    await form(bo).getByLabel('What is promised').fill('what the specialists found')
    await form(bo).getByLabel('By which way').selectOption('phone')
    await form(bo)
      .getByRole('button', { name: /^Promise by/ })
      .click()
    await stands(bo, 'what the specialists found')
  })

  journey.scene('it is passed to level 2 with a question, and accepted there', async () => {
    await act(bo, 'Pass to level 2').click()
    const question = 'Why does the profile change cut the line?'
    await form(bo).getByRole('textbox', { name: 'What you want from them' }).fill(question)
    await form(bo).getByText('It drops at the nightly profile change').waitFor()
    await form(bo).getByRole('button', { name: 'Pass to level 2' }).click()
    await bo
      .getByRole('status')
      .filter({ hasText: /^Offered to level 2/ })
      .waitFor()
    await marta
      .getByRole('link', { name: /^Offered/ })
      .first()
      .click()
    await marta.getByRole('link', { name: subject }).click()
    const offer = marta.getByRole('region', { name: 'A hand-off waits' })
    await offer.getByText(question).waitFor()
    await offer.getByRole('button', { name: 'Accept' }).click()
    await form(marta).getByLabel('In your own words: what is wanted').fill('Find out why.')
    await form(marta).getByRole('button', { name: 'Accept' }).click()
    await stands(bo, /Accepted/)
  })

  journey.scene('the second level answers, and the work is back with the first', async () => {
    await act(marta, 'Answer level 1').click()
    await form(marta).getByLabel('Result').fill('New profile set')
    await form(marta).getByLabel('Cause').fill('An old line profile')
    await form(marta).getByLabel('How it was checked').fill('Two evenings without a drop')
    await form(marta).getByLabel('What to tell the customer').fill('It was our profile.')
    await form(marta).getByRole('button', { name: 'Answer' }).click()
    await stands(bo, 'An old line profile')
  })

  journey.scene('the first level calls, and the contact keeps the promise', async () => {
    await act(bo, 'Log a call or visit').click()
    await form(bo).getByLabel('What was said (if it matters)').fill('Told her about the profile.')
    for (const promise of await form(bo)
      .getByLabel(/^keeps/)
      .all())
      await promise.check()
    await form(bo).getByRole('button', { name: 'Save the contact' }).click()
    await stands(bo, 'Told her about the profile.')
    await stands(bo, /Kept/)
  })

  journey.scene('the customer follows on her own page, adds something, and Bo sees it', async () => {
    await anna.goto(followLink(answer))
    await anna.getByText('Bo Berg').first().waitFor()
    assert.equal(await anna.getByText('Sounds like crosstalk.').count(), 0)
    await anna.getByRole('textbox').first().fill('It held last night!')
    await anna
      .getByRole('button', { name: /^Send|^Add/ })
      .first()
      .click()
    await anna.getByText('It held last night!').waitFor()
    await stands(bo, 'It held last night!')
  })

  journey.scene('it is solved, and the customer confirms', async () => {
    await act(bo, 'Solved').click()
    await form(bo).getByLabel('What fixed it', { exact: true }).fill('A new line profile.')
    // His own screen shows it before it is recorded; hers does not.
    const recorded = bo.waitForResponse(/\/case\/solve$/)
    await form(bo).getByRole('button', { name: 'Solved' }).click()
    await recorded
    await stands(bo, 'A new line profile.')
    await anna.reload()
    await anna.getByText('A new line profile.').first().waitFor()
    await anna.getByRole('button', { name: /^Yes/ }).click()
    await bo.getByText('This case is closed.').waitFor()
    quiet(journey)
  })
})
