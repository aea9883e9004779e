// What goes wrong above the first line has a clear end, an undo and a next action on the screen: nobody
// answers the live line, a raised hand or a wanted word lapses, words do not arrive, a case joined to the
// wrong problem, a supplier's mail at the wrong supplier case.
import assert from 'node:assert/strict'
import { after } from 'node:test'
import { signIn } from '#test/support/client.ts'
import { password } from '#test/support/desk.ts'
import { quiet, startJourney } from '#test/support/journey.ts'
import { axeFinds, clipped } from '#test/support/look.ts'
import { headerOf } from '#test/support/mailbox.ts'

const journey = await startJourney()
const { desk } = journey
after(() => journey.end())

const bo = await journey.enter('Bo Lind')
const asBo = await signIn(desk.url, bo.person.email, password)
const customer = { name: 'Anna Lindqvist', email: 'anna@customers.example' }
const opened = await asBo.ask('POST', 'cases', {
  ...{ channel: 'phone', subject: 'Router drops the line', customer, take: true },
})
assert.equal(opened.status, 201, opened.text)
const { id, number } = opened.json

journey.scene('nobody answers: it says so at once, and is asked again by one button', async () => {
  await bo.goto(`${desk.url}/c/${number}`)
  await bo.getByRole('heading', { name: 'Router drops the line' }).waitFor()
  await asBo.deed(id, 'live-line/ask', { level: 2, question: 'Can you test the line?' })
  const bar = bo.getByRole('region', { name: 'Live line' })
  await bar.getByText('Nobody answered for level 2').waitFor()
  await bar.getByRole('button', { name: 'Ask again' }).waitFor()
  assert.deepEqual(await axeFinds(bo), [])
})

journey.scene('it is left, and what is asked anew stays as it was written until it arrives', async () => {
  const bar = bo.getByRole('region', { name: 'Live line' })
  await bar.getByRole('button', { name: 'Leave it' }).click()
  await bar.waitFor({ state: 'detached' })
  await bo.locator('#main h1').first().focus()
  await bo.keyboard.press('h')
  const form = bo.getByRole('dialog', { name: 'Ask another level now' })
  await form.getByLabel('Question').fill('Does it drop for others?')
  await bo.route('**/live-line/ask', route => route.fulfill({ status: 503, body: '' }))
  await bo.keyboard.press('Control+Enter')
  await bo.getByRole('status').or(bo.getByRole('alert')).first().waitFor()
  assert.equal(await form.getByLabel('Question').inputValue(), 'Does it drop for others?')
  await bo.unroute('**/live-line/ask')
  await bo.keyboard.press('Control+Enter')
  await form.waitFor({ state: 'detached' })
  await bar.getByRole('button', { name: 'Leave it' }).click()
  await bar.waitFor({ state: 'detached' })
})

/** Soon enough to be waited for, late enough to be wished. */
const soon = () => desk.shell.now() + 1_500

journey.scene('a raised hand that lapses without a word says so, and goes on by one button', async () => {
  await asBo.deed(id, 'swarm/raise', { question: 'Who knows firmware 7?', until: soon() })
  const bar = bo.getByRole('region', { name: 'Live line' })
  await bar.getByText('nobody has said what came of it: “Who knows firmware 7?”').waitFor()
  await bar.getByRole('link', { name: 'Pass it on' }).waitFor()
  assert.deepEqual(await axeFinds(bo), [])
  assert.deepEqual(await clipped(bo), [])
  await bar.getByRole('button', { name: 'Raise it again' }).click()
  await bar.waitFor({ state: 'detached' })
  const { json } = await asBo.ask('GET', `cases/${id}`)
  assert.equal(json.card.live.swarm.standing, 'open')
  await asBo.deed(id, 'swarm/end', { swarm: json.card.live.swarm.id, how: 'withdrawn' })
  await asBo.deed(id, 'swarm/raise', { question: 'Who knows firmware 8?', until: soon() })
  await bar.getByText('Who knows firmware 8?').waitFor()
  await bar.getByRole('button', { name: 'Say what came of it' }).click()
  await bar.getByLabel('What came of it').selectOption({ label: 'A test to do' })
  await bar.getByLabel('In words').fill('Try it with firmware 9')
  await bar.getByRole('button', { name: 'End with this' }).click()
  await bar.waitFor({ state: 'detached' })
  await bo.getByText('Try it with firmware 9').first().waitFor()
})

