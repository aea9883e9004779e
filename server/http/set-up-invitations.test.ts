// Coming in and going out over HTTP: invitations, the set-up link, a new password, somebody who leaves.
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { hourMs } from '#core/kit/time.ts'
import { type Person, password, type TestDesk, testDesk } from '#server/http/testing.ts'
import { newSecret } from '#store/desk/secret.ts'

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

describe('invitations', () => {
  const invite = (email: string, by = admin, roles = ['agent']) =>
    desk.ask(by, 'POST', 'invitations', {
      email,
      name: 'Marta',
      roles,
      levels: [2],
      teams: [desk.teams[2]],
      language: 'sv',
    })
  const secretOf = (url: string) => url.split('/').at(-1) ?? ''

  it('goes out as a letter, lets one person in once, and signs him in', async () => {
    const { json, status } = await invite('marta@ek.example')
    assert.equal(status, 201)
    const letter = desk.letters.at(-1)
    assert.deepEqual(
      [letter?.to, letter?.kind, letter?.language, letter?.url],
      ['marta@ek.example', 'invitation', 'sv', json.url],
    )
    const secret = secretOf(json.url)
    const own = { 'x-tierline': '1' }
    const look = await desk.ask(null, 'POST', 'invitations/look', { secret }, own)
    assert.deepEqual([look.json.email, look.json.isKnown], ['marta@ek.example', false])
    const body = { secret, name: 'Marta Sundin', language: 'sv' }
    const weak = await desk.ask(null, 'POST', 'invitations/accept', { ...body, password: 'too short' }, own)
    assert.deepEqual([weak.json.code, weak.json.details.n], ['password.too_short', 9])
    const plain = await desk.ask(
      null,
      'POST',
      'invitations/accept',
      { ...body, password: 'aaaaaaaaaaaaaaaaaaaa' },
      own,
    )
    assert.equal(plain.json.code, 'password.too_common')
    const done = await desk.ask(null, 'POST', 'invitations/accept', { ...body, password: good }, own)
    assert.equal(done.status, 204)
    const cookie = String(done.headers['set-cookie']).split(';')[0] ?? ''
    const session = await desk.ask(null, 'GET', 'session', undefined, { cookie })
    assert.deepEqual(
      [session.json.agent.name, session.json.agent.levels, session.json.agent.language],
      ['Marta Sundin', [2], 'sv'],
    )
    const again = await desk.ask(null, 'POST', 'invitations/accept', { ...body, password: good }, own)
    assert.deepEqual([again.status, again.json.code], [404, 'invitation.not_found'])
  })

  it('of two at once one gets it', async () => {
    const { json } = await invite('twice@ek.example')
    const body = { secret: secretOf(json.url), name: 'Two', language: 'en', password: good }
    const both = await Promise.all(
      [1, 2].map(() => desk.ask(null, 'POST', 'invitations/accept', body, { 'x-tierline': '1' })),
    )
    assert.deepEqual(both.map(one => one.status).sort(), [204, 404])
  })

  it('a newer link for the same person makes the older one worthless', async () => {
    const older = await invite('newer@ek.example')
    const newer = await invite('NEWER@ek.example')
    const look = (url: string) =>
      desk.ask(null, 'POST', 'invitations/look', { secret: secretOf(url) }, { 'x-tierline': '1' })
    assert.deepEqual([(await look(older.json.url)).status, (await look(newer.json.url)).status], [404, 200])
  })

  it('a lead invites agents, and nobody above', async () => {
    assert.equal((await invite('lead1@ek.example', lead)).status, 201)
    assert.equal((await invite('lead2@ek.example', lead, ['agent', 'admin'])).status, 403)
    assert.equal((await invite('lead3@ek.example', agent)).status, 403)
  })

  it('one that was taken back lets nobody in', async () => {
    const { json } = await invite('back@ek.example')
    assert.equal((await desk.ask(admin, 'DELETE', `invitations/${json.id}`)).status, 204)
    const look = await desk.ask(
      null,
      'POST',
      'invitations/look',
      { secret: secretOf(json.url) },
      { 'x-tierline': '1' },
    )
    assert.equal(look.status, 404)
  })

  it('malformed secrets find nothing', async () => {
    for (const secret of ['', ' ', '%', 'null', '0', 'a'.repeat(20), '*', newSecret()]) {
      const { status } = await desk.ask(null, 'POST', 'invitations/look', { secret }, { 'x-tierline': '1' })
      assert.ok(status === 400 || status === 404 || status === 429, `${secret}: ${status}`)
    }
    for (const secret of [null, [], {}, 0, true]) {
      const { status } = await desk.ask(null, 'POST', 'invitations/look', { secret }, { 'x-tierline': '1' })
      assert.ok(status === 400 || status === 429, JSON.stringify(secret))
    }
    desk.pass(hourMs)
  })

  it('a link for a new password ends every session of its person', async () => {
    const forgetful = await desk.person({ name: 'Iris' })
    const { json } = await desk.ask(admin, 'POST', `agents/${forgetful.id}/password-link`)
    assert.equal(desk.letters.at(-1)?.kind, 'sign_in_link')
    const body = { secret: secretOf(json.url), name: 'Iris', language: 'en', password: good }
    assert.equal(
      (await desk.ask(null, 'POST', 'invitations/accept', body, { 'x-tierline': '1' })).status,
      204,
    )
    assert.equal((await desk.ask(forgetful, 'GET', 'session')).status, 401)
    const old = { email: forgetful.email, password }
    assert.equal((await desk.ask(null, 'POST', 'session', old, { 'x-tierline': '1' })).status, 401)
  })
})

