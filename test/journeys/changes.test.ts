// A change is asked for in the case, goes to engineering's tracker, is answered there and comes back: seen
// on the page at once, by people and in their cases. Against a stand-in of GitHub.
import assert from 'node:assert/strict'
import { after } from 'node:test'
import type { Page } from 'playwright-core'
import { type Delivery, fakeGithub, githubComment } from '#test/support/fake-github.ts'
import { signIn } from '#test/support/client.ts'
import { password } from '#test/support/desk.ts'
import { quiet, startJourney } from '#test/support/journey.ts'
import { axeFinds, clipped } from '#test/support/look.ts'

const hub = await fakeGithub()
const journey = await startJourney()
const { desk } = journey
after(async () => {
  await journey.end()
  await hub.close()
})

const secret = 'a secret of sixteen or more'
const bo = await journey.enter('Bo Lind')
const karin = await journey.enter('Karin Ek', { roles: ['agent', 'lead', 'admin'], levels: [1, 2, 3] })
const asBo = await signIn(desk.url, bo.person.email, password)
const customer = { name: 'Anna Lindqvist', email: 'anna@customers.example' }
const body = { channel: 'phone', subject: 'Router drops the line', customer, take: true }
const opened = await asBo.ask('POST', 'cases', body)
assert.equal(opened.status, 201, opened.text)
const { id, number } = opened.json
await asBo.deed(id, 'note/add', { text: 'Anna Lindqvist sees error 619 on the screen' })

const post = async ({ body, headers }: Delivery) => {
  const [tracker] = await desk.shell.desk.trackers.all()
  const url = `${desk.url}/api/v1/trackers/${tracker!.id}/webhook`
  const answer = await fetch(url, { method: 'POST', body, headers })
  assert.equal(answer.status, 204)
}
const looks = async (page: Page) => {
  assert.deepEqual(await axeFinds(page), [])
  assert.deepEqual(await clipped(page), [])
}

journey.scene('an administrator sets the tracker up and tries it: each step as it goes', async () => {
  await karin.goto(`${desk.url}/admin/trackers`)
  await karin.getByRole('button', { name: 'Add a tracker' }).click()
  const form = karin.getByRole('dialog')
  await form.getByLabel('Name').fill('Router team')
  await form.getByLabel('Address of its API').fill(hub.url)
  await form.getByLabel('Project').fill('acme/router')
  await form.getByLabel('Access token').fill('good token')
  await form.getByLabel('Webhook secret').fill(secret)
  await form.getByLabel('bug fix').fill('bug')
  await looks(karin)
  await form.getByRole('button', { name: 'Add' }).click()
  await karin.getByRole('button', { name: 'Try Router team' }).click()
  await karin.getByText(/Its host lies where we do not ask/).waitFor()
  await karin.keyboard.press('Escape')
  await karin.getByRole('button', { name: 'Change Router team' }).click()
  await karin.getByLabel('It stands in our own network').check()
  await karin.getByRole('button', { name: 'Save' }).click()
  await karin.getByRole('button', { name: 'Try Router team' }).click()
  await karin.getByText('Everything works.').first().waitFor()
  await looks(karin)
  await karin.keyboard.press('Escape')
})

journey.scene('from the case, by its key, with what leaves the house as it leaves', async () => {
  await bo.goto(`${desk.url}/c/${number}`)
  await bo.getByRole('heading', { name: 'Router drops the line' }).waitFor()
  await bo.keyboard.press('v')
  const form = bo.getByRole('dialog', { name: 'Ask engineering for a change' })
  await form.getByLabel('What is wanted').fill('Keep the line for a whole day')
  await form.getByLabel('Why').fill('It drops every hour')
  await form.getByText(/sees error 619/).click()
  assert.equal(await form.getByText('Anna').count(), 0, 'her name does not leave')
  await looks(bo)
  await form.getByRole('button', { name: 'Ask for it' }).click()
  await bo
    .getByRole('link', { name: /^change request \d+$/ })
    .first()
    .click()
  await bo.getByText('1 case, 0 organisations').waitFor()
  await bo
    .getByText(/▮▮▮.* sees error 619/)
    .first()
    .waitFor()
  await looks(bo)
})

