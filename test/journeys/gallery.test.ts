// The gallery in a real browser: no accessibility fault, nothing cut off, nothing the content policy refuses.
import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { after, before, test } from 'node:test'
import type { Browser, Page } from 'playwright-core'
import { launchBrowser } from '#test/support/browser.ts'
import { serveWeb } from '#test/support/web-files.ts'

const languages = ['en', 'ru'] as const
const themes = ['light', 'dark'] as const
const widths = [1280, 390, 320] as const

let browser: Browser
let web: Awaited<ReturnType<typeof serveWeb>>
let axe: string

before(async () => {
  const require = createRequire(import.meta.url)
  axe = await readFile(require.resolve('axe-core/axe.min.js'), 'utf8')
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
  await page.evaluate(() => document.fonts.ready)
  return { page, complaints }
}

/** Everything axe finds, as lines a person can act on. */
async function axeFinds(page: Page): Promise<string[]> {
  await page.evaluate(axe)
  return page.evaluate(async () => {
    const runner = (globalThis as unknown as { axe: { run(): Promise<{ violations: Violation[] }> } }).axe
    type Violation = { id: string; nodes: { target: string[] }[] }
    const { violations } = await runner.run()
    return violations.flatMap(one => one.nodes.map(node => `${one.id}: ${node.target.join(' ')}`))
  })
}

/** Elements whose text does not fit, except those that may cut it. */
const clipped = (page: Page): Promise<string[]> =>
  page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>('body *')]
      .filter(one => {
        if (one.closest('[data-clamp],.sr,svg,select,input,textarea')) return false
        const { overflowX, display } = getComputedStyle(one)
        if (display === 'inline' || overflowX === 'auto' || overflowX === 'scroll') return false
        return one.scrollWidth > one.clientWidth + 1 && one.clientWidth > 1
      })
      .map(one => `${one.tagName} ${one.className} ${one.textContent?.slice(0, 40)}`),
  )

for (const language of languages)
  for (const theme of themes)
    test(`axe finds nothing, ${language} ${theme}`, async () => {
      const { page, complaints } = await open(`lang=${language}&theme=${theme}`, 1280)
      assert.deepEqual(await axeFinds(page), [])
      assert.deepEqual(complaints, [])
      await page.close()
    })

for (const language of ['en', 'de', 'ru'] as const)
  for (const width of widths)
    test(`nothing is cut off, ${language} at ${width}`, async () => {
      const { page } = await open(`lang=${language}`, width)
      assert.deepEqual(await clipped(page), [])
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
      assert.ok(overflow <= 0, `the page is ${overflow} px wider than the window`)
      await page.close()
    })

for (const name of ['Sheet', 'Dialog'])
  test(`a ${name.toLowerCase()} keeps the focus, closes on Esc and gives the focus back`, async () => {
    const { page, complaints } = await open('lang=en&theme=light', 1280)
    const opener = page.getByRole('button', { name, exact: true })
    await opener.click()
    const dialog = page.getByRole('dialog')
    await dialog.waitFor()
    for (let press = 0; press < 12; press++) {
      await page.keyboard.press('Tab')
      assert.equal(await dialog.evaluate(one => one.contains(document.activeElement)), true)
    }
    assert.deepEqual(await axeFinds(page), [])
    await page.keyboard.press('Escape')
    await dialog.waitFor({ state: 'detached' })
    assert.equal(await opener.evaluate(one => one === document.activeElement), true)
    assert.deepEqual(complaints, [])
    await page.close()
  })

test('the list is walked with j and k, and with the same keys on a Russian keyboard', async () => {
  const { page } = await open('lang=en', 1280)
  const focused = () => page.evaluate(() => document.activeElement?.querySelector('th a')?.textContent)
  await page.keyboard.press('j')
  assert.match((await focused()) ?? '', /Mail does not arrive/)
  await page.evaluate(() => {
    const russian = { key: 'о', code: 'KeyJ', bubbles: true, cancelable: true }
    document.activeElement?.dispatchEvent(new KeyboardEvent('keydown', russian))
  })
  assert.match((await focused()) ?? '', /Corvo 14/)
  await page.keyboard.press('k')
  assert.match((await focused()) ?? '', /Mail does not arrive/)
  await page.close()
})

test('a menu opens from the keyboard, is walked with the arrows and gives the focus back', async () => {
  const { page, complaints } = await open('lang=en', 1280)
  await page.getByRole('button', { name: 'More for case 4821' }).focus()
  await page.keyboard.press('Enter')
  await page.getByRole('menu').waitFor()
  await page.keyboard.press('ArrowDown')
  const focused = await page.evaluate(() => document.activeElement?.textContent)
  assert.match(focused ?? '', /Watch/)
  assert.deepEqual(await axeFinds(page), [])
  await page.keyboard.press('Escape')
  await page.getByRole('menu').waitFor({ state: 'detached' })
  const named = await page.evaluate(() => document.activeElement?.getAttribute('aria-label'))
  assert.equal(named, 'More for case 4821')
  assert.deepEqual(complaints, [])
  await page.close()
})
