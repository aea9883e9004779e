// What stands above the ledger of a case: several at once are one line where there is little room, so that
// the ledger keeps its half; a click or a key opens them. And the bar of places below a phone's window.
import assert from 'node:assert/strict'
import { after } from 'node:test'
import type { Page } from 'playwright-core'
import { signIn } from '#test/support/client.ts'
import { password } from '#test/support/desk.ts'
import { quiet, startJourney } from '#test/support/journey.ts'
import { axeFinds, clipped, tooWide } from '#test/support/look.ts'

const journey = await startJourney()
const { desk } = journey
after(() => journey.end())

const bo = await journey.enter('Bo Lind')
const karin = await journey.enter('Karin Ek', { roles: ['agent', 'lead'], levels: [1, 2] })
const asBo = await signIn(desk.url, bo.person.email, password)
const asKarin = await signIn(desk.url, karin.person.email, password)
const customer = { name: 'Anna Lindqvist', email: 'anna@customers.example' }
const subject = 'Router drops the line'
const opened = await asBo.ask('POST', 'cases', { channel: 'phone', subject, customer, take: true })
assert.equal(opened.status, 201, opened.text)
const { id, number } = opened.json
await asKarin.deed(id, 'claim/make', { text: 'The light turns red' })
await asKarin.deed(id, 'help/ask', { reason: 'getting_worse', text: 'It is worse today' })

const line = bo.getByRole('button', { name: /things wait/ })
const stuck = bo.getByRole('region', { name: 'This case seems stuck' })
const first = bo.getByRole('region', { name: 'Read before you act' })

type Shares = { readonly ofPage: number; readonly ofRest: number }
/** How much of the page the ledger has, and of what its head and the boxes leave. */
const ledgerHas = (page: Page): Promise<Shares> =>
  page.evaluate(`(() => {
    const main = document.querySelector('#main')
    const ledger = document.querySelector('[data-entry]').closest('main [class*="_scroll"]')
    const high = one => one.getBoundingClientRect().height
    return { ofPage: high(ledger) / high(main), ofRest: high(ledger) / high(ledger.parentElement) }
  })()`)

journey.scene('where there is room each stands for itself', async () => {
  await bo.setViewportSize({ width: 1280, height: 1000 })
  await bo.goto(`${desk.url}/c/${number}`)
  await stuck.getByText('The customer asked for more help').waitFor()
  await first.waitFor()
  assert.equal(await line.count(), 0)
  assert.ok((await ledgerHas(bo)).ofRest >= 0.5)
})

journey.scene(
  'on a low window they are one line that names them, and the ledger keeps its room',
  async () => {
    await bo.setViewportSize({ width: 1280, height: 640 })
    await line.getByText('This case seems stuck · Read before you act').waitFor()
    await stuck.waitFor({ state: 'hidden' })
    await first.waitFor({ state: 'hidden' })
    const { ofPage } = await ledgerHas(bo)
    assert.ok(ofPage >= 0.5, `the ledger has ${ofPage} of the page`)
    assert.deepEqual(await axeFinds(bo), [])
  },
)

journey.scene('a key that the help of keys names opens and folds them; a click does the same', async () => {
  await bo.getByRole('heading', { level: 1, name: subject }).focus()
  await bo.keyboard.press('?')
  await bo.getByRole('dialog').getByText('Show or fold what waits above the ledger').waitFor()
  await bo.keyboard.press('Escape')
  await bo.getByRole('heading', { level: 1, name: subject }).focus()
  await bo.keyboard.press('l')
  await stuck.waitFor()
  assert.ok((await ledgerHas(bo)).ofRest >= 0.5, 'opened they scroll in their own half')
  assert.deepEqual(await axeFinds(bo), [])
  await line.click()
  await stuck.waitFor({ state: 'hidden' })
})

journey.scene('the key of what to read first shows it also where it is folded', async () => {
  await bo.getByRole('heading', { level: 1, name: subject }).focus()
  await bo.keyboard.press('x')
  await first.getByText('The light turns red').first().waitFor()
  await bo.keyboard.press('l')
  await first.waitFor({ state: 'hidden' })
})

journey.scene('on a phone it is the same, and nothing is wider than the page', async () => {
  await bo.setViewportSize({ width: 390, height: 844 })
  await line.click()
  await stuck.waitFor()
  assert.ok((await ledgerHas(bo)).ofRest >= 0.5)
  assert.equal(await tooWide(bo), 0)
  assert.deepEqual(await clipped(bo), [])
})

journey.scene('the bar of a phone has four places, and a menu leads to every other', async () => {
  await karin.setViewportSize({ width: 320, height: 640 })
  const bar = karin.getByRole('navigation', { name: 'Main' })
  assert.deepEqual(await bar.getByRole('link').allInnerTexts(), ['Queue', 'New case', 'Live line', 'Search'])
  await bar.getByRole('button', { name: 'More' }).press('Enter')
  await bar.getByRole('menuitem', { name: 'Problems' }).waitFor()
  assert.deepEqual(await axeFinds(karin), [])
  await karin.keyboard.type('p')
  await karin.keyboard.press('Enter')
  await karin.getByRole('heading', { level: 1, name: 'Problems' }).waitFor()
  assert.equal(await tooWide(karin), 0)
  quiet(journey)
})