journey.scene('it is sent, and its entry is there; the tracker is down: said, and tried again', async () => {
  hub.spoil = (_asked, out) => Boolean(out.writeHead(502).end('<h1>Bad gateway</h1>'))
  await bo.keyboard.press('s')
  await bo.getByRole('dialog').getByRole('button', { name: 'Send to engineering' }).click()
  await bo.getByText('Bad gateway').waitFor()
  await looks(bo)
  hub.spoil = null
  await bo.getByRole('button', { name: 'Try again now' }).click()
  await bo.getByRole('link', { name: 'entry 1' }).waitFor()
  assert.deepEqual([hub.entries.length, hub.entries[0]!.labels], [1, ['bug']])
})

journey.scene('the tracker answers nonsense: said, with what to do, and nothing is lost', async () => {
  hub.spoil = (_asked, out) => Boolean(out.writeHead(200).end('<html>Sign in</html>'))
  await bo.keyboard.press('r')
  const form = bo.getByRole('dialog')
  await form.getByRole('textbox').fill('It is the timer, we think')
  await bo.keyboard.press('Control+Enter')
  await form.waitFor({ state: 'detached' })
  await bo.getByText('It answers something else than a tracker', { exact: false }).waitFor()
  await bo.getByText('Sign in', { exact: false }).first().waitFor()
  await looks(bo)
  await karin.goto(bo.url())
  await karin.getByRole('link', { name: 'See the tracker' }).waitFor()
  assert.equal(await bo.getByRole('link', { name: 'See the tracker' }).count(), 0)
  hub.spoil = null
  await bo.getByRole('button', { name: 'Try again now' }).click()
  await bo.getByRole('button', { name: 'Try again now' }).waitFor({ state: 'detached' })
  assert.equal(hub.entries[0]!.said.length, 1)
})

journey.scene(
  'asked while it is down it has told nothing, and the page says so until it answers',
  async () => {
    hub.spoil = (_asked, out) => Boolean(out.writeHead(502).end('<h1>Bad gateway</h1>'))
    await bo.getByRole('button', { name: 'Ask the tracker now' }).click()
    const trouble = bo.getByText('What Router team says now cannot be had', { exact: false })
    await trouble.waitFor()
    assert.equal(await bo.getByText('The tracker was asked.').count(), 0)
    await looks(bo)
    hub.spoil = null
    await bo.getByRole('button', { name: 'Ask the tracker now' }).first().click()
    await bo.getByText('The tracker was asked.').first().waitFor()
    await trouble.waitFor({ state: 'detached' })
  },
)

journey.scene('engineering answers and finishes: the page and the case say so without a reload', async () => {
  const [entry] = hub.entries
  const said = hub.say(entry!, 'Fixed in the timer', 'jordi')
  await post(
    hub.signed(
      secret,
      'issue_comment',
      hub.event('issue_comment', 'created', entry!, githubComment(said, entry!)),
    ),
  )
  await bo.getByText('jordi (engineering)').waitFor()
  Object.assign(entry!, { isOpen: false, reason: 'completed', milestone: '4.2', updatedAt: hub.now() })
  await post(hub.signed(secret, 'issues', hub.event('issues', 'closed', entry!)))
  await bo.getByText(/You are asked to see whether it holds/).waitFor()
  await bo.keyboard.press('v')
  const form = bo.getByRole('dialog', { name: 'It holds' })
  await form.getByLabel('How you saw that it holds').fill('A day without a drop')
  await form.getByRole('button', { name: 'It holds' }).click()
  await bo.getByText('seen to hold').first().waitFor()
  await desk.ledger(id, ({ events }) =>
    events.some(one => one.type === 'matter.told' && one.news === 'change_done'),
  )
  await bo.goto(`${desk.url}/c/${number}`)
  await bo
    .getByText(/the change is made/)
    .first()
    .waitFor()
})

journey.scene('the list finds it by its standing, on a phone too', async () => {
  const phone = await journey.open({ viewport: { width: 390, height: 844 } })
  await phone.context().addCookies(await bo.context().cookies())
  await phone.goto(`${desk.url}/changes`)
  await phone.getByText('No change request fits.').waitFor()
  await phone.getByLabel('Standing').selectOption('verified')
  await phone.getByRole('link', { name: /Router drops the line/ }).waitFor()
  await looks(phone)
  assert.match(phone.url(), /standing=verified/)
  await phone.getByRole('link', { name: /Router drops the line/ }).click()
  await phone.getByRole('heading', { name: 'Router drops the line' }).waitFor()
  await looks(phone)
})

quiet(journey)
