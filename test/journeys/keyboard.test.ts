// The main line of the story by keyboard alone: no act needs a pointer, the focus is always to be seen, and a
// task takes no
// more keys than promised (typed prose not counted). Not: what the acts record (test/story.test.ts).
import assert from 'node:assert/strict'
import { after, describe } from 'node:test'
import { type Journey, quiet, startJourney } from '#test/support/journey.ts'
import { byPalette, enterByKeys, focusSeen, type Keys } from '#test/support/keys.ts'

const journey: Journey = await startJourney()
const { desk } = journey
after(() => journey.end())

const subject = 'The line drops every evening'
let bo: Keys
let marta: Keys

describe('by keyboard alone', () => {
  journey.scene('two agents sign in', async () => {
    bo = await enterByKeys(journey, 'Bo Berg', { levels: [1] })
    marta = await enterByKeys(journey, 'Marta Sundin', { levels: [2] })
  })

  journey.scene('one key takes the next case and opens it', async () => {
    await desk.mail({
      from: 'Anna Lind <anna@customers.example>',
      subject,
      text: 'Hello, my internet connection goes away every evening at eight. What can I do?',
    })
    await bo.task(1, () => bo.press('n'))
    await bo.page.getByRole('heading', { level: 1, name: subject }).and(bo.page.locator(':focus')).waitFor()
    await focusSeen(bo.page)
  })

  journey.scene('a reply takes two keys', () =>
    bo.task(2, async () => {
      await bo.press('r')
      await bo.type('Reply to Anna', 'I look at the line tonight.')
      await bo.press('Control+Enter')
      await bo.stands('I look at the line tonight.')
    }),
  )

  journey.scene('one key takes it back, and its words stand in the box again', async () => {
    await bo.press('Escape')
    await bo.task(1, () => bo.press('z'))
    await bo.page.getByRole('article').filter({ hasText: 'Taken back, never sent' }).waitFor()
    await bo.press('r')
    await bo.has('Reply to Anna')
    const box = bo.page.getByRole('textbox', { name: 'Reply to Anna' })
    assert.equal(await box.inputValue(), 'I look at the line tonight.')
    await bo.press('Control+Enter')
    await bo.stands(/Goes to Anna|On its way|Sent/)
    await bo.press('Escape')
  })

  journey.scene('a note takes two keys', () =>
    bo.task(2, async () => {
      await bo.press('i')
      await bo.type('Note for the team', 'Sounds like crosstalk.')
      await bo.press('Control+Enter')
      await bo.stands('Sounds like crosstalk.')
    }),
  )

  journey.scene('a step with its why takes three keys', () =>
    bo.task(3, async () => {
      await bo.press('t')
      await bo.type('What was done', 'Restarted the line card')
      await bo.press('Tab')
      await bo.type('Why', 'It drops at the nightly profile change')
      await bo.press('Control+Enter')
      await bo.stands('It drops at the nightly profile change')
    }),
  )

  journey.scene('a promise takes three keys', () =>
    bo.task(3, async () => {
      await bo.press('p')
      await bo.page.getByRole('dialog').waitFor()
      await bo.press('2', 'Enter')
      await bo.page.getByRole('dialog').waitFor({ state: 'detached' })
    }),
  )

  journey.scene('passing it to the next level takes two keys around the question', () =>
    bo.task(3, async () => {
      await bo.press('e')
      await bo.type('What you want from them', 'Why does it cut the line?')
      await bo.press('Control+Enter')
      await bo.stands('Why does it cut the line?')
    }),
  )

  journey.scene('the second level finds it by its number, accepts and answers', async () => {
    const number = new URL(bo.page.url()).pathname.split('/').at(-1)!
    await byPalette(marta, number, new RegExp(subject))
    await marta.page
      .getByRole('heading', { level: 1, name: subject })
      .and(marta.page.locator(':focus'))
      .waitFor()
    await marta.press('Enter')
    await marta.type('In your own words: what is wanted', 'Find out why.')
    await marta.press('Control+Enter')
    await marta.stands('Find out why.')
    await byPalette(marta, 'Answer level', /^Answer level 1/)
    await marta.type('Result', 'New profile set')
    await marta.press('Tab')
    await marta.type('Cause', 'An old line profile')
    await marta.press('Tab')
    await marta.type('How it was checked', 'Two evenings without a drop')
    await marta.press('Tab')
    await marta.type('What to tell the customer', 'It was our profile.')
    await marta.press('Control+Enter')
    await bo.stands('An old line profile')
  })

  journey.scene('a call that keeps the promises is logged', async () => {
    await bo.press('o')
    await bo.has('Minutes')
    await bo.press('Tab')
    await bo.type(/^What was said/, 'Told her about the profile.')
    const boxes = bo.page.getByRole('dialog').getByRole('checkbox')
    const keeping = bo.page.getByRole('dialog').getByRole('checkbox', { name: /keeps/i })
    for (const box of await boxes.all()) {
      await bo.press('Tab')
      await box.and(bo.page.locator(':focus')).waitFor()
      const isPromise = (await keeping.and(box).count()) > 0
      if (isPromise && !(await box.isChecked())) await bo.press('Space')
    }
    await bo.press('Control+Enter')
    await bo.stands('Told her about the profile.')
  })

  journey.scene('solving with what fixed it takes three keys', async () => {
    await bo.task(3, async () => {
      await bo.press('d')
      await bo.type('What fixed it', 'A new line profile.')
      await bo.press('Control+Enter')
      await bo.stands('A new line profile.')
    })
    quiet(journey)
  })
})
