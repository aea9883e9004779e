// The set-up over HTTP: who may, what is refused, what is written down, and that a stale change changes
// nothing.
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { type Person, type TestDesk, testDesk } from '#server/http/testing.ts'

let desk: TestDesk
let admin: Person
let lead: Person
let agent: Person
let auditor: Person
before(async () => {
  desk = await testDesk()
  admin = await desk.person({ name: 'Astrid', roles: ['admin', 'lead', 'agent'] })
  lead = await desk.person({ name: 'Karin', roles: ['lead', 'agent'] })
  agent = await desk.person({ name: 'Bo' })
  auditor = await desk.person({ name: 'Olga', roles: ['auditor'], levels: [], teams: [] })
})
after(() => desk.close())

const team = () => desk.teams[1]

describe('rights over HTTP', () => {
  const teamBody = () => ({ name: `Mail ${Math.random()}`, level: 2 })
  const rows: readonly [string, string, () => unknown, { readonly [who: string]: number }][] = [
    ['GET', 'agents', () => undefined, { nobody: 401, agent: 200, lead: 200, auditor: 200, admin: 200 }],
    ['GET', 'teams', () => undefined, { nobody: 401, agent: 200, admin: 200 }],
    ['POST', 'teams', teamBody, { nobody: 401, agent: 403, lead: 403, auditor: 403, admin: 201 }],
    ['GET', 'levels', () => undefined, { agent: 200, admin: 200 }],
    [
      'PATCH',
      'levels/2',
      () => ({ version: 99, setting: {} }),
      { agent: 403, lead: 403, auditor: 403, admin: 409 },
    ],
    ['PATCH', 'settings', () => ({ version: 99 }), { agent: 403, lead: 403, admin: 409 }],
    ['POST', 'products', () => ({ name: `Phone ${Math.random()}` }), { agent: 403, lead: 403, admin: 201 }],
    ['GET', 'addresses', () => undefined, { agent: 403, lead: 200, auditor: 200, admin: 200 }],
    ['GET', 'invitations', () => undefined, { agent: 403, lead: 200, auditor: 200, admin: 200 }],
    ['GET', 'tokens', () => undefined, { agent: 403, lead: 403, auditor: 200, admin: 200 }],
    [
      'POST',
      'tokens',
      () => ({ name: 'x', roles: ['agent'] }),
      { agent: 403, lead: 403, auditor: 403, admin: 201 },
    ],
    ['GET', 'outbox', () => undefined, { agent: 403, lead: 200, auditor: 200, admin: 200 }],
    [
      'GET',
      'suppressions',
      () => undefined,
      { nobody: 401, agent: 403, lead: 200, auditor: 200, admin: 200 },
    ],
    [
      'POST',
      'suppressions/1/lift',
      () => ({ because: 'x' }),
      { agent: 403, lead: 404, auditor: 403, admin: 404 },
    ],
    ['GET', 'signing', () => undefined, { nobody: 401, agent: 403, lead: 200, auditor: 200, admin: 200 }],
    [
      'POST',
      'signing/nowhere.example/keys',
      () => undefined,
      { nobody: 401, agent: 403, lead: 403, auditor: 403, admin: 404 },
    ],
    ['GET', 'audit', () => undefined, { agent: 403, lead: 200, auditor: 200, admin: 200 }],
    [
      'GET',
      'set-up/health',
      () => undefined,
      { nobody: 401, agent: 403, lead: 200, auditor: 200, admin: 200 },
    ],
    ['GET', 'board', () => undefined, { nobody: 401, agent: 200, lead: 200, auditor: 200, admin: 200 }],
    ['GET', 'organisations', () => undefined, { agent: 200, admin: 200 }],
    [
      'POST',
      'organisations',
      () => ({ name: 'Ek & Co', domains: ['ek.example'] }),
      { agent: 403, lead: 201, admin: 201 },
    ],
  ]
  for (const [method, url, body, who] of rows) {
    it(`${method} ${url}`, async () => {
      for (const [name, status] of Object.entries(who)) {
        const people: Record<string, Person | null> = { nobody: null, agent, lead, auditor, admin }
        const headers = name === 'nobody' ? { 'x-tierline': '1' } : {}
        const answer = await desk.ask(people[name] ?? null, method, url, body(), headers)
        assert.equal(answer.status, status, `${name}: ${answer.text}`)
      }
    })
  }

  it('a token does what its roles may do, and no more', async () => {
    const robot = await desk.token(['admin'])
    assert.equal((await desk.ask(robot, 'POST', 'products', { name: 'Modem' })).status, 201)
    const small = await desk.token(['agent'])
    assert.equal((await desk.ask(small, 'POST', 'products', { name: 'Modem 2' })).status, 403)
  })

  it('nothing secret comes back: no address for an agent, no hash for anybody', async () => {
    const seen = await desk.ask(agent, 'GET', 'agents')
    assert.ok(seen.json.items.every((one: { email: unknown }) => one.email === null))
    for (const url of ['agents', 'tokens', 'invitations', 'audit?', 'me', 'me/sessions']) {
      const { text } = await desk.ask(admin, 'GET', url)
      assert.doesNotMatch(text, /argon2|passwordPhc|tl_|token_hash|\$m=/, url)
    }
  })
})

