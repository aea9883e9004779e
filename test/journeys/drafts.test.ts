// Words begun and not sent outlive a reload and stand in another browser of the same person; a note never
// becomes a reply, and what was sent is gone everywhere. Not: when they are kept (web/case/drafts.test.ts).
import assert from 'node:assert/strict'
import { after } from 'node:test'
import type { Page } from 'playwright-core'
import { signIn } from '#test/support/client.ts'
import { password } from '#test/support/desk.ts'
import { quiet, signInBy, startJourney } from '#test/support/journey.ts'

const journey = await startJourney()
const { desk } = journey
after(() => journey.end())

const bo = await journey.enter('Bo Berg')
const there = await journey.open()
await signInBy(there, desk.url, bo.person.email)
const asBo = await signIn(desk.url, bo.person.email, password)
const customer = { name: 'Anna Lind', email: 'anna@customers.example' }
const body = { channel: 'phone', subject: 'The line drops', customer, take: true }
const { id, number } = (await asBo.ask('POST', 'cases', body)).json

const reply = (page: Page) => page.getByRole('textbox', { name: 'Reply to Anna' })
const note = (page: Page) => page.getByRole('textbox', { name: 'Note for the team' })
const open = async (page: Page) => {
  await page.goto(`${desk.url}/c/${number}`)
  await page.getByRole('heading', { level: 1, name: 'The line drops' }).waitFor()
}
/** Resolves once the server has kept these words of a draft. */
const isKept = (audience: string, text: string) =>
  bo.waitForResponse(
    answer => answer.url().endsWith(`/drafts/${audience}`) && answer.request().postDataJSON().text === text,
  )
const drafts = async () => (await asBo.read(id)).drafts

journey.scene('half a reply and half a note stand there after a reload, each in its room', async () => {
  await open(bo)
  const kept = [isKept('customer', 'Hello Anna, I'), isKept('team', 'Sounds like')]
  await reply(bo).fill('Hello Anna, I')
  await bo.getByRole('button', { name: 'Write for the team' }).click()
  await note(bo).fill('Sounds like')
  await Promise.all(kept)
  await bo.reload()
  await bo.getByText('Hello Anna, I', { exact: true }).waitFor()
  await bo.getByText('Sounds like', { exact: true }).waitFor()
  assert.deepEqual(
    [await reply(bo).inputValue(), await note(bo).inputValue()],
    ['Hello Anna, I', 'Sounds like'],
  )
})

journey.scene('and in another browser of the same person', async () => {
  await open(there)
  await there.getByText('Hello Anna, I', { exact: true }).waitFor()
  await there.getByText('Sounds like', { exact: true }).waitFor()
  assert.deepEqual(
    [await reply(there).inputValue(), await note(there).inputValue()],
    ['Hello Anna, I', 'Sounds like'],
  )
})

journey.scene('sent and saved, they are gone: after a reload, and in the other browser', async () => {
  const gone = [isKept('customer', ''), isKept('team', '')]
  await note(bo).press('Control+Enter')
  await bo.getByRole('article').filter({ hasText: 'Sounds like' }).waitFor()
  await reply(bo).press('Control+Enter')
  await bo.getByRole('article').filter({ hasText: 'Hello Anna, I' }).waitFor()
  await Promise.all(gone)
  assert.deepEqual(await drafts(), {})
  for (const page of [bo, there]) {
    await open(page)
    await page.getByRole('article').filter({ hasText: 'Hello Anna, I' }).waitFor()
    await page.getByRole('button', { name: 'Write for the team' }).waitFor()
    assert.equal(await reply(page).inputValue(), '')
  }
  quiet(journey)
})
