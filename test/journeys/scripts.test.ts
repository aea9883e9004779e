// A script comes in from a file, is read step by step, published, and taken back: by keyboard, in a browser.
// Not: what is wrong with one (core/script), nor two who write at once (server/http/script-drafts.test.ts).
import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { after } from 'node:test'
import type { Page } from 'playwright-core'
import { walkedScript } from '#test/support/walked.ts'
import { type Journey, quiet, startJourney } from '#test/support/journey.ts'

const journey: Journey = await startJourney()
const { desk } = journey
after(() => journey.end())

const shipped = await readFile(new URL('../../scripts/wifi-slow.yaml', import.meta.url), 'utf8')
// Under a name of its own, so that nothing that ships has it already.
const own = shipped.replace(/^slug: .*$/m, 'slug: our-wifi').replace(/^ {2}en: .*$/m, '  en: Our own Wi-Fi')
let karin: Page
let bo: Page

/** Chooses a file as people do. */
async function bring(page: Page, text: string): Promise<void> {
  const picking = page.waitForEvent('filechooser')
  await page.getByRole('button', { name: 'Import' }).click()
  const chooser = await picking
  await chooser.setFiles({ name: 'script.yaml', mimeType: 'application/yaml', buffer: Buffer.from(text) })
}

journey.scene('a broken file is refused with its line, and nothing is there', async () => {
  karin = await journey.enter('Karin Ek', { roles: ['agent', 'lead'], levels: [1] })
  await karin.getByText('You have no open cases').waitFor()
  await karin.keyboard.press('g')
  await karin.keyboard.press('f')
  await karin.getByRole('heading', { level: 1, name: 'Scripts' }).waitFor()
  const broken = own.replace(/^ {4}check: .*$/m, '    check: the_weather')
  const line = broken.split('\n').findIndex(one => one.includes('the_weather')) + 1
  await bring(karin, broken)
  const alert = karin.getByRole('alert')
  await alert.getByText(`Line ${line}, steps.0.check: Here belongs one of these`).waitFor()
  assert.match(karin.url(), /\/scripts$/)
  assert.equal(await karin.getByRole('link', { name: 'Our own Wi-Fi' }).count(), 0)
})

journey.scene('a file with a problem is a draft, which leads to the step and is not published', async () => {
  await bring(karin, own.replace(/^ {4}otherwise: .*$/m, '    otherwise: not-there'))
  await karin.getByRole('heading', { level: 1, name: 'Our own Wi-Fi' }).waitFor()
  const beside = karin.getByRole('complementary')
  await beside.getByText('This leads to not-there, and there is no such step.').waitFor()
  const publish = karin.getByRole('button', { name: 'Publish' })
  assert.equal(await publish.getAttribute('aria-disabled'), 'true')
  await karin.keyboard.press('j')
  await karin.getByRole('region', { name: 'Step 2' }).waitFor()
  await karin.getByRole('button', { name: 'Step 1 otherwise' }).click()
  await karin.getByRole('region', { name: 'Step 1' }).getByText('no such step').first().waitFor()
})

journey.scene('mended, it is published by one key; who may not publish has no such button', async () => {
  bo = await journey.enter('Bo Ek', { roles: ['agent'], levels: [1] })
  await bo.goto(`${desk.url}/scripts/our-wifi`)
  await bo.getByText('draft 1 · not published').waitFor()
  assert.equal(await bo.getByRole('button', { name: /Publish|Import|Throw/ }).count(), 0)
  await bring(karin, own)
  const draft = karin.getByText(/draft 2 · not published/)
  await draft.waitFor()
  await karin.getByText('Nothing stands against publishing it.').waitFor()
  await karin.keyboard.press('Control+Enter')
  await karin.getByText('Published as version 1.').waitFor()
  await bo.goto(`${desk.url}/scripts`)
  await bo.getByRole('searchbox').fill('OUR-wifi')
  await bo.getByRole('link', { name: 'Our own Wi-Fi' }).waitFor()
  await bo.keyboard.press('Enter')
  await bo.getByText('version 1 is live').waitFor()
  await bo.getByRole('button', { name: 'Swedish' }).click()
  await bo.locator('p[lang], span[lang="sv"]').first().waitFor()
})

