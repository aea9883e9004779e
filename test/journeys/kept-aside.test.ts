// What the desk keeps aside until somebody has looked: mail of machines, whose codes a lead alone has shown,
// and which he makes a case of; and a file that may do harm, which he gives free with a reason. Not: which
// mail is kept aside (server/http/system-mail.test.ts), nor which files (server/http/files.test.ts).
import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { after } from 'node:test'
import type { Page } from 'playwright-core'
import { quiet, startJourney } from '#test/support/journey.ts'
import { axeFinds, clipped, tooWide } from '#test/support/look.ts'

const journey = await startJourney()
const { desk } = journey
after(() => journey.end())

const bo = await journey.enter('Bo Lind')
const karin = await journey.enter('Karin Ek', { roles: ['agent', 'lead'] })
const sheet = (page: Page) => page.getByRole('dialog')
const looks = async (page: Page) =>
  assert.deepEqual([await axeFinds(page), await clipped(page), await tooWide(page)], [[], [], 0])
const setUp = (page: Page, path: string) => page.goto(`${desk.url}/admin/${path}`)
const read = async (page: Page, sender: string) => {
  await setUp(page, 'system-mail')
  await page.getByRole('button', { name: `Read the mail from ${sender}` }).click()
}

const link = 'https://shop.example/verify?token=sesame77'
const verification = {
  from: 'no-reply@shop.example',
  subject: 'Verify your email: 482913',
  text: `Your verification code is 482913. Or open ${link}`,
}

journey.scene(
  'a mail that proves an address stands in the queue with its reason, its code taken out',
  async () => {
    await desk.mail(verification)
    await desk.mail({ ...verification, from: 'no-reply@bank.example' })
    await read(bo, 'no-reply@shop.example')
    await sheet(bo).getByText('Your verification code is •••').waitFor()
    await sheet(bo).getByText('Proves an address').waitFor()
    await looks(bo)
    assert.doesNotMatch(String(await bo.locator('body').textContent()), /482913|sesame77/)
  },
)

journey.scene('an agent is not offered to see the code, nor anything else to do with it', async () => {
  for (const name of ['Show them; this is written down', 'Make a case of it', 'Throw away'])
    assert.equal(await sheet(bo).getByRole('button', { name }).count(), 0)
})

journey.scene('a lead has it shown, with the link, and who looked is written down', async () => {
  await read(karin, 'no-reply@shop.example')
  await sheet(karin).getByText('Your verification code is •••').waitFor()
  await looks(karin)
  await sheet(karin).getByRole('button', { name: 'Show them; this is written down' }).click()
  await sheet(karin).getByText(verification.text).waitFor()
  await setUp(karin, 'audit')
  await karin
    .getByRole('row')
    .filter({ hasText: 'system_mail.revealed' })
    .filter({ hasText: 'Karin Ek' })
    .waitFor()
})

journey.scene(
  'he makes a case of another, which leaves the queue and whose sender is told nothing',
  async () => {
    await read(karin, 'no-reply@bank.example')
    await sheet(karin).getByRole('button', { name: 'Make a case of it' }).click()
    await karin.waitForURL('**/c/*')
    await karin.getByRole('article').filter({ hasText: 'Your verification code is' }).waitFor()
    const number = Number(new URL(karin.url()).pathname.split('/').at(-1))
    const { events } = await desk.ledger(number)
    assert.equal(
      events.some(one => one.type === 'message.queued'),
      false,
    )
    await setUp(karin, 'system-mail')
    const rows = (from: string) => karin.getByRole('row').filter({ hasText: from })
    await rows('no-reply@shop.example').waitFor()
    assert.equal(await rows('no-reply@bank.example').count(), 0)
  },
)

const program = Buffer.from('MZ\x90\0 a program', 'latin1')
const file = (page: Page) => page.getByRole('listitem').filter({ hasText: 'invoice.exe' })
let number: number

journey.scene('a program somebody sent is kept back in its case, and an agent cannot save it', async () => {
  const attachments = [{ filename: 'invoice.exe', content: program }]
  await desk.mail({
    from: 'Anna <anna@customers.example>',
    subject: 'My invoice',
    text: 'See it.',
    attachments,
  })
  await bo.goto(`${desk.url}/q/all`)
  await bo.getByRole('link', { name: 'My invoice' }).click()
  await bo.waitForURL('**/c/*')
  number = Number(new URL(bo.url()).pathname.split('/').at(-1))
  await file(bo).getByText('Kept back', { exact: true }).waitFor()
  await file(bo).getByText('it is a program', { exact: true }).waitFor()
  for (const name of ['Give free …', 'Save invoice.exe'])
    assert.equal(await bo.getByRole('button', { name }).count(), 0)
  await looks(bo)
})

journey.scene('a lead finds it in the list with its reason, and the way to its case', async () => {
  await setUp(karin, 'quarantine')
  const row = karin.getByRole('row').filter({ hasText: 'invoice.exe' })
  await row.getByText('it is a program').waitFor()
  await looks(karin)
  await row.getByRole('link', { name: String(number) }).click()
  await karin.waitForURL(`**/c/${number}`)
})

journey.scene('he gives it free with a reason, which stays in the case, and it can be saved', async () => {
  await file(karin).getByRole('button', { name: 'Give free …' }).click()
  const give = sheet(karin).getByRole('button', { name: 'Give free' })
  await give.click()
  await sheet(karin).getByText('Say why it does no harm.').waitFor()
  await sheet(karin).getByLabel('Why it does no harm').fill('Our own tool, sent back by her.')
  await looks(karin)
  await give.click()
  await file(karin).getByText('Given free', { exact: true }).waitFor()
  await karin.getByText('File given free: invoice.exe').waitFor()
  await karin.getByText('Our own tool, sent back by her.').waitFor()
  const [saved] = await Promise.all([
    karin.waitForEvent('download'),
    file(karin).getByRole('button', { name: 'Save invoice.exe' }).click(),
  ])
  assert.deepEqual(await readFile(await saved.path()), program)
  // Whoever had the case open sees it, too.
  await file(bo).getByRole('button', { name: 'Save invoice.exe' }).waitFor()
  await setUp(karin, 'quarantine')
  await karin.getByText('No file is kept back.').waitFor()
  quiet(journey)
})
