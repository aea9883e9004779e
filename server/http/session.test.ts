// Who gets in, who stays in, and from where.
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { hourMs, minuteMs } from '#core/kit/time.ts'
import { password, type Person, type TestDesk, testDesk } from '#server/http/testing.ts'

let desk: TestDesk
let bo: Person
const own = { 'x-tierline': '1' }
const signIn = (email: string, word = password, headers: Record<string, string> = own) =>
  desk.ask(null, 'POST', 'session', { email, password: word }, headers)
const cookieOf = (answer: { headers: Readonly<Record<string, unknown>> }) =>
  String(answer.headers['set-cookie'])

before(async () => {
  desk = await testDesk()
  bo = await desk.person({ name: 'Bo Ek' })
})
after(() => desk.close())

describe('signing in', () => {
  it('gives a cookie no script can read, and the session it opens', async () => {
    const answer = await signIn(bo.email.toUpperCase())
    assert.equal(answer.status, 204)
    assert.match(cookieOf(answer), /^tierline=[\w-]{43}; Max-Age=43200; Path=\/; HttpOnly; SameSite=Lax$/)
    const cookie = cookieOf(answer).split(';')[0] ?? ''
    const session = await desk.ask(null, 'GET', 'session', undefined, { cookie })
    assert.deepEqual([session.status, session.json.agent.name], [200, 'Bo Ek'])
  })

  it('over TLS the cookie belongs to this host alone', async () => {
    const tls = await testDesk({ publicUrl: new URL('https://desk.example') })
    try {
      const agent = await tls.person()
      const answer = await tls.ask(null, 'POST', 'session', { email: agent.email, password }, own)
      assert.match(cookieOf(answer), /^__Host-tierline=.*; Path=\/; HttpOnly; Secure; SameSite=Lax$/)
      assert.match(String(answer.headers['strict-transport-security']), /^max-age=63072000/)
    } finally {
      await tls.close()
    }
  })

  it('is rotated: the session a browser had before ends', async () => {
    const first = cookieOf(await signIn(bo.email)).split(';')[0] ?? ''
    await signIn(bo.email, password, { ...own, cookie: first })
    assert.equal((await desk.ask(null, 'GET', 'session', undefined, { cookie: first })).status, 401)
  })

  it('says the same whether the address or the password is wrong', async () => {
    const wrong = await signIn(bo.email, 'not the password')
    const nobody = await signIn('nobody@desk.example', 'not the password')
    assert.equal(wrong.status, 401)
    assert.deepEqual({ ...wrong.json, ref: '' }, { ...nobody.json, ref: '' })
  })

  it('after five wrong passwords waits, for that account only', async () => {
    const victim = await desk.person()
    for (let i = 0; i < 5; i++) assert.equal((await signIn(victim.email, 'wrong')).status, 401)
    const held = await signIn(victim.email)
    assert.equal(held.status, 429)
    assert.ok(Number(held.headers['retry-after']) >= 1)
    assert.equal((await signIn(bo.email)).status, 204)
    desk.pass(2 * minuteMs)
    assert.equal((await signIn(victim.email)).status, 204)
  })

  it('from one place is limited whatever the account', async () => {
    const from = { ...own, 'x-forwarded-for': '203.0.113.9' }
    const statuses = []
    for (let i = 0; i < 32; i++) statuses.push((await signIn(`nobody${i}@desk.example`, 'x', from)).status)
    assert.deepEqual([statuses[0], statuses.at(-1)], [401, 429])
  })
})