describe('the set-up link', () => {
  it('is a dead end once somebody administers the desk, also with its right secret', async () => {
    const secret = newSecret()
    await desk.desk.setupLinks.replace(secret, desk.shell.now(), (desk.shell.now() + hourMs) as never)
    const body = {
      secret,
      name: 'Eve',
      email: 'eve@ek.example',
      password: good,
      language: 'en',
      deskName: 'Mine',
    }
    for (const [url, sent] of [
      ['set-up-link/look', { secret }],
      ['set-up-link/use', body],
    ] as const) {
      const { status, json } = await desk.ask(null, 'POST', url, sent, { 'x-tierline': '1' })
      assert.deepEqual([status, json.code], [404, 'set_up_link.not_found'])
    }
    assert.equal(await desk.desk.agents.byEmail('eve@ek.example'), null)
  })
})

describe('leaving', () => {
  it('signs out at once, puts his work into queues and gives his customers a contact', async () => {
    const leaver = await desk.person({ name: 'Leaver' })
    const { id } = await desk.opened(leaver)
    assert.equal((await desk.ask(leaver, 'GET', 'session')).status, 200)
    const done = await desk.ask(admin, 'POST', `agents/${leaver.id}/disable`, {
      version: 1,
      contactTo: agent.id,
    })
    assert.deepEqual([done.status, done.json.queued, done.json.given], [200, 1, 1], done.text)
    assert.equal((await desk.ask(leaver, 'GET', 'session')).status, 401)
    const card = await desk.store.card(id)
    assert.deepEqual([card?.worker, card?.contact], [null, agent.id])
    const signIn = { email: leaver.email, password }
    assert.equal((await desk.ask(null, 'POST', 'session', signIn, { 'x-tierline': '1' })).status, 401)
    const back = await desk.ask(admin, 'POST', `agents/${leaver.id}/enable`, {
      version: done.json.person.version,
    })
    assert.equal(back.json.active, true)
  })

  it('a successor has to be there', async () => {
    const leaver = await desk.person({ name: 'Second' })
    const self = await desk.ask(admin, 'POST', `agents/${leaver.id}/disable`, {
      version: 1,
      contactTo: leaver.id,
    })
    assert.equal(self.json.code, 'contact.same')
    const nobody = await desk.ask(admin, 'POST', `agents/${leaver.id}/disable`, {
      version: 1,
      contactTo: 'agt_1',
    })
    assert.equal(nobody.json.code, 'agent.not_found')
  })
})
