// Whoever a goal for calls is for hears at once that it was set, changed or taken back, with the page where
// he sees it, in his language; nobody else, and not again where nothing changed.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { dayMs, instant } from '#core/kit/time.ts'
import { type Person, type TestDesk, testDesk } from '#server/http/testing.ts'
import { mailMatterNotices } from '#server/react/matter-mail.ts'
import { noticeContent } from '#server/react/notice-mail.ts'
import type { Letter } from '#server/shell.ts'

let desk: TestDesk
let [bo, mia, lead, other]: Person[] = []
before(async () => {
  desk = await testDesk()
  const teams = [desk.teams[1]]
  bo = await desk.person({ name: 'Bo Ek', teams })
  mia = await desk.person({ name: 'Mia Berg', teams })
  lead = await desk.person({ name: 'Karin Holm', roles: ['agent', 'lead'], teams })
  other = await desk.person({ name: 'Marta', levels: [2], teams: [desk.teams[2]] })
})
after(() => desk.close())

const set = async (whose: string, perWeek: number | null) => {
  // Of two in one instant the later one would be told as the first.
  desk.pass(1)
  const answer = await desk.ask(lead!, 'POST', 'coach/goals', { whose, perWeek })
  assert.equal(answer.status, 201, answer.text)
}
const unread = async (who: Person | undefined) => {
  const { items } = (await desk.ask(who!, 'GET', 'notices?unread=true')).json
  return items.map((one: { cause: string; subject: string | null }) => [one.cause, one.subject])
}
const look = (who: Person | undefined) => desk.ask(who!, 'POST', 'notices/read', {})

test('set, changed or taken back, the person hears it at once and alone; the same again is no news', async () => {
  await set(bo!.id, 40)
  assert.deepEqual(await unread(bo), [['call_goal.set', null]])
  for (const who of [mia, lead, other]) assert.deepEqual(await unread(who), [])
  await look(bo)
  await set(bo!.id, 40)
  assert.deepEqual(await unread(bo), [])
  await set(bo!.id, 35)
  await set(bo!.id, 30)
  assert.deepEqual(await unread(bo), [['call_goal.set', null]], 'what was replaced unread is told no more')
  await set(bo!.id, null)
  assert.deepEqual(await unread(bo), [['call_goal.taken_back', null]])
  await set(bo!.id, null)
  assert.equal((await unread(bo)).length, 1)
  await look(bo)
})

test('of a team’s goal each of its people hears, with its name, but for who set it', async () => {
  await set(desk.teams[1], 200)
  const { name } = desk.shell.facts().teams[desk.teams[1]]!
  for (const who of [bo, mia]) assert.deepEqual(await unread(who), [['team_goal.set', name]])
  for (const who of [lead, other]) assert.deepEqual(await unread(who), [])
  const { number, caseId } = (await desk.ask(mia!, 'GET', 'notices')).json.items[0]
  assert.deepEqual([number, caseId], [null, null])
  await desk.desk.agents.setTeams(mia!.id, [desk.teams[2]])
  await desk.shell.changed()
  assert.deepEqual(await unread(mia), [['team_goal.set', null]], 'who has left it is told its name no more')
  for (const who of [bo, mia]) await look(who)
})

test('who likes a mail gets one, once, in his language, with the page; in quiet hours at their end', async () => {
  await mailMatterNotices(desk.shell)
  const sent: Letter[] = []
  const facts = () => {
    const now = desk.shell.facts()
    const reach = { mail: 'always', quiet: [], zone: 'UTC', cover: null } as const
    return { ...now, agents: { ...now.agents, [bo!.id]: { ...now.agents[bo!.id]!, reach } } }
  }
  const sendLetter = async (letter: Letter) => {
    if (letter.to === bo!.email) sent.push(letter)
  }
  const mailed = async (now = desk.shell.now()) => {
    await mailMatterNotices({ ...desk.shell, facts, sendLetter, now: () => now } as never)
    return sent.splice(0)
  }
  await set(bo!.id, 20)
  const [letter, ...more] = await mailed()
  assert.deepEqual([more, await mailed()], [[], []])
  const { pathname, search } = new URL(letter!.url)
  assert.equal(`${pathname}${search}`, '/coach?v=goals')
  const said = noticeContent({ ...letter!, language: 'de' } as never, 'Desk')
  assert.equal(said.subject, 'Für Sie wurde ein Anrufziel gesetzt')
  assert.ok(!JSON.stringify(said).includes('20'), 'how high it is stands on the page alone')

  await set(desk.teams[1], 210)
  const ofTeam = noticeContent({ ...(await mailed())[0]!, language: 'ca' } as never, 'Desk')
  const { name } = desk.shell.facts().teams[desk.teams[1]]!
  assert.equal(ofTeam.subject, `S’ha fixat un objectiu de trucades per al vostre equip (${name})`)

  const late = { whose: bo!.id, perWeek: 10, setBy: lead!.id, setAt: desk.shell.now() }
  const later = instant(late.setAt + dayMs)
  await desk.desk.callGoals.set(late, [{ agent: bo!.id, as: 'owner', tellAt: later }])
  assert.deepEqual([(await mailed()).length, (await mailed(later)).length], [0, 1])
})
