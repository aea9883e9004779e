// A customer's large file in a real browser: it goes ahead of his words, goes on after the line was lost, and
// can be taken away again; without a script the form sends it. Not: the door
// (server/http/portal-uploads.test.ts).
import assert from 'node:assert/strict'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { type TestPortal, testPortal } from '#server/http/portal-testing.ts'
import { launchBrowser } from '#test/support/browser.ts'
import { axeFinds, clipped, tooWide } from '#test/support/look.ts'

let browser: Browser
let portal: TestPortal
let origin: string
let folder: string
const bytes = Buffer.alloc(1_000_000, 'a line of the trace\n')
before(async () => {
  portal = await testPortal()
  await portal.app.listen({ port: 0, host: '127.0.0.1' })
  origin = `http://127.0.0.1:${(portal.app.server.address() as AddressInfo).port}`
  browser = await launchBrowser()
  folder = await mkdtemp(join(tmpdir(), 'tierline-portal-files-'))
  await writeFile(join(folder, 'trace.log'), bytes)
})
after(async () => {
  await browser?.close()
  await portal?.close()
  await rm(folder, { recursive: true, force: true })
})

async function asking(language: string, options: BrowserContextOptions = {}) {
  const context = await browser.newContext({ viewport: { width: 390, height: 844 }, ...options })
  context.setDefaultTimeout(15_000)
  const page = await context.newPage()
  const complaints: string[] = []
  page.on('pageerror', error => complaints.push(String(error)))
  page.on('console', said => {
    if (/content security/i.test(said.text())) complaints.push(said.text())
  })
  await page.goto(`${origin}/${language}/help/ask`)
  return { page, complaints }
}
const choose = (page: Page) => page.locator('#files').setInputFiles(join(folder, 'trace.log'))
const pieces = '**/help/files/*'

test('a lost line is waited for, the words wait with it, and both arrive', async () => {
  const { page, complaints } = await asking('de')
  const sent: string[] = []
  page.on('request', one => {
    if (one.method() === 'PATCH') sent.push(one.headers()['upload-offset'] ?? '')
  })
  let answered = 0
  await page.route(pieces, route =>
    route.request().method() === 'PATCH' && answered++ > 1 ? route.abort() : route.continue(),
  )
  await page.locator('#words').fill('Der Router startet jeden Abend neu.')
  await choose(page)
  await page.getByText('trace.log · 52 %, wartet auf die Verbindung').waitFor()
  assert.deepEqual([await axeFinds(page), await clipped(page), await tooWide(page)], [[], [], 0])
  await page.locator('form .btn:not(.quiet)').click()
  await page.getByText('Eine Datei ist noch unterwegs.').waitFor()
  await page.unroute(pieces)
  await page.waitForURL('**/de/help/ask/when')
  assert.equal(sent.filter(offset => offset === '0').length, 1, 'nothing was sent twice')
  await page.goto(`${origin}/de/help/ask`)
  await page.getByText('trace.log').waitFor()
  assert.deepEqual(complaints, [])
})

test('a file on its way is taken away again; one that is not taken says why', async () => {
  const { page, complaints } = await asking('en')
  await page.route(pieces, route => (route.request().method() === 'PATCH' ? route.abort() : route.continue()))
  await choose(page)
  await page.getByText(/trace\.log · 0 %, waits/).waitFor()
  const forgotten = page.waitForRequest(one => one.method() === 'DELETE')
  await page.getByRole('button', { name: 'Remove trace.log' }).press('Enter')
  await forgotten
  await page.getByText(/trace\.log/).waitFor({ state: 'detached' })
  portal.set({ sizes: { portalMb: 0.5 } as never })
  await choose(page)
  await page.getByText(/trace\.log: .*0\.5 MB/).waitFor()
  portal.set({ sizes: {} as never })
  assert.deepEqual(complaints, [])
})

test('what arrived is told, and stays out when its box is unticked; without a script the form sends it', async () => {
  const { page } = await asking('ru')
  await choose(page)
  const box = page.getByRole('checkbox', { name: 'trace.log уже у нас' })
  await box.uncheck()
  assert.deepEqual([await axeFinds(page), await clipped(page), await tooWide(page)], [[], [], 0])
  await page.locator('#words').fill('Роутер перезагружается.')
  await page.locator('form .btn:not(.quiet)').click()
  await page.waitForURL('**/ru/help/ask/when')
  await page.goto(`${origin}/ru/help/ask`)
  assert.equal(await page.getByText('trace.log').count(), 0)
  const plain = await asking('en', { javaScriptEnabled: false })
  await plain.page.locator('#words').fill('The router restarts.')
  await choose(plain.page)
  await plain.page.locator('form .btn:not(.quiet)').click()
  await plain.page.waitForURL('**/en/help/ask/when')
  await plain.page.goto(`${origin}/en/help/ask`)
  await plain.page.getByText('trace.log').waitFor()
})

test('a photo a script asks for goes ahead, and another takes its place', async () => {
  const languages = ['en', 'sv', 'it', 'de', 'ca', 'ru']
  const all = (words: string) => Object.fromEntries(languages.map(language => [language, words]))
  const asks = (name: string, next: string) => ({
    ...{ name, ask: all(name), why: all('It tells.'), say: all('Show the lamp.') },
    ...{ photo: {}, next: [{ to: next }], otherwise: next },
  })
  const steps = [
    asks('lamp', 'rest'),
    { ...asks('rest', 'end'), level: 1 },
    { name: 'end', end: 'solved', say: all('Good.'), fixed: all('It.') },
  ]
  const form = {
    slug: 'lamp',
    languages,
    title: all('Lamp'),
    says: all('It blinks.'),
    article: 'lamp',
    start: 'lamp',
    steps,
  }
  const { desk, now } = portal.shell
  await desk.scripts.publish({ slug: 'lamp', version: 1, form, at: now(), by: null, shipped: null })
  const { page, complaints } = await asking('de')
  await page.goto(`${origin}/de/help/scripts/lamp`)
  const png = (length: number) =>
    Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), bytes.subarray(0, length)])
  const choosePhoto = (name: string, length: number) =>
    page.locator('#files').setInputFiles({ name, mimeType: 'image/png', buffer: png(length) })
  await choosePhoto('eins.png', 400_000)
  await page.getByText('eins.png ist bei uns').waitFor()
  await choosePhoto('zwei.png', 450_000)
  await page.getByText('zwei.png ist bei uns').waitFor()
  assert.equal(await page.getByText('eins.png').count(), 0)
  assert.deepEqual([await axeFinds(page), await clipped(page), await tooWide(page)], [[], [], 0])
  await page.locator('form .btn:not(.quiet)').first().click()
  await page.waitForURL('**/scripts/lamp/1')
  await page.goto(`${origin}/de/help/scripts/lamp/0`)
  await page.getByText('zwei.png').waitFor()
  assert.deepEqual(complaints, [])
})
