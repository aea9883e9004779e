// Mails that do not arrive, as people meet them: refused for good and sent again from the case, waiting and
// cancelled in the outbox, and an address that takes none any more until somebody lets it. Not: how a mail is
// tried (test/replies-leave.test.ts), nor which reports count (server/suppression.test.ts).
import assert from 'node:assert/strict'
import { EventEmitter, once } from 'node:events'
import { after } from 'node:test'
import type { Store } from '#store/store.ts'
import { reportOf } from '#server/testing/sent-mail.ts'
import { signIn } from '#test/support/client.ts'
import { password } from '#test/support/desk.ts'
import { quiet, startJourney } from '#test/support/journey.ts'
import { axeFinds, clipped, tooWide } from '#test/support/look.ts'
import type { Letter } from '#test/support/mailbox.ts'

const journey = await startJourney()
const { desk } = journey
const { refuses, letters, find } = desk.outside
after(() => journey.end())

const karin = await journey.enter('Karin Ek', { roles: ['agent', 'lead', 'admin'] })
// What she sends leaves at once.
await desk.shell.desk.agents.change(karin.person.id, 1, { preferences: { undoSeconds: 0 } })
const client = await signIn(desk.url, karin.person.email, password)

// What became of a mail is in the outbox a moment after it is in the case.
const news = new EventEmitter()
const store = desk.shell.store as { endEffect: Store['endEffect'] }
const { endEffect } = store
store.endEffect = async (key, lease, end) => {
  const isOurs = await endEffect(key, lease, end)
  if (!('done' in end)) news.emit('not sent')
  return isOurs
}

const anna = 'anna@customers.example'
const eva = 'eva@later.example'
const carl = 'carl@gone.example'
const main = karin.locator('#main')
const sheet = karin.getByRole('dialog')
const rowOf = (name: string) => karin.getByRole('row').filter({ hasText: name })
const press = (name: string) => main.getByRole('button', { name, exact: true }).click()
const setUp = (page: string) => karin.goto(`${desk.url}/admin/${page}`)
const said = (text: string) => karin.getByRole('status').getByText(text).waitFor()
const looks = async () =>
  assert.deepEqual([await axeFinds(karin), await clipped(karin), await tooWide(karin)], [[], [], 0])

/** A case somebody called for, which she works on; its number. */
async function caseOf(name: string, email: string): Promise<number> {
  const begun = { channel: 'phone', subject: `No light at ${name}’s`, customer: { name, email }, take: true }
  const made = await client.ask('POST', 'cases', { ...begun, text: 'Since today.' })
  assert.equal(made.status, 201, made.text)
  return made.json.number
}
/** Writes to the customer of a case, as people do. */
async function write(number: number, name: string, text: string): Promise<void> {
  await karin.goto(`${desk.url}/c/${number}`)
  const box = karin.getByRole('textbox', { name: `Reply to ${name}` })
  await box.fill(text)
  await box.press('Control+Enter')
}
const left = (address: string, words: string) => (one: Letter) =>
  one.to.includes(address) && (one.mail.text ?? '').includes(words)
const entry = (words: string) => main.getByRole('article').filter({ hasText: words })

let number: number

journey.scene(
  'a reply the far side refuses stands as not sent, with the words it was refused by',
  async () => {
    number = await caseOf('Anna', anna)
    refuses.set(anna, '550 5.1.1 no such person here')
    const over = once(news, 'not sent')
    await write(number, 'Anna', 'Please look at the lamps.')
    const failed = entry('Please look at the lamps.')
    await failed.getByText('Not sent. The mail server refused it.').waitFor()
    await failed.getByText('550 5.1.1 no such person here').waitFor()
    await failed.getByRole('button', { name: 'Send again' }).waitFor()
    await over
    await looks()
  },
)

journey.scene('the outbox has it among what was not sent, with the same words and its case', async () => {
  await setUp('outbox')
  await main.getByRole('combobox', { name: 'State' }).selectOption('given_up')
  await rowOf('Anna').getByText('no such person here').waitFor()
  await rowOf('Anna').getByText('not sent', { exact: true }).waitFor()
  await looks()
  await rowOf('Anna')
    .getByRole('link', { name: String(number) })
    .click()
  await karin.waitForURL(`**/c/${number}`)
})

