// A team of another house meets its share, keeps somebody of ours with it, and loses all of it at once.
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { TeamId } from '#core/kit/id.ts'
import { dayMs, hourMs, instant } from '#core/kit/time.ts'
import { endShares } from '#server/shares.ts'
import { newSecret } from '#store/desk/secret.ts'
import { type Person, type TestDesk, testDesk } from '#server/http/testing.ts'

let desk: TestDesk
let bo: Person
let chiara: Person
let lead: Person
let admin: Person
let pia: Person
let away: TeamId
let origin: string
before(async () => {
  desk = await testDesk()
  bo = await desk.person({ name: 'Bo Ek' })
  chiara = await desk.person({ name: 'Chiara Neri' })
  lead = await desk.person({ name: 'Karin Holm', roles: ['lead'] })
  admin = await desk.person({ roles: ['admin'], levels: [], teams: [] })
  away = (await desk.ask(admin, 'POST', 'teams', { name: 'Away', level: 2 })).json.id
  const agreed = await agree({})
  assert.equal(agreed.status, 200, agreed.text)
  pia = await desk.person({ name: 'Pia Away', levels: [2], teams: [away] })
  origin = await desk.app.listen({ host: '127.0.0.1', port: 0 })
})
after(() => desk.close())

/** Signed in anew: sessions end with the day. */
async function again(person: Person): Promise<Person> {
  const secret = newSecret()
  const at = desk.shell.now()
  const expiresAt = instant(at + 12 * hourMs)
  await desk.desk.sessions.add({
    ...{ secret, id: desk.shell.newId('ses'), agent: person.id },
    at,
    expiresAt,
    browser: 'test',
  })
  return { ...person, secret, headers: { ...person.headers, cookie: `tierline=${secret}` } }
}
/** Days go by, and everybody signs in again. */
async function passDays(count: number): Promise<void> {
  desk.pass(count * dayMs)
  await desk.shell.changed()
  ;[bo, chiara, lead, admin, pia] = (await Promise.all([bo, chiara, lead, admin, pia].map(again))) as [
    Person,
    Person,
    Person,
    Person,
    Person,
  ]
}

const teamNow = async () => (await desk.desk.teams.one(away))!
const agreement = () => ({
  ...{ house: 'Fjärrhjälp AB', accountable: chiara.id, endsAt: null, readDays: 3, namesPeople: false },
})
const agree = async (more: object, by: Person = admin) =>
  desk.ask(by, 'PATCH', `teams/${away}`, {
    version: (await teamNow()).version,
    partner: { ...agreement(), ...more },
  })
const deed = async (by: Person, id: string, path: string, body: object = {}) => {
  const answer = await desk.ask(by, 'POST', `cases/${id}/${path}`, body)
  assert.equal(answer.status, 200, `${path}: ${answer.text}`)
  return answer.json
}
/** A case of Bo's that Pia accepted. */
async function shared(): Promise<{ id: string; number: number; handOff: string }> {
  const { id, number } = await desk.opened(bo)
  const offer = { team: away, question: 'Why?', noStepsBecause: 'none fits' }
  const handOff = (await deed(bo, id, 'hand-off/offer', offer)).ids.handOff
  await deed(pia, id, 'hand-off/accept', { handOff, readBack: 'The light' })
  return { id, number, handOff }
}
const reads = async (id: string, by = pia) => (await desk.ask(by, 'GET', `cases/${id}`)).status === 200
const numbersIn = async (url: string, by = pia): Promise<number[]> =>
  (await desk.ask(by, 'GET', url)).json.items.map((one: { number: number }) => one.number)

