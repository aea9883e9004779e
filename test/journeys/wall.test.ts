// A lead makes a link for a screen on the wall; it shows numbers without a sign-in and without a name, hears
// of a case by itself, says when the line is lost, and goes dark when the link is withdrawn.
import assert from 'node:assert/strict'
import { after } from 'node:test'
import type { Page } from 'playwright-core'
import { signIn } from '#test/support/client.ts'
import { password } from '#test/support/desk.ts'
import { quiet, startJourney } from '#test/support/journey.ts'

const journey = await startJourney()
const { desk } = journey
after(() => journey.end())
let lead: Page & { person: { email: string } }
let wall: Page

const levelOne = () => wall.locator('dl').first().locator('div').first()

journey.scene('a lead makes a link and opens it on the screen', async () => {
  lead = await journey.enter('Karin', { roles: ['agent', 'lead'] })
  await lead.goto(`${desk.url}/admin/walls`)
  await lead.getByRole('button', { name: 'Make a link' }).click()
  await lead.getByLabel('Where it hangs').fill('In the hall')
  await lead.getByRole('dialog').getByRole('button', { name: 'Make a link' }).click()
  const link = await lead.getByLabel('Link for the screen').inputValue()
  await lead.keyboard.press('Escape')
  wall = await journey.open({ viewport: { width: 1920, height: 1080 } })
  await wall.goto(link)
  await levelOne().getByText('Level 1').waitFor()
  assert.equal(await levelOne().locator('b').textContent(), '0')
})

journey.scene('a case that comes is seen by itself, without whose it is', async () => {
  const client = await signIn(desk.url, lead.person.email, password)
  const customer = { name: 'Anna Andersson', email: 'anna@customers.example' }
  const opened = await client.ask('POST', 'cases', {
    ...{ channel: 'phone', subject: 'The secret printer', customer, text: 'It is silent.' },
  })
  assert.equal(opened.status, 201, opened.text)
  await levelOne().locator('b', { hasText: '1' }).waitFor()
  await levelOne().getByText('1 nobody has').waitFor()
  const shown = (await wall.locator('body').allInnerTexts()).join()
  assert.doesNotMatch(shown, /Andersson|printer|Karin/)
})

journey.scene('the board is two seconds old at most', async () => {
  const board = await journey.enter('Bo', { roles: ['agent', 'lead'] })
  await board.goto(`${desk.url}/board`)
  const client = await signIn(desk.url, lead.person.email, password)
  await board.getByRole('link', { name: '1 open', exact: true }).waitFor()
  const ages: number[] = []
  for (let n = 2; n <= 6; n++) {
    const since = performance.now()
    const opened = await client.ask('POST', 'cases', {
      ...{ channel: 'phone', subject: `No light ${n}`, customer: { name: 'Anna' }, text: 'Since today.' },
    })
    assert.equal(opened.status, 201, opened.text)
    await board.getByRole('link', { name: `${n} open`, exact: true }).waitFor()
    ages.push(Math.round(performance.now() - since))
  }
  // Each but the first follows right after the one before, the longest wait there is.
  const middle = ages.toSorted((a, b) => a - b)[2]!
  assert.ok(middle <= 2_000, `from the request to the screen: ${ages.join(', ')} ms`)
  console.log(`the board after a case: ${ages.join(', ')} ms`)
})

journey.scene('where nothing comes any more it says since when; it goes on by itself', async () => {
  const { walls } = desk.shell.desk
  const { count } = walls
  const silent = () => Promise.reject(new Error('the database does not answer'))
  Object.assign(walls, { count: silent })
  await wall.getByText(/No data since/).waitFor()
  Object.assign(walls, { count })
  await wall.getByText(/seconds? old/).waitFor()
})

journey.scene('a link that is withdrawn goes dark', async () => {
  await lead.getByRole('button', { name: 'Withdraw In the hall' }).click()
  await wall.getByText('This link was withdrawn, or never was.').waitFor()
  await lead.getByText(/^withdrawn /).waitFor()
  quiet(journey)
})
