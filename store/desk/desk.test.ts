// The desk's tables on real PostgreSQL.
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { dayMs, hourMs, instant } from '#core/kit/time.ts'
import { cardOf, newId, opening, t0 } from '../contract/specimen.ts'
import { type PostgresStore, postgresStore } from '../postgres/store.ts'
import { type TestDatabase, testDatabase } from '../testing.ts'
import { type Desk, deskOf } from './desk.ts'
import { noCase } from './letter.ts'
import { newAddressSecret, newSecret } from './secret.ts'

let database: TestDatabase
let store: PostgresStore
let desk: Desk

before(async () => {
  database = await testDatabase()
  store = await postgresStore({ url: database.url })
  desk = deskOf(store.pool)
})
after(async () => {
  await store.close()
  await database.drop()
})

const agent = (email: string) => ({
  id: newId('agt'),
  name: 'Anna Berg',
  email,
  roles: ['agent', 'lead'] as const,
  levels: [1, 2] as const,
  createdAt: t0,
})

describe('people', () => {
  it('an address belongs to one person, however it is spelt', async () => {
    const anna = await desk.agents.add(agent('Anna@Example.org'))
    assert.ok(typeof anna === 'object')
    assert.equal(await desk.agents.add(agent('anna@example.ORG')), 'taken')
    assert.deepEqual(await desk.agents.byEmail('ANNA@example.org'), anna)
    assert.deepEqual([anna.roles, anna.levels, anna.teams, anna.version], [['agent', 'lead'], [1, 2], [], 1])
  })

  it('of two who change the same version one is told to look again', async () => {
    const boris = await desk.agents.add(agent('boris@example.org'))
    assert.ok(typeof boris === 'object')
    const both = await Promise.all([
      desk.agents.change(boris.id, 1, { name: 'Boris A' }),
      desk.agents.change(boris.id, 1, { preferences: { theme: 'dark', undoSeconds: 20 } }),
    ])
    assert.equal(both.filter(one => one === 'stale').length, 1)
    assert.equal(await desk.agents.change('agt_nobody', 1, { name: 'X' }), 'not_there')
    assert.equal(await desk.agents.change(boris.id, 2, { email: 'anna@example.org' }), 'taken')
  })

  it('the password is not part of what is read with a person', async () => {
    const chiara = await desk.agents.add({ ...agent('chiara@example.org'), passwordPhc: '$argon2id$x' })
    assert.ok(typeof chiara === 'object')
    assert.ok(!JSON.stringify(await desk.agents.one(chiara.id)).includes('argon2'))
    assert.equal(await desk.agents.password(chiara.id), '$argon2id$x')
    await desk.agents.setPassword(chiara.id, null)
    assert.equal(await desk.agents.password(chiara.id), null)
  })

  it('there is an administrator once an enabled one can sign in', async () => {
    assert.equal(await desk.agents.hasAdmin(), false)
    await desk.agents.add({ ...agent('root@example.org'), roles: ['admin'], passwordPhc: '$argon2id$y' })
    assert.equal(await desk.agents.hasAdmin(), true)
  })

  it('the core reads teams, members, settings and absence as they are', async () => {
    const second = { id: newId('tea'), name: 'Second', level: 2, setting: { speaks: true } } as const
    const team = await desk.teams.add(second)
    const dora = await desk.agents.add({ ...agent('dora@example.org'), teams: [team.id] })
    assert.ok(typeof dora === 'object')
    await desk.agents.change(dora.id, 1, { absentFrom: t0, absentUntil: instant(t0 + dayMs) })
    const week = { zone: 'Europe/Stockholm', hours: { mon: [['08:00', '12:00']] }, cover: dora.id } as const
    const elsa = await desk.agents.add({ ...agent('elsa@example.org'), week })
    assert.ok(typeof elsa === 'object')
    const rota = { form: 'in_turn', people: [elsa.id], day: 'mon', at: '09:00', since: '2026-11-16' } as const
    const nights = await desk.teams.add({ id: newId('tea'), name: 'Nights', level: 2, rota })
    await desk.settings.changeLevel(3, 0, { speaks: true })
    assert.equal(await desk.settings.changeLevel(3, 0, { speaks: false }), 'stale')
    const setting = await desk.settings.desk()
    await desk.settings.changeDesk(setting.version, { ...setting.setting, helpMinutes: 5 })
    assert.equal(await desk.settings.changeDesk(setting.version, {}), 'stale')
    const facts = await desk.facts(instant(t0 + 1))
    assert.deepEqual(facts.agents[dora.id], {
      id: dora.id,
      name: 'Anna Berg',
      roles: ['agent', 'lead'],
      levels: [1, 2],
      teams: [team.id],
      active: true,
      absent: true,
      absence: { until: t0 + dayMs, cover: null },
      routing: null,
      number: null,
      knows: null,
      week: null,
      reach: { zone: 'UTC', quiet: [], mail: 'away', cover: null },
    })
    assert.deepEqual(facts.teams[team.id]?.duty, { hours: null, turns: [], rota: null })
    assert.equal(facts.hasContracts, false)
    assert.deepEqual(facts.agents[elsa.id]?.week, week)
    assert.deepEqual(facts.teams[nights.id]?.duty?.rota, rota)
    const back = (await desk.facts(instant(t0 + dayMs))).agents[dora.id]
    assert.deepEqual([back?.absent, back?.absence], [false, null])
    assert.deepEqual(facts.teams[team.id]?.setting, { speaks: true })
    assert.deepEqual(
      [facts.levels[3].speaks, facts.levels[2].speaks, facts.helpMinutes],
      [true, false, [5, 5, 5, 5]],
    )
    assert.deepEqual(await desk.teams.members(team.id), [dora.id])
    await desk.agents.setTeams(dora.id, [])
    assert.deepEqual(await desk.teams.members(team.id), [])
  })
})

