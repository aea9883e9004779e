// What an administrator sets up alone, each with its effect where the work is done: a team, a word of what a
// level may do, an address, a ready-made reply in two languages. Not: what is refused there
// (server/http/set-up*.test.ts).
import assert from 'node:assert/strict'
import { after } from 'node:test'
import { signIn } from '#test/support/client.ts'
import { password } from '#test/support/desk.ts'
import { quiet, startJourney } from '#test/support/journey.ts'
import { axeFinds, clipped, tooWide } from '#test/support/look.ts'

const journey = await startJourney()
const { desk } = journey
after(() => journey.end())

const karin = await journey.enter('Karin Ek', { roles: ['agent', 'lead', 'admin'] })
const client = await signIn(desk.url, karin.person.email, password)
const dialog = karin.getByRole('dialog')
const looks = async () =>
  assert.deepEqual([await axeFinds(karin), await clipped(karin), await tooWide(karin)], [[], [], 0])
const setUp = (page: string) => karin.goto(`${desk.url}/admin/${page}`)
const press = (name: string) => karin.getByRole('button', { name, exact: true }).click()
/** Sends the open form and waits until it is gone. */
async function send(): Promise<void> {
  await looks()
  await karin.keyboard.press('Control+Enter')
  await dialog.waitFor({ state: 'detached' })
}

/** Opens a case that one works on, with a form by its key. */
async function withForm(number: number, key: string): Promise<void> {
  await karin.goto(`${desk.url}/c/${number}`)
  await karin.getByRole('textbox', { name: 'Reply to Anna' }).waitFor()
  await karin.keyboard.press(key)
  await dialog.waitFor()
}

let english: number
let swedish: number

journey.scene('a case is there, and its hand-off asks why nothing was tried', async () => {
  const customer = { name: 'Anna', email: 'anna@customers.example' }
  const begun = { channel: 'phone', subject: 'No light', customer, take: true, text: 'Since today.' }
  const made = await client.ask('POST', 'cases', begun)
  assert.equal(made.status, 201, made.text)
  english = made.json.number
  await withForm(english, 'e')
  await dialog.getByLabel('Why nothing was tried').waitFor()
  assert.equal(await dialog.getByRole('option', { name: 'Night line, level 1' }).count(), 0)
})

journey.scene('a team she makes is there after a reload, and cases can be passed to it', async () => {
  await setUp('levels')
  await press('New team')
  await dialog.getByLabel('Name', { exact: true }).fill('Night line')
  await send()
  await karin.reload()
  await karin.getByRole('row', { name: /Night line/ }).waitFor()
  await withForm(english, 'e')
  await dialog.getByLabel('Team', { exact: true }).selectOption('Night line, level 1')
})

journey.scene('a word she changes in a sentence of level 1 stays, and the hand-off follows it', async () => {
  await setUp('levels')
  const word = karin.getByLabel('Before a case is passed on, a step tried … be written down.')
  assert.equal(await word.inputValue(), 'yes')
  await word.selectOption('need not')
  await karin.getByText('Saved', { exact: true }).first().waitFor()
  await karin.reload()
  await word.and(karin.locator(':enabled')).waitFor()
  assert.equal(await word.inputValue(), 'no')
  await looks()
  await withForm(english, 'e')
  await dialog.getByText('Nothing was tried.').waitFor()
  assert.equal(await dialog.getByLabel('Why nothing was tried').count(), 0)
})

journey.scene('an address she adds stays, and a mail to it lies with its team, in its language', async () => {
  await setUp('addresses')
  await press('Add an address')
  await dialog.getByLabel('Address', { exact: true }).fill('natten@desk.example')
  await dialog.getByLabel('Its mails go to').selectOption('Night line')
  await dialog.getByLabel('Language', { exact: true }).selectOption('Svenska')
  await send()
  await karin.reload()
  await karin.getByRole('row', { name: /natten@desk\.example.*Night line.*Swedish/ }).waitFor()
  const from = 'Anna <anna@natten.example>'
  await desk.mail({ from, to: 'natten@desk.example', subject: 'Ingen signal', text: '12345' })
  const team = (await client.ask('GET', 'teams')).json.items.find(
    (one: { name: string }) => one.name === 'Night line',
  )
  await karin.goto(`${desk.url}/q/team/${team.id}`)
  await karin.getByRole('row', { name: /Ingen signal/ }).click()
  await karin.waitForURL('**/c/*')
  swedish = Number(new URL(karin.url()).pathname.split('/').at(-1))
})

journey.scene('a reply she writes in two languages stays, and each customer gets his own', async () => {
  await setUp('replies')
  await press('Write a reply')
  await dialog.getByLabel('What it is called').fill('We look at it')
  await dialog.getByLabel('For whom').selectOption('the whole desk')
  await dialog.getByLabel('Text in English').fill('Hello {customer}, {desk} looks at {case}, “{subject}”.')
  await dialog.getByLabel('Language', { exact: true }).selectOption('Svenska')
  await dialog.getByLabel('Text in Swedish').fill('Hej {customer}, {team} ser på {case}.')
  await send()
  await karin.reload()
  await karin.getByRole('row', { name: /We look at it.*the whole desk.*en sv/ }).waitFor()
  await client.deed(String(swedish), 'worker/take')
  for (const [number, text] of [
    [english, `Hello Anna, Sundnät looks at ${english}, “No light”.`],
    [swedish, `Hej Anna, Night line ser på ${swedish}.`],
  ] as const) {
    await karin.goto(`${desk.url}/c/${number}`)
    const box = karin.getByRole('textbox', { name: 'Reply to Anna' })
    await box.focus()
    await karin.keyboard.press('/')
    await dialog.getByLabel('Find a reply').fill('look')
    await dialog.getByRole('option', { name: text }).waitFor()
    await looks()
    await karin.keyboard.press('Enter')
    await dialog.waitFor({ state: 'detached' })
    assert.equal(await box.inputValue(), text)
  }
  quiet(journey)
})