journey.scene('another script on the way is named by its title', async () => {
  await bo.goto(`${desk.url}/scripts/computer-slow`)
  await bo
    .getByRole('treeitem', { name: /Wi-Fi is slow/ })
    .first()
    .waitFor()
})

journey.scene('a sentence is written anew where it stands, and saved by itself', async () => {
  const why = (page: Page) => page.getByRole('textbox', { name: 'Why, English' })
  assert.equal(await why(bo).count(), 0)
  await karin.getByText('version 1 is live').waitFor()
  await why(karin).fill('Because our line is older than the city.')
  await why(karin).press('Escape')
  await karin.getByRole('treeitem', { selected: true }).and(karin.locator(':focus')).waitFor()
  await karin.getByText(/draft \d+ · version 1 is live/).waitFor()
  await karin.locator('[data-saved]').waitFor()
  await bo.goto(`${desk.url}/scripts/our-wifi`)
  await bo.getByText('Because our line is older than the city.').waitFor()
})

journey.scene('a draft that is thrown away can be had back', async () => {
  await bring(karin, own.replace('Our own Wi-Fi', 'Our other Wi-Fi'))
  await karin.getByRole('heading', { level: 1, name: 'Our other Wi-Fi' }).waitFor()
  await karin.getByRole('button', { name: 'Throw the draft away' }).click()
  await karin.getByRole('heading', { level: 1, name: 'Our own Wi-Fi' }).waitFor()
  await karin.getByRole('button', { name: /^Undo \d/ }).click()
  await karin.getByRole('heading', { level: 1, name: 'Our other Wi-Fi' }).waitFor()
})

journey.scene('figures of a script are a key away, sorted, compared, and explained', async () => {
  await walkedScript(desk, 'line-down', [40, 60])
  await karin.goto(`${desk.url}/scripts/line-down`)
  await karin.getByText(/Last 90 days: 100 walks · 10% .*solved here/).waitFor()
  await karin.getByRole('treeitem').getByText(/often skipped: 3\d%/).waitFor()
  await karin.keyboard.press('r')
  await karin.getByRole('heading', { level: 1, name: 'Figures: Line is down (en)' }).waitFor()
  await karin.getByText(/Last 90 days: 60 walks. Of the 60 that ended/).waitFor()
  await karin.getByRole('button', { name: 'Reached' }).press('Enter')
  await karin.waitForURL(/sort=-reached/)
  await karin
    .getByRole('columnheader', { name: 'Reached' })
    .and(karin.locator('[aria-sort=descending]'))
    .waitFor()
  await karin.getByRole('combobox', { name: 'Compared with' }).selectOption('1')
  await karin.getByText('No difference can be told yet: 60 and 40 walks ended.').waitFor()
  await karin.keyboard.press('d')
  await karin.getByRole('dialog').getByText('Walks that came to the step, each once.').waitFor()
  await karin.keyboard.press('Escape')
  const table = karin.waitForEvent('download')
  await karin.getByRole('link', { name: 'Table as CSV' }).click()
  assert.equal((await table).suggestedFilename(), 'line-down-figures.csv')
})

journey.scene('an order proposed is declined and had back, and taken into the draft by who may', async () => {
  await bo.goto(`${desk.url}/scripts/line-down/figures?span=all`)
  await bo.getByText(/The median walk would take [\d.]+ instead of [\d.]+ minutes/).waitFor()
  assert.equal(await bo.getByRole('button', { name: /Take into|Decline/ }).count(), 0)
  await karin.getByRole('button', { name: 'Decline' }).click()
  await karin.getByRole('textbox', { name: 'Why' }).fill('The cabinet is locked at night.')
  await karin.keyboard.press('Control+Enter')
  await karin.getByText('Declined: The cabinet is locked at night.').waitFor()
  await karin.getByRole('button', { name: 'Propose it again' }).click()
  await karin.getByRole('button', { name: 'Take into the draft' }).click()
  await karin.getByText('The draft has them in this order already.').waitFor()
  await karin.keyboard.press('Escape')
  await karin.getByText(/draft 1 · version 2 is live/).waitFor()
  await karin.getByRole('treeitem', { name: /^1 ?Switch the router off/ }).waitFor()
  await karin.getByText('Nothing stands against publishing it.').waitFor()
  quiet(journey)
})
