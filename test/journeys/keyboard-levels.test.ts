// Help between the levels by keyboard alone: the live line, a problem, a supplier case, a verification and a
// change request, each from the case and on its page. Not: the first line's own acts (keyboard.test.ts).
import assert from 'node:assert/strict'
import { after, describe } from 'node:test'
import { signIn } from '#test/support/client.ts'
import { password } from '#test/support/desk.ts'
import { type Journey, quiet, startJourney } from '#test/support/journey.ts'
import { byPalette, enterByKeys, focusSeen, type Keys } from '#test/support/keys.ts'

const journey: Journey = await startJourney()
const { desk } = journey
after(() => journey.end())

const subject = 'Router restarts by itself'
let bo: Keys
let marta: Keys
let number: string

/** Where it opens it stands in focus, so that keys of the page are heard. */
async function atCase(keys: Keys): Promise<void> {
  await byPalette(keys, number, new RegExp(subject))
  await keys.page.getByRole('heading', { level: 1, name: subject }).and(keys.page.locator(':focus')).waitFor()
  await focusSeen(keys.page)
}
/** From the head of the case to what it belongs to, until what may be done there is heard. */
async function follow(keys: Keys, name: RegExp, act: string): Promise<void> {
  await keys.to(keys.page.locator('#main header').getByRole('link', { name }))
  await keys.press('Enter')
  await keys.page.locator('#main h1').and(keys.page.locator(':focus')).waitFor()
  await keys.page.getByRole('button', { name: act }).first().waitFor()
}
const line = (keys: Keys) => keys.page.getByRole('region', { name: 'Live line' })

describe('between the levels by keyboard alone', () => {
  journey.scene('two levels sign in; a supplier is known, and a case has come', async () => {
    bo = await enterByKeys(journey, 'Bo Berg', { levels: [1] })
    marta = await enterByKeys(journey, 'Marta Sundin', { levels: [2], roles: ['agent', 'lead', 'admin'] })
    const asMarta = await signIn(desk.url, 'marta@desk.example', password)
    const asBo = await signIn(desk.url, 'bo@desk.example', password)
    const none = [null, null, null, null]
    const agreed = {
      ...{ calendar: null, answer: none, update: none, solution: none },
      ...{ chaseMinutes: 600, chasesMax: 2, raiseMinutes: 600 },
    }
    const acme = { name: 'Acme Radio', addresses: ['help@acme.example'], agreed }
    assert.equal((await asMarta.ask('POST', 'suppliers', acme)).status, 201)
    const customer = { name: 'Anna Lind', email: 'anna@customers.example' }
    const opened = await asBo.ask('POST', 'cases', { channel: 'phone', subject, customer, take: true })
    assert.equal(opened.status, 201, opened.text)
    number = String(opened.json.number)
  })

  journey.scene('one key asks, one answers; both go on writing until it ends', async () => {
    await atCase(bo)
    await bo.press('h')
    await bo.fill({ Question: 'Is the restart known to you?' })
    await line(marta).getByText('Is the restart known to you?').waitFor()
    await marta.press('F9')
    await line(bo).getByText('On the line with Marta Sundin').waitFor()
    await marta.to(line(marta).getByLabel('Write to the others'))
    await marta.page.keyboard.type('I look at it.')
    await marta.press('Enter')
    await line(bo).getByText('I look at it.').waitFor()
    await marta.to(line(marta).getByRole('button', { name: 'End', exact: true }))
    await marta.press('Enter')
    await marta.to(line(marta).getByLabel('In words'))
    await marta.page.keyboard.type('Level 2 looks at the radio.')
    await marta.press('Enter')
    await bo.stands('Level 2 looks at the radio.')
  })

  journey.scene('a problem is made of it, published and given a workaround', async () => {
    await atCase(marta)
    await marta.press('m', 'p')
    const which = marta.page.getByRole('dialog').getByLabel('Which one')
    await marta.to(which)
    await marta.page.keyboard.type('A new')
    await marta.fill({ 'What its cases have in common': 'Firmware 7.1' })
    await follow(marta, /^problem \d+/, 'Publish as known error')
    await marta.press('p')
    await marta.fill({ 'How it shows': 'The router restarts every hour' })
    await marta.press('w')
    await marta.fill({ 'How one gets around it': 'Switch the radio off' })
    await marta.page.getByText('Switch the radio off').first().waitFor()
  })

  journey.scene('it goes to a supplier', async () => {
    await atCase(marta)
    await marta.press('u')
    await marta.fill({ Supplier: 'Acme', 'What it is about, as the supplier may read it': 'Radio resets' })
    await follow(marta, /supplier case \d+/i, 'Send')
    await marta.press('s')
    const told = 'What they are told: no names, addresses or numbers of people'
    await marta.fill({ [told]: 'It resets every hour' })
    await desk.outside.find(({ to }) => to.includes('help@acme.example'))
    await marta.page.getByText('It resets every hour').first().waitFor()
  })

  journey.scene('a fix is verified, and looked at again later', async () => {
    await atCase(marta)
    await marta.press('m', 'v')
    await marta.fill({
      'Test environment': 'Lab 3',
      'How the fault was made to happen there': 'Ran 7.1 for three hours',
      'Fix that was checked': 'Firmware 7.2',
      'What was seen, or why it could not be checked': 'A night without a restart',
    })
    await marta.stands('A night without a restart')
    await marta.press('m', 'g')
    await marta.fill({ 'What is checked': 'Still green after a week' })
    await marta.stands('Still green after a week')
  })

  journey.scene('engineering is asked for a change', async () => {
    await atCase(marta)
    await marta.press('v')
    await marta.fill({ 'What is wanted': 'Keep the radio up', Why: 'It resets every hour' })
    await follow(marta, /^change request \d+/, 'Send to engineering')
    await marta.page.getByText('Keep the radio up').first().waitFor()
    quiet(journey)
  })
})
