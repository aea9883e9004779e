// A script of five steps made from nothing, in two languages, with the keyboard alone: its problems go away
// one by one, it is published, and somebody walks it. Then its steps are moved, renamed, deleted and had
// back, and two write at once. Not: what is wrong with a script (core/script), nor files (scripts.test.ts).
import assert from 'node:assert/strict'
import { after, describe } from 'node:test'
import type { Page } from 'playwright-core'
import { signIn } from '#test/support/client.ts'
import { password } from '#test/support/desk.ts'
import { type Journey, quiet, signInBy, startJourney } from '#test/support/journey.ts'
import { axeFinds, clipped, tooWide } from '#test/support/look.ts'

const journey: Journey = await startJourney()
const { desk } = journey
after(() => journey.end())

let karin: Page
let bo: Page

const press = async (...keys: readonly string[]) => {
  for (const key of keys) await karin.keyboard.press(key)
}
const type = (text: string) => karin.keyboard.type(text)
/** Writes into the field that has the focus and those after it. */
const write = async (...texts: readonly string[]) => {
  for (const text of texts) {
    await type(text)
    await press('Tab')
  }
}
const step = (n: number) => karin.getByRole('region', { name: `Step ${n}` })
const row = (words: string | RegExp) => karin.getByRole('treeitem').filter({ hasText: words })
const focused = (name: string) => karin.locator(':focus').and(karin.getByLabel(name)).waitFor()
const saved = () => karin.locator('[data-saved]').waitFor()
const problems = () => karin.getByRole('complementary').getByRole('button', { name: /^Step/ })

