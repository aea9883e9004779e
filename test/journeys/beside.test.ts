// What stands beside the cases is live, too: the shifts and the wishes for somebody who leads change on an
// open page without a reload.
import assert from 'node:assert/strict'
import { after } from 'node:test'
import { signIn } from '#test/support/client.ts'
import { password } from '#test/support/desk.ts'
import { quiet, startJourney } from '#test/support/journey.ts'

const journey = await startJourney()
const { desk } = journey
after(() => journey.end())

const karin = await journey.enter('Karin Ek', { roles: ['agent', 'lead'], levels: [1, 2] })
const bo = await desk.person('Bo Lind')
const asBo = await signIn(desk.url, bo.email, password)
const asked: string[] = []
karin.on('request', request => asked.push(new URL(request.url()).pathname))

journey.scene('a wish for somebody who leads stands on the open list as it is filed', async () => {
  await karin.goto(`${desk.url}/escalations`)
  await karin.locator('#main h1').waitFor()
  const customer = { name: 'Anna Lindqvist', email: 'anna@customers.example' }
  const opened = await asBo.ask('POST', 'cases', {
    channel: 'phone',
    subject: 'Router',
    customer,
    take: true,
  })
  const wish = { reason: 'not_treated_properly', text: 'He laughed at me' }
  const filed = await asBo.ask('POST', `cases/${opened.json.id}/escalations`, wish)
  assert.equal(filed.status, 201, filed.text)
  await karin.locator('#main').getByText('Anna Lindqvist').first().waitFor()
})

journey.scene('what she tells the customer stays as it was written until it has left', async () => {
  await karin.locator('#main').locator('a[href^="/escalations/esc_"]').first().click()
  await karin.getByRole('button', { name: 'Tell the customer what came of it' }).first().click()
  const form = karin.getByRole('dialog')
  await form.getByRole('textbox').fill('I have spoken with him, and I am sorry')
  await karin.route('**/tell', route => route.fulfill({ status: 503, body: '' }))
  await karin.keyboard.press('Control+Enter')
  await karin.getByRole('status').or(karin.getByRole('alert')).first().waitFor()
  assert.equal(await form.getByRole('textbox').inputValue(), 'I have spoken with him, and I am sorry')
  await karin.unroute('**/tell')
  await karin.keyboard.press('Control+Enter')
  await form.waitFor({ state: 'detached' })
  await desk.outside.find(({ mail }) => (mail.text ?? '').includes('I have spoken with him'))
})

journey.scene('somebody who joins a team stands in the open shifts', async () => {
  await karin.goto(`${desk.url}/shifts`)
  await karin.locator('#main').getByText('Bo Lind').first().waitFor()
  const before = asked.filter(path => path.endsWith('/shifts')).length
  await desk.person('Nora Vik')
  await karin.locator('#main').getByText('Nora Vik').first().waitFor()
  assert.ok(asked.filter(path => path.endsWith('/shifts')).length > before)
  quiet(journey)
})