journey.scene(
  'sent again from its case, once the far side takes it, it leaves as it was written',
  async () => {
    refuses.delete(anna)
    await entry('Please look at the lamps.').getByRole('button', { name: 'Send again' }).click()
    await find(left(anna, 'Please look at the lamps.'))
    await entry('Please look at the lamps.')
      .getByText(/^\W*Sent/)
      .waitFor()
    assert.equal(await main.getByRole('button', { name: 'Send again' }).count(), 0)
    await setUp('outbox')
    await rowOf('Anna').first().getByText('sent', { exact: true }).waitFor()
  },
)

journey.scene('a mail whose destination says "later" waits, and the page says for whom and why', async () => {
  number = await caseOf('Eva', eva)
  refuses.set(eva, '421 4.3.2 too busy just now')
  const over = once(news, 'not sent')
  await write(number, 'Eva', 'We call you at noon.')
  await over
  await setUp('outbox')
  await main.getByText(/^later\.example takes no mail just now: all mails to it wait until/).waitFor()
  await rowOf('Eva').getByText('waits', { exact: true }).waitFor()
  await rowOf('Eva').getByText('too busy just now').waitFor()
  await rowOf('Eva')
    .getByText(/^tried once, next at/)
    .waitFor()
  await looks()
})

journey.scene('cancelled there it never leaves, and its case says so', async () => {
  await rowOf('Eva')
    .getByRole('button', { name: /Read the mail/ })
    .click()
  await looks()
  await sheet.getByRole('button', { name: 'Cancel this mail' }).click()
  await said('The mail is cancelled. It stands as not sent in its case.')
  await rowOf('Eva').getByText('taken back', { exact: true }).waitFor()
  refuses.delete(eva)
  await press('Try now: later.example')
  await said('later.example is tried now.')
  await main.getByText(/^later\.example takes no mail/).waitFor({ state: 'detached' })
  await karin.goto(`${desk.url}/c/${number}`)
  await entry('We call you at noon.').getByText('Not sent. It was cancelled in the outbox.').waitFor()
  // What is sent after it leaves; nothing waits any more.
  await write(number, 'Eva', 'We call you at one.')
  await find(left(eva, 'We call you at one.'))
  await entry('We call you at one.')
    .getByText(/^\W*Sent/)
    .waitFor()
  await setUp('outbox')
  await main.getByRole('combobox', { name: 'State' }).selectOption('waiting')
  await main.getByText('No mail in the last 30 days.').waitFor()
  assert.equal(letters.filter(left(eva, 'We call you at noon.')).length, 0)
})

journey.scene('an address three mails came back from stands as stopped, with what came back', async () => {
  number = await caseOf('Carl', carl)
  for (const words of ['First word.', 'Second word.', 'Third word.']) {
    const { seq } = (await desk.ledger(number)).events.at(-1)!
    await client.deed(String(number), 'message/queue', { text: words, undoSeconds: 0, seenSeq: seq })
    const { from } = await find(left(carl, words))
    await desk.mail({ envelope: { from: '', to: [from] }, raw: reportOf({ address: carl }, { to: from }) })
  }
  await setUp('suppressions')
  await rowOf(carl)
    .getByText(/5\.1\.1/)
    .nth(2)
    .waitFor()
  assert.equal(
    await rowOf(carl)
      .getByRole('link', { name: String(number) })
      .count(),
    3,
  )
  await looks()
})

journey.scene(
  'whoever writes to it is told before; what he sends all the same stands as not sent',
  async () => {
    await karin.goto(`${desk.url}/c/${number}`)
    await main.getByText(/^Carl’s address takes no mail, since/).waitFor()
    await write(number, 'Carl', 'Fourth word.')
    await entry('Fourth word.').getByText(`Not sent. ${carl} takes no mail: three came back.`).waitFor()
  },
)

journey.scene('it takes mail again once somebody said why, and a reply leaves', async () => {
  await setUp('suppressions')
  await press(`Let it take mail again: ${carl}`)
  await sheet.getByRole('button', { name: 'Let it take mail again' }).click()
  await sheet.getByText('Say why the address works again.').waitFor()
  await looks()
  await sheet.getByLabel('Why does it work again?').fill('He says that the mailbox was full.')
  await sheet.getByRole('button', { name: 'Let it take mail again' }).click()
  await said(`${carl} takes mail again.`)
  await main.getByText('Every address takes mail.').waitFor()
  await karin.goto(`${desk.url}/c/${number}`)
  await entry('Fourth word.').getByRole('button', { name: 'Send again' }).click()
  await find(left(carl, 'Fourth word.'))
  await entry('Fourth word.')
    .getByText(/^\W*Sent/)
    .waitFor()
  assert.equal(await main.getByText(/^Carl’s address takes no mail/).count(), 0)
  quiet(journey)
})
