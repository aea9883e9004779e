// Costs for the test of measures beside those of the demo company: noted and taken back, given as goodwill,
// and brought along by a case that was merged; and a record of who was there. Not: the measures
// (test/measures.test.ts).
import assert from 'node:assert/strict'
import { firstRules } from '#core/goodwill/rules.ts'
import type { CaseId } from '#core/kit/id.ts'
import { dayMs } from '#core/kit/time.ts'
import type { StaffedPart } from '#core/measure/staffed.ts'
import { type Client, signIn } from '#test/support/client.ts'
import { type LiveDesk, password } from '#test/support/desk.ts'

/** So many days back people are recorded as there. */
const staffedDays = 5

/** Spends on cases of today, and records who was there on days before it. */
export async function spendMore(desk: LiveDesk): Promise<void> {
  const { shell } = desk
  const person = await desk.person('Ida Berg', { roles: ['agent', 'lead'] })
  const ida = await signIn(desk.url, person.email, password)
  const [set] = await shell.desk.costs.versions()
  await shell.desk.goodwill.publish(0, firstRules, { agent: set!.by, at: shell.now() })
  await shell.changed()
  const [one, other] = [await spentOn(ida, 'Lamp broken'), await spentOn(ida, 'The same lamp')]
  await done(ida, other, 'goodwill/give', {
    ...{ kind: 'coupon', what: '10 off', amountMinor: 1_000, currency: firstRules.currency },
    ...{ fault: 'ours', because: 'It broke twice.' },
  })
  await done(ida, other, 'case/merge', { into: one })
  await done(ida, one, 'case/solve', { fix: 'A new lamp' })
  await recordDays(desk)
}

async function spentOn(ida: Client, subject: string): Promise<CaseId> {
  const body = { channel: 'phone', subject, customer: { name: 'Ada', email: 'ada@c.example' }, take: true }
  const made = await ida.ask('POST', 'cases', body)
  assert.equal(made.status, 201, made.text)
  const id = made.json.id as CaseId
  await done(ida, id, 'case/classify', { kind: 'malfunction' })
  await done(ida, id, 'cause/find', { text: 'A loose wire', how: 'test', because: 'Seen.' })
  await done(ida, id, 'note/add', { text: 'Looked it up.', minutes: 7 })
  const cost = { currency: firstRules.currency, what: 'for it' }
  await done(ida, id, 'cost/note', { ...cost, kind: 'travel', amountMinor: 2_345 })
  const { cost: wrong } = await done(ida, id, 'cost/note', { ...cost, kind: 'parts', amountMinor: 901 })
  await done(ida, id, 'cost/withdraw', { cost: wrong, because: 'Another case.' })
  await done(ida, id, 'cost/note', { ...cost, kind: 'supplier', amountMinor: 7_000 })
  return id
}

async function done(ida: Client, id: CaseId, deed: string, body: object) {
  const answer = await ida.ask('POST', `cases/${id}/${deed}`, body)
  assert.equal(answer.status, 200, `${deed}: ${answer.text}`)
  return answer.json.ids as Record<string, string>
}

async function recordDays({ shell }: LiveDesk): Promise<void> {
  const today = Math.floor(shell.now() / dayMs)
  const eight = (_: unknown, quarter: number) => (quarter >= 28 && quarter < 60 ? 900 : 0)
  const quarters = Array.from({ length: 96 }, eight)
  const parts = Object.values(shell.facts().teams).map(
    ({ id, level }): StaffedPart => ({ team: id, level, quarters }),
  )
  // Yesterday was recorded when the node began, and stays as it was then.
  for (let day = today - staffedDays; day < today; day++) await shell.desk.staffed.record({ day, parts })
}
