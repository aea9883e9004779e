// What a case is and with which others it belongs, said by keys: its kind, severity and product, two that are
// linked, and two that go on as one, with what the customer of either reads. Not: what a merged case brings
// along (core/case/deed/brought-along.test.ts).
import assert from 'node:assert/strict'
import { after } from 'node:test'
import { signIn } from '#test/support/client.ts'
import { password } from '#test/support/desk.ts'
import { quiet, startJourney } from '#test/support/journey.ts'
import { byPalette, enterByKeys } from '#test/support/keys.ts'
import { axeFinds } from '#test/support/look.ts'
import { followLink } from '#test/support/mailbox.ts'

const journey = await startJourney()
const { desk } = journey
after(() => journey.end())

const karin = await desk.agent('Karin Ek', { roles: ['agent', 'lead', 'admin'] })
const product = await karin.ask('POST', 'products', { name: 'Fiber' })
assert.equal(product.status, 201, product.text)

/** A mail that became a case: its receipt, with the link to the customer's page. */
async function written(name: string, subject: string, text: string) {
  const from = `${name.toLowerCase()}@customers.example`
  const messageId = await desk.mail({ from: `${name} <${from}>`, subject, text })
  const receipt = await desk.outside.find(({ to }) => to.includes(from))
  const number = Number(receipt.mail.subject?.match(/\d+/)?.[0])
  return { from, subject, text, messageId, number, page: followLink(receipt) }
}
const first = await written('Anna', 'The line drops every evening', 'It began on Monday.')
const carl = await written('Carl', 'Slow since the new router', 'Only a tenth of what it was.')
const dora = await written('Dora', 'New router wanted', 'Mine is ten years old.')

const bo = await enterByKeys(journey, 'Bo Berg', { levels: [1] })
const { page } = bo
const asBo = await signIn(desk.url, 'bo@desk.example', password)
for (const { number } of [first, carl, dora]) await asBo.deed(String(number), 'worker/take')
// She calls as well, before anybody saw that it is about the same.
const { card } = await asBo.read(first.number)
const called = { subject: 'No telephone since noon', text: 'The telephone is dead.' }
const customer = { id: card.customer }
const call = await asBo.ask('POST', 'cases', { channel: 'phone', customer, take: true, ...called })
assert.equal(call.status, 201, call.text)
const second = { ...called, number: call.json.number as number }

const dialog = page.getByRole('dialog')
const panel = page.getByRole('complementary')
const entry = (words: string) => page.getByRole('article').filter({ hasText: words })
const titled = ({ subject }: { subject: string }) => page.getByRole('heading', { level: 1, name: subject })
const refused = (why: string) => dialog.getByRole('alert').filter({ hasText: why }).waitFor()
const act = async (words: string, line: RegExp) => {
  await byPalette(bo, words, line)
  await dialog.waitFor()
}

journey.scene('what a case is, is said by keys; how bad follows from its impact, with a reason', async () => {
  await page.goto(`${desk.url}/c/${carl.number}`)
  await titled(carl).and(page.locator(':focus')).waitFor()
  await act('Change kind', /^Change kind, product, title/)
  assert.deepEqual(await axeFinds(page), [])
  await bo.fill({ Kind: 'Slow', Product: 'Fiber' })
  await entry('Slow · Fiber').waitFor()
  await act('Change kind', /^Change kind, product, title/)
  await bo.to(dialog.getByRole('button', { name: 'Say how bad it is' }))
  await bo.press('Enter')
  await dialog.getByRole('heading', { name: 'How bad is it?' }).waitFor()
  await bo.to(dialog.getByLabel('A way around it'))
  await page.keyboard.type('None')
  await bo.press('Control+Enter')
  await refused('Write a reason.')
  assert.deepEqual(await axeFinds(page), [])
  await bo.fill({ 'Reason, the customer can read it': 'A whole office waits' })
  const line = entry('S2 High')
  await line.getByText('A whole office waits').waitFor()
  await panel.getByRole('heading', { name: 'Fiber' }).waitFor()
  await panel.getByText('Slow · S2 High').waitFor()
})