describe('a session', () => {
  it('ends with signing out', async () => {
    const agent = await desk.person()
    assert.equal((await desk.ask(agent, 'GET', 'session')).status, 200)
    assert.equal((await desk.ask(agent, 'DELETE', 'session')).status, 204)
    assert.equal((await desk.ask(agent, 'GET', 'session')).status, 401)
  })

  it('ends after eight idle hours', async () => {
    const agent = await desk.person()
    desk.pass(8 * hourMs + minuteMs)
    assert.equal((await desk.ask(agent, 'GET', 'session')).status, 401)
  })

  it('ends after twelve hours of use', async () => {
    const agent = await desk.person()
    for (let i = 0; i < 4; i++) {
      assert.equal((await desk.ask(agent, 'GET', 'session')).status, 200)
      desk.pass(3 * hourMs)
    }
    desk.pass(minuteMs)
    assert.equal((await desk.ask(agent, 'GET', 'session')).status, 401)
  })

  it('and a token of it are nothing once the agent is disabled', async () => {
    const agent = await desk.person()
    assert.equal((await desk.ask(agent, 'GET', 'cases')).status, 200)
    const row = await desk.desk.agents.one(agent.id)
    await desk.desk.agents.change(agent.id, row?.version ?? 0, { disabledAt: desk.shell.now() })
    await desk.shell.changed()
    assert.equal((await desk.ask(agent, 'GET', 'cases')).status, 401)
    assert.equal((await signIn(agent.email)).status, 401)
  })

  it('is not opened by a text that is none', async () => {
    for (const secret of ['', ' ', '%', 'null', '0', '[]', 'a'.repeat(43), 'x'.repeat(4000)])
      for (const headers of [{ cookie: `tierline=${secret}` }, { authorization: `Bearer tl_${secret}` }])
        assert.equal((await desk.ask(null, 'GET', 'session', undefined, headers)).status, 401, secret)
  })
})

describe('an API token', () => {
  it('acts as a person of its own, with its roles', async () => {
    const robot = await desk.token(['agent'])
    const session = await desk.ask(robot, 'GET', 'session')
    assert.deepEqual([session.json.agent.id, session.json.agent.roles], [robot.id, ['agent']])
    const opened = await desk.opened(robot)
    assert.equal((await desk.store.card(opened.id))?.worker, robot.id)
  })

  it('needs no proof of where the request comes from', async () => {
    const robot = await desk.token(['agent'])
    const headers = { 'sec-fetch-site': 'cross-site', origin: 'https://elsewhere.example' }
    const body = { channel: 'api', subject: 'x', customer: { name: 'Bo' } }
    assert.equal((await desk.ask(robot, 'POST', 'cases', body, headers)).status, 201)
  })

  it('is nothing once it is revoked', async () => {
    const robot = await desk.token(['agent'])
    await desk.desk.tokens.revoke(`tok_${robot.id.slice(4)}`, desk.shell.now())
    await desk.shell.changed()
    assert.equal((await desk.ask(robot, 'GET', 'cases')).status, 401)
  })
})

describe('a write that rides on a cookie', () => {
  const rows: [string, Record<string, string>, number][] = [
    ['from one of our pages', { 'sec-fetch-site': 'same-origin' }, 200],
    ['typed by hand', { 'sec-fetch-site': 'none' }, 200],
    ['from a neighbour host', { 'sec-fetch-site': 'same-site', 'x-tierline': '1' }, 403],
    ['from elsewhere', { 'sec-fetch-site': 'cross-site', 'x-tierline': '1' }, 403],
    ['from an old browser, without our header', {}, 403],
    [
      'from an old browser, with our header and origin',
      { 'x-tierline': '1', origin: 'http://desk.example' },
      200,
    ],
    ['from an old browser, with another origin', { 'x-tierline': '1', origin: 'http://evil.example' }, 403],
    ['with an origin that is none', { 'x-tierline': '1', origin: 'null' }, 403],
  ]
  for (const [from, headers, status] of rows)
    it(`${from}: ${status}`, async () => {
      const rider = await desk.person()
      const { id } = await desk.opened(rider)
      const cookie = { cookie: rider.headers.cookie ?? '', ...headers }
      const answer = await desk.ask(null, 'POST', `cases/${id}/note/add`, { text: 'x' }, cookie)
      assert.equal(answer.status, status, answer.text)
      if (status === 403) assert.equal(answer.json.code, 'request.foreign')
    })
})

describe('every answer', () => {
  it('tells browsers to run, frame and keep nothing', async () => {
    for (const url of ['session', 'cases', 'nowhere', 'cases/4821']) {
      const { headers } = await desk.ask(bo, 'GET', url)
      assert.equal(
        headers['content-security-policy'],
        "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'",
      )
      assert.equal(headers['x-content-type-options'], 'nosniff')
      assert.equal(headers['cache-control'], 'no-store')
      assert.equal(headers['cross-origin-resource-policy'], 'same-origin')
      assert.equal(headers['access-control-allow-origin'], undefined)
    }
  })
})
