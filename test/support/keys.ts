// Somebody who has no pointer: presses keys, waits for what should come, and sees the focus all the while.
// Not: what he does (journeys).
import assert from 'node:assert/strict'
import type { Locator, Page } from 'playwright-core'
import { password, type PersonWish } from '#test/support/desk.ts'
import type { Journey } from '#test/support/journey.ts'

const tabsMax = 80

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
export async function focusSeen(page: Page): Promise<void> {
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
export class Keys {
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
  /** Goes from field to field until the one that is meant has the focus. */
  async to(one: Locator): Promise<void> {
    await one.waitFor()
    const there = one.and(this.page.locator(':focus'))
    for (let i = 0; i < tabsMax && (await there.count()) === 0; i++) await this.press('Tab')
    await there.waitFor()
    await focusSeen(this.page)
  }
  /** Fills fields of the open form by going to each; a choice is made by typing how it begins. */
  async fill(fields: Readonly<Record<string, string>>): Promise<void> {
    const form = this.page.getByRole('dialog')
    for (const [label, words] of Object.entries(fields)) {
      await this.to(form.getByLabel(label, { exact: true }))
      await this.page.keyboard.type(words)
    }
    await this.press('Control+Enter')
    await form.waitFor({ state: 'detached' })
  }
  /** What a task takes; counted from nought. */
  async task(most: number, play: () => Promise<void>): Promise<void> {
    this.count = 0
    await play()
    assert.ok(this.count <= most, `${this.count} keys of ${most}`)
  }
}

/** Somebody who signs in without a pointer. */
export async function enterByKeys({ desk, open }: Journey, name: string, wish: PersonWish): Promise<Keys> {
  const person = await desk.person(name, wish)
  const keys = new Keys(await open())
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
export async function byPalette(keys: Keys, words: string, line: string | RegExp): Promise<void> {
  await keys.press('Control+k')
  await keys.type(/./, words)
  const option = keys.page.getByRole('option', { name: line })
  await option.waitFor()
  if ((await option.getAttribute('aria-selected')) !== 'true') await keys.press('ArrowUp')
  await option.and(keys.page.locator('[aria-selected="true"]')).waitFor()
  await keys.press('Enter')
}