journey.scene('another case is linked by its number, and leads there', async () => {
  await act('Link another', /^Link another case/)
  await bo.type('Number of the other case', String(carl.number))
  await bo.press('Control+Enter')
  await refused('Write the number of the other case.')
  await bo.press('Control+a')
  await page.keyboard.type(String(dora.number))
  await bo.fill({ 'How they belong together': 'follows' })
  await entry(`follows from ${dora.number}`).waitFor()
  const link = panel.getByRole('link', { name: `${dora.number} ${dora.subject}` })
  await bo.to(link)
  await bo.press('Enter')
  await titled(dora).waitFor()
})

journey.scene('of a link neither customer reads: each has only his own case', async () => {
  const his = await journey.open()
  await his.goto(carl.page)
  await his.getByText(carl.text).first().waitFor()
  const read = await his.getByRole('main').textContent()
  for (const words of [dora.subject, String(dora.number)]) assert.equal(read?.includes(words), false, words)
})

journey.scene('one goes on in the other; its own number is none', async () => {
  await page.goto(`${desk.url}/c/${first.number}`)
  await titled(first).and(page.locator(':focus')).waitFor()
  await act('Merge', /^Merge into another case/)
  await bo.type('Number of the case it goes on in', String(first.number))
  await bo.press('Control+Enter')
  await refused('Write the number of the other case.')
  await bo.press('Control+a')
  await page.keyboard.type(String(second.number))
  await dialog.getByRole('button', { name: `Merge into ${second.number}` }).waitFor()
  assert.deepEqual(await axeFinds(page), [])
  await bo.press('Control+Enter')
  await dialog.waitFor({ state: 'detached' })
  await page.getByText(`This case goes on in ${second.number}.`).waitFor()
  await entry(`Goes on in ${second.number}`).waitFor()
  assert.equal(await page.getByRole('textbox', { name: 'Reply to Anna' }).count(), 0)
  await bo.to(panel.getByRole('link', { name: `${second.number} ${second.subject}` }))
  await bo.press('Enter')
  await titled(second).waitFor()
  await entry(`took in ${first.number}`).waitFor()
})

journey.scene('its customer reads where it goes on, and is led there', async () => {
  const anna = await journey.open()
  await anna.goto(first.page)
  await anna.getByText('It was about the same thing, so we go on in one place.').waitFor()
  assert.deepEqual(await axeFinds(anna), [])
  await anna.getByRole('link', { name: `We go on with it in case ${second.number}` }).click()
  await anna.getByRole('heading', { level: 1, name: second.subject }).waitFor()
  await anna.getByText(second.text).first().waitFor()
})

journey.scene('what she answers to the old mail stands in the case that goes on', async () => {
  const text = 'Both are back since this morning.'
  const { from, messageId } = first
  await desk.mail({ from, subject: `Re: ${first.subject} [${first.number}]`, text, inReplyTo: messageId })
  await entry(text).waitFor()
  await titled(second).waitFor()
})

const apart = () => entry(`Goes on by itself again, no longer in ${second.number}`)

journey.scene('it was a mistake: taken back in the case, which goes on as it was', async () => {
  await page.goto(`${desk.url}/c/${first.number}`)
  await bo.to(page.getByRole('button', { name: 'Let it go on by itself again' }))
  await bo.press('Enter')
  await apart().waitFor()
  await page.getByRole('textbox', { name: 'Reply to Anna' }).first().waitFor()
  assert.deepEqual(await axeFinds(page), [])
  await page.goto(`${desk.url}/c/${second.number}`)
  await entry(`${first.number} goes on by itself again, and no longer here`).waitFor()
})

journey.scene('and at once, beside the word that it was done', async () => {
  await page.goto(`${desk.url}/c/${first.number}`)
  await titled(first).and(page.locator(':focus')).waitFor()
  await act('Merge', /^Merge into another case/)
  await bo.type('Number of the case it goes on in', String(second.number))
  await bo.press('Control+Enter')
  await page.getByText(`This case goes on in ${second.number}.`).waitFor()
  await page.getByRole('button', { name: 'Undo' }).click()
  await apart().nth(1).waitFor()
})

journey.scene('its customer reads that it goes on by itself, and answers there', async () => {
  const anna = await journey.open()
  await anna.goto(first.page)
  await anna.getByText('It was about something else after all').first().waitFor()
  assert.deepEqual(await axeFinds(anna), [])
  const text = 'The first one is still slow.'
  const { from, messageId } = first
  await desk.mail({ from, subject: `Re: ${first.subject} [${first.number}]`, text, inReplyTo: messageId })
  await entry(text).waitFor()
  await titled(first).waitFor()
  quiet(journey)
})