describe('customers', () => {
  const customer = (name: string, email: string | null, phones: string[] = []) => ({
    id: newId('cus'),
    name,
    email,
    phones,
    createdAt: t0,
  })

  it('are found by the beginning of names, by address and by the end of a number', async () => {
    await desk.customers.add(customer('Maria Rossi', 'maria.rossi@example.it', ['+390612345678']))
    await desk.customers.add(customer('Mario Rossini', 'mr@example.it', ['+46701112233']))
    await desk.customers.add(customer('Åsa Öberg', null))
    const found = async (typed: string) => (await desk.customers.find(typed, 5)).map(one => one.name)
    assert.deepEqual(await found('mari'), ['Maria Rossi', 'Mario Rossini'])
    assert.deepEqual(await found('ros maria'), ['Maria Rossi'])
    assert.deepEqual(await found('asa ob'), ['Åsa Öberg'])
    assert.deepEqual(await found('mr@ex'), ['Mario Rossini'])
    assert.deepEqual(await found('070-111 22 33'), ['Mario Rossini'])
    assert.deepEqual(await found('+39 06 1234 5678'), ['Maria Rossi'])
    assert.deepEqual(await found('345678'), ['Maria Rossi'])
    for (const typed of ['', 'm', '%', '_a', "'", '\\']) assert.deepEqual(await found(typed), [], typed)
  })

  it('two mails from an unknown address at once make one customer', async () => {
    const tries = Array.from({ length: 8 }, () => customer('New', null))
    const made = await Promise.all(tries.map(one => desk.customers.byEmailOrNew('New@example.org', one)))
    assert.equal(new Set(made.map(one => one.id)).size, 1)
  })

  it('a changed name is found, the old one is not; an erased customer is found by nothing', async () => {
    const one = await desk.customers.add(customer('Quentin Altmann', 'q@example.de', ['+49891234']))
    assert.ok(typeof one === 'object')
    await desk.customers.change(one.id, 1, { name: 'Quentin Neumann', phones: ['+49895678'] })
    assert.equal((await desk.customers.find('altmann', 5)).length, 0)
    assert.equal((await desk.customers.find('891234', 5)).length, 0)
    assert.equal((await desk.customers.find('neum quen', 5)).length, 1)
    assert.equal(await desk.customers.erase(one.id, t0), true)
    for (const typed of ['neumann', 'q@example', '895678']) {
      assert.equal((await desk.customers.find(typed, 5)).length, 0)
    }
    assert.deepEqual(
      [(await desk.customers.one(one.id))?.name, await desk.customers.erase(one.id, t0)],
      ['', false],
    )
  })

  it('their open cases and the earlier ones of them and their firm are listed', async () => {
    const own = { customer: 'cus_a', organisation: 'org_a' } as const
    const open = cardOf(own)
    const ended = cardOf({ ...own, phase: 'solved' })
    const colleague = cardOf({ ...own, customer: 'cus_b', phase: 'closed' })
    for (const card of [open, ended, colleague]) await store.append(opening({ card }))
    assert.deepEqual(
      (await desk.history.openOf('cus_a', 5)).map(card => card.id),
      [open.id],
    )
    const earlier = await desk.history.earlier({ ...own, limit: 5, except: open.id })
    assert.deepEqual(
      earlier.map(card => card.id),
      [ended.id, colleague.id],
    )
  })

  it('an organisation is found by its domain', async () => {
    const firm = await desk.organisations.add({ id: newId('org'), name: 'Example', domains: ['example.it'] })
    assert.deepEqual(await desk.organisations.byDomain('EXAMPLE.it'), firm)
    assert.equal(await desk.organisations.byDomain('ple.it'), null)
  })
})

