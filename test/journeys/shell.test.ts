// The shell around every screen in a real browser: ways in, keys, palette, the line to the server.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Browser, Page } from 'playwright-core'
import { launchBrowser } from '#test/support/browser.ts'
import { axeFinds, pressAs } from '#test/support/look.ts'
import { type StubDesk, stubDesk } from '#test/support/stub-desk.ts'
import { serveWeb } from '#test/support/web-files.ts'

let browser: Browser
before(async () => {
  browser = await launchBrowser()
})
after(() => browser?.close())

type Stage = { readonly page: Page; readonly desk: StubDesk; readonly complaints: readonly string[] }

/** A page on a desk of its own; what it complains about is collected. */
const on =
  (path: string, play: (stage: Stage) => Promise<void>, set: (desk: StubDesk) => void = () => {}) =>
  async () => {
    const desk = stubDesk()
    set(desk)
    const web = await serveWeb(desk.api)
    const context = await browser.newContext({ reducedMotion: 'reduce' })
    const page = await context.newPage()
    const complaints: string[] = []
    page.on('pageerror', error => complaints.push(String(error)))
    page.on('console', message => {
      if (/Content.Security.Policy/i.test(message.text())) complaints.push(message.text())
    })
    try {
      await page.goto(web.origin + path)
      await play({ page, desk, complaints })
      assert.deepEqual(complaints, [])
    } finally {
      await context.close()
      await web.close()
    }
  }

const main = (page: Page) => page.locator('#main h1').first()

test(
  'who is not signed in goes to the sign-in and knows where to come back to',
  on(
    '/q/all?sort=age',
    async ({ page }) => {
      await page.waitForURL(/\/sign-in/)
      assert.equal(new URL(page.url()).searchParams.get('to'), '/q/all?sort=age')
    },
    desk => desk.signOut(),
  ),
)

test(
  'the agent’s own language is spoken and named on the page',
  on(
    '/q/mine',
    async ({ page }) => {
      await page.locator('html[lang="sv"]').waitFor()
      await page.getByRole('link', { name: 'Tavla' }).waitFor()
    },
    desk => {
      desk.language = 'sv'
    },
  ),
)

test(
  'g b goes to the board and the focus to its screen',
  on('/q/mine', async ({ page }) => {
    await main(page).waitFor()
    await pressAs(page, { key: 'g', code: 'KeyG' }, { key: 'b', code: 'KeyB' })
    await page.waitForURL(/\/board$/)
  }),
)

test(
  'what is typed right after asking for the palette stands in its field and does nothing else',
  on('/q/mine', async ({ page, desk }) => {
    await main(page).waitFor()
    await page.keyboard.press('Control+k')
    await page.keyboard.type('nd')
    const field = page.getByRole('combobox')
    await field.waitFor()
    await page.keyboard.type('x')
    assert.equal(await field.inputValue(), 'ndx')
    assert.deepEqual(desk.asked, [])
  }),
)

test(
  'the palette finds an act by its English name in another language, and Enter does it',
  on(
    '/q/mine',
    async ({ page }) => {
      await page.getByRole('link', { name: 'Tavla' }).waitFor()
      await page.keyboard.press('Control+k')
      await page.getByRole('combobox').fill('board')
      await page.getByRole('option', { name: /Tavla/ }).waitFor()
      await page.keyboard.press('Enter')
      await page.waitForURL(/\/board$/)
    },
    desk => {
      desk.language = 'sv'
    },
  ),
)

test(
  'the sheet of keys lists what works here, and under it nothing works',
  on('/q/mine', async ({ page, desk }) => {
    await main(page).waitFor()
    await page.keyboard.press('?')
    const sheet = page.getByRole('dialog')
    await sheet.getByText('Take next').waitFor()
    await page.keyboard.press('n')
    await page.keyboard.press('Escape')
    await sheet.waitFor({ state: 'detached' })
    assert.deepEqual(desk.asked, [])
  }),
)

test(
  'n takes the next case, or says that there is none',
  on('/q/mine', async ({ page, desk }) => {
    await main(page).waitFor()
    await page.keyboard.press('n')
    await page.getByRole('button', { name: 'Close' }).waitFor()
    assert.deepEqual(desk.asked, ['POST /cases/take-next'])
  }),
)

test(
  'a cut line is said, what needs it says why, and both end when it is back',
  on('/q/mine', async ({ page, desk }) => {
    await main(page).waitFor()
    const take = page.getByRole('button', { name: 'Take next' })
    await take.waitFor()
    desk.cut()
    await page
      .getByText(/^No connection since/)
      .first()
      .waitFor()
    assert.equal(await take.getAttribute('aria-disabled'), 'true')
    await page.keyboard.press('n')
    assert.deepEqual(desk.asked, [])
    desk.mend()
    await page.locator('#main').waitFor()
    await page.evaluate("dispatchEvent(new Event('online'))")
    await page.getByText(/You can keep working/).waitFor({ state: 'detached' })
  }),
)

test(
  'a session that ended while one works is told and keeps what is on the screen',
  on('/q/mine', async ({ page, desk }) => {
    await main(page).waitFor()
    desk.signOut()
    desk.cut()
    await page.getByText('You are signed out.').waitFor()
    assert.ok(await main(page).isVisible())
  }),
)

for (const colorScheme of ['light', 'dark'] as const)
  test(
    `axe finds nothing in the shell, ${colorScheme}`,
    on('/q/mine', async ({ page }) => {
      await page.emulateMedia({ colorScheme })
      await main(page).waitFor()
      assert.deepEqual(await axeFinds(page), [])
    }),
  )
