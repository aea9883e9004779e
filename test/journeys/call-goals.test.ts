// A lead sets a goal for calls; he and the person see it beside first contacts, or neither number where too
// few cases can be judged. Not: what is counted (test/call-goals.test.ts).
import assert from 'node:assert/strict'
import { after } from 'node:test'
import { dayMs } from '#core/kit/time.ts'
import { readWeek } from '#core/measure/period.ts'
import { judgedMin } from '#core/measure/call-goal.ts'
import type { PostgresStore } from '#store/postgres/store.ts'
import { signIn } from '#test/support/client.ts'
import { password } from '#test/support/desk.ts'
import { quiet, startJourney } from '#test/support/journey.ts'
import { axeFinds, clipped, tooWide } from '#test/support/look.ts'

const journey = await startJourney()
const { desk } = journey
after(() => journey.end())

const karin = await journey.enter('Karin Ek', { roles: ['agent', 'lead'] })
const bo = await journey.enter('Bo Lind')
const client = await signIn(desk.url, bo.person.email, password)
for (let i = 0; i < judgedMin; i++) {
  const customer = { name: 'Anna', email: `anna-${i}@customers.example` }
  const begun = { channel: 'phone', subject: 'No light', customer, take: true }
  const { json } = await client.ask('POST', 'cases', begun)
  const call = { means: 'phone', direction: 'out', reach: 'reached', minutes: 3, text: 'The cable.' }
  for (const [deed, body] of [
    ['contact/hold', call],
    ['case/solve', { fix: 'Plugged it in' }],
  ] as const) {
    const done = await client.ask('POST', `cases/${json.id}/${deed}`, body)
    assert.equal(done.status, 200, done.text)
  }
}
// All of it was in the middle of the last week that can be judged, whatever day is today.
const { last } = (await client.ask('GET', 'coach/goals')).json
const { from } = readWeek(last, desk.shell.settings().timeZone ?? 'UTC')!
const ago = Math.floor((desk.shell.now() - from) / dayMs) - 3
const { pool } = desk.shell.store as PostgresStore
await pool.query('alter table event disable trigger event_is_forever')
await pool.query('update event set at = at - $1', [ago * dayMs])
await pool.query('update case_card set opened_at = opened_at - $1', [ago * dayMs])
await pool.query('alter table event enable trigger event_is_forever')

journey.scene('a lead sets a goal; nonsense is refused at its field', async () => {
  await karin.goto(`${desk.url}/coach?v=goals`)
  await karin.getByText('No call goal is set that is for you to see.').waitFor()
  await karin.getByRole('button', { name: 'Set a call goal' }).click()
  await karin.getByLabel('Person or team').selectOption({ label: 'Bo Lind' })
  await karin.getByLabel('Calls handled in a week').fill('many')
  await karin.keyboard.press('Control+Enter')
  await karin.getByText('A whole number from 1 to').waitFor()
  await karin.getByLabel('Calls handled in a week').fill('12')
  await karin.keyboard.press('Control+Enter')
  const item = karin.locator('article', { hasText: 'Bo Lind' })
  await item.getByText('Goal: 12 calls a week · set by Karin Ek').waitFor()
  await item.getByText('No goal held in this week, so nothing is counted of it.').waitFor()
})

journey.scene('calls stand beside first contacts, for the person and his lead', async () => {
  await pool.query('update call_goal set set_at = set_at - $1', [(ago + 15) * dayMs])
  for (const page of [karin, bo]) {
    await page.goto(`${desk.url}/coach?v=goals`)
    const item = page.locator('article', { hasText: 'Bo Lind' })
    await item.getByText('goal 12').waitFor()
    const said = (await item.locator('dl').allInnerTexts()).join().replaceAll(/\s+/g, ' ')
    assert.match(
      said,
      /^Solved at the first contact, within 7 days 100% of 10 95% sure: 72% to 100% Calls handled 10/,
    )
    assert.deepEqual([await axeFinds(page), await clipped(page), await tooWide(page)], [[], [], 0])
  }
  assert.equal(await bo.getByRole('button', { name: /^(Change|Set)/ }).count(), 0)
})

journey.scene('of a week with too few neither stands there; a goal is taken back', async () => {
  await karin.getByLabel('Week').selectOption({ index: 2 })
  const item = karin.locator('article', { hasText: 'Bo Lind' })
  await item.getByText('Fewer than 10 solved cases').waitFor()
  assert.equal(await item.locator('dl').count(), 0)
  await item.getByRole('button', { name: 'Change goal: Bo Lind' }).click()
  await karin.getByRole('button', { name: 'Take back' }).click()
  await item.getByText('This goal was taken back.').waitFor()
  quiet(journey)
})
