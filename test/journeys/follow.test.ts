// Following a case: by key and at its head, as a list, by notices; the giver of a hand-off follows it, and
// hears of a no with its reason. What the case answers already is hinted wherever one asks.
import assert from 'node:assert/strict'
import { after } from 'node:test'
import { signIn } from '#test/support/client.ts'
import { password } from '#test/support/desk.ts'
import { quiet, startJourney } from '#test/support/journey.ts'
import { axeFinds, clipped } from '#test/support/look.ts'

const journey = await startJourney()
const { desk } = journey
after(() => journey.end())

const bo = await journey.enter('Bo Lind')
const karin = await journey.enter('Karin Ek', { roles: ['agent', 'lead', 'admin'], levels: [1, 2, 3] })
const asBo = await signIn(desk.url, bo.person.email, password)
const asKarin = await signIn(desk.url, karin.person.email, password)
const customer = { name: 'Anna Lindqvist', email: 'anna@customers.example' }
const body = { channel: 'phone', subject: 'Router drops the line', customer, take: true, language: 'en' }
const opened = await asBo.ask('POST', 'cases', body)
assert.equal(opened.status, 201, opened.text)
const { id, number } = opened.json

journey.scene(
  'somebody follows a case by one key, finds it in a list, and stops by the same key',
  async () => {
    await karin.goto(`${desk.url}/c/${number}`)
    await karin.getByRole('button', { name: 'Follow', exact: true }).waitFor()
    // Keys are heard from when the title has the focus.
    await karin.waitForFunction(`document.activeElement?.tagName === 'H1'`)
    await karin.keyboard.press('Shift+W')
    await karin.getByRole('button', { name: 'Stop following' }).waitFor()
    await karin.getByText(`You follow case ${number}.`).first().waitFor()
    assert.deepEqual(await axeFinds(karin), [])
    assert.deepEqual(await clipped(karin), [])
    await karin.goto(`${desk.url}/q/followed`)
    await karin.getByRole('row', { name: /Router drops the line/ }).waitFor()
    await karin.goto(`${desk.url}/c/${number}`)
    await karin.getByRole('button', { name: 'Stop following' }).click()
    await karin.getByRole('button', { name: 'Follow', exact: true }).waitFor()
    await karin.goto(`${desk.url}/q/followed`)
    await karin.getByText(/You follow no case/).waitFor()
  },
)

journey.scene(
  'the sheet follows unless one says otherwise; a no comes as a notice with its reason',
  async () => {
    await bo.goto(`${desk.url}/c/${number}`)
    await bo.getByRole('heading', { name: 'Router drops the line' }).waitFor()
    await bo.getByRole('button', { name: /^Pass to level 2/ }).click()
    const sheet = bo.getByRole('dialog', { name: /Pass case/ })
    assert.equal(await sheet.getByRole('checkbox', { name: /^Follow it/ }).isChecked(), true)
    assert.deepEqual(await clipped(bo), [])
    await bo.keyboard.press('Escape')
    const offer = { team: desk.teams[2], question: 'Test the line, please', noStepsBecause: 'It is the line' }
    const { handOff } = (await asBo.deed(id, 'hand-off/offer', offer)).ids as { handOff: string }
    const no = { handOff, reason: 'step_not_done', nextAct: 'Restart it first', notDone: 'the restart' }
    await asKarin.deed(id, 'hand-off/return', no)
    await bo.goto(`${desk.url}/notices`)
    await bo.getByRole('link', { name: 'A hand-off came back: A step was not done' }).waitFor()
  },
)

journey.scene(
  'what is answered already is hinted where the customer’s question is written down',
  async () => {
    await asBo.deed(id, 'note/add', { kind: 'environment', text: 'Device: Modem Fritz 7590\nPlace: hall' })
    await bo.goto(`${desk.url}/c/${number}`)
    await bo.getByRole('heading', { name: 'Router drops the line' }).waitFor()
    await bo.getByRole('button', { name: /customer says/ }).click()
    const field = bo.getByRole('dialog').getByRole('textbox').first()
    await field.fill('Where is the modem located?')
    await bo.getByRole('dialog').getByText('Already said: “hall”').waitFor()
    await field.press('ControlOrMeta+i')
    await bo.waitForFunction(`[...document.querySelectorAll('[role=dialog] textarea')].some(
    one => one.value.includes('“hall”'))`)
    quiet(journey)
  },
)