describe('lists of the manager', () => {
  it('keeps one default address, replies by owner, and products', async () => {
    const team = await desk.teams.add({ id: newId('tea'), name: 'First', level: 1 })
    const first = { id: newId('adr'), address: 'help@example.org', team: team.id, isDefault: true }
    await desk.addresses.add(first)
    await desk.addresses.add({ ...first, id: newId('adr'), address: 'it@example.org' })
    assert.equal(await desk.addresses.add({ ...first, id: newId('adr'), isDefault: false }), 'taken')
    assert.deepEqual(
      (await desk.addresses.all()).map(one => [one.address, one.isDefault]),
      [
        ['it@example.org', true],
        ['help@example.org', false],
      ],
    )
    const anna = (await desk.agents.byEmail('anna@example.org'))!
    const reply = { title: 'Restart', bodies: { en: 'Please restart {name}', ru: 'Перезапустите' } }
    await desk.readyReplies.add({ ...reply, id: newId('rep'), owner: anna.id })
    await desk.readyReplies.add({ ...reply, id: newId('rep'), team: team.id })
    await desk.readyReplies.add({ ...reply, id: newId('rep') })
    assert.equal((await desk.readyReplies.for(anna.id, [])).length, 2)
    assert.equal((await desk.readyReplies.for('agt_x', [team.id])).length, 2)
    const [one] = await desk.readyReplies.for('agt_x', [])
    assert.deepEqual(one?.bodies, reply.bodies)
    assert.equal(await desk.readyReplies.remove(one!.id, 9), false)
    assert.equal(await desk.readyReplies.remove(one!.id, 1), true)
    const printer = await desk.products.add({ id: newId('pro'), name: 'P-100', line: 'Printers' })
    assert.deepEqual(await desk.products.all(), [printer])
  })
})

