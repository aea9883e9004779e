// What goes wrong above the first line has a clear end, an undo and a next action on the screen: nobody
// answers the live line, a case joined to the wrong problem, a supplier's mail at the wrong supplier case.
import assert from 'node:assert/strict'
import { after } from 'node:test'
import { signIn } from '#test/support/client.ts'
import { password } from '#test/support/desk.ts'
import { quiet, startJourney } from '#test/support/journey.ts'
import { axeFinds } from '#test/support/look.ts'
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
  assert.equal(await bo.getByRole('button', { name: `Not this one: ${name}` }).count(), 0)
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