journey.scene(
  'a raised hand that ends as a problem, or for the supplier, opens the form for it',
  async () => {
    const bar = bo.getByRole('region', { name: 'Live line' })
    for (const [how, form] of [
      ['A problem of many cases', 'Belongs to a problem'],
      ['For the supplier', 'Take to a supplier'],
    ] as const) {
      await asBo.deed(id, 'swarm/raise', { question: 'Is it their radio?', until: soon() })
      await bar.getByRole('button', { name: 'Say what came of it' }).click()
      await bar.getByLabel('What came of it').selectOption({ label: how })
      await bar.getByLabel('In words').fill('Three others have it')
      await bar.getByRole('button', { name: 'End with this' }).click()
      await bo.getByRole('dialog', { name: form }).waitFor()
      await bo.keyboard.press('Escape')
      await bar.waitFor({ state: 'detached' })
    }
  },
)

journey.scene(
  'a wanted word that does not come says that a lead is rung next, and is asked for again',
  async () => {
    await asBo.deed(id, 'call-back/want', { level: 3, text: 'Please call me', dueAt: soon() })
    const bar = bo.getByRole('region', { name: 'Live line' })
    await bar.getByText('Level 3 gave you no word in time: “Please call me”').waitFor()
    await bar.getByText('Asked again, it rings at a lead at once.').waitFor()
    assert.deepEqual(await axeFinds(bo), [])
    await bar.getByRole('link', { name: 'Ask again' }).click()
    const form = bo.getByRole('dialog', { name: 'Want a word by a time' })
    await form.getByLabel('Whom').selectOption({ label: 'Level 3' })
    await form.getByText('this rings a lead at once', { exact: false }).waitFor()
    await bo.keyboard.press('Escape')
    await bar.getByRole('button', { name: 'Not needed any more' }).click()
    await bar.waitFor({ state: 'detached' })
  },
)

journey.scene('joined to the wrong problem by mistake, it is taken out again with a reason', async () => {
  const problem = await asBo.ask('POST', 'matters/problems', {
    ...{ title: 'The fax is silent', kind: 'device', cases: [id] },
  })
  assert.equal(problem.status, 201, problem.text)
  const name = `problem ${problem.json.number}`
  await bo.getByRole('button', { name: `Not this one: ${name}` }).click()
  const form = bo.getByRole('dialog', { name: `Does not belong to ${name}` })
  await form.getByRole('textbox').fill('It has no fax')
  await form.getByRole('button', { name: 'Save' }).click()
  await bo.getByText(`Belongs to ${name} no more`).waitFor()
  await bo.getByRole('button', { name: `Not this one: ${name}` }).waitFor({ state: 'detached' })
  const page = await asBo.ask('GET', `matters/problems/${problem.json.number}`)
  assert.equal(page.json.row.cases, 0)
})

journey.scene(
  'a mail of a supplier that was not meant for this one is taken out: all stands as before',
  async () => {
    const karin = await desk.person('Karin Ek', { roles: ['lead', 'admin'], levels: [] })
    const asKarin = await signIn(desk.url, karin.email, password)
    const none = [null, null, null, null]
    const acme = await asKarin.ask('POST', 'suppliers', {
      ...{ name: 'Acme Radio', addresses: ['help@acme.example'] },
      agreed: {
        ...{ calendar: null, answer: none, update: none, solution: none },
        ...{ chaseMinutes: 600, chasesMax: 2, raiseMinutes: 600 },
      },
    })
    assert.equal(acme.status, 201, acme.text)
    const outside = await asBo.ask('POST', 'matters/supplier-cases', {
      ...{ case: id, supplier: acme.json.id, title: 'The radio resets' },
    })
    const path = `matters/supplier-cases/${outside.json.id}`
    await asBo.ask('POST', `${path}/send`, { how: 'mail', words: 'It resets every hour' })
    const letter = await desk.outside.find(({ to }) => to.includes('help@acme.example'))
    const replyTo = headerOf(letter, 'reply-to')
    await desk.mail({
      ...{ from: 'help@acme.example', to: replyTo, subject: `Re: ${letter.mail.subject}` },
      ...{ inReplyTo: letter.mail.messageId, text: 'Your order of cables has left' },
    })
    await bo.goto(`${desk.url}/suppliers/${outside.json.number}`)
    await bo.getByText('Your order of cables has left').waitFor()
    await bo.getByRole('button', { name: 'Not for this one' }).click()
    const form = bo.getByRole('dialog', { name: 'Not for this one' })
    await form.getByLabel('Why it is not').fill('About an order')
    await form.getByRole('button', { name: 'Save' }).click()
    await bo.getByText('A mail was not meant for this one').waitFor()
    await bo.getByText('Sent, no reference yet').waitFor()
    await bo.getByText('Your order of cables has left').waitFor({ state: 'detached' })
    const aside = (await asKarin.ask('GET', 'system-mail')).json.items
    assert.equal(aside.length, 1, 'it waits aside for whoever places it')
  },
)

quiet(journey)
