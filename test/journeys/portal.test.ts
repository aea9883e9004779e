// A customer's way through the portal in a real browser: ask, receipt, follow, add, more help, and "is it
// working?".
// With and without JavaScript, by keyboard, in six languages, light and dark, from a watch to a desk.
import assert from 'node:assert/strict'
import type { AddressInfo } from 'node:net'
import { after, before, describe, test } from 'node:test'
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core'
import { languages } from '#core/people/language.ts'
import { type TestPortal, testPortal } from '#server/http/portal-testing.ts'
import { castOf, play, type Scene, scenes } from '#test/journeys/portal-scenes.ts'
import { launchBrowser } from '#test/support/browser.ts'
import { axeFinds, clipped, focused, fontsReady, tooWide } from '#test/support/look.ts'

let browser: Browser
let portal: TestPortal
let cast: ReturnType<typeof castOf>
let origin: string

before(async () => {
  portal = await testPortal()
  portal.product('Internet at home')
  cast = castOf(portal)
  await portal.app.listen({ port: 0, host: '127.0.0.1' })
  origin = `http://127.0.0.1:${(portal.app.server.address() as AddressInfo).port}`
  browser = await launchBrowser()
})
after(async () => {
  await browser?.close()
  await portal?.close()
})

/** A customer's browser; collects what its pages complain about. */
async function customer(
  options: BrowserContextOptions = {},
): Promise<{ page: Page; context: BrowserContext; complaints: string[] }> {
  const context = await browser.newContext({ viewport: { width: 390, height: 844 }, ...options })
  const page = await context.newPage()
  const complaints: string[] = []
  page.on('console', message => {
    // A form that comes back says 422, which browsers note as an error.
    if (message.type() === 'error' && !message.text().includes('422')) complaints.push(message.text())
  })
  page.on('pageerror', error => complaints.push(String(error)))
  page.on('request', request => {
    if (!request.url().startsWith(origin)) complaints.push(`asked elsewhere: ${request.url()}`)
  })
  return { page, context, complaints }
}

const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click()

for (const javaScriptEnabled of [false, true])
  test(`a customer asks, follows, adds and asks for more help ${javaScriptEnabled ? 'with' : 'without'} JavaScript`, async () => {
    const { page, context, complaints } = await customer({ javaScriptEnabled })
    await page.goto(`${origin}/en/help`)
    await page.locator('main').getByRole('link', { name: 'Ask us' }).click()
    await page.getByLabel('What is wrong?').fill('The internet goes off every evening.\nThe light turns red.')
    await page
      .getByLabel('Photos and files')
      .setInputFiles({ name: 'lamp.png', mimeType: 'image/png', buffer: Buffer.from('png') })
    await press(page, 'Continue')
    await page.getByLabel('At certain times').check()
    await page.getByLabel('Since when').fill('since Monday')
    await press(page, 'Continue')
    await page.getByLabel('Internet at home').check()
    await press(page, 'Continue')
    await page.getByLabel('E-mail address').fill('anna@')
    await press(page, 'Continue')
    await page.getByRole('link', { name: 'Enter the e-mail address' }).click()
    assert.match(await page.title(), /^Error: /)
    await page.getByLabel('Your name').fill('Anna Lindqvist')
    await page.getByLabel('E-mail address').fill(`anna.${javaScriptEnabled}@example.org`)
    await press(page, 'Continue')
    await page.getByRole('link', { name: 'Back' }).click()
    assert.equal(await page.getByLabel('Your name').inputValue(), 'Anna Lindqvist')
    await press(page, 'Continue')
    await page.getByText('lamp.png').waitFor()
    await press(page, 'Send to support')
    const number = await page.locator('.number').textContent()
    assert.match((await page.locator('.promise').textContent()) ?? '', /18:18/)
    await page.getByRole('link', { name: `Follow case ${number}` }).click()
    await page.getByRole('heading', { name: 'The internet goes off every evening' }).waitFor()
    assert.equal(new URL(page.url()).search, '')
    await page.getByRole('textbox', { name: 'Add something' }).fill('It went off again just now.')
    await press(page, `Add to case ${number}`)
    await page.getByText('“It went off again just now.”').waitFor()
    await page.getByRole('link', { name: 'Ask for more help' }).click()
    await page.getByLabel('This troubleshooting leads nowhere').check()
    await press(page, 'Send')
    await page.getByRole('heading', { name: 'You asked for more help' }).waitFor()
    await page.getByRole('link', { name: 'My cases' }).click()
    await page.getByRole('link', { name: 'The internet goes off every evening' }).waitFor()
    assert.deepEqual(complaints, [])
    await context.close()
  })

test('a customer answers by keyboard alone, and is asked once whether it works', async () => {
  const { page, context, complaints } = await customer()
  const waiting = await play(portal, cast, 'waiting', 'en')
  await page.goto(`${origin}/en/help/cases/${waiting.number}?k=${waiting.secret}`)
  await page.keyboard.press('Tab')
  assert.equal(await focused(page), 'Skip to the page')
  await page.keyboard.press('Enter')
  for (let i = 0; i < 12; i++) {
    await page.keyboard.press('Tab')
    if ((await focused(page, 'name')) === 'words') break
  }
  await page.keyboard.type('Only the red one.')
  await page.keyboard.press('Tab')
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  await page.getByText('“Only the red one.”').waitFor()
  const solved = await play(portal, cast, 'solved', 'en')
  await page.goto(`${origin}/en/help/cases/${solved.number}?k=${solved.secret}`)
  await page.getByRole('button', { name: 'Not yet' }).click()
  await page.getByRole('heading', { name: 'Your case is open again' }).waitFor()
  await page.goto(`${origin}/en/help/cases/${(await play(portal, cast, 'solved', 'en')).number}`)
  await page.getByRole('heading', { name: 'We cannot show this case' }).waitFor()
  assert.deepEqual(
    complaints.filter(one => !one.includes('404')),
    [],
  )
  await context.close()
})

