// Three cases that look alike stand above the list of problems: opened as one from there; given to a
// colleague, who is told, and looking at it is enough. What is no problem is dismissed with a reason.
import assert from 'node:assert/strict'
import { after } from 'node:test'
import type { Page } from 'playwright-core'
import { axeFinds } from '#test/support/look.ts'
import { signIn } from '#test/support/client.ts'
import { password } from '#test/support/desk.ts'
import { quiet, startJourney } from '#test/support/journey.ts'

const journey = await startJourney()
const { desk } = journey
after(() => journey.end())

const karin = await journey.enter('Karin Ek', { roles: ['agent', 'lead'], levels: [1, 2] })
const bo = await desk.person('Bo Lind')
const asBo = await signIn(desk.url, bo.email, password)
const main = (page: Page) => page.locator('#main')
const opened = async (subject: string, n: number): Promise<number> => {
  const customer = { name: `Anna ${n}`, email: `anna${n}@customers.example` }
  const answer = await asBo.ask('POST', 'cases', { channel: 'phone', subject, customer, take: true })
  assert.equal(answer.status, 201, answer.text)
  return answer.json.number
}

journey.scene('cases that look alike are dismissed with a reason, or opened as one problem', async () => {
  for (const n of [1, 2, 3]) await opened(`Scanner jams with glossy paper ${n}`, n)
  for (const n of [4, 5, 6]) await opened(`Lamp flickers after startup ${n}`, n)
  await karin.goto(`${desk.url}/problems`)
  const alike = main(karin).getByRole('region', { name: '3 open cases look alike' })
  const lamps = alike.filter({ hasText: 'Lamp flickers' })
  await lamps.getByRole('button', { name: 'Not one problem' }).click()
  await karin
    .getByRole('dialog')
    .getByLabel('Why')
    .selectOption({ label: 'Alike, but with causes of their own' })
  await karin.keyboard.press('Control+Enter')
  await lamps.waitFor({ state: 'detached' })
  assert.deepEqual(await axeFinds(karin), [])
  await alike.getByRole('button', { name: 'New problem' }).click()
  await karin.keyboard.press('Control+Enter')
  await main(karin).getByText('3 cases').first().waitFor()
})

journey.scene('whoever is given a problem is told, and the notice leads to it', async () => {
  const problem = { title: 'The fax is silent', kind: 'device' }
  const { json } = await asBo.ask('POST', 'matters/problems', problem)
  const me = karin.person.id
  const given = await asBo.ask('POST', `matters/problems/${json.id}/give`, { owner: me, team: null })
  assert.equal(given.status, 200, given.text)
  await karin.goto(`${desk.url}/notices`)
  const notice = main(karin).getByRole('link', {
    name: 'A problem, supplier case or change request is yours now',
  })
  await notice.click()
  await main(karin).getByRole('heading', { name: 'The fax is silent' }).waitFor()
  await karin.goto(`${desk.url}/notices`)
  await notice.waitFor()
  await main(karin).getByText('New', { exact: true }).waitFor({ state: 'detached' })
  quiet(journey)
})

journey.scene(
  'what the case shows goes to a supplier without its people, read before it leaves',
  async () => {
    const none = [null, null, null, null]
    const agreed = {
      ...{ calendar: null, answer: none, update: none, solution: none },
      ...{ chaseMinutes: 30, chasesMax: 2, raiseMinutes: 60 },
    }
    const asKarin = await signIn(desk.url, karin.person.email, password)
    const acme = await asKarin.ask('POST', 'suppliers', {
      name: 'Acme',
      agreed,
      formUrl: 'https://acme.example',
    })
    assert.equal(acme.status, 201, acme.text)
    const cases = await asBo.ask('GET', 'cases?view=mine')
    const { number } = cases.json.items[0]
    await asBo.ask('POST', `cases/${number}/note/add`, { text: 'Anna saw error 17' })
    const body = { case: number, supplier: acme.json.id, title: 'It jams' }
    const spc = await asBo.ask('POST', 'matters/supplier-cases', body)
    assert.equal(spc.status, 201, spc.text)
    await karin.goto(`${desk.url}/suppliers/${spc.json.number}`)
    await main(karin).getByRole('button', { name: 'Send' }).first().click()
    const dialog = karin.getByRole('dialog')
    await dialog.getByLabel('By phone').check()
    await dialog
      .getByLabel('What they are told: no names, addresses or numbers of people')
      .fill('Please look')
    await dialog.getByRole('button', { name: 'Add what the case shows' }).click()
    await dialog.getByRole('checkbox', { name: /error 17/ }).check()
    const pack = dialog.getByLabel('Goes with your words')
    assert.match(await pack.inputValue(), /error 17/)
    assert.deepEqual(await axeFinds(karin), [])
    await karin.keyboard.press('Control+Enter')
    await main(karin).getByText('Please look').waitFor()
    await main(karin)
      .getByText(/error 17/)
      .waitFor()
    quiet(journey)
  },
)
