// A customer goes through the scripts that ship in a real browser: found by what he says, a question a page,
// passed on to us. With and without JavaScript, by keyboard, in six languages, from a watch to a desk.
import assert from 'node:assert/strict'
import type { AddressInfo } from 'node:net'
import { after, before, describe, test } from 'node:test'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import type { EventOf } from '#core/case/event.ts'
import { type Language, languages } from '#core/people/language.ts'
import { placeOf } from '#core/script/walk.ts'
import { type TestPortal, testPortal } from '#server/http/portal-testing.ts'
import { publishShipped, shippedScripts } from '#server/shipped-scripts.ts'
import { castOf, play } from '#test/journeys/portal-scenes.ts'
import { launchBrowser } from '#test/support/browser.ts'
import { axeFinds, clipped, focused, fontsReady, tooWide } from '#test/support/look.ts'

let browser: Browser
let portal: TestPortal
let cast: ReturnType<typeof castOf>
let origin: string

before(async () => {
  portal = await testPortal()
  const shipped = await shippedScripts(assert.fail)
  await publishShipped(portal.shell.desk.scripts, shipped, portal.shell.now())
  cast = castOf(portal)
  await portal.app.listen({ port: 0, host: '127.0.0.1' })
  origin = `http://127.0.0.1:${(portal.app.server.address() as AddressInfo).port}`
  browser = await launchBrowser()
})
after(async () => {
  await browser?.close()
  await portal?.close()
})

async function customer(options: BrowserContextOptions = {}) {
  const context = await browser.newContext({ viewport: { width: 390, height: 844 }, ...options })
  const page = await context.newPage()
  return { page, context }
}
const press = (page: Page, name: string | RegExp) =>
  page
    .locator('main')
    .getByRole('button', { name, exact: typeof name === 'string' })
    .click()

for (const javaScriptEnabled of [false, true])
  test(`he goes through a script and passes it on ${javaScriptEnabled ? 'with' : 'without'} JavaScript`, async () => {
    const { page, context } = await customer({ javaScriptEnabled })
    await page.goto(`${origin}/en/help`)
    await page.getByLabel('Say it in your own words').fill('no page opens at all')
    await press(page, 'Search')
    await page
      .getByRole('region', { name: /What fits/ })
      .getByRole('link', { name: 'No internet at home' })
      .click()
    await page.getByRole('heading', { name: 'What has no internet at the moment?' }).waitFor()
    await press(page, 'All devices, or I have only one')
    const second = await page.locator('h1').textContent()
    await page.goBack()
    await page.getByRole('button', { name: /^All devices, or I have only one\s*Your answer so far/ }).click()
    assert.equal(await page.locator('h1').textContent(), second)
    await page.getByRole('link', { name: 'I cannot tell' }).click()
    await press(page, 'Go on without it')
    assert.match(await page.title(), /^Error: /)
    await page.getByLabel('In a line').fill('The router hangs too high.')
    await press(page, 'Go on without it')
    await page.getByRole('link', { name: 'This leads nowhere' }).click()
    await page.getByLabel('In a line').fill('I did that twice already.')
    await press(page, 'Go on without it')
    const stoodAt = new URL(page.url()).pathname
    await press(page, /Stop here and ask us|Pass it on to support/)
    await page.getByText('Your 3 answers to “No internet at home” go with it').waitFor()
    assert.match(
      await page.getByLabel('What is wrong?').inputValue(),
      /^No internet at home\n\nWhat has no internet/,
    )
    await press(page, 'Continue')
    await page.getByLabel('All the time').check()
    await press(page, 'Continue')
    await page.getByLabel('Your name').fill('Anna Lindqvist')
    await page.getByLabel('E-mail address').fill(`anna.${javaScriptEnabled}@example.org`)
    await press(page, 'Continue')
    await page.getByText('What you went through').waitFor()
    await press(page, 'Send to support')
    const number = Number(await page.locator('.number').textContent())
    const { events } = (await portal.shell.store.read(number))!
    const answers = events.filter(
      ({ type }) => type === 'walk.answered',
    ) as unknown as EventOf<'walk.answered'>[]
    assert.equal(answers.filter(({ nowhere }) => nowhere).length, 1)
    assert.ok(stoodAt.endsWith('/3'))
    assert.equal(events.at(-2)?.type, 'walk.paused')
    assert.notEqual(placeOf(answers.at(-1)!.to).step, 'extent')
    await context.close()
  })

