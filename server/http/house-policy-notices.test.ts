// Who hears of a policy of the house: whoever has to acknowledge it, once when it is published and once at
// each reminder as long as he has not; its owner with the last one; by mail where he likes one.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { weekdays } from '#core/clock/date.ts'
import { type Instant, instant, dayMs } from '#core/kit/time.ts'
import { type Person, type TestDesk, testDesk } from '#server/http/testing.ts'
import { matterWorld } from '#server/matters.ts'
import { mailMatterNotices } from '#server/react/matter-mail.ts'
import { ringMatters } from '#server/react/matter-ring.ts'

let desk: TestDesk
let [karin, bo, eva, rut]: Person[] = []
before(async () => {
  desk = await testDesk()
  karin = await desk.person({ name: 'Karin', roles: ['agent', 'lead'] })
  bo = await desk.person({ name: 'Bo' })
  eva = await desk.person({ name: 'Eva' })
  rut = await desk.person({ name: 'Rut', roles: ['auditor'] })
})
after(() => desk.close())

type Made = { readonly number: number; readonly id: 'hpo_a' }
const post = (by: Person, path: string, body: unknown = {}) =>
  desk.ask(by, 'POST', `house-policies${path}`, body)
const soon = () => desk.shell.now() + 60_000
async function published(more: object = {}): Promise<Made> {
  const body = { title: 'Refunds', words: 'Ask a lead first.', acknowledgeBy: soon(), ...more }
  const answer = await post(karin!, '', body)
  assert.equal(answer.status, 201, answer.text)
  return answer.json
}
const acknowledge = async (by: Person, { number }: Made) => {
  const { version, hash } = (await desk.ask(by, 'GET', `house-policies/${number}`)).json
  const done = await post(by, `/${number}/acknowledge`, { version, hash })
  assert.equal(done.status, 200, done.text)
}
const days = (n: number) => instant(soon() + n * dayMs)
/** What stands unread by an instant, held back or not; the desk's own clock stays. */
const told = async (who: Person | undefined, { id }: Made, now = days(90)) =>
  (await desk.desk.notices.list(who!.id, { now, unread: true, limit: 50 })).filter(one => one.matterId === id)
const causes = async (who: Person | undefined, made: Made) =>
  (await told(who, made)).map(({ cause, as }) => `${cause} ${as}`).sort()
const ring = (at: Instant) => ringMatters(matterWorld(desk.shell), { now: async () => at })

test('published, it is told once to each it binds, not to who published it, with its page', async () => {
  const one = await published()
  for (const who of [bo, eva, rut]) assert.deepEqual(await causes(who, one), ['policy.asked bound'])
  assert.deepEqual(await told(karin, one), [])
  const { items } = (await desk.ask(rut!, 'GET', 'notices?unread=true')).json
  const shown = items.find((each: { matterId: string }) => each.matterId === one.id)
  assert.deepEqual([shown.number, shown.subject], [one.number, 'Refunds'])
  assert.ok(shown.dueAt > desk.shell.now())
  await desk.ask(bo!, 'POST', 'notices/read', { matter: one.id })
  assert.deepEqual(await told(bo, one), [], 'looking at its page is a look')
})

test('each reminder tells once whoever has not acknowledged it by then, and him alone', async () => {
  const one = await published()
  await acknowledge(bo!, one)
  assert.deepEqual(await told(bo, one), [])
  await ring(days(1))
  await ring(days(1))
  assert.deepEqual(await causes(bo, one), [])
  assert.deepEqual(await causes(karin, one), ['policy.reminded bound'], 'who wrote it has to read it, too')
  assert.deepEqual(await causes(eva, one), ['policy.asked bound', 'policy.reminded bound'])
  await acknowledge(eva!, one)
  assert.deepEqual(await told(eva, one), [])
  await ring(days(5))
  assert.deepEqual(await told(eva, one), [])
  assert.equal((await told(rut, one)).length, 3)
})

test('withdrawn, nobody is told any more; of a new version each is told anew, once', async () => {
  const one = await published()
  const next = { read: 1, title: 'Refunds', words: 'Ask two.', changed: 'Two', acknowledgeBy: soon() }
  assert.equal((await post(karin!, `/${one.number}/publish`, next)).status, 200)
  assert.deepEqual(await causes(eva, one), ['policy.asked bound'], 'the old version is asked of nobody')
  assert.equal((await post(karin!, `/${one.number}/withdraw`, { because: 'wrong' })).status, 200)
  await ring(days(1))
  for (const who of [karin, bo, eva, rut]) assert.deepEqual(await told(who, one), [])
})

