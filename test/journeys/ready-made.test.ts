// A ready-made reply by keyboard: found by typing, filled in the language of the customer, changed and sent;
// what nothing fills does not leave. Not: how replies are written (set-up).
import assert from 'node:assert/strict'
import { after } from 'node:test'
import { signIn } from '#test/support/client.ts'
import { password } from '#test/support/desk.ts'
import { quiet, startJourney } from '#test/support/journey.ts'
import { axeFinds } from '#test/support/look.ts'

const journey = await startJourney()
const { desk } = journey
after(() => journey.end())

const bo = await journey.enter('Bo Berg')
await desk.shell.desk.agents.change(bo.person.id, 1, { preferences: { undoSeconds: 1 } })
const asBo = await signIn(desk.url, bo.person.email, password)
const reply = async (title: string, bodies: object) =>
  assert.equal((await asBo.ask('POST', 'replies', { scope: 'own', title, bodies })).status, 201)
await reply('Restart', { en: 'Hello {customer}, restart it. {agent}' })
await reply('We look into it', {
  en: 'Hello {customer}, we look into {subject}.',
  sv: 'Hej {customer}! Ärende {case} om "{subject}" ligger hos {team}.\nDu hör av oss {promise}. Ring {phone}.\n{agent}, {desk}',
})
const customer = { name: 'Anna Lind', email: 'anna@customers.example' }
const body = { channel: 'phone', subject: 'Linjen bryts', customer, language: 'sv', take: true }
const { number } = (await asBo.ask('POST', 'cases', body)).json

const box = bo.getByRole('textbox', { name: 'Reply to Anna' })
const dialog = bo.getByRole('dialog', { name: 'Ready-made replies' })
const find = dialog.getByRole('textbox', { name: 'Find a reply' })

journey.scene('one key opens them, and they are found by how they begin', async () => {
  await bo.goto(`${desk.url}/c/${number}`)
  await bo.getByRole('heading', { level: 1, name: 'Linjen bryts' }).waitFor()
  await bo.keyboard.press('r')
  await box.and(bo.locator(':focus')).waitFor()
  await bo.keyboard.press('/')
  await find.and(bo.locator(':focus')).waitFor()
  await dialog.getByRole('option').nth(1).waitFor()
  await bo.keyboard.type('we look')
  await dialog.getByRole('option', { name: 'Restart' }).waitFor({ state: 'detached' })
  await dialog.getByRole('option', { name: 'We look into it', selected: true }).waitFor()
  assert.deepEqual(await axeFinds(bo), [])
})

journey.scene('the chosen one stands in the box, in the language of the customer, filled in', async () => {
  await bo.keyboard.press('Enter')
  await dialog.waitFor({ state: 'detached' })
  const words = await box.inputValue()
  assert.match(words, new RegExp(`^Hej Anna! Ärende ${number} om "Linjen bryts" ligger hos First line\\.`))
  assert.match(words, /Du hör av oss [^{}]*\d\d[:.]\d\d[^{}]*\. Ring \{phone\}\.\nBo Berg, Sundnät$/)
})

journey.scene('a place without a value is said, and nothing is sent', async () => {
  await box.press('Control+Enter')
  await bo.getByRole('alert').filter({ hasText: 'Fill in {phone} first, or take it out.' }).waitFor()
})

journey.scene('changed, it leaves as it stands there', async () => {
  await box.fill((await box.inputValue()).replace('Ring {phone}.', 'Ring oss gärna.'))
  await box.press('Control+Enter')
  const letter = await desk.outside.find(({ mail }) => mail.text?.includes('Ring oss gärna.') === true)
  assert.match(letter.mail.text ?? '', /Hej Anna! Ärende \d+ om "Linjen bryts"/)
  assert.doesNotMatch(letter.mail.text ?? '', /[{}]/)
  assert.equal(await box.inputValue(), '')
  quiet(journey)
})
