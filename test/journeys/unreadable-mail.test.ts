// A mail nobody could read, as whoever administers the desk sees it: it stands in a list with its reason, is
// given to somebody, and is read again once it can be. Not: what makes a mail unreadable
// (test/bad-mail.test.ts).
import assert from 'node:assert/strict'
import { after } from 'node:test'
import { quiet, startJourney } from '#test/support/journey.ts'
import { axeFinds, clipped, tooWide } from '#test/support/look.ts'

const journey = await startJourney()
const { desk } = journey
after(() => journey.end())

const karin = await journey.enter('Karin Ek', { roles: ['agent', 'lead', 'admin'] })
await desk.person('Bo Lind')

// The reader falls at whatever it is given, until it is mended.
const reader = desk.shell.reader as { readMail: typeof desk.shell.reader.readMail }
const { readMail } = reader
reader.readMail = async () => ({ unreadable: 'mail.parser_crashed' })
const mail = (from: string) => desk.mail({ from, subject: 'The line drops', text: 'Every evening at eight.' })
await mail('anna@customers.example')
await mail('carl@customers.example')

const rowOf = (from: string) => karin.getByRole('row').filter({ hasText: from })
const sheet = karin.getByRole('dialog')

journey.scene('it stands in the list with its reason, and nobody has it', async () => {
  await karin.goto(`${desk.url}/admin/unreadable-mail`)
  for (const from of ['anna@customers.example', 'carl@customers.example'])
    await rowOf(from).getByText('Nobody has it').waitFor()
  assert.deepEqual(await axeFinds(karin), [])
})

journey.scene('it is given to somebody, by keys alone, and is with him', async () => {
  await rowOf('anna@')
    .getByRole('button', { name: /Look at case/ })
    .focus()
  await karin.keyboard.press('Enter')
  await sheet.getByRole('combobox', { name: 'To whom' }).selectOption({ label: 'Bo Lind' })
  await sheet.getByRole('button', { name: 'Give it to somebody' }).press('Enter')
  await rowOf('anna@').getByText('Bo Lind').waitFor()
})

journey.scene('read again while it still cannot be, it says so and stays', async () => {
  await rowOf('carl@')
    .getByRole('button', { name: /Look at case/ })
    .click()
  assert.deepEqual(await axeFinds(karin), [])
  await sheet.getByRole('button', { name: 'Try to read it again' }).click()
  await karin.getByRole('status').getByText('It still cannot be read').waitFor()
  await rowOf('carl@').getByText('Last tried').waitFor()
})

journey.scene('read again once it can be, it names the case it is in, and that holds its words', async () => {
  reader.readMail = readMail
  await rowOf('carl@')
    .getByRole('button', { name: /Look at case/ })
    .click()
  await sheet.getByRole('button', { name: 'Try to read it again' }).click()
  await karin
    .getByRole('status')
    .getByText(/It could be read\. It is in case \d+ now\./)
    .waitFor()
  await rowOf('carl@')
    .getByRole('link', { name: /Read since, in case/ })
    .click()
  await karin.getByText('Every evening at eight.').first().waitFor()
})

journey.scene('on a phone nothing is cut or wider than the page', async () => {
  await karin.setViewportSize({ width: 390, height: 844 })
  await karin.goto(`${desk.url}/admin/unreadable-mail`)
  await rowOf('anna@').getByText('Bo Lind').waitFor()
  assert.equal(await tooWide(karin), 0)
  assert.deepEqual(await clipped(karin), [])
  quiet(journey)
})
