// The gallery in a real browser: no accessibility fault, nothing cut off, nothing the content policy refuses.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Browser, Page } from 'playwright-core'
import { languages } from '#core/people/language.ts'
import { launchBrowser } from '#test/support/browser.ts'
import { axeFinds, clipped, focused, fontsReady, pressAs, tooWide } from '#test/support/look.ts'
import { serveWeb } from '#test/support/web-files.ts'

let browser: Browser
let web: Awaited<ReturnType<typeof serveWeb>>

before(async () => {
  web = await serveWeb()
  browser = await launchBrowser()
})
after(async () => {
  await browser?.close()
  await web?.close()
})

/** Opens the gallery and waits until its language is spoken; collects what the page complains about. */
async function open(query: string, width: number): Promise<{ page: Page; complaints: string[] }> {
  const page = await browser.newPage({ viewport: { width, height: 900 }, reducedMotion: 'reduce' })
  const complaints: string[] = []
  page.on('console', message => {
    if (message.type() === 'error') complaints.push(message.text())
  })
  page.on('pageerror', error => complaints.push(String(error)))
  await page.goto(`${web.origin}/gallery?${query}`)
  const language = new URLSearchParams(query).get('lang') ?? 'en'
  await page.waitForSelector(`main[data-language="${language}"]`)
  await fontsReady(page)
  return { page, complaints }
}

for (const language of ['en', 'ru'])
  for (const theme of ['light', 'dark'])
    test(`axe finds nothing, ${language} ${theme}`, async () => {
      const { page, complaints } = await open(`lang=${language}&theme=${theme}`, 1280)
      assert.deepEqual(await axeFinds(page), [])
      assert.deepEqual(complaints, [])
      await page.close()
    })

for (const language of languages)
  for (const width of language === 'de' || language === 'ru' ? [1280, 390, 320] : [1280, 320])
    test(`nothing is cut off, ${language} at ${width}`, async () => {
      const { page } = await open(`lang=${language}`, width)
      assert.deepEqual(await clipped(page), [])
      assert.equal(await tooWide(page), 0)
      await page.close()
    })

for (const language of ['en', 'de'])
  for (const width of [1280, 390])
    test(`compact, nothing is cut off and axe finds nothing, ${language} at ${width}`, async () => {
      const { page, complaints } = await open(`lang=${language}&density=compact`, width)
      await page.locator('html[data-density="compact"]').waitFor()
      assert.deepEqual(await clipped(page), [])
      assert.equal(await tooWide(page), 0)
      assert.deepEqual(await axeFinds(page), [])
      assert.deepEqual(complaints, [])
      await page.close()
    })

for (const name of ['Sheet', 'Dialog'])
  test(`a ${name.toLowerCase()} keeps the focus, closes on Esc and gives the focus back`, async () => {
    const { page, complaints } = await open('lang=en&theme=light', 1280)
    await page.getByRole('button', { name, exact: true }).click()
    const dialog = page.getByRole('dialog')
    await dialog.waitFor()
    for (let press = 0; press < 12; press++) {
      await page.keyboard.press('Tab')
      await dialog.locator(':focus').waitFor({ timeout: 2_000 })
    }
    assert.deepEqual(await axeFinds(page), [])
    await page.keyboard.press('Escape')
    await dialog.waitFor({ state: 'detached' })
    assert.equal(await focused(page), name)
    assert.deepEqual(complaints, [])
    await page.close()
  })

test('the list is walked with j and k, and with the same keys on a Russian keyboard', async () => {
  const { page } = await open('lang=en', 1280)
  await page.keyboard.press('j')
  assert.match((await focused(page)) ?? '', /Mail does not arrive/)
  await pressAs(page, { key: 'о', code: 'KeyJ' })
  assert.match((await focused(page)) ?? '', /Corvo 14/)
  await page.keyboard.press('k')
  assert.match((await focused(page)) ?? '', /Mail does not arrive/)
  await page.close()
})

test('a menu opens from the keyboard, is walked with the arrows and gives the focus back', async () => {
  const { page, complaints } = await open('lang=en', 1280)
  await page.getByRole('button', { name: 'More for case 4821' }).focus()
  await page.keyboard.press('Enter')
  await page.getByRole('menu').waitFor()
  await page.keyboard.press('ArrowDown')
  assert.match((await focused(page)) ?? '', /Watch/)
  assert.deepEqual(await axeFinds(page), [])
  await page.keyboard.press('Escape')
  await page.getByRole('menu').waitFor({ state: 'detached' })
  assert.equal(await focused(page, 'aria-label'), 'More for case 4821')
  assert.deepEqual(complaints, [])
  await page.close()
})
