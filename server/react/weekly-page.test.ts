// The page of the week: on Monday, to whoever asked for it and may read it, in his language, once though two
// nodes write it, with the numbers the measures have. On real PostgreSQL.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { dayMs, hourMs, type Instant, instant } from '#core/kit/time.ts'
import { periodBeside, readWeek, weekAt } from '#core/measure/period.ts'
import { type Person, type TestDesk, testDesk } from '#server/http/testing.ts'
import { measured } from '#server/measured.ts'
import { letterContent } from '#server/react/letter-mail.ts'
import { mailWeeklyPages, weekToTell, type WeeklyShell } from '#server/react/weekly-page.ts'
import type { Letter } from '#server/shell.ts'

let desk: TestDesk
let lead: Person
let monday: Instant
const week = () => periodBeside(weekAt(monday, 'UTC'), -1)
before(async () => {
  desk = await testDesk()
  lead = await desk.person({ name: 'Karin', roles: ['lead', 'agent'] })
  const bo = await desk.person({ name: 'Bo' })
  const { id } = await desk.opened(bo, { subject: 'A cable' })
  await desk.opened(bo)
  const done = await desk.ask(bo, 'POST', `cases/${id}/case/solve`, { fix: 'Plugged it in' })
  assert.equal(done.status, 200, done.text)
  monday = instant(readWeek(weekAt(desk.shell.now(), 'UTC'), 'UTC')!.until + 7 * hourMs)
})
after(() => desk.close())

const wants = async (person: Person, body: object) => {
  const { status, text } = await desk.ask(person, 'PATCH', 'me', body)
  assert.equal(status, 200, text)
  await desk.shell.changed()
}
/** A node of its own, whose clock says it is Monday; its letters go through the outbox of all. */
const node = (sent: Letter[], at = monday): WeeklyShell => ({
  ...desk.shell,
  desk: { ...desk.shell.desk, agents: { ...desk.shell.desk.agents } },
  now: () => at,
  store: Object.assign(Object.create(desk.store), { now: async () => at }),
  async sendLetter(letter) {
    const body = { ...letter }
    const isNew = await desk.desk.letters.put({ key: `letter/${letter.key}`, dueAt: at, body })
    if (isNew) sent.push(letter)
  },
})

test('it is told on Monday from six, and for a day', () => {
  const at = (hours: number) => weekToTell(instant(Date.UTC(2026, 9, 5) + hours * hourMs), 'UTC')
  assert.deepEqual([5, 6, 29, 30].map(at), [null, '2026-W40', '2026-W40', null])
  assert.equal(weekToTell(instant(Date.UTC(2026, 9, 5, 4, 30)), 'Europe/Stockholm'), '2026-W40')
})

test('nobody gets it who did not ask for it', async () => {
  const sent: Letter[] = []
  await mailWeeklyPages(node(sent))
  assert.deepEqual(sent, [])
})

test('whoever asked gets it in his language, once though two nodes write it at once', async () => {
  const editor = await desk.person({ name: 'Eva', roles: ['editor'] })
  const german = await desk.person({ name: 'Uwe' })
  await wants(lead, { preferences: { weeklyPage: true } })
  await wants(german, { language: 'de', preferences: { weeklyPage: true } })
  await wants(editor, { preferences: { weeklyPage: true } })
  const sent: Letter[] = []
  await Promise.all([mailWeeklyPages(node(sent)), mailWeeklyPages(node(sent))])
  const own = node(sent, instant(monday + hourMs))
  await mailWeeklyPages(own)
  await mailWeeklyPages(own)
  await mailWeeklyPages(node(sent, instant(monday + 2 * dayMs)))
  assert.deepEqual(sent.map(one => one.to).toSorted(), [lead.email, german.email].toSorted())
  const uwe = letterContent(sent.find(one => one.to === german.email)!, 'Sundnät')
  assert.match(uwe.subject, /^Sundnät: Woche \d+\/\d{4}$/)
  assert.match(JSON.stringify(uwe.blocks), /Eingegangene Fälle: \*\*2\*\*/)
})

test('its numbers are those of the measures of that week', async () => {
  const sent: Letter[] = []
  const eve = await desk.person({ name: 'Eve' })
  await wants(eve, { preferences: { weeklyPage: true } })
  const own = node(sent)
  await mailWeeklyPages(own)
  const text = String(sent[0]!.values!.listed)
  const all = await measured(own.store as never, readWeek(week(), 'UTC')!)
  // What keeps two of them honest stands beside both.
  assert.equal(new Set(text.match(/^- .*$/gm)).size, all.length)
  const value = (name: string) => all.find(one => one.measure === name)!.value
  assert.ok(text.includes(`Cases that came: **${value('cases_opened')}**`))
  assert.ok(text.includes(`Open at the end: **${value('backlog')}**`))
  assert.match(text, /Solved at level 1: \*\*100%\*\*, of 1, 95% sure: 21% to 100%/)
  assert.match(sent[0]!.url, new RegExp(`/reports\\?of=${week()}$`))
})
