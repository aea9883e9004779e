// Setting a mailbox up, before a real server of mailboxes: trying it says at which step it fails and why,
// then that all is well; from then on what lies there comes in. Not: the steps themselves
// (server/http/set-up-mailboxes.test.ts).
import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { type Dovecot, noDovecot, openDovecot, password } from '#test/support/dovecot.ts'
import { quiet, startJourney } from '#test/support/journey.ts'
import { axeFinds, clipped, tooWide } from '#test/support/look.ts'
import { rawMail } from '#test/support/mailbox-desk.ts'

const owner = 'help'
const address = `${owner}@desk.example`

if (noDovecot) test('a mailbox is set up and tried', { skip: noDovecot })
else await play(await openDovecot())

async function play(dovecot: Dovecot): Promise<void> {
  const journey = await startJourney()
  const { desk } = journey
  after(async () => {
    await journey.end()
    await dovecot.stop()
  })
  // The world outside brings to the mailbox what is written to its address.
  const { letters, onLetter } = desk.outside
  onLetter(() => {
    const { raw, to } = letters.at(-1)!
    if (to.includes(address)) void dovecot.deliver(Buffer.from(raw, 'latin1'), { owner })
  })
  const karin = await journey.enter('Karin Ek', { roles: ['agent', 'lead', 'admin'] })
  const sheet = karin.getByRole('dialog')
  const row = karin.getByRole('row').filter({ hasText: address })
  const step = (name: string) => sheet.getByRole('listitem').filter({ hasText: name })
  const looks = async () =>
    assert.deepEqual([await axeFinds(karin), await clipped(karin), await tooWide(karin)], [[], [], 0])
  /** Sends the open form and waits until it is gone. */
  const send = async () => {
    await karin.keyboard.press('Control+Enter')
    await sheet.waitFor({ state: 'detached' })
  }

  journey.scene('a mailbox is set up with a password that is wrong', async () => {
    await karin.goto(`${desk.url}/admin/mailboxes`)
    await karin.getByRole('button', { name: 'Read a mailbox' }).click()
    for (const [label, value] of [
      ['Name', 'Help line'],
      ['Address', address],
      ['Mail server', '127.0.0.1'],
      ['Signs in as', owner],
      ['Password', 'not the one'],
    ] as const)
      await sheet.getByLabel(label, { exact: true }).fill(value)
    await sheet.getByLabel('Connection').selectOption('Open, not secure')
    await sheet.getByLabel('Port number').fill(String(dovecot.port))
    await looks()
    await send()
    await row.waitFor()
  })

  journey.scene('trying it says that the server is there, and that it refuses the sign-in', async () => {
    await row.getByRole('button', { name: 'Try Help line' }).click()
    await step('The sign-in works').getByText('The server refused the sign-in.').waitFor()
    for (const name of ['The server is found', 'It answers'])
      await step(name)
        .getByText(/^took \d+ ms$/)
        .waitFor()
    await step('The connection is secure').getByText('Left out: this connection is open').waitFor()
    for (const name of ['The folders are there', 'A mail leaves', 'It arrives in the mailbox'])
      await step(name).getByText('not yet').waitFor()
    assert.equal(await sheet.getByText('Everything works.').count(), 0)
    await looks()
    await karin.keyboard.press('Escape')
    await sheet.waitFor({ state: 'detached' })
  })

  journey.scene('with the right one all works: a mail goes out and arrives there', async () => {
    await row.getByRole('button', { name: 'Change Help line' }).click()
    const secret = sheet.getByLabel('Password', { exact: true }).and(sheet.locator('input'))
    assert.equal(await secret.inputValue(), '', 'what is kept is not shown')
    await secret.fill(password)
    await send()
    await row.getByRole('button', { name: 'Try Help line' }).click()
    await sheet.getByText('Everything works.').waitFor()
    for (const name of ['The sign-in works', 'The folders are there', 'A mail leaves'])
      await step(name)
        .getByText(/^took \d+ ms$/)
        .waitFor()
    await step('It arrives in the mailbox')
      .getByText(/^took \d+ ms$/)
      .waitFor()
    await looks()
    await karin.keyboard.press('Escape')
    await row.getByText('Is read.').waitFor()
  })

  journey.scene('a mail that lies there is a case, and the one that tried it is none', async () => {
    await dovecot.deliver(rawMail('The lamp is red', { To: address }), { owner })
    await karin.goto(`${desk.url}/q/all`)
    await karin.getByRole('link', { name: 'About The lamp is red' }).waitFor()
    const { items } = await desk.shell.store.cards({ sort: 'newest', limit: 5 })
    assert.equal(items.length, 1)
    quiet(journey)
  })
}