describe('a team of another house', () => {
  it('is set by an administrator, with somebody of ours who answers for it', async () => {
    assert.equal((await agree({}, lead)).status, 403)
    assert.equal((await agree({ accountable: pia.id })).json.code, 'accountable.not_ours')
    const own = (await desk.ask(admin, 'GET', 'teams')).json.items.find(
      (one: { id: string }) => one.id === away,
    )
    assert.deepEqual(own.partner, agreement())
    const gone = await desk.ask(admin, 'PATCH', `teams/${away}`, { version: own.version, partner: null })
    assert.equal(gone.json.code, 'set_up.in_use', 'its people would be people of ours')
  })

  it('meets what lies with it, in lists, search and counts alike, and nothing beside it', async () => {
    const mine = await shared()
    const customer = (await desk.store.card(mine.id as 'cas_a'))!.customer
    const beside = await desk.opened(bo, { customer: { id: customer }, subject: 'Besides the router' })
    const atLevel = await desk.opened(bo, {
      team: desk.teams[2],
      take: false,
      subject: 'Router at level two',
    })
    for (const url of [
      'cases',
      'cases?view=all',
      'cases?view=level:2',
      'search?q=router',
      `cases?customer=${customer}`,
      `customers/${customer}/cases`,
    ])
      assert.deepEqual(await numbersIn(url), [mine.number], url)
    for (const one of [beside, atLevel]) assert.equal(await reads(one.id), false)
    const counts = (await desk.ask(pia, 'GET', 'cases/counts')).json
    assert.deepEqual(counts, {
      mine: 1,
      unassigned: 0,
      offered: 0,
      waiting: 0,
      news: 0,
      followed: 0,
      level: { 1: 0, 2: 0, 3: 0 },
      all: 1,
    })
    const page = (await desk.ask(pia, 'GET', `cases/${mine.id}`)).json
    assert.deepEqual(page.earlier, [])
    assert.equal((await desk.ask(pia, 'GET', 'cases?view=all&count=true')).json.count, undefined)
    assert.equal((await desk.ask(pia, 'POST', 'cases/take-next', {})).json.code, 'queue.empty')
    for (const url of ['board', 'contracts', 'waivers', 'organisations'])
      assert.equal((await desk.ask(pia, 'GET', url)).status, 403, url)
    assert.deepEqual((await desk.ask(pia, 'GET', 'customers?q=Anna')).json.items, [])
  })

  it('meets the customer by name, ours by what they do, and no note of ours', async () => {
    const mine = await shared()
    await deed(bo, mine.id, 'note/add', { text: 'The partner is dear to us' })
    await deed(bo, mine.id, 'note/add', { text: 'The serial is on the back', shared: true })
    await deed(pia, mine.id, 'note/add', { text: 'We think it is the cable' })
    const page = (await desk.ask(pia, 'GET', `cases/${mine.id}`)).json
    assert.deepEqual([page.customer.name, page.customer.email, page.sight], ['Anna Lindqvist', null, 'name'])
    assert.deepEqual([page.names.agents[bo.id], page.names.agents[pia.id]], ['First line', 'Pia Away'])
    const said = JSON.stringify(page.texts)
    assert.doesNotMatch(said, /dear to us/)
    assert.match(said, /the cable/)
    assert.match(said, /on the back/)
    const session = JSON.stringify((await desk.ask(pia, 'GET', 'session')).json.desk)
    assert.doesNotMatch(session, /Bo Ek|Karin Holm/)
    assert.match((await desk.ask(bo, 'GET', `cases/${mine.id}`)).text, /dear to us/)
    await agree({ namesPeople: true })
    assert.equal((await desk.ask(pia, 'GET', `cases/${mine.id}`)).json.names.agents[bo.id], 'Bo Ek')
    await agree({})
  })

  it('reads what it gave on for the agreed days, and does nothing to it', async () => {
    const mine = await shared()
    const answer = { handOff: mine.handOff, result: 'r', cause: 'c', verified: 'v', tell: 't' }
    await deed(pia, mine.id, 'hand-off/answer', answer)
    assert.equal(await reads(mine.id), true)
    assert.equal((await desk.ask(pia, 'POST', `cases/${mine.id}/note/add`, { text: 'x' })).status, 403)
    await passDays(3)
    await passDays(1)
    assert.equal(await reads(mine.id), false)
  })
})