describe('the outline editor', () => {
  journey.scene('a script begins with what customers say, and is a draft with a first step', async () => {
    karin = await journey.enter('Karin Ek', { roles: ['agent', 'lead'], levels: [1] })
    await karin.setViewportSize({ width: 1440, height: 900 })
    await karin.goto(`${desk.url}/scripts`)
    await karin.getByRole('button', { name: 'New script' }).waitFor()
    await press('a')
    await focused('Start with the sentence customers say')
    await press('Control+Enter')
    await karin.getByText('Write this first.').first().waitFor()
    await write('My lamp does not shine.', 'The lamp stays dark')
    await focused('English')
    await press('Tab', 'Space', 'Control+Enter')
    await karin.getByRole('heading', { level: 1, name: 'The lamp stays dark' }).waitFor()
    assert.match(karin.url(), /\/scripts\/the-lamp-stays-dark$/)
    await karin.getByText('draft 1 · not published').waitFor()
    await step(1).waitFor()
  })

  journey.scene(
    'a question is written in two languages, and its answers lead to steps made on the way',
    async () => {
      await press('e')
      await focused('Ask, English')
      await write('Is it plugged in?', 'Är den inkopplad?', 'No power, no light.', 'Utan ström inget ljus.')
      await write('Is your lamp plugged in?', 'Är din lampa inkopplad?')
      await press('Tab')
      await write('Yes', 'Ja')
      await focused('Choice 1 leads to')
      await type('nothing like it')
      await press('Enter', '2')
      await focused('Do, English')
      await write('Change the bulb', 'Byt glödlampan', 'Bulbs burn out.', 'Glödlampor går sönder.')
      await write('Please change the bulb.', 'Byt glödlampan.', 'It shines.', 'Den lyser.')
      await press('Escape')
      assert.equal(await row('Change the bulb').getAttribute('aria-level'), '2')
      await karin.locator(':focus').and(row('Change the bulb')).waitFor()
    },
  )

  journey.scene('Enter makes the next step, which takes up the first way that is open', async () => {
    await press('Enter', '6')
    await focused('How it ends')
    await press('Tab')
    await write('Good.', 'Bra.', 'A new bulb', 'En ny glödlampa')
    await press('Escape', 'ArrowUp', 'Enter', '6')
    await focused('How it ends')
    await type('passed')
    await press('Tab')
    await type('2')
    await press('Tab', 'Tab')
    await write('My colleagues go on.', 'Mina kollegor tar över.', 'Is the lamp broken?', 'Är lampan trasig?')
    await press('Escape')
    assert.match((await row('My colleagues').textContent()) ?? '', /^3/)
    await press('g', '1', 'Enter', '4')
    await focused('Say, English')
    await write('Please plug it in.', 'Koppla in den.')
    await focused('Then')
    await type('good')
    await press('Enter', 'Escape')
    assert.equal(await karin.getByRole('treeitem').count(), 6)
  })

  journey.scene('each problem leads to its step, and goes away while one types', async () => {
    await problems().first().waitFor()
    assert.equal(await karin.getByRole('button', { name: 'Publish' }).getAttribute('aria-disabled'), 'true')
    await karin.getByRole('button', { name: 'Step 1 otherwise' }).press('Enter')
    await press('e')
    const lead = async (label: string, words: string) => {
      await karin.getByRole('combobox', { name: label }).focus()
      await type(words)
      await press('Enter')
    }
    await lead('skipped or not possible', 'change')
    await press('Escape', 'g', '3', 'e')
    await lead('skipped or not possible', 'colleagues')
    await karin.getByRole('button', { name: 'Step 1 choices.1.words' }).first().press('Enter')
    await karin.getByLabel('Choice 2, English').focus()
    await write('No', 'Nej')
    await karin.getByRole('button', { name: 'The whole script title' }).press('Enter')
    await karin.getByLabel('Title, Swedish').focus()
    await type('Lampan förblir mörk')
    await karin.getByLabel('Customers say, Swedish').focus()
    await type('Min lampa lyser inte.')
    await karin.getByText('Nothing stands against publishing it.').waitFor()
    await saved()
    assert.deepEqual(await axeFinds(karin), [])
    assert.deepEqual([await clipped(karin), await tooWide(karin)], [[], 0])
  })

  journey.scene('it is published by one key, and walked on a case', async () => {
    await press('Escape', 'Control+Enter')
    await karin.getByText('Published as version 1.').first().waitFor()
    await karin.getByText('version 1 is live').waitFor()
    const person = await desk.person('Bo Ek', { roles: ['agent'], levels: [1] })
    const client = await signIn(desk.url, person.email, password)
    const customer = { name: 'Sofia Berg', email: 'sofia@customers.example' }
    const opened = await client.ask('POST', 'cases', {
      channel: 'phone',
      subject: 'Dark',
      customer,
      take: true,
    })
    bo = await journey.open()
    await signInBy(bo, desk.url, person.email)
    await bo.goto(`${desk.url}/c/${opened.json.number}`)
    await bo.getByRole('heading', { name: 'Dark' }).first().waitFor()
    await bo.getByRole('button', { name: /Go through a script/ }).waitFor()
    await bo.keyboard.press('f')
    const sheet = bo.getByRole('dialog')
    await sheet.getByRole('button', { name: 'The lamp stays dark' }).press('Enter')
    const heard = (words: string) => sheet.getByRole('heading', { name: words }).waitFor()
    await heard('Is it plugged in?')
    await bo.keyboard.press('1')
    await heard('Change the bulb')
    await bo.keyboard.press('1')
    await sheet.getByText('A new bulb').waitFor()
  })
})

