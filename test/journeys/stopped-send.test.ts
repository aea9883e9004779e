// Two agents in one case: each sees that the other is there and that he writes; what arrives while one writes
// stops his words until he has looked, and whatever he does then, one message leaves. Not: the rule what
// counts as unseen (core/case/unseen.ts).
import assert from 'node:assert/strict'
import { after } from 'node:test'
import type { Page } from 'playwright-core'
import type { CaseId } from '#core/kit/id.ts'
import { quiet, startJourney } from '#test/support/journey.ts'
import { axeFinds } from '#test/support/look.ts'

const journey = await startJourney()
const { desk } = journey
after(() => journey.end())

const bo = await journey.enter('Bo Berg')
const karin = await journey.enter('Karin Ek')
// A short time to take it back, so that nobody waits for it.
await desk.shell.desk.agents.change(bo.person.id, 1, { preferences: { undoSeconds: 1 } })
const from = 'Anna Lind <anna@customers.example>'
const subject = 'The line drops every evening'
const words = 'Hello Anna, please restart the router.'
let caseId: CaseId
let mailId = ''

/** What his page told the desk of where he is. */
const said: string[] = []
bo.on('request', request => {
  if (request.url().endsWith('/presence')) said.push(request.postDataJSON().doing)
})
/** Who else is here, in the head of the case. */
const reading = (page: Page) => page.getByRole('img', { name: 'Also reading' })
const there = (page: Page, name: string) => page.locator('#main header').getByText(name)

const box = bo.getByRole('textbox', { name: 'Reply to Anna' })
const stopped = bo.getByRole('dialog', { name: 'Something arrived that you have not seen' })
/** How many words of people of ours are on their way or out; the desk's own confirmation is none. */
const leaving = async () => {
  const { events } = await desk.ledger(caseId)
  return events.filter(({ type, by }) => type === 'message.queued' && by.kind === 'agent').length
}
const arrives = async (text: string) => {
  await desk.mail({ from, subject: `Re: ${subject} [${number()}]`, text, inReplyTo: mailId })
  await bo.getByRole('article').filter({ hasText: text }).waitFor()
}
const number = () => new URL(bo.url()).pathname.split('/').at(-1)

journey.scene('two who open one case see each other in it', async () => {
  mailId = await desk.mail({ from, subject, text: 'Every evening at eight. What can I do?' })
  for (const page of [bo, karin]) {
    await page.goto(`${desk.url}/q/all`)
    await page.getByRole('link', { name: subject }).click()
    await page.getByRole('heading', { level: 1, name: subject }).waitFor()
  }
  const asked = await bo.request.get(`${desk.url}/api/v1/cases/${number()}`)
  caseId = (await asked.json()).id
  for (const page of [bo, karin]) await reading(page).waitFor()
  await there(bo, 'Karin Ek').waitFor()
  await there(karin, 'Bo Berg').waitFor()
})

journey.scene('one takes it and writes to the customer, and the other sees that he does', async () => {
  await bo.getByRole('button', { name: 'Take it' }).click()
  await box.fill(words)
  await there(karin, 'Bo Berg writes to Anna').waitFor()
  // Whoever begins to write never said that he left: that word could come last.
  assert.deepEqual([said.includes('writing'), said.includes('left')], [true, false])
})

journey.scene('what arrives meanwhile is said while he writes, and stops his sending', async () => {
  await arrives('It is the television that drops, not the line.')
  await bo.getByRole('status').filter({ hasText: 'Something new arrived while you write.' }).waitFor()
  await box.press('Control+Enter')
  await stopped.getByText('It is the television that drops').waitFor()
  await stopped.getByText('Your words to Anna are kept and not sent yet.').waitFor()
  assert.deepEqual(await axeFinds(bo), [])
  assert.equal(await leaving(), 0)
})

journey.scene('Enter reads first: nothing is sent, and the words stand where they were', async () => {
  await stopped.getByRole('button', { name: 'Read and edit' }).and(bo.locator(':focus')).waitFor()
  await bo.keyboard.press('Enter')
  await stopped.waitFor({ state: 'detached' })
  assert.equal(await box.inputValue(), words)
  assert.equal(await leaving(), 0)
  await bo.getByText('Something new arrived while you write.').waitFor({ state: 'detached' })
})

journey.scene('it is stopped by the next that arrives, too, and sent all the same: once', async () => {
  await arrives('And now the telephone is dead.')
  await box.press('Control+Enter')
  await stopped.getByText('And now the telephone is dead.').waitFor()
  assert.equal(await stopped.getByText('It is the television that drops').count(), 0)
  await stopped.getByRole('button', { name: 'Send anyway' }).click()
  await bo.getByRole('article').filter({ hasText: words }).waitFor()
  assert.equal(await box.inputValue(), '')
  await desk.outside.find(({ mail }) => mail.text?.includes(words) === true)
  assert.equal(await leaving(), 1)
  assert.equal(desk.outside.letters.filter(({ mail }) => mail.text?.includes(words)).length, 1)
})

journey.scene('whoever leaves is not there any more', async () => {
  await karin.getByRole('article').filter({ hasText: words }).waitFor()
  await bo.getByRole('link', { name: '‹ Everyone' }).click()
  await bo.getByRole('heading', { level: 1, name: 'Everyone' }).waitFor()
  await there(karin, 'Bo Berg writes to Anna').waitFor({ state: 'detached' })
  await reading(karin).waitFor({ state: 'detached' })
  assert.equal(said.at(-1), 'left')
  quiet(journey)
})