describe('changes', () => {
  it('a change on an old version changes nothing and says so', async () => {
    const { json: team } = await desk.ask(admin, 'POST', 'teams', { name: 'Laptops', level: 2 })
    const first = await desk.ask(admin, 'PATCH', `teams/${team.id}`, { version: 1, name: 'Notebooks' })
    assert.deepEqual([first.status, first.json.version], [200, 2])
    const late = await desk.ask(admin, 'PATCH', `teams/${team.id}`, { version: 1, name: 'Machines' })
    assert.deepEqual([late.status, late.json.code], [409, 'set_up.changed'])
    assert.equal((await desk.desk.teams.one(team.id))?.name, 'Notebooks')
  })

  it('each change leaves a line that says who, what, before and after, and only what differs', async () => {
    const { json: team } = await desk.ask(admin, 'POST', 'teams', { name: 'Printers', level: 2 })
    await desk.ask(admin, 'PATCH', `teams/${team.id}`, { version: 1, setting: { speaks: true } })
    const { json } = await desk.ask(admin, 'GET', 'audit')
    const { actor, name, what, about, before, after } = json.items[0]
    assert.deepEqual(
      { actor, name, what, about, before, after },
      {
        actor: admin.id,
        name: 'Astrid',
        what: 'team.changed',
        about: team.id,
        before: { setting: {} },
        after: { setting: { speaks: true } },
      },
    )
  })

  it('a team’s own word goes before its level’s, and null gives it back', async () => {
    const { json: team } = await desk.ask(admin, 'POST', 'teams', { name: 'Servers', level: 3 })
    const own = await desk.ask(admin, 'PATCH', `teams/${team.id}`, {
      version: 1,
      setting: { speaks: true, acceptMinutes: [1, 2, 3, 4] },
    })
    assert.deepEqual(own.json.setting, { speaks: true, acceptMinutes: [1, 2, 3, 4] })
    const back = await desk.ask(admin, 'PATCH', `teams/${team.id}`, { version: 2, setting: { speaks: null } })
    assert.deepEqual(back.json.setting, { acceptMinutes: [1, 2, 3, 4] })
    const facts = desk.shell.facts().teams[team.id as `tea_${string}`]
    assert.deepEqual(facts?.setting, { acceptMinutes: [1, 2, 3, 4] })
  })

  it('what a level may do holds from the next decision on', async () => {
    const { json } = await desk.ask(admin, 'PATCH', 'levels/2', { version: 0, setting: { speaks: true } })
    assert.deepEqual([json.version, json.setting.speaks, json.setting.stepsBeforeHandOff], [1, true, true])
    assert.equal(desk.shell.facts().levels[2].speaks, true)
  })

  const refused: readonly [string, string, () => string, unknown, number, string][] = [
    [
      'a team with the name of another',
      'POST',
      () => 'teams',
      { name: 'first LINE', level: 1 },
      422,
      'set_up.taken',
    ],
    ['a level that is none', 'POST', () => 'teams', { name: 'Four', level: 4 }, 400, 'request.invalid'],
    [
      'the last team of a level put to rest',
      'PATCH',
      () => `teams/${team()}`,
      { version: 1, active: false },
      422,
      'set_up.in_use',
    ],
    ['a team nobody knows', 'PATCH', () => 'teams/tea_1', { version: 1 }, 404, 'set_up.not_found'],
    ['an unknown key', 'PATCH', () => 'settings', { version: 1, colour: 'red' }, 400, 'request.invalid'],
    [
      'a time zone nobody knows',
      'PATCH',
      () => 'settings',
      { version: 1, timeZone: 'Mars/Base' },
      400,
      'request.invalid',
    ],
    [
      'minutes for three severities',
      'PATCH',
      () => 'settings',
      { version: 1, answerMinutes: [1, 2, 3] },
      400,
      'request.invalid',
    ],
    ['a wait without an end', 'PATCH', () => 'settings', { version: 1, waitDays: 0 }, 400, 'request.invalid'],
    [
      'a default language that is not spoken',
      'PATCH',
      () => 'settings',
      { version: 1, languages: ['sv'], defaultLanguage: 'en' },
      400,
      'request.invalid',
    ],
    [
      'an address that is none',
      'POST',
      () => 'addresses',
      { address: 'support', team: 'tea_1' },
      400,
      'request.invalid',
    ],
    [
      'an address of a team nobody knows',
      'POST',
      () => 'addresses',
      { address: 'a@b.example', team: 'tea_1' },
      422,
      'team.not_found',
    ],
    ['a product without a name', 'POST', () => 'products', { name: '  ' }, 400, 'request.invalid'],
    [
      'an invitation of somebody who is here',
      'POST',
      () => 'invitations',
      { email: 'person1@desk.example', roles: ['agent'], language: 'en' },
      422,
      'set_up.taken',
    ],
    [
      'an invitation without a role',
      'POST',
      () => 'invitations',
      { email: 'a@b.example', roles: [], language: 'en' },
      400,
      'request.invalid',
    ],
    [
      'a customer’s role for an agent',
      'PATCH',
      () => `agents/${agent.id}`,
      { version: 1, roles: ['customer'] },
      403,
      'access.denied',
    ],
    [
      'the last administrator without his role',
      'PATCH',
      () => `agents/${admin.id}`,
      { version: 1, roles: ['agent'] },
      422,
      'set_up.last_administrator',
    ],
    [
      'the last administrator disabled',
      'POST',
      () => `agents/${admin.id}/disable`,
      { version: 1 },
      422,
      'set_up.last_administrator',
    ],
    [
      'a place nothing fills',
      'POST',
      () => 'replies',
      { scope: 'own', title: 'Hello', bodies: { en: 'Hi {name}' } },
      400,
      'request.invalid',
    ],
    [
      'a reply without words',
      'POST',
      () => 'replies',
      { scope: 'own', title: 'Hello', bodies: { en: ' ' } },
      400,
      'request.invalid',
    ],
    [
      'a team’s reply without a team',
      'POST',
      () => 'replies',
      { scope: 'team', title: 'Hello', bodies: { en: 'Hi' } },
      400,
      'request.invalid',
    ],
    ['a mail nobody knows', 'POST', () => 'outbox/again', { key: 'letter/none' }, 404, 'set_up.not_found'],
  ]
  for (const [rule, method, url, body, status, code] of refused) {
    it(`refused: ${rule}`, async () => {
      const answer = await desk.ask(admin, method, url(), body)
      assert.deepEqual([answer.status, answer.json?.code], [status, code], answer.text)
    })
  }
})