it('a partner does not read what we ask each other whether it may be told', async () => {
  const { id, number } = await shared()
  const ask = { question: 'Does the price go up?', answer: 'Yes, in May' }
  const asked = await desk.ask(bo, 'POST', `cases/${id}/may-tell`, ask)
  assert.equal(asked.status, 201, asked.text)
  const [ours, theirs] = [
    await desk.ask(bo, 'GET', `cases/${id}`),
    await desk.ask(pia, 'GET', `cases/${number}`),
  ]
  assert.match(ours.text, /Does the price go up/)
  assert.equal(theirs.status, 200, theirs.text)
  assert.doesNotMatch(theirs.text, /price go up|in May/)
  const hidden = await desk.ask(pia, 'GET', `may-tells/${asked.json.number}`)
  assert.equal(hidden.json.code, 'may_tell.not_found')
})

describe('somebody of ours', () => {
  it('answers for a case from its acceptance on, and hands that on with a reason', async () => {
    const { id } = await shared()
    const accountable = async () => (await desk.ask(bo, 'GET', `cases/${id}`)).json.card.accountable
    assert.equal(await accountable(), bo.id)
    const assign = (by: Person, agent: string) =>
      desk.ask(by, 'POST', `cases/${id}/accountable/assign`, { agent, because: 'holiday' })
    assert.equal((await assign(pia, chiara.id)).status, 403)
    assert.equal((await assign(bo, pia.id)).json.code, 'accountable.not_ours')
    assert.deepEqual((await assign(bo, chiara.id)).json.events, ['accountable.assigned'])
    assert.equal(await accountable(), chiara.id)
  })
})

describe('a share that ends', () => {
  it('takes everything away at once, running streams included, and its cases come back with the reason', async () => {
    const mine = await shared()
    const offer = await desk.opened(bo)
    await deed(bo, offer.id, 'hand-off/offer', { team: away, question: '?', noStepsBecause: 'x' })
    const answer = await fetch(`${origin}/api/v1/live`, { headers: pia.headers })
    const body = answer.body?.pipeThrough(new TextDecoderStream()).getReader()
    let text = ''
    const until = async (wanted: string) => {
      while (!text.includes(wanted)) text += (await body?.read())?.value ?? ''
    }
    await until('hello')
    await deed(bo, mine.id, 'note/add', { text: 'n' })
    await until(`"id":"${mine.id}"`)
    assert.equal((await agree({ endsAt: desk.shell.now() })).status, 200)
    assert.equal(await reads(mine.id), false)
    assert.deepEqual(await numbersIn('cases'), [])
    await until(`event: gone\ndata: {"id":"${mine.id}"}`)
    const before = text.length
    const card = (await desk.ask(bo, 'GET', `cases/${mine.id}`)).json.card
    assert.deepEqual([card.team, card.worker, card.accountable], [desk.teams[1], null, undefined])
    assert.equal((await desk.ask(bo, 'GET', `cases/${offer.id}`)).json.card.offer, null)
    const { ledger } = (await desk.ask(bo, 'GET', `cases/${mine.id}`)).json
    assert.equal(
      ledger.find((one: { type: string }) => one.type === 'share.ended').because,
      'partnership_ended',
    )
    await deed(bo, mine.id, 'note/add', { text: 'later' })
    await body?.cancel()
    assert.doesNotMatch(text.slice(before), /event: case/)
    const counts = (await desk.ask(pia, 'GET', 'cases/counts')).json
    assert.deepEqual([counts.mine, counts.all, counts.offered], [0, 0, 0])
    await agree({})
  })

  it('ends by its date without anybody touching the settings', async () => {
    const mine = await shared()
    await agree({ endsAt: desk.shell.now() + dayMs })
    assert.equal(await reads(mine.id), true)
    await passDays(1)
    assert.equal(await reads(mine.id), false)
    await endShares(desk.shell)
    assert.equal((await desk.store.card(mine.id as 'cas_a'))?.team, desk.teams[1])
    await agree({})
  })

  it('ends when its team rests', async () => {
    const mine = await shared()
    const { version } = await teamNow()
    const rests = await desk.ask(admin, 'PATCH', `teams/${away}`, { version, active: false })
    assert.equal(rests.status, 200, rests.text)
    assert.equal(await reads(mine.id), false)
    const { ledger, card } = (await desk.ask(bo, 'GET', `cases/${mine.id}`)).json
    assert.equal(card.team, desk.teams[1])
    assert.equal(ledger.find((one: { type: string }) => one.type === 'share.ended').because, 'team_rests')
  })
})
