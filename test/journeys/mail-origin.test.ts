// Where a mail comes from, as an agent reads it on its case: what its sender's domain says, in words and each
// check by its name; who only says to be somebody; and to which case a stranger's mail may belong. Not: what
// that follows from (server/intake-check.test.ts, server/intake-place.test.ts).
import assert from 'node:assert/strict'
import { after } from 'node:test'
import { quiet, startJourney } from '#test/support/journey.ts'
import { axeFinds, clipped, tooWide } from '#test/support/look.ts'

const journey = await startJourney()
const { desk } = journey
after(() => journey.end())

const bo = await journey.enter('Bo Lind')
const main = bo.locator('#main')
const looks = async () =>
  assert.deepEqual([await axeFinds(bo), await clipped(bo), await tooWide(bo)], [[], [], 0])

// A mail server before the desk checks what comes in, and the desk takes its word.
const checker = 'mx.desk.example'
const { version, setting } = await desk.shell.desk.settings.desk()
const senderChecks = { on: true, forwarders: [], resultsHost: checker, receivedHost: null }
await desk.shell.desk.settings.changeDesk(version, { ...setting, senderChecks })
await desk.shell.changed()

type Result = 'pass' | 'fail'
/** Writes to the desk; what was found of the sender's domain stands in the head of the mail. */
function mail(from: string, result: Result, subject: string, text: string, inReplyTo = ''): Promise<string> {
  const domain = from.split('@')[1]
  const found = `spf=${result} smtp.mailfrom=${domain}; dkim=none; dmarc=${result} header.from=${domain}`
  const headers = { 'Authentication-Results': `${checker}; ${found}` }
  return desk.mail({ from: { name: 'Anna', address: from }, subject, text, headers, inReplyTo })
}
/** Opens a case by its subject; its number. */
async function opened(subject: string): Promise<number> {
  await bo.goto(`${desk.url}/q/all`)
  await bo.getByRole('link', { name: subject }).click()
  await bo.getByRole('heading', { level: 1, name: subject }).waitFor()
  return Number(new URL(bo.url()).pathname.split('/').at(-1))
}

const anna = 'anna@customers.example'
let number: number
let mailId: string

journey.scene('whether the domain confirms a mail is said in words, each check one key away', async () => {
  mailId = await mail(anna, 'pass', 'The line drops', 'Every evening at eight.')
  number = await opened('The line drops')
  const summary = main.getByText('The sender’s domain confirms this mail')
  await summary.waitFor()
  const check = (text: string) => main.getByText(text, { exact: true })
  assert.equal(await check('SPF: passed').isVisible(), false)
  await summary.click()
  for (const text of ['SPF: passed', 'DMARC: passed', 'DKIM: nothing published', 'ARC: not checked'])
    await check(text).waitFor()
  await main.getByText(/spf=pass smtp\.mailfrom=customers\.example/).waitFor()
  await looks()
})

journey.scene(
  'who says to be her and is denied by her domain stands in doubt, above the ledger, too',
  async () => {
    await mail(anna, 'fail', 'My new bank account', 'Please use another one from now on.')
    await opened('My new bank account')
    await main.getByText('The sender’s domain does not confirm this mail').waitFor()
    await main
      .getByRole('region', { name: 'Confirm the sender' })
      .getByText(/^Says to be Anna .*could not be proven/)
      .waitFor()
    await looks()
  },
)

journey.scene('an agent who knows better confirms him, and the case says who did', async () => {
  await main.getByRole('button', { name: 'Take it' }).click()
  await main.getByRole('button', { name: 'Confirm the sender' }).click()
  await main.getByText('Sender confirmed by Bo Lind').waitFor()
  assert.equal(await main.getByRole('region', { name: 'Confirm the sender' }).count(), 0)
})

journey.scene('the mail of a stranger that answers hers says to which case it may belong', async () => {
  await mail('eva@elsewhere.example', 'pass', 'I sit beside her', 'It drops at nine, too.', mailId)
  await opened('I sit beside her')
  const bar = main.getByRole('region', { name: `May belong to case ${number}` })
  await bar
    .getByText('The mail names that case or answers it, but its sender is not one of its people.')
    .waitFor()
  await bar.getByText('The line drops').waitFor()
  await looks()
  await bar.getByRole('link', { name: `May belong to case ${number}` }).click()
  await bo.waitForURL(`**/c/${number}`)
  assert.equal(await main.getByText('It drops at nine, too.').count(), 0, 'nothing of it is in there')
})

journey.scene('joined with it, each of the two says so and leads to the other', async () => {
  const own = await opened('I sit beside her')
  await main.getByRole('button', { name: 'Take it' }).click()
  await main.getByRole('button', { name: `Join with ${number}` }).click()
  await bo.getByRole('status').getByText(`This case goes on in ${number}.`).waitFor()
  await main.getByText(`Goes on in ${number}`).first().waitFor()
  await bo.goto(`${desk.url}/c/${number}`)
  await main.getByText(`took in ${own}`).waitFor()
  quiet(journey)
})
