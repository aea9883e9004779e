// What stands beside a script's outline, by keyboard, in a browser: a test run, two versions, map, paper.
// Not: the outline and its sentences (scripts.test.ts), nor a walk on a case (walk.test.ts).
import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { after } from 'node:test'
import type { Page } from 'playwright-core'
import { signIn } from '#test/support/client.ts'
import { password } from '#test/support/desk.ts'
import { type Journey, quiet, startJourney } from '#test/support/journey.ts'
import { axeFinds, clipped, tooWide } from '#test/support/look.ts'
import { sampleScript } from '#test/support/sample-script.ts'

const journey: Journey = await startJourney()
const { desk } = journey
after(() => journey.end())

const roles = { roles: ['agent', 'lead'] as const, levels: [1] as const }
let karin: Page & { person: { email: string } }

/** Takes a file as the draft of its script. */
async function bring(text: string, of: object = {}): Promise<void> {
  const client = await signIn(desk.url, karin.person.email, password)
  const { status, text: said } = await client.ask('POST', 'scripts/import', { text, ...of })
  assert.ok(status < 300, said)
}

/** Nothing that axe finds, nothing cut off, wide and narrow. */
async function looksWell(page: Page): Promise<void> {
  for (const size of [
    { width: 1440, height: 900 },
    { width: 390, height: 844 },
  ]) {
    await page.setViewportSize(size)
    assert.deepEqual([await axeFinds(page), await clipped(page), await tooWide(page)], [[], [], 0])
  }
  await page.setViewportSize({ width: 1440, height: 900 })
}

journey.scene('a draft is run through by keys beside its outline, which marks where it stands', async () => {
  karin = await journey.enter('Karin Ek', { roles: [...roles.roles], levels: [...roles.levels] })
  await bring(sampleScript)
  await karin.goto(`${desk.url}/scripts/kettle`)
  await karin.getByRole('heading', { level: 1, name: 'The kettle stays cold' }).waitFor()
  await karin.keyboard.press('t')
  const run = karin.getByRole('region', { name: 'Test run' })
  await run.getByText('I am looking whether it was recalled.').waitFor()
  await karin.keyboard.press('2')
  await run.getByText('Does its light shine?').waitFor()
  const marked = karin.getByRole('treeitem', { name: /Does its light shine\?.*the test run is here/ })
  await marked.waitFor()
  await run.getByLabel('Whose view').selectOption({ label: 'as the customer sees it' })
  await run.getByText('Do you see a light on it?').first().waitFor()
  assert.equal(await run.getByText('Without light it has no power.').count(), 0)
  await run.getByLabel('Language of the customer').selectOption({ label: 'Swedish' })
  await run.getByText('Ser du en lampa på den?').first().waitFor()
  await run.getByRole('button', { name: 'Den är mörk' }).click()
  await run.getByText('Prova ett annat uttag.').first().waitFor()
  await run.getByRole('listitem').filter({ hasText: 'Den är mörk' }).waitFor()
  await looksWell(karin)
})

journey.scene('back takes the last answer away, and begin again all of them', async () => {
  const run = karin.getByRole('region', { name: 'Test run' })
  await karin.keyboard.press('Backspace')
  await run.getByRole('button', { name: 'Den är mörk' }).waitFor()
  await run.getByRole('button', { name: 'Begin again' }).click()
  await run.getByText('None yet.').waitFor()
})

