// An article is added to the register, picked by typing where a case is solved and a hand-off answered, read
// in the ledger as it stood then, counted in the reports; withdrawn, it is refused and offered no more. Not:
// what is counted (test/measured-year.test.ts).
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

const karin = await journey.enter('Karin Ek', { roles: ['agent', 'lead'] })
const bo = await journey.enter('Bo Lind')
const client = await signIn(desk.url, bo.person.email, password)

async function called(subject: string): Promise<{ id: string; number: number }> {
  const customer = { name: 'Anna', email: 'anna@customers.example' }
  const begun = { channel: 'phone', subject, customer, take: true, text: 'Since this morning.' }
  const { status, json, text } = await client.ask('POST', 'cases', begun)
  assert.equal(status, 201, text)
  return json
}
const looksRight = async (page: Page) =>
  assert.deepEqual([await axeFinds(page), await clipped(page), await tooWide(page)], [[], [], 0])
const solveForm = async (page: Page, number: number) => {
  await page.goto(`${desk.url}/c/${number}`)
  await page.getByRole('textbox', { name: 'Reply to Anna' }).waitFor()
  await page.getByRole('heading', { level: 1 }).waitFor()
  await page.keyboard.press('d')
  await page.getByRole('textbox', { name: 'What fixed it' }).fill('Another cable')
}

journey.scene('a lead adds articles; what is no link is refused at its field', async () => {
  await karin.goto(`${desk.url}/admin/articles`)
  await karin.getByText('There is no article yet.').waitFor()
  for (const title of ['Cable check', 'Read the lamps of a router']) {
    await karin.getByRole('button', { name: 'Add an article' }).click()
    await karin.getByLabel('Title', { exact: true }).fill(title)
    await karin.getByLabel('Where it is read (link)').fill('kb.example/1')
    await karin.keyboard.press('Control+Enter')
    await karin.getByText('Enter a link that begins with https://').waitFor()
    await karin.getByLabel('Where it is read (link)').fill('https://kb.example/1')
    await karin.keyboard.press('Control+Enter')
    await karin.getByRole('row', { name: new RegExp(`A\\d ${title}`) }).waitFor()
  }
  await looksRight(karin)
  await karin.getByLabel('Find by number or title').fill('lamps')
  await karin.getByRole('row', { name: /Cable check/ }).waitFor({ state: 'detached' })
  await karin.getByLabel('Find by number or title').fill('')
})

journey.scene('whoever solves picks one by typing, and the ledger says which version it was', async () => {
  const { number } = await called('No light')
  await solveForm(bo, number)
  const field = bo.getByRole('combobox', { name: 'Article that helped' })
  await field.focus()
  await bo.getByRole('option').nth(1).waitFor()
  await field.fill('cab')
  await bo.getByRole('option', { name: 'A1 Cable check' }).waitFor()
  await field.press('Escape')
  await bo.getByRole('option').first().waitFor({ state: 'detached' })
  // The form stays, and an Enter that is ahead of the answer means what was typed.
  await field.fill('cable')
  await field.press('Enter')
  await bo.getByRole('link', { name: 'A1 Cable check' }).waitFor()
  await looksRight(bo)
  await bo.keyboard.press('Control+Enter')
  await bo.getByRole('link', { name: 'A1 Cable check, version 1' }).waitFor()
})

journey.scene('another title makes another version; a past fix keeps the one it had', async () => {
  await karin.getByRole('button', { name: 'Change Cable check' }).click()
  await karin.getByLabel('Title', { exact: true }).fill('Cable and plug check')
  await karin.keyboard.press('Control+Enter')
  await karin.getByRole('row', { name: /A1 Cable and plug check/ }).waitFor()
  const { number } = await called('Dark again')
  await solveForm(bo, number)
  const field = bo.getByRole('combobox', { name: 'Article that helped' })
  await field.fill('a1')
  await bo.getByRole('option', { name: 'A1 Cable and plug check' }).click()
  await bo.keyboard.press('Control+Enter')
  await bo.getByRole('link', { name: 'A1 Cable and plug check, version 2' }).waitFor()
})

journey.scene(
  'the report tells of it by name, with the cases behind it and what it does not say',
  async () => {
    const week = (await client.ask('GET', 'measures')).json.of
    await karin.goto(`${desk.url}/reports?of=${week}`)
    const why = karin.locator('section', { has: karin.locator('#reports-why') })
    const named = why.locator('article').filter({ hasText: 'Solved with help of' })
    await named
      .filter({ hasText: 'the article A1 Cable and plug check' })
      .filter({ hasText: '100%' })
      .waitFor()
    await why.getByRole('link', { name: 'Solved with an article named' }).click()
    await karin.getByText('Not a goal for persons').waitFor()
    await karin.getByRole('link', { name: /No light/ }).waitFor()
    await looksRight(karin)
  },
)

journey.scene('one that was withdrawn meanwhile is refused in words', async () => {
  await karin.goto(`${desk.url}/admin/articles`)
  const { number } = await called('Dark a third time')
  await solveForm(bo, number)
  const field = bo.getByRole('combobox', { name: 'Article that helped' })
  await field.fill('plug')
  await bo.getByRole('option', { name: 'A1 Cable and plug check' }).click()
  await karin.getByRole('button', { name: 'Change Cable and plug check' }).click()
  await karin.getByLabel('Withdrawn: nobody picks it any more').check()
  await karin.keyboard.press('Control+Enter')
  await karin.getByRole('row', { name: /withdrawn/ }).waitFor()
  await bo.keyboard.press('Control+Enter')
  await bo.getByText('“Cable and plug check” was withdrawn.').first().waitFor()
})

journey.scene('whoever answers a hand-off picks one of those that are left', async () => {
  const { id, number } = await called('Which port')
  const offer = { team: desk.teams[2], question: 'Which port?', noStepsBecause: 'none fits' }
  const { handOff } = (await client.ask('POST', `cases/${id}/hand-off/offer`, offer)).json.ids
  const marta = await journey.enter('Marta Sundin', { levels: [2] })
  const hers = await signIn(desk.url, marta.person.email, password)
  await hers.ask('POST', `cases/${id}/hand-off/accept`, { handOff, readBack: 'The port' })
  await marta.goto(`${desk.url}/c/${number}`)
  await marta.getByRole('button', { name: 'Answer', exact: true }).first().click()
  const form = marta.getByRole('dialog')
  for (const part of [0, 1, 2, 3]) await form.getByRole('textbox').nth(part).fill('The third one')
  await form.getByRole('combobox', { name: 'Article that helped' }).fill('a')
  await marta.getByRole('option', { name: 'A2 Read the lamps of a router' }).waitFor()
  assert.equal(await marta.getByRole('option').count(), 1, 'the one that was withdrawn is not there')
  await marta.getByRole('option').click()
  await looksRight(marta)
  await marta.keyboard.press('Control+Enter')
  await marta.getByRole('link', { name: 'A2 Read the lamps of a router, version 1' }).waitFor()
  quiet(journey)
})
