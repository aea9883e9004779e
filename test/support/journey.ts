// A whole desk with a browser before it: people sign in as people do, and what a page looked like when
// something failed is
// kept. Not: the desk itself (desk.ts) nor the browser (browser.ts).
import assert from 'node:assert/strict'
import { mkdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core'
import type { StartOptions } from '#server/main.ts'
import { launchBrowser } from '#test/support/browser.ts'
import { type LiveDesk, liveDesk, type Person, password, type PersonWish } from '#test/support/desk.ts'

const shots = join(tmpdir(), 'tierline-journeys')
const stepMsMax = 20_000

export type Journey = {
  readonly desk: LiveDesk
  readonly browser: Browser
  /** a window of its own, which complains are collected from */
  open(options?: BrowserContextOptions): Promise<Page>
  /** a person at the desk, signed in through the page */
  enter(
    name: string,
    wish?: PersonWish & { options?: BrowserContextOptions },
  ): Promise<Page & { person: Person }>
  /** what pages said was wrong with them: thrown errors, broken policies */
  readonly complaints: readonly string[]
  /** a test of this journey: when it fails, every window is kept as a picture, later scenes are left out */
  scene(name: string, play: () => Promise<void>): void
  /** the same for what stands by itself: it is played whatever failed before */
  sight(name: string, play: () => Promise<void>): void
  end(): Promise<void>
}

/** Starts a desk and a browser. */
export async function startJourney(options: Partial<StartOptions> = {}): Promise<Journey> {
  const desk = await liveDesk(options)
  const browser = await launchBrowser()
  const complaints: string[] = []
  const contexts: BrowserContext[] = []
  const open = async (more: BrowserContextOptions = {}) => {
    const context = await browser.newContext({ reducedMotion: 'reduce', locale: 'en-GB', ...more })
    contexts.push(context)
    context.setDefaultTimeout(stepMsMax)
    const page = await context.newPage()
    listen(page, complaints)
    return page
  }
  return {
    desk,
    browser,
    complaints,
    open,
    async enter(name, wish) {
      const person = await desk.person(name, wish)
      const page = await open()
      await signInBy(page, desk.url, person.email)
      return Object.assign(page, { person })
    },
    scene: (name, play) => scene(name, play, contexts, true),
    sight: (name, play) => scene(name, play, contexts, false),
    async end() {
      await browser.close()
      await desk.stop()
    },
  }
}

function listen(page: Page, complaints: string[]): void {
  page.on('pageerror', error => complaints.push(`${page.url()} ${error}`))
  page.on('console', message => {
    if (/Content.Security.Policy/i.test(message.text())) complaints.push(`${page.url()} ${message.text()}`)
  })
}

/** Fills the sign-in as a person does, in English. */
export async function signInBy(page: Page, url: string, email: string, secret = password): Promise<void> {
  await page.goto(`${url}/sign-in`)
  await page.getByRole('textbox', { name: 'E-mail address' }).fill(email)
  await page.getByLabel('Password', { exact: true }).fill(secret)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.waitForURL(now => !now.pathname.startsWith('/sign-in'))
  await page.locator('#main h1').first().waitFor()
}

const failed = new WeakSet<readonly BrowserContext[]>()

function scene(
  name: string,
  play: () => Promise<void>,
  contexts: readonly BrowserContext[],
  isChained: boolean,
): void {
  test(name, async t => {
    // A story does not go on where it broke off.
    if (isChained && failed.has(contexts)) return t.skip('an earlier scene failed')
    try {
      await play()
    } catch (fault) {
      failed.add(contexts)
      mkdirSync(shots, { recursive: true })
      for (const [index, page] of contexts.flatMap(one => one.pages()).entries()) {
        const path = join(shots, `${name.replace(/\W+/g, '-').slice(0, 60)}-${index}.png`)
        await page.screenshot({ path }).then(
          () => t.diagnostic(`as it looked: ${path} (${page.url()})`),
          () => {},
        )
      }
      throw fault
    }
  })
}

/** Fails when a page complained of something. */
export const quiet = ({ complaints }: Journey): void => assert.deepEqual([...complaints], [])
