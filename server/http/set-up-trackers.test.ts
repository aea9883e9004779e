// Trackers over the API: who may set them up, what never comes out again, and how one is tried.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { type Person, type TestDesk, testDesk } from '#server/http/testing.ts'
import { type FakeGithub, fakeGithub } from '#test/support/fake-github.ts'

let desk: TestDesk
let hub: FakeGithub
let [admin, lead, agent]: Person[] = []
before(async () => {
  desk = await testDesk()
  hub = await fakeGithub()
  hub.token = secret
  admin = await desk.person({ roles: ['admin'] })
  lead = await desk.person({ roles: ['lead'] })
  agent = await desk.person()
})
after(async () => {
  await hub.close()
  await desk.close()
})
const secret = 'a token nobody may read'
const wish = (more: object = {}) => ({
  ...{ name: 'Router', kind: 'github', apiUrl: hub.url, project: 'acme/router', token: secret },
  ...{ allowPrivate: true, webhookSecret: `${secret} either`, ...more },
})
const add = async (more: object = {}) => (await desk.ask(admin!, 'POST', 'trackers', wish(more))).json

test('an administrator sets one up, leads look, agents only know its name', async () => {
  assert.equal((await desk.ask(lead!, 'POST', 'trackers', wish())).status, 403)
  const made = await add()
  assert.deepEqual(made.has, { token: true, webhookSecret: true })
  assert.match(made.webhookUrl, /\/api\/v1\/trackers\/trk_[0-9a-z]+\/webhook$/)
  assert.equal((await desk.ask(lead!, 'GET', 'trackers')).status, 200)
  assert.equal((await desk.ask(agent!, 'GET', 'trackers')).status, 403)
  const { items } = (await desk.ask(agent!, 'GET', 'changes/trackers')).json
  assert.deepEqual(Object.keys(items[0]), ['id', 'name', 'active'])
})

test('a secret goes in and comes out nowhere, and does not follow to another host', async () => {
  const made = await add()
  const elsewhere = { version: made.version, apiUrl: 'https://git.example/api/v3' }
  const moved = await desk.ask(admin!, 'PATCH', `trackers/${made.id}`, elsewhere)
  assert.deepEqual([moved.status, moved.json.fields[0].path], [400, 'token'])
  const changed = await desk.ask(admin!, 'PATCH', `trackers/${made.id}`, {
    ...elsewhere,
    token: `${secret} again`,
  })
  assert.equal(changed.status, 200, changed.text)
  const { rows } = await desk.store.pool.query('select t::text as row from tracker t')
  const seen = [changed.text, (await desk.ask(admin!, 'GET', 'audit')).text, ...rows.map(one => one.row)]
  for (const text of seen) {
    assert.ok(!text.includes(secret))
    assert.ok(!text.includes(Buffer.from(secret).toString('hex')))
  }
  assert.match(seen[1]!, /tokenChanged/)
})

test('what is no address, no project or no label is refused at its field', async () => {
  const rows: readonly [object, string][] = [
    [{ apiUrl: 'http://git.example' }, 'apiUrl'],
    [{ apiUrl: 'https://a:b@git.example' }, 'apiUrl'],
    [{ project: 'one' }, 'project'],
    [{ project: 'a/../b' }, 'project'],
    [{ labels: { bug_fix: 'a,b' } }, 'labels.bug_fix'],
    [{ webhookSecret: 'short' }, 'webhookSecret'],
  ]
  for (const [more, path] of rows) {
    const { status, json } = await desk.ask(admin!, 'POST', 'trackers', wish(more))
    assert.deepEqual([status, json.fields?.[0]?.path], [400, path])
  }
})

test('it is tried to the first step that fails, with what is wrong there', async () => {
  const tried = async (id: string) => {
    const { text } = await desk.ask(admin!, 'POST', `trackers/${id}/try`)
    const news = text
      .trim()
      .split('\n')
      .map(line => JSON.parse(line))
    const ended = news.filter(one => one.state !== 'runs')
    return ended.map(one => [one.step, one.state, one.code].filter(Boolean).join(' '))
  }
  const early = ['host done', 'connect done']
  const good = [...early, 'token done', 'project done', 'entries done', 'webhook left_out not_heard']
  assert.deepEqual(await tried((await add()).id), good)
  assert.deepEqual(await tried((await add({ allowPrivate: false })).id), ['host failed private_address'])
  assert.deepEqual(await tried((await add({ apiUrl: 'http://127.0.0.1:1' })).id), [
    'host done',
    'connect failed unreachable',
  ])
  assert.deepEqual(await tried((await add({ token: 'bad' })).id), [...early, 'token failed token_refused'])
  assert.deepEqual(await tried((await add({ project: 'acme/none' })).id), [
    ...[...early, 'token done', 'project failed not_found'],
  ])
  hub.mayWrite = false
  assert.deepEqual(await tried((await add()).id), [
    ...[...early, 'token done', 'project done', 'entries failed forbidden'],
  ])
})
