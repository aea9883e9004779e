// A fresh desk comes to life without anybody who knows it: the link that the start prints, the first
// administrator, an invitation by mail, and whoever was invited before his first case. Not: the refusals of
// these doors (server/http/set-up-invitations.test.ts).
import assert from 'node:assert/strict'
import { after } from 'node:test'
import type { Page } from 'playwright-core'
import { quiet, startJourney } from '#test/support/journey.ts'
import { Keys } from '#test/support/keys.ts'
import { axeFinds, clipped, tooWide } from '#test/support/look.ts'

const journey = await startJourney()
const { desk } = journey
after(() => journey.end())

const [secretOfAda, secretOfBo] = ['eleven purple trams at dawn', 'nine quiet ferries in the fog']
const printed = /Open once: (\S+\/set-up-link\/\S+)/
const ada = new Keys(await journey.open())
const bo = new Keys(await journey.open({ locale: 'sv-SE' }))
const field = ({ page }: Keys, label: string) => page.getByLabel(label, { exact: true })
const looks = async (page: Page) =>
  assert.deepEqual([await axeFinds(page), await clipped(page), await tooWide(page)], [[], [], 0])

/** Goes to a field and says what stands in it from now on. */
async function write(keys: Keys, label: string, words: string): Promise<void> {
  await keys.to(field(keys, label))
  await keys.press('Control+a')
  await keys.page.keyboard.type(words)
}

/** Whoever comes by a link that was used reads so, and finds no form. */
async function ended(link: string): Promise<void> {
  const late = await journey.open()
  await late.goto(link)
  await late.getByText('This link has been used or has expired.').waitFor()
  assert.equal(await late.getByRole('textbox').count(), 0)
}

let setUpLink: string
let invitation: string
journey.scene('the start prints a link, and its page asks what is needed before it sends', async () => {
  setUpLink = desk.said.map(line => printed.exec(line)?.[1]).find(Boolean) ?? ''
  await ada.page.goto(setUpLink)
  await ada.page.getByRole('heading', { name: 'Set up your desk' }).waitFor()
  await ada.to(ada.page.getByRole('button', { name: 'Start', exact: true }))
  await ada.press('Enter')
  await ada.page
    .getByText('Too short')
    .or(ada.page.getByText(/at least 15/))
    .first()
    .waitFor()
  assert.equal(await ada.page.locator('[aria-invalid="true"]').count(), 3, 'name, address and password')
  await looks(ada.page)
})

journey.scene('by keyboard she names the desk and herself, and is in where something is unset', async () => {
  await ada.page.reload()
  await write(ada, 'Name of the desk', 'Fjordnät')
  await write(ada, 'Your name', 'Ada Holm')
  await write(ada, 'E-mail address', 'ada@desk.example')
  await write(ada, 'New password', secretOfAda!)
  await ada.press('Enter')
  await ada.page.waitForURL('**/admin/health')
  await ada.page.getByRole('heading', { level: 1, name: 'Unset or broken' }).waitFor()
  await looks(ada.page)
  await ended(setUpLink)
})

journey.scene('she invites a person to a team, in his language', async () => {
  await ada.page.goto(`${desk.url}/admin/people`)
  await ada.page.getByText('So far you are alone here.').waitFor()
  await ada.to(ada.page.getByRole('button', { name: 'Invite a person' }))
  await ada.press('Enter')
  const form = ada.page.getByRole('dialog')
  await write(ada, 'E-mail address', 'bo@fjord.example')
  await ada.to(form.getByRole('checkbox', { name: 'First line', exact: true }))
  await ada.press('Space')
  await ada.to(form.getByLabel('Language', { exact: true }))
  await ada.page.keyboard.type('Sv')
  await ada.press('Control+Enter')
  await form.getByLabel('One-use link').waitFor()
  await looks(ada.page)
  await ada.press('Escape')
  await ada.page.getByRole('row', { name: /bo@fjord\.example/ }).waitFor()
})

journey.scene('he follows the link of his letter and stands in his queue, where his case is', async () => {
  const letter = await desk.outside.find(one => one.to.includes('bo@fjord.example'))
  invitation = /https?:\/\/\S+\/invitation\/[\w-]+/.exec(letter.mail.text ?? '')?.[0] ?? ''
  await bo.page.goto(invitation)
  await bo.page.getByRole('heading', { name: 'Välkommen till Fjordnät' }).waitFor()
  await looks(bo.page)
  await write(bo, 'Ditt namn', 'Bo Lind')
  await write(bo, 'Nytt lösenord', secretOfBo!)
  await bo.press('Enter')
  await bo.page.waitForURL('**/q/mine')
  await bo.page.getByRole('heading', { level: 1, name: 'Mina' }).waitFor()
  await desk.mail({ from: 'Anna <anna@customers.example>', subject: 'No light', text: 'Since this morning.' })
  await bo.page.goto(`${desk.url}/q/unassigned`)
  await bo.page.getByRole('row', { name: /No light/ }).waitFor()
  await looks(bo.page)
})

journey.scene('she reads that he came, and his link opens nothing any more', async () => {
  await ada.page.goto(`${desk.url}/admin/people`)
  await ada.page.getByRole('row', { name: /Bo Lind.*First line/ }).waitFor()
  await ended(invitation)
  quiet(journey)
})