journey.scene('a draft runs until the answer that meets a fault, and goes on by another', async () => {
  const broken = sampleScript.replace('next: [{to: plug}]', 'next: [{to: plugg}]')
  await bring(broken, { slug: 'kettle', revision: 1 })
  await karin.reload()
  await karin.getByText(/draft 2/).waitFor()
  await karin.keyboard.press('t')
  const run = karin.getByRole('region', { name: 'Test run' })
  await run.getByText('I am looking').waitFor()
  await karin.keyboard.press('2')
  await run.getByText('Does its light shine?').waitFor()
  await karin.keyboard.press('2')
  await run.getByRole('alert').getByText('This answer leads to plugg, and no further.').waitFor()
  await looksWell(karin)
  await karin.keyboard.press('Backspace')
  await karin.keyboard.press('1')
  await run.getByRole('textbox', { name: 'Answer' }).fill('7')
  await run.getByRole('textbox', { name: 'Answer' }).press('Enter')
  await run.getByText('Enter a number from 0 to 2.').waitFor()
  await run.getByRole('textbox', { name: 'Answer' }).fill('1,5')
  await run.getByRole('textbox', { name: 'Answer' }).press('Enter')
  await run.getByText('ended: pass on').waitFor()
  await karin.keyboard.press('Escape')
  await karin.getByText('This leads to plugg, and there is no such step.').waitFor()
  quiet(journey)
})

journey.scene(
  'two versions stand side by side, with what changed in each language, by an address',
  async () => {
    const client = await signIn(desk.url, karin.person.email, password)
    await bring(sampleScript, { slug: 'kettle', revision: 2 })
    const { status, text } = await client.ask('POST', 'scripts/kettle/publish', { revision: 3 })
    assert.equal(status, 201, text)
    const changed = sampleScript
      .replace('Does its light shine?', 'Does its small light shine?')
      .replace('Lyser lampan?', 'Lyser den lilla lampan?')
      .replace('    worked: boils', '    worked: recalled')
      .replace(/ {2}- name: fill\n(?: {4}.*\n)+/, '')
      .replace('to: fill}', 'to: plug}')
    await bring(changed)
    await karin.goto(`${desk.url}/scripts/kettle`)
    await karin.getByRole('link', { name: 'Compare' }).click()
    await karin.waitForURL(/compare=1&with=draft/)
    await karin.getByText('1 step removed · 3 steps changed').waitFor()
    await karin.locator('ins', { hasText: 'small' }).waitFor()
    await karin.locator('del', { hasText: 'boils' }).waitFor()
    assert.equal(await karin.getByText('den lilla').count(), 0)
    await karin.getByRole('button', { name: 'Show all languages' }).click()
    await karin.locator('ins', { hasText: 'den lilla' }).waitFor()
    await looksWell(karin)
    await karin.getByRole('combobox', { name: 'After' }).selectOption('1')
    await karin.getByText('Nothing has changed between these two.').waitFor()
    await karin.reload()
    await karin.getByText('Nothing has changed between these two.').waitFor()
    await karin.getByRole('link', { name: 'Outline' }).click()
    await karin.getByRole('tree', { name: 'Outline' }).waitFor()
    quiet(journey)
  },
)

journey.scene(
  'the map shows the same steps, goes along their arrows by key, and keeps the place',
  async () => {
    const asked: string[] = []
    karin.on('request', one => void asked.push(one.url()))
    await karin.goto(`${desk.url}/scripts/kettle`)
    await karin.getByRole('treeitem', { name: /Does its small light shine/ }).click()
    assert.deepEqual(
      asked.filter(one => /map-view|print-view/.test(one)),
      [],
    )
    await karin.getByRole('link', { name: 'Map' }).click()
    const map = karin.getByRole('region', { name: 'Map' })
    const light = map.getByRole('button', { name: /^2.*Does its small light shine/ })
    await light.and(karin.locator('[aria-current="step"]:focus')).waitFor()
    assert.ok(asked.some(one => one.includes('map-view')))
    await map.getByRole('link', { name: /React Flow/ }).waitFor()
    await karin.keyboard.press('ArrowUp')
    await map
      .getByRole('button', { name: /^1.*I am looking/ })
      .and(karin.locator(':focus'))
      .waitFor()
    await karin.getByRole('region', { name: 'Step 1' }).waitFor()
    await karin.keyboard.press('j')
    await karin.getByRole('region', { name: 'Step 2' }).waitFor()
    await map.getByRole('button', { name: 'Whole map' }).click()
    await map.getByRole('button', { name: /It was recalled/ }).click()
    await karin.getByRole('region', { name: 'Step 7' }).waitFor()
    await looksWell(karin)
    await karin.getByRole('link', { name: 'Outline' }).click()
    await karin.getByRole('treeitem', { name: /It was recalled/, selected: true }).waitFor()
    quiet(journey)
  },
)

