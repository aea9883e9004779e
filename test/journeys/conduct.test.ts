// Who writes a word that mocks the customer is told so while he writes, in both composers, before anything is
// saved; it holds nothing back.
import assert from 'node:assert/strict'
import { after } from 'node:test'
import { signIn } from '#test/support/client.ts'
import { password } from '#test/support/desk.ts'
import { quiet, startJourney } from '#test/support/journey.ts'
import { axeFinds } from '#test/support/look.ts'
import { languages } from '#core/people/language.ts'
import { sayIn } from '#words/say-in.ts'

const journey = await startJourney()
const { desk } = journey
after(() => journey.end())

const bo = await journey.enter('Bo Lind', { levels: [1] })
const asBo = await signIn(desk.url, bo.person.email, password)
const customer = { name: 'Anna Lindqvist', email: 'anna@customers.example' }
const begun = { channel: 'phone', subject: 'No picture', customer, take: true }
const opened = (await asBo.ask('POST', 'cases', begun)).json as { id: string; number: number }
const hint = bo.locator('#main').getByText('mocks whoever asked for help')

journey.scene('in a team note: said at once, gone with the word, and held back by nothing', async () => {
  await bo.goto(`${desk.url}/c/${opened.number}`)
  await bo.locator('h1', { hasText: 'No picture' }).waitFor()
  await bo.keyboard.press('i')
  const note = bo.getByRole('textbox', { name: 'Note for the team' })
  await note.fill('Classic I-D-1-0-T, told her to press the button')
  await hint.waitFor()
  assert.match(await bo.locator('#main').textContent().then(String), /I-D-1-0-T mocks/)
  assert.deepEqual(await axeFinds(bo), [])
  await note.fill('Told her to press the button')
  await hint.waitFor({ state: 'detached' })
  await note.fill('A layer 8 problem')
  await hint.waitFor()
  await bo.keyboard.press('Control+Enter')
  await bo.locator('#main').getByText('A layer 8 problem').first().waitFor()
  await note.waitFor({ state: 'detached' })
})

journey.scene('in the reply to the customer as well', async () => {
  await bo.keyboard.press('r')
  await bo.keyboard.type('Dear Anna, between chair and keyboard')
  await hint.waitFor()
  // What was begun is taken away on the server, too, before the page is opened anew.
  const removed = bo.waitForResponse(
    answer => answer.url().endsWith('/drafts/customer') && answer.request().postDataJSON().text === '',
  )
  await bo.keyboard.press('Control+a')
  await bo.keyboard.press('Delete')
  await hint.waitFor({ state: 'detached' })
  await removed
})

/** Of each language one of its own, disguised. */
const disguised = {
  en: 'A stup1d u5er',
  sv: 'Mellan st0l och tangentb0rd',
  it: 'Un ut0nto',
  de: 'Zwischen Stuhl und T4statur',
  ca: 'Un usuari x1mple',
  ru: 'Кpивые pуки',
}

journey.scene('in every language, however it is disguised, in both composers', async () => {
  for (const language of languages) {
    const changed = await asBo.ask('PATCH', 'me', { language })
    assert.equal(changed.status, 200, changed.text)
    await bo.goto(`${desk.url}/c/${opened.number}`)
    await bo.locator(`html[lang="${language}"]`).waitFor()
    const own = bo.locator('#main').getByText(sayIn(language)('conduct.hint'))
    for (const key of ['i', 'r']) {
      await bo.locator('h1', { hasText: 'No picture' }).focus()
      await bo.keyboard.press(key)
      const field = bo.locator('textarea:focus, [contenteditable]:focus')
      await field.fill(disguised[language])
      await own.waitFor()
      assert.match(
        (await bo.locator('#main').textContent()) ?? '',
        new RegExp(disguised[language]),
        `${language} ${key}`,
      )
      await field.fill('')
      await own.waitFor({ state: 'detached' })
      await bo.keyboard.press('Escape')
    }
  }
  quiet(journey)
})