describe('doors', () => {
  it('a session is found by its secret until it is idle, expired or ended', async () => {
    const anna = (await desk.agents.byEmail('anna@example.org'))!
    const secret = newSecret()
    const own = {
      secret,
      id: newId('ses'),
      agent: anna.id,
      at: t0,
      expiresAt: instant(t0 + hourMs),
      browser: 'B',
    }
    await desk.sessions.add(own)
    const later = instant(t0 + 1_000)
    assert.equal((await desk.sessions.find(secret, later, 60_000))?.agent, anna.id)
    assert.equal(await desk.sessions.find(newSecret(), later, 60_000), null)
    assert.equal(await desk.sessions.find(secret, instant(t0 + 60_000), 60_000), null)
    assert.equal(await desk.sessions.find(secret, instant(t0 + hourMs), 2 * hourMs), null)
    const { rows } = await store.pool.query('select * from session')
    assert.ok(!JSON.stringify(rows).includes(secret))
    const other = { ...own, secret: newSecret(), id: newId('ses') }
    await desk.sessions.add(other)
    assert.equal(await desk.sessions.endAll(anna.id, other.secret), 1)
    assert.equal(await desk.sessions.find(secret, later, 60_000), null)
    assert.equal((await desk.sessions.of(anna.id, later)).length, 1)
    assert.equal(await desk.sessions.endOne('agt_other', other.id), false)
    assert.equal(await desk.sessions.endOne(anna.id, other.id), true)
  })

  it('a token works until it is revoked, an invitation and a set-up link work once', async () => {
    const secret = newSecret()
    const id = newId('tok')
    await desk.tokens.add({ secret, id, name: 'ci', roles: ['agent'], at: t0, expiresAt: null })
    assert.equal((await desk.tokens.find(secret, t0))?.id, id)
    assert.equal(await desk.tokens.revoke(id, t0), true)
    assert.equal(await desk.tokens.find(secret, t0), null)
    const invitation = {
      id: newId('inv'),
      email: 'new@example.org',
      name: 'New',
      roles: ['agent'] as const,
      levels: [1] as const,
      teams: [],
      language: 'de' as const,
      invitedBy: null,
      createdAt: t0,
      expiresAt: instant(t0 + dayMs),
    }
    await desk.invitations.add({ ...invitation, secret })
    assert.deepEqual(await desk.invitations.find(secret, t0), { ...invitation, usedAt: null })
    const taken = await Promise.all([desk.invitations.take(secret, t0), desk.invitations.take(secret, t0)])
    assert.equal(taken.filter(Boolean).length, 1)
    await desk.setupLinks.replace('old', t0, instant(t0 + dayMs))
    await desk.setupLinks.replace(secret, t0, instant(t0 + dayMs))
    assert.equal(await desk.setupLinks.isGood('old', t0), false)
    assert.equal(await desk.setupLinks.take(secret, t0), true)
    assert.equal(await desk.setupLinks.take(secret, t0), false)
  })

  it("a customer's link ends when revoked, a reply address leads to its case", async () => {
    const door = { caseId: 'cas_1', customer: 'cus_1' } as const
    const secret = newSecret()
    await desk.followLinks.add({ ...door, secret, at: t0, expiresAt: instant(t0 + dayMs) })
    assert.deepEqual(await desk.followLinks.find(secret, t0), door)
    assert.equal(await desk.followLinks.revoke('cas_1', t0), 1)
    assert.equal(await desk.followLinks.find(secret, t0), null)
    const address = newAddressSecret()
    assert.match(address, /^[0-9a-z]{26}$/)
    await desk.replyTokens.add({ ...door, secret: address, at: t0 })
    assert.deepEqual(await desk.replyTokens.find(address), door)
    assert.equal(await desk.replyTokens.find('x'), null)
  })
})

