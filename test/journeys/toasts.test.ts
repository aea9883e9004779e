// A short word at the foot of the window never lies over the last row of an open sheet, where its main button
// is, nor over the composers: in a wide window, a low one and on a phone, whatever came first.
import assert from 'node:assert/strict'
import { after } from 'node:test'
import type { Page } from 'playwright-core'
import { signIn } from '#test/support/client.ts'
import { password } from '#test/support/desk.ts'
import { quiet, startJourney } from '#test/support/journey.ts'
import { drawn } from '#test/support/look.ts'

const journey = await startJourney()
const { desk } = journey
after(() => journey.end())

const bo = await journey.enter('Bo Lind')
await journey.enter('Marta Sala', { levels: [2] })
const asBo = await signIn(desk.url, bo.person.email, password)
const customer = { name: 'Anna Lindqvist', email: 'anna@customers.example' }
const body = { channel: 'phone', subject: 'No light', customer, take: true }
const { number } = (await asBo.ask('POST', 'cases', body)).json

// Not by its role: to ears only the sheet is there while it is open.
const word = (page: Page) => page.locator('section[aria-label="Messages of this page"]')
const sheet = (page: Page) => page.getByRole('dialog')
const main = (page: Page) => sheet(page).locator('footer button').last()

/** It stands right above what one writes in. */
async function isAboveComposers(): Promise<void> {
  await drawn(bo)
  const [dock, said] = [await bo.locator('[data-dock]').boundingBox(), await word(bo).boundingBox()]
  assert.ok(dock && said, 'both are seen')
  assert.ok(Math.abs(dock.y - (said.y + said.height) - 16) <= 1, `${said.y} + ${said.height}, ${dock.y}`)
}

/** What is seen in the middle of the main button is the button, and the two boxes keep apart. */
async function isFree(page: Page): Promise<void> {
  await drawn(page)
  const [button, said] = [await main(page).boundingBox(), await word(page).boundingBox()]
  assert.ok(button && said, 'both are seen')
  const isApart = said.y + said.height <= button.y || said.y >= button.y + button.height
  assert.ok(isApart, `${JSON.stringify(said)} over ${JSON.stringify(button)}`)
  assert.ok(said.y >= 0, 'it is in the window')
  await main(page).click({ trial: true })
}

journey.scene(
  'what went wrong with a sheet stands above its main button, however the window is',
  async () => {
    await bo.goto(`${desk.url}/c/${number}`)
    await bo.getByRole('heading', { name: 'No light' }).waitFor()
    await bo.keyboard.press('e')
    await sheet(bo).getByLabel('Why nothing was tried').selectOption({ index: 1 })
    await sheet(bo).getByRole('textbox').first().fill('Which fuse is it?')
    const refused = { type: 'about:blank', title: 'Refused', status: 409, code: 'hand_off.ended' }
    const [contentType, body] = ['application/problem+json', JSON.stringify(refused)]
    await bo.route(/\/cases\/[^/]+\/hand.off\/offer/, route =>
      route.fulfill({ status: 409, contentType, body }),
    )
    await bo.keyboard.press('Control+Enter')
    await word(bo).waitFor()
    for (const [width, height] of [
      [1280, 860],
      [1280, 560],
      [390, 844],
      [390, 500],
    ] as const) {
      await bo.setViewportSize({ width, height })
      await isFree(bo)
    }
  },
)

journey.scene(
  'a sheet that opens below a word that stands already has its button free; then it falls',
  async () => {
    await bo.setViewportSize({ width: 390, height: 844 })
    await bo.keyboard.press('Escape')
    await sheet(bo).waitFor({ state: 'detached' })
    await drawn(bo)
    await isAboveComposers()
    await bo.keyboard.press('e')
    await sheet(bo).waitFor()
    await isFree(bo)
    quiet(journey)
  },
)

journey.scene('two words at once leave both ways to send free, while one writes and lines come', async () => {
  await bo.keyboard.press('Escape')
  await sheet(bo).waitFor({ state: 'detached' })
  await bo.getByRole('button', { name: 'Close', exact: true }).last().click()
  await word(bo).waitFor({ state: 'detached' })
  await bo.setViewportSize({ width: 1280, height: 850 })
  const text = bo.getByRole('textbox', { name: /Reply to Anna/ })
  for (const one of ['We are looking at it.', 'It is the fuse.']) {
    await text.fill(one)
    await bo.keyboard.press('Control+Enter')
    await word(bo).getByText('On its way to Anna').last().waitFor()
  }
  await text.fill('And\none\nmore\nthing')
  await isAboveComposers()
  for (const name of [/^Send and wait/, /^Send(?! and)/])
    await bo.getByRole('button', { name }).click({ trial: true })
})