test('by keyboard alone he answers with one press each', async () => {
  const { page, context } = await customer()
  await page.goto(`${origin}/en/help/scripts/no-internet`)
  for (let i = 0; i < 14; i++) {
    await page.keyboard.press('Tab')
    if ((await focused(page, 'value')) === 'everything') break
  }
  await page.keyboard.press('Enter')
  await page.getByRole('link', { name: 'Back' }).waitFor()
  await page.waitForURL('**/no-internet/1')
  await context.close()
})

type Stop = { readonly name: string; readonly go: (page: Page, base: string) => Promise<unknown> }
const main = (page: Page, css: string) => page.locator(`main ${css}`).first()
/** Every press brings another page: what is looked at is that one, all of it. */
const turn = async (page: Page, css: string): Promise<void> => {
  const drawn = page.waitForEvent('load')
  await main(page, css).click()
  await drawn
}
const at = (name: string, path: string): Stop => ({ name, go: (page, base) => page.goto(`${base}${path}`) })
const firstAnswer = (name: string): Stop => ({ name, go: page => turn(page, 'form.answers button') })

/** Every kind of page; each builds on the one before. */
const stops: readonly Stop[] = [
  at('home', ''),
  at('found', '/scripts?q=internet'),
  at('nothing found', '/scripts?q=Internetverbindungsunterbrechungen'),
  at('words', '/scripts/dead-on-arrival'),
  {
    name: 'words, failed',
    go: page => turn(page, 'form.stack button'),
  },
  {
    name: 'a number',
    async go(page) {
      await main(page, '#value').fill('SN 77-A 0041')
      await turn(page, 'form.stack button')
    },
  },
  {
    name: 'choices with safety',
    async go(page) {
      await main(page, '#value').fill('1')
      await turn(page, 'form.stack button')
    },
  },
  firstAnswer('something to do'),
  { name: 'he cannot', go: page => turn(page, 'a.btn') },
  { name: 'he cannot, failed', go: page => turn(page, 'button.btn') },
  {
    name: 'went on',
    async go(page) {
      await main(page, '#because').fill('Die Steckdosenleiste ist hinter dem Schrank')
      await turn(page, 'button.btn')
    },
  },
  { name: 'passed on', go: page => turn(page, 'aside form button') },
  {
    name: 'on a case',
    async go(page, base) {
      const { number, secret } = await play(portal, cast, 'on-time', base.slice(-7, -5) as Language)
      await page.goto(`${base}/cases/${number}?k=${secret}`)
    },
  },
  {
    name: 'begun on it',
    async go(page) {
      // The scene's words are English: where they fit nothing, the press is made as the page would make it.
      const path = `${new URL(page.url()).pathname}/scripts/no-internet/begin`
      await page.evaluate(`{
        const form = document.createElement('form')
        document.body.append(Object.assign(form, { method: 'post', action: ${JSON.stringify(path)} }))
        form.submit()
      }`)
      await page.waitForURL('**/no-internet/0')
    },
  },
  firstAnswer('answered on it'),
  at('asked', '/ask'),
  {
    name: 'goes with it',
    async go(page) {
      await turn(page, 'form button.btn')
    },
  },
]

async function look(
  options: BrowserContextOptions & { language: Language; see: (page: Page, name: string) => Promise<void> },
) {
  const { language, see, ...rest } = options
  const { page, context } = await customer({ ...rest, reducedMotion: 'reduce' })
  for (const stop of stops) {
    await stop.go(page, `${origin}/${language}/help`)
    await fontsReady(page)
    await see(page, stop.name)
  }
  await context.close()
}

const themes = [
  ['en', 'light'],
  ['ru', 'dark'],
  ['de', 'light'],
  ['ca', 'dark'],
] as const

describe('the look', () => {
  for (const [language, colorScheme] of themes)
    test(`axe finds nothing, ${language} ${colorScheme}`, () =>
      look({
        language,
        colorScheme,
        see: async (page, name) => assert.deepEqual(await axeFinds(page), [], name),
      }))

  for (const language of languages)
    test(`nothing is cut off at 256, 320, 390 and 1200, ${language}`, () =>
      look({
        language,
        async see(page, name) {
          for (const width of [256, 320, 390, 1200]) {
            await page.setViewportSize({ width, height: 800 })
            assert.deepEqual(await clipped(page), [], `${name} at ${width}`)
            assert.equal(await tooWide(page), 0, `${name} at ${width}`)
          }
        },
      }))

  test('a page weighs less than 45 kB and no script', async () => {
    const { page, context } = await customer()
    const answer = await page.goto(`${origin}/ru/help/scripts/no-internet`)
    const body = await answer!.body()
    assert.ok(body.length < 45_000, `${body.length}`)
    assert.equal(await page.locator('script').count(), 0)
    await context.close()
  })
})
