// A large file on its way to a reply: how far it is can be seen, it goes on after the connection was lost,
// and it can be taken away again.
import assert from 'node:assert/strict'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after } from 'node:test'
import { signIn } from '#test/support/client.ts'
import { password } from '#test/support/desk.ts'
import { startJourney } from '#test/support/journey.ts'
import { axeFinds, clipped, tooWide } from '#test/support/look.ts'

const journey = await startJourney()
const { desk } = journey
after(() => journey.end())

const bo = await journey.enter('Bo Lind')
const client = await signIn(desk.url, bo.person.email, password)
const customer = { name: 'Anna', email: 'anna@customers.example' }
const opened = await client.ask('POST', 'cases', { channel: 'phone', subject: 'Trace', customer, take: true })
const folder = await mkdtemp(join(tmpdir(), 'tierline-upload-'))
after(() => rm(folder, { recursive: true, force: true }))
const bytes = Buffer.alloc(1.5 * 1024 * 1024, 'a line of the trace\n')
const choose = async (name: string) => {
  await writeFile(join(folder, name), bytes)
  await bo.locator('input[type=file]').first().setInputFiles(join(folder, name))
}
const pieces = '**/api/v1/uploads/pieces/*'
const pill = (text: string | RegExp) => bo.getByText(text).first()

journey.scene('a lost connection is waited for, and the file goes on where it stopped', async () => {
  await bo.goto(`${desk.url}/c/${opened.json.number}`)
  const sent: string[] = []
  bo.on('request', one => {
    if (one.method() === 'PATCH') sent.push(one.headers()['upload-offset'] ?? '')
  })
  let answered = 0
  await bo.route(pieces, route =>
    route.request().method() === 'PATCH' && answered++ > 0 ? route.abort() : route.continue(),
  )
  await choose('trace.log')
  await pill('trace.log · 66 %, waits for the connection').waitFor()
  assert.deepEqual([await axeFinds(bo), await clipped(bo), await tooWide(bo)], [[], [], 0])
  await bo.getByRole('textbox', { name: 'Reply to Anna' }).fill('Here is the trace.')
  await bo.keyboard.press('ControlOrMeta+Enter')
  await bo.getByText('A file is still on its way. Wait for it, or remove it.').waitFor()
  await bo.unroute(pieces)
  await bo.getByRole('button', { name: 'Remove trace.log' }).waitFor()
  await bo.getByText('trace.log', { exact: true }).waitFor()
  assert.equal(sent.filter(offset => offset === '0').length, 1, 'nothing was sent twice')
})

journey.scene('a file on its way is taken away again', async () => {
  await bo.route(pieces, route => (route.request().method() === 'PATCH' ? route.abort() : route.continue()))
  await choose('other.log')
  await pill(/other\.log · 0 %, waits/).waitFor()
  const forgotten = bo.waitForRequest(one => one.method() === 'DELETE')
  await bo.getByRole('button', { name: 'Remove other.log' }).click()
  await forgotten
  await bo.getByText(/other\.log/).waitFor({ state: 'detached' })
})