journey.scene('on paper it is a picture or a text, alone on its pages, in the language chosen', async () => {
  await karin.getByRole('link', { name: 'Print' }).click()
  await karin.getByRole('combobox', { name: 'Language' }).selectOption({ label: 'Swedish' })
  await karin.locator('svg text', { hasText: 'Lyser den lilla lampan?' }).waitFor()
  const saving = karin.waitForEvent('download')
  await karin.getByRole('button', { name: 'Save as SVG' }).click()
  const saved = await saving
  assert.equal(saved.suggestedFilename(), 'kettle-sv.svg')
  const text = await readFile(await saved.path(), 'utf8')
  assert.match(text, /^<svg xmlns[\s\S]*>Lyser den lilla lampan\?<\/text>[\s\S]*<\/svg>\n$/)
  await looksWell(karin)
  await karin.getByRole('combobox', { name: 'As' }).selectOption({ label: 'text to read' })
  await karin.getByRole('listitem').getByText('Utan ljus har den ingen ström.').waitFor()
  await looksWell(karin)
  await karin.emulateMedia({ media: 'print' })
  const seen = (name: string) => karin.getByText(name).first().isVisible()
  assert.deepEqual(await Promise.all(['Utan ljus har', 'Take next', 'Save as SVG'].map(seen)), [
    true,
    false,
    false,
  ])
  await karin.emulateMedia({ media: 'screen' })
  quiet(journey)
})

journey.scene('who may not change a script suggests; its owner takes it over, or says why not', async () => {
  await karin.goto(`${desk.url}/scripts/kettle`)
  const beside = karin.getByRole('complementary')
  await beside.getByRole('combobox', { name: 'Owner' }).selectOption({ label: 'Karin Ek' })
  const bo = await journey.enter('Bo Ek', { roles: ['agent'], levels: [1] })
  await bo.goto(`${desk.url}/scripts/kettle`)
  await bo.getByText('Karin Ek owns this script.').waitFor()
  await bo.getByRole('treeitem', { name: /Does its small light shine/ }).click()
  const suggest = async (about: string, says: string) => {
    await bo.getByRole('button', { name: 'Suggest a change' }).click()
    await bo.getByRole('combobox', { name: 'About' }).selectOption({ label: about })
    await bo.getByRole('textbox', { name: /It should say|Note/ }).fill(says)
    await bo.getByRole('textbox', { name: 'Why' }).fill('Callers ask what I mean.')
    await bo.keyboard.press('Control+Enter')
    await bo.getByRole('listitem').getByText(says).waitFor()
  }
  await suggest('Why', 'Without light it has no power at all.')
  await suggest('a note on this step', 'Kettles of 2019 have two lights.')
  await looksWell(bo)
  await karin.reload()
  const one = beside.getByRole('listitem').filter({ hasText: 'Without light it has no power at all.' })
  await one.waitFor()
  await looksWell(karin)
  await one.getByRole('button', { name: 'Take over' }).click()
  await one.waitFor({ state: 'detached' })
  const note = beside.getByRole('listitem').filter({ hasText: 'Kettles of 2019' })
  await note.getByRole('button', { name: 'Decline' }).click()
  await note.getByRole('textbox', { name: 'Why it is declined' }).fill('They were never sold here.')
  await note.getByRole('button', { name: 'Decline' }).click()
  await note.waitFor({ state: 'detached' })
  await bo.reload()
  await bo.getByText('taken over by Karin Ek').waitFor()
  await bo.getByText('declined by Karin Ek: They were never sold here.').waitFor()
  await bo.getByRole('treeitem', { name: /Does its small light shine/ }).click()
  await bo.getByRole('region', { name: 'Step 2' }).getByText('no power at all').waitFor()
  quiet(journey)
})