describe('addresses', () => {
  it('the first is the default; the default is given on, never left, and goes last', async () => {
    const one = (await desk.ask(admin, 'POST', 'addresses', { address: 'Support@ek.example', team: team() }))
      .json
    assert.equal(one.isDefault, true)
    const taken = await desk.ask(admin, 'POST', 'addresses', { address: 'support@EK.example', team: team() })
    assert.equal(taken.json.code, 'set_up.taken')
    const two = (
      await desk.ask(admin, 'POST', 'addresses', { address: 'help@ek.example', team: team(), language: 'sv' })
    ).json
    const left = await desk.ask(admin, 'PATCH', `addresses/${one.id}`, { version: 1, isDefault: false })
    assert.equal(left.json.code, 'set_up.in_use')
    const gone = await desk.ask(admin, 'DELETE', `addresses/${one.id}?version=1`)
    assert.equal(gone.json.code, 'set_up.in_use')
    assert.equal(
      (await desk.ask(admin, 'PATCH', `addresses/${two.id}`, { version: 1, isDefault: true })).status,
      200,
    )
    const { json } = await desk.ask(admin, 'GET', 'addresses')
    assert.deepEqual(
      json.items.map((each: { isDefault: boolean }) => each.isDefault),
      [true, false],
    )
    assert.equal((await desk.ask(admin, 'DELETE', `addresses/${one.id}?version=1`)).status, 204)
  })
})
