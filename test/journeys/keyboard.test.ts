// The main line of the story by keyboard alone: no act needs a pointer, the focus is always to be seen, and a
// task takes no
// more keys than promised (typed prose not counted). Not: what the acts record (test/story.test.ts).
import assert from 'node:assert/strict'
import { after, describe } from 'node:test'
import type { Page } from 'playwright-core'
import { password } from '#test/support/desk.ts'
import { type Journey, quiet, startJourney } from '#test/support/journey.ts'

const journey: Journey = await startJourney()
const { desk } = journey
after(() => journey.end())

const subject = 'The line drops every evening'
let bo: Keys
let marta: Keys

/** Why nobody could see the focus; null when it is to be seen. */
const focusFault = `(() => {
    const one = document.activeElement
    if (!one || one === document.body) return 'nothing has the focus'
    const { left, top, right, bottom, width, height } = one.getBoundingClientRect()
    const name = one.tagName + ' ' + (one.getAttribute('aria-label') ?? one.textContent.slice(0, 40))
    if (width === 0 || height === 0) return name + ' has no size'
    if (right <= 0 || bottom <= 0 || left >= innerWidth || top >= innerHeight) return name + ' is off the screen'
    if (!one.matches(':focus-visible')) return name + ' does not show its focus'
    return null
  })()`

/**
 * Resolves once the focus is somewhere where it can be seen: a form that closes gives it back a moment later.
 */
async function focusSeen(page: Page): Promise<void> {
  const fault = await page.evaluate(`new Promise(done => {
    const until = performance.now() + 5000
    const look = () => {
      const fault = ${focusFault}
      if (fault === null || performance.now() > until) done(fault)
      else requestAnimationFrame(look)
    }
    look()
  })`)
  assert.equal(fault, null)
}

/** A person with a keyboard: presses, waits for what should come, and counts. */
class Keys {
  readonly page: Page
  count = 0
  constructor(page: Page) {
    this.page = page
  }
  /** Presses keys one after the other; after each the focus is to be seen. */
  async press(...keys: readonly string[]): Promise<void> {
    for (const key of keys) {
      await this.page.keyboard.press(key)
      this.count += 1
    }
  }
  /** Types into the field that must have the focus by now; prose is not counted. */
  async type(field: string | RegExp, words: string): Promise<void> {
    await this.has(field)
    await this.page.keyboard.type(words)
  }
  /** Resolves once the field or button of that name has the focus. */
  async has(name: string | RegExp): Promise<void> {
    const any = ['textbox', 'combobox', 'spinbutton', 'checkbox', 'radio', 'button'] as const
    const [first, ...rest] = any.map(role => this.page.getByRole(role, { name }))
    const focused = rest.reduce((all, one) => all.or(one), first!).and(this.page.locator(':focus'))
    await focused.first().waitFor()
    await focusSeen(this.page)
  }
  async stands(words: string | RegExp): Promise<void> {
    await this.page.getByRole('article').filter({ hasText: words }).first().waitFor()
    await focusSeen(this.page)
  }
  /** What a task takes; counted from nought. */
  async task(most: number, play: () => Promise<void>): Promise<void> {
    this.count = 0
    await play()
    assert.ok(this.count <= most, `${this.count} keys of ${most}`)
  }
}

/** Somebody who signs in without a pointer. */
async function enter(name: string, levels: readonly (1 | 2 | 3)[]): Promise<Keys> {
  const person = await desk.person(name, { levels })
  const keys = new Keys(await journey.open())
  await keys.page.goto(`${desk.url}/sign-in`)
  await keys.type('E-mail address', person.email)
  await keys.press('Tab')
  await keys.type('Password', password)
  await keys.press('Enter')
  await keys.page.waitForURL(now => !now.pathname.startsWith('/sign-in'))
  await keys.page.locator('#main h1').first().waitFor()
  return keys
}

/** Opens the palette, types, goes up to the line that was meant once it is there, and takes it. */
async function byPalette(keys: Keys, words: string, line: string | RegExp): Promise<void> {
  await keys.press('Control+k')
  await keys.type(/./, words)
  const option = keys.page.getByRole('option', { name: line })
  await option.waitFor()
  if ((await option.getAttribute('aria-selected')) !== 'true') await keys.press('ArrowUp')
  await option.and(keys.page.locator('[aria-selected="true"]')).waitFor()
  await keys.press('Enter')
}

describe('by keyboard alone', () => {
  journey.scene('two agents sign in', async () => {
    bo = await enter('Bo Berg', [1])
    marta = await enter('Marta Sundin', [2])
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