describe('work under way', () => {
  it('a draft survives, the newer wins, an empty one is gone', async () => {
    const draft = { caseId: 'cas_1', audience: 'customer', text: 'Dear', updatedAt: instant(t0 + 5) } as const
    await desk.drafts.keep('agt_1', draft)
    await desk.drafts.keep('agt_1', { ...draft, text: 'late and old', updatedAt: t0 })
    assert.deepEqual(await desk.drafts.of('agt_1', 'cas_1'), [draft])
    assert.deepEqual(await desk.drafts.of('agt_2', 'cas_1'), [])
    assert.deepEqual(await desk.drafts.casesOf('agt_1', 5), ['cas_1'])
    await desk.drafts.keep('agt_1', { ...draft, text: '', updatedAt: instant(t0 + 6) })
    assert.deepEqual(await desk.drafts.of('agt_1', 'cas_1'), [])
  })

  it('what was seen stays seen', async () => {
    await desk.seen.mark('agt_1', 'cas_1', 5)
    await desk.seen.mark('agt_1', 'cas_1', 3)
    assert.deepEqual(await desk.seen.of('agt_1', ['cas_1', 'cas_2']), new Map([['cas_1', 5]]))
  })

  it('nobody changes or removes what was audited', async () => {
    await desk.audit.add({
      at: t0,
      actor: 'agt_1',
      what: 'team.changed',
      about: 'tea_1',
      before: { a: 1 },
      after: null,
    })
    const [entry] = await desk.audit.newest(5)
    assert.deepEqual([entry?.what, entry?.before, entry?.after], ['team.changed', { a: 1 }, null])
    for (const text of [
      'update audit set what = $$x$$',
      'delete from audit',
      'truncate audit',
      'delete from event',
    ]) {
      await store.append(opening())
      await assert.rejects(store.pool.query(text), { code: 'TL002' }, text)
    }
  })

  it('automatic mails have limits that two at once cannot pass', async () => {
    const mail = { address: 'Victim@example.org', caseId: 'cas_1', kind: 'confirmation', at: t0 } as const
    const both = await Promise.all([
      desk.automaticMails.take(mail),
      desk.automaticMails.take({ ...mail, address: 'victim@example.org' }),
    ])
    assert.deepEqual(both.toSorted(), ['confirmed_today', 'yes'])
    const take = (changes: object) => desk.automaticMails.take({ ...mail, kind: 'solved', ...changes })
    assert.deepEqual([await take({}), await take({}), await take({})], ['yes', 'yes', 'case_limit'])
    const others: string[] = []
    for (let i = 0; i < 9; i++) others.push(await take({ caseId: `cas_x${i}` }))
    assert.deepEqual(others, [...Array(7).fill('yes'), 'address_limit', 'address_limit'])
    assert.equal(await take({ at: instant(t0 + dayMs) }), 'yes')
    assert.ok((await desk.automaticMails.sweep(instant(t0 + 3 * dayMs))) >= 10)
  })

  it('a letter without a case leaves through the outbox, once', async () => {
    const letter = { key: newId('out'), dueAt: t0, body: { to: 'a@example.org' } }
    assert.equal(await desk.letters.put(letter), true)
    assert.equal(await desk.letters.put(letter), false)
    const [leased] = await store.leaseEffects(5, 1_000)
    assert.deepEqual([leased?.key, leased?.caseId, leased?.body], [letter.key, noCase, letter.body])
  })
})

describe('outages', () => {
  const outage = (more: object = {}) => ({
    id: newId('otg'),
    what: { en: 'The net is down.' },
    scripts: [],
    products: [],
    organisations: [],
    places: ['Lund'],
    since: t0,
    expectedUntil: instant(t0 + hourMs),
    announcedBy: newId('agt'),
    announcedAt: t0,
    ...more,
  })

  it('one is on from its beginning until somebody says that it is over, and stays with who said so', async () => {
    const { outages } = desk
    const one = await outages.add(outage())
    const later = await outages.add(outage({ since: instant(t0 + dayMs), expectedUntil: null }))
    const on = async (at: number) => (await outages.on(instant(at))).map(({ id }) => id)
    assert.deepEqual(
      [await on(t0 - 1), await on(t0), await on(t0 + dayMs)],
      [[], [one.id], [later.id, one.id]],
    )
    const ended = { overAt: instant(t0 + hourMs), endedBy: newId('agt') }
    const over = await outages.change(one.id, 1, ended)
    assert.deepEqual(over, { ...one, ...ended, version: 2 })
    assert.equal(await outages.change(one.id, 1, ended), 'stale')
    assert.deepEqual(await on(t0 + dayMs), [later.id])
    assert.deepEqual(
      (await outages.all(5)).map(({ id }) => id),
      [later.id, one.id],
    )
    assert.deepEqual(await outages.some([one.id, newId('otg')]), [over])
    assert.deepEqual([await outages.one(one.id), await outages.one(newId('otg'))], [over, null])
  })
})
