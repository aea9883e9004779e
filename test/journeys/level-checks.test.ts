// The weekly sample in a browser: a lead works it off by the keyboard; what the answer says of level 1 is
// shown after his own word.
import assert from 'node:assert/strict'
import { after } from 'node:test'
import { dayMs, instant } from '#core/kit/time.ts'
import { weekAt } from '#core/measure/period.ts'
import type { PostgresStore } from '#store/postgres/store.ts'
import { signIn } from '#test/support/client.ts'
import { password } from '#test/support/desk.ts'
import { quiet, startJourney } from '#test/support/journey.ts'
import { axeFinds } from '#test/support/look.ts'

const journey = await startJourney()
const { desk } = journey
after(() => journey.end())

const bo = await desk.agent('Bo Lind')
const marta = await desk.agent('Marta Ruiz', { levels: [2] })
const numbers: number[] = []
for (const level1Because of ['It is in the script.', undefined]) {
  const customer = { name: 'Anna Lindqvist', email: 'anna@customers.example' }
  const begun = { channel: 'phone', subject: 'No dial tone since Monday', customer, take: true }
  const wish = async (by: typeof bo, path: string, body: object) => {
    const done = await by.ask('POST', path, body)
    assert.ok(done.status === 200 || done.status === 201, done.text)
    return done.json as { id: string; number: number; ids: { handOff: string } }
  }
  const { id, number } = await wish(bo, 'cases', begun)
  numbers.push(number)
  const offer = { team: desk.teams[2], question: 'Which port is stuck?', noStepsBecause: 'The line is down' }
  const { handOff } = (await wish(bo, `cases/${id}/hand-off/offer`, offer)).ids
  await wish(marta, `cases/${id}/hand-off/accept`, { handOff, readBack: 'The port.' })
  await wish(marta, `cases/${id}/hand-off/answer`, {
    ...{ handOff, result: 'Port 7 was reset.', cause: 'A stuck port', verified: 'It rang twice' },
    ...{ tell: 'It works again', level1Because },
  })
}
// The week in which they were answered is over.
const { pool } = desk.shell.store as PostgresStore
const now = Number((await pool.query('select max(at) as at from event')).rows[0].at)
const week = weekAt(instant(now - 7 * dayMs), 'UTC')
await pool.query('alter table event disable trigger event_is_forever')
await pool.query('update event set at = at - $1', [7 * dayMs])
await pool.query('alter table event enable trigger event_is_forever')
const lena = await journey.enter('Lena Berg', { roles: ['agent', 'lead'], levels: [1, 2] })
const main = lena.locator('#main')

journey.scene('the sample shows what was asked and answered, and nobody’s name', async () => {
  await lena.goto(`${desk.url}/coach?v=level_1`)
  await main.getByText('Port 7 was reset.').first().waitFor()
  await main.getByText('2 are still to be checked.').waitFor()
  const shown = (await main.textContent()) ?? ''
  assert.ok(!shown.includes('Marta') && !shown.includes('It is in the script.'), shown)
  assert.deepEqual(await axeFinds(lena), [])
})

journey.scene('1, a few words and ⌘↵ check one; the next has the focus, and the flag is shown', async () => {
  for (const left of ['1 is still to be checked.', 'All that you may check are checked.']) {
    if (left.startsWith('1')) await lena.keyboard.press('j')
    await lena.keyboard.press('1')
    const form = lena.getByRole('dialog')
    await form.getByRole('textbox').fill('A reset is in the script.')
    assert.deepEqual(await axeFinds(lena), [])
    await lena.keyboard.press('ControlOrMeta+Enter')
    await main.getByText(left).waitFor()
  }
  await main.getByText('The answer says that level 1 could have: It is in the script.').waitFor()
  await main.getByText('The answer does not say that level 1 could have.').waitFor()
  const asLena = await signIn(desk.url, lena.person.email, password)
  const { json } = await asLena.ask('GET', `coach/level-1?week=${week}`)
  const items = (json as { items: { number: number; checked: { says: string } }[] }).items
  assert.deepEqual(items.map(one => one.number).toSorted(), numbers.toSorted())
  assert.ok(items.every(one => one.checked.says === 'could'))
})

journey.scene('the check stands with the hand-off in its case', async () => {
  await lena.goto(`${desk.url}/c/${numbers[0]}`)
  await main.getByText('A reset is in the script.').first().waitFor()
  quiet(journey)
})