type Stop = { readonly name: string; readonly go: (page: Page, base: string) => Promise<unknown> }

const scene = (name: Scene): Stop => ({
  name,
  async go(page, base) {
    const language = base.slice(-7, -5) as (typeof languages)[number]
    const { number, secret } = await play(portal, cast, name, language)
    await page.goto(`${base}/cases/${number}?k=${secret}`)
  },
})
const form = (page: Page) => page.locator('main form button.btn').click()

/** Every page of the portal; the pages of asking build on each other. */
const stops: readonly Stop[] = [
  ...scenes.map(scene),
  { name: 'home', go: (page, base) => page.goto(base) },
  { name: 'cases', go: (page, base) => page.goto(`${base}/cases`) },
  { name: 'sign-in', go: (page, base) => page.goto(`${base}/cases/sign-in`) },
  { name: 'enter', go: (page, base) => page.goto(`${base}/cases/enter?k=x`) },
  { name: 'no case', go: (page, base) => page.goto(`${base}/cases/999999`) },
  { name: 'no page', go: (page, base) => page.goto(`${base}/nowhere`) },
  {
    name: 'more help, failed',
    async go(page, base) {
      const { number, secret } = await play(portal, cast, 'on-time', 'en')
      await page.goto(`${base}/cases/${number}/more-help?k=${secret}`)
      await form(page)
    },
  },
  {
    name: 'time zone',
    async go(page, base) {
      const { number, secret } = await play(portal, cast, 'on-time', 'en')
      await page.goto(`${base}/cases/${number}/zone?k=${secret}`)
    },
  },
  {
    name: 'by another clock',
    async go(page) {
      await page.locator('#zone').selectOption('America/New_York')
      await form(page)
      await page.getByRole('status').waitFor()
    },
  },
  {
    name: 'what, failed',
    async go(page, base) {
      await page.goto(`${base}/ask`)
      await form(page)
    },
  },
  {
    name: 'when',
    async go(page) {
      await page.locator('#words').fill('Internetverbindungsunterbrechungen '.repeat(4))
      await form(page)
    },
  },
  {
    name: 'product',
    async go(page) {
      await page.locator('input[value=times]').check()
      await form(page)
    },
  },
  {
    name: 'who',
    async go(page) {
      await page.locator('input[value=none]').check()
      await form(page)
    },
  },
  { name: 'who, failed', go: page => form(page) },
  {
    name: 'check',
    async go(page) {
      await page.locator('#name').fill('Anna Lindqvist')
      await page.locator('#mail').fill('anna.lindqvist.with.a.long.name@sub.department.example.org')
      await form(page)
    },
  },
  { name: 'receipt', go: page => form(page) },
]

async function walk(
  options: BrowserContextOptions & { language: string; look: (page: Page, name: string) => Promise<void> },
) {
  const { language, look, ...rest } = options
  // Each walk is another household: the hour's twenty cases are per address.
  const { page, context } = await customer({ ...rest, reducedMotion: 'reduce' })
  for (const stop of stops) {
    await stop.go(page, `${origin}/${language}/help`)
    await fontsReady(page)
    await look(page, stop.name)
  }
  await context.close()
}

/** English and Russian in both themes, the others pairwise. */
const themes = [
  ['en', 'light', 'dark'],
  ['ru', 'light', 'dark'],
  ['sv', 'light'],
  ['it', 'dark'],
  ['de', 'light'],
  ['ca', 'dark'],
] as const

describe('the look', () => {
  for (const [language, ...schemes] of themes)
    for (const colorScheme of schemes)
      test(`axe finds nothing, ${language} ${colorScheme}`, () =>
        walk({
          language,
          colorScheme,
          look: async (page, name) => assert.deepEqual(await axeFinds(page), [], name),
        }))

  for (const language of languages)
    test(`nothing is cut off at 256, 320, 390 and 1200, ${language}`, () =>
      walk({
        language,
        async look(page, name) {
          for (const width of [256, 320, 390, 1200]) {
            await page.setViewportSize({ width, height: 800 })
            assert.deepEqual(await clipped(page), [], `${name} at ${width}`)
            assert.equal(await tooWide(page), 0, `${name} at ${width}`)
          }
        },
      }))

  test('a page weighs little and asks nobody else', async () => {
    const { page, context, complaints } = await customer()
    let script = 0
    let sheet = 0
    page.on('response', async response => {
      if (response.request().resourceType() === 'script') script += 1
      if (response.url().includes('.css')) sheet += 1
    })
    await page.goto(`${origin}/ru/help`)
    await fontsReady(page)
    assert.deepEqual([script, sheet, complaints.length], [0, 1, 0])
    await context.close()
  })
})