test('with the last reminder its owner hears that some have not; who left hears nothing', async () => {
  const gone = await desk.person({ name: 'Tim' })
  const one = await published()
  const row = await desk.desk.agents.one(gone.id)
  await desk.desk.agents.change(gone.id, row!.version, { disabledAt: desk.shell.now() })
  await desk.shell.changed()
  for (let i = 0; i < 9; i++) await ring(days(1 + 4 * i))
  assert.ok(!(await causes(karin, one)).includes('policy.unacknowledged owner'))
  await ring(days(40))
  await ring(days(50))
  const lasts = (await causes(karin, one)).filter(one => one === 'policy.unacknowledged owner')
  assert.equal(lasts.length, 1)
  const all = await desk.desk.notices.list(gone.id, { now: days(60), limit: 50 })
  assert.deepEqual(
    all.filter(({ matterId }) => matterId === one.id).map(({ cause }) => cause),
    ['policy.asked'],
  )
})

/** The clock looks now: only what was asked to look at once, or is due. */
const ringNow = () => ringMatters(matterWorld(desk.shell), { now: async () => desk.shell.now() })

test('a newcomer, and whoever comes to a team it binds, is told at once of what now binds him', async () => {
  const { id: team } = await desk.desk.teams.add({
    id: desk.shell.newId('tea'),
    name: 'Returns',
    level: 1,
  } as never)
  const [whole, ofTeam] = [
    await published(),
    await published({ audience: { levels: [], teams: [team], roles: [] } }),
  ]
  await acknowledge(karin!, whole)
  const nina = await desk.person({ name: 'Nina' })
  await ringNow()
  assert.deepEqual(await causes(nina, whole), ['policy.asked bound'])
  assert.deepEqual(await causes(nina, ofTeam), [])
  assert.deepEqual(await causes(bo, whole), ['policy.asked bound'], 'nobody else is told again')
  await ringNow()
  await desk.desk.agents.setTeams(nina.id, [team])
  // An acknowledgement in the same moment, decided by what was known before, puts nothing off.
  await acknowledge(eva!, whole)
  await ringNow()
  assert.deepEqual(await causes(nina, ofTeam), ['policy.asked bound'])
  assert.equal((await told(nina, whole)).length, 1)
  await acknowledge(nina, ofTeam)
  assert.deepEqual(await told(nina, ofTeam), [])
})

test('whoever comes while its clock is looking is found by the next look', async () => {
  const one = await published()
  await ringNow()
  const { matters } = desk.desk
  const seq = (await matters.read(one.id))!.facts.length
  const late = await desk.person({ name: 'Lou' })
  await matters.moveRing(one.id, seq, days(9))
  await ringNow()
  assert.deepEqual(await causes(late, one), ['policy.asked bound'])
})

/** A world in which somebody likes mails always, and may have quiet hours all day long. */
function mailing(who: Person, isQuiet = false) {
  const sent: string[] = []
  const quiet = isQuiet ? [{ days: weekdays, from: '00:00', until: '23:59' }] : []
  const facts = () => {
    const now = desk.shell.facts()
    const me = { ...now.agents[who.id]!, reach: { mail: 'always', quiet, zone: 'UTC', cover: null } }
    return { ...now, agents: { ...now.agents, [who.id]: me } }
  }
  // Whoever else is not at his desk by then likes a mail, too.
  const sendLetter = async ({ to, url }: { to: string; url: string }) => {
    if (to === who.email) sent.push(new URL(url).pathname)
  }
  return { sent, shell: { ...desk.shell, facts, sendLetter } as unknown as typeof desk.shell }
}

test('a mail leads to its page, once; none leaves for what was acknowledged before', async () => {
  const lena = await desk.person({ name: 'Lena' })
  const [one, other] = [await published(), await published()]
  await acknowledge(lena, other)
  const { shell, sent } = mailing(lena)
  await mailMatterNotices(shell)
  await mailMatterNotices(shell)
  assert.deepEqual(sent, [`/policies/${one.number}`])
})

test('in quiet hours it is held back; acknowledged meanwhile, or withdrawn, it is never told', async () => {
  const mia = await desk.person({ name: 'Mia' })
  const { shell, sent } = mailing(mia, true)
  const [kept, read, gone] = [await published(), await published(), await published()]
  const at = days(2)
  await ringMatters(matterWorld(shell), { now: async () => at })
  const held = async (made: Made, now?: Instant) =>
    (await told(mia, made, now)).filter(one => one.cause === 'policy.reminded').length
  assert.deepEqual([await held(kept, at), await held(kept)], [0, 1])
  await acknowledge(mia, read)
  assert.equal((await post(karin!, `/${gone.number}/withdraw`, { because: 'wrong' })).status, 200)
  assert.deepEqual([await held(read), await held(gone)], [0, 0])
  const mail = async (now: Instant) => {
    await mailMatterNotices({ ...shell, now: () => now })
    // Those of the other tests bind her, too.
    const mine = [kept, read, gone].map(({ number }) => `/policies/${number}`)
    return sent.splice(0).filter(path => mine.includes(path))
  }
  assert.deepEqual(await mail(at), [`/policies/${kept.number}`], 'what was published before them')
  assert.deepEqual(await mail(days(3)), [`/policies/${kept.number}`])
})