describe('what one does with steps that are there', () => {
  const names = async () => (await karin.getByRole('treeitem').allTextContents()).map(one => one.slice(0, 1))
  const heads = async () =>
    (await karin.getByRole('treeitem').allTextContents()).slice(1).map(one => one.replace(/^\d/, ''))
  /** In a line, as they follow each other, whenever they do. */
  const headed = (wanted: RegExp) => karin.getByRole('tree').filter({ hasText: wanted }).first().waitFor()

  journey.scene('a step is moved, renamed with its arrows, copied, and all of it is taken back', async () => {
    await karin.goto(`${desk.url}/scripts/the-lamp-stays-dark`)
    await row('Change the bulb').waitFor()
    const before = await heads()
    await press('g', '3', 'Alt+ArrowUp')
    await headed(/2Change the bulb.*3Please plug it in/)
    await press('F2')
    await focused('Name of the step')
    await press('Control+a')
    await type('bulb')
    await press('Enter', 'g', '1')
    assert.equal(await karin.getByRole('combobox', { name: 'Choice 1 leads to' }).inputValue(), '2 bulb')
    await press('d')
    await headed(/2Is it plugged in/)
    await press('Control+z', 'Control+z', 'Control+z')
    await headed(/2Please plug it in.*3Change the bulb/)
    assert.deepEqual(await heads(), before)
    assert.deepEqual((await names()).slice(1), ['1', '2', '3', '4', '5'])
    await press('Control+Shift+z')
    await headed(/2Change the bulb/)
    await press('Control+z')
    await headed(/2Please plug it in/)
  })

  journey.scene('an instruction becomes something that is told, and an instruction again', async () => {
    await press('g', '3', 'w')
    const dialog = karin.getByRole('dialog', { name: 'Step 3: what it does from now on' })
    await dialog.getByText('Its name, its sentences and where it leads stay').waitFor()
    await press('4')
    await step(3)
      .getByRole('heading', { name: /· tell/i })
      .waitFor()
    await headed(/3Change the bulb/)
    await press('Control+z')
    await step(3).getByRole('heading', { name: /· do/i }).waitFor()
    await headed(/3Change the bulb/)
  })

  journey.scene(
    'before a step goes away one is told what would lead nowhere; it can be had back',
    async () => {
      await press('g', '3', 'Delete')
      const dialog = karin.getByRole('dialog', { name: 'Delete step 3?' })
      await dialog.getByText('1 other step leads here or asks about it:').waitFor()
      await dialog.getByText('Is it plugged in?').waitFor()
      await press('Control+Enter')
      await karin.getByRole('button', { name: 'Step 1 choices.0.to' }).waitFor()
      await press('z')
      await headed(/3Change the bulb/)
    },
  )

  journey.scene(
    'two write at once: what only one changed stays, of what both changed one is chosen',
    async () => {
      await press('g', '1')
      await karin.getByLabel('Why, English').fill('Begun.')
      await karin.getByText(/draft \d+ · version 1 is live · Saved/).waitFor()
      const person = await desk.person('Ed Falk', { roles: ['editor'] })
      const ed = await signIn(desk.url, person.email, password)
      const draft = (await ed.ask('GET', 'scripts/the-lamp-stays-dark/draft')).json
      const theirs = structuredClone(draft.form)
      theirs.steps[0].why.en = 'Theirs.'
      theirs.steps[4].say.en = 'Very good.'
      const put = await ed.ask('PUT', 'scripts/the-lamp-stays-dark/draft', {
        form: theirs,
        revision: draft.revision,
      })
      assert.equal(put.status, 200, put.text)
      await press('g', '1')
      await karin.getByLabel('Why, English').fill('Mine.')
      await karin.getByText('Changed by two at once').waitFor()
      await row('Very good.').waitFor()
      assert.equal(await karin.getByLabel('Why, English').inputValue(), 'Mine.')
      await press('Escape')
      await karin.getByRole('button', { name: /^Use mine/ }).press('Enter')
      await karin.getByText('Changed by two at once').waitFor({ state: 'detached' })
      await saved()
      const now = (await ed.ask('GET', 'scripts/the-lamp-stays-dark/draft')).json.form
      assert.deepEqual([now.steps[0].why.en, now.steps[4].say.en], ['Mine.', 'Very good.'])
    },
  )

  journey.scene(
    'what was translated before its sentence changed is told, and one key leads there',
    async () => {
      await karin.getByRole('button', { name: /^Swedish.*2 out of date/ }).press('Enter')
      await press('g', '2')
      await karin.locator(':focus').and(row('Please plug it in')).waitFor()
      await press('l')
      await step(5).getByText('older than what it translates').waitFor()
      quiet(journey)
    },
  )
})
