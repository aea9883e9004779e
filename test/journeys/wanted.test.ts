// What has to be known of a case: a lead writes the list, an agent sees what is open, asks it in one key and
// records it, and the hand-off says what is still open and why.
import assert from 'node:assert/strict'
import { after } from 'node:test'
import type { Page } from 'playwright-core'
import { signIn } from '#test/support/client.ts'
import { password } from '#test/support/desk.ts'
import { startJourney } from '#test/support/journey.ts'
import { axeFinds, clipped } from '#test/support/look.ts'

const journey = await startJourney()
const { desk } = journey
after(() => journey.end())

const karin = await journey.enter('Karin Ek', { roles: ['agent', 'lead', 'admin'] })
const bo = await journey.enter('Bo Lind')
const asBo = await signIn(desk.url, bo.person.email, password)
const customer = { name: 'Anna Lindqvist', email: 'anna@customers.example' }
const body = { channel: 'phone', subject: 'Router drops the line', customer, take: true }
const opened = await asBo.ask('POST', 'cases', body)
assert.equal(opened.status, 201, opened.text)
const { number } = opened.json
const looks = async (page: Page) => {
  assert.deepEqual(await axeFinds(page), [])
  assert.deepEqual(await clipped(page), [])
}

journey.scene('a lead writes what has to be known, with its question and its answers', async () => {
  await karin.goto(`${desk.url}/admin/wanted`)
  await karin.getByRole('button', { name: 'Add a list' }).click()
  const sheet = karin.getByRole('dialog', { name: 'New list' })
  const fact = sheet.getByRole('group', { name: 'Fact 1' })
  await fact.getByLabel('What we call it').fill('Light of the router')
  await sheet.getByRole('button', { name: 'Save' }).click()
  await sheet.getByText('Each fact needs its own name').waitFor()
  await fact.getByLabel('How the customer is asked').fill('Which colour is the light?')
  await fact.getByLabel('Name in scripts').fill('router.light')
  await fact.getByLabel('Answers, one a line').fill('Green\nRed')
  await fact.getByLabel('Needed to pass a case on').check()
  await sheet.getByRole('button', { name: 'One more fact' }).click()
  const second = sheet.getByRole('group', { name: 'Fact 2' })
  await second.getByLabel('What we call it').fill('Model')
  await second.getByLabel('How the customer is asked').fill('Which model stands on its label?')
  await second.getByLabel('Name in scripts').fill('router.model')
  await looks(karin)
  await sheet.getByRole('button', { name: 'Save' }).click()
  await karin.getByText('Light of the router · Model').waitFor()
  await looks(karin)
})

journey.scene('the case shows what is open; one key puts the question into the reply', async () => {
  await bo.goto(`${desk.url}/c/${number}`)
  await bo.getByRole('heading', { name: 'What we still do not know' }).waitFor()
  await bo.keyboard.press('Shift+A')
  const reply = bo.getByRole('textbox', { name: /Anna/ }).first()
  await bo.waitForFunction(`document.querySelector('textarea')?.value.includes('Which colour')`)
  await reply.press('Escape')
  await bo.getByRole('button', { name: 'Ask: Model' }).click()
  // A string: it runs in the browser.
  await bo.waitForFunction(
    `document.querySelector('textarea')?.value === 'Which colour is the light?\\n\\nWhich model stands on its label?'`,
  )
  await looks(bo)
})

journey.scene(
  'what is known is recorded with its source; the hand-off asks why the rest is open',
  async () => {
    await bo.getByRole('button', { name: 'Record: Model' }).click()
    const form = bo.getByRole('dialog', { name: 'Record what is known' })
    await form.getByLabel('What it is').fill('FB 7590')
    await form.getByLabel('Who or what says so').selectOption('machine')
    await looks(bo)
    await form.getByRole('button', { name: 'Record' }).click()
    await bo.getByText('FB 7590').first().waitFor()
    await bo.getByRole('heading', { name: 'Router drops the line' }).focus()
    await bo.keyboard.press('e')
    const sheet = bo.getByRole('dialog', { name: new RegExp(`${number}`) })
    await sheet.getByText('Still open: Light of the router').waitFor()
    await sheet
      .getByRole('textbox', { name: 'What you need from them' })
      .or(sheet.getByRole('textbox').first())
      .first()
      .fill('Can it be replaced?')
    await sheet.getByLabel('Why this is open: Light of the router').fill('She is on the road')
    await looks(bo)
  },
)
