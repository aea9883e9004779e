// Going through a script on a case, by keys: answered, gone back, skipped with a reason, left and taken up
// again. Not: what becomes of each answer (core/case/deed/walk.test.ts).
import assert from 'node:assert/strict'
import { after, describe } from 'node:test'
import type { Page } from 'playwright-core'
import { type Client, signIn } from '#test/support/client.ts'
import { password } from '#test/support/desk.ts'
import { type Journey, quiet, signInBy, startJourney } from '#test/support/journey.ts'
import { axeFinds, clipped, tooWide } from '#test/support/look.ts'

const journey: Journey = await startJourney()
const { desk } = journey
after(() => journey.end())

let bo: Page
let client: Client
let number: number

const all = (text: string) =>
  Object.fromEntries(
    ['en', 'sv', 'it', 'de', 'ca', 'ru'].map(language => [language, `${text} (${language})`]),
  )
const told = { why: all('It tells the line from the house'), say: all('What colour is the light?') }
const form = {
  slug: 'line-or-house',
  languages: ['en', 'sv', 'it', 'de', 'ca', 'ru'],
  title: all('Line or house'),
  says: all('It is down'),
  article: 'line-or-house',
  start: 'light',
  steps: [
    {
      name: 'light',
      ask: all('Which light is on?'),
      ...told,
      choices: [
        { name: 'green', words: all('Green') },
        { name: 'red', words: all('Red') },
      ],
      next: [{ to: 'restart' }],
      otherwise: 'restart',
    },
    {
      name: 'restart',
      do: all('Restart the router'),
      why: all('It clears a hung session'),
      say: all('Please restart it'),
      expect: all('It turns green'),
      worked: 'fine',
      failed: 'bad',
      otherwise: 'bad',
    },
    { name: 'fine', end: 'solved', say: all('Good'), fixed: all('A restart') },
    { name: 'bad', end: 'hand_off', toLevel: 2, question: all('Is it the line?'), say: all('Wait') },
  ],
}

const sheet = () => bo.getByRole('dialog')
const question = (words: string) => sheet().getByRole('heading', { name: words }).waitFor()
const entry = (words: string | RegExp) => bo.getByRole('article').filter({ hasText: words }).first().waitFor()

describe('a script on a case', () => {
  journey.scene('an agent who works on a case has a script to go through', async () => {
    const person = await desk.person('Bo Ek', { roles: ['agent'], levels: [1] })
    client = await signIn(desk.url, person.email, password)
    const at = desk.shell.now()
    const kept = { slug: form.slug, version: 1, form, at, by: person.id, shipped: null }
    assert.equal(await desk.shell.desk.scripts.publish(kept), 'published')
    const customer = { name: 'Sofia Berg', email: 'sofia@customers.example' }
    const subject = 'No internet since this morning'
    const opened = await client.ask('POST', 'cases', { channel: 'phone', subject, customer, take: true })
    number = opened.json.number
    bo = await journey.open()
    await signInBy(bo, desk.url, person.email)
    await bo.goto(`${desk.url}/c/${number}`)
    await bo.getByRole('heading', { name: subject }).first().waitFor()
  })

  journey.scene('f opens the scripts; a number key answers, and the next question stands there', async () => {
    await bo.keyboard.press('f')
    await sheet().getByRole('button', { name: 'Line or house (en)' }).click()
    await question('Which light is on? (en)')
    await sheet().getByText('After this: Restart the router (en)').waitFor()
    await bo.keyboard.press('2')
    await question('Restart the router (en)')
  })

  journey.scene('Backspace goes back and keeps the answer struck; a skip needs a reason', async () => {
    await bo.keyboard.press('Backspace')
    await question('Which light is on? (en)')
    await bo.keyboard.press('s')
    const reason = sheet().getByRole('textbox', { name: 'Why is it skipped?' })
    await reason.fill('He is not at home')
    await bo.keyboard.press('Control+Enter')
    await question('Restart the router (en)')
    assert.deepEqual(await axeFinds(bo), [])
    assert.deepEqual([await clipped(bo), await tooWide(bo)], [[], 0])
  })

  journey.scene(
    'Esc lets it rest; f goes on at that very step, and the step tried is in the ledger',
    async () => {
      await bo.keyboard.press('Escape')
      await sheet().waitFor({ state: 'detached' })
      await entry('paused')
      await bo.keyboard.press('f')
      await question('Restart the router (en)')
      await bo.keyboard.press('1')
      await question('Next: write down what fixed it and solve the case.')
      await sheet().getByRole('button', { name: /Solve/ }).click()
      await sheet().getByRole('heading').first().waitFor()
      await bo.keyboard.press('Escape')
      await entry('Please restart it')
      await entry('ended: solved')
    },
  )

  journey.sight('nothing complained', async () => quiet(journey))
})
