// What people keep for themselves over HTTP: absence, tokens, ready-made replies, their own settings.
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { hourMs } from '#core/kit/time.ts'
import { type Person, password, type TestDesk, testDesk } from '#server/http/testing.ts'

let desk: TestDesk
let admin: Person
let lead: Person
let agent: Person
before(async () => {
  desk = await testDesk()
  admin = await desk.person({ name: 'Astrid', roles: ['admin', 'lead', 'agent'] })
  lead = await desk.person({ name: 'Karin', roles: ['lead', 'agent'] })
  agent = await desk.person({ name: 'Bo' })
})
after(() => desk.close())

const good = 'eleven purple trams at dawn'
const team = () => desk.teams[1]

describe('absence', () => {
  const span = (from: number, until: number) => ({
    from: desk.shell.now() + from * hourMs,
    until: desk.shell.now() + until * hourMs,
  })
  it('is entered by oneself or a lead, with somebody who covers, and ended', async () => {
    const ill = await desk.person({ name: 'Ill' })
    const own = await desk.ask(ill, 'PUT', `absences/${ill.id}`, {
      version: 1,
      ...span(-1, 5),
      cover: agent.id,
    })
    assert.deepEqual([own.status, own.json.absence.cover], [200, agent.id])
    assert.equal(desk.shell.facts().agents[ill.id]?.absent, true)
    const foreign = await desk.ask(agent, 'DELETE', `absences/${ill.id}?version=2`)
    assert.equal(foreign.status, 403)
    const ended = await desk.ask(lead, 'DELETE', `absences/${ill.id}?version=2`)
    assert.equal(ended.json.absence, null)
    assert.equal(desk.shell.facts().agents[ill.id]?.absent, false)
  })
  it('does not end before it begins, and nobody covers for himself', async () => {
    const one = await desk.ask(agent, 'PUT', `absences/${agent.id}`, { version: 1, ...span(5, 1) })
    const two = await desk.ask(agent, 'PUT', `absences/${agent.id}`, {
      version: 1,
      ...span(1, 5),
      cover: agent.id,
    })
    assert.deepEqual([one.json.fields[0].path, two.json.fields[0].path], ['until', 'cover'])
  })
})

describe('tokens', () => {
  it('is shown once, works at once, and not a moment after it was taken back', async () => {
    const { json: made } = await desk.ask(admin, 'POST', 'tokens', {
      name: 'robot',
      roles: ['lead'],
      days: 1,
    })
    const headers = { authorization: `Bearer ${made.secret}` }
    assert.equal((await desk.ask(null, 'GET', 'addresses', undefined, headers)).status, 200)
    const list = await desk.ask(admin, 'GET', 'tokens')
    assert.ok(!list.text.includes(made.secret))
    assert.equal((await desk.ask(admin, 'DELETE', `tokens/${made.id}`)).status, 204)
    assert.equal((await desk.ask(null, 'GET', 'addresses', undefined, headers)).status, 401)
    assert.equal((await desk.ask(admin, 'DELETE', `tokens/${made.id}`)).status, 404)
  })
})

describe('ready-made replies', () => {
  it('one’s own are nobody else’s, a team’s are its members’, the desk’s are everybody’s to read', async () => {
    const write = async (by: Person, more: object) =>
      (
        await desk.ask(by, 'POST', 'replies', {
          title: 'Hello',
          bodies: { en: 'Hello {customer}', sv: '' },
          ...more,
        })
      ).json
    const own = await write(agent, { scope: 'own' })
    assert.deepEqual(own.bodies, { en: 'Hello {customer}' })
    const shared = await write(agent, { scope: 'team', team: team() })
    const house = await write(lead, { scope: 'desk' })
    const outsider = await desk.person({ levels: [3] })
    const ids = async (by: Person) =>
      (await desk.ask(by, 'GET', 'replies')).json.items.map((one: { id: string }) => one.id)
    assert.deepEqual(await ids(outsider), [house.id])
    assert.deepEqual(new Set(await ids(lead)), new Set([shared.id, house.id]))
    const seen = await desk.ask(admin, 'PATCH', `replies/${own.id}`, { version: 1, title: 'Mine' })
    assert.equal(seen.status, 404)
    const may = await desk.ask(agent, 'PATCH', `replies/${house.id}`, { version: 1, title: 'Ours' })
    assert.equal(may.status, 403)
    assert.equal((await desk.ask(agent, 'DELETE', `replies/${shared.id}?version=7`)).status, 409)
    assert.equal((await desk.ask(agent, 'DELETE', `replies/${shared.id}?version=1`)).status, 204)
  })
})

describe('my own settings', () => {
  it('preferences that are not named stay; a stranger key is refused', async () => {
    const me = await desk.person()
    await desk.ask(me, 'PATCH', 'me', { preferences: { theme: 'dark', undoSeconds: 20 } })
    const { json } = await desk.ask(me, 'PATCH', 'me', { preferences: { theme: 'light' }, language: 'de' })
    assert.deepEqual([json.preferences, json.language], [{ theme: 'light', undoSeconds: 20 }, 'de'])
    const long = await desk.ask(me, 'PATCH', 'me', { preferences: { undoSeconds: 31 } })
    assert.equal(long.status, 400)
    assert.equal((await desk.ask(me, 'PATCH', 'me', { roles: ['admin'] })).status, 400)
  })

  it('the password changes with the present one, and the other sessions end', async () => {
    const me = await desk.person()
    const second = await desk.ask(
      null,
      'POST',
      'session',
      { email: me.email, password },
      { 'x-tierline': '1' },
    )
    const cookie = String(second.headers['set-cookie']).split(';')[0] ?? ''
    const wrong = await desk.ask(me, 'POST', 'me/password', { present: 'not this', next: good })
    assert.deepEqual([wrong.status, wrong.json.fields[0].path], [400, 'present'])
    const short = await desk.ask(me, 'POST', 'me/password', { present: password, next: 'short' })
    assert.equal(short.json.code, 'password.too_short')
    assert.equal((await desk.ask(me, 'POST', 'me/password', { present: password, next: good })).status, 204)
    assert.equal((await desk.ask(me, 'GET', 'session')).status, 200)
    assert.equal((await desk.ask(null, 'GET', 'session', undefined, { cookie })).status, 401)
  })

  it('sessions are listed, one knows this one, and others can be ended', async () => {
    const me = await desk.person()
    await desk.ask(null, 'POST', 'session', { email: me.email, password }, { 'x-tierline': '1' })
    const { json } = await desk.ask(me, 'GET', 'me/sessions')
    assert.deepEqual(json.items.map((one: { isThis: boolean }) => one.isThis).sort(), [false, true])
    const other = json.items.find((one: { isThis: boolean }) => !one.isThis)
    assert.equal((await desk.ask(agent, 'DELETE', `me/sessions/${other.id}`)).status, 404)
    assert.equal((await desk.ask(me, 'DELETE', `me/sessions/${other.id}`)).status, 204)
    assert.equal((await desk.ask(me, 'DELETE', 'me/sessions')).status, 204)
    assert.equal((await desk.ask(me, 'GET', 'session')).status, 200)
  })
})
