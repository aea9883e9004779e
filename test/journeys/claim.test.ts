// What a customer says, recorded on the case page by its key: whose words they are and what they make known;
// then what the records say to it. He reads his words on his page, never our verdict. Not: which wanted facts
// there are (wanted.test.ts).
import assert from 'node:assert/strict'
import { after } from 'node:test'
import { signIn } from '#test/support/client.ts'
import { password } from '#test/support/desk.ts'
import { quiet, startJourney } from '#test/support/journey.ts'
import { axeFinds } from '#test/support/look.ts'
import { followLink } from '#test/support/mailbox.ts'

const journey = await startJourney()
const { desk } = journey
after(() => journey.end())

const karin = await desk.agent('Karin Ek', { roles: ['agent', 'lead', 'admin'] })
const bo = await journey.enter('Bo Berg')
const asBo = await signIn(desk.url, bo.person.email, password)
const model = { name: 'router.model', words: { en: 'Model' }, ask: { en: 'Which model is it?' } }
const list = await karin.ask('POST', 'wanted-lists', { facts: [model] })
assert.equal(list.status, 201, list.text)

const subject = 'The line drops every evening'
await desk.mail({ from: 'Anna Lind <anna@customers.example>', subject, text: 'Every evening at eight.' })
const receipt = await desk.outside.find(({ to }) => to.includes('anna@customers.example'))
const number = Number(receipt.mail.subject?.match(/\d+/)?.[0])
await asBo.deed(String(number), 'worker/take')

const words = 'It is the white one, an FB 7590.'
const because = 'Its serial number is of an FB 6890.'
const dialog = bo.getByRole('dialog')
const panel = bo.getByRole('complementary')
const gone = () => dialog.waitFor({ state: 'detached' })
const refused = (why: string) => dialog.getByRole('alert').filter({ hasText: why }).waitFor()
const entry = bo.getByRole('article', { name: /^Customer says/ }).filter({ hasText: words })
const tab = (name: RegExp) =>
  bo.getByRole('group', { name: 'Kinds of entries' }).getByRole('button', { name })

journey.scene('q opens it; without his words nothing is saved', async () => {
  await bo.goto(`${desk.url}/c/${number}`)
  await panel.getByRole('button', { name: 'Record: Model' }).waitFor()
  await bo.getByRole('heading', { level: 1, name: subject }).focus()
  await bo.keyboard.press('q')
  await dialog.getByRole('heading', { name: 'What Anna says' }).waitFor()
  await dialog.getByLabel('In the customer’s words').and(bo.locator(':focus')).waitFor()
  await bo.keyboard.press('Control+Enter')
  await refused('Write down what was said.')
  assert.deepEqual(await axeFinds(bo), [])
})

journey.scene('it stands in the ledger as hers and unchecked, and beside the case as known', async () => {
  await bo.keyboard.type(words)
  await dialog.getByLabel('It answers').selectOption('Model')
  await bo.keyboard.press('Control+Enter')
  await gone()
  await entry.getByText('Anna Lind', { exact: true }).waitFor()
  await entry.getByText('Not checked').waitFor()
  await entry.getByRole('button', { name: `Check it: ${words}` }).waitFor()
  await panel.getByText('All that such a case needs is known.').waitFor()
  await panel.getByText(words).waitFor()
  const source = panel.getByRole('link', { name: 'the customer says so' })
  assert.equal(await source.getAttribute('href'), `#${await entry.getAttribute('id')}`)
})

journey.scene('it is none of what the team keeps to itself: she reads it on her page', async () => {
  await tab(/^Customer says 1$/).click()
  await entry.waitFor()
  await tab(/^All/).click()
  assert.equal(await tab(/^Team 0$/).isDisabled(), true)
  const anna = await journey.open()
  await anna.goto(followLink(receipt))
  await anna.getByText(words).waitFor()
})

journey.scene('the records say otherwise: the verdict needs its reason, and stands with it', async () => {
  await entry.focus()
  await bo.keyboard.press('Shift+Y')
  await dialog.getByText(words).waitFor()
  assert.equal(await dialog.getByRole('radio', { name: 'Does not match' }).isChecked(), true)
  await dialog.getByLabel('By what').and(bo.locator(':focus')).waitFor()
  await bo.keyboard.press('Control+Enter')
  await refused('Write by what you know.')
  assert.deepEqual(await axeFinds(bo), [])
  await bo.keyboard.type(because)
  const recorded = bo.waitForResponse(/\/claim\/judge$/)
  await bo.keyboard.press('Control+Enter')
  assert.equal((await recorded).status(), 200)
  await gone()
  await entry.getByText('Does not match').waitFor()
  await entry.getByText(because).waitFor()
  await entry.getByText('Bo Berg').waitFor()
})

journey.scene('what it made known is open again, and she reads her words without our verdict', async () => {
  await panel.getByRole('button', { name: 'Record: Model' }).waitFor()
  const anna = await journey.open()
  await anna.goto(followLink(receipt))
  await anna.getByText(words).waitFor()
  assert.equal(await anna.getByText(because).count(), 0)
  assert.deepEqual(await axeFinds(anna), [])
  quiet(journey)
})
